//! Where labels may stand without covering one another. Deterministic: the same labels, the same places.

use crate::geometry::{Point, Rect, point};
use crate::order;

/// Rectangles already taken.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    rects: Vec<Rect>,
}

impl Taken {
    /// Takes `rect` if it lies inside `bounds` and touches nothing taken; says whether it did.
    pub fn claim(&mut self, rect: Rect, bounds: &Rect) -> bool {
        let free = self.is_free(&rect, bounds);
        if free {
            self.rects.push(rect);
        }
        free
    }

    /// Takes `rect` whatever is there already, so that later labels keep off it.
    pub fn keep(&mut self, rect: Rect) {
        self.rects.push(rect);
    }

    /// Takes the straight line from `a` to `b`, so that later labels keep off it.
    pub fn claim_line(&mut self, a: Point, b: Point) {
        let steps = (a.distance(b) / 4.0).ceil().max(1.0);
        for i in 0..=steps as usize {
            let t = i as f64 / steps;
            let at = point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
            self.rects.push(Rect { x: at.x - 2.0, y: at.y - 2.0, width: 4.0, height: 4.0 });
        }
    }

    /// Whether the straight line from `a` to `b` passes through anything taken.
    pub fn blocks(&self, a: Point, b: Point) -> bool {
        self.rects.iter().any(|r| r.crossed_by(a, b))
    }

    /// Whether `rect` lies inside `bounds` and touches nothing taken.
    pub fn is_free(&self, rect: &Rect, bounds: &Rect) -> bool {
        bounds.encloses(rect) && !self.rects.iter().any(|r| r.overlaps(rect))
    }
}

/// Moves labels of height `gap` apart along one axis, as little as needed, within `low`–`high`.
///
/// `wanted` are centres in any order; the result is in the same order. Labels that cannot all stand are still in
/// order of their wish, evenly packed from `low`; the caller shows only as many as fit.
pub fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let order = order::of(wanted);
    let mut placed = vec![0.0; wanted.len()];
    let mut floor = low + gap / 2.0;
    for &i in &order {
        placed[i] = wanted[i].max(floor);
        floor = placed[i] + gap;
    }
    let mut ceiling = high - gap / 2.0;
    for &i in order.iter().rev() {
        placed[i] = placed[i].min(ceiling);
        ceiling = placed[i] - gap;
    }
    placed
}

/// Which of several labels in a row to show so that none touch: the first, the last where it stands clear of the
/// first, and of the others each that leaves `gap` on both sides. `spans` are left and right ends, ascending.
pub fn thin(spans: &[(f64, f64)], gap: f64) -> Vec<bool> {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Vec::new() };
    let clear = last.0 >= first.1 + gap;
    let mut end = f64::NEG_INFINITY;
    let mut show = |(i, span): (usize, &(f64, f64))| {
        let before_last = i + 1 == spans.len() || !clear || span.1 + gap <= last.0;
        let free = span.0 >= end + gap && before_last;
        if free {
            end = span.1;
        }
        free
    };
    spans.iter().enumerate().map(&mut show).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreading_keeps_order_and_distance() {
        let placed = spread(&[50.0, 48.0, 10.0, 99.0], 14.0, 0.0, 100.0);
        assert_eq!(placed, [62.0, 48.0, 10.0, 93.0]);
    }

    #[test]
    fn crowded_labels_are_pushed_back_inside() {
        let placed = spread(&[95.0, 96.0, 97.0], 10.0, 0.0, 100.0);
        assert_eq!(placed, [75.0, 85.0, 95.0]);
    }

    #[test]
    fn thinning_leaves_no_two_touching() {
        assert_eq!(thin(&[(0.0, 30.0), (20.0, 50.0), (40.0, 70.0)], 8.0), [true, false, true]);
        assert_eq!(thin(&[(0.0, 30.0), (40.0, 70.0), (60.0, 90.0)], 8.0), [true, false, true]);
        assert_eq!(thin(&[(0.0, 30.0), (20.0, 50.0)], 8.0), [true, false]);
        assert_eq!(thin(&[], 8.0), [false; 0]);
    }

    #[test]
    fn a_place_is_taken_once_and_only_inside() {
        let bounds = Rect { x: 0.0, y: 0.0, width: 100.0, height: 100.0 };
        let rect = Rect { x: 10.0, y: 10.0, width: 20.0, height: 10.0 };
        let mut taken = Taken::default();
        assert!(taken.claim(rect, &bounds));
        assert!(!taken.claim(rect, &bounds));
        assert!(!taken.claim(Rect { x: 90.0, ..rect }, &bounds));
        taken.keep(Rect { x: 25.0, ..rect });
        assert!(!taken.claim(Rect { x: 32.0, ..rect }, &bounds));
    }
}
