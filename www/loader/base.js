// Where the package lies. Captured while the script is evaluated: later `currentScript` is null.
const SCRIPT = document.currentScript;
const BASE = new URL(".", (SCRIPT && SCRIPT.src) || document.baseURI);
const MAP_URL = new URL("map/qingdao.topo.json", BASE).href;

function noop() {}
