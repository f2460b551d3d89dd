// Where the package lies. Captured while the script is evaluated: later `currentScript` is null.
const SCRIPT = document.currentScript;
const BASE = new URL(".", (SCRIPT && SCRIPT.src) || document.baseURI);
const WASM_URL = new URL("qdviz.wasm", BASE).href;
const MAP_URL = new URL("map/qingdao.topo.json", BASE).href;

// How long one file may take before the visitor is told (20 s, as the sentence says), in milliseconds.
const TIMEOUT = 20000;

function noop() {}
