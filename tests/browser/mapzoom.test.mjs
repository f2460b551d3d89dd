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

// The districts that are drawn, as the keyboard finds them.
async function districts(page) {
  await h.focusStage(page);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Home");
  const names = [];
  for (let step = 0; step < 12; step++) {
    const tip = await h.tipOf(page);
    if (!tip || names.includes(tip.title)) break;
    names.push(tip.title);
    await page.keyboard.press("ArrowRight");
  }
  for (let step = 0; step < 3; step++) await page.keyboard.press("Escape");
  return names;
}

const settle = (page) => page.waitForTimeout(300);

test("keys look closer, move the map and show all of it again", () =>
  h.onPage({ viewport: { width: 700, height: 800 } }, async (page) => {
    await open(page);
    assert.equal((await districts(page)).length, 10);
    for (let step = 0; step < 3; step++) await page.keyboard.press("+");
    await settle(page);
    const near = await districts(page);
    assert.ok(near.length > 0 && near.length < 10, near.join(" "));
    for (let step = 0; step < 12; step++) await page.keyboard.press("Shift+ArrowUp");
    await settle(page);
    const north = await districts(page);
    assert.notDeepEqual(north, near);
    await page.keyboard.press("0");
    await settle(page);
    assert.equal((await districts(page)).length, 10);
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
    assert.equal((await districts(page)).length, 10);
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
    assert.ok((await districts(page)).length < 10);
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
    await drag(120);
    assert.equal((await districts(page)).length, 10);
    for (let step = 0; step < 3; step++) await page.keyboard.press("+");
    await settle(page);
    const near = await districts(page);
    for (let step = 0; step < 12; step++) await drag(150);
    assert.notDeepEqual(await districts(page), near);
    assert.equal((await h.seen(page, "qd-select")).length, 0, "a drag is no click");
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
    for (const upright of [false, true]) {
      const pair = (far) => (upright ? [[150, 250 - far], [152, 250 + far]] : [[150 - far, 250], [150 + far, 250]]);
      await touch("touchStart", pair(20).slice(0, 1));
      await touch("touchStart", pair(20));
      for (const far of [25, 35, 50, 70, 90, 110]) await touch("touchMove", pair(far));
      await touch("touchEnd", []);
      await settle(page);
      assert.equal(await page.evaluate(() => scrollY), 0);
      assert.ok((await districts(page)).length < 10, `upright: ${upright}`);
      await page.keyboard.press("0");
      await settle(page);
    }
    await touch("touchStart", [[150, 400]]);
    for (let y = 390; y > 100; y -= 20) await touch("touchMove", [[150, y]]);
    await touch("touchEnd", []);
    await settle(page);
    assert.ok((await page.evaluate(() => scrollY)) > 50, "the page scrolls");
    assert.equal((await districts(page)).length, 10);
  }));

test("a map that its designer does not want to be zoomed is not", () =>
  h.onPage({ viewport: { width: 700, height: 800 } }, async (page) => {
    await open(page, { ...VIEW, zoom: false });
    for (let step = 0; step < 3; step++) await page.keyboard.press("+");
    await settle(page);
    assert.equal((await districts(page)).length, 10);
  }));
