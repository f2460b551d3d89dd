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
  placeTip(figure, tip);
}

// Above the mark or below it, and never on the pointer, which would then have nothing left to click.
function placeTip({ tree, width, height, pointer }, anchor) {
  const box = tree.tip;
  // Measured in the corner: elsewhere the right edge would squeeze it.
  box.style.left = box.style.top = "0";
  box.style.maxWidth = Math.min(280, width) + "px";
  const tall = box.offsetHeight;
  const view = visiblePart(tree.plot, width);
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

// The window's edges in the widget's own pixels, whatever zoom or transform lies between.
function visiblePart(plot, width) {
  const rect = plot.getBoundingClientRect();
  const scale = rect.width / width || 1;
  return {
    left: -rect.left / scale,
    top: -rect.top / scale,
    right: (innerWidth - rect.left) / scale,
    bottom: (innerHeight - rect.top) / scale,
  };
}

function clamp(value, low, high) {
  return Math.max(low, Math.min(value, high));
}
