//! Where the members of a circle and the flows between them lie: arcs in proportion to what a member gives and gets.

use crate::order;
use std::f64::consts::TAU;

/// From which member to which, and how much.
pub type Flow = (usize, usize, f64);

/// From one angle to another, clockwise from the top, in radians.
pub type Arc = (f64, f64);

/// A laid-out circle.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The arc of each member.
    pub arcs: Vec<Arc>,
    /// Where each flow leaves and where it arrives.
    pub ends: Vec<(Arc, Arc)>,
}

/// Lays the members around the circle with `gap` radians between two, each at least `least` wide.
pub fn layout(count: usize, flows: &[Flow], gap: f64, least: f64) -> Layout {
    let mut sums = vec![0.0; count];
    for (from, to, value) in flows {
        sums[*from] += value;
        sums[*to] += value;
    }
    let all: f64 = sums.iter().sum();
    let room = (TAU - count as f64 * (gap + least)).max(0.0);
    let scale = if all > 0.0 { room / all } else { 0.0 };
    let mut arcs = Vec::with_capacity(count);
    let mut at = gap / 2.0;
    for sum in &sums {
        arcs.push((at, at + least + sum * scale));
        at += least + sum * scale + gap;
    }
    let ends = ends(&arcs, flows, scale, least);
    Layout { arcs, ends }
}

/// At each member flows lie in the order of their other ends, those to the next member clockwise last, so that bands do
/// not cross there.
fn ends(arcs: &[Arc], flows: &[Flow], scale: f64, least: f64) -> Vec<(Arc, Arc)> {
    let middle = |member: usize| (arcs[member].0 + arcs[member].1) / 2.0;
    let mut keys = Vec::with_capacity(2 * flows.len());
    for (from, to, _) in flows {
        for (own, other) in [(*from, *to), (*to, *from)] {
            // Members one after another, and within each the farthest clockwise first.
            let turn = (middle(other) - middle(own)).rem_euclid(TAU);
            keys.push(own as f64 * 2.0 * TAU + TAU - turn);
        }
    }
    let mut used: Vec<f64> = arcs.iter().map(|arc| arc.0 + least / 2.0).collect();
    let mut placed: Vec<Arc> = vec![(0.0, 0.0); keys.len()];
    for i in order::of(&keys) {
        let (from, to, value) = flows[i / 2];
        let own = if i % 2 == 0 { from } else { to };
        placed[i] = (used[own], used[own] + value * scale);
        used[own] = placed[i].1;
    }
    placed.chunks(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arcs_fill_the_circle_in_proportion() {
        let out = layout(3, &[(0, 1, 3.0), (1, 2, 1.0)], 0.1, 0.0);
        let width = |i: usize| out.arcs[i].1 - out.arcs[i].0;
        assert!((width(1) / width(2) - 4.0).abs() < 1e-9);
        assert!(((0..3).map(width).sum::<f64>() + 0.3 - TAU).abs() < 1e-9);
    }

    #[test]
    fn ends_fill_their_member_without_overlap() {
        let flows = [(0, 1, 3.0), (1, 0, 2.0), (0, 2, 1.0), (2, 2, 1.0), (2, 1, 0.0)];
        let out = layout(3, &flows, 0.05, 0.01);
        for member in 0..3 {
            let mut own: Vec<Arc> = Vec::new();
            for ((from, to, _), (start, end)) in flows.iter().zip(&out.ends) {
                own.extend((*from == member).then_some(*start));
                own.extend((*to == member).then_some(*end));
            }
            own.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
            assert!(own.windows(2).all(|pair| (pair[0].1 - pair[1].0).abs() < 1e-9), "{own:?}");
            let (first, last) = (own[0].0, own[own.len() - 1].1);
            assert!(first >= out.arcs[member].0 && last <= out.arcs[member].1 + 1e-9);
        }
    }

    #[test]
    fn nothing_makes_nothing() {
        assert_eq!(layout(0, &[], 0.1, 0.0), Layout::default());
        assert!(layout(2, &[(0, 1, 0.0)], 0.1, 0.01).arcs.iter().all(|arc| arc.1.is_finite()));
    }
}
