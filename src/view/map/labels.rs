//! Names and values of districts: on them where they fit, beside them with a leader where not.

use super::Shown;
use crate::geometry::{Point, Rect, bounds, point, ring_contains};
use crate::guide::place::Taken;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Fill, Node, Role, Shape, Stroke, Style, Text};
use crate::theme::LABEL;
use crate::topology::label::{fits, spot};
use crate::view::Context;

const TEXT_LINE: f64 = 15.0;
/// Shapes of the places tried for a label: a name is about twice as wide as it is high with its value under it.
const LABEL_ASPECTS: [f64; 2] = [2.0, 1.0];

/// Where the name of a district may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// On it, otherwise beside it.
    Always,
    /// On it, where it fits.
    Inside,
    /// On another sheet.
    Elsewhere,
}

/// Names first where they fit on their district, then the others beside theirs with a leader.
/// None stands on what is `kept` free.
pub(super) fn draw(cx: &Context, out: &mut Builder, map: Rect, shown: &[Shown], kept: &[Rect]) {
    let mut taken = Taken::default();
    kept.iter().for_each(|rect| taken.keep(*rect));
    let mut outside = Vec::new();
    for s in shown.iter().filter(|s| s.named != Named::Elsewhere) {
        let spots: Vec<Point> = LABEL_ASPECTS.iter().filter_map(|a| spot(&s.path, *a)).collect();
        if !inside(cx, out, &mut taken, &map, s, &spots) && s.named == Named::Always {
            outside.extend(spots.first().map(|at| (s, *at)));
        }
    }
    let land = Land::new(shown);
    for (s, at) in outside {
        beside(cx, out, &mut taken, &map, s, at, &land);
    }
}

fn name<'a>(cx: &'a Context, s: &'a Shown) -> &'a str {
    s.row.map_or(&s.region.name, |row| cx.area(&cx.table.rows[row]))
}

/// Name and value, or the name alone, at the first of the spots where it lies within the region; says whether it did.
fn inside(
    cx: &Context,
    out: &mut Builder,
    taken: &mut Taken,
    map: &Rect,
    s: &Shown,
    spots: &[Point],
) -> bool {
    let both = [name(cx, s).to_string(), s.value.clone()];
    for lines in [&both[..], &both[..1]] {
        if lines.last().is_none_or(|l| l.is_empty()) {
            continue;
        }
        let width = out.widest(lines.iter().map(String::as_str), LABEL) + 4.0;
        let height = lines.len() as f64 * TEXT_LINE;
        for at in spots {
            let rect = Rect { x: at.x - width / 2.0, y: at.y - height / 2.0, width, height };
            if fits(&s.path, &rect) && taken.claim(rect, map) {
                stacked(cx, out, s, lines, rect);
                return true;
            }
        }
    }
    false
}

/// Lines of text one under the other, centred in `rect`.
fn stacked(cx: &Context, out: &mut Builder, s: &Shown, lines: &[String], rect: Rect) {
    let ink = match s.fill {
        Fill::Solid(color) => cx.theme.ink_on(color),
        Fill::Hatch { .. } => cx.theme.ink,
    };
    for (i, line) in lines.iter().enumerate() {
        let at = (rect.center().x, rect.y + (i as f64 + 0.5) * TEXT_LINE);
        let text = run(line.as_str(), at, LABEL, Anchor::Middle, Baseline::Middle);
        push_label(cx, out, s, with_halo(text, s.fill), ink);
    }
}

/// Over a hatch glyphs need a band of its ground; on a flat fill they do not.
fn with_halo(text: Text, fill: Fill) -> Text {
    let halo = match fill {
        Fill::Hatch { ground, .. } => Some(ground),
        Fill::Solid(_) => None,
    };
    Text { halo, ..text }
}

/// How many CSS pixels of leader one point of a label on land is worth.
const LAND_COST: f64 = 14.0;
/// How many directions are tried, 15° apart.
const DIRECTIONS: usize = 24;
/// Cosine of 0°, 15° … 90°.
const COSINES: [f64; 7] = [1.0, 0.966, 0.866, 0.707, 0.5, 0.259, 0.0];

/// Unit vector of try `i`: due east first, where the sea is, then to either side of it in turn.
fn direction(i: usize) -> (f64, f64) {
    let turn = i.div_ceil(2);
    let (cos, sin) = match turn {
        0..=6 => (COSINES[turn], COSINES[6 - turn]),
        _ => (-COSINES[(12 - turn) % 7], COSINES[(turn - 6) % 7]),
    };
    (cos, if i.is_multiple_of(2) { -sin } else { sin })
}

