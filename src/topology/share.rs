//! From rings that each district has for itself to arcs that neighbours share: a border between two districts is found
//! where both run through the same positions.

use super::{ArcUse, LonLat, Region, Topology};
use crate::order;

/// A district as its own file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// Division code.
    pub code: String,
    /// Name to show.
    pub name: String,
    /// Closed rings; the first position is not repeated at the end.
    pub rings: Vec<Vec<LonLat>>,
}

/// Positions nearer to one another than this many parts of a degree (a tenth of a metre) are one.
const PARTS: f64 = 1e6;

/// A run of positions that ends where borders meet.
struct Run {
    /// Numbers of its positions, in the direction that all uses of it agree on.
    points: Vec<u32>,
    /// Whether the ring it was cut from goes the other way.
    reversed: bool,
    /// The ring it was cut from.
    ring: usize,
}

/// Districts with shared arcs. Rings of fewer than three different positions must have been left out before.
pub fn share(outlines: Vec<Outline>) -> Topology {
    let rings: Vec<&Vec<LonLat>> = outlines.iter().flat_map(|outline| &outline.rings).collect();
    let (numbered, positions) = number(&rings);
    let meets = meeting_points(&numbered, positions.len());
    let mut runs = Vec::new();
    for (ring, points) in numbered.iter().enumerate() {
        cut(points, ring, &meets, &mut runs);
    }
    let sorted = order::positions(runs.len(), &|a, b| runs[a].points.cmp(&runs[b].points));
    let mut arcs: Vec<Vec<LonLat>> = Vec::new();
    let mut arc_of = vec![0; runs.len()];
    for (place, run) in sorted.iter().enumerate() {
        let is_new = place == 0 || runs[sorted[place - 1] as usize].points != runs[*run as usize].points;
        if is_new {
            arcs.push(runs[*run as usize].points.iter().map(|at| positions[*at as usize]).collect());
        }
        arc_of[*run as usize] = arcs.len() - 1;
    }
    let mut uses: Vec<Vec<ArcUse>> = vec![Vec::new(); numbered.len()];
    for (run, arc) in runs.iter().zip(arc_of) {
        uses[run.ring].push(ArcUse { arc, reversed: run.reversed });
    }
    let mut uses = uses.into_iter();
    let mut region = |outline: Outline| Region {
        rings: uses.by_ref().take(outline.rings.len()).collect(),
        code: outline.code,
        name: outline.name,
    };
    let regions = outlines.into_iter().map(&mut region).collect();
    Topology { arcs, regions }
}

/// The rings as numbers of positions, the same number for the same position, and the positions by number.
fn number(rings: &[&Vec<LonLat>]) -> (Vec<Vec<u32>>, Vec<LonLat>) {
    let all: Vec<LonLat> = rings.iter().flat_map(|ring| ring.iter().copied()).collect();
    let snapped = |at: usize| ((all[at].lon * PARTS).round() as i64, (all[at].lat * PARTS).round() as i64);
    let sorted = order::positions(all.len(), &|a, b| snapped(a).cmp(&snapped(b)));
    let mut numbers = vec![0u32; all.len()];
    let mut positions: Vec<LonLat> = Vec::new();
    for (place, at) in sorted.iter().enumerate() {
        if place == 0 || snapped(*at as usize) != snapped(sorted[place - 1] as usize) {
            positions.push(all[*at as usize]);
        }
        numbers[*at as usize] = positions.len() as u32 - 1;
    }
    let mut numbers = numbers.into_iter();
    let of_ring = |ring: &&Vec<LonLat>| {
        let mut points: Vec<u32> = numbers.by_ref().take(ring.len()).collect();
        points.dedup();
        while points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        points
    };
    (rings.iter().map(of_ring).collect(), positions)
}

/// Which positions borders meet in: those that have other neighbours in one ring than in another, or twice in one.
fn meeting_points(rings: &[Vec<u32>], count: usize) -> Vec<bool> {
    let mut neighbours: Vec<Option<(u32, u32)>> = vec![None; count];
    let mut meets = vec![false; count];
    for points in rings {
        let length = points.len();
        for (i, at) in points.iter().enumerate() {
            let (before, after) = (points[(i + length - 1) % length], points[(i + 1) % length]);
            let pair = (before.min(after), before.max(after));
            match neighbours[*at as usize] {
                None => neighbours[*at as usize] = Some(pair),
                Some(known) => meets[*at as usize] |= known != pair,
            }
        }
    }
    meets
}

