// Wheel, two fingers and a drag with Shift on a long axis: what was under them goes with them.

// How far the wheel turns before it is clear that nothing follows.
const IDLE = 300;

// What lay at the two places `from`, left and right, is drawn to `to`. It is in hand: marks do not move there by themselves.
function pull(figure, y, from, to, over) {
  if (!figure.rich) return 0;
  const flags = figure.ask("pull", ...from, y, ...to, over);
  if (flags & LAYOUT) figure.draw(figure.width);
  figure.tell(flags & ~LAYOUT);
  return flags;
}

// One place as two: nothing becomes larger or smaller.
function beside([x]) {
  return [x, x + 1];
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
    const flags = pull(figure, y, [x - 100, x + 100], [x - reach, x + reach], true);
    if (flags & HANDLED && (event.ctrlKey || Math.abs(turned) < IDLE)) event.preventDefault();
    if (flags & LAYOUT) turned = 0;
  };
}

// `down` and `move` say whether two fingers are at work.
function twoFingers(figure, place) {
  const places = new Map();
  let pair = null;
  const now = () => pair.ids.map((id) => places.get(id)[0]);
  return {
    down(event) {
      if (event.pointerType !== "touch" || !figure.rich) return false;
      if (event.isPrimary) places.clear();
      places.set(event.pointerId, place(event));
      pair = null;
      if (places.size !== 2) return places.size > 2;
      const ids = Array.from(places.keys()).sort((a, b) => places.get(a)[0] - places.get(b)[0]);
      pair = { ids, y: places.get(ids[0])[1] };
      pair.from = now();
      return true;
    },
    move(event) {
      if (!places.has(event.pointerId)) return false;
      places.set(event.pointerId, place(event));
      return !!pair && !!pull(figure, pair.y, pair.from, now(), false);
    },
    up(event) {
      if (pair && places.has(event.pointerId)) pull(figure, pair.y, pair.from, now(), true);
      places.delete(event.pointerId);
      pair = null;
    },
  };
}
