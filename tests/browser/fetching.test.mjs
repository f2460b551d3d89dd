// How files are fetched: again when that may help, never too much, never in another encoding than UTF-8.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import * as h from "./harness.mjs";

const DATA = "/data/population.json";
const TREND = '<qd-viz src="/data/population-trend.view.json"><p id="fallback">页面自带的内容</p></qd-viz>';
const PAGE = `<!doctype html><meta charset="utf-8">${h.SCRIPT}${TREND}`;

// Answers the data with one of `answers` after the other, the last one again and again; says when each was asked for.
async function answers(page, ...list) {
  const times = [];
  await page.route(h.BASE + DATA, (route) => {
    const answer = list[Math.min(times.push(Date.now()), list.length) - 1];
    return answer === "right" ? route.continue() : answer ? route.fulfill({ body: "", ...answer }) : route.abort();
  });
  return times;
}

const pauses = (times) => times.slice(1).map((time, at) => time - times[at]);

function assertBetween(value, least, most) {
  assert.ok(value >= least && value < most, `${value} is not from ${least} to ${most}`);
}

test("what fails for a moment is asked for again, after a longer pause each time", () =>
  h.onPage({ requestsFail: true }, async (page) => {
    const times = await answers(page, { status: 503 }, null, "right");
    await h.openHost(page, PAGE);
    await h.drawn(page);
    const [first, second, ...more] = pauses(times);
    assertBetween(first, 500, 1500);
    assertBetween(second, 2000, 3500);
    assert.deepEqual(more, []);
    assert.deepEqual(await h.seen(page, "qd-error"), []);
  }));

for (const status of [408, 425, 429, 500, 502, 503, 504]) {
  test(`an answer ${status} may be another a moment later`, () =>
    h.onPage({ requestsFail: true }, async (page) => {
      const times = await answers(page, { status }, "right");
      await h.openHost(page, PAGE);
      await h.drawn(page);
      assert.equal(times.length, 2);
    }));
}

test("three tries are all", () =>
  h.onPage({ requestsFail: true }, async (page) => {
    const times = await answers(page, { status: 502 });
    await h.openHost(page, PAGE);
    assert.match((await h.failureOf(page)).text, /没有取到 \/data\/population\.json（服务器返回 502）/);
    assert.equal(times.length, 3);
    assert.equal((await h.seen(page, "qd-error"))[0].reason, "status");
  }));

for (const status of [400, 401, 403, 404, 410, 501]) {
  test(`an answer ${status} is final`, () =>
    h.onPage({ requestsFail: true }, async (page) => {
      const times = await answers(page, { status });
      await h.openHost(page, PAGE);
      assert.match((await h.failureOf(page)).text, new RegExp(`服务器返回 ${status}`));
      assert.equal(times.length, 1);
    }));
}

test("the pause that a server asks for is kept", () =>
  h.onPage({ requestsFail: true }, async (page) => {
    const inTwoSeconds = () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString();
    const times = await answers(page, { status: 429, headers: { "retry-after": "1" } }, "right");
    await h.openHost(page, PAGE);
    await h.drawn(page);
    assertBetween(pauses(times)[0], 1000, 2000);
    await page.unroute(h.BASE + DATA);
    const later = await answers(page, { status: 503, headers: { "retry-after": inTwoSeconds() } }, "right");
    await page.reload();
    await h.drawn(page);
    assertBetween(pauses(later)[0], 600, 3000);
  }));

test("a server that asks for a long pause is left alone", () =>
  h.onPage({ requestsFail: true }, async (page) => {
    const times = await answers(page, { status: 503, headers: { "retry-after": "60" } }, "right");
    await h.openHost(page, PAGE);
    await h.failureOf(page);
    assert.equal(times.length, 1);
  }));

test("without a network the visitor is told so, and when it is back the widget loads by itself", () =>
  h.onPage({ requestsFail: true }, async (page) => {
    await h.openHost(page, PAGE.replace(TREND, ""));
    await page.context().setOffline(true);
    await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), TREND);
    const { text } = await h.failureOf(page);
    assert.equal(text, "图表未能显示：当前没有网络连接，连上以后自动重试。");
    assert.ok(await page.locator("#fallback").isVisible());
    assert.equal((await h.seen(page, "qd-error"))[0].reason, "offline");
    await page.context().setOffline(false);
    await page.waitForFunction(() => window.seen.some((event) => event.type === "qd-ready"));
    await h.drawn(page);
  }));

test("a failure that no network mends stays when the network comes back", () =>
  h.onPage({ requestsFail: true }, async (page) => {
    const times = await answers(page, { status: 404 });
    await h.openHost(page, PAGE);
    await h.failureOf(page);
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.waitForLoadState("networkidle");
    assert.equal(times.length, 1);
  }));

