// The shadow tree: the page's own content in a slot, and beside it everything the widget draws.
function node(name, parent, attributes) {
  const element = document.createElement(name);
  Object.keys(attributes || {}).forEach((key) => element.setAttribute(key, attributes[key]));
  return parent.appendChild(element);
}

function buildTree(host) {
  const shadow = host.attachShadow({ mode: "open" });
  const slot = node("slot", shadow);
  node("span", slot, { class: "skeleton" });
  const root = node("div", shadow, { class: "root" });
  const note = node("div", root, { class: "note", role: "alert", hidden: "" });
  const stage = node("figure", root, {
    class: "stage",
    tabindex: "0",
    role: "application",
    "aria-roledescription": "交互图表",
    hidden: "",
  });
  const plot = node("div", stage, { class: "plot", "aria-hidden": "true" });
  const base = node("canvas", plot);
  const overlay = node("canvas", plot);
  const tip = node("div", stage, { class: "tip", "aria-hidden": "true", hidden: "" });
  const stale = node("div", root, { class: "stale", role: "status" });
  const live = node("div", shadow, { class: "live", "aria-live": "polite" });
  adoptStyle(shadow);
  return { slot, root, note, stage, plot, base, overlay, tip, stale, live };
}

// One sentence in the place of the drawing, or none.
function showNote(note, texts) {
  note.hidden = !texts.length;
  showLines(note, texts);
}

// Left alone where it says so already: screen readers would hear it again.
function showLines(box, texts) {
  if (box.textContent === texts.join("")) return;
  box.textContent = "";
  texts.forEach((text) => (node("div", box).textContent = text));
}

function dispatch(element, type, detail) {
  element.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
}
