// Pointer, keyboard, tooltip, selection: what the visitor does and what the page hears of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness.mjs";

const WIDGET = (view, group = "") => `<qd-viz src="/data/${view}.view.json" ${group && `group="${group}"`}></qd-viz>`;
const PAGE = (...widgets) => `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">${h.SCRIPT}${widgets.join("")}`;
const LICANG = "李沧区";

async function open(page, ...pieces) {
  await h.openHost(page, PAGE(...pieces));
  await h.drawn(page, pieces.filter((piece) => piece.startsWith("<qd-viz")).length);
}

test("the tooltip of a known district says exactly what was published", () =>
  h.onPage({}, async (page) => {
    await open(page, WIDGET("population"));
    await h.hover(page, await h.pointOf(page, LICANG));
    const tip = await h.tipOf(page);
    assert.equal(tip.title, LICANG);
    assert.equal(tip.lines["常住人口"], "737,281 人");
    assert.match(tip.lines["时期"], /2020年/);
    assert.equal(tip.lines["来源"], "青岛市第七次全国人口普查公报");
  }));

test("the arrow keys reach every district, and a screen reader hears each", () =>
  h.onPage({}, async (page) => {
    await open(page, WIDGET("population"));
    await h.focusStage(page);
    const heard = new Set();
    for (let step = 0; step < 24; step++) {
      await page.keyboard.press("ArrowRight");
      const tip = await h.tipOf(page);
      const live = await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.querySelector(".live").textContent);
      if (!tip) continue;
      assert.ok(live.startsWith(tip.title) && live.includes(tip.lines["常住人口"]), live);
      heard.add(tip.title);
    }
    const all = ["市南区", "市北区", "黄岛区", "崂山区", LICANG, "城阳区", "即墨区", "胶州市", "平度市", "莱西市"];
    assert.deepEqual([...heard].sort(), all.sort());
  }));

test("focus comes by Tab, is visible as a ring on the screen, and leaves by Tab", () =>
  h.onPage({}, async (page) => {
    await open(page, '<a id="before" href="#x">a</a>', WIDGET("population"), '<a id="after" href="#y">b</a>');
    const edge = await page.evaluate(() => {
      const { left, top, height } = document.querySelector("qd-viz").shadowRoot.querySelector(".stage").getBoundingClientRect();
      return { x: Math.round(left) + 1, y: Math.round(top + height / 2) };
    });
    const before = await h.pixelOf(page, edge);
    await page.locator("#before").focus();
    await page.keyboard.press("Tab");
    const label = await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.activeElement.getAttribute("aria-label"));
    assert.match(label, /常住人口/);
    assert.deepEqual(before, [255, 255, 255]);
    assert.deepEqual(await h.pixelOf(page, edge), [0x1f, 0x5f, 0xa8]);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "after");
    assert.deepEqual(await h.pixelOf(page, edge), before);
  }));

test("a click gives the focus without a ring", () =>
  h.onPage({}, async (page) => {
    await open(page, WIDGET("population"));
    const at = await h.hover(page, { x: 4, y: 300 });
    await page.mouse.click(at.x, at.y);
    assert.ok(await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.activeElement));
    const { x, y } = await page.evaluate(() => document.querySelector("qd-viz").getBoundingClientRect());
    assert.deepEqual(await h.pixelOf(page, { x: Math.round(x) + 1, y: Math.round(y) + 300 }), [255, 255, 255]);
  }));

test("Esc closes the tooltip, with the focus on the widget and without", () =>
  h.onPage({}, async (page) => {
    await open(page, WIDGET("population"));
    await h.walkTo(page, LICANG);
    await page.keyboard.press("Escape");
    assert.equal(await h.tipOf(page), null);

    await h.hover(page, await h.pointOf(page, LICANG));
    assert.ok(await h.tipOf(page));
    await page.keyboard.press("Escape");
    assert.equal(await h.tipOf(page), null);
  }));

