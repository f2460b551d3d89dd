// A map looked at more closely: wheel, mouse, two fingers and keys, and the page's own scrolling left alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness.mjs";

const HEAD = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><body style="margin:0">';
const WIDGET = '<qd-viz src="/data/zoom.view.json" data="/data/population.json"></qd-viz>';
const TALL = '<div style="height:3000px"></div>';
const VIEW = { qdviz: "view/1", kind: "map", indicator: "population", areas: "districts", period: "2020-11-01", zoom: true };

async function open(page, view = VIEW) {
  await h.serveJson(page, "/data/zoom.view.json", view);
  await h.openHost(page, HEAD + h.SCRIPT + WIDGET + TALL);
  await h.drawn(page);
}

const boxOf = (page) => page.evaluate(() => {
  const { x, y, width, height } = document.querySelector("qd-viz").getBoundingClientRect();
  return { x, y, width, height };
});

// What is painted, what is lit above it aside, as one number.
const picture = (page) =>
  page.evaluate(() => {
    const pixels = window.readPixels(document.querySelector("qd-viz").shadowRoot.querySelector("canvas"));
    return new Uint32Array(pixels.buffer).reduce((sum, pixel) => (Math.imul(sum, 31) + pixel) | 0, 7);
  });

const settle = (page) => page.waitForTimeout(300);

test("keys look closer, move the map and show all of it again", () =>
  h.onPage({ viewport: { width: 700, height: 800 } }, async (page) => {
    await open(page);
    await h.focusStage(page);
    const whole = await picture(page);
    for (let step = 0; step < 3; step++) await page.keyboard.press("+");
    await settle(page);
    const near = await picture(page);
    assert.notEqual(near, whole);
    for (let step = 0; step < 12; step++) await page.keyboard.press("Shift+ArrowUp");
    await settle(page);
    const north = await picture(page);
    assert.notEqual(north, near);
    assert.notEqual(north, whole);
    await page.keyboard.press("0");
    await settle(page);
    assert.equal(await picture(page), whole);
  }));

test("the wheel scrolls the page, with Ctrl it looks closer", () =>
  h.onPage({ viewport: { width: 700, height: 800 } }, async (page) => {
    await open(page);
    const box = await boxOf(page);
    await page.mouse.move(box.x + 200, box.y + 250);
    await page.mouse.wheel(0, -300);
    await page.mouse.wheel(0, 200);
    await settle(page);
    assert.ok((await page.evaluate(() => scrollY)) > 100, "the page scrolls");
    const whole = await picture(page);
    await page.evaluate(() => (scrollTo(0, 0), document.activeElement.blur()));
    await settle(page);
    await page.mouse.move(box.x + 200, box.y + 250);
    await page.keyboard.down("Control");
    for (let step = 0; step < 4; step++) {
      await page.mouse.wheel(0, -200);
      await page.waitForTimeout(60);
    }
    await page.keyboard.up("Control");
    await settle(page);
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.notEqual(await picture(page), whole);
  }));

test("a mouse moves a part of the map, and not the whole of it", () =>
  h.onPage({ viewport: { width: 700, height: 800 } }, async (page) => {
    await open(page);
    const box = await boxOf(page);
    const drag = async (down) => {
      await page.mouse.move(box.x + 250, box.y + 250);
      await page.mouse.down();
      await page.mouse.move(box.x + 252, box.y + 250 + down, { steps: 6 });
      await page.mouse.up();
      await settle(page);
    };
    const whole = await picture(page);
    await drag(120);
    assert.equal(await picture(page), whole);
    await h.focusStage(page);
    for (let step = 0; step < 3; step++) await page.keyboard.press("+");
    await settle(page);
    const near = await picture(page);
    const chosen = (await h.seen(page, "qd-select")).length;
    for (let step = 0; step < 4; step++) await drag(150);
    assert.notEqual(await picture(page), near);
    assert.notEqual(await picture(page), whole);
    assert.equal((await h.seen(page, "qd-select")).length, chosen, "what moves the map is no click");
  }));

test("two fingers look closer, one above the other too, and one finger scrolls the page", () =>
  h.onPage({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }, async (page) => {
    await open(page);
    const client = await page.context().newCDPSession(page);
    const box = await boxOf(page);
    const touch = async (type, places) => {
      const touchPoints = places.map(([x, y], id) => ({ id, x: box.x + x, y: box.y + y }));
      await client.send("Input.dispatchTouchEvent", { type, touchPoints });
      await page.waitForTimeout(30);
    };
    const whole = await picture(page);
    for (const upright of [false, true]) {
      const pair = (far) => (upright ? [[150, 250 - far], [152, 250 + far]] : [[150 - far, 250], [150 + far, 250]]);
      await touch("touchStart", pair(20).slice(0, 1));
      await touch("touchStart", pair(20));
      for (const far of [25, 35, 50, 70, 90, 110]) await touch("touchMove", pair(far));
      await touch("touchEnd", []);
      await settle(page);
      assert.equal(await page.evaluate(() => scrollY), 0);
      assert.notEqual(await picture(page), whole, `upright: ${upright}`);
      await h.focusStage(page);
      await page.keyboard.press("0");
      await settle(page);
    }
    await touch("touchStart", [[150, 400]]);
    for (let y = 390; y > 100; y -= 20) await touch("touchMove", [[150, y]]);
    await touch("touchEnd", []);
    await settle(page);
    assert.ok((await page.evaluate(() => scrollY)) > 50, "the page scrolls");
    assert.equal(await picture(page), whole);
  }));

test("a map that its designer does not want to be zoomed is not", () =>
  h.onPage({ viewport: { width: 700, height: 800 } }, async (page) => {
    await open(page, { ...VIEW, zoom: false });
    const whole = await picture(page);
    await h.focusStage(page);
    for (let step = 0; step < 3; step++) await page.keyboard.press("+");
    await settle(page);
    assert.equal(await picture(page), whole);
  }));
