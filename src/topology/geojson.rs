//! GeoJSON (RFC 7946) as designers have it, after DataV.GeoAtlas: features with `adcode` and `name`, polygons and
//! multipolygons with holes, rings in either direction.

use super::share::{Outline, share};
use super::simplify::simplify;
use super::{LonLat, Topology, read};
use crate::diagnostic::{Diagnostics, Say, say};
use crate::json::{Json, List, Place};

/// Positions that a file may have: some ten times a country's counties.
const MOST_READ: usize = 1_000_000;
/// Positions that are drawn: a phone repaints them in a moment, and a screen shows no more.
const MOST_DRAWN: usize = 20_000;

const TOO_LARGE: Say = say!(
    "地图超过 100 万个点，后面的区域未采用",
    "the map has more than 1,000,000 positions; the regions beyond are left out"
);
const NO_POLYGON: Say = say!(
    "区域不是面（Polygon 或 MultiPolygon），未采用",
    "region is neither Polygon nor MultiPolygon, left out"
);
const NO_NAME: Say = say!("区域没有名称，未采用", "region without a name, left out");
const REPEATED: Say = say!("区域代码重复，后一个未采用", "region code repeated; the second is left out");
const FAULTY: Say = say!(
    "坐标应为 [经度, 纬度]；所在区域未采用",
    "[longitude, latitude] belongs here; the region is left out"
);
const DEGENERATE: Say = say!(
    "边界没有闭合，或不足三个不同的点，或没有面积；这一圈未采用",
    "ring open, of fewer than three different positions, or without area; left out"
);

pub(super) fn read(document: &Json, root: &Place, faults: &mut Diagnostics) -> Topology {
    let mut reader = Reader { faults, positions: 0 };
    let mut outlines: Vec<Outline> = Vec::new();
    let place = root.key("features");
    let features = match document.get("features").and_then(Json::array) {
        Some(features) => features,
        None => List::from(std::slice::from_ref(document)),
    };
    for (i, feature) in features.iter().enumerate() {
        let place = place.index(i);
        let Some(outline) = reader.outline(feature, &place) else { continue };
        if reader.positions > MOST_READ {
            reader.faults.warning(&place.pointer(), TOO_LARGE, "请先化简边界，或只留要用的区域".into());
            break;
        }
        match outlines.iter().any(|known| known.code == outline.code) {
            true => reader.faults.warning(&place.key("properties").pointer(), REPEATED, String::new()),
            false => outlines.push(outline),
        }
    }
    unwrap_antimeridian(&mut outlines);
    let mut map = share(outlines);
    simplify(&mut map, MOST_DRAWN);
    map
}

struct Reader<'f> {
    faults: &'f mut Diagnostics,
    positions: usize,
}

impl Reader<'_> {
    fn outline(&mut self, feature: &Json, place: &Place) -> Option<Outline> {
        let properties = feature.get("properties");
        let property = |key: &str| properties.and_then(|own| own.get(key));
        let Some(name) = property("name").and_then(Json::text).filter(|name| !name.is_empty()) else {
            return self.fault(&place.key("properties").key("name"), NO_NAME);
        };
        // Without a code the name tells whom it is about.
        let code =
            read::code(property("adcode")).or(read::code(property("code"))).or(read::code(feature.get("id")));
        let (geometry, here) = (feature.get("geometry"), place.key("geometry"));
        let (coordinates, here) = (geometry.and_then(|own| own.get("coordinates")), here.key("coordinates"));
        let mut rings = Vec::new();
        match geometry.and_then(|own| own.get("type")).and_then(Json::text) {
            Some("Polygon") => self.polygon(coordinates, &here, &mut rings)?,
            Some("MultiPolygon") => {
                for (i, polygon) in coordinates.and_then(Json::array).unwrap_or_default().iter().enumerate() {
                    self.polygon(Some(polygon), &here.index(i), &mut rings)?;
                }
            }
            _ => return self.fault(&place.key("geometry"), NO_POLYGON),
        }
        if rings.is_empty() {
            return None;
        }
        Some(Outline { code: code.unwrap_or(name.into()), name: name.into(), rings })
    }

    fn polygon(&mut self, json: Option<&Json>, place: &Place, rings: &mut Vec<Vec<LonLat>>) -> Option<()> {
        let Some(list) = json.and_then(Json::array) else { return self.fault(place, FAULTY) };
        for (i, ring) in list.iter().enumerate() {
            let place = place.index(i);
            let ring = self.ring(ring, &place)?;
            match sound(ring) {
                Some(ring) => rings.push(ring),
                None => self.faults.warning(&place.pointer(), DEGENERATE, String::new()),
            }
        }
        Some(())
    }

    fn ring(&mut self, json: &Json, place: &Place) -> Option<Vec<LonLat>> {
        let Some(list) = json.array() else { return self.fault(place, FAULTY) };
        self.positions += list.len();
        let mut ring = Vec::new();
        for (i, item) in list.iter().enumerate() {
            let Some(at) = position(item) else { return self.fault(&place.index(i), FAULTY) };
            ring.push(at);
        }
        Some(ring)
    }

    fn fault<T>(&mut self, place: &Place, sentence: Say) -> Option<T> {
        self.faults.warning(&place.pointer(), sentence, String::new());
        None
    }
}

