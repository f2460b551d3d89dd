// Pointer, keyboard and focus, handed on to wasm in the widget's own CSS pixels.
const HANDLED = 1;
const TIP = 2;
const SELECTION = 4;
const LAYOUT = 8;
const CONTROL = 16;

function listenInput(figure, tree) {
  const { stage, tip } = tree;
  const on = (type, handler) => stage.addEventListener(type, handler);
  // The tooltip may be entered with the pointer without changing what it shows.
  const outside = (event) => !tip.contains(event.target);
  let focused = false;
  const focus = (value) => figure.ask("focus", (focused = value));

  on("pointermove", (event) => outside(event) && figure.pointAt(position(event, tree.plot, figure.width)));
  // A lifted finger leaves too, but its tooltip stays until the next tap.
  on("pointerleave", (event) => event.pointerType === "touch" || figure.pointAt(null));
  on("pointercancel", () => figure.pointAt(null));
  on("click", (event) => {
    if (!outside(event)) return;
    const point = (figure.pointer = position(event, tree.plot, figure.width));
    figure.tell(figure.ask("pointer", ...point) | figure.ask("click", ...point, false));
  });
  on("dblclick", (event) => outside(event) && figure.tell(figure.ask("click", ...position(event, tree.plot, figure.width), true)));
  on("focus", () => figure.tell(focus(isFocusVisible(stage))));
  on("blur", () => figure.tell(focus(false)));
  on("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    figure.pointer = null;
    // A click gives focus quietly; the first key makes it show.
    const flags = (focused ? 0 : focus(true)) | figure.ask("key", (event.shiftKey && event.key === "Enter" ? "Shift+" : "") + event.key);
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
