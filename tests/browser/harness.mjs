// One browser for a test file, pages that must stay silent, and the questions the tests ask a widget.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const BASE = (process.env.QDVIZ_URL || "http://127.0.0.1:8080").replace(/\/$/, "");
export const SCRIPT = '<script src="/qdviz/qdviz.js" defer></script>';
export const POPULATION = '<qd-viz src="/data/population.view.json"><p id="fallback">页面自带的内容</p></qd-viz>';
const ARTIFACTS = fileURLToPath(new URL("artifacts/", import.meta.url));
const ARGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser;

async function shared() {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ARGS });
  return browser;
}

after(async () => browser && (await browser.close()));

// Runs `body` on a new page and insists that nothing was said on its console. What the browser itself says about
// a failed request is allowed only where a test makes requests fail.
export async function onPage(options, body) {
  const { requestsFail = false, ...rest } = options;
  const context = await (await shared()).newContext({ viewport: { width: 1280, height: 900 }, ...rest });
  await context.addInitScript(installReader);
  const page = await context.newPage();
  const said = [];
  page.on("pageerror", (error) => said.push("uncaught: " + error.message));
  page.on("console", (message) => {
    if (!(requestsFail && /^Failed to load resource/.test(message.text()))) said.push(message.text());
  });
  try {
    await body(page);
    assert.deepEqual(said, [], "the console stays empty");
  } finally {
    await context.close();
  }
}

