// The timeline: keys, typed periods, the pointer, playing, and what the page and the group hear of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness.mjs";

const HEAD = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><body style="margin:0">';
const WIDGET = (name, group = "") => `<qd-viz src="/data/${name}.view.json" ${group && `group="${group}"`}></qd-viz>`;
const AREAS = ["市南区", "市北区", "李沧区"].map((name, i) => ({ code: "x" + i, name, kind: "区", parent: "370200" }));
const YEARS = ["2015", "2016", "2018", "2019"];
// Without a source nothing stands below the timeline.
const DATA = {
  qdviz: "indicators/1",
  areas: [{ code: "370200", name: "青岛市" }, ...AREAS],
  indicators: [{ id: "n", name: "数量", unit: "件" }],
  observations: AREAS.flatMap(({ code }, a) => YEARS.map((period, i) => ({ indicator: "n", area: code, period, value: 50 * (a + 1) + ((a * 31 + i * 17) % 40) }))),
};
const TIMED = { qdviz: "view/1", data: "d.json", kind: "bar", areas: "districts", timeline: true };
const FILES = { "d.json": DATA, "t.view.json": TIMED, "l.view.json": { qdviz: "view/1", data: "d.json", kind: "line", areas: "districts" } };

async function open(page, ...names) {
  for (const [name, document] of Object.entries(FILES)) await h.serveJson(page, `/data/${name}`, document);
  await h.openHost(page, HEAD + h.SCRIPT + names.map((name) => WIDGET(name, "g")).join(""));
  await h.drawn(page, names.length);
}

const inWidget = (page, what) =>
  page.evaluate((what) => {
    const root = document.querySelector("qd-viz").shadowRoot;
    if (what === "live") return root.querySelector("[aria-live]").textContent;
    const { x, y, width, height } = root.querySelector(".plot").getBoundingClientRect();
    return what === "box" ? { x, y, width, height } : root.querySelector("[aria-label]").getAttribute("aria-label");
  }, what);
const year = async (page) => /(20\d\d)年/.exec(await inWidget(page, "label"))[1];

async function comes(holds, patience = 5000) {
  for (const start = Date.now(); !(await holds()); await new Promise((done) => setTimeout(done, 20))) {
    assert.ok(Date.now() - start < patience, `not within ${patience} ms: ${holds}`);
  }
}
const isYear = (page, wanted, patience) => comes(async () => (await year(page)) === wanted, patience);

// The middle of the play button, and a place on the track, from 0 to 1.
async function places(page) {
  const { x, y, width, height } = await inWidget(page, "box");
  const [left, bottom] = [x + 16, y + height - 32];
  return {
    play: [left + 16, bottom - 64],
    track: (share) => [left + 10 + share * (width - 32 - 20), bottom - 30],
  };
}

async function onTimeline(page) {
  await h.focusStage(page);
  for (let step = 0; step < 12 && !(await inWidget(page, "live")).startsWith("时间轴"); step++) {
    await page.keyboard.press("ArrowRight");
    await h.nextFrame(page);
  }
  assert.match(await inWidget(page, "live"), /^时间轴：2019年，第 4 个时期，共 4 个/);
}

test("keys step, jump and type; what is not there is told", () =>
  h.onPage({}, async (page) => {
    await open(page, "t");
    assert.equal(await year(page), "2019");
    await onTimeline(page);
    await page.keyboard.press("ArrowLeft");
    await isYear(page, "2018");
    await page.keyboard.press("Home");
    await isYear(page, "2015");
    await page.keyboard.press("End");
    await isYear(page, "2019");
    await page.keyboard.type("2016");
    assert.equal(await inWidget(page, "live"), "2016");
    await page.keyboard.press("Enter");
    await isYear(page, "2016");
    await page.keyboard.type("2017");
    await page.keyboard.press("Enter");
    assert.match(await inWidget(page, "live"), /^没有“2017”这个时期。时间轴：2016年/);
    assert.equal(await year(page), "2016");
  }));

test("the pointer presses and draws along the track", () =>
  h.onPage({}, async (page) => {
    await open(page, "t");
    const { track } = await places(page);
    await page.mouse.click(...track(0.02));
    await isYear(page, "2015");
    await page.mouse.move(...track(0));
    await page.mouse.down();
    await page.mouse.move(...track(0.35), { steps: 5 });
    await isYear(page, "2016");
    await page.mouse.move(...track(0.7), { steps: 5 });
    await page.mouse.up();
    await isYear(page, "2018");
  }));

test("playing starts over, stops at the end, and at a key", () =>
  h.onPage({}, async (page) => {
    await open(page, "t");
    const { play } = await places(page);
    await page.mouse.click(...play);
    await isYear(page, "2015");
    await isYear(page, "2016", 2000);
    await isYear(page, "2019", 5000);
    await page.mouse.click(...play);
    await isYear(page, "2015");
    await page.keyboard.press("a");
    await page.waitForTimeout(1500);
    assert.equal(await year(page), "2015");
  }));

test("nothing plays where nobody looks", () =>
  h.onPage({}, async (page) => {
    await open(page, "t");
    await page.evaluate(() => document.body.append(Object.assign(document.createElement("div"), { style: "height:5000px" })));
    await page.mouse.click(...(await places(page)).play);
    await page.evaluate(() => scrollTo(0, 4000));
    await page.waitForTimeout(2500);
    assert.equal(await year(page), "2015");
  }));

test("the choice stays with its district, and the page and the group hear of its period", () =>
  h.onPage({}, async (page) => {
    await open(page, "t", "l");
    await h.walkTo(page, "市北区");
    await page.keyboard.press("Enter");
    const { track } = await places(page);
    await page.mouse.click(...track(0));
    await isYear(page, "2015");
    await comes(async () => (await h.seen(page, "qd-select")).at(-1)?.date === "2015");
    assert.equal((await h.seen(page, "qd-select")).at(-1).name, "市北区");
  }));

test("without movement where the visitor wants none", () =>
  h.onPage({ reducedMotion: "reduce" }, async (page) => {
    await open(page, "t");
    await page.mouse.click(...(await places(page)).play);
    await isYear(page, "2015");
    await isYear(page, "2016", 2500);
  }));
