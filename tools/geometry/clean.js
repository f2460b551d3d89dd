// Makes neighbours share their borders. Rounding to the grid has left the source with spikes, loops of one or two
// cells where a border touches itself, and as small overlaps and gaps between neighbours.

import mapshaper from "mapshaper";

/** Largest gap to close, in cells of the grid; the loops measure one or two. */
const GAP = 20;

/** Arcs in whole grid units and, for each district, its rings as lists of arc indices (negative: `~index` reversed). */
export async function clean(source) {
  const first = await run(collection(source.districts), "-clean", "geojson");
  // Each ring of the source lives on as the largest piece within its bounds; what else the cutting has left
  // are the loops, and giving them up lets the second pass hand them to the neighbour around them.
  const pieces = new Map(first.features.map((f) => [f.properties.code, polygons(f.geometry).map(([outer]) => outer)]));
  const keep = (d) => d.rings.map((ring) => largestWithin(ring, pieces.get(d.code)));
  const kept = source.districts.map((d) => ({ ...d, rings: keep(d) }));
  const used = new Set(kept.flatMap((d) => d.rings));
  const spare = [...pieces.values()].flat().filter((piece) => !used.has(piece));
  const sizes = spare.map((piece) => Math.abs(doubleArea(piece)) / 2);
  console.log(`${spare.length} loops cut off, ${Math.min(...sizes)} to ${Math.max(...sizes)} cells`);
  const second = await run(collection(kept), `-clean gap-fill-area=${GAP}`, "topojson");
  const districts = second.objects.in.geometries.map((g) => {
    const rings = (g.type === "Polygon" ? [g.arcs] : g.arcs).map(([outer, ...holes]) => {
      if (holes.length) throw new Error(`hole in ${g.properties.name}`);
      return outer;
    });
    return { ...g.properties, rings };
  });
  districts.forEach((d, i) => {
    if (d.rings.length !== source.districts[i].rings.length) throw new Error(`islands of ${d.name} lost or added`);
  });
  if (!second.arcs.flat(2).every(Number.isInteger)) throw new Error("cleaning has left the grid");
  return { arcs: second.arcs, districts };
}

function collection(districts) {
  const features = districts.map(({ code, name, rings }) => ({
    type: "Feature",
    properties: { code, name },
    geometry: { type: "MultiPolygon", coordinates: rings.map((ring) => [ring]) },
  }));
  return { type: "FeatureCollection", features };
}

async function run(input, command, format) {
  const line = `-i in.json ${command} -o out.json format=${format} no-quantization`;
  const files = await mapshaper.applyCommands(line, { "in.json": JSON.stringify(input) });
  return JSON.parse(files["out.json"]);
}

const polygons = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);

function largestWithin(ring, pieces) {
  const outer = bounds(ring);
  const inside = pieces.filter((piece) => {
    const b = bounds(piece);
    return b[0] >= outer[0] && b[1] >= outer[1] && b[2] <= outer[2] && b[3] <= outer[3];
  });
  const size = (piece) => Math.abs(doubleArea(piece));
  return inside.reduce((best, piece) => (size(piece) > size(best) ? piece : best));
}

function bounds(ring) {
  const [x, y] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
  return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)];
}

function doubleArea(ring) {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0);
}
