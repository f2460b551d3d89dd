//! How much land a ring encloses.

use super::LonLat;

/// Mean radius of the earth in kilometres (IUGG 1980: (2a + b) / 3).
pub const EARTH_RADIUS: f64 = 6371.0088;

/// Area in km² on the sphere of a closed ring, positive when it runs counter-clockwise (its first position not
/// repeated); edges are taken as straight in longitude and sine of latitude, which over edges of a few kilometres
/// is the same. Holes run the other way round and come out negative.
pub fn ring_area(ring: &[LonLat]) -> f64 {
    let Some(mut previous) = ring.last() else { return 0.0 };
    let mut twice = 0.0;
    for current in ring {
        let width = (previous.lon - current.lon).to_radians();
        twice += width * (previous.lat.to_radians().sin() + current.lat.to_radians().sin());
        previous = current;
    }
    twice / 2.0 * EARTH_RADIUS * EARTH_RADIUS
}

/// Area in km² of rings that together make one district: outer ones and holes, whichever way each group runs.
pub fn area(rings: &[Vec<LonLat>]) -> f64 {
    rings.iter().map(|ring| ring_area(ring)).sum::<f64>().abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(low: f64, high: f64) -> Vec<LonLat> {
        let corners = [(low, low), (high, low), (high, high), (low, high)];
        corners.map(|(lon, lat)| LonLat { lon, lat }).to_vec()
    }

    #[test]
    fn an_eighth_of_the_earth() {
        let eighth = ring_area(&square(0.0, 90.0));
        let sphere = 4.0 * std::f64::consts::PI * EARTH_RADIUS * EARTH_RADIUS;
        assert!((eighth / sphere - 0.125).abs() < 1e-12);
    }

    #[test]
    fn a_hole_is_taken_off() {
        let (outer, mut hole) = (square(0.0, 3.0), square(1.0, 2.0));
        hole.reverse();
        let (whole, missing) = (ring_area(&outer), ring_area(&hole));
        assert!(missing < 0.0 && (area(&[outer, hole]) - (whole + missing)).abs() < 1e-6);
        assert_eq!(ring_area(&[]), 0.0);
    }
}
