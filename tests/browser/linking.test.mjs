// What widgets of a group share, the crosshair, wheel and fingers on a long axis, and tooltips in narrow places.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness.mjs";

const HEAD = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><body style="margin:0">';
const WIDGET = (name, group = "") => `<qd-viz src="/data/${name}.view.json" ${group && `group="${group}"`}></qd-viz>`;
const SOURCE = [{ id: "s", title: "示例数据（虚构，仅用于测试）" }];
const CITY = { code: "370200", name: "青岛市" };
const DISTRICTS = ["市南区", "市北区", "李沧区", "崂山区", "城阳区", "黄岛区", "即墨区", "胶州市", "平度市", "莱西市", "甲区", "乙区"];

const months = (years) => Array.from({ length: years * 12 }, (_, i) => `${2011 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`);
const years = Array.from({ length: 11 }, (_, i) => String(2010 + i));

// One indicator of the city at these periods.
const series = (id, periods) => ({
  qdviz: "indicators/1",
  sources: SOURCE,
  areas: [CITY],
  indicators: [{ id, name: id === "gdp" ? "产值" : "人口", unit: "件" }],
  observations: periods.map((period, i) => ({ indicator: id, area: CITY.code, period, value: 100 + ((i * 37) % 90), source: "s" })),
});

// One indicator of many districts.
const lines = (names) => {
  const areas = names.map((name, i) => ({ code: "x" + i, name, kind: "区", parent: "370200" }));
  const observations = [];
  areas.forEach(({ code }, a) => years.forEach((period, i) => observations.push({ indicator: "i", area: code, period, value: a * 10 + i, source: "s" })));
  return { qdviz: "indicators/1", sources: SOURCE, areas: [CITY, ...areas], indicators: [{ id: "i", name: "数量", unit: "件" }], observations };
};
const line = (data, more) => ({ qdviz: "view/1", data, kind: "line", references: [], ...more });

async function serve(page, files) {
  for (const [name, document] of Object.entries(files)) await h.serveJson(page, `/data/${name}`, document);
}

async function open(page, files, ...pieces) {
  await serve(page, files);
  await h.openHost(page, HEAD + h.SCRIPT + pieces.join(""));
  await h.drawn(page, pieces.filter((piece) => piece.includes("<qd-viz")).length);
}

// Two lines of the city over the same years, one of the districts.
const GROUP = {
  "a.json": series("gdp", years),
  "b.json": series("people", years),
  "c.json": lines(DISTRICTS.slice(0, 3)),
  "a.view.json": line("a.json", { areas: "city", indicator: "gdp" }),
  "b.view.json": line("b.json", { areas: "city", indicator: "people" }),
  "c.view.json": line("c.json", { areas: "districts" }),
};

// A fingerprint of one canvas: 0 the base, 1 the overlay.
function layer(page, index, which) {
  return page.evaluate(
    ([at, canvas]) => document.querySelectorAll("qd-viz")[at].shadowRoot.querySelectorAll("canvas")[canvas].toDataURL(),
    [index, which],
  );
}

const boxOf = (page, index = 0) =>
  page.evaluate((at) => {
    const { x, y, width, height } = document.querySelectorAll("qd-viz")[at].shadowRoot.querySelector(".plot").getBoundingClientRect();
    return { x, y, width, height };
  }, index);

