// A catalogue leads to the one file that a view needs.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness.mjs";

const CATALOGUE = {
  qdviz: "catalogue/1",
  datasets: [
    { id: "environment", file: "city.json", title: "环境", indicators: [{ id: "air", name: "空气质量" }] },
    { id: "people", file: "population.json", title: "人口", indicators: [{ id: "population", name: "常住人口" }] },
    { id: "人口 2020", file: "population.json", title: "人口", indicators: [] },
  ],
};

// A page of widgets whose views name `data`; the paths that were asked for below /data/.
async function open(page, data, { indicator = "population", catalogue = CATALOGUE, count = 1, attribute } = {}) {
  const asked = h.requestsOf(page);
  const view = { qdviz: "view/1", data, indicator, areas: "districts", views: [{ kind: "bar" }] };
  await h.serveJson(page, "/data/own.view.json", view);
  if (catalogue) await h.serveJson(page, "/data/catalogue.json", catalogue);
  const widget = `<qd-viz src="/data/own.view.json"${attribute ? ` data="${attribute}"` : ""}></qd-viz>`;
  await h.openHost(page, `<!doctype html><meta charset="utf-8">${h.SCRIPT}${widget.repeat(count)}`);
  return () => asked.filter((path) => path.startsWith("/data/") && !path.includes("own.view"));
}

const USED = ["/data/catalogue.json", "/data/population.json"];

test("the dataset that is named is fetched, and no other", () =>
  h.onPage({}, async (page) => {
    const asked = await open(page, "catalogue.json#people");
    await h.drawn(page);
    assert.deepEqual(asked(), USED);
  }));

test("an id may hold anything, written as it is or as addresses write it", async () => {
  for (const id of ["人口 2020", "%E4%BA%BA%E5%8F%A3%202020"]) {
    await h.onPage({}, async (page) => {
      const asked = await open(page, "catalogue.json#" + id);
      await h.drawn(page);
      assert.deepEqual(asked(), USED);
    });
  }
});

test("without a name the indicator tells, by id or by name", async () => {
  for (const indicator of ["population", "常住人口"]) {
    await h.onPage({}, async (page) => {
      const asked = await open(page, "catalogue.json", { indicator });
      await h.drawn(page);
      assert.deepEqual(asked(), USED);
    });
  }
});

test("the catalogue of this repository leads to the file of an indicator", () =>
  h.onPage({}, async (page) => {
    const asked = await open(page, "catalogue.json", { catalogue: null });
    await h.drawn(page);
    assert.deepEqual(asked(), USED);
  }));

test("the element's data may be a catalogue too", () =>
  h.onPage({}, async (page) => {
    const asked = await open(page, "nothing.json", { attribute: "/data/catalogue.json" });
    await h.drawn(page);
    assert.deepEqual(asked(), USED);
  }));

test("widgets of one page share the catalogue and its files", () =>
  h.onPage({}, async (page) => {
    const asked = await open(page, "catalogue.json#people", { count: 3 });
    await h.drawn(page, 3);
    assert.deepEqual(asked(), USED);
  }));

async function sentence(data, options) {
  let failure;
  await h.onPage({}, async (page) => {
    await open(page, data, options);
    failure = { text: (await h.failureOf(page)).text, reason: (await h.seen(page, "qd-error"))[0].reason };
  });
  return failure;
}

test("an unknown dataset is told with those most like it first", async () => {
  const { text, reason } = await sentence("catalogue.json#enviroment");
  assert.equal(text, "图表未能显示：目录 /data/catalogue.json 里没有“enviroment”，相近的有：environment、people、人口 2020。");
  assert.equal(reason, "dataset");
});

test("an unknown indicator is told with those most like it first", async () => {
  const { text } = await sentence("catalogue.json", { indicator: "populaton" });
  assert.equal(text, "图表未能显示：目录 /data/catalogue.json 里没有“populaton”，相近的有：population、air。");
});

test("what is no catalogue is told", async () => {
  const none = [{}, [], "text", { qdviz: "catalogue/1" }, { qdviz: "catalogue/1", datasets: [null, 1, { id: "people" }] }, { ...CATALOGUE, qdviz: "catalogue/2" }];
  for (const catalogue of none) {
    const { text, reason } = await sentence("catalogue.json#people", { catalogue });
    assert.equal(text, "图表未能显示：/data/catalogue.json 不是可用的数据目录。");
    assert.equal(reason, "catalogue");
  }
});
