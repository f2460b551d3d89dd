// What reaches the canvas: sharp, at every width, dark and light, and given back when the widget goes.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness.mjs";

const hostPage = (body) => `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">${h.SCRIPT}${body}`;
const VIEWS = ["population", "population-growth", "population-trend", "satisfaction", "investment", "zones"];
const widget = (view) => `<qd-viz src="/data/${view}.view.json"><p>页面自带的内容</p></qd-viz>`;

async function open(page, body, count = 1) {
  await h.openHost(page, hostPage(body));
  await h.drawn(page, count);
}

for (const view of VIEWS) {
  test(`${view} draws more than its ground`, () =>
    h.onPage({}, async (page) => {
      await open(page, widget(view));
      const { colours, distinct } = await h.canvasOf(page);
      assert.ok(colours[0].share < 0.99, `the ground covers ${colours[0].share}`);
      assert.ok(distinct > 20, `${distinct} colours`);
      assert.deepEqual(await h.seen(page, "qd-error"), []);
      assert.equal((await h.seen(page, "qd-ready")).length, 1);
      assert.equal(await page.locator("qd-viz > p").isVisible(), false);
    }));
}

for (const ratio of [1, 1.5, 2, 3]) {
  test(`the backing store has ${ratio} device pixels to the CSS pixel`, () =>
    h.onPage({ deviceScaleFactor: ratio }, async (page) => {
      await open(page, `<div style="width:601px">${widget("population")}</div>`);
      for (const layer of [0, 1]) {
        const canvas = await h.canvasOf(page, 0, layer);
        assert.ok(Math.abs(canvas.width - 601 * ratio) <= 0.5, `${canvas.width}`);
        assert.ok(Math.abs(canvas.cssWidth * ratio - canvas.width) < 0.02, `${canvas.cssWidth} × ${ratio} = ${canvas.width}`);
        assert.ok(Math.abs(canvas.cssHeight * ratio - canvas.height) < 0.02);
      }
    }));

  test(`grid lines are crisp at ratio ${ratio}`, () =>
    h.onPage({ deviceScaleFactor: ratio }, async (page) => {
      await open(page, `<div style="width:800px">${widget("population-trend")}</div>`);
      const lines = await gridLines(page);
      assert.ok(lines.length >= 3, `${lines.length} grid lines`);
      for (const line of lines) {
        assert.ok(line.colours.length === 1, `two colours at row ${line.row}: ${line.colours.join(" ")}`);
        assert.ok(line.thick <= Math.ceil(ratio), `${line.thick} rows thick at row ${line.row}`);
      }
    }));
}

test("the drawing keeps its size where the backing store is coarser or finer than the screen", async () => {
  const areas = Array.from({ length: 900 }, (_, i) => ({ code: "a" + i, name: "地区" + i, kind: "区", parent: "c" }));
  const observations = areas.map(({ code }, i) => ({ indicator: "n", area: code, period: "2020", value: i, source: "s" }));
  const data = { qdviz: "indicators/1", sources: [{ id: "s", title: "测试" }], indicators: [{ id: "n", name: "数", unit: "个", decimals: 0 }] };
  const bodies = { "tall.json": { ...data, areas: [{ code: "c", name: "某市" }, ...areas], observations } };
  bodies["tall.view.json"] = { qdviz: "view/1", title: "很长", data: "tall.json", areas: "districts", views: [{ kind: "bar" }] };
  for (const [ratio, view] of [[0.25, "population"], [2, "tall"]]) {
    await h.onPage({ deviceScaleFactor: ratio }, async (page) => {
      for (const [file, body] of Object.entries(bodies)) {
        await page.route(`${h.BASE}/data/${file}`, (route) => route.fulfill({ contentType: "application/json", body: JSON.stringify(body) }));
      }
      await open(page, `<div style="width:600px">${widget(view)}</div>`);
      const sizes = await page.evaluate(() => {
        const root = document.querySelector("qd-viz").shadowRoot;
        const boxes = [...root.querySelectorAll(".stage, canvas")].map((box) => box.getBoundingClientRect());
        return [boxes.map((box) => box.width), boxes.map((box) => box.height), root.querySelector("canvas").width];
      });
      assert.notEqual(sizes[2], 600 * ratio, "wasm has chosen another ratio");
      for (const [stage, ...layers] of sizes.slice(0, 2)) {
        for (const layer of layers) assert.ok(Math.abs(layer - stage) <= 1 / ratio, `${view}: ${layer} in ${stage}`);
      }
    });
  }
});

