// Drawn widgets of this page, for those that share a selection.
const drawn = new Set();

// The other figures with the same `group` as this one.
function mates(figure) {
  const group = figure.host.getAttribute("group");
  return group ? Array.from(drawn).filter((other) => other !== figure && other.host.getAttribute("group") === group) : [];
}

// Joins, and takes over what the group has selected already.
function join(figure) {
  drawn.add(figure);
  const chosen = mates(figure).map((other) => other.ask("selection")).find(Boolean);
  if (chosen) figure.follow(chosen);
}
