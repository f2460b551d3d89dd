// How long marks take to their new places, in milliseconds.
const MOVEMENT = 200;

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
    this.refresher = null;
    this.error = null;
    this.closeSearch = noop;
    // The selection of another figure, while this one follows it.
    this.followed = null;
    listenInput(this, this.tree);
  }

  connect() {
    this.width = 0;
    const unwatchWidth = watchWidth(this.tree.root, (width) => this.draw(width && Math.max(width, NARROWEST)));
    const unwatchScreen = watchScreen(() => this.draw(this.width));
    const online = () => this.recover();
    addEventListener("online", online);
    this.release = () => {
      removeEventListener("online", online);
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
    this.error = null;
    const current = () => run === this.run;
    Promise.resolve()
      .then(() => current() && this.mount(current))
      .catch((error) => current() && this.fail(asFault(error)));
  }

  async mount(current) {
    const files = await fetchParts(this.host.getAttribute("src"), this.host.getAttribute("data"));
    if (!current()) return;
    const { widget, outcome, rich } = await createWidget(files, this.tree);
    if (!current()) return;
    this.free();
    this.widget = widget;
    this.rich = rich;
    this.accept(files, outcome);
    this.since = new Date();
    this.isReady = false;
    this.draw(this.width);
    if (files.every) this.refresher = repeat(files.every, () => this.refresh(files, current));
  }

  // Takes over what wasm says of the files, if it can draw them.
  accept({ mapFault }, { usable, diagnostics }) {
    const told = mapFault ? withMapFault(diagnostics, mapFault) : diagnostics;
    if (!usable) throw mapFault || faultOf(told);
    this.host.diagnostics = told;
  }

  // Fetches the data again. What is drawn stays where nothing has changed, and where something is wrong.
  async refresh(files, current) {
    let error = null;
    try {
      const data = await files.read();
      if (!current()) return;
      if (!isSame(data, files.data)) await this.replace(files, data, current);
      this.since = new Date();
    } catch (failed) {
      error = asFault(failed);
    }
    if (!current() || !this.widget) return;
    this.error = error;
    showLines(this.tree.stale, error ? staleSentences(this.host, this.since) : []);
    dispatch(this.host, "qd-refresh", { ok: !error, at: this.since, error: error && detailOf(error, error.zh) });
  }

  // Draws other data in the place of these, in the same state.
  async replace(files, data, current) {
    const chosen = this.ask("selection") || null;
    let { widget, rich } = this;
    let outcome = this.ask("load", files.view, data, files.map);
    // Data of another format may need a larger build, and that a widget of its own.
    if (outcome && needsMore(outcome, files.build)) {
      ({ widget, outcome, rich } = await createWidget(Object.assign({}, files, { data }), this.tree));
    }
    if (!current() || !this.widget) return;
    this.accept(files, outcome);
    files.data = data;
    this.widget = widget;
    this.rich = rich;
    // Another widget has still to be told, and what is gone from one view may be in the next.
    if (this.followed || !this.ask("selection")) this.choose(this.followed || chosen);
    this.isStale = true;
    // At once: marks that are no longer there must not be hit.
    if (this.width) this.layout();
    this.describe();
    const selection = this.ask("selection") || null;
    if (JSON.stringify(selection) !== JSON.stringify(chosen)) dispatch(this.host, "qd-select", selection);
  }

  // The network is back.
  recover() {
    if (!this.error || this.error.pause === undefined) return;
    if (this.refresher) this.refresher.soon();
    else this.load();
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
    const long = !!this.rich && !!this.ask("give", "long");
    this.tree.stage.classList.toggle("long", long);
    this.tree.stage.ontouchmove = long ? keepTwo : null;
    this.size();
    this.show(true);
    this.showTip();
    if (!this.isReady) this.ready();
  }

  // Other rows, or another order: the marks move to their places, unless the visitor wants no movement.
  rearrange() {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!still) this.ask("keep");
    this.layout();
    if (still) return;
    const start = performance.now();
    const step = (now) => {
      const part = Math.min(1, Math.max(0, now - start) / MOVEMENT);
      this.ask("animate", part);
      if (part < 1 && this.widget) this.moving = requestAnimationFrame(step);
    };
    cancelAnimationFrame(this.moving);
    step(start);
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
    this.describe();
    join(this);
    dispatch(this.host, "qd-ready", null);
  }

  describe() {
    this.tree.stage.setAttribute("aria-label", this.ask("description"));
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
    keepTime(this, flags);
    if (flags & SCROLL) this.layout();
    else if (flags & LAYOUT) {
      this.rearrange();
      this.describe();
      hand(this, "filter", mates(this));
    }
    if (flags & SEARCH) this.search();
    if (flags & TIP) {
      this.showTip(aloud);
      this.point();
    }
    if (aloud && flags & CONTROL) this.tree.live.textContent = this.ask("spoken");
    if (!(flags & SELECTION)) return;
    this.followed = null;
    const selection = this.ask("selection") || null;
    // What a timeline carries from period to period has been chosen before.
    if (!(flags & PLAYING)) this.tree.live.textContent = selection ? "已选中 " + selection.name : "已取消选择";
    mates(this).forEach((other) => other.follow(selection));
    dispatch(this.host, "qd-select", selection);
  }

  // Tells group and page what is pointed at.
  point() {
    if (!this.rich) return;
    hand(this, "moment", mates(this));
    dispatch(this.host, "qd-hover", this.ask("give", "hover") || null);
  }

  // Takes over the selection of another figure of the group, in silence.
  follow(selection) {
    this.followed = selection;
    this.choose(selection);
  }

  // The larger builds look for the best that both know. The others know areas: data with codes of their own may still
  // know the name. What is not known at all clears the selection that was here.
  choose(selection) {
    if (this.rich) return this.tell(this.ask("take", "select", JSON.stringify(selection)));
    this.ask("select", selection ? selection.area : undefined);
    if (selection && !this.ask("selection")) this.ask("select", selection.name);
  }

  async search() {
    const { widget } = this;
    const open = await loadSearch().catch(noop);
    if (!widget || widget !== this.widget) return;
    if (open) this.closeSearch = open(this, node, adoptStyle);
    else this.ask("key", "Escape");
    showLines(this.tree.stale, open ? [] : inLanguageOf(this.host, "查找框没有取到，请再试一次", "The search did not load, please try again"));
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
    this.error = error;
    this.host.diagnostics = error.diagnostics;
    showNote(this.tree.note, texts);
    dispatch(this.host, "qd-error", detailOf(error, texts[0]));
  }

  // Gives back wasm memory, canvas memory, the frame and the page's listeners.
  free() {
    const widget = this.widget;
    this.closeSearch();
    this.closeSearch = noop;
    keepTime(this, 0);
    this.widget = null;
    this.followed = null;
    drawn.delete(this);
    if (!this.tree.tip.hidden) mates(this).forEach((other) => other.rich && other.ask("take", "moment", ""));
    if (this.refresher) this.refresher.stop();
    this.refresher = null;
    showLines(this.tree.stale, []);
    this.forgetPage();
    cancelAnimationFrame(this.frame);
    cancelAnimationFrame(this.moving);
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
