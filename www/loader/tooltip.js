// The tooltip: text only, beside its mark, inside the window, and where it fits inside the widget too.
const GAP = 8;

function showTip(tree, tip, width, height) {
  const box = tree.tip;
  box.hidden = !tip;
  if (!tip) return;
  box.textContent = "";
  node("b", box).textContent = tip.title;
  const list = node("dl", box);
  tip.lines.forEach((line) => {
    node("dt", list).textContent = line.name;
    node("dd", list).textContent = line.value;
  });
  placeTip(tree, tip, width, height);
}

function placeTip(tree, anchor, width, height) {
  const box = tree.tip;
  // Measured in the corner: elsewhere the right edge would squeeze it.
  box.style.left = box.style.top = "0";
  box.style.maxWidth = Math.min(280, width) + "px";
  const own = { width: box.offsetWidth, height: box.offsetHeight };
  const view = visiblePart(tree.plot, width);
  const left = anchor.x - own.width / 2;
  const above = anchor.y - own.height - GAP;
  const minTop = Math.max(view.top, Math.min(0, view.bottom - own.height));
  box.style.left = clamp(left, Math.max(0, view.left), Math.min(width, view.right) - own.width) + "px";
  const top = above >= minTop ? above : anchor.y + GAP;
  box.style.top = clamp(top, view.top, Math.max(Math.min(height, view.bottom), minTop + own.height) - own.height) + "px";
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
