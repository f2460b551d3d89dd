// The pages of all kinds and of all golden cases; and of each kind what its widget says, by keyboard and by pointer,
// and what it leaves behind.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as h from "./harness.mjs";

const text = (path) => readFileSync(new URL("../../" + path, import.meta.url), "utf8");
const json = (path) => JSON.parse(text(path));
const { groups } = json("www/gallery/kinds.json");
const TALLEST = 6000;
const HOST = `<!doctype html><meta charset="utf-8">${h.SCRIPT}<div id="box" style="width:640px;padding:120px"></div>`;

// What is written down of a kind: its description, how many data the keyboard reaches, what their marks say.
function expectedOf(view) {
  const [, description, reached, marks] = text(`tests/kinds/${view}.txt`).split(/^# \w+\n/m);
  return { description: description.trim(), reached: Number(reached), marks: marks.trim().split("\n") };
}

// The numbers and the words of the data file that a view names.
function figuresOf(view) {
  const address = new URL(json(`www/data/kinds/${view}.view.json`).data, "file:///www/data/kinds/");
  const numbers = new Set();
  const words = new Set();
  const collect = (value) => {
    if (typeof value === "number") numbers.add(value);
    else if (typeof value === "string") words.add(value);
    else if (value) Object.values(value).forEach(collect);
  };
  collect(json(address.pathname.slice(1)));
  return { numbers, words };
}

const numberIn = (words) => Number(words.replaceAll(",", "").replaceAll("−", "-").match(/-?\d+(\.\d+)?/)?.[0] ?? NaN);

// Whether a tooltip says what the mark says, or at least what the data file does.
function isFounded({ title, value }, { marks }, figures) {
  if (marks.some((mark) => mark.includes(title) && mark.includes(value))) return true;
  return figures.words.has(title) && (figures.numbers.has(numberIn(value)) || figures.words.has(value));
}

// Keeps what the widgets' script lets listen beyond the elements that come and go: at window, document and screen.
function countListeners() {
  const kept = [];
  const isOurs = () => new Error().stack.includes("/qdviz/qdviz.js");
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const same = (one, target, type, handler) => one.target === target && one.type === type && one.handler === handler;
  EventTarget.prototype.addEventListener = function (type, handler, options) {
    const target = this ?? window;
    const outlives = target === window || target === document || target instanceof MediaQueryList;
    if (outlives && isOurs() && !kept.some((one) => same(one, target, type, handler))) kept.push({ target, type, handler });
    return add.call(target, type, handler, options);
  };
  EventTarget.prototype.removeEventListener = function (type, handler, options) {
    const target = this ?? window;
    const at = kept.findIndex((one) => same(one, target, type, handler));
    if (at >= 0) kept.splice(at, 1);
    return remove.call(target, type, handler, options);
  };
  const { addListener, removeListener } = MediaQueryList.prototype;
  MediaQueryList.prototype.addListener = function (handler) {
    kept.push({ target: this, type: "change", handler });
    return addListener.call(this, handler);
  };
  MediaQueryList.prototype.removeListener = function (handler) {
    const at = kept.findIndex((one) => same(one, this, "change", handler));
    if (at >= 0) kept.splice(at, 1);
    return removeListener.call(this, handler);
  };
  window.listening = () => kept.map((one) => one.target.constructor.name + " " + one.type).sort();
}

// Walks from the first datum to the last as fast as the widget answers. At the end of the walk nothing changes any more:
// neither the words nor the picture, since one task may say the same as the next.
function walkAll() {
  const root = document.querySelector("qd-viz").shadowRoot;
  const [stage, tip, live] = [".stage", ".tip", ".live"].map((selector) => root.querySelector(selector));
  const overlay = root.querySelectorAll("canvas")[1];
  const copy = document.createElement("canvas");
  const state = () => {
    copy.width = overlay.width / 4;
    copy.height = overlay.height / 4;
    copy.getContext("2d", { willReadFrequently: true }).drawImage(overlay, 0, 0, copy.width, copy.height);
    return [tip.hidden, tip.textContent, live.textContent, copy.toDataURL()].join("|");
  };
  const passed = [];
  for (let before = ""; passed.length < 5000; ) {
    stage.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    const now = state();
    if (now === before) break;
    before = now;
    if (tip.hidden) continue;
    const { left, right, top, bottom } = tip.getBoundingClientRect();
    const [title, value] = [tip.querySelector("b"), tip.querySelector("dd")].map((box) => box?.textContent ?? "");
    passed.push({ title, value, whole: live.textContent, left, right, top, bottom });
  }
  return passed;
}

// Points above and below where the keyboard showed the first data, until a tooltip comes, and returns it. At the edges a
// tooltip stands beside its mark's middle.
async function pointAtFirst(passed) {
  const root = document.querySelector("qd-viz").shadowRoot;
  const [stage, tip] = [root.querySelector(".stage"), root.querySelector(".tip")];
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (const { left, right, top, bottom } of passed.slice(0, 6)) {
    for (const part of [0.5, 0, 1, 0.2, 0.8, 0.35, 0.65]) {
      for (const y of [bottom + 8, top - 8, bottom + 20, top - 20]) {
        stage.dispatchEvent(new PointerEvent("pointermove", { clientX: left + part * (right - left), clientY: y, bubbles: true }));
        await frame();
        if (tip.hidden) continue;
        const found = { title: tip.querySelector("b").textContent, value: tip.querySelector("dd")?.textContent ?? "" };
        stage.dispatchEvent(new PointerEvent("pointerleave"));
        await frame();
        return found;
      }
    }
  }
  return null;
}

async function show(page, view) {
  await page.evaluate((src) => {
    const widget = document.createElement("qd-viz");
    widget.setAttribute("src", src);
    document.getElementById("box").append(widget);
  }, `/data/kinds/${view}.view.json`);
  await h.drawn(page);
}

async function check(page, view) {
  const before = await page.evaluate(() => window.listening());
  await show(page, view);
  // The maps of the gallery have no approval number, and say so.
  const told = await page.evaluate(() => document.querySelector("qd-viz").diagnostics);
  assert.deepEqual(told.filter((one) => one.path !== "view#/approval"), [], view);
  const expected = expectedOf(view);
  const spoken = await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.querySelector(".stage").getAttribute("aria-label"));
  assert.equal(spoken, expected.description, view);

  await h.focusStage(page);
  const passed = await page.evaluate(walkAll);
  assert.equal(passed.length, expected.reached, `${view}: ${passed.map((one) => one.title).join(" ")}`);
  const figures = figuresOf(view);
  const unfounded = passed.filter((one) => !isFounded(one, expected, figures));
  assert.deepEqual(unfounded.map((one) => one.whole), [], `${view}: neither a mark nor the data say so`);

  await page.evaluate(() => document.activeElement.blur());
  const found = await page.evaluate(pointAtFirst, passed);
  assert.ok(found, `${view}: the pointer finds no datum`);
  assert.ok(passed.some(({ title, value }) => title === found.title && value === found.value), `${view}: ${found.title} ${found.value}`);

  await page.evaluate(() => document.querySelector("qd-viz").remove());
  await h.nextFrame(page);
  assert.deepEqual(await page.evaluate(() => window.listening()), before, `${view}: listens after it has gone`);
}

