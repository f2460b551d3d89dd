//! Bars of which several share a column of pixels: those that reach furthest are drawn, the others are places to be found.

use crate::geometry::{Point, Rect, point};
use crate::scene::{Builder, DatumKey, Fill, Node, Part, Points, Role, Shape, Style};

/// Bands narrower than that hold bars that cover one another.
pub const NARROW: f64 = 2.0;

/// One bar that has been drawn.
struct Bar {
    rect: Rect,
    key: DatumKey,
    is_known: bool,
    node: Node,
}

/// Of the bars drawn since `start` leaves in each column of pixels the one that rises and the one that falls furthest from
/// `zero`, a pixel wide. The keyboard finds all others where they end.
pub fn thin_out(out: &mut Builder, start: usize, zero: f64, panel: u16) {
    let mut bars = Vec::new();
    let mut others = Vec::new();
    for node in out.nodes.drain(start.min(out.nodes.len())..) {
        match (&node.shape, node.datum, node.role) {
            (Shape::Rect(rect), Some(key), Role::Mark) => {
                let is_known = matches!(node.style.fill, Some(Fill::Solid(_)));
                bars.push(Bar { rect: *rect, key, is_known, node });
            }
            _ => others.push(node),
        }
    }
    let column = |bar: &Bar| bar.rect.center().x.floor();
    let mut hidden: Vec<(Point, u32)> = Vec::new();
    for of_column in bars.chunk_by_mut(|a, b| column(a) == column(b)) {
        let reach = |bar: &Bar| (zero - bar.rect.y, bar.rect.bottom() - zero);
        let furthest = |side: fn((f64, f64)) -> f64| {
            let known = of_column.iter().enumerate().filter(|(_, bar)| bar.is_known);
            let (best, bar) = known.max_by(|a, b| side(reach(a.1)).total_cmp(&side(reach(b.1))))?;
            (side(reach(bar)) > 0.5).then_some(best)
        };
        let mut kept = vec![furthest(|reach| reach.0), furthest(|reach| reach.1)];
        if kept.iter().all(Option::is_none) {
            kept.push(Some(0));
        }
        for (i, bar) in of_column.iter_mut().enumerate() {
            if kept.contains(&Some(i)) {
                let rect = Rect { x: column(bar), width: 1.0, ..bar.rect };
                bar.node.shape = Shape::Rect(rect);
                continue;
            }
            let end = if reach(bar).1 > reach(bar).0 { bar.rect.bottom() } else { bar.rect.y };
            hidden.push((point(bar.rect.center().x, end), bar.key.row));
            bar.node.role = Role::Ornament;
        }
    }
    let key = DatumKey { panel, part: Part::Row, row: 0 };
    let places = Shape::Points(Points::new(hidden, 0.0));
    out.push(Node::new(places, Style::default(), Role::Mark).datum(key));
    out.nodes.extend(bars.into_iter().map(|bar| bar.node).filter(|node| node.role == Role::Mark));
    out.nodes.append(&mut others);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Color;
    use crate::scene::text::FixedMeasure;

    #[test]
    fn every_peak_stays_and_every_bar_can_be_found() {
        let mut out = Builder::new(&FixedMeasure);
        let value = |i: usize| ((i * 7919) % 101) as f64 - if i.is_multiple_of(2) { 0.0 } else { 60.0 };
        for i in 0..5000usize {
            let (x, end) = (i as f64 * 0.1, 200.0 - value(i));
            let rect = Rect::between(point(x, 200.0), point(x + 0.06, end));
            let node = Node::new(Shape::Rect(rect), Style::fill(Color::hex(0)), Role::Mark);
            out.push(node.datum(DatumKey::of_row(0, i as u32)));
        }
        thin_out(&mut out, 0, 200.0, 0);
        let (mut drawn, mut found) = (Vec::new(), vec![false; 5000]);
        for node in &out.nodes {
            match &node.shape {
                Shape::Rect(rect) => {
                    drawn.push(*rect);
                    found[node.datum.unwrap().row as usize] = true;
                }
                Shape::Points(points) => {
                    points.places().iter().for_each(|(_, row)| found[*row as usize] = true)
                }
                _ => {}
            }
        }
        assert!(found.iter().all(|found| *found));
        assert!((500..=1000).contains(&drawn.len()), "{}", drawn.len());
        for column in [0usize, 250, 499] {
            let values = (column * 10..column * 10 + 10).map(value);
            let (low, high) = values.fold((0.0f64, 0.0f64), |(low, high), v| (low.min(v), high.max(v)));
            let own = drawn.iter().filter(|rect| rect.x == column as f64);
            let (top, foot) =
                own.fold((200.0f64, 200.0f64), |(t, f), rect| (t.min(rect.y), f.max(rect.bottom())));
            assert_eq!((200.0 - top, 200.0 - foot), (high, low));
        }
    }
}
