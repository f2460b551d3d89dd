// What one <qd-viz> does: loads, draws, answers, and lets the page's own content show whenever it cannot.
class Figure {
  constructor(host) {
    this.host = host;
    this.tree = buildTree(host);
    this.widget = null;
    this.width = 0;
    this.height = 0;
    this.frame = 0;
    this.run = 0;
    this.pointed = undefined;
    this.pointer = null;
    this.release = noop;
    this.unwatchPage = null;
    listenInput(this, this.tree);
  }

  connect() {
    this.width = 0;
    const unwatchWidth = watchWidth(this.tree.root, (width) => this.draw(width && Math.max(width, NARROWEST)));
    const unwatchScreen = watchScreen(() => this.draw(this.width));
    this.release = () => {
      unwatchWidth();
      unwatchScreen();
    };
    this.load();
  }

  disconnect() {
    this.run++;
    this.release();
    this.free();
    this.show(false);
    showNote(this.tree.note, []);
  }

  // Two attributes set one after the other are one load.
  load() {
    const run = ++this.run;
    this.host.diagnostics = [];
    const current = () => run === this.run;
    Promise.resolve()
      .then(() => current() && this.mount(current))
      .catch((error) => current() && this.fail(error.zh ? error : fault("crash")));
  }

  async mount(current) {
    const parts = fetchParts(this.host.getAttribute("src"), this.host.getAttribute("data"));
    const [module, files] = await Promise.all([compiledModule(), parts]);
    const glue = createGlue();
    await glue({ module_or_path: module });
    if (!current()) return;
    this.free();
    this.widget = new glue.Widget(this.tree.base, this.tree.overlay);
    const outcome = this.widget.load(files.view, files.data, files.map);
    this.host.diagnostics = files.mapFault ? withMapFault(outcome.diagnostics, files.mapFault) : outcome.diagnostics;
    if (!outcome.usable) throw files.mapFault || faultOf(outcome.diagnostics);
    this.isReady = false;
    this.draw(this.width);
  }

  // Draws with the next frame; many reasons make one drawing.
  draw(width) {
    this.width = width;
    this.isStale = true;
    this.schedule();
  }

  // The pointer is here, or `null` when it has left; many moves make one question a frame.
  pointAt(point) {
    this.pointed = point;
    this.schedule();
  }

  schedule() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.onFrame());
  }

  onFrame() {
    this.frame = 0;
    if (this.isStale && this.widget && this.width) this.layout();
    const point = this.pointed;
    this.pointed = undefined;
    if (point === undefined) return;
    this.pointer = point;
    this.tell(point ? this.ask("pointer", ...point) : this.ask("leave"));
  }

  layout() {
    const dark = isDark(this.host, this.tree.live);
    this.tree.root.classList.toggle("dark", dark);
    this.height = this.ask("layout", this.width, devicePixelRatio, dark);
    if (!this.widget) return;
    this.isStale = false;
    this.size();
    this.show(true);
    this.showTip();
    if (!this.isReady) this.ready();
  }

  // The canvases get exactly as many CSS pixels as they have device pixels: anything else would blur them. Where wasm has
  // chosen another ratio (a very tall drawing, a window zoomed far out) they are stretched to the size laid out.
  size() {
    const { root, stage, plot, base, overlay } = this.tree;
    stage.style.height = plot.style.height = this.height + "px";
    plot.style.width = this.width + "px";
    root.classList.toggle("narrow", root.clientWidth < this.width);
    [base, overlay].forEach((canvas) => {
      canvas.style.width = exact(canvas.width, this.width) + "px";
      canvas.style.height = exact(canvas.height, this.height) + "px";
    });
  }

  ready() {
    this.isReady = true;
    this.tree.stage.setAttribute("aria-label", this.ask("description"));
    join(this);
    dispatch(this.host, "qd-ready", null);
  }

  // Asks wasm. An instance that has crashed is dropped, with its sentence; the other widgets have their own.
  ask(name, ...values) {
    try {
      return this.widget ? this.widget[name](...values) : 0;
    } catch (_) {
      this.fail(fault("crash"));
      return 0;
    }
  }

  // Carries the flags of an answer to the tooltip, the group, the page and the screen reader.
  tell(flags, aloud) {
    if (flags & TIP) this.showTip(aloud);
    if (!(flags & SELECTION)) return;
    const selection = this.ask("selection") || null;
    this.tree.live.textContent = selection ? "已选中 " + selection.name : "已取消选择";
    mates(this).forEach((other) => other.follow(selection));
    dispatch(this.host, "qd-select", selection);
  }

  // Takes over the selection of another figure of the group, in silence. Data with codes of their own may still know
  // the name; what is not known at all clears the selection that was here.
  follow(selection) {
    this.ask("select", selection ? selection.area : undefined);
    if (selection && !this.ask("selection")) this.ask("select", selection.name);
  }

  showTip(aloud) {
    const tip = this.ask("tip");
    showTip(this, tip);
    if (aloud) this.tree.live.textContent = tip ? tip.text : "";
    if (tip && !this.unwatchPage) this.unwatchPage = watchPage(this);
    if (!tip) this.forgetPage();
  }

  forgetPage() {
    if (this.unwatchPage) this.unwatchPage();
    this.unwatchPage = null;
  }

  // Either the drawing or the page's own content.
  show(drawing) {
    this.tree.slot.hidden = drawing;
    this.tree.stage.hidden = !drawing;
    if (drawing) showNote(this.tree.note, []);
  }

  fail(error) {
    this.free();
    this.show(false);
    this.tree.root.classList.toggle("dark", isDark(this.host, this.tree.live));
    const texts = sentences(error, this.host);
    this.host.diagnostics = error.diagnostics;
    showNote(this.tree.note, texts);
    dispatch(this.host, "qd-error", { message: texts[0], diagnostics: error.diagnostics });
  }

  // Gives back wasm memory, canvas memory, the frame and the page's listeners.
  free() {
    const widget = this.widget;
    this.widget = null;
    drawn.delete(this);
    this.forgetPage();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.pointed = undefined;
    this.tree.tip.hidden = true;
    [this.tree.base, this.tree.overlay].forEach((canvas) => (canvas.width = canvas.height = 1));
    try {
      if (widget) widget.free();
    } catch (_) {
      // A crashed instance cannot tidy up; its memory goes with it.
    }
  }
}
