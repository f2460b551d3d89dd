// The element itself is a thin shell: what it does is in figure.js, out of the page's reach.
const figures = new WeakMap();

class QdViz extends HTMLElement {
  static get observedAttributes() {
    return ["src", "data"];
  }

  constructor() {
    super();
    this.diagnostics = [];
    figures.set(this, new Figure(this));
  }

  connectedCallback() {
    figures.get(this).connect();
  }

  disconnectedCallback() {
    figures.get(this).disconnect();
  }

  attributeChangedCallback(_name, before, after) {
    if (this.isConnected && before !== after) figures.get(this).load();
  }
}

// Without these the element stays unknown and shows the page's own content.
if (window.customElements && window.ResizeObserver && window.AbortController && !customElements.get("qd-viz")) {
  // A page that names the build it needs has it on its way before the first view is.
  const named = BUILDS.indexOf(SCRIPT && SCRIPT.getAttribute("data-build"));
  if (named >= 0) compiledModule(named).catch(noop);
  customElements.define("qd-viz", QdViz);
}
