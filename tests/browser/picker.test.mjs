// Crowded charts, of which the visitor picks what is in colour, and long lists that are searched.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness.mjs";

const PAGE = `<!doctype html><meta charset="utf-8">${h.SCRIPT}<qd-viz src="/data/own.view.json"></qd-viz><button id="after">后</button>`;
const NAMES = ["市南区", "市北区", "李沧区", "崂山区", "城阳区", "即墨区", "胶州市", "平度市", "莱西市", "黄岛区", "重庆市"];
const CODES = ["370202", "370203", "370213", "370212", "370214", "370215", "370281", "370283", "370285", "370211", "500000"];
const ALL = [...NAMES, ...Array.from({ length: 46 }, (_, i) => `示例${i + 1}号`)];
const DATA = {
  qdviz: "indicators/1",
  sources: [{ id: "s", title: "示例数据（虚构，仅用于测试）" }],
  areas: ALL.map((name, i) => ({ code: CODES[i] || `9900${i}`, name })),
  indicators: [{ id: "i", name: "数", unit: "件" }],
  observations: ALL.flatMap((area, i) => ["2019", "2020", "2021"].map((period, t) => ({ indicator: "i", area, period, value: 100 + i + t * 3, source: "s" }))),
};
const LINES = { qdviz: "view/1", data: "own.json", kind: "line", indicator: "i", areas: ALL, highlight: ["胶州市", "平度市"] };
const LEDGER = {
  qdviz: "indicators/1",
  entries: Array.from({ length: 30 }, (_, i) => ({ name: `任务${i + 1}`, owner: i % 3 ? "市交通局" : "市港口办ＣＢＤ", progress: i })),
};

const live = (page) => page.evaluate(() => document.querySelector("qd-viz").shadowRoot.querySelector(".live").textContent);

async function open(page, view, data, html = PAGE, headers = {}) {
  await h.serveJson(page, "/data/own.view.json", view);
  await h.serveJson(page, "/data/own.json", data);
  await h.openHost(page, html, headers);
  await h.drawn(page);
}

// Goes to the last of what can be pressed, which is the search; returns what is said there.
async function goTo(page) {
  await h.focusStage(page);
  for (let step = 0; step < 70; step++) {
    await page.keyboard.press("PageDown");
    await h.nextFrame(page);
    if (/^(图例|按钮|筛选)/.test(await live(page))) break;
  }
  await page.keyboard.press("End");
  await h.nextFrame(page);
  return live(page);
}

// Opens the search where the keyboard has gone: to the last of what can be pressed, or to the first.
async function search(page, end = "End") {
  await goTo(page);
  await page.keyboard.press(end);
  await h.nextFrame(page);
  const said = await live(page);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("qd-viz").shadowRoot.querySelector(".search input"));
  return said;
}

// What the open box shows; `null` when it is closed.
const box = (page) =>
  page.evaluate(() => {
    const root = document.querySelector("qd-viz").shadowRoot;
    const box = root.querySelector(".search");
    if (!box) return null;
    const input = box.querySelector("input");
    const options = [...box.querySelectorAll("[role=option]")];
    const rect = box.getBoundingClientRect();
    return {
      names: options.map((option) => option.querySelector("span").textContent),
      on: options.filter((option) => option.getAttribute("aria-selected") === "true").map((option) => option.querySelector("span").textContent),
      heights: options.map((option) => option.getBoundingClientRect().height),
      active: box.querySelector(".active span")?.textContent,
      names_active: root.getElementById(input.getAttribute("aria-activedescendant"))?.querySelector("span").textContent,
      role: input.getAttribute("role"),
      focused: root.activeElement === input,
      rest: box.querySelector(".rest").textContent,
      left: rect.left,
      right: rect.right,
    };
  });

async function type(page, text) {
  await page.evaluate(() => (document.querySelector("qd-viz").shadowRoot.querySelector(".search input").value = ""));
  await page.keyboard.type(text);
  return box(page);
}

test("the search finds by name, by pinyin initials and by code; it is fetched when it is opened", () =>
  h.onPage({}, async (page) => {
    const asked = h.requestsOf(page);
    await open(page, LINES, DATA);
    assert.ok(!asked.includes("/qdviz/qdviz-find.js"));
    assert.equal(await search(page), "按钮：查找系列（共 57 个）");
    assert.ok(asked.includes("/qdviz/qdviz-find.js"));
    const first = await box(page);
    assert.deepEqual([first.role, first.focused, first.names.length], ["combobox", true, 8]);
    assert.deepEqual(first.on, ["胶州市", "平度市"]);
    assert.deepEqual(first.names.slice(0, 2), first.on, "what is picked comes first");
    assert.match(first.rest, /^另有 49 个/);
    assert.ok(first.heights.every((height) => height >= 44));
    const found = {
      沧: "李沧区", sn: "市南区", snq: "市南区", sb: "市北区", lsq: "崂山区", lx: "莱西市", jm: "即墨区", jz: "胶州市", hd: "黄岛区",
      pd: "平度市", lc: "李沧区", cy: "城阳区", cq: "重庆市", zqs: "重庆市", 370202: "市南区", "ＳＮ": "市南区", 市n: "市南区",
    };
    for (const [text, name] of Object.entries(found)) assert.equal((await type(page, text)).names[0], name, text);
    assert.deepEqual((await type(page, "370202")).names, ["市南区"]);
    assert.deepEqual((await type(page, "不存在")).names, []);
    assert.equal(await live(page), "没有找到");
  }));

