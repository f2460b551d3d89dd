//! Holds the derived map to the original it comes from.

#![allow(clippy::unwrap_used)] // in helpers of a test, a panic is the right answer

use qdviz::diagnostic::Diagnostics;
use qdviz::geometry::{Point, Rect, ring_contains};
use qdviz::json::{Json, List, parse};
use qdviz::topology::label::{fits, pole_of_inaccessibility};
use qdviz::topology::projection::{Equirectangular, aspect};
use qdviz::topology::simplify::simplify;
use qdviz::topology::{LonLat, Region, Topology, area};
use std::collections::BTreeSet;

const MAP: &[u8] = include_bytes!("../www/map/qingdao.topo.json");
/// Written by tools/geometry from the original, before anything is cleaned or simplified.
const SOURCE: &[u8] = include_bytes!("data/geometry-source.json");

fn map() -> Topology {
    let mut faults = Diagnostics::default();
    let map = Topology::parse(MAP, &mut faults);
    assert_eq!(faults.into_items(), []);
    map.unwrap()
}

fn source() -> Json<'static> {
    parse(SOURCE, "fixture", &mut Diagnostics::default()).unwrap()
}

fn list<'j>(json: &'j Json<'static>, key: &str) -> List<'j, 'static> {
    json.get(key).and_then(Json::array).unwrap()
}

fn pair(json: &Json, key: &str) -> (f64, f64) {
    let numbers: Vec<f64> =
        json.get(key).and_then(Json::array).unwrap().iter().map(|n| n.number().unwrap().to_f64()).collect();
    (numbers[0], numbers[1])
}

/// Degrees taken as a plane: which side of a border a point lies on does not depend on the projection.
fn contains(rings: &[Vec<LonLat>], at: LonLat) -> bool {
    let flat = |p: &LonLat| Point { x: p.lon, y: p.lat };
    rings.iter().fold(false, |inside, ring| {
        let ring: Vec<Point> = ring.iter().map(flat).collect();
        inside ^ ring_contains(&ring, flat(&at))
    })
}

#[test]
fn ten_districts_with_their_codes_and_names() {
    let found: Vec<_> = map().regions.iter().map(|r| format!("{} {}", r.code, r.name)).collect();
    let expected = [
        "370202 市南区",
        "370203 市北区",
        "370211 黄岛区",
        "370212 崂山区",
        "370213 李沧区",
        "370214 城阳区",
        "370215 即墨区",
        "370281 胶州市",
        "370283 平度市",
        "370285 莱西市",
    ];
    assert_eq!(found, expected);
}

#[test]
fn areas_are_those_of_the_original() {
    let map = map();
    // km², measured on the original with the same formula.
    let original = [34.7, 69.5, 2127.1, 420.8, 98.3, 540.3, 1887.8, 1310.4, 3177.8, 1566.9];
    let mut total = 0.0;
    for (region, original) in map.regions.iter().zip(original) {
        let derived = area::area(&map.rings(region));
        assert!((derived / original - 1.0).abs() < 0.002, "{}: {derived}, was {original}", region.name);
        total += derived;
    }
    assert!((11_200.0..11_350.0).contains(&total), "{total}");
}

#[test]
fn no_island_is_lost_and_none_has_shrunk_to_a_line() {
    let (map, source) = (map(), source());
    for (region, original) in map.regions.iter().zip(list(&source, "districts").iter()) {
        assert_eq!(original.get("code").and_then(Json::text), Some(region.code.as_str()));
        let rings = original.get("rings").and_then(Json::number).unwrap().mantissa;
        assert_eq!(region.rings.len() as i64, rings, "{}", region.name);
        for ring in map.rings(region) {
            // The smallest island of the original measures 0.0143 km².
            assert!(area::ring_area(&ring).abs() > 0.014, "{}", region.name);
        }
    }
}

#[test]
fn points_fall_in_the_district_that_the_original_puts_them_in() {
    let (map, source) = (map(), source());
    let rings: Vec<_> = map.regions.iter().map(|r| map.rings(r)).collect();
    let (origin, step) = (pair(&source, "origin"), pair(&source, "step"));
    let (mut inside, mut wrong, mut astray) = (0, 0, 0);
    for (row, line) in list(&source, "rows").iter().enumerate() {
        for (column, original) in line.text().unwrap().chars().enumerate() {
            let at = LonLat { lon: origin.0 + column as f64 * step.0, lat: origin.1 + row as f64 * step.1 };
            let found = rings.iter().position(|r| contains(r, at));
            let expected = original.to_digit(10).map(|index| index as usize);
            inside += usize::from(expected.is_some());
            wrong += usize::from(expected.is_some() && found != expected);
            astray += usize::from(expected.is_none() && found.is_some());
        }
    }
    assert!(inside >= 2_000, "{inside}");
    assert!(wrong * 1_000 <= inside * 5, "{wrong} of {inside} in another district");
    assert!(astray * 1_000 <= inside * 5, "{astray} that were outside are inside");
}

#[test]
fn neighbours_share_their_arcs() {
    let map = map();
    let uses =
        |region: &Region| -> BTreeSet<usize> { region.rings.iter().flatten().map(|u| u.arc).collect() };
    let mut found = BTreeSet::new();
    for (i, a) in map.regions.iter().enumerate() {
        for b in &map.regions[i + 1..] {
            if !uses(a).is_disjoint(&uses(b)) {
                found.insert((a.code.clone(), b.code.clone()));
            }
        }
    }
    let source = source();
    let text = |pair: List, at: usize| pair.get(at).and_then(Json::text).unwrap().to_owned();
    let pairs = list(&source, "neighbours").iter().map(|p| p.array().unwrap());
    let expected: BTreeSet<_> = pairs.map(|p| (text(p, 0), text(p, 1))).collect();
    assert_eq!(found, expected);
    assert_eq!(found.len(), 16);
}

