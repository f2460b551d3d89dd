//! Where a map lies in its panel, and where districts too small to be read or hit are shown larger.

use crate::geometry::{Point, Rect, point};
use crate::order;
use crate::topology::projection::{Equirectangular, Projection, aspect};
use crate::topology::{Bounds, LonLat, Topology};

const MAX_HEIGHT: f64 = 480.0;
/// A district whose shorter side is less on the map can hardly be hit with a finger.
const SMALL: f64 = 44.0;
/// One of so many pixels may be left out of an inset.
const NEARLY: f64 = 32.0;
/// Between a map and its inset.
const GAP: f64 = 16.0;
/// From this width on an inset stands beside the map, with a part of the width; otherwise below it.
const WIDE: f64 = 480.0;
const PART: f64 = 0.32;
const WIDEST: f64 = 300.0;
const HIGHEST: f64 = 240.0;
/// How much of what lies around the small districts an inset shows, as a part of their extent on each side.
const AROUND: f64 = 0.12;
/// An inset that enlarges by less is not worth its room.
const LEAST_ZOOM: f64 = 1.5;

/// One drawing of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Where it lies.
    pub rect: Rect,
    /// From degrees to its pixels.
    pub projection: Equirectangular,
}

/// The whole map, and an inset where some districts are too small.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The whole map.
    pub main: Sheet,
    /// What is too small in it.
    pub inset: Option<Inset>,
    /// Height of all.
    pub height: f64,
}

/// A part of the map shown larger.
#[derive(Clone, Debug, PartialEq)]
pub struct Inset {
    /// Where it is drawn.
    pub sheet: Sheet,
    /// Where that part lies on the whole map.
    pub frame: Rect,
    /// Which districts are too small on the whole map, in the order of the file.
    pub small: Vec<bool>,
}

/// The plan of a map in a panel of that width, whose upper left corner is `at`.
pub fn plan(topology: &Topology, bounds: &Bounds, at: Point, width: f64) -> Plan {
    let ratio = aspect(bounds);
    let height = (width / ratio).min(MAX_HEIGHT);
    let whole = Rect { x: at.x, y: at.y, width, height };
    let main = sheet(bounds, whole);
    let plain = Plan { main, inset: None, height };
    let extents: Vec<Option<Bounds>> = (0..topology.regions.len()).map(|i| extent(topology, i)).collect();
    let sides: Vec<f64> = extents.iter().map(|extent| side(extent, &plain.main.projection)).collect();
    let Some((small, shown)) = cluster(&extents, &sides, &|shown| inset_size(shown, width)) else {
        return plain;
    };
    let (wide, high) = inset_size(&shown, width);
    let (main, rect, height) = match width >= WIDE {
        true => {
            let left = width - wide - GAP;
            let height = (left / ratio).min(MAX_HEIGHT).max(high);
            let main = sheet(bounds, Rect { width: left, height, ..whole });
            (main, Rect { x: at.x + left + GAP, y: at.y + height - high, width: wide, height: high }, height)
        }
        false => {
            let x = at.x + (width - wide) / 2.0;
            let rect = Rect { x, y: at.y + height + GAP, width: wide, height: high };
            (plain.main.clone(), rect, height + GAP + high)
        }
    };
    let frame = framed(&shown, &main.projection);
    if rect.width < frame.width * LEAST_ZOOM {
        return plain;
    }
    let inset = Inset { sheet: Sheet { rect, projection: Equirectangular::fit(&shown, rect) }, frame, small };
    Plan { main, inset: Some(inset), height }
}

fn sheet(bounds: &Bounds, rect: Rect) -> Sheet {
    Sheet { rect, projection: Equirectangular::fit(bounds, rect.grown(-2.0)) }
}

/// The range of a district's mainland: islands far out make it no easier to hit.
fn extent(topology: &Topology, region: usize) -> Option<Bounds> {
    let size = |bounds: &Bounds| (bounds.high.lon - bounds.low.lon) * (bounds.high.lat - bounds.low.lat);
    let rings = topology.rings(&topology.regions[region]);
    let mut largest: Option<Bounds> = None;
    for own in rings.iter().filter_map(|ring| Bounds::around(ring)) {
        if largest.as_ref().is_none_or(|known| size(&own) > size(known)) {
            largest = Some(own);
        }
    }
    largest
}

/// The shorter side of a district on the map.
fn side(extent: &Option<Bounds>, projection: &Equirectangular) -> f64 {
    let Some(rect) = extent.as_ref().map(|extent| framed(extent, projection)) else { return f64::INFINITY };
    rect.width.min(rect.height)
}

