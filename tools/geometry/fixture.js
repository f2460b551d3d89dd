// What the test holds the derived map to: the original's islands, neighbours, and a grid of points.

/** Grid units between two points: about 2,000 of them fall on land. Off the vertices by half a unit. */
const STEP = [23, 24];
const OFFSET = 11.5;

/** JSON: per district code, name and number of rings; neighbouring pairs; the grid as rows from south to north. */
export function fixture({ grid, districts }, neighbours) {
  const all = districts.flatMap((d) => d.rings.flat());
  const [west, south] = [0, 1].map((k) => Math.min(...all.map((p) => p[k])));
  const [east, north] = [0, 1].map((k) => Math.max(...all.map((p) => p[k])));
  const [columns, lines] = [Math.ceil((east - west) / STEP[0]), Math.ceil((north - south) / STEP[1])];
  const rows = Array.from({ length: lines }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const at = [west + OFFSET + column * STEP[0], south + OFFSET + row * STEP[1]];
      const index = districts.findIndex((d) => contains(d.rings, at));
      return index < 0 ? "." : String(index);
    }).join(""),
  );
  const inside = rows.join("").replaceAll(".", "").length;
  console.log(`${inside} of ${columns * lines} grid points inside`);
  return `${JSON.stringify(
    {
      note: "district of each point in the original geometry: its index in `districts`, or . for none",
      districts: districts.map(({ code, name, rings }) => ({ code, name, rings: rings.length })),
      neighbours,
      origin: [(west + OFFSET) / grid, (south + OFFSET) / grid],
      step: STEP.map((units) => units / grid),
      rows,
    },
    null,
    1,
  )}\n`;
}

/** Even-odd over all rings. */
function contains(rings, [x, y]) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
    }
  }
  return inside;
}
