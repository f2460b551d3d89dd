// Long lists: keyboard, wheel and thumb scroll them, and never the page instead of the visitor; many bars are zoomed.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness.mjs";

const PAGE = `<!doctype html><meta charset="utf-8">${h.SCRIPT}<qd-viz src="/data/own.view.json"></qd-viz><div style="height:3000px"></div>`;
const live = (page) => page.evaluate(() => document.querySelector("qd-viz").shadowRoot.querySelector(".live").textContent);
const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
  await h.nextFrame(page);
};
const firm = (i) => "企业" + String(i).padStart(5, "0");

// Figures of so many firms, the first the largest.
function firms(count) {
  const areas = Array.from({ length: count }, (_, i) => ({ code: String(i).padStart(5, "0"), name: firm(i) }));
  return {
    qdviz: "indicators/1",
    sources: [{ id: "s", title: "示例数据（虚构，仅用于测试）" }],
    areas,
    indicators: [{ id: "i", name: "数", unit: "件" }],
    observations: areas.map(({ code }, i) => ({ indicator: "i", area: code, period: "2023", value: count - i, source: "s" })),
  };
}

async function open(page, view, data) {
  await h.serveJson(page, "/data/own.view.json", { qdviz: "view/1", data: "own.json", areas: "city", ...view });
  await h.serveJson(page, "/data/own.json", data);
  await h.openHost(page, PAGE);
  await h.drawn(page);
}

// Right edge and middle of the plot, in page coordinates.
async function boxOf(page) {
  return page.evaluate(() => {
    const { left, top, right, bottom } = document.querySelector("qd-viz").shadowRoot.querySelector(".plot").getBoundingClientRect();
    return { left, top, right, bottom };
  });
}

// The name in the first row that is shown: the pointer asks it.
async function firstRow(page) {
  const { left, top } = await boxOf(page);
  for (let y = top + 60; y < top + 200; y += 8) {
    await page.mouse.move(left + 300, y);
    const tip = await h.tipOf(page);
    if (tip) return tip.title;
  }
  return null;
}

test("the keyboard walks beyond the window of a table, and each row is said with its place", () =>
  h.onPage({}, async (page) => {
    await open(page, { kind: "table" }, firms(2000));
    await h.focusStage(page);
    await press(page, ...Array(21).fill("ArrowDown"));
    assert.equal((await h.tipOf(page)).title, firm(20));
    assert.match(await live(page), /第 21 行，共 2000 行$/);
    await press(page, "End");
    assert.equal((await h.tipOf(page)).title, firm(1999));
    await press(page, "Home", "PageDown");
    assert.equal((await h.tipOf(page)).title, firm(20));
    assert.equal(await page.evaluate(() => scrollY), 0, "the page stays where it is");
  }));

test("a wheel scrolls the page until the list has been clicked, or with Ctrl", () =>
  h.onPage({}, async (page) => {
    await open(page, { kind: "table" }, firms(500));
    const { left, top } = await boxOf(page);
    const first = await firstRow(page);
    await page.mouse.move(left + 300, top + 300);
    await page.mouse.wheel(0, 200);
    await page.waitForFunction(() => scrollY > 100);
    await page.evaluate(() => scrollTo(0, 0));
    assert.equal(await firstRow(page), first);
    await page.mouse.click(left + 300, top + 300);
    await page.mouse.wheel(0, 400);
    await h.nextFrame(page);
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.equal(await firstRow(page), firm(10));
    // At its end the page has the wheel again.
    await page.mouse.move(left + 300, top + 300);
    await page.mouse.wheel(0, 100000);
    await h.nextFrame(page);
    await page.mouse.wheel(0, 200);
    await page.waitForFunction(() => scrollY > 100);
    await page.evaluate(() => (document.activeElement.blur(), scrollTo(0, 0)));
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -400);
    await page.keyboard.up("Control");
    await h.nextFrame(page);
    assert.equal(await firstRow(page), firm(470));
  }));

test("the thumb is drawn with the mouse, and chooses nothing", () =>
  h.onPage({}, async (page) => {
    await open(page, { kind: "table" }, firms(500));
    const { right, top, bottom } = await boxOf(page);
    // The bar stands at the right edge, within the padding of the widget.
    const x = right - 16 - 6;
    await page.mouse.move(x, top + 170);
    await page.mouse.down();
    await page.mouse.move(x, bottom, { steps: 5 });
    await page.mouse.up();
    await h.nextFrame(page);
    assert.equal(await firstRow(page), firm(480));
    assert.deepEqual(await h.seen(page, "qd-select"), []);
  }));

