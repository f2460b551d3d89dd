// Whatever fails: one Chinese sentence, a `qd-error` event, the page's own content in sight, nothing thrown.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { BASE, POPULATION, SCRIPT, drawn, failureOf, onPage, openHost, seen, served, until } from "./harness.mjs";

const PAGE = `<!doctype html><meta charset="utf-8">${SCRIPT}${POPULATION}`;
const MAP = "/qdviz/map/qingdao.topo.json";
// The build that the view of the page needs.
const WASM = "/qdviz/qdviz-map.wasm";
const json = (body) => ({ contentType: "application/json", body });

// Opens the page with one address answered otherwise, and checks all that holds for every failure.
async function fails(page, address, answer, expected, html = PAGE, headers = {}) {
  if (address) await page.route(BASE + address, (route) => (answer ? route.fulfill(answer) : route.abort()));
  await openHost(page, html, headers);
  const failure = await failureOf(page);
  assert.match(failure.text, expected);
  assert.match(failure.text, /^图表未能显示：.+[。？]/);
  assert.ok(failure.stageHidden);
  if (await page.locator("#fallback").count()) assert.ok(await page.locator("#fallback").isVisible());
  const errors = await seen(page, "qd-error");
  assert.equal(errors.length, 1);
  assert.equal(errors[0].message, failure.text.split("\n")[0]);
  assert.equal((await seen(page, "qd-ready")).length, 0);
  return { failure, error: errors[0] };
}

test("a view that is not found", () =>
  onPage({ requestsFail: true }, (page) =>
    fails(page, "/data/population.view.json", { status: 404, body: "" }, /没有取到 \/data\/population\.view\.json（服务器返回 404）/)));

test("data that is not found", () =>
  onPage({ requestsFail: true }, (page) =>
    fails(page, "/data/population.json", { status: 500, body: "" }, /没有取到 \/data\/population\.json（服务器返回 500）/)));

// Without the boundaries a map cannot be drawn, and all else can.
async function withoutMap(page, kinds, answer) {
  const shared = { qdviz: "view/1", title: "人口", data: "population.json", indicator: "population", areas: "districts" };
  const view = JSON.stringify({ ...shared, views: kinds.map((kind) => ({ kind })) });
  await page.route(BASE + "/data/population.view.json", (route) => route.fulfill(json(view)));
  await page.route(BASE + MAP, (route) => route.fulfill(answer));
}

test("a map that is not found leaves the bars beside it, with a warning on the element", () =>
  onPage({ requestsFail: true }, async (page) => {
    await withoutMap(page, ["map", "bar"], { status: 404, body: "" });
    await openHost(page, PAGE);
    await drawn(page);
    assert.deepEqual(await seen(page, "qd-error"), []);
    const told = await page.evaluate(() => document.querySelector("qd-viz").diagnostics);
    assert.deepEqual(told.map(({ severity, path }) => `${severity} ${path}`), ["warning map"]);
    assert.equal(told[0].message, `没有取到 ${MAP}（服务器返回 404）`);
    assert.ok(!(await page.locator("#fallback").isVisible()));
  }));

test("a map that is not found and has nothing beside it says which file", () =>
  onPage({ requestsFail: true }, async (page) => {
    await withoutMap(page, ["map"], { status: 404, body: "" });
    await fails(page, null, null, /没有取到 \/qdviz\/map\/qingdao\.topo\.json（服务器返回 404）/);
  }));

test("a login page in the place of the map says so", () =>
  onPage({}, async (page) => {
    await withoutMap(page, ["map"], { contentType: "text/html", body: "<html>登录</html>" });
    await fails(page, null, null, /qingdao\.topo\.json 是网页而不是数据/);
  }));

test("no connection", () =>
  onPage({ requestsFail: true }, (page) => fails(page, "/data/population.json", null, /无法连接，没有取到 \/data\/population\.json/)));

test("a login page in the place of the data", () =>
  onPage({}, (page) =>
    fails(page, "/data/population.json", { contentType: "text/html", body: "\n <html>登录</html>" }, /是网页而不是数据/)));

test("a web page behind a byte order mark is one too", () =>
  onPage({}, (page) => fails(page, "/data/population.json", json("\ufeff<!doctype html>"), /是网页而不是数据/)));

test("gzip that the server does not call so", () =>
  onPage({}, async (page) => {
    const body = gzipSync(await served("/data/population.json"));
    const { error } = await fails(page, "/data/population.json", { contentType: "application/json", body }, /population\.json 是没有解压的 gzip 文件/);
    assert.equal(error.reason, "gzip");
  }));

test("broken JSON in the view is located by line and column", () =>
  onPage({}, async (page) => {
    const { error } = await fails(page, "/data/population.view.json", json('{\n  "qdviz": "view/1",\n  "title" "x"\n}'), /./);
    assert.equal(error.diagnostics[0].severity, "error");
    assert.match(error.diagnostics[0].path, /^view:3:\d+$/);
  }));

test("broken JSON in the data is located by line and column", () =>
  onPage({}, async (page) => {
    const { error } = await fails(page, "/data/population.json", json('{\n "observations": [1,,2]\n}'), /./);
    assert.match(error.diagnostics[0].path, /^data:2:\d+$/);
  }));

