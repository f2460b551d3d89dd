// Which build of the program is fetched, and when.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness.mjs";

const [BASIC, MAP, FULL] = ["/qdviz/qdviz.wasm", "/qdviz/qdviz-map.wasm", "/qdviz/qdviz-full.wasm"];
const page = (build, ...views) =>
  `<!doctype html><meta charset="utf-8"><script src="/qdviz/qdviz.js"${build && ` data-build="${build}"`} defer></script>` +
  views.map((view) => `<qd-viz src="/data/${view}.view.json"></qd-viz>`).join("");
const builds = (paths) => paths.filter((path) => path.endsWith(".wasm"));

test("nothing is fetched before a view is known", () =>
  h.onPage({}, async (tab) => {
    const asked = h.requestsOf(tab);
    await h.openHost(tab, page("") + '<p id="end">');
    await tab.waitForLoadState("networkidle");
    assert.deepEqual(asked, ["/host.html", "/qdviz/qdviz.js"]);
  }));

for (const [view, build] of [["population-trend", BASIC], ["population", MAP]]) {
  test(`${view} is drawn by ${build}`, () =>
    h.onPage({}, async (tab) => {
      const asked = h.requestsOf(tab);
      await h.openHost(tab, page("", view));
      await h.drawn(tab);
      assert.deepEqual(builds(asked), [build]);
    }));
}

test("the program does not wait for the data", () =>
  h.onPage({}, async (tab) => {
    const asked = h.requestsOf(tab);
    let answer;
    await tab.route(h.BASE + "/data/population.json", (route) => void (answer = () => route.continue()));
    await h.openHost(tab, page("", "population-trend"));
    await h.until(() => answer && builds(asked).length === 1);
    await answer();
    await h.drawn(tab);
    assert.deepEqual(builds(asked), [BASIC]);
  }));

test("data-build is under way before the view, and a smaller build is not fetched beside it", () =>
  h.onPage({}, async (tab) => {
    const asked = h.requestsOf(tab);
    await h.openHost(tab, page("full", "population-trend"));
    await h.drawn(tab);
    assert.deepEqual(builds(asked), [FULL]);
    assert.ok(asked.indexOf(FULL) < asked.indexOf("/data/population-trend.view.json"), asked.join(" "));
  }));

test("a data-build of another name counts as none", () =>
  h.onPage({}, async (tab) => {
    const asked = h.requestsOf(tab);
    await h.openHost(tab, page("toString", "population-trend"));
    await h.drawn(tab);
    assert.deepEqual(builds(asked), [BASIC]);
  }));

test("a larger build that is there draws what a smaller one could", () =>
  h.onPage({}, async (tab) => {
    const asked = h.requestsOf(tab);
    await h.openHost(tab, page("", "population"));
    await h.drawn(tab);
    await tab.evaluate(() => document.querySelector("qd-viz").insertAdjacentHTML("afterend", '<qd-viz src="/data/population-trend.view.json"></qd-viz>'));
    await h.drawn(tab, 2);
    assert.deepEqual(builds(asked), [MAP]);
  }));

test("a larger build that does not come keeps no smaller widget from drawing", () =>
  h.onPage({ requestsFail: true }, async (tab) => {
    const asked = h.requestsOf(tab);
    await tab.route(h.BASE + FULL, (route) => route.fulfill({ status: 404, body: "" }));
    await h.openHost(tab, page("full", "population-trend"));
    await h.drawn(tab);
    assert.deepEqual(builds(asked), [FULL, BASIC]);
  }));

const TABLE = "地区,常住人口\n李沧区,737281\n";
const view = (data, more) => ({ qdviz: "view/1", data, areas: "districts", views: [{ kind: "bar" }], ...more });

// The builds asked for by a view of data that are no JSON, whatever becomes of them.
async function buildsFor(tab, data, more) {
  const asked = h.requestsOf(tab);
  await h.serveJson(tab, "/data/table.view.json", view(data, more));
  await tab.route(h.BASE + "/data/" + data, (route) => route.fulfill({ contentType: "text/plain; charset=utf-8", body: TABLE }));
  await h.openHost(tab, page("", "table"));
  await tab.waitForFunction(() => window.seen.length > 0);
  return builds(asked);
}

test("a table is recognised by its content", () =>
  h.onPage({}, async (tab) => assert.deepEqual(await buildsFor(tab, "table"), [BASIC, FULL])));

test("a table that its name gives away costs one build only", () =>
  h.onPage({}, async (tab) => assert.deepEqual(await buildsFor(tab, "table.csv"), [FULL])));

test("so does a view that names the format", () =>
  h.onPage({}, async (tab) => assert.deepEqual(await buildsFor(tab, "table", { format: "csv" }), [FULL])));

test("JSON of another format is seen by the program, which asks for the larger build", () =>
  h.onPage({}, async (tab) => {
    const asked = h.requestsOf(tab);
    const cube = { version: "2.0", class: "dataset", id: ["area"], size: [1], dimension: { area: { category: { index: ["370213"] } } }, value: [1] };
    await h.serveJson(tab, "/data/cube.view.json", view("cube.json"));
    await h.serveJson(tab, "/data/cube.json", cube);
    await h.openHost(tab, page("", "cube"));
    await tab.waitForFunction(() => window.seen.length > 0);
    assert.deepEqual(builds(asked), [BASIC, FULL]);
    assert.equal(asked.filter((path) => path === "/data/cube.json").length, 1, "the bytes are there already");
  }));