test("the pointer may enter the tooltip, which then stays", () =>
  h.onPage({}, async (page) => {
    await open(page, WIDGET("population"));
    await h.hover(page, await h.pointOf(page, LICANG));
    const { title, box } = await h.tipOf(page);
    await page.mouse.move((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    assert.equal((await h.tipOf(page)).title, title);
    await page.mouse.move(2, 2);
    assert.equal(await h.tipOf(page), null);
  }));

test("the tooltip stays inside the window at every mark, on a phone and in a scrolled window", async () => {
  for (const viewport of [{ width: 320, height: 480 }, { width: 900, height: 400 }]) {
    await h.onPage({ viewport }, async (page) => {
      await open(page, WIDGET("population"));
      await h.focusStage(page);
      await page.evaluate(() => scrollTo(0, 120));
      for (let step = 0; step < 20; step++) {
        await page.keyboard.press("ArrowRight");
        const tip = await h.tipOf(page);
        if (!tip) continue;
        const { left, top, right, bottom } = tip.box;
        const inside = left >= -0.5 && top >= -0.5 && right <= viewport.width + 0.5 && bottom <= viewport.height + 0.5;
        assert.ok(inside, `${tip.title} at ${viewport.width}: ${JSON.stringify(tip.box)}`);
      }
    });
  }
});

test("Enter selects, the page hears of it, and every widget of the group follows", () =>
  h.onPage({}, async (page) => {
    await open(page, WIDGET("population", "a"), WIDGET("population-trend", "a"), WIDGET("population", "b"));
    const before = await Promise.all([0, 1, 2].map((index) => picture(page, index)));
    await h.walkTo(page, LICANG);
    await page.keyboard.press("Enter");
    const [selection, ...more] = await h.seen(page, "qd-select");
    assert.equal(more.length, 0);
    assert.equal(selection.area, "370213");
    assert.equal(selection.name, LICANG);
    assert.equal(selection.indicator, "population");
    assert.match(selection.period, /^2020/);
    assert.equal(selection.value.replace(/\D/g, ""), "737281");
    assert.equal(selection.unit, "人");
    await page.evaluate(() => document.activeElement.blur());
    const later = await Promise.all([0, 1, 2].map((index) => picture(page, index)));
    assert.notEqual(later[1], before[1], "the second widget of the group shows the selection");
    assert.equal(later[2], before[2], "a widget of another group does not");
  }));

test("a choice is announced once, by the widget that was used", () =>
  h.onPage({}, async (page) => {
    await open(page, WIDGET("population", "a"), WIDGET("population-trend", "a"));
    await h.walkTo(page, LICANG);
    assert.match(await announced(page, 0), /^李沧区.*737,281/);
    await page.keyboard.press("Enter");
    assert.equal(await announced(page, 0), "已选中 李沧区");
    await page.keyboard.press("Enter");
    assert.equal(await announced(page, 0), "已取消选择");
    assert.equal(await announced(page, 1), "");
  }));

test("a choice made with the pointer is announced too", () =>
  h.onPage({}, async (page) => {
    await open(page, WIDGET("population"));
    const at = await h.hover(page, await h.pointOf(page, LICANG));
    await page.mouse.click(at.x, at.y);
    assert.equal(await announced(page, 0), "已选中 李沧区");
    await page.mouse.click(at.x, at.y);
    assert.equal(await announced(page, 0), "已取消选择");
  }));

test("a widget whose data use other codes follows by name, and one without the district lets go of its own", () =>
  h.onPage({}, async (page) => {
    const indicators = [{ id: "people", name: "人数", unit: "人", decimals: 0 }];
    const names = ["李沧区", "市南区"];
    const areas = names.map((name, i) => ({ code: "own" + i, name, kind: "区", parent: "own" }));
    const observations = areas.map(({ code }, i) => ({ indicator: "people", area: code, period: "2020", value: 30 + i, source: "s" }));
    const sources = [{ id: "s", title: "测试" }];
    const data = { qdviz: "indicators/1", sources, areas: [{ code: "own", name: "某市" }, ...areas], indicators, observations };
    const view = { qdviz: "view/1", title: "人数", data: "own.json", areas: names, views: [{ kind: "bar" }] };
    for (const [file, document] of [["own.json", data], ["own.view.json", view]]) {
      await page.route(`${h.BASE}/data/${file}`, (route) => route.fulfill({ contentType: "application/json", body: JSON.stringify(document) }));
    }
    await open(page, WIDGET("population", "a"), WIDGET("own", "a"));
    const idle = await picture(page, 1);
    await h.walkTo(page, LICANG);
    await page.keyboard.press("Enter");
    assert.notEqual(await picture(page, 1), idle, "李沧区 is own0 there");
    await h.walkTo(page, "崂山区");
    await page.keyboard.press("Enter");
    assert.equal(await picture(page, 1), idle, "崂山区 is not there");
  }));

test("fingers may pan and pinch the page on a widget", () =>
  h.onPage({}, async (page) => {
    await open(page, WIDGET("population"));
    const allowed = await page.evaluate(() => getComputedStyle(document.querySelector("qd-viz").shadowRoot.querySelector(".stage")).touchAction);
    assert.equal(allowed, "manipulation");
  }));

test("a district selected on the map is selected in the bars beside it", () =>
  h.onPage({}, async (page) => {
    await open(page, WIDGET("population"));
    const point = await h.pointOf(page, LICANG);
    const before = await marked(page);
    const at = await h.hover(page, point);
    await page.mouse.click(at.x, at.y);
    await page.mouse.move(2, 2);
    const regions = await marked(page);
    assert.equal(before.length, 0, "nothing is marked before");
    assert.ok(regions.length >= 2, `marked in ${regions.length} place(s)`);
    assert.equal((await h.seen(page, "qd-select"))[0].area, "370213");
  }));

test("a second click clears the selection and says so", () =>
  h.onPage({}, async (page) => {
    await open(page, WIDGET("population"));
    const at = await h.hover(page, await h.pointOf(page, LICANG));
    await page.mouse.click(at.x, at.y);
    await page.mouse.click(at.x, at.y);
    const heard = await h.seen(page, "qd-select");
    assert.equal(heard.length, 2);
    assert.equal(heard[1], null);
  }));

test("a tap shows the tooltip and selects; a tap elsewhere closes it", () =>
  h.onPage({ viewport: { width: 375, height: 800 }, hasTouch: true, isMobile: true }, async (page) => {
    await open(page, WIDGET("population"), '<p style="height:300px" id="else">x</p>');
    const point = await h.pointOf(page, LICANG);
    const at = await page.evaluate(({ x, y }) => {
      const rect = document.querySelector("qd-viz").shadowRoot.querySelector(".plot").getBoundingClientRect();
      return { x: rect.left + x, y: rect.top + y };
    }, point);
    await page.touchscreen.tap(at.x, at.y);
    assert.equal((await h.tipOf(page)).title, LICANG);
    assert.equal((await h.seen(page, "qd-select"))[0].area, "370213");
    await page.locator("#else").tap();
    assert.equal(await h.tipOf(page), null);
  }));

for (const style of ["zoom:0.8", "zoom:1.5", "transform:scale(0.6);transform-origin:0 0", "transform:scale(1.3);transform-origin:0 0"]) {
  test(`the pointer finds the same district under ${style}`, () =>
    h.onPage({}, async (page) => {
      await open(page, `<div style="${style};width:800px">`, WIDGET("population"), "</div>");
      const point = await h.pointOf(page, LICANG);
      await h.hover(page, { x: 1, y: 1 });
      await h.hover(page, point);
      assert.equal((await h.tipOf(page)).title, LICANG);
    }));
}

// What a screen reader was told last.
function announced(page, index) {
  return page.evaluate((at) => document.querySelectorAll("qd-viz")[at].shadowRoot.querySelector(".live").textContent, index);
}

// A fingerprint of both canvases.
function picture(page, index) {
  return page.evaluate((at) => {
    const layers = document.querySelectorAll("qd-viz")[at].shadowRoot.querySelectorAll("canvas");
    return [...layers].map((canvas) => canvas.toDataURL()).join();
  }, index);
}

// The separate places of the overlay that carry opaque paint (a veil over the rest is not), as groups of 24 px cells that touch.
async function marked(page) {
  await h.nextFrame(page);
  return page.evaluate(() => {
    const canvas = document.querySelector("qd-viz").shadowRoot.querySelectorAll("canvas")[1];
    const data = window.readPixels(canvas);
    const cells = new Set();
    for (let i = 3; i < data.length; i += 4) {
      const at = (i - 3) / 4;
      if (data[i] > 250) cells.add(Math.floor((at % canvas.width) / 24) + "," + Math.floor(at / canvas.width / 24));
    }
    const groups = [];
    while (cells.size) {
      const queue = [cells.values().next().value];
      const group = [];
      cells.delete(queue[0]);
      while (queue.length) {
        const cell = queue.pop();
        group.push(cell);
        const [x, y] = cell.split(",").map(Number);
        for (let dx = -1; dx <= 1; dx++) {
          for (let dy = -1; dy <= 1; dy++) {
            const near = x + dx + "," + (y + dy);
            if (cells.delete(near)) queue.push(near);
          }
        }
      }
      groups.push(group.length);
    }
    return groups;
  });
}