test("a period selected in one chart is selected in another that differs by period only, and lets go again", () =>
  h.onPage({}, async (page) => {
    await open(page, GROUP, WIDGET("a", "g"), WIDGET("b", "g"), WIDGET("c", "g"));
    const idle = await Promise.all([1, 2].map((index) => layer(page, index, 1)));
    await h.focusStage(page);
    for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.evaluate(() => document.activeElement.blur());
    await h.nextFrame(page);
    const [selection] = await h.seen(page, "qd-select");
    assert.equal(selection.date, "2013");
    assert.equal(selection.indicator, "gdp");
    assert.equal(selection.series, "产值");
    assert.notEqual(await layer(page, 1, 1), idle[0], "the year is lit");
    assert.equal(await layer(page, 2, 1), idle[1], "districts are not the city");
    await h.focusStage(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await h.nextFrame(page);
    assert.equal((await h.seen(page, "qd-select")).at(-1), null);
    assert.equal(await layer(page, 1, 1), idle[0]);
  }));

test("a widget that comes later takes over what was selected, not what another made of it", () =>
  h.onPage({}, async (page) => {
    await open(page, GROUP, WIDGET("c", "g"), WIDGET("a", "g"));
    await h.walkTo(page, "市北区");
    await page.keyboard.press("Enter");
    await page.evaluate(() => {
      const late = document.createElement("qd-viz");
      late.setAttribute("src", "/data/c.view.json");
      late.setAttribute("group", "g");
      document.body.append(late);
    });
    await h.drawn(page, 3);
    const lit = await layer(page, 2, 1);
    const empty = await page.evaluate(() => {
      const canvas = document.createElement("canvas");
      const own = document.querySelectorAll("qd-viz")[2].shadowRoot.querySelectorAll("canvas")[1];
      [canvas.width, canvas.height] = [own.width, own.height];
      return canvas.toDataURL();
    });
    assert.notEqual(lit, empty);
  }));

test("pointing at a period crosses it in the others: their base is not painted, the page hears, nothing is selected", () =>
  h.onPage({}, async (page) => {
    await open(page, GROUP, WIDGET("a", "g"), WIDGET("b", "g"), WIDGET("c"));
    const point = await h.pointOf(page, CITY.name);
    await h.nextFrame(page);
    const before = await Promise.all([layer(page, 1, 0), layer(page, 1, 1), layer(page, 2, 1)]);
    await page.evaluate(() => {
      window.painted = 0;
      const clear = CanvasRenderingContext2D.prototype.clearRect;
      const base = document.querySelectorAll("qd-viz")[1].shadowRoot.querySelector("canvas");
      CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        if (this.canvas === base) window.painted++;
        return clear.apply(this, box);
      };
    });
    await h.hover(page, point);
    const tip = await h.tipOf(page);
    const hover = (await h.seen(page, "qd-hover")).at(-1);
    assert.match(hover.date, /^20[12]\d$/);
    assert.equal(tip.lines["时期"], hover.period);
    assert.equal(await h.tipOf(page, 1), null, "the tooltip is only where the pointer is");
    assert.notEqual(await layer(page, 1, 1), before[1]);
    assert.equal(await layer(page, 1, 0), before[0]);
    assert.equal(await layer(page, 2, 1), before[2], "another group is left alone");
    assert.equal(await page.evaluate(() => window.painted), 0);
    assert.equal((await h.seen(page, "qd-select")).length, 0);

    await page.mouse.move(1, 890);
    await h.nextFrame(page);
    assert.equal((await h.seen(page, "qd-hover")).at(-1), null);
    assert.equal(await layer(page, 1, 1), before[1]);
  }));

test("the tooltip of a line lists the others at its period; a screen reader hears its own only", () =>
  h.onPage({}, async (page) => {
    await open(page, GROUP, WIDGET("c"));
    const tip = await h.walkTo(page, "市北区");
    assert.equal(tip.lines["市南区"], "0 件");
    assert.equal(tip.lines["李沧区"], "20 件");
    const live = await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.querySelector(".live").textContent);
    assert.ok(live.startsWith("市北区") && !live.includes("李沧区"), live);
  }));

test("a series hidden in one legend is hidden in another of the same names, also in one that comes later", () =>
  h.onPage({}, async (page) => {
    const bars = { qdviz: "view/1", data: "c.json", kind: "bar", areas: "districts", item: "period", series: "area", periods: ["2019", "2020"] };
    const files = { ...GROUP, "d.view.json": bars, "e.view.json": { ...bars, periods: ["2017", "2018"] } };
    await open(page, files, WIDGET("d", "g"), WIDGET("e", "g"));
    const before = await layer(page, 1, 0);
    await h.focusStage(page);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("PageDown");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(400);
    const live = await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.querySelector(".live").textContent);
    assert.match(live, /已隐藏/);
    const hidden = await layer(page, 1, 0);
    assert.notEqual(hidden, before);
    await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", '<qd-viz src="/data/e.view.json" group="g"></qd-viz>'));
    await h.drawn(page, 3);
    await page.waitForTimeout(400);
    assert.equal(await layer(page, 2, 0), hidden);
    await page.keyboard.press("Enter");
    await page.waitForTimeout(400);
    assert.equal(await layer(page, 1, 0), before);
  }));

const LONG = { "long.json": series("gdp", months(10)), "long.view.json": line("long.json", { areas: "city" }) };
const TALL = '<p style="height:1500px">x</p>';

// The first and the last period that the keyboard reaches.
async function ends(page) {
  await page.mouse.move(2, 2);
  await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.activeElement?.blur());
  await h.focusStage(page);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Home");
  const first = await h.tipOf(page);
  await page.keyboard.press("End");
  const last = await h.tipOf(page);
  await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.activeElement?.blur());
  return [first, last].map((tip) => tip.lines["时期"]);
}

const position = (label) => {
  const [, year, month] = /^(\d+)年(\d+)月$/.exec(label);
  return (year - 2011) * 12 + Number(month) - 1;
};

