// The formats of statistics offices: every sample of the repository, and what is told of a faulty table.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness.mjs";

const FULL = "/qdviz/qdviz-full.wasm";
const VIEWS = ["csv", "csv-wide", "json-stat", "sdmx-json", "sdmx-csv"];
const widget = (view) => `<qd-viz src="/data/formats/${view}.view.json"></qd-viz>`;
const page = (...views) => `<!doctype html><meta charset="utf-8">${h.SCRIPT}${views.map(widget).join("")}`;
const builds = (paths) => paths.filter((path) => path.endsWith(".wasm"));

for (const view of VIEWS) {
  test(`${view}: the exact figure of a district, by the full build alone`, () =>
    h.onPage({}, async (tab) => {
      const asked = h.requestsOf(tab);
      await h.openHost(tab, page(view));
      await h.drawn(tab);
      assert.equal((await h.walkTo(tab, "李沧区")).lines["常住人口"], "737,281 人");
      assert.deepEqual(await tab.evaluate(() => document.querySelector("qd-viz").diagnostics), []);
      assert.deepEqual(builds(asked), [FULL]);
    }));
}

test("all of them on one page draw the same bars, and the program comes once", () =>
  h.onPage({}, async (tab) => {
    const asked = h.requestsOf(tab);
    await h.openHost(tab, page(...VIEWS));
    await h.drawn(tab, VIEWS.length);
    assert.deepEqual(builds(asked), [FULL]);
    const bars = await tab.evaluate(() =>
      [...document.querySelectorAll("qd-viz")].map((host) => {
        // Sources stand below and differ: the bars end above them.
        const canvas = host.shadowRoot.querySelector("canvas");
        const pixels = window.readPixels(canvas);
        return pixels.slice(0, canvas.width * Math.floor(350 * devicePixelRatio) * 4).join();
      }),
    );
    assert.equal(new Set(bars).size, 1);
  }));

test("the table in the test really is in GB18030", async () => {
  const bytes = await h.served("/data/formats/population-wide.csv");
  assert.throws(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  assert.match(new TextDecoder("gb18030").decode(bytes), /^李沧区,"512,400①","737,281"\r$/m);
});

test("a fault in a table is told with its line and column, and costs only itself", () =>
  h.onPage({}, async (tab) => {
    const view = { qdviz: "view/1", data: "faulty.csv", areas: "districts", views: [{ kind: "bar" }] };
    const table = "地区,时期,常住人口（人）\n市南区,2020年,486643\n市北区,2020年,109x879\n李沧区,2020年,737281\n";
    await h.serveJson(tab, "/data/faulty.view.json", view);
    await tab.route(h.BASE + "/data/faulty.csv", (route) => route.fulfill({ contentType: "text/csv", body: table }));
    await h.openHost(tab, `<!doctype html><meta charset="utf-8">${h.SCRIPT}<qd-viz src="/data/faulty.view.json"></qd-viz>`);
    await h.drawn(tab);
    const faults = await tab.evaluate(() => document.querySelector("qd-viz").diagnostics);
    const inData = faults.filter(({ path }) => path.startsWith("data"));
    assert.deepEqual(inData.map(({ severity, path }) => [severity, path]), [["warning", "data:3:11"]]);
    assert.ok(inData[0].message.includes("109x879") && inData[0].english.includes("109x879"), JSON.stringify(inData));
    assert.equal((await h.walkTo(tab, "李沧区")).lines["常住人口"], "737,281 人");
    assert.doesNotMatch((await h.walkTo(tab, "市北区")).lines["常住人口"], /\d/);
  }));

// What the card of the gallery says, with the figure that its widget shows.
async function chosen(tab) {
  const card = tab.locator("#formats");
  const index = (await tab.locator("qd-viz").count()) - 1;
  const figure = (await h.walkTo(tab, "李沧区", index)).lines["常住人口"];
  const said = await card.locator("figcaption").innerText();
  const text = await card.locator(".excerpt code").innerText();
  return { figure, said, text, embed: await card.locator("details.embed code").textContent() };
}

test("the card of the gallery changes the file behind one picture", () =>
  h.onPage({}, async (tab) => {
    const asked = h.requestsOf(tab);
    await tab.goto(h.BASE + "/");
    await h.drawn(tab, await tab.locator("qd-viz").count());
    const beginnings = [/^\ufeff?指标代码,指标/, /^青岛市各区（市）常住人口,,\n单位：人/, /^\{"version":"2.0"/, /^\{\n  "meta"/, /^STRUCTURE,/];
    for (const [at, view] of VIEWS.entries()) {
      const input = tab.locator(`#formats input[value="${view}"]`);
      const file = await input.getAttribute("data-file");
      await input.check();
      await tab.waitForFunction((name) => document.querySelector("#formats figcaption").innerText.match(/\d 字节$/) && document.querySelector("#formats qd-viz").getAttribute("src").endsWith(name), `/${view}.view.json`);
      await tab.waitForFunction((start) => new RegExp(start).test(document.querySelector("#formats .excerpt code").textContent), beginnings[at].source);
      const { figure, said, embed } = await chosen(tab);
      assert.equal(figure, "737,281 人");
      assert.ok(said.startsWith(file) && said.includes(view === "csv-wide" ? "GB18030" : "UTF-8"), said);
      assert.ok(embed.includes(`/${view}.view.json"`) && embed.includes(`/formats/${file}"`), embed);
    }
    assert.deepEqual(builds(asked), [FULL], "the gallery has one program for all its cards");
  }));
