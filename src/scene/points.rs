//! Many observations in one node: the dots of a large scatter, or the places along a line of a million points.

use crate::geometry::{Point, Rect};
use crate::order;

/// Places of observations, the leftmost first, each with the row it stands for; all of one size and paint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    /// Where, and the row of the node's panel.
    at: Vec<(Point, u32)>,
    /// Whether the rows ascend as well, as those of a line do.
    is_in_order: bool,
    /// Radius of the dots in CSS pixels; 0 where they are only there to be hit.
    pub radius: f64,
}

impl Points {
    /// Points of that size, in any order. What has a coordinate that is no number is left out: it is drawn nowhere.
    pub fn new(mut at: Vec<(Point, u32)>, radius: f64) -> Points {
        at.retain(|(p, _)| p.x.is_finite() && p.y.is_finite());
        if !at.is_sorted_by(|a, b| a.0.x <= b.0.x) {
            let sorted = order::positions(at.len(), &|a, b| at[a].0.x.total_cmp(&at[b].0.x));
            at = sorted.into_iter().map(|i| at[i as usize]).collect();
        }
        let is_in_order = at.is_sorted_by(|a, b| a.1 <= b.1);
        Points { at, is_in_order, radius }
    }

    /// The places and their rows, the leftmost first.
    pub fn places(&self) -> &[(Point, u32)] {
        &self.at
    }

    /// The places where a dot is to be seen.
    pub fn dots(&self) -> impl Iterator<Item = Point> {
        let dots = if self.radius > 0.0 { self.at.as_slice() } else { &[] };
        dots.iter().map(|(center, _)| *center)
    }

    /// The row of the point nearest to a position, with the distance to its middle; `None` when none is within `reach`
    /// of its edge. Of equally near ones the last: it lies on top.
    pub fn nearest(&self, at: Point, reach: f64) -> Option<(f64, u32)> {
        let reach = reach + self.radius;
        let middle = self.at.partition_point(|(p, _)| p.x < at.x);
        let (mut low, mut high) = (middle, middle);
        let mut best: Option<(f64, usize)> = None;
        // Outwards to both sides, no farther than the nearest so far: among a million points few are looked at.
        loop {
            let limit = best.map_or(reach, |(distance, _)| distance);
            let off = |i: usize| self.at.get(i).map(|(p, _)| (p.x - at.x).abs()).filter(|off| *off <= limit);
            let i = match (low.checked_sub(1).and_then(off), off(high)) {
                (None, None) => break,
                (Some(left), right) if right.is_none_or(|right| left < right) => {
                    low -= 1;
                    low
                }
                _ => {
                    high += 1;
                    high - 1
                }
            };
            let distance = self.at[i].0.distance(at);
            let is_upper = best.is_none_or(|(_, other)| i > other);
            if distance < limit || distance == limit && is_upper {
                best = Some((distance, i));
            }
        }
        best.map(|(distance, i)| (distance, self.at[i].1))
    }

    /// Where the row lies. Along a line it is soon found; otherwise every point is looked at.
    pub fn place(&self, row: u32) -> Option<Point> {
        let found = match self.is_in_order {
            true => self.at.binary_search_by_key(&row, |(_, own)| *own).ok()?,
            false => self.at.iter().position(|(_, own)| *own == row)?,
        };
        self.at.get(found).map(|(p, _)| *p)
    }

    /// The points whose rows `keep` wants.
    pub fn only(&self, keep: &dyn Fn(u32) -> bool) -> Points {
        let at = self.at.iter().copied().filter(|(_, row)| keep(*row)).collect();
        Points { at, ..*self }
    }

    /// The square around a dot at that place.
    pub fn dot(&self, center: Point) -> Rect {
        Rect { x: center.x, y: center.y, width: 0.0, height: 0.0 }.grown(self.radius)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::point;

    #[test]
    fn the_nearest_is_found_in_whatever_order_points_come() {
        let places: Vec<(Point, u32)> =
            (0..1000u32).map(|i| (point((i * 7919 % 1000) as f64, (i % 37) as f64), i)).collect();
        let points = Points::new(places.clone(), 2.0);
        for probe in [point(0.0, 0.0), point(512.3, 20.0), point(999.0, 36.0), point(1003.0, 30.0)] {
            let least = places.iter().map(|(p, _)| p.distance(probe)).fold(f64::INFINITY, f64::min);
            let found = points.nearest(probe, 20.0).unwrap();
            assert_eq!(found.0, least);
            assert_eq!(points.place(found.1).unwrap().distance(probe), least);
        }
        assert_eq!(points.nearest(point(-30.0, 0.0), 20.0), None);
    }

    #[test]
    fn of_equally_near_points_the_last_is_found() {
        let at = vec![(point(4.0, 0.0), 8), (point(5.0, 0.0), 3), (point(5.0, 0.0), 9), (point(6.0, 0.0), 1)];
        let points = Points::new(at, 0.0);
        assert_eq!(points.nearest(point(5.0, 0.0), 2.0), Some((0.0, 9)));
        assert_eq!(points.nearest(point(5.0, 2.0), 2.0), Some((2.0, 9)));
        assert_eq!(points.nearest(point(4.5, 0.0), 2.0), Some((0.5, 9)));
    }

    #[test]
    fn rows_are_found_in_order_or_out_of_it() {
        let line = |rows: [u32; 3]| {
            Points::new(
                rows.into_iter().enumerate().map(|(i, row)| (point(i as f64, 1.0), row)).collect(),
                0.0,
            )
        };
        for rows in [[2, 5, 9], [9, 2, 5]] {
            let found = rows.map(|row| line(rows).place(row).unwrap().x);
            assert_eq!((found, line(rows).place(4)), ([0.0, 1.0, 2.0], None));
        }
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let points = Points::new(vec![(point(f64::NAN, 0.0), 1), (point(2.0, 0.0), 2)], 0.0);
        assert_eq!(points.places(), [(point(2.0, 0.0), 2)]);
        assert_eq!(points.nearest(point(f64::NAN, 0.0), 9.0), None);
        assert_eq!(points.only(&|row| row == 1).places().len(), 0);
    }
}