test("the wheel scrolls the page; with Ctrl, or after a click, it zooms around the pointer", () =>
  h.onPage({}, async (page) => {
    await open(page, LONG, WIDGET("long"), TALL);
    const box = await boxOf(page);
    const at = [box.x + box.width * 0.75, box.y + 160];
    await page.mouse.move(...at);
    await page.mouse.wheel(0, 60);
    await page.waitForTimeout(200);
    assert.ok((await page.evaluate(() => scrollY)) > 0, "the page's own");
    await page.evaluate(() => scrollTo(0, 0));
    assert.deepEqual(await ends(page), ["2011年1月", "2020年12月"]);

    await page.mouse.move(...at);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -200);
    await page.keyboard.up("Control");
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate(() => scrollY), 0);
    const [first, last] = (await ends(page)).map(position);
    assert.ok(last - first > 55 && last - first < 90, `${first} ${last}`);
    assert.ok(first > 119 - last, "more is left out on the left: the pointer was on the right");

    // A click gives focus; out again, and at the end the page scrolls once more.
    await page.mouse.click(...at);
    for (let turn = 0; turn < 4; turn++) {
      await page.mouse.wheel(0, 100);
      await page.waitForTimeout(60);
    }
    assert.equal(await page.evaluate(() => scrollY), 0);
    for (let turn = 0; turn < 6; turn++) {
      await page.mouse.wheel(0, 100);
      await page.waitForTimeout(60);
    }
    assert.ok((await page.evaluate(() => scrollY)) > 0, "nothing is left to zoom");
    await page.evaluate(() => scrollTo(0, 0));
    assert.deepEqual(await ends(page), ["2011年1月", "2020年12月"]);
  }));

test("a drag with Shift pans what is zoomed, a plain one selects a stretch", () =>
  h.onPage({}, async (page) => {
    await open(page, LONG, WIDGET("long"), TALL);
    await h.focusStage(page);
    await page.keyboard.press("+");
    await page.waitForTimeout(300);
    const [first, last] = (await ends(page)).map(position);
    const box = await boxOf(page);
    const drag = async (from, to) => {
      await page.mouse.move(box.x + box.width * from, box.y + 160);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * to, box.y + 165, { steps: 6 });
      await page.mouse.up();
      await page.waitForTimeout(300);
    };
    await page.keyboard.down("Shift");
    await drag(0.3, 0.6);
    await page.keyboard.up("Shift");
    const moved = (await ends(page)).map(position);
    assert.equal(moved[1] - moved[0], last - first, "as many as before");
    assert.ok(moved[0] < first - 10, `${moved} before ${first}`);
    assert.equal(await page.evaluate(() => String(getSelection())), "");
    assert.equal((await h.seen(page, "qd-select")).length, 0, "a drag is no click");
    await drag(0.3, 0.6);
    const chosen = (await ends(page)).map(position);
    assert.ok(chosen[0] > moved[0] && chosen[1] < moved[1], `${chosen} within ${moved}`);
  }));

test("two fingers pinch and pan, one finger up and down scrolls the page", () =>
  h.onPage({ viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true }, async (page) => {
    await open(page, LONG, WIDGET("long"), TALL);
    const touchAction = () => page.evaluate(() => getComputedStyle(document.querySelector("qd-viz").shadowRoot.querySelector(".stage")).touchAction);
    assert.equal(await touchAction(), "pan-y");
    const client = await page.context().newCDPSession(page);
    const box = await boxOf(page);
    const touch = async (type, shares, y = 150) => {
      const touchPoints = shares.map((share, id) => ({ id, x: box.x + box.width * share, y: box.y + y }));
      await client.send("Input.dispatchTouchEvent", { type, touchPoints });
      await page.waitForTimeout(30);
    };
    await touch("touchStart", [0.4]);
    await touch("touchStart", [0.4, 0.6]);
    for (const reach of [0.12, 0.14, 0.16, 0.18, 0.2]) await touch("touchMove", [0.5 - reach, 0.5 + reach]);
    await touch("touchEnd", []);
    await page.waitForTimeout(200);
    const [first, last] = (await ends(page)).map(position);
    assert.ok(last - first > 50 && last - first < 70, `half as many: ${first} ${last}`);

    await touch("touchStart", [0.3]);
    await touch("touchStart", [0.3, 0.5]);
    for (const shift of [0.05, 0.1, 0.15, 0.2]) await touch("touchMove", [0.3 + shift, 0.5 + shift]);
    await touch("touchEnd", []);
    await page.waitForTimeout(200);
    const moved = (await ends(page)).map(position);
    assert.equal(moved[1] - moved[0], last - first);
    assert.ok(moved[0] < first - 5, `${moved} before ${first}`);

    await page.evaluate(() => scrollTo(0, 0));
    await touch("touchStart", [0.5], 250);
    for (let y = 240; y > 60; y -= 20) await touch("touchMove", [0.5], y);
    await touch("touchEnd", []);
    await page.waitForTimeout(300);
    assert.ok((await page.evaluate(() => scrollY)) > 50);
    assert.deepEqual((await ends(page)).map(position), moved);
  }));

