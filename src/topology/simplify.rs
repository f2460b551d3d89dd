//! Fewer positions for heavy maps, arc by arc: what neighbours share stays shared, so no gap opens between them.
//!
//! After Visvalingam and Whyatt, “Line generalisation by repeated elimination of points” (1993): the position goes first
//! whose triangle with its neighbours is the smallest.

use super::{LonLat, Topology};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Positions between the ends that an arc keeps whatever the limit: a ring of one arc stays a triangle, one of two arcs
/// keeps them apart. No island vanishes.
const KEPT: usize = 2;

/// Leaves out positions until the arcs have `limit` together, or cannot do with fewer.
pub fn simplify(map: &mut Topology, limit: usize) {
    let total: usize = map.arcs.iter().map(Vec::len).sum();
    if total <= limit {
        return;
    }
    let ranks: Vec<Vec<f64>> = map.arcs.iter().map(|arc| ranks(arc)).collect();
    let mut inner: Vec<f64> = ranks.iter().flatten().copied().filter(|rank| rank.is_finite()).collect();
    let surplus = (total - limit).min(inner.len());
    if surplus == 0 {
        return;
    }
    let (_, threshold, _) = inner.select_nth_unstable_by(surplus - 1, f64::total_cmp);
    let threshold = *threshold;
    for (arc, ranks) in map.arcs.iter_mut().zip(ranks) {
        let mut ranks = ranks.into_iter();
        arc.retain(|_| ranks.next().is_none_or(|rank| rank > threshold));
    }
}

/// How much each position of an arc matters: twice the area of its triangle when it would be left out, never less than
/// that of one left out before it. The ends, and the last [`KEPT`] between them, matter without bound.
fn ranks(arc: &[LonLat]) -> Vec<f64> {
    let mut ranks = vec![f64::INFINITY; arc.len()];
    let mut before: Vec<usize> = (0..arc.len()).map(|i| i.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..arc.len()).map(|i| i + 1).collect();
    let mut left = arc.len().saturating_sub(2);
    let mut waiting = BinaryHeap::new();
    for i in 1..=left {
        waiting.push(Reverse((bits(area(arc[i - 1], arc[i], arc[i + 1])), i)));
    }
    let mut current: Vec<u64> = vec![0; arc.len()];
    for Reverse((area, i)) in &waiting {
        current[*i] = *area;
    }
    let mut largest = 0.0f64;
    while let Some(Reverse((area_bits, i))) = waiting.pop() {
        // An entry that its neighbours have outdated.
        if current[i] != area_bits || ranks[i].is_finite() {
            continue;
        }
        if left <= KEPT {
            break;
        }
        largest = largest.max(f64::from_bits(area_bits));
        ranks[i] = largest;
        left -= 1;
        let (low, high) = (before[i], after[i]);
        (after[low], before[high]) = (high, low);
        for at in [low, high].into_iter().filter(|at| *at > 0 && *at + 1 < arc.len()) {
            current[at] = bits(area(arc[before[at]], arc[at], arc[after[at]]));
            waiting.push(Reverse((current[at], at)));
        }
    }
    ranks
}

/// A number that is not negative as bits, which are in the same order.
fn bits(area: f64) -> u64 {
    area.abs().to_bits()
}

/// Twice the area of a triangle in square degrees: which is the smaller is all that counts.
fn area(a: LonLat, b: LonLat, c: LonLat) -> f64 {
    (b.lon - a.lon) * (c.lat - a.lat) - (c.lon - a.lon) * (b.lat - a.lat)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::topology::area;

    const CITY: &[u8] = include_bytes!("../../www/map/qingdao.topo.json");

    fn city() -> Topology {
        Topology::parse(CITY, &mut Diagnostics::default()).unwrap()
    }

    fn positions(map: &Topology) -> usize {
        map.arcs.iter().map(Vec::len).sum()
    }

    /// The area of everything, by its outer border alone: shared arcs are walked once each way and cancel out.
    fn signed(map: &Topology) -> Vec<f64> {
        map.regions.iter().map(|region| area::area(&map.rings(region))).collect()
    }

    #[test]
    fn islands_and_shared_borders_survive_any_limit() {
        let whole = city();
        let rings: Vec<usize> = whole.regions.iter().map(|region| region.rings.len()).collect();
        for limit in [usize::MAX, 2000, 500, 0] {
            let mut map = city();
            simplify(&mut map, limit);
            assert!(
                positions(&map) <= limit.max(positions(&whole).min(1200)),
                "{limit}: {}",
                positions(&map)
            );
            assert_eq!(map.regions.iter().map(|region| region.rings.len()).collect::<Vec<_>>(), rings);
            for region in &map.regions {
                for ring in map.rings(region) {
                    assert!(ring.len() >= 3 && area::ring_area(&ring).abs() > 0.0, "{limit} {}", region.name);
                }
            }
            assert_eq!(map.borders(), whole.borders(), "every arc keeps its neighbours");
        }
    }

    #[test]
    fn half_the_positions_change_areas_by_little() {
        let (whole, mut map) = (city(), city());
        simplify(&mut map, positions(&whole) / 2);
        assert!(positions(&map) <= positions(&whole) / 2);
        for ((before, after), region) in signed(&whole).iter().zip(signed(&map)).zip(&whole.regions) {
            assert!((after / before - 1.0).abs() < 0.01, "{}: {before} {after}", region.name);
        }
    }

    #[test]
    fn positions_on_a_straight_line_go_first() {
        let at = |lon: f64, lat: f64| LonLat { lon, lat };
        let arc = vec![
            at(0.0, 0.0),
            at(1.0, 0.0),
            at(2.0, 0.0),
            at(3.0, 2.0),
            at(4.0, 0.0),
            at(5.0, 0.1),
            at(6.0, 0.0),
        ];
        let mut map = Topology { arcs: vec![arc], regions: Vec::new() };
        simplify(&mut map, 6);
        assert_eq!(map.arcs[0].len(), 6);
        assert!(!map.arcs[0].contains(&at(1.0, 0.0)));
        simplify(&mut map, 0);
        assert_eq!(map.arcs[0].len(), 2 + KEPT);
        assert!(map.arcs[0].contains(&at(3.0, 2.0)));
    }
}