test("Enter picks and lets go, says so, stops at eight; Esc leads back to where it was opened", () =>
  h.onPage({}, async (page) => {
    await open(page, LINES, DATA);
    await search(page);
    await type(page, "sn");
    await page.keyboard.press("Enter");
    assert.deepEqual([await live(page), (await box(page)).on], ["已加入 市南区，共 3 个", ["市南区"]]);
    await page.keyboard.press("Enter");
    assert.equal(await live(page), "已去掉 市南区，共 2 个");
    await type(page, "示例");
    for (let i = 0; i < 7; i++) {
      await page.keyboard.press("ArrowDown");
      const { active, names_active } = await box(page);
      assert.deepEqual([active, names_active], [`示例${i + 1}号`, `示例${i + 1}号`]);
      await page.keyboard.press("Enter");
    }
    assert.equal(await live(page), "最多八个有颜色，请先去掉一个");
    assert.equal((await box(page)).on.length, 6);
    await page.keyboard.press("Escape");
    await h.nextFrame(page);
    assert.equal(await box(page), null);
    assert.equal(await live(page), "按钮：查找系列（共 57 个）");
    await page.keyboard.press("Home");
    await h.nextFrame(page);
    assert.match(await live(page), /^图例：胶州市，有颜色/);
    await page.keyboard.press("Enter");
    await search(page);
    assert.equal((await box(page)).on.includes("胶州市"), false);
  }));

test("the pointer opens, picks and closes it; at 320 px it stays inside", () =>
  h.onPage({ viewport: { width: 320, height: 700 }, colorScheme: "dark" }, async (page) => {
    await open(page, LINES, DATA, PAGE.replace("<qd-viz", '<body style="margin:0;background:#12181f"><qd-viz'));
    const at = await find(page);
    await page.mouse.click(at.x, at.y);
    await page.waitForFunction(() => document.querySelector("qd-viz").shadowRoot.querySelector(".search"));
    const { left, right, focused } = await box(page);
    assert.ok(left >= 0 && right <= 320 && focused, `${left} ${right}`);
    const { on, names } = await box(page);
    await page.locator("qd-viz .search .hit").nth(3).click();
    assert.deepEqual((await box(page)).on, [...on, names[3]]);
    await h.screenshot(page, "picker-320-dark");
    await page.mouse.click(at.x, at.y + 560);
    assert.equal(await box(page), null);
  }));

// Where the pointer finds the search.
async function find(page) {
  const spot = await page.evaluate(() => {
    const rect = document.querySelector("qd-viz").getBoundingClientRect();
    return { x: rect.x + 30, y: rect.y };
  });
  for (let y = 30; y < 140; y += 8) {
    await page.mouse.click(spot.x, spot.y + y);
    await page.waitForTimeout(60);
    if (await box(page)) {
      await page.keyboard.press("Escape");
      return { x: spot.x, y: spot.y + y };
    }
  }
  assert.fail("no search under the pointer");
}

test("a policy for scripts of the site alone allows the search", () =>
  h.onPage({}, async (page) => {
    const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
    await open(page, LINES, DATA, PAGE, { "content-security-policy": policy });
    await search(page);
    assert.equal((await box(page)).names.length, 8);
  }));

test("a search that does not come says so, and the next press tries again", () =>
  h.onPage({ requestsFail: true }, async (page) => {
    await page.route(h.BASE + "/qdviz/qdviz-find.js", (route) => route.abort(), { times: 1 });
    await open(page, LINES, DATA);
    const stale = () => page.evaluate(() => document.querySelector("qd-viz").shadowRoot.querySelector(".stale").textContent);
    await goTo(page);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("qd-viz").shadowRoot.querySelector(".stale").textContent);
    assert.equal(await stale(), "查找框没有取到，请再试一次");
    await search(page);
    assert.deepEqual([await stale(), (await box(page)).focused], ["", true]);
  }));

test("a ledger is filtered by what is typed, and shows all again", () =>
  h.onPage({}, async (page) => {
    await open(page, { qdviz: "view/1", data: "own.json", kind: "ledger" }, LEDGER);
    assert.equal(await search(page, "Home"), "按钮：筛选");
    assert.equal((await box(page)).role, null);
    await page.keyboard.type("cbd");
    await page.waitForTimeout(400);
    assert.deepEqual([await live(page), (await box(page)).rest], ["10 项符合", "10 项符合"]);
    await page.keyboard.press("Enter");
    await page.waitForTimeout(300);
    assert.equal(await box(page), null);
    assert.equal(await live(page), "按钮：筛选：“cbd”，10 项");
    await page.keyboard.press("ArrowRight");
    await h.nextFrame(page);
    assert.equal(await live(page), "按钮：显示全部");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(300);
    assert.equal(await search(page, "Home"), "按钮：筛选");
  }));
