// The tooltip: text only, beside its mark, inside the window, and where it fits inside the widget too.
const GAP = 8;

function showTip(figure, tip) {
  const box = figure.tree.tip;
  box.hidden = !tip;
  if (!tip) return;
  box.textContent = "";
  node("b", box).textContent = tip.title;
  const list = node("dl", box);
  tip.lines.forEach((line) => {
    node("dt", list).textContent = line.name;
    node("dd", list).textContent = line.value;
  });
  placeTip(figure, tip, windowPart());
  seenOfFrame((seen) => !box.hidden && placeTip(figure, tip, seen));
}

// Above the mark or below it, and never on the pointer, which would then have nothing left to click.
function placeTip({ tree, width, height, pointer }, anchor, seen) {
  const box = tree.tip;
  const list = box.lastChild;
  const view = inWidget(seen, tree.plot, width);
  // Measured in the corner: elsewhere the right edge would squeeze it.
  box.style.left = box.style.top = "0";
  box.style.maxWidth = Math.min(280, width, view.right - view.left) + "px";
  // A long one scrolls.
  list.style.maxHeight = "";
  list.style.maxHeight = Math.max(48, view.bottom - view.top - box.offsetHeight + list.offsetHeight) + "px";
  const tall = box.offsetHeight;
  const y = pointer ? pointer[1] : anchor.y;
  const tops = [Math.min(anchor.y, y) - tall - GAP, Math.max(anchor.y, y) + GAP];
  const fits = (low, high) => tops.filter((top) => top >= low && top + tall <= high);
  // Inside the widget first: a container of the page may cut off what juts out.
  const inside = fits(Math.max(0, view.top), Math.min(height, view.bottom));
  const [top] = inside.concat(fits(view.top, view.bottom), clamp(tops[0], view.top, view.bottom - tall));
  const left = anchor.x - box.offsetWidth / 2;
  box.style.left = clamp(left, Math.max(0, view.left), Math.min(width, view.right) - box.offsetWidth) + "px";
  box.style.top = top + "px";
}

// What is seen of the page: under the fingers' zoom less than the window has.
function windowPart() {
  const { offsetLeft = 0, offsetTop = 0, width = innerWidth, height = innerHeight } = window.visualViewport || {};
  return { left: offsetLeft, top: offsetTop, right: offsetLeft + width, bottom: offsetTop + height };
}

// Of a frame less may be seen than it has; the browser tells a moment later.
function seenOfFrame(tell) {
  if (parent === window || !window.IntersectionObserver) return;
  const told = ([{ intersectionRect }], observer) => {
    observer.disconnect();
    if (intersectionRect.height) tell(intersectionRect);
  };
  new IntersectionObserver(told).observe(document.documentElement);
}

// A part of the window in the widget's own pixels, whatever zoom or transform lies between.
function inWidget({ left, top, right, bottom }, plot, width) {
  const rect = plot.getBoundingClientRect();
  const scale = rect.width / width || 1;
  return {
    left: (left - rect.left) / scale,
    top: (top - rect.top) / scale,
    right: (right - rect.left) / scale,
    bottom: (bottom - rect.top) / scale,
  };
}

function clamp(value, low, high) {
  return Math.max(low, Math.min(value, high));
}
