// Wheel, two fingers and a drag on a long axis or a map: what was under them goes with them.

// How far the wheel turns before it is clear that nothing follows.
const IDLE = 300;

// What lay at the two places `from` (x, y, x, y; the left one first) is drawn to `to`. It is in hand: marks do not move
// there by themselves.
function pull(figure, from, to, over) {
  if (!figure.rich) return 0;
  const flags = figure.ask("pull", ...from, ...to, over);
  if (flags & LAYOUT) figure.draw(figure.width);
  figure.tell(flags & ~LAYOUT);
  return flags;
}

// One place as two: nothing becomes larger or smaller.
function beside([x, y]) {
  return [x, y, x + 1, y];
}

// Lists are scrolled, long axes made longer. With Ctrl, or where the visitor has clicked before: the page's own scrolling is
// never taken away unasked, nor at the end.
function wheel(figure, stage, place, outside) {
  let turned = 0;
  return (event) => {
    if (!figure.rich || !outside(event) || !(event.ctrlKey || stage.matches(":focus"))) return;
    const turn = event.deltaY * (event.deltaMode ? 40 : 1);
    const [x, y] = place(event);
    const scrolled = figure.ask("wheel", x, y, turn);
    figure.tell(scrolled);
    if (scrolled & HANDLED) return event.preventDefault();
    // A touchpad turns by little at a time.
    turned = turned * turn < 0 ? turn : turned + turn;
    const reach = 100 * Math.exp(-turned / 400);
    const flags = pull(figure, [x - 100, y, x + 100, y], [x - reach, y, x + reach, y], true);
    if (flags & HANDLED && (event.ctrlKey || Math.abs(turned) < IDLE)) event.preventDefault();
    if (flags & LAYOUT) turned = 0;
  };
}

// One finger scrolls the page, and two do not.
function keepTwo(event) {
  if (event.touches.length > 1 && event.cancelable) event.preventDefault();
}

// `down` and `move` say whether two fingers are at work.
function twoFingers(figure, place) {
  const places = new Map();
  let pair = null;
  const now = () => [].concat(...pair.ids.map((id) => places.get(id)));
  return {
    down(event) {
      if (event.pointerType !== "touch" || !figure.rich) return false;
      if (event.isPrimary) places.clear();
      places.set(event.pointerId, place(event));
      pair = null;
      if (places.size !== 2) return places.size > 2;
      const ids = Array.from(places.keys()).sort((a, b) => places.get(a)[0] - places.get(b)[0]);
      pair = { ids };
      pair.from = now();
      return true;
    },
    move(event) {
      if (!places.has(event.pointerId)) return false;
      places.set(event.pointerId, place(event));
      return !!pair && !!pull(figure, pair.from, now(), false);
    },
    up(event) {
      if (pair && places.has(event.pointerId)) pull(figure, pair.from, now(), true);
      places.delete(event.pointerId);
      pair = null;
    },
  };
}