test("a finger on the thumb scrolls the list and not the page; elsewhere the page", () =>
  h.onPage({ hasTouch: true, viewport: { width: 375, height: 700 } }, async (page) => {
    await open(page, { kind: "table" }, firms(500));
    const { left, right, top } = await boxOf(page);
    const client = await page.context().newCDPSession(page);
    const touch = (type, x, y) => client.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
    const swipe = async (x, from, to) => {
      await touch("touchStart", x, from);
      for (let i = 1; i <= 10; i++) await touch("touchMove", x, from + ((to - from) * i) / 10);
      await touch("touchEnd");
      await page.waitForTimeout(200);
    };
    const before = await firstRow(page);
    // Off the chart, so that no tooltip lies over the bar.
    await page.mouse.move(5, 3);
    await h.nextFrame(page);
    await swipe(right - 16 - 6, top + 150, top + 500);
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.notEqual(await firstRow(page), before);
    await swipe(left + 100, top + 500, top + 150);
    await page.waitForFunction(() => scrollY > 100);
  }));

test("a linked choice scrolls its row into view", () =>
  h.onPage({}, async (page) => {
    await h.serveJson(page, "/data/own.view.json", { qdviz: "view/1", data: "own.json", areas: "city", kind: "table" });
    await h.serveJson(page, "/data/own.json", firms(300));
    const two = '<qd-viz src="/data/own.view.json" group="g"></qd-viz>'.repeat(2);
    await h.openHost(page, `<!doctype html><meta charset="utf-8">${h.SCRIPT}${two}`);
    await h.drawn(page, 2);
    await h.focusStage(page);
    await press(page, "ArrowDown", "End", "Enter");
    await h.focusStage(page, 1);
    // Whoever comes by keyboard goes on from what is chosen.
    await press(page, "ArrowUp");
    assert.equal((await h.tipOf(page, 1)).title, firm(298));
  }));

test("headings sort, and a sorted list begins at its top", () =>
  h.onPage({}, async (page) => {
    await open(page, { kind: "table" }, firms(300));
    await h.focusStage(page);
    await press(page, "ArrowDown", "End", "PageDown");
    assert.match(await live(page), /^按“.*”排序/);
    await press(page, "Enter", "Enter");
    await page.waitForTimeout(300);
    assert.equal(await firstRow(page), firm(299));
  }));

test("five thousand bars are looked at closely like a long row of periods", () =>
  h.onPage({}, async (page) => {
    await open(page, { kind: "bar", item: "area", orientation: "vertical" }, firms(5000));
    const { left, right, top } = await boxOf(page);
    const y = top + 200;
    await page.mouse.move(left + (right - left) * 0.5, y);
    await page.mouse.down();
    await page.mouse.move(left + (right - left) * 0.6, y, { steps: 5 });
    await page.mouse.up();
    await page.waitForTimeout(300);
    await page.mouse.move(1, 1);
    await h.focusStage(page);
    await press(page, "ArrowRight");
    const title = (await h.tipOf(page)).title;
    assert.ok(title > firm(2200) && title < firm(2700), title);
    await press(page, "0");
    await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.activeElement?.blur());
    await h.focusStage(page);
    await press(page, "ArrowRight");
    assert.equal((await h.tipOf(page)).title, firm(0));
  }));

const LEDGER = {
  qdviz: "indicators/1",
  entries: Array.from({ length: 90 }, (_, i) => ({
    name: "任务" + i,
    group: ["甲", "乙", "丙"][i % 3],
    state: ["done", "late", "on-track"][Math.floor(i / 30)],
    owner: ["一局", "二局"][i % 2],
  })),
};

test("chips of a ledger hide by Enter, isolate by Shift+Enter, and say so", () =>
  h.onPage({}, async (page) => {
    await open(page, { kind: "ledger", areas: undefined }, LEDGER);
    await h.focusStage(page);
    await press(page, "ArrowDown", "End", "PageDown", "Home");
    assert.equal(await live(page), "按钮：筛选");
    await press(page, "ArrowRight");
    assert.match(await live(page), /^筛选：已完成 30 项，已显示/);
    await press(page, "Enter");
    assert.match(await live(page), /^筛选：已完成 30 项，已隐藏/);
    await press(page, "Shift+Enter");
    assert.match(await live(page), /^筛选：已完成 30 项，已显示/);
    await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.activeElement?.blur());
    await h.focusStage(page);
    await press(page, "ArrowDown", "End");
    assert.match(await live(page), /^任务/);
    const said = await live(page);
    await press(page, "ArrowDown");
    assert.equal(await live(page), "按钮：筛选", "thirty entries are left, and then the chips: " + said);
  }));
