//! Circles moved apart as little as needed (after Dorling, “Area Cartograms: Their Use and Creation”, 1996).

use crate::geometry::{Point, Rect, point};

/// Rounds in which circles grow and are pulled back to where they should be, and rounds after those in which they only
/// part. Small ones slip past one another before they are grown; grown at once they would change places.
const PULLED: usize = 240;
const PARTED: usize = 160;
/// How much of the way back a circle is pulled in the first round.
const PULL: f64 = 0.08;

/// Places for circles that should stand at `wanted`, at least `gap` apart and within `rect` where it has room for them.
/// The same circles always come to the same places.
pub fn apart(wanted: &[Point], radii: &[f64], gap: f64, rect: Rect) -> Vec<Point> {
    let mut places = wanted.to_vec();
    for round in 0..PULLED + PARTED {
        let pull = PULL * (1.0 - round as f64 / PULLED as f64).max(0.0);
        for (place, home) in places.iter_mut().zip(wanted) {
            *place = point(place.x + (home.x - place.x) * pull, place.y + (home.y - place.y) * pull);
        }
        let grown = ((round + 1) as f64 / PULLED as f64).min(1.0);
        part(&mut places, &radii.iter().map(|radius| radius * grown).collect::<Vec<_>>(), gap);
        for (place, radius) in places.iter_mut().zip(radii) {
            let within = |at: f64, low: f64, high: f64| at.min(high - radius).max(low + radius);
            *place = point(within(place.x, rect.x, rect.right()), within(place.y, rect.y, rect.bottom()));
        }
    }
    places
}

/// Moves every two circles that overlap half of the overlap each.
fn part(places: &mut [Point], radii: &[f64], gap: f64) {
    for i in 1..places.len() {
        for j in 0..i {
            let (a, b) = (places[i], places[j]);
            let distance = a.distance(b);
            let overlap = radii[i] + radii[j] + gap - distance;
            if overlap <= 0.0 {
                continue;
            }
            // Circles at one point part sideways, each pair in its own direction.
            let (x, y) = match distance > 1e-9 {
                true => ((a.x - b.x) / distance, (a.y - b.y) / distance),
                false => (1.0, (i % 3) as f64 - 1.0),
            };
            let half = overlap / 2.0;
            places[i] = point(a.x + x * half, a.y + y * half);
            places[j] = point(b.x - x * half, b.y - y * half);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECT: Rect = Rect { x: 0.0, y: 0.0, width: 300.0, height: 300.0 };

    #[test]
    fn circles_stand_apart_within_the_rectangle_and_near_home() {
        let wanted: Vec<Point> =
            (0..12).map(|i| point(140.0 + (i % 4) as f64 * 6.0, 150.0 + i as f64)).collect();
        let radii: Vec<f64> = (0..12).map(|i| 8.0 + 3.0 * i as f64).collect();
        let places = apart(&wanted, &radii, 1.0, RECT);
        for i in 0..12 {
            let (at, radius) = (places[i], radii[i]);
            assert!(at.x - radius >= -0.01 && at.x + radius <= 300.01 && at.y + radius <= 300.01);
            for j in 0..i {
                assert!(at.distance(places[j]) > radius + radii[j] - 0.5, "{i} {j}");
            }
        }
        assert_eq!(places, apart(&wanted, &radii, 1.0, RECT));
    }

    #[test]
    fn circles_that_have_room_stay_where_they_are() {
        let wanted = [point(50.0, 50.0), point(200.0, 220.0)];
        assert_eq!(apart(&wanted, &[20.0, 30.0], 2.0, RECT), wanted);
        let same = apart(&[point(100.0, 100.0); 3], &[10.0; 3], 0.0, RECT);
        assert!(same[0].distance(same[1]) > 19.0 && same[1].distance(same[2]) > 19.0);
    }
}