for (const { name, kinds } of groups.filter((group) => group.kinds.length)) {
  test(`${name}: drawn, read by keyboard and pointer, and gone without a trace`, () =>
    h.onPage({ reducedMotion: "reduce" }, async (page) => {
      await page.addInitScript(countListeners);
      await h.openHost(page, HOST);
      for (const { view } of kinds) await check(page, view);
    }));
}

// Brings every widget of the page near, and waits for all of them.
async function showAll(page, address) {
  await page.goto(h.BASE + address);
  await page.locator("article").first().waitFor();
  const count = await page.evaluate(async () => {
    const cards = [...document.querySelectorAll("article")];
    for (const card of cards) {
      card.scrollIntoView();
      while (!card.querySelector("qd-viz")) await new Promise(requestAnimationFrame);
    }
    scrollTo(0, 0);
    return cards.length;
  });
  await h.drawn(page, count);
}

test("the page of kinds shows every kind of its list under its group, and its view when asked", () =>
  h.onPage({}, async (page) => {
    await page.goto(h.BASE + "/kinds.html");
    const filled = groups.filter((group) => group.kinds.length);
    await page.locator("article").first().waitFor();
    assert.deepEqual(await page.locator("section.group").evaluateAll((all) => all.map((one) => one.id)), filled.map((group) => group.id));
    const views = await page.locator("article").evaluateAll((all) => all.map((one) => one.id));
    assert.deepEqual(views, filled.flatMap((group) => group.kinds.map((kind) => kind.view)));
    const links = await page.locator(".contents a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    assert.deepEqual(links, filled.map((group) => "#" + group.id));
    await page.locator("details.view summary").first().click();
    await page.waitForFunction((view) => document.querySelector("details.view code").textContent === view, text(`www/data/kinds/${views[0]}.view.json`));
  }));

test("widgets of the page of cases start when they come near, at the width of their picture", () =>
  h.onPage({}, async (page) => {
    const cases = json("www/gallery/cases.json");
    await page.goto(h.BASE + "/cases.html");
    await page.locator("qd-viz").first().waitFor();
    assert.equal(await page.locator("article").count(), cases.length);
    const started = await page.locator("qd-viz").count();
    assert.ok(started < cases.length, `${started} of ${cases.length} have started`);
    const { name, width } = cases.findLast((one) => one.width);
    const card = page.locator("article#" + name);
    await card.scrollIntoViewIfNeeded();
    await card.locator("qd-viz .stage").waitFor();
    assert.equal(await card.locator("qd-viz").evaluate((widget) => widget.getBoundingClientRect().width), width);
    await card.locator("summary").click();
    await page.waitForFunction((id) => document.querySelector(`article#${id} img`)?.naturalWidth, name);
    assert.equal(await card.locator("img").evaluate((image) => image.naturalWidth), width);
    await page.locator("#filter").fill(cases.at(-1).name);
    assert.ok(await page.locator("article#" + cases.at(-1).name).isVisible());
    assert.equal(await page.locator("#count").innerText(), `${cases.filter((one) => one.name.includes(cases.at(-1).name)).length} / ${cases.length}`);
  }));

for (const address of ["/kinds.html", "/cases.html"]) {
  test(`${address} fits windows of 320 to 1600 px`, () =>
    h.onPage({}, async (page) => {
      await page.goto(h.BASE + address);
      await page.locator("article").first().waitFor();
      for (const width of [320, 375, 768, 1280, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        await h.nextFrame(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${wide} px in ${width}`);
      }
    }));
}

// The page is too tall for one picture.
async function pictures(page, name, width) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0, part = 1; y < height; y += TALLEST, part++) {
    await h.screenshot(page, `${name}-${part}`, { x: 0, y, width, height: Math.min(TALLEST, height - y) });
  }
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [375, 1280]) {
    test(`pictures of the page of kinds, ${width} px, ${colorScheme}`, () =>
      h.onPage({ viewport: { width, height: 900 }, colorScheme }, async (page) => {
        await showAll(page, "/kinds.html");
        await pictures(page, `kinds-${width}-${colorScheme}`, width);
      }));
  }
}