#[test]
fn borders_meet_only_at_their_ends() {
    let map = map();
    let segments: Vec<_> = map.arcs.iter().flat_map(|arc| arc.windows(2).map(|w| (w[0], w[1]))).collect();
    // Coordinates are multiples of 2⁻¹⁰ degrees, so the products are exact and touching is told from crossing.
    let side = |(a, b): (LonLat, LonLat), p: LonLat| {
        (b.lon - a.lon) * (p.lat - a.lat) - (p.lon - a.lon) * (b.lat - a.lat)
    };
    let between = |(a, b): (LonLat, LonLat), p: LonLat| {
        p != a
            && p != b
            && side((a, b), p) == 0.0
            && (p.lon - a.lon) * (p.lon - b.lon) <= 0.0
            && (p.lat - a.lat) * (p.lat - b.lat) <= 0.0
    };
    let apart = |a: f64, b: f64, c: f64, d: f64| a.max(b) < c.min(d) || c.max(d) < a.min(b);
    let mut crossings = Vec::new();
    for (i, &s) in segments.iter().enumerate() {
        for &t in &segments[i + 1..] {
            if apart(s.0.lon, s.1.lon, t.0.lon, t.1.lon) || apart(s.0.lat, s.1.lat, t.0.lat, t.1.lat) {
                continue;
            }
            let through = side(s, t.0) * side(s, t.1) < 0.0 && side(t, s.0) * side(t, s.1) < 0.0;
            let touches = between(s, t.0) || between(s, t.1) || between(t, s.0) || between(t, s.1);
            if through || touches || s == t || (s.0, s.1) == (t.1, t.0) {
                crossings.push((s, t));
            }
        }
    }
    assert_eq!(crossings, []);
}

#[test]
fn a_name_fits_on_the_large_districts() {
    let map = map();
    let bounds = map.bounds().unwrap();
    assert!((0.9..1.0).contains(&aspect(&bounds)), "{}", aspect(&bounds));
    let fitted = Equirectangular::fit(&bounds, Rect { x: 0.0, y: 0.0, width: 600.0, height: 600.0 });
    for (code, fits_there) in [("370283", true), ("370285", true), ("370211", true), ("370202", false)] {
        let path = map.path(map.region(code).unwrap(), &fitted);
        let (pole, depth) = pole_of_inaccessibility(&path).unwrap();
        assert!((depth - path.distance(pole)).abs() < 1e-6, "{code}");
        let name = Rect { x: pole.x - 20.0, y: pole.y - 8.0, width: 40.0, height: 16.0 };
        assert_eq!(fits(&path, &name), fits_there, "{code}");
    }
}

#[test]
fn the_file_stays_small() {
    assert!(MAP.len() < 40_000, "{} bytes", MAP.len());
}

#[test]
fn a_damaged_file_is_told_and_never_panics() {
    const NOISE: &[u8] = b"0123456789-.eE,:[]{}\"ntx \xFF";
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut told = 0;
    for _ in 0..200 {
        let mut bytes = MAP.to_vec();
        for _ in 0..=random(4) {
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] = NOISE[random(NOISE.len())],
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, NOISE[random(NOISE.len())]),
            }
        }
        let mut faults = Diagnostics::default();
        let Some(map) = Topology::parse(&bytes, &mut faults) else {
            assert!(faults.is_fatal());
            told += 1;
            continue;
        };
        assert!(map.regions.len() == 10 || faults.first().is_some());
        let positions: usize = map.regions.iter().flat_map(|r| map.rings(r)).map(|ring| ring.len()).sum();
        assert!(positions > 0 && map.bounds().is_some() && !map.borders().outline.is_empty());
    }
    assert!(told > 30, "{told}");
}

/// Pairs of segments that cross anywhere but at their ends.
fn crossings(map: &Topology) -> usize {
    let segments: Vec<[LonLat; 2]> =
        map.arcs.iter().flat_map(|arc| arc.windows(2)).map(|pair| [pair[0], pair[1]]).collect();
    let side = |a: LonLat, b: LonLat, p: LonLat| {
        let turn = (b.lon - a.lon) * (p.lat - a.lat) - (p.lon - a.lon) * (b.lat - a.lat);
        if turn.abs() < 1e-15 { 0 } else { turn.signum() as i32 }
    };
    let cross = |[a, b]: [LonLat; 2], [c, d]: [LonLat; 2]| {
        side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
    };
    let mut found = 0;
    for (i, one) in segments.iter().enumerate() {
        found += segments[..i].iter().filter(|other| cross(*one, **other)).count();
    }
    found
}

#[test]
fn simplified_districts_neither_overlap_nor_part() {
    let whole = map();
    let positions: usize = whole.arcs.iter().map(Vec::len).sum();
    assert_eq!(crossings(&whole), 0);
    for part in [2, 4] {
        let mut map = whole.clone();
        simplify(&mut map, positions / part);
        // Districts that share their arcs can neither overlap nor part unless arcs cross.
        assert_eq!(crossings(&map), 0, "a {part}th of {positions} positions");
        assert_eq!(map.borders(), whole.borders());
        let rings = |map: &Topology| map.regions.iter().map(|region| region.rings.len()).sum::<usize>();
        assert_eq!(rings(&map), rings(&whole));
    }
}
