// Derives the district map of Qingdao and the fixture its test compares with. Run: npm ci && npm run derive
// Same input, same output, byte for byte: everything after cleaning is whole numbers on the source's own grid.

import { writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { clean } from "./clean.js";
import { fixture } from "./fixture.js";
import { simplify } from "./simplify.js";
import { readSource } from "./source.js";

const root = new URL("../../", import.meta.url);

/** Districts whose borders keep every corner above half a grid cell, because the map shows them enlarged. */
const URBAN_CORE = ["370202", "370203", "370213"];
/**
 * Corners are dropped while the triangle they span has no more than this many half grid cells (0.0048 km²). Islands
 * lose nothing but needless vertices: the smallest measure one cell, and any cut would cost a third of them.
 */
const TOLERANCE = { core: 1, island: 0, elsewhere: 2 };

const source = readSource();
const cleaned = await clean(source);
const { districts } = cleaned;

const owners = cleaned.arcs.map(() => new Set());
for (const d of districts) for (const ring of d.rings) for (const i of ring) owners[i < 0 ? ~i : i].add(d.code);
const tolerances = cleaned.arcs.map((arc, i) => {
  if (String(arc[0]) === String(arc.at(-1))) return TOLERANCE.island;
  return URBAN_CORE.some((code) => owners[i].has(code)) ? TOLERANCE.core : TOLERANCE.elsewhere;
});
const arcs = simplify(cleaned.arcs, tolerances);

const west = Math.min(...arcs.flat().map((p) => p[0]));
const south = Math.min(...arcs.flat().map((p) => p[1]));
const steps = (arc) => arc.map(([x, y], i) => (i ? [x - arc[i - 1][0], y - arc[i - 1][1]] : [x - west, y - south]));
const geometry = ({ code, name, rings }) =>
  rings.length === 1
    ? { type: "Polygon", id: code, properties: { name }, arcs: rings }
    : { type: "MultiPolygon", id: code, properties: { name }, arcs: rings.map((ring) => [ring]) };

// One arc and one district a line, so that a change can be read.
const lines = (items) => `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
const transform = { scale: [1 / source.grid, 1 / source.grid], translate: [west / source.grid, south / source.grid] };
const map = `{"type":"Topology","transform":${JSON.stringify(transform)},
"arcs":${lines(arcs.map(steps))},
"objects":{"districts":{"type":"GeometryCollection","geometries":${lines(districts.map(geometry))}}}}
`;
writeFileSync(new URL("www/map/qingdao.topo.json", root), map);

const pairs = owners.filter((o) => o.size === 2).map((o) => [...o].sort());
writeFileSync(new URL("tests/data/geometry-source.json", root), fixture(source, pairs));

const count = (list) => list.reduce((n, arc) => n + arc.length, 0);
const packed = brotliCompressSync(map, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
console.log(`${cleaned.arcs.length} arcs, ${pairs.length} shared; ${count(cleaned.arcs)} → ${count(arcs)} vertices`);
console.log(`${map.length} bytes, ${packed.length} after brotli 11`);