/// Width and height of an inset in a panel of that width.
fn inset_size(shown: &Bounds, width: f64) -> (f64, f64) {
    let (ratio, room) = (aspect(shown), if width >= WIDE { (width * PART).min(WIDEST) } else { width });
    let high = (room / ratio).min(if width >= WIDE { MAX_HEIGHT } else { HIGHEST });
    (high * ratio, high)
}

fn framed(bounds: &Bounds, projection: &Equirectangular) -> Rect {
    Rect::between(projection.project(bounds.low), projection.project(bounds.high))
}

/// Which districts are too small, and the range that an inset of them shows. Of those that are nearly large enough some
/// are left out, where they would keep the smallest from being large enough even there. `None` where none is too small,
/// or most are: then the whole map is.
fn cluster(
    extents: &[Option<Bounds>],
    sides: &[f64],
    size: &dyn Fn(&Bounds) -> (f64, f64),
) -> Option<(Vec<bool>, Bounds)> {
    let mut chosen: Vec<usize> = order::of(sides).into_iter().filter(|i| sides[*i] < SMALL).collect();
    if chosen.len() * 2 > extents.len() {
        return None;
    }
    loop {
        let corners =
            chosen.iter().filter_map(|i| extents[*i].as_ref()).flat_map(|bounds| [bounds.low, bounds.high]);
        let shown = grown(&Bounds::around(&corners.collect::<Vec<_>>())?);
        let (wide, high) = size(&shown);
        let inset = Equirectangular::fit(&shown, Rect { x: 0.0, y: 0.0, width: wide, height: high });
        let smallest = side(&extents[*chosen.first()?], &inset);
        if smallest >= SMALL || chosen.last().is_none_or(|last| sides[*last] < NEARLY) {
            return Some(((0..extents.len()).map(|i| chosen.contains(&i)).collect(), shown));
        }
        chosen.pop();
    }
}

fn grown(bounds: &Bounds) -> Bounds {
    let by = point((bounds.high.lon - bounds.low.lon) * AROUND, (bounds.high.lat - bounds.low.lat) * AROUND);
    Bounds {
        low: LonLat { lon: bounds.low.lon - by.x, lat: bounds.low.lat - by.y },
        high: LonLat { lon: bounds.high.lon + by.x, lat: bounds.high.lat + by.y },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;

    const CITY: &[u8] = include_bytes!("../../../www/map/qingdao.topo.json");

    fn planned(width: f64) -> (Topology, Plan) {
        let city = Topology::parse(CITY, &mut Diagnostics::default()).unwrap();
        let bounds = city.bounds().unwrap();
        let plan = plan(&city, &bounds, point(16.0, 80.0), width);
        (city, plan)
    }

    /// The shorter side of a district where it is drawn largest.
    fn side(city: &Topology, plan: &Plan, code: &str) -> f64 {
        let at = city.regions.iter().position(|region| region.code == code).unwrap();
        let extent = extent(city, at).unwrap();
        let sheet =
            plan.inset.as_ref().filter(|inset| inset.small[at]).map_or(&plan.main, |inset| &inset.sheet);
        let rect = framed(&extent, &sheet.projection);
        rect.width.min(rect.height)
    }

    #[test]
    fn the_urban_core_is_shown_larger_where_it_would_be_too_small() {
        for width in [288.0, 343.0, 608.0, 1248.0] {
            let (city, plan) = planned(width);
            let inset = plan.inset.as_ref().unwrap();
            let small: Vec<&str> = city
                .regions
                .iter()
                .zip(&inset.small)
                .filter(|(_, s)| **s)
                .map(|(r, _)| r.name.as_str())
                .collect();
            assert!(small.contains(&"市南区") && small.len() <= 4, "{width}: {small:?}");
            for code in ["370202", "370203", "370213"] {
                let side = side(&city, &plan, code);
                assert!(side >= 43.0, "{width} {code}: {side}");
            }
            let all = Rect { x: 16.0, y: 80.0, width, height: plan.height };
            assert!(all.grown(0.01).encloses(&inset.sheet.rect) && all.encloses(&inset.frame), "{width}");
            assert!(!inset.sheet.rect.overlaps(&plan.main.rect), "{width}");
        }
    }

    #[test]
    fn the_frame_on_the_map_and_the_inset_show_the_same_part() {
        let (_, plan) = planned(900.0);
        let inset = plan.inset.unwrap();
        let corner = point(inset.frame.x, inset.frame.y);
        let there = inset.sheet.projection.project(plan.main.projection.invert(corner));
        assert!(there.distance(point(inset.sheet.rect.x, inset.sheet.rect.y)) < 1.5, "{there:?}");
    }
}
