// The two pages of this repository: the gallery under its strict policy, and the portal of an older time.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness.mjs";

const PORTAL = h.BASE + "/portal.html";

async function allDrawn(page, address) {
  await page.goto(address);
  const count = await page.locator("qd-viz").count();
  await h.drawn(page, count);
  return count;
}

test("the portal is what it claims to be: GBK bytes, quirks mode, jQuery 1.12", () =>
  h.onPage({}, async (page) => {
    await page.goto(PORTAL);
    const facts = await page.evaluate(() => [document.characterSet, document.compatMode, window.jQuery.fn.jquery, document.title]);
    assert.deepEqual(facts, ["GBK", "BackCompat", "1.12.4", "统计信息网（旧式门户示例）"]);
  }));

test("both widgets draw in the portal, and its reset reaches neither of them", () =>
  h.onPage({}, async (page) => {
    assert.equal(await allDrawn(page, PORTAL), 2);
    for (const index of [0, 1]) {
      const canvas = await h.canvasOf(page, index);
      assert.ok(canvas.distinct > 20 && canvas.colours[0].share < 0.99);
      assert.equal(canvas.width, Math.round(canvas.cssWidth));
      assert.ok(canvas.cssWidth > 700, `${canvas.cssWidth} px wide`);
    }
    await h.walkTo(page, "李沧区");
    const style = await page.evaluate(() => {
      const box = document.querySelector("qd-viz").shadowRoot.querySelector(".tip");
      const { letterSpacing, fontSize, color, textAlign } = getComputedStyle(box);
      return { letterSpacing, fontSize, color, textAlign };
    });
    assert.deepEqual(style, { letterSpacing: "normal", fontSize: "13px", color: "rgb(27, 39, 51)", textAlign: "start" });
  }));

test("the portal's jQuery hears a selection, and the other widget follows", () =>
  h.onPage({}, async (page) => {
    await allDrawn(page, PORTAL);
    const fingerprint = () => page.evaluate(() => [...document.querySelectorAll("qd-viz")[1].shadowRoot.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL()).join());
    const before = await fingerprint();
    assert.equal((await h.walkTo(page, "李沧区")).lines["常住人口"], "737,281 人");
    await page.keyboard.press("Enter");
    assert.match(await page.locator("#chosen").innerText(), /^李沧区 737,281 人$/);
    assert.notEqual(await fingerprint(), before);
  }));

test("without the script the portal's own tables are there to read", () =>
  h.onPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(PORTAL);
    assert.ok(await page.getByText("737,281").first().isVisible());
  }));

test("a panel of the portal that was folded while the window changed is right when it unfolds", () =>
  h.onPage({}, async (page) => {
    await allDrawn(page, PORTAL);
    const fold = page.locator('a[rel="trend"]');
    await fold.click();
    await page.locator("#trend").waitFor({ state: "hidden" });
    await page.evaluate(() => (document.querySelector("table.page").width = "800"));
    await fold.click();
    await page.waitForFunction(() => {
      const host = document.querySelectorAll("qd-viz")[1];
      return host.clientWidth > 0 && host.shadowRoot.querySelector("canvas").width === Math.floor(host.clientWidth);
    });
  }));

test("every card of the gallery draws, shows its view and hands out its embed code", () =>
  h.onPage({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    const count = await allDrawn(page, h.BASE + "/");
    assert.equal(await page.locator("article").count(), count);
    const card = page.locator("article").first();
    await card.locator("details.view summary").click();
    await page.waitForFunction(() => document.querySelector("details.view code").textContent.includes('"kind": "map"'));
    await card.locator("details.embed summary").click();
    await card.locator("button").click();
    await card.getByRole("button", { name: "已复制" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await card.locator("details.embed code").innerText());
    assert.match(copied, /^<script src="\/qdviz\/qdviz\.js" defer><\/script>\n<qd-viz src="\/data\/population\.view\.json"/);
  }));

test("the embed code of every card draws as it is when pasted into a page", () =>
  h.onPage({}, async (page) => {
    await page.goto(h.BASE + "/");
    for (const code of await page.locator("details.embed code").allTextContents()) {
      const paste = await page.context().newPage();
      await h.openHost(paste, "<!doctype html><meta charset=utf-8>" + code);
      await h.drawn(paste);
      assert.deepEqual(await paste.evaluate(() => document.querySelector("qd-viz").diagnostics.filter((one) => one.severity === "error")), []);
      await paste.close();
    }
  }));

test("a map without approval number draws, and the designer finds the warning on the element", () =>
  h.onPage({}, async (page) => {
    await allDrawn(page, h.BASE + "/");
    const faults = await page.evaluate(() => document.querySelector("#population qd-viz").diagnostics);
    assert.deepEqual(faults.map(({ severity, path }) => severity + " " + path), ["warning view#/approval"]);
  }));

for (const width of [320, 375, 480, 768, 1024, 1280, 1600]) {
  test(`the gallery fits a window of ${width} px`, () =>
    h.onPage({ viewport: { width, height: 900 } }, async (page) => {
      await allDrawn(page, h.BASE + "/");
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} px`);
    }));
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [375, 1280]) {
    test(`pictures of both pages, ${width} px, ${colorScheme}`, () =>
      h.onPage({ viewport: { width, height: 900 }, colorScheme }, async (page) => {
        for (const [name, address] of [["gallery", h.BASE + "/"], ["portal", PORTAL]]) {
          await allDrawn(page, address);
          await h.screenshot(page, `${name}-${width}-${colorScheme}`);
        }
      }));
  }
}
