//! Looking at a part of a map: which one, and how hands change it.

use super::projection::{Equirectangular, Projection};
use super::{Bounds, LonLat};
use crate::geometry::{Point, Rect, point};

/// No map is drawn more than so many times as large as where all of it is shown.
const CLOSEST: f64 = 32.0;
/// What is hardly larger is not larger.
const NEARLY: f64 = 1.001;
/// Kilometres from one parallel to the next, on a sphere of 6371 km.
const DEGREE: f64 = 111.195;

/// The part of a map that is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// What lies in the middle.
    pub center: LonLat,
    /// How many times as large as where all of the map is shown; 1 to 32.
    pub zoom: f64,
}

/// A map on the screen that can be looked at more closely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// What a part of the map fills.
    pub rect: Rect,
    /// All of the map.
    pub bounds: Bounds,
    /// What is looked at; `None` for all.
    pub camera: Option<Camera>,
    /// How the map lies on the screen now.
    pub now: Equirectangular,
    /// Where a part of it is shown larger beside it, and how.
    pub inset: Option<(Rect, Equirectangular)>,
}

impl Frame {
    /// The same map with another part of it on the screen: never beyond its bounds.
    pub fn through(self, camera: Camera) -> Frame {
        let all = Equirectangular::fit(&self.bounds, self.rect);
        let zoom = camera.zoom.clamp(1.0, CLOSEST);
        let scale = point(all.scale().x * zoom, all.scale().y * zoom);
        let within = |at: f64, low: f64, high: f64, half: f64| match low + half < high - half {
            true => at.max(low + half).min(high - half),
            false => (low + high) / 2.0,
        };
        let (low, high) = (self.bounds.low, self.bounds.high);
        let half = (self.rect.width / scale.x / 2.0, self.rect.height / scale.y / 2.0);
        let center = LonLat {
            lon: within(camera.center.lon, low.lon, high.lon, half.0),
            lat: within(camera.center.lat, low.lat, high.lat, half.1),
        };
        let camera = Camera { center, zoom };
        Frame { camera: Some(camera), now: all.centered(center, zoom), inset: None, ..self }
    }

    /// What is looked at when that which lay at two places is drawn to two others; `None` for all of the map. Places that
    /// say nothing change nothing.
    pub fn pulled(&self, from: [Point; 2], to: [Point; 2]) -> Option<Camera> {
        let growth = to[0].distance(to[1]) / from[0].distance(from[1]);
        let (before, after) = (middle(from), middle(to));
        let all = Equirectangular::fit(&self.bounds, self.rect).scale();
        // Who takes the inset looks closer from there.
        let sheet = self.inset.filter(|(rect, _)| rect.contains(before)).map_or(self.now, |(_, own)| own);
        let zoom = sheet.scale().y * growth / all.y;
        if !(zoom.is_finite() && zoom > 0.0 && before.is_finite() && after.is_finite()) {
            return self.camera;
        }
        // Hands that only move the whole map leave it whole.
        if zoom < NEARLY || self.camera.is_none() && growth < NEARLY {
            return None;
        }
        let zoom = zoom.min(CLOSEST);
        let (held, center) = (sheet.invert(before), self.rect.center());
        let center = LonLat {
            lon: held.lon - (after.x - center.x) / (all.x * zoom),
            lat: held.lat + (after.y - center.y) / (all.y * zoom),
        };
        self.through(Camera { center, zoom }).camera
    }

    /// What is looked at when the map grows by a factor and that place of it comes to the middle; `None` for what is in
    /// the middle already.
    pub fn zoomed(&self, around: Option<Point>, factor: f64) -> Option<Camera> {
        let (low, high) = (self.bounds.low, self.bounds.high);
        let center = LonLat { lon: (low.lon + high.lon) / 2.0, lat: (low.lat + high.lat) / 2.0 };
        let center = self.camera.map_or(center, |camera| camera.center);
        let around = around.unwrap_or_else(|| self.now.project(center));
        let ends = |at: Point, length: f64| [point(at.x - length, at.y), point(at.x + length, at.y)];
        self.pulled(ends(around, 1.0), ends(self.rect.center(), factor))
    }

    /// What is looked at when the map moves by parts of what it fills.
    pub fn moved(&self, right: f64, down: f64) -> Option<Camera> {
        let (from, by) = (self.rect.center(), (self.rect.width * right, self.rect.height * down));
        let ends = |at: Point| [at, point(at.x + 1.0, at.y)];
        self.pulled(ends(from), ends(point(from.x + by.0, from.y + by.1)))
    }

