// Data that are fetched again: what the visitor has chosen stays, and what fails leaves the drawing as it was.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness.mjs";

const DATA = "/data/own.json";
const LICANG = "李沧区";
const MINUTE = 60000;
const values = { 370202: 500, 370213: 700, 370212: 600 };
const names = { 370202: "市南区", 370213: LICANG, 370212: "崂山区" };

function data(changed = {}, codes = Object.keys(names)) {
  const figure = (area) => ({ indicator: "n", area, period: "2020", value: { ...values, ...changed }[area], source: "s" });
  return JSON.stringify({
    qdviz: "indicators/1",
    sources: [{ id: "s", title: "测试" }],
    areas: [{ code: "370200", name: "青岛市", kind: "城市" }, ...codes.map((code) => ({ code, name: names[code], kind: "区", parent: "370200" }))],
    indicators: [{ id: "n", name: "数", unit: "个", decimals: 0 }],
    observations: codes.map(figure),
  });
}

// A drawn widget whose data are fetched every ten minutes: what the server answers, and how often it was asked.
async function open(page, { refresh = "PT10M", lang = "zh" } = {}) {
  const server = { body: data(), asked: 0 };
  await page.clock.install({ time: new Date("2026-03-05T10:20:00") });
  await page.addInitScript(countPaints);
  await h.serveJson(page, "/data/own.view.json", { qdviz: "view/1", title: "数", data: "own.json", refresh, areas: "districts", views: [{ kind: "bar" }] });
  await page.route(h.BASE + DATA, (route) => {
    server.asked++;
    return server.body ? route.fulfill({ contentType: "application/json", body: server.body }) : route.abort();
  });
  await h.openHost(page, `<!doctype html><html lang="${lang}"><meta charset="utf-8">${h.SCRIPT}<qd-viz src="/data/own.view.json"></qd-viz>`);
  await h.drawn(page);
  assert.equal(server.asked, 1);
  return server;
}

function countPaints() {
  window.paints = 0;
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    window.paints++;
    return clear.apply(this, box);
  };
}

// Lets the time pass and waits for what comes of it.
async function pass(page, time = 10 * MINUTE) {
  const before = (await h.seen(page, "qd-refresh")).length;
  await page.clock.fastForward(time);
  await page.waitForFunction((count) => window.seen.filter((event) => event.type === "qd-refresh").length > count, before);
  await h.nextFrame(page);
  return (await h.seen(page, "qd-refresh")).at(-1);
}

const inside = (page, selector) => page.evaluate((at) => document.querySelector("qd-viz").shadowRoot.querySelector(at).textContent, selector);
const stale = (page) => inside(page, ".stale");
const focused = (page) => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.className);

test("new data take the place of the old; selection, focus and open tooltip stay", () =>
  h.onPage({}, async (page) => {
    const server = await open(page);
    await h.walkTo(page, LICANG);
    await page.keyboard.press("Enter");
    const before = await h.canvasOf(page);
    server.body = data({ 370213: 3 });
    const { ok, error } = await pass(page);
    assert.deepEqual([ok, error], [true, null]);
    assert.deepEqual((await h.tipOf(page)).title, LICANG);
    assert.equal((await h.tipOf(page)).lines["数"], "3 个");
    assert.equal(await focused(page), "stage");
    const selections = await h.seen(page, "qd-select");
    assert.deepEqual(selections.map(({ area, value }) => area + " " + value), ["370213 700", "370213 3"]);
    assert.notDeepEqual((await h.canvasOf(page)).colours, before.colours);
    assert.equal((await h.seen(page, "qd-ready")).length, 1);
    assert.match(await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.querySelector(".stage").getAttribute("aria-label")), /最低.*李沧区/);
    // The bars have another order now: the keyboard goes on from where the district is.
    await page.keyboard.press("ArrowLeft");
    assert.equal((await h.tipOf(page)).title, "市南区");
  }));

test("the tooltip under a resting pointer stays with its district", () =>
  h.onPage({}, async (page) => {
    const server = await open(page);
    await h.hover(page, await h.pointOf(page, LICANG));
    server.body = data({ 370213: 650 });
    await pass(page);
    assert.equal((await h.tipOf(page)).lines["数"], "650 个");
  }));

test("a selected district that is gone is let go, and the page hears of it", () =>
  h.onPage({}, async (page) => {
    const server = await open(page);
    await h.walkTo(page, LICANG);
    await page.keyboard.press("Enter");
    server.body = data({}, ["370202", "370212"]);
    await pass(page);
    assert.equal((await h.seen(page, "qd-select")).at(-1), null);
    assert.equal(await h.tipOf(page), null);
  }));

test("the same bytes are not drawn again", () =>
  h.onPage({}, async (page) => {
    const server = await open(page);
    const before = await page.evaluate(() => window.paints);
    assert.ok(before > 0);
    assert.equal((await pass(page)).ok, true);
    assert.equal(server.asked, 2);
    assert.equal(await page.evaluate(() => window.paints), before);
    server.body = data({ 370213: 1 });
    await pass(page);
    assert.ok((await page.evaluate(() => window.paints)) > before);
  }));