/// How many distances are tried in each direction, and their step in CSS pixels.
const RINGS: (usize, f64) = (14, 12.0);

/// Name and value on one line next to the region, joined by a leader that crosses no label: over the sea where any
/// place is free there, over land where not.
fn beside(
    cx: &Context,
    out: &mut Builder,
    taken: &mut Taken,
    map: &Rect,
    s: &Shown,
    from: Point,
    land: &Land,
) {
    let content = format!("{} {}", name(cx, s), s.value);
    let content = content.trim_ascii_end();
    let size = (out.width(content, LABEL) + 6.0, TEXT_LINE);
    let mut best: Option<(f64, Rect)> = None;
    for i in 0..RINGS.0 * DIRECTIONS {
        let far = (i / DIRECTIONS + 1) as f64 * RINGS.1;
        if best.is_some_and(|(cost, _)| cost <= far) {
            break;
        }
        let rect = candidate(from, direction(i % DIRECTIONS), far, size);
        if taken.is_free(&rect, map) && !taken.blocks(from, edge(from, &rect)) {
            let cost = far + LAND_COST * land.under(&rect) as f64;
            if best.is_none_or(|(known, _)| cost < known) {
                best = Some((cost, rect));
            }
        }
    }
    let Some((_, rect)) = best else { return };
    let to = edge(from, &rect);
    taken.claim(rect, map);
    taken.claim_line(from, to);
    out.line(from, to, Stroke::solid(cx.theme.ink, 1.0), Role::Guide);
    let dot = Shape::Circle { center: from, radius: 2.0 };
    out.push(Node::new(dot, Style::fill(cx.theme.ink), Role::Guide));
    let text = run(content, (rect.center().x, rect.center().y), LABEL, Anchor::Middle, Baseline::Middle);
    push_label(cx, out, s, Text { halo: Some(cx.theme.ground), ..text }, cx.theme.ink);
}

/// A label of that size whose near edge lies `far` from the point.
fn candidate(from: Point, direction: (f64, f64), far: f64, size: (f64, f64)) -> Rect {
    let center =
        point(from.x + direction.0 * (far + size.0 / 2.0), from.y + direction.1 * (far + size.1 / 2.0));
    Rect { x: center.x - size.0 / 2.0, y: center.y - size.1 / 2.0, width: size.0, height: size.1 }
}

/// The point of a label nearest to its region: where the leader ends.
fn edge(from: Point, rect: &Rect) -> Point {
    point(from.x.max(rect.x).min(rect.right()), from.y.max(rect.y).min(rect.bottom()))
}

/// All rings of the map, each with the rectangle around it: most points of a search are ruled out by that alone.
struct Land<'s> {
    rings: Vec<(Rect, &'s [Point])>,
}

impl<'s> Land<'s> {
    fn new(shown: &'s [Shown]) -> Land<'s> {
        let runs = shown.iter().flat_map(|s| &s.path.subpaths);
        Land { rings: runs.filter_map(|run| Some((bounds(&run.points)?, run.points.as_slice()))).collect() }
    }

    /// How many of fifteen points over a label, and a little beyond, lie on a district.
    fn under(&self, label: &Rect) -> usize {
        let label = label.grown(4.0);
        let on_land = |i: &usize| {
            let (column, row) = ((*i % 5) as f64 / 4.0, (*i / 5) as f64 / 2.0);
            let at = point(label.x + label.width * column, label.y + label.height * row);
            self.rings.iter().any(|(bounds, ring)| bounds.contains(at) && ring_contains(ring, at))
        };
        (0..15).filter(on_land).count()
    }
}

fn push_label(cx: &Context, out: &mut Builder, s: &Shown, text: Text, ink: Color) {
    let node = Node::new(Shape::Text(text), Style::fill(ink), Role::MarkLabel);
    out.push(match s.row {
        Some(row) => node.datum(cx.key(row)),
        None => node,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_directions_are_tried_once_and_point_outwards() {
        let all: Vec<(f64, f64)> = (0..DIRECTIONS).map(direction).collect();
        for (i, (x, y)) in all.iter().enumerate() {
            assert!((x * x + y * y - 1.0).abs() < 0.01, "{i}");
            assert!(!all[..i].iter().any(|(a, b)| (a - x).abs() + (b - y).abs() < 0.1), "{i}");
        }
        assert_eq!((all[0], all[23]), ((1.0, 0.0), (-1.0, 0.0)));
    }
}
