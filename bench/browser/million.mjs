// What a data set of a million observations costs in the browser: from the request of the data to the event qd-ready, in
// the program's own load(), and in the memory of the program.
//
// node bench/browser/million.mjs [RUNS]
//
// CHROMIUM names the browser. The program is the one in pkg/; each run has a page and a profile of its own.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const RUNS = Number(process.argv[2] || 5);
const PKG = fileURLToPath(new URL("../../pkg/", import.meta.url));
const TYPES = { js: "text/javascript", wasm: "application/wasm", json: "application/json" };

// The same as in tests/support/million.rs: 834 indicators × 10 districts × 120 months, cut off.
const COUNT = 1_000_000;
const DISTRICTS = ["370202", "370203", "370211", "370212", "370213", "370214", "370215", "370281", "370283", "370285"];
const MONTHS = 120;

const VIEW = { qdviz: "view/1", title: "一百万条", data: "million.json", indicator: "i0", areas: "districts", period: "2020-12", views: [{ kind: "bar" }] };
const PAGE = `<!doctype html><meta charset="utf-8"><script>
document.addEventListener("qd-ready", () => (window.ready = performance.now()));
document.addEventListener("qd-error", (event) => (window.failed = event.detail.message));
</script><script src="/qdviz/qdviz.js" data-build="full" defer></script><qd-viz src="/million.view.json"></qd-viz>`;

function million() {
  const list = (count, item) => Array.from({ length: count }, (_, i) => item(i)).join();
  const column = (dictionary, codes) => `{"dictionary":[${dictionary}],"codes":[${codes}]}`;
  const indicators = Math.ceil(COUNT / (DISTRICTS.length * MONTHS));
  const names = list(indicators, (i) => `{"id":"i${i}","name":"指标${i}","unit":"亿元","decimals":1}`);
  const indicator = column(list(indicators, (i) => `"i${i}"`), list(COUNT, (i) => Math.floor(i / (DISTRICTS.length * MONTHS))));
  const area = column(list(DISTRICTS.length, (i) => `"${DISTRICTS[i]}"`), list(COUNT, (i) => Math.floor(i / MONTHS) % DISTRICTS.length));
  const month = (i) => `"${2011 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}"`;
  const period = column(list(MONTHS, month), list(COUNT, (i) => i % MONTHS));
  const value = list(COUNT, (i) => `${(i * 7919) % 100_000}.${i % 10}`);
  return `{"qdviz":"indicators/1","indicators":[${names}],"columns":{"indicator":${indicator},"area":${area},"period":${period},"value":[${value}]}}`;
}

async function serve(data) {
  const documents = { "/": PAGE, "/million.view.json": JSON.stringify(VIEW), "/million.json": data };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const type = TYPES[pathname.split(".").pop()] || "text/html; charset=utf-8";
    const inPackage = /^\/qdviz\/([\w-]+\.\w+)$/.exec(pathname);
    const body = inPackage ? await readFile(PKG + inPackage[1]).catch(() => null) : documents[pathname];
    response.writeHead(body ? 200 : 404, { "content-type": type });
    response.end(body || "");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

// Runs in the page before its scripts: takes the time of load() in every instance, and keeps sight of its memory.
function watchProgram() {
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (source, imports) => {
    const made = await instantiate.call(WebAssembly, source, imports);
    if (!(made instanceof WebAssembly.Instance)) return made;
    const load = made.exports.widget_load;
    const timed = (...args) => {
      const start = performance.now();
      const result = load(...args);
      window.loading = performance.now() - start;
      return result;
    };
    window.memory = made.exports.memory;
    return Object.create(made, { exports: { value: { ...made.exports, widget_load: timed } } });
  };
}

async function run(address) {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    await page.addInitScript(watchProgram);
    await page.goto(address);
    await page.waitForFunction(() => window.ready || window.failed, null, { timeout: 120_000 });
    return await page.evaluate(() => {
      if (window.failed) throw new Error(window.failed);
      const [data] = performance.getEntriesByName(location.origin + "/million.json");
      return { ready: window.ready - data.startTime, load: window.loading, memory: window.memory.buffer.byteLength / 2 ** 20 };
    });
  } finally {
    await browser.close();
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const data = Buffer.from(million());
const server = await serve(data);
const line = ({ ready, load, memory }) => `${ready.toFixed(0).padStart(6)} ms  ${load.toFixed(0).padStart(6)} ms  ${memory.toFixed(0).padStart(4)} MiB`;
console.log(`${COUNT} observations, ${(data.length / 2 ** 20).toFixed(1)} MiB\n  to qd-ready    load()    memory`);
const results = [];
for (let i = 0; i < RUNS; i++) {
  results.push(await run(`http://127.0.0.1:${server.address().port}/`));
  console.log(line(results[i]));
}
console.log("median\n" + line(Object.fromEntries(Object.keys(results[0]).map((key) => [key, median(results.map((result) => result[key]))]))));
server.close();