/// Cuts a ring where borders meet. A ring without such a place is one run that begins at its least number.
fn cut(points: &[u32], ring: usize, meets: &[bool], runs: &mut Vec<Run>) {
    let length = points.len();
    let first_meeting = points.iter().position(|at| meets[*at as usize]);
    let start = first_meeting.unwrap_or_else(|| (0..length).min_by_key(|i| points[*i]).unwrap_or(0));
    let mut run = Vec::new();
    for step in 0..=length {
        let at = points[(start + step) % length];
        run.push(at);
        if step == length || (step > 0 && meets[at as usize]) {
            runs.push(oriented(std::mem::replace(&mut run, vec![at]), ring));
        }
    }
}

/// A run in the direction that both its neighbours choose: the one whose numbers come first.
fn oriented(mut points: Vec<u32>, ring: usize) -> Run {
    let reversed = points.iter().gt(points.iter().rev());
    if reversed {
        points.reverse();
    }
    Run { points, reversed, ring }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Vec<LonLat> {
        points.iter().map(|(lon, lat)| LonLat { lon: *lon, lat: *lat }).collect()
    }

    fn outline(code: &str, rings: Vec<Vec<LonLat>>) -> Outline {
        Outline { code: code.into(), name: code.into(), rings }
    }

    /// The positions of a ring, the least first, whichever way it goes.
    fn canonical(ring: &[LonLat]) -> Vec<(i64, i64)> {
        let mut points: Vec<(i64, i64)> =
            ring.iter().map(|p| ((p.lon * 1e6) as i64, (p.lat * 1e6) as i64)).collect();
        let least = (0..points.len()).min_by_key(|i| points[*i]).unwrap();
        points.rotate_left(least);
        points
    }

    #[test]
    fn neighbours_share_their_border_and_rings_come_out_as_they_went_in() {
        let west = ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 0.5), (1.0, 1.0), (0.0, 1.0)]);
        let east = ring(&[(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.5)]);
        let rings = [west.clone(), east.clone()];
        let map = share(vec![outline("w", vec![west]), outline("e", vec![east])]);
        assert_eq!(map.borders().inner.len(), 1);
        assert_eq!(map.arcs[map.borders().inner[0]].len(), 3);
        for (region, ring) in map.regions.iter().zip(&rings) {
            assert_eq!(canonical(&map.rings(region)[0]), canonical(ring), "{}", region.code);
        }
    }

    #[test]
    fn a_district_in_the_hole_of_another_shares_its_whole_border() {
        let outer = ring(&[(0.0, 0.0), (3.0, 0.0), (3.0, 3.0), (0.0, 3.0)]);
        let hole = ring(&[(1.0, 1.0), (1.0, 2.0), (2.0, 2.0), (2.0, 1.0)]);
        // The same ring from another start and the other way round.
        let inner = ring(&[(2.0, 2.0), (1.0, 2.0), (1.0, 1.0), (2.0, 1.0)]);
        let map = share(vec![outline("o", vec![outer, hole]), outline("i", vec![inner])]);
        assert_eq!((map.arcs.len(), map.borders().inner.len()), (2, 1));
        assert_eq!(map.rings(&map.regions[1])[0].len(), 4);
    }

    #[test]
    fn rings_that_touch_in_one_point_are_cut_there() {
        let left = ring(&[(0.0, 0.0), (1.0, 1.0), (0.0, 2.0)]);
        let right = ring(&[(1.0, 1.0), (2.0, 0.0), (2.0, 2.0)]);
        let map = share(vec![outline("l", vec![left]), outline("r", vec![right])]);
        assert_eq!((map.arcs.len(), map.borders().inner.len()), (2, 0));
        assert!(map.regions.iter().all(|region| map.rings(region)[0].len() == 3));
    }
}
