// Pointer, keyboard and focus, handed on to wasm in the widget's own CSS pixels.
const HANDLED = 1;
const TIP = 2;
const SELECTION = 4;
const LAYOUT = 8;
const CONTROL = 16;
const SEARCH = 32;
const SCROLL = 64;
const PLAYING = 128;

// Pixels that a pressed pointer may move and still click.
const STEADY = 8;

function listenInput(figure, tree) {
  const { stage, tip } = tree;
  const on = (type, handler) => stage.addEventListener(type, handler);
  // The tooltip may be entered with the pointer without changing what it shows.
  const outside = (event) => !tip.contains(event.target);
  const place = (event) => position(event, tree.plot, figure.width);
  const fingers = twoFingers(figure, place);
  let focused = false;
  // Where the pointer went down, whether on a map that a mouse can move, whether it has been drawn across a plot since,
  // and whether it moves what is there.
  let start = null;
  let grasps = false;
  let drawn = false;
  let moves = false;
  // Whether it went down on a scrollbar.
  let held = false;
  const drag = (event, over) => {
    if (!start || !figure.rich) return false;
    const point = place(event);
    // A held thumb goes with the pointer.
    if (held) return figure.tell(figure.ask("drag", ...start, ...point, !!over)), true;
    const [far, high] = [Math.abs(point[0] - start[0]), Math.abs(point[1] - start[1])];
    // A finger that goes up or down scrolls the page.
    if (!drawn && (grasps ? Math.max(far, high) < STEADY : far < STEADY || far < high)) return false;
    if (!drawn) moves = event.shiftKey || grasps;
    const flags = moves ? pull(figure, beside(start), beside(point), !!over) : figure.ask("drag", ...start, ...point, !!over);
    drawn = drawn || !!(flags & HANDLED);
    if (drawn && !moves) figure.tell(flags);
    return drawn;
  };
  // As if it had not been.
  const stop = () => {
    if (held) held = false;
    else if (drawn && moves) pull(figure, beside(start), beside(start), true);
    else if (drawn) figure.tell(figure.ask("drag", ...start, ...start, false));
    start = null;
  };
  const focus = (value) => figure.ask("focus", (focused = value));

  on("pointermove", (event) => outside(event) && !fingers.move(event) && !drag(event) && figure.pointAt(place(event)));
  // A lifted finger leaves too, but its tooltip stays until the next tap.
  on("pointerleave", (event) => event.pointerType === "touch" || figure.pointAt(null));
  on("pointercancel", (event) => {
    fingers.up(event);
    if (start) stop();
    figure.pointAt(null);
  });
  on("pointerdown", (event) => {
    if (fingers.down(event)) {
      if (start) stop();
      drawn = true;
      return;
    }
    start = outside(event) && !event.button ? place(event) : null;
    const flags = start && figure.rich ? figure.ask("grab", ...start) : 0;
    drawn = held = !!(flags & HANDLED);
    if (held) stage.setPointerCapture(event.pointerId);
    figure.tell(flags);
    grasps = !!start && !!figure.rich && event.pointerType === "mouse" && !!figure.ask("grasps", ...start);
  });
  // A finger on a scrollbar does not scroll the page.
  stage.addEventListener("touchstart", (event) => held && event.preventDefault(), { passive: false });
  on("pointerup", (event) => {
    fingers.up(event);
    drag(event, true);
    start = null;
  });
  // With Shift the browser would select the text of the page.
  on("mousedown", (event) => event.shiftKey && event.preventDefault());
  stage.addEventListener("wheel", wheel(figure, stage, place, outside), { passive: false });
  on("click", (event) => {
    // The end of a drag is no click.
    if (drawn || !outside(event)) return;
    const point = (figure.pointer = place(event));
    figure.tell(figure.ask("pointer", ...point) | figure.ask("click", ...point, false));
  });
  on("dblclick", (event) => outside(event) && figure.tell(figure.ask("click", ...place(event), true)));
  on("focus", () => figure.tell(focus(isFocusVisible(stage))));
  on("blur", () => figure.tell(focus(false)));
  on("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    figure.pointer = null;
    // A click gives focus quietly; the first key makes it show.
    const flags = (focused ? 0 : focus(true)) | figure.ask("key", (event.shiftKey && /^(Enter|Arrow)/.test(event.key) ? "Shift+" : "") + event.key);
    if (flags & HANDLED) event.preventDefault();
    figure.tell(flags, true);
  });
}

// While a tooltip is open: Esc closes it wherever the focus is, and so does a tap elsewhere.
function watchPage(figure) {
  const own = (event) => event.composedPath().indexOf(figure.host) >= 0;
  const key = (event) => event.key === "Escape" && !own(event) && figure.tell(figure.ask("key", "Escape"));
  const down = (event) => own(event) || figure.tell(figure.ask("leave"));
  document.addEventListener("keydown", key);
  document.addEventListener("pointerdown", down);
  return () => {
    document.removeEventListener("keydown", key);
    document.removeEventListener("pointerdown", down);
  };
}

// The box as it appears on screen against the width laid out: right under zoom and transforms.
function position(event, plot, width) {
  const rect = plot.getBoundingClientRect();
  const scale = width / rect.width || 1;
  return [(event.clientX - rect.left) * scale, (event.clientY - rect.top) * scale];
}

function isFocusVisible(stage) {
  try {
    return stage.matches(":focus-visible");
  } catch (_) {
    return true;
  }
}