// Reads a copy: reading the widget's own canvas again and again would slow it down and make the browser complain.
function installReader() {
  window.readPixels = (canvas) => {
    const copy = document.createElement("canvas");
    copy.width = canvas.width;
    copy.height = canvas.height;
    const context = copy.getContext("2d", { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    return context.getImageData(0, 0, copy.width, copy.height).data;
  };
}

// Opens a page of the test's own, served from the same origin as the widget. Events are kept in `seen`.
export async function openHost(page, html, headers = {}) {
  await page.addInitScript(() => {
    window.seen = [];
    for (const type of ["qd-ready", "qd-select", "qd-hover", "qd-error", "qd-refresh"]) {
      document.addEventListener(type, (event) => window.seen.push({ type, detail: event.detail }));
    }
  });
  const type = "text/html; charset=utf-8";
  await page.route(BASE + "/host.html", (route) => route.fulfill({ headers: { "content-type": type, ...headers }, body: html }));
  await page.goto(BASE + "/host.html");
}

// Waits for something that happens outside the page.
export async function until(holds, patience = 15000) {
  for (const start = Date.now(); !holds(); await new Promise((done) => setTimeout(done, 20))) {
    assert.ok(Date.now() - start < patience, `not within ${patience} ms: ${holds}`);
  }
}

// The requests of a page by path, in order.
export function requestsOf(page) {
  const paths = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  return paths;
}

// Answers an address of the test's own with a document.
export async function serveJson(page, path, document) {
  await page.route(BASE + path, (route) => route.fulfill({ contentType: "application/json", body: JSON.stringify(document) }));
}

// What the server sends, as bytes.
export async function served(path) {
  return Buffer.from(await (await fetch(BASE + path)).arrayBuffer());
}

export async function seen(page, type) {
  const all = await page.evaluate(() => window.seen);
  return all.filter((event) => event.type === type).map((event) => event.detail);
}

// Waits until so many widgets are drawn; one that says why it cannot ends the wait with its sentence.
export async function drawn(page, count = 1) {
  const outcome = await page.waitForFunction((least) => {
    const roots = [...document.querySelectorAll("qd-viz")].map((host) => host.shadowRoot).filter(Boolean);
    const note = roots.map((root) => root.querySelector(".note")).find((box) => !box.hidden);
    if (note) return note.innerText;
    return roots.filter((root) => !root.querySelector(".stage").hidden).length >= least && "drawn";
  }, count);
  assert.equal(await outcome.jsonValue(), "drawn");
  await nextFrame(page);
}

export async function nextFrame(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

// The tooltip as the visitor reads it, or null.
export async function tipOf(page, index = 0) {
  await nextFrame(page);
  return page.evaluate((at) => {
    const box = document.querySelectorAll("qd-viz")[at].shadowRoot.querySelector(".tip");
    if (box.hidden) return null;
    const names = [...box.querySelectorAll("dt")].map((name) => name.textContent);
    const values = [...box.querySelectorAll("dd")].map((value) => value.textContent);
    const { left, top, right, bottom } = box.getBoundingClientRect();
    const lines = Object.fromEntries(names.map((name, i) => [name, values[i]]));
    return { title: box.querySelector("b").textContent, lines, box: { left, top, right, bottom } };
  }, index);
}

export async function focusStage(page, index = 0) {
  await page.evaluate((at) => document.querySelectorAll("qd-viz")[at].shadowRoot.querySelector(".stage").focus(), index);
}

// Walks with the arrow key until the tooltip names `title`.
export async function walkTo(page, title, index = 0, key = "ArrowRight") {
  await focusStage(page, index);
  const passed = [];
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press(key);
    const tip = await tipOf(page, index);
    if (tip?.title === title) return tip;
    passed.push(tip?.title);
  }
  assert.fail(`${title} was not reached; passed ${passed.join(" ")}`);
}

// A point of the widget, in CSS px of its own, at which the pointer finds `title`: searched from the mark's anchor,
// which the tooltip of the keyboard tells.
export async function pointOf(page, title, index = 0) {
  const { box } = await walkTo(page, title, index);
  await page.evaluate(() => document.activeElement.blur());
  const start = [(box.left + box.right) / 2, box.bottom + 8, box.top - 8];
  const point = await page.evaluate(searchAround, [index, title, start]);
  assert.ok(point, `the pointer finds ${title}`);
  return point;
}

async function searchAround([index, title, [middle, below, above]]) {
  const root = document.querySelectorAll("qd-viz")[index].shadowRoot;
  const [stage, plot, tip] = [".stage", ".plot", ".tip"].map((selector) => root.querySelector(selector));
  const rect = plot.getBoundingClientRect();
  const scale = plot.clientWidth / rect.width;
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const finds = async (x, y) => {
    stage.dispatchEvent(new PointerEvent("pointermove", { clientX: x, clientY: y, bubbles: true }));
    await frame();
    return !tip.hidden && tip.querySelector("b").textContent === title;
  };
  for (let radius = 0; radius < 100; radius += 6) {
    for (let turn = 0; turn < 8; turn++) {
      const [dx, dy] = [Math.cos((turn * Math.PI) / 4), Math.sin((turn * Math.PI) / 4)].map((part) => part * radius);
      for (const y of [below, above]) {
        const [x, at] = [middle + dx, y + dy];
        // Two more px each way, so that rounding cannot lead out again.
        if ((await finds(x, at)) && (await finds(x - 2, at)) && (await finds(x, at + 2))) {
          stage.dispatchEvent(new PointerEvent("pointerleave"));
          await frame();
          return { x: (x - rect.left) * scale, y: (at - rect.top) * scale };
        }
      }
    }
  }
  return null;
}

// Moves the real pointer to a point of the widget.
export async function hover(page, point, index = 0) {
  const at = await page.evaluate(
    ([i, { x, y }]) => {
      const plot = document.querySelectorAll("qd-viz")[i].shadowRoot.querySelector(".plot");
      plot.scrollIntoView({ block: "center" });
      const rect = plot.getBoundingClientRect();
      return { x: rect.left + (x * rect.width) / plot.clientWidth, y: rect.top + (y * rect.height) / plot.clientHeight };
    },
    [index, point],
  );
  await page.mouse.move(at.x, at.y);
  return at;
}

// Backing store, CSS size and colours of the base canvas.
export async function canvasOf(page, index = 0, which = 0) {
  return page.evaluate(
    ([at, layer]) => {
      const canvas = document.querySelectorAll("qd-viz")[at].shadowRoot.querySelectorAll("canvas")[layer];
      const { width, height } = canvas;
      const pixels = new Uint32Array(window.readPixels(canvas).buffer);
      const counts = new Map();
      pixels.forEach((pixel) => counts.set(pixel, (counts.get(pixel) || 0) + 1));
      const rect = canvas.getBoundingClientRect();
      const colours = [...counts].sort((a, b) => b[1] - a[1]).map(([colour, count]) => ({ colour, share: count / pixels.length }));
      return { width, height, cssWidth: rect.width, cssHeight: rect.height, colours: colours.slice(0, 20), distinct: counts.size, corner: pixels[0] };
    },
    [index, which],
  );
}

// The colour of one pixel of the screen: what is seen, not what a style says.
export async function pixelOf(page, { x, y }) {
  const shot = (await page.screenshot({ clip: { x, y, width: 1, height: 1 } })).toString("base64");
  return page.evaluate(async (png) => {
    const image = new Image();
    image.src = "data:image/png;base64," + png;
    await image.decode();
    return [...window.readPixels(image)].slice(0, 3);
  }, shot);
}

// The sentence shown in place of the drawing, and whether the page's own content is in sight.
export async function failureOf(page) {
  await page.waitForFunction(() => {
    const note = document.querySelector("qd-viz").shadowRoot?.querySelector(".note");
    return note && !note.hidden;
  });
  return page.evaluate(() => {
    const root = document.querySelector("qd-viz").shadowRoot;
    return { text: root.querySelector(".note").innerText, stageHidden: root.querySelector(".stage").hidden };
  });
}

// The whole page, or the part of it within `clip`.
export async function screenshot(page, name, clip) {
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: ARTIFACTS + name + ".png", fullPage: true, clip });
}
