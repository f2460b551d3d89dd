// Drawn widgets of this page, for those that share what is selected, hidden and pointed at.
const drawn = new Set();

// The other figures with the same `group` as this one.
function mates(figure) {
  const group = figure.host.getAttribute("group");
  return group ? Array.from(drawn).filter((other) => other !== figure && other.host.getAttribute("group") === group) : [];
}

// Joins, and takes over what the group has selected and hidden already.
function join(figure) {
  drawn.add(figure);
  const others = mates(figure);
  const chosen = others.map((other) => other.followed || other.ask("selection")).find(Boolean);
  if (chosen) figure.follow(chosen);
  others.forEach((other) => hand(other, "filter", [figure]));
}

// Hands on what the larger builds can give and take: a `filter` of series, the `moment` that is pointed at.
function hand(figure, what, others) {
  if (!figure.rich || !others.length) return;
  const text = JSON.stringify(figure.ask("give", what) || null);
  others.forEach((other) => other.rich && other.ask("take", what, text) & LAYOUT && other.rearrange());
}