test("an unknown indicator is named once a view, with the name that was meant", () =>
  onPage({}, async (page) => {
    const views = [{ kind: "bar" }, { kind: "line" }];
    const view = { qdviz: "view/1", data: "population.json", indicator: "populaton", areas: "districts", views };
    const sentence = /数据里没有指标“populaton”，是否想写“population”？（另有 1 处错误）。/;
    const { error } = await fails(page, "/data/population.view.json", json(JSON.stringify(view)), sentence);
    const errors = error.diagnostics.filter((item) => item.severity === "error");
    assert.deepEqual(errors.map((item) => item.path), ["view#/views/0/indicator", "view#/views/1/indicator"]);
    assert.deepEqual(await page.evaluate(() => document.querySelector("qd-viz").diagnostics), error.diagnostics);
  }));

test("an element without src", () =>
  onPage({}, (page) => fails(page, null, null, /没有写明 src/, `<!doctype html>${SCRIPT}<qd-viz><p id="fallback">内容</p></qd-viz>`)));

test("an English page gets English below the Chinese", () =>
  onPage({ requestsFail: true }, (page) =>
    fails(page, "/data/population.json", { status: 404, body: "" }, /\nChart not shown: the server answered 404 for/, PAGE.replace("<meta", '<html lang="en"><meta'))));

test("wasm that is not found", () =>
  onPage({ requestsFail: true }, (page) => fails(page, WASM, { status: 404, body: "" }, /没有取到 \/qdviz\/qdviz-map\.wasm/)));

test("wasm that was cut off", () =>
  onPage({}, async (page) => {
    const whole = await served(WASM);
    const half = whole.subarray(0, whole.length / 2);
    await fails(page, WASM, { contentType: "application/wasm", body: half }, /不完整或不是 wasm 文件/);
  }));

test("a web page in the place of wasm", () =>
  onPage({}, (page) => fails(page, WASM, { contentType: "text/html", body: "<html></html>" }, /不完整或不是 wasm 文件/)));

test("wasm of another type is drawn all the same, in silence", () =>
  onPage({}, async (page) => {
    const body = await served(WASM);
    await page.route(BASE + WASM, (route) => route.fulfill({ contentType: "application/octet-stream", body }));
    await openHost(page, PAGE);
    await drawn(page);
    assert.equal((await seen(page, "qd-ready")).length, 1);
  }));

test("wasm that the page's policy refuses", () =>
  onPage({}, (page) => {
    const policy = { "content-security-policy": "default-src 'self'; script-src 'self'; style-src 'self'" };
    return fails(page, null, null, /'wasm-unsafe-eval'/, PAGE, policy);
  }));

test("a strict policy with wasm allowed is enough", () =>
  onPage({}, async (page) => {
    await openHost(page, PAGE, { "content-security-policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'" });
    await drawn(page);
  }));

test("an engine without WebAssembly", () =>
  onPage({}, async (page) => {
    await page.addInitScript(() => delete window.WebAssembly);
    await fails(page, null, null, /不支持 WebAssembly/);
  }));

test("an engine without custom elements shows the page's own content and says nothing", () =>
  onPage({}, async (page) => {
    await page.addInitScript(() => Object.defineProperty(window, "customElements", { value: undefined }));
    await openHost(page, PAGE);
    await page.waitForLoadState("load");
    assert.ok(await page.locator("#fallback").isVisible());
  }));

test("a server that never answers is asked twice, and then the visitor is told", () =>
  onPage({}, async (page) => {
    let asked = 0;
    await page.clock.install();
    await page.route(BASE + "/data/population.json", () => void asked++);
    await openHost(page, PAGE);
    for (const tries of [1, 2]) {
      await until(() => asked === tries);
      assert.ok(await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.querySelector(".note").hidden));
      await page.clock.fastForward(20100);
    }
    const { text } = await failureOf(page);
    assert.match(text, /\/data\/population\.json 在 20 秒内没有送达/);
    assert.ok(await page.locator("#fallback").isVisible());
    assert.equal(asked, 2);
  }));

test("after a failure, a right address draws", () =>
  onPage({ requestsFail: true }, async (page) => {
    await openHost(page, PAGE.replace("population.view", "nothing.view"));
    await failureOf(page);
    await page.evaluate(() => document.querySelector("qd-viz").setAttribute("src", "/data/population.view.json"));
    await page.waitForFunction(() => window.seen.some((event) => event.type === "qd-ready"));
    await drawn(page);
    assert.ok(!(await page.locator("#fallback").isVisible()));
    assert.equal((await seen(page, "qd-ready")).length, 1);
  }));

test("the sentences survive a GBK page and a server that names no charset", () =>
  onPage({ requestsFail: true }, async (page) => {
    const body = await served("/qdviz/qdviz.js");
    await page.route(BASE + "/qdviz/qdviz.js", (route) => route.fulfill({ contentType: "application/javascript", body }));
    await page.route(BASE + "/data/population.json", (route) => route.fulfill({ status: 404, body: "" }));
    await openHost(page, "<html><head>" + SCRIPT + "</head><body>" + POPULATION.replace(/[^\x00-\x7f]+/, "x") + "</body></html>", {
      "content-type": "text/html; charset=gbk",
    });
    const { text } = await failureOf(page);
    assert.match(text, /^图表未能显示：没有取到/);
  }));
