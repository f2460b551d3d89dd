//! From degrees to pixels and back.

use super::{Bounds, LonLat};
use crate::geometry::{Point, Rect, point};

/// A way of laying the earth flat.
pub trait Projection {
    /// Where a position falls, in pixels.
    fn project(&self, at: LonLat) -> Point;
    /// The position that falls on a pixel.
    fn invert(&self, at: Point) -> LonLat;
}

/// Equirectangular, true to scale along the middle parallel: x = λ cos φ₀, y = −φ.
///
/// Over one city (1.6° from south to north) it differs from a conformal map by 1.1 % in width at most. It is linear:
/// straight borders stay straight, zooming and panning need no new projection, and the inverse is exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Equirectangular {
    center: LonLat,
    origin: Point,
    /// Pixels for one degree eastwards and one degree northwards.
    scale: Point,
}

impl Equirectangular {
    /// Fits `bounds` into the middle of `rect` without distorting it. Bounds without extent come out at the centre.
    pub fn fit(bounds: &Bounds, rect: Rect) -> Equirectangular {
        let shrink = parallel_shrink(bounds);
        let (width, height) = extent(bounds);
        // `min` passes over the NaN of 0 / 0.
        let scale = (rect.width / (width * shrink)).min(rect.height / height);
        let scale = if scale.is_finite() { scale } else { 0.0 };
        let center = middle(bounds);
        Equirectangular { center, origin: rect.center(), scale: point(scale * shrink, scale) }
    }

    /// Pixels for one degree eastwards and one degree northwards.
    #[cfg(feature = "charts")]
    pub fn scale(&self) -> Point {
        self.scale
    }

    /// The same, so many times as large, with another position in the middle.
    #[cfg(feature = "charts")]
    pub fn centered(&self, center: LonLat, zoom: f64) -> Equirectangular {
        Equirectangular { center, scale: point(self.scale.x * zoom, self.scale.y * zoom), ..*self }
    }
}

impl Projection for Equirectangular {
    fn project(&self, at: LonLat) -> Point {
        let east = (at.lon - self.center.lon) * self.scale.x;
        let north = (at.lat - self.center.lat) * self.scale.y;
        point(self.origin.x + east, self.origin.y - north)
    }

    fn invert(&self, at: Point) -> LonLat {
        if self.scale.x == 0.0 || self.scale.y == 0.0 {
            return self.center;
        }
        LonLat {
            lon: self.center.lon + (at.x - self.origin.x) / self.scale.x,
            lat: self.center.lat - (at.y - self.origin.y) / self.scale.y,
        }
    }
}

/// Width over height of `bounds` on the map; 1 when it has no height.
pub fn aspect(bounds: &Bounds) -> f64 {
    let (width, height) = extent(bounds);
    if height > 0.0 { width * parallel_shrink(bounds) / height } else { 1.0 }
}

fn extent(bounds: &Bounds) -> (f64, f64) {
    (bounds.high.lon - bounds.low.lon, bounds.high.lat - bounds.low.lat)
}

fn middle(bounds: &Bounds) -> LonLat {
    LonLat { lon: (bounds.low.lon + bounds.high.lon) / 2.0, lat: (bounds.low.lat + bounds.high.lat) / 2.0 }
}

/// How much shorter a degree of longitude is than one of latitude: cos φ₀.
///
/// By its Taylor series, which within ±90° is exact to 10⁻¹¹: the library's cosine carries the range reduction for
/// angles of any size, and wasm has no instruction for it.
fn parallel_shrink(bounds: &Bounds) -> f64 {
    let square = middle(bounds).lat.to_radians().powi(2);
    (1..=9).rev().fold(1.0, |sum, k| {
        let n = f64::from(2 * k);
        1.0 - square / (n * (n - 1.0)) * sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CITY: Bounds =
        Bounds { low: LonLat { lon: 119.5, lat: 35.5 }, high: LonLat { lon: 121.0, lat: 37.5 } };

    #[test]
    fn the_city_fills_the_rectangle_in_one_direction_and_is_centred_in_the_other() {
        let rect = Rect { x: 10.0, y: 20.0, width: 800.0, height: 400.0 };
        let fitted = Equirectangular::fit(&CITY, rect);
        let (south_west, north_east) = (fitted.project(CITY.low), fitted.project(CITY.high));
        assert!((north_east.y - 20.0).abs() < 1e-9 && (south_west.y - 420.0).abs() < 1e-9);
        assert!((south_west.x - 10.0 - (810.0 - north_east.x)).abs() < 1e-9);
        let drawn = (north_east.x - south_west.x) / 400.0;
        assert!((drawn - aspect(&CITY)).abs() < 1e-12);
        let narrow = Equirectangular::fit(&CITY, Rect { width: 100.0, ..rect });
        assert!((narrow.project(CITY.low).x - 10.0).abs() < 1e-9);
    }

    #[test]
    fn the_inverse_leads_back() {
        let fitted = Equirectangular::fit(&CITY, Rect { x: 0.0, y: 0.0, width: 300.0, height: 300.0 });
        let at = LonLat { lon: 120.38, lat: 36.07 };
        let back = fitted.invert(fitted.project(at));
        assert!((back.lon - at.lon).abs() < 1e-12 && (back.lat - at.lat).abs() < 1e-12);
    }

    #[test]
    fn the_cosine_is_the_cosine() {
        for lat in [-90.0, -36.3, 0.0, 36.3, 60.0, 90.0f64] {
            let at = LonLat { lon: 0.0, lat };
            let series = parallel_shrink(&Bounds { low: at, high: at });
            assert!((series - lat.to_radians().cos()).abs() < 1e-11, "{lat}");
        }
    }

    #[test]
    fn no_extent_gives_no_infinity() {
        let dot = Bounds { low: CITY.low, high: CITY.low };
        let fitted = Equirectangular::fit(&dot, Rect { x: 0.0, y: 0.0, width: 10.0, height: 10.0 });
        assert_eq!(fitted.project(CITY.high), point(5.0, 5.0));
        assert_eq!(fitted.invert(point(1.0, 2.0)), CITY.low);
        assert_eq!(aspect(&dot), 1.0);
    }
}