const MANY = { "many.json": lines(DISTRICTS), "many.view.json": line("many.json", { areas: "districts" }) };

test("a tooltip of many lines stays inside a small window and scrolls", async () => {
  for (const viewport of [{ width: 320, height: 480 }, { width: 320, height: 200 }, { width: 900, height: 260 }]) {
    await h.onPage({ viewport }, async (page) => {
      await open(page, MANY, WIDGET("many"));
      await h.focusStage(page);
      for (let step = 0; step < 24; step++) {
        await page.keyboard.press(step % 3 ? "ArrowRight" : "PageDown");
        const tip = await h.tipOf(page);
        if (!tip) continue;
        const { left, top, right, bottom } = tip.box;
        const inside = left >= -0.5 && top >= -0.5 && right <= viewport.width + 0.5 && bottom <= viewport.height + 0.5;
        assert.ok(inside, `${tip.title} in ${viewport.width}×${viewport.height}: ${JSON.stringify(tip.box)}`);
        assert.equal(tip.lines["其余"], "1 个系列");
      }
      const width = await page.evaluate(() => Math.min(...[...document.querySelector("qd-viz").shadowRoot.querySelectorAll(".tip dd")].map((dd) => dd.offsetWidth)));
      assert.ok(width > 60, "values have room beside names");
    });
  }
});

test("in a frame taller than the window the tooltip is where it can be seen", () =>
  h.onPage({ viewport: { width: 600, height: 300 } }, async (page) => {
    await serve(page, MANY);
    const inner = HEAD + h.SCRIPT + '<p style="height:200px">x</p>' + WIDGET("many") + '<p style="height:300px">x</p>';
    await page.route(h.BASE + "/inner.html", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: inner }));
    await h.openHost(page, `${HEAD}<iframe src="/inner.html" style="width:100%;height:1000px;border:0;display:block"></iframe>`);
    const frame = page.frames().find((each) => each.url().endsWith("inner.html"));
    await frame.waitForFunction(() => !document.querySelector("qd-viz")?.shadowRoot?.querySelector(".stage").hidden);
    await page.evaluate(() => scrollTo(0, 240));
    for (const y of [30, 80, 150, 220]) {
      await page.mouse.move(300, y);
      await page.mouse.move(302, y);
      await page.waitForTimeout(120);
      const box = await frame.evaluate(() => {
        const tip = document.querySelector("qd-viz").shadowRoot.querySelector(".tip");
        const { top, bottom } = tip.getBoundingClientRect();
        return tip.hidden ? null : { top, bottom };
      });
      if (box) assert.ok(box.top >= 239.5 && box.bottom <= 540.5, `${y}: ${JSON.stringify(box)}`);
      if (y === 150) assert.ok(box, "a tooltip in the middle of the plot");
    }
  }));

test("a tooltip is whole under page zoom and in a container that cuts off what juts out", async () => {
  for (const style of ["zoom:2", "zoom:0.7", "overflow:hidden"]) {
    await h.onPage({ viewport: { width: 700, height: 600 } }, async (page) => {
      await open(page, GROUP, `<div id="box" style="${style}">`, WIDGET("c"), "</div>");
      await h.focusStage(page);
      for (let step = 0; step < 12; step++) {
        await page.keyboard.press("ArrowRight");
        const tip = await h.tipOf(page);
        if (!tip) continue;
        const { left, top, right, bottom } = tip.box;
        const edge = await page.evaluate((cuts) => (cuts ? document.getElementById("box").getBoundingClientRect().bottom : innerHeight), style === "overflow:hidden");
        const inside = left >= -0.5 && top >= -0.5 && right <= 700.5 && bottom <= edge + 0.5;
        assert.ok(inside, `${style}, ${tip.title}: ${JSON.stringify(tip.box)} in ${edge}`);
      }
    });
  }
});

test("a tap pins the tooltip; it is let go by a tap elsewhere, not by time or by lifting the finger", () =>
  h.onPage({ viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true }, async (page) => {
    await open(page, GROUP, WIDGET("c"), '<p id="else" style="height:200px">x</p>');
    const box = await boxOf(page);
    await page.touchscreen.tap(box.x + box.width * 0.4, box.y + 200);
    await page.waitForTimeout(400);
    const tip = await h.tipOf(page);
    assert.ok(tip);
    // The tooltip itself may be touched.
    await page.touchscreen.tap((tip.box.left + tip.box.right) / 2, (tip.box.top + tip.box.bottom) / 2);
    assert.equal((await h.tipOf(page)).title, tip.title);
    await page.locator("#else").tap();
    assert.equal(await h.tipOf(page), null);
  }));
