//! Fewer points for the same picture: what a line of a million points looks like at its width.

use crate::geometry::Point;

/// The points of a run from left to right that its picture needs: of those in one column of pixels the first, the
/// lowest, the highest and the last, as they are (Jugel and others, "M4", 2014). No peak is lost and none is moved.
pub fn columns(points: &[Point]) -> Vec<Point> {
    let mut kept = Vec::new();
    let mut start = 0;
    while let Some(first) = points.get(start) {
        let column = first.x.floor();
        let length = points[start..].iter().take_while(|p| p.x.floor() == column).count().max(1);
        push(&points[start..start + length], &mut kept);
        start += length;
    }
    kept
}

/// First, lowest, highest and last of one column in their order, each once.
fn push(points: &[Point], kept: &mut Vec<Point>) {
    let (mut low, mut high) = (0, 0);
    for (i, p) in points.iter().enumerate() {
        low = if p.y > points[low].y { i } else { low };
        high = if p.y < points[high].y { i } else { high };
    }
    let mut last = None;
    for i in [0, low.min(high), low.max(high), points.len() - 1] {
        if last.is_none_or(|last| last < i) {
            kept.push(points[i]);
            last = Some(i);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::point;

    #[test]
    fn a_million_points_become_four_a_column_and_every_peak_stays() {
        let count = 1_000_000;
        let noise = |i: usize| ((i * 7919) % 1009) as f64 / 10.0;
        let mut points: Vec<Point> =
            (0..count).map(|i| point(i as f64 * 600.0 / count as f64, noise(i))).collect();
        points[123_456].y = -500.0;
        points[654_321].y = 900.0;
        let kept = columns(&points);
        assert!(kept.len() <= 4 * 600, "{}", kept.len());
        assert!(kept.contains(&points[123_456]) && kept.contains(&points[654_321]));
        assert_eq!((kept.first(), kept.last()), (points.first(), points.last()));
        assert!(kept.is_sorted_by(|a, b| a.x <= b.x));
        for column in [0.0, 17.0, 599.0] {
            let of = |points: &[Point]| {
                let ys = points.iter().filter(|p| p.x.floor() == column).map(|p| p.y);
                ys.fold((f64::MAX, f64::MIN), |(low, high), y| (low.min(y), high.max(y)))
            };
            assert_eq!(of(&kept), of(&points));
        }
    }

    #[test]
    fn few_points_stay_as_they_are() {
        let points = [point(0.2, 5.0), point(0.4, 5.0), point(9.0, 1.0), point(9.5, 2.0), point(9.9, 0.0)];
        assert_eq!(columns(&points), points);
        assert_eq!(columns(&[]), []);
        let nan = [point(f64::NAN, 1.0), point(f64::NAN, 2.0)];
        assert_eq!(columns(&nan).len(), 2);
    }
}
