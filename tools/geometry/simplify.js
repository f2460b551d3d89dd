// Visvalingam's simplification on shared arcs that can neither cross a border nor lose an island.

/** Vertices of a closed arc that are never given up: a triangle and the repeated start. */
const CLOSED_MINIMUM = 4;

/**
 * Each arc without the corners that matter least; `tolerances[i]` is the largest triangle, in half grid cells, that
 * a corner of arc i may span and still go. Ends of arcs stay, so neighbours stay joined.
 */
export function simplify(arcs, tolerances) {
  const occupied = new Map();
  for (const p of arcs.flat()) occupied.set(String(p), p);
  return arcs.map((arc, i) => thin(arc.slice(), tolerances[i], occupied));
}

function thin(arc, tolerance, occupied) {
  const closed = String(arc[0]) === String(arc.at(-1));
  const minimum = closed ? CLOSED_MINIMUM : 2;
  while (arc.length > minimum) {
    const at = least(arc, tolerance, occupied);
    if (at < 0) break;
    occupied.delete(String(arc[at]));
    arc.splice(at, 1);
  }
  return arc;
}

/** The corner with the smallest triangle that may go, or -1; the first of equals, for the same output every time. */
function least(arc, tolerance, occupied) {
  let best = -1;
  let smallest = tolerance + 1;
  for (let i = 1; i + 1 < arc.length; i++) {
    const size = Math.abs(turn(arc[i - 1], arc[i], arc[i + 1]));
    if (size < smallest && isFree(arc[i - 1], arc[i], arc[i + 1], occupied)) [best, smallest] = [i, size];
  }
  return best;
}

/** Twice the signed area of a triangle; grid units make it a whole number. */
function turn(a, b, c) {
  return (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
}

/** Whether no other vertex lies in or on the triangle: then drawing a–c instead of a–b–c crosses nothing. */
function isFree(a, b, c, occupied) {
  const corners = [String(a), String(b), String(c)];
  for (let x = Math.min(a[0], b[0], c[0]); x <= Math.max(a[0], b[0], c[0]); x++) {
    for (let y = Math.min(a[1], b[1], c[1]); y <= Math.max(a[1], b[1], c[1]); y++) {
      const key = `${x},${y}`;
      if (occupied.has(key) && !corners.includes(key) && isInside([x, y], a, b, c)) return false;
    }
  }
  return true;
}

function isInside(p, a, b, c) {
  const sides = [turn(a, b, p), turn(b, c, p), turn(c, a, p)];
  return sides.every((s) => s >= 0) || sides.every((s) => s <= 0);
}
