// Charts of several series: the build they come from, legends as filters, a closer look at long rows of periods.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness.mjs";

const PAGE = `<!doctype html><meta charset="utf-8">${h.SCRIPT}<qd-viz src="/data/own.view.json"></qd-viz>`;
const CENSUS = {
  qdviz: "view/1",
  data: "population.json",
  kind: "dot",
  indicator: "population",
  areas: "districts",
  periods: ["2010-11-01", "2020-11-01"],
};
const live = (page) => page.evaluate(() => document.querySelector("qd-viz").shadowRoot.querySelector(".live").textContent);
const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
  await h.nextFrame(page);
};

async function open(page, view, data) {
  await h.serveJson(page, "/data/own.view.json", view);
  if (data) await h.serveJson(page, "/data/own.json", data);
  await h.openHost(page, PAGE);
  await h.drawn(page);
}

// The titles of the tooltips that the keyboard passes from the first datum to the last.
async function walk(page) {
  // Whoever comes anew enters at the first.
  await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.activeElement?.blur());
  await h.focusStage(page);
  const passed = [];
  for (let step = 0; step < 200; step++) {
    await press(page, "ArrowRight");
    const tip = await h.tipOf(page);
    const line = tip && `${tip.title} ${tip.lines["时期"]} ${Object.values(tip.lines)[0]}`;
    if (!line || line === passed.at(-1)) break;
    passed.push(line);
  }
  return passed;
}

test("a kind beyond bars, lines and maps is drawn by the build for charts, at once", () =>
  h.onPage({}, async (page) => {
    const asked = h.requestsOf(page);
    await open(page, CENSUS);
    assert.deepEqual(asked.filter((path) => path.endsWith(".wasm")), ["/qdviz/qdviz-charts.wasm"]);
  }));

test("a field that the small build does not know comes from the build for charts too", () =>
  h.onPage({}, async (page) => {
    const asked = h.requestsOf(page);
    await open(page, { ...CENSUS, kind: "bar", periods: undefined, period: "2020-11-01", sort: "ascending", target: true });
    assert.deepEqual(asked.filter((path) => path.endsWith(".wasm")), ["/qdviz/qdviz-charts.wasm"]);
  }));

test("the keyboard reaches every datum, and what is said is what was published", () =>
  h.onPage({}, async (page) => {
    await open(page, CENSUS);
    const passed = await walk(page);
    assert.equal(new Set(passed).size, 20, passed.join("\n"));
    assert.ok(passed.includes("李沧区 2020年11月1日 737,281 人"), passed.join("\n"));
  }));

test("a legend hides by click and by Enter, isolates by double click and by Shift+Enter, and says so", () =>
  h.onPage({}, async (page) => {
    await open(page, CENSUS);
    await h.focusStage(page);
    await press(page, "PageDown", "PageDown");
    assert.match(await live(page), /^图例：2010年11月1日，已显示/);
    await press(page, "Enter");
    assert.match(await live(page), /^图例：2010年11月1日，已隐藏/);
    const left = await walk(page);
    assert.ok(left.length === 10 && left.every((line) => line.includes("2020年11月1日")), left.join("\n"));

    // The same by pointer: the swatch of the other series stands right of this one's.
    const at = await page.evaluate(() => {
      const { x, y } = document.querySelector("qd-viz").getBoundingClientRect();
      return { x: x + 30, y: y + 55 };
    });
    await page.mouse.click(at.x, at.y);
    await page.waitForTimeout(300);
    await page.mouse.move(1, 1);
    assert.equal((await walk(page)).length, 20);
    await page.mouse.dblclick(at.x, at.y);
    await page.waitForTimeout(300);
    await page.mouse.move(1, 1);
    const alone = await walk(page);
    assert.ok(alone.length === 10 && alone.every((line) => line.includes("2010年11月1日")), alone.join("\n"));
  }));

const months = Array.from({ length: 120 }, (_, i) => `${2011 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`);
const LONG = {
  qdviz: "indicators/1",
  sources: [{ id: "s", title: "示例数据（虚构，仅用于测试）" }],
  areas: [{ code: "370200", name: "青岛市" }],
  indicators: [{ id: "i", name: "数", unit: "件" }],
  observations: months.map((period, i) => ({ indicator: "i", area: "370200", period, value: i * 10, source: "s" })),
};
const TREND = { qdviz: "view/1", data: "own.json", kind: "line", indicator: "i", facet: undefined, periods: [] };

// The first and the last period that the keyboard reaches.
async function ends(page) {
  await h.focusStage(page);
  await press(page, "ArrowLeft", "Home");
  const first = await h.tipOf(page);
  await press(page, "End");
  const last = await h.tipOf(page);
  return [first.lines["时期"], last.lines["时期"]];
}

test("ten years of months: + looks closer, 0 shows all again, a drag looks at what it crosses", () =>
  h.onPage({}, async (page) => {
    await open(page, TREND, LONG);
    const all = ["2011年1月", "2020年12月"];
    assert.deepEqual(await ends(page), all);
    await press(page, "+");
    await page.waitForTimeout(300);
    assert.deepEqual(await ends(page), ["2016年1月", "2020年12月"], "around the last one, where the keyboard stood");
    await press(page, "Shift+ArrowLeft");
    assert.deepEqual(await ends(page), ["2014年10月", "2019年9月"]);
    await press(page, "0");
    await page.waitForTimeout(300);
    assert.deepEqual(await ends(page), all);

    const box = await page.evaluate(() => {
      const { x, y, width } = document.querySelector("qd-viz").getBoundingClientRect();
      return { x, y, width };
    });
    await page.mouse.move(box.x + box.width * 0.3, box.y + 150);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, box.y + 150, { steps: 4 });
    await page.mouse.move(box.x + box.width * 0.5, box.y + 150, { steps: 4 });
    await page.mouse.up();
    await page.waitForTimeout(300);
    await page.mouse.move(1, 1);
    const [first, last] = await ends(page);
    assert.match(first, /^201[34]年/);
    assert.match(last, /^201[567]年/);
    assert.equal(await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.querySelector(".tip").hidden), false);
  }));