// A server before the one under test, which answers `path` itself by `answer(request, response)`.
async function withServer(path, answer, body) {
  const server = createServer(async (request, response) => {
    if (request.url === path) return answer(request, response);
    const type = request.url === "/host.html" ? "text/html; charset=utf-8" : /\.js$/.test(request.url) ? "text/javascript" : "application/json";
    const content = request.url === "/host.html" ? PAGE : await h.served(request.url);
    response.writeHead(200, { "content-type": request.url.endsWith(".wasm") ? "application/wasm" : type }).end(content);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  try {
    await body(`http://127.0.0.1:${server.address().port}/host.html`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("data that the browser has are asked for conditionally, however long the server lets it keep them", () =>
  h.onPage({}, async (page) => {
    const conditions = [];
    const content = await h.served(DATA);
    const answer = (request, response) => {
      conditions.push(request.headers["if-none-match"]);
      response.writeHead(conditions.at(-1) ? 304 : 200, { etag: '"one"', "cache-control": "max-age=3600", "content-type": "application/json" });
      response.end(conditions.at(-1) ? "" : content);
    };
    await withServer(DATA, answer, async (address) => {
      for (const visit of [1, 2]) {
        await page.goto(address);
        await h.drawn(page);
        assert.equal(conditions.length, visit);
      }
    });
    assert.deepEqual(conditions, [undefined, '"one"']);
  }));

test("a file said to be too large is not read", () =>
  h.onPage({}, async (page) => {
    let sent = 0;
    const answer = (_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": 33554433 });
      response.on("close", () => (sent = response.writableFinished ? 1 : -1)).write("{");
    };
    await withServer(DATA, answer, async (address) => {
      await page.goto(address);
      assert.match((await h.failureOf(page)).text, /\/data\/population\.json 超过 32 MiB 的上限/);
      await h.until(() => sent === -1);
    });
  }));

test("a file that does not say its size is read up to the limit", () =>
  h.onPage({}, async (page) => {
    let written = 0;
    const part = Buffer.alloc(1024 * 1024, " ");
    const answer = (_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const more = () => {
        while (!response.destroyed && (written += part.length) < 200 * part.length && response.write(part));
      };
      response.on("drain", more);
      more();
    };
    await withServer(DATA, answer, async (address) => {
      await page.goto(address);
      assert.match((await h.failureOf(page)).text, /超过 32 MiB 的上限/);
    });
    assert.ok(written < 100 * part.length, `${written} bytes`);
  }));

test("a body that breaks off is fetched again", () =>
  h.onPage({ requestsFail: true }, async (page) => {
    let asked = 0;
    const content = await h.served(DATA);
    const answer = (_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": content.length });
      if (++asked > 1) return response.end(content);
      response.write(content.subarray(0, 100), () => response.destroy());
    };
    await withServer(DATA, answer, async (address) => {
      await page.goto(address);
      await h.drawn(page);
    });
    assert.equal(asked, 2);
  }));

// What wasm is handed for data, taken down beside the real call.
function watchWasm() {
  window.handed = [];
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (module, imports) => {
    const { exports } = await instantiate(module, imports);
    const widget_load = (widget, view, viewLength, data, dataLength, ...rest) => {
      const bytes = new Uint8Array(exports.memory.buffer, data, dataLength);
      window.handed.push(Array.from(bytes));
      return exports.widget_load(widget, view, viewLength, data, dataLength, ...rest);
    };
    return { instance: { exports: { ...exports, widget_load } }, module };
  };
}

const TABLE = "地区,常住人口\r\n李沧区,737281\r\n";
// 地区,常住人口 CR LF 李沧区,737281 CR LF, in GB18030.
const GB18030 = Buffer.concat([
  Buffer.from("b5d8c7f82cb3a3d7a1c8cbbfda0d0a", "hex"),
  Buffer.from("c0eeb2d7c7f8", "hex"),
  Buffer.from(",737281\r\n"),
]);
const bigEndian = (text) => Buffer.from("\ufeff" + text, "utf16le").swap16();

const HANDED = {
  "a table in GB18030": [GB18030, TABLE],
  "a table in UTF-8": [Buffer.from(TABLE), TABLE],
  "a table in UTF-8 with a mark": [Buffer.from("\ufeff" + TABLE), "\ufeff" + TABLE],
  "a table in UTF-16, little end first": [Buffer.from("\ufeff" + TABLE, "utf16le"), TABLE],
  "a table in UTF-16, big end first": [bigEndian(TABLE), TABLE],
};

for (const [what, [body, expected]] of Object.entries(HANDED)) {
  test(`${what} arrives as UTF-8`, () =>
    h.onPage({}, async (page) => {
      assert.equal(Buffer.from(await handed(page, body)).toString(), expected);
    }));
}

test("JSON arrives as it was sent, right or wrong", () =>
  h.onPage({}, async (page) => {
    const body = Buffer.concat([Buffer.from('\ufeff {"title": "'), GB18030, Buffer.from('"}')]);
    assert.deepEqual(await handed(page, body), [...body]);
  }));

async function handed(page, body) {
  await page.addInitScript(watchWasm);
  await page.route(h.BASE + DATA, (route) => route.fulfill({ contentType: "text/plain", body }));
  await h.openHost(page, PAGE);
  await page.waitForFunction(() => window.seen.length > 0);
  return page.evaluate(() => window.handed.at(-1));
}