    /// Kilometres a pixel, along the middle parallel and northwards.
    pub fn kilometres(&self) -> f64 {
        DEGREE / self.now.scale().y
    }
}

fn middle(places: [Point; 2]) -> Point {
    point((places[0].x + places[1].x) / 2.0, (places[0].y + places[1].y) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CITY: Bounds =
        Bounds { low: LonLat { lon: 119.5, lat: 35.5 }, high: LonLat { lon: 121.0, lat: 37.5 } };

    /// The whole city in the left part of what a part of it fills.
    fn whole() -> Frame {
        let rect = Rect { x: 16.0, y: 80.0, width: 608.0, height: 480.0 };
        let now = Equirectangular::fit(&CITY, Rect { width: 400.0, ..rect });
        Frame { rect, bounds: CITY, camera: None, now, inset: None }
    }

    #[test]
    fn what_lies_under_the_hands_stays_under_them() {
        let (from, to) =
            ([point(150.0, 300.0), point(250.0, 340.0)], [point(100.0, 300.0), point(350.0, 400.0)]);
        let held = whole().now.invert(middle(from));
        let camera = whole().pulled(from, to).unwrap();
        let frame = whole().through(camera);
        assert!(frame.now.project(held).distance(middle(to)) < 1e-6, "{camera:?}");
        assert!((camera.zoom - 2.5).abs() < 1e-9, "{camera:?}");
        let turned = frame
            .pulled([point(200.0, 300.0), point(200.0, 310.0)], [point(200.0, 300.0), point(200.0, 330.0)]);
        assert!((turned.unwrap().zoom - 7.5).abs() < 1e-9, "fingers one above the other count too");
    }

    #[test]
    fn nothing_beyond_the_map_is_looked_at_nor_closer_than_allowed() {
        let mut frame = whole();
        for _ in 0..9 {
            frame = frame.through(frame.zoomed(None, 2.0).unwrap());
        }
        assert_eq!(frame.camera.unwrap().zoom, 32.0);
        for (right, down) in [(-9.0, -9.0), (9.0, 0.0), (0.0, 9.0)] {
            for _ in 0..99 {
                frame = frame.through(frame.moved(right, down).unwrap());
            }
            let seen = (frame.now.invert(point(16.0, 560.0)), frame.now.invert(point(624.0, 80.0)));
            assert!(seen.0.lon >= 119.5 - 1e-9 && seen.0.lat >= 35.5 - 1e-9, "{seen:?}");
            assert!(seen.1.lon <= 121.0 + 1e-9 && seen.1.lat <= 37.5 + 1e-9, "{seen:?}");
        }
        for _ in 0..4 {
            frame = frame.through(frame.zoomed(None, 0.5).unwrap());
        }
        assert_eq!(frame.zoomed(None, 0.4), None, "all of it again");
    }

    #[test]
    fn hands_that_say_nothing_change_nothing() {
        let (at, wild) =
            ([point(100.0, 100.0), point(200.0, 100.0)], [point(f64::NAN, 1.0), point(9.0, 9.0)]);
        let frame = whole().through(whole().zoomed(None, 4.0).unwrap());
        assert_eq!(frame.pulled([at[0]; 2], at), frame.camera);
        assert_eq!(frame.pulled(wild, at), frame.camera);
        assert_eq!(frame.pulled(at, wild), frame.camera);
        assert_eq!(whole().moved(0.25, 0.0), None, "the whole map is not moved");
        let flat = Frame { rect: Rect::default(), ..whole() };
        assert_eq!(flat.zoomed(None, 2.0), None);
        let dot = Bounds { low: CITY.low, high: CITY.low };
        let dot = Frame { bounds: dot, now: Equirectangular::fit(&dot, whole().rect), ..whole() };
        assert_eq!(dot.zoomed(None, 2.0), None);
    }

    #[test]
    fn a_degree_northwards_is_111_kilometres() {
        let frame = whole().through(whole().zoomed(None, 4.0).unwrap());
        let north = |lat: f64| frame.now.project(LonLat { lon: 120.0, lat }).y;
        assert!(((north(36.0) - north(37.0)) * frame.kilometres() - 111.195).abs() < 1e-6);
    }
}