test("data that do not come leave the old ones, with a line that says since when", () =>
  h.onPage({ requestsFail: true }, async (page) => {
    const server = await open(page);
    await pass(page);
    server.body = null;
    const { ok, at, error } = await pass(page);
    assert.deepEqual([ok, error.reason, error.diagnostics], [false, "network", []]);
    assert.equal(new Date(at).getMinutes(), 30);
    assert.equal(await stale(page), "数据更新失败，显示的是 10:30 取得的数据");
    assert.ok(await page.locator("qd-viz .stage").isVisible());
    // A screen reader would hear the sentence again if it were written again.
    const line = (of) => page.evaluate(of, "qd-viz");
    await line((name) => (window.line = document.querySelector(name).shadowRoot.querySelector(".stale div")));
    await pass(page);
    assert.ok(await line((name) => window.line === document.querySelector(name).shadowRoot.querySelector(".stale div")));
    await pass(page, 24 * 60 * MINUTE);
    assert.equal(await stale(page), "数据更新失败，显示的是 3月5日 10:30 取得的数据");
    server.body = data();
    assert.equal((await pass(page)).ok, true);
    assert.equal(await stale(page), "");
    assert.deepEqual(await h.seen(page, "qd-error"), []);
  }));

test("an English page is told in English too", () =>
  h.onPage({ requestsFail: true }, async (page) => {
    const server = await open(page, { lang: "en" });
    server.body = null;
    await pass(page);
    assert.match(await stale(page), /Update failed; the data shown are of 10:20/);
  }));

test("data that cannot be used leave the old ones, and the event says what is wrong", () =>
  h.onPage({}, async (page) => {
    const server = await open(page);
    await h.walkTo(page, LICANG);
    server.body = '{"qdviz": "indicators/1",\n "observations": [1,,2]}';
    const { ok, error } = await pass(page);
    assert.equal(ok, false);
    assert.equal(error.reason, "documents");
    const wrong = (list) => list.filter((one) => one.severity === "error");
    assert.match(wrong(error.diagnostics)[0].path, /^data:2:\d+$/);
    assert.deepEqual(wrong(await page.evaluate(() => document.querySelector("qd-viz").diagnostics)), []);
    assert.match(await stale(page), /^数据更新失败/);
    assert.equal((await h.tipOf(page)).lines["数"], "700 个");
    await page.keyboard.press("ArrowRight");
    assert.equal((await h.tipOf(page)).title, "崂山区");
  }));

test("a page of words in the place of data leaves the old ones, whatever build would read it", () =>
  h.onPage({}, async (page) => {
    const server = await open(page);
    await h.walkTo(page, LICANG);
    for (const body of ["系统维护中", "<html>登录</html>", "{}"]) {
      server.body = body;
      assert.equal((await pass(page)).ok, false);
      assert.match(await stale(page), /10:20/);
      assert.equal((await h.tipOf(page)).lines["数"], "700 个");
    }
    server.body = data({ 370213: 7 });
    assert.equal((await pass(page)).ok, true);
    assert.equal((await h.tipOf(page)).lines["数"], "7 个");
    assert.deepEqual(await h.seen(page, "qd-error"), []);
  }));

test("a hidden page asks for nothing, and catches up when it is seen", () =>
  h.onPage({}, async (page) => {
    const server = await open(page);
    const see = (hidden) =>
      page.evaluate((value) => {
        Object.defineProperty(document, "hidden", { value, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await see(true);
    for (let passed = 0; passed < 3; passed++) await page.clock.fastForward(10 * MINUTE);
    await page.waitForLoadState("networkidle");
    assert.equal(server.asked, 1);
    await see(false);
    await page.waitForFunction(() => window.seen.some((event) => event.type === "qd-refresh"));
    assert.equal(server.asked, 2);
    await see(true);
    await see(false);
    await pass(page);
    assert.equal(server.asked, 3);
  }));

test("when the network comes back a refresh that failed is tried at once", () =>
  h.onPage({ requestsFail: true }, async (page) => {
    const server = await open(page);
    server.body = null;
    await pass(page);
    server.body = data();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.waitForFunction(() => window.seen.filter((event) => event.type === "qd-refresh").length === 2);
    assert.equal(await stale(page), "");
    const { asked } = server;
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.waitForLoadState("networkidle");
    assert.equal(server.asked, asked, "nothing failed, nothing is asked");
  }));

test("a widget that is taken out asks for nothing more", () =>
  h.onPage({}, async (page) => {
    const server = await open(page);
    await page.evaluate(() => document.querySelector("qd-viz").remove());
    await page.clock.fastForward(60 * MINUTE);
    await page.waitForLoadState("networkidle");
    assert.equal(server.asked, 1);
  }));

for (const [refresh, seconds] of [["PT5S", 10], ["PT1H30M", 5400], ["PT90S", 90]]) {
  test(`${refresh} is every ${seconds} s`, () =>
    h.onPage({}, async (page) => {
      const server = await open(page, { refresh });
      // The clock of the page runs on while the test looks.
      await page.clock.fastForward((seconds - 5) * 1000);
      await page.waitForTimeout(100);
      assert.equal(server.asked, 1);
      await pass(page, 5000);
      assert.equal(server.asked, 2);
    }));
}

test("what is no duration asks for no refresh", async () => {
  for (const refresh of ["10", "PT", "PT0S", "P1D", 600, "PT-5M"]) {
    await h.onPage({}, async (page) => {
      const server = await open(page, { refresh });
      await page.clock.fastForward(48 * 60 * MINUTE);
      await page.waitForTimeout(100);
      assert.equal(server.asked, 1, String(refresh));
    });
  }
});