// Runs of pixel rows in which one colour other than the ground fills half the width: the grid lines.
function gridLines(page) {
  return page.evaluate(() => {
    const canvas = document.querySelector("qd-viz").shadowRoot.querySelector("canvas");
    const { width, height } = canvas;
    const pixels = new Uint32Array(window.readPixels(canvas).buffer);
    const ground = pixels[0];
    const lines = [];
    let open = null;
    for (let row = 0; row < height; row++) {
      const counts = new Map();
      for (let x = 0; x < width; x++) counts.set(pixels[row * width + x], (counts.get(pixels[row * width + x]) || 0) + 1);
      counts.delete(ground);
      const [colour, count] = [...counts].sort((a, b) => b[1] - a[1])[0] || [0, 0];
      if (count > width / 2) {
        if (!open) lines.push((open = { row, thick: 0, colours: [] }));
        open.thick++;
        if (!open.colours.includes(colour)) open.colours.push(colour);
      } else {
        open = null;
      }
    }
    return lines;
  });
}

test("nothing overflows and nothing is merely scaled from 320 to 1600 px", () =>
  h.onPage({ viewport: { width: 1600, height: 900 } }, async (page) => {
    await open(page, VIEWS.map(widget).join(""), VIEWS.length);
    for (const width of [1600, 1280, 1024, 768, 480, 375, 320, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForFunction(() => {
        const hosts = [...document.querySelectorAll("qd-viz")];
        return hosts.every((host) => host.shadowRoot.querySelector("canvas").width === Math.floor(host.clientWidth));
      });
      const wide = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide[0] <= wide[1], `at ${width}: ${wide[0]} in ${wide[1]}`);
    }
  }));

test("a box narrower than the narrowest drawing scrolls, and the page does not", () =>
  h.onPage({}, async (page) => {
    await open(page, `<div id="box" style="width:200px">${widget("population")}</div>`);
    const edges = () =>
      page.evaluate(() => {
        const root = document.querySelector("qd-viz").shadowRoot.querySelector(".root");
        const canvas = root.querySelector("canvas").getBoundingClientRect();
        root.scrollLeft = 1000;
        const [box, after] = [root.getBoundingClientRect(), root.querySelector("canvas").getBoundingClientRect()];
        const below = box.bottom - after.bottom - (root.offsetHeight - root.clientHeight);
        return { wide: canvas.width, right: after.right - box.right, below, page: document.documentElement.scrollWidth };
      });
    const narrow = await edges();
    assert.equal(narrow.wide, 240);
    assert.equal(narrow.right, 0, "the right edge can be reached");
    assert.ok(narrow.below >= 0, "nothing lies under the scroll bar");
    assert.ok(narrow.page <= 1280);
    await page.evaluate(() => (document.getElementById("box").style.width = "300px"));
    await page.waitForFunction(() => document.querySelector("qd-viz").shadowRoot.querySelector("canvas").width === 300);
    const wide = await edges();
    assert.deepEqual([wide.wide, wide.right, wide.below], [300, 0, 0]);
  }));

test("a hidden widget draws when it is shown", () =>
  h.onPage({}, async (page) => {
    await h.openHost(page, hostPage(`<div id="tab" style="display:none">${widget("population")}</div>`));
    await page.waitForLoadState("networkidle");
    assert.deepEqual(await h.seen(page, "qd-ready"), []);
    await page.evaluate(() => (document.getElementById("tab").style.display = "block"));
    await h.drawn(page);
    assert.ok((await h.canvasOf(page)).distinct > 20);
  }));