/// Longitude and latitude; a height behind them is passed over.
fn position(json: &Json) -> Option<LonLat> {
    let list = json.array()?;
    let (lon, lat) = (list.first()?.number()?.to_f64(), list.get(1)?.number()?.to_f64());
    (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some(LonLat { lon, lat })
}

/// A closed ring without its repeated end, and going on beyond 180° where it crosses the antimeridian; `None` where it
/// encloses nothing.
fn sound(mut ring: Vec<LonLat>) -> Option<Vec<LonLat>> {
    if ring.len() < 4 || ring.pop() != ring.first().copied() {
        return None;
    }
    let (mut turn, mut last) = (0.0, ring[0].lon);
    for at in &mut ring {
        let step = at.lon - last;
        last = at.lon;
        if step.abs() > 180.0 {
            turn -= 360.0 * step.signum();
        }
        at.lon += turn;
    }
    (flat_area(&ring).abs() > LEAST_AREA).then_some(ring)
}

/// In square degrees: about a tenth of a square metre, below which positions would fall together.
const LEAST_AREA: f64 = 1e-11;

/// Area of a ring with degrees taken as a plane, where a ring back along its own line has none.
fn flat_area(ring: &[LonLat]) -> f64 {
    let mut before = ring[ring.len() - 1];
    let twice = ring.iter().map(|at| {
        let part = before.lon * at.lat - at.lon * before.lat;
        before = *at;
        part
    });
    twice.sum::<f64>() / 2.0
}

/// Where districts lie on both sides of the antimeridian, those on the far side are moved round, so that all lie together.
fn unwrap_antimeridian(outlines: &mut [Outline]) {
    let west = |ring: &Vec<LonLat>| ring.iter().map(|at| at.lon).fold(f64::INFINITY, f64::min);
    let east = |ring: &Vec<LonLat>| ring.iter().map(|at| at.lon).fold(f64::NEG_INFINITY, f64::max);
    let span = |moved: &dyn Fn(f64) -> f64| {
        let rings = || outlines.iter().flat_map(|outline| &outline.rings);
        let low = rings().map(|ring| moved(west(ring))).fold(f64::INFINITY, f64::min);
        let high = rings().map(|ring| moved(west(ring)) - west(ring) + east(ring));
        high.fold(f64::NEG_INFINITY, f64::max) - low
    };
    let round = |lon: f64| if lon < 0.0 { lon + 360.0 } else { lon };
    if span(&round) >= span(&|lon| lon) {
        return;
    }
    for ring in outlines.iter_mut().flat_map(|outline| &mut outline.rings) {
        let turn = if west(ring) < 0.0 { 360.0 } else { 0.0 };
        ring.iter_mut().for_each(|at| at.lon += turn);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topology::area;

    fn parsed(features: &str) -> (Option<Topology>, Vec<String>) {
        let document = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
        let mut faults = Diagnostics::default();
        let map = Topology::parse(document.as_bytes(), &mut faults);
        let told = faults.into_items().into_iter().map(|told| format!("{} {}", told.path, told.message));
        (map, told.collect())
    }

    fn feature(code: &str, name: &str, kind: &str, coordinates: &str) -> String {
        format!(
            r#"{{"type":"Feature","properties":{{"adcode":{code},"name":"{name}","center":[0,0]}},
            "geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}"#
        )
    }

    const WEST: &str = "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]";
    /// Clockwise, as DataV has its rings.
    const EAST: &str = "[[[[1,0],[1,1],[2,1],[2,0],[1,0]]],[[[5,0],[5,1],[6,0],[5,0]]]]";

    #[test]
    fn features_become_districts_that_share_their_borders() {
        let features =
            [feature("370202001", "甲", "Polygon", WEST), feature("\"b\"", "乙", "MultiPolygon", EAST)];
        let (map, told) = parsed(&features.join(","));
        let map = map.unwrap();
        assert!(told.is_empty(), "{told:?}");
        let codes: Vec<&str> = map.regions.iter().map(|region| region.code.as_str()).collect();
        assert_eq!(codes, ["370202001", "b"]);
        assert_eq!((map.borders().inner.len(), map.regions[1].rings.len()), (1, 2));
    }

    #[test]
    fn a_hole_stays_a_hole() {
        let ring = "[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]";
        let (map, _) = parsed(&feature("1", "甲", "Polygon", ring));
        let map = map.unwrap();
        let rings = map.rings(&map.regions[0]);
        assert_eq!(rings.len(), 2);
        assert!(area::ring_area(&rings[0]).abs() > area::ring_area(&rings[1]).abs() * 10.0);
    }

    #[test]
    fn what_is_wrong_costs_only_itself_and_is_told_with_its_place() {
        let line = feature("2", "线", "LineString", "[[0,0],[1,1]]");
        let open = feature("3", "开", "Polygon", "[[[0,0],[1,0],[1,1],[0,1]],[[0,0],[1,0],[1,1],[0,0]]]");
        let far = feature("4", "远", "Polygon", "[[[0,0],[181,0],[1,1],[0,0]]]");
        let flat = feature("5", "平", "Polygon", "[[[0,0],[1,1],[2,2],[0,0]]]");
        let again = feature("1", "又", "Polygon", WEST);
        let good = feature("1", "甲", "Polygon", WEST);
        let (map, told) = parsed(&[good, line, open, far, flat, again].join(","));
        let codes: Vec<String> = map.unwrap().regions.into_iter().map(|region| region.code).collect();
        assert_eq!(codes, ["1", "3"]);
        let places: Vec<&str> = told.iter().map(|told| told.split(' ').next().unwrap()).collect();
        let expected = [
            "map#/features/1/geometry",
            "map#/features/2/geometry/coordinates/0",
            "map#/features/3/geometry/coordinates/0/1",
            "map#/features/4/geometry/coordinates/0",
            "map#/features/5/properties",
        ];
        assert_eq!(places, expected);
    }

    #[test]
    fn districts_on_both_sides_of_the_antimeridian_lie_together() {
        let west = feature("1", "西", "Polygon", "[[[178,0],[180,0],[180,1],[178,1],[178,0]]]");
        let east = feature("2", "东", "Polygon", "[[[-180,0],[-179,0],[-179,1],[-180,1],[-180,0]]]");
        let across = feature("3", "跨", "Polygon", "[[[179,2],[-179,2],[-179,3],[179,3],[179,2]]]");
        let (map, _) = parsed(&[west, east, across].join(","));
        let map = map.unwrap();
        let bounds = map.bounds().unwrap();
        assert!(bounds.high.lon - bounds.low.lon <= 3.0, "{bounds:?}");
        assert_eq!(map.borders().inner.len(), 1, "180° and −180° are one border");
    }

    #[test]
    fn a_heavy_map_is_drawn_with_fewer_positions() {
        let n = 60_000;
        let point = |i: usize| {
            let turn = i as f64 / n as f64 * std::f64::consts::TAU;
            format!("[{:.6},{:.6}]", turn.cos() * 10.0, turn.sin() * 10.0)
        };
        let ring: Vec<String> = (0..n).chain([0]).map(point).collect();
        let (map, told) = parsed(&feature("1", "圆", "Polygon", &format!("[[{}]]", ring.join(","))));
        let map = map.unwrap();
        let count: usize = map.arcs.iter().map(Vec::len).sum();
        assert!(count <= MOST_DRAWN && count > MOST_DRAWN / 2 && told.is_empty(), "{count}");
    }
}