test("a change to a dark scheme is followed where the page turns dark, and only there", () =>
  h.onPage({ colorScheme: "light" }, async (page) => {
    const adaptive = '<meta name="color-scheme" content="light dark">';
    await open(page, adaptive + widget("population") + `<div style="background:#fff">${widget("zones")}</div>`, 2);
    const ground = async (index) => (await h.canvasOf(page, index)).corner & 0xff;
    assert.ok((await ground(0)) > 200);
    await page.emulateMedia({ colorScheme: "dark" });
    await h.nextFrame(page);
    assert.ok((await ground(0)) < 60);
    assert.ok((await ground(1)) > 200);
  }));

test("a widget that is taken out gives its canvases back, and draws again when put back", () =>
  h.onPage({}, async (page) => {
    await open(page, widget("population"));
    const released = await page.evaluate(() => {
      window.kept = document.querySelector("qd-viz");
      window.kept.remove();
      return [...window.kept.shadowRoot.querySelectorAll("canvas")].map((canvas) => canvas.width * canvas.height);
    });
    assert.deepEqual(released, [1, 1]);
    await page.evaluate(() => document.body.append(window.kept));
    await h.drawn(page);
    assert.ok((await h.canvasOf(page)).distinct > 20);
    assert.equal((await h.seen(page, "qd-ready")).length, 2);
  }));

test("a widget that is taken out while it loads says nothing more", () =>
  h.onPage({}, async (page) => {
    await h.openHost(page, hostPage(widget("population")));
    await page.waitForFunction(() => document.querySelector("qd-viz")?.shadowRoot);
    await page.evaluate(() => document.querySelector("qd-viz").remove());
    await page.waitForLoadState("networkidle");
    await h.nextFrame(page);
    assert.ok((await h.seen(page, "qd-ready")).length <= 1);
    assert.deepEqual(await h.seen(page, "qd-error"), []);
  }));

test("another src is drawn in the same place", () =>
  h.onPage({}, async (page) => {
    await open(page, widget("population"));
    const before = await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.querySelector(".stage").getAttribute("aria-label"));
    await page.evaluate(() => document.querySelector("qd-viz").setAttribute("src", "/data/satisfaction.view.json"));
    await page.waitForFunction(() => window.seen.filter((event) => event.type === "qd-ready").length === 2);
    const label = await page.evaluate(() => document.querySelector("qd-viz").shadowRoot.querySelector(".stage").getAttribute("aria-label"));
    assert.notEqual(label, before);
    assert.match(label, /满意/);
  }));

test("widgets that name the same files share one request each", () =>
  h.onPage({}, async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await open(page, widget("population") + widget("population") + widget("population-trend"), 3);
    const counts = (path) => asked.filter((one) => one === path).length;
    for (const path of ["/qdviz/qdviz-map.wasm", "/data/population.json", "/data/population.view.json", "/qdviz/map/qingdao.topo.json"]) {
      assert.equal(counts(path), 1, path);
    }
    assert.equal(asked.length, new Set(asked).size, asked.join(" "));
  }));

test("the folder of the package is found by a script with a query, async, injected, and beside a base address", async () => {
  const ways = {
    query: '<script src="/qdviz/qdviz.js?v=7"></script>',
    async: '<script src="/qdviz/qdviz.js" async></script>',
    injected: '<script src="/inject.js"></script>',
    base: '<base href="/somewhere/else/"><script src="../../qdviz/qdviz.js" defer></script>',
  };
  for (const [way, script] of Object.entries(ways)) {
    await h.onPage({}, async (page) => {
      const inject = 'var s=document.createElement("script");s.src="/qdviz/qdviz.js";document.head.appendChild(s);';
      await page.route(h.BASE + "/inject.js", (route) => route.fulfill({ contentType: "text/javascript", body: inject }));
      await h.openHost(page, `<!doctype html><head>${script}</head>${widget("population")}`);
      await h.drawn(page).catch((error) => assert.fail(way + ": " + error.message));
    });
  }
});

test("the page's globals and its prototypes stay as they were", () =>
  h.onPage({}, async (page) => {
    await page.addInitScript(() => (window.before = new Set(Object.getOwnPropertyNames(window))));
    await open(page, widget("population"));
    const added = await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !window.before.has(name)));
    assert.deepEqual(added.filter((name) => !["before", "seen"].includes(name)), []);
  }));
