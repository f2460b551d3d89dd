//! Where the members and flows of a Sankey diagram lie: layers from left to right, members in the order that crosses
//! least, heights in proportion to what flows. After Sugiyama, Tagawa and Toda, “Methods for visual understanding of
//! hierarchical system structures” (1981): longest-path layers, then sweeps by barycentre.

use crate::order;

/// From which member to which, and how much.
pub type Flow = (usize, usize, f64);

/// Passes over the layers, there and back.
const SWEEPS: usize = 8;

/// Where a member lies.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Its layer, 0 on the left.
    pub layer: usize,
    /// Upper edge.
    pub y: f64,
    /// How tall it is: the larger of what comes and what goes.
    pub height: f64,
}

impl Place {
    fn center(&self) -> f64 {
        self.y + self.height / 2.0
    }
}

/// A laid-out diagram.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The members.
    pub places: Vec<Place>,
    /// Upper edges of each flow where it leaves and where it arrives, and its thickness.
    pub bands: Vec<(f64, f64, f64)>,
    /// How many layers there are.
    pub layers: usize,
}

/// Layers by the longest way from where something begins; what goes nowhere else stands in the last one. The flows must
/// not run in circles.
pub fn layers(count: usize, flows: &[Flow]) -> Vec<usize> {
    let mut waiting = vec![0usize; count];
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (from, to, _) in flows {
        waiting[*to] += 1;
        out[*from].push(*to);
    }
    let mut layers = vec![0; count];
    let mut ready: Vec<usize> = (0..count).filter(|member| waiting[*member] == 0).collect();
    while let Some(member) = ready.pop() {
        for &to in &out[member] {
            layers[to] = layers[to].max(layers[member] + 1);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                ready.push(to);
            }
        }
    }
    let last = layers.iter().copied().max().unwrap_or(0);
    for (member, layer) in layers.iter_mut().enumerate() {
        if out[member].is_empty() {
            *layer = last;
        }
    }
    layers
}

/// Lays members and flows out in a height; `rooms` is the height that the label of each member needs, `gap` what lies
/// between two.
pub fn layout(rooms: &[f64], flows: &[Flow], height: f64, gap: f64) -> Layout {
    let layer_of = layers(rooms.len(), flows);
    let count = layer_of.iter().max().map_or(0, |last| last + 1);
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (member, layer) in layer_of.iter().enumerate() {
        columns[*layer].push(member);
    }
    let sizes = sizes(rooms.len(), flows);
    let scale = scale(&columns, &sizes, rooms, height, gap);
    let mut places: Vec<Place> = layer_of
        .iter()
        .zip(&sizes)
        .map(|(layer, size)| Place { layer: *layer, y: 0.0, height: size * scale })
        .collect();
    let slots: Vec<f64> = places.iter().zip(rooms).map(|(place, room)| place.height.max(*room)).collect();
    for column in &columns {
        let centers: Vec<f64> = (0..column.len()).map(|i| i as f64).collect();
        settle(column, &centers, &slots, &mut places, height, gap);
    }
    for sweep in 0..SWEEPS {
        let ahead = sweep % 2 == 0;
        for i in 0..columns.len() {
            let column = if ahead { i } else { columns.len() - 1 - i };
            let wanted: Vec<f64> =
                columns[column].iter().map(|m| barycentre(*m, flows, &places, ahead)).collect();
            let sorted: Vec<usize> = order::of(&wanted).into_iter().map(|i| columns[column][i]).collect();
            let wanted: Vec<f64> = order::of(&wanted).into_iter().map(|i| wanted[i]).collect();
            settle(&sorted, &wanted, &slots, &mut places, height, gap);
            columns[column] = sorted;
        }
    }
    let bands = bands(flows, &places, scale);
    Layout { places, bands, layers: count }
}

/// The larger of what comes and what goes, for each member.
fn sizes(count: usize, flows: &[Flow]) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); count];
    for (from, to, value) in flows {
        sums[*from].0 += value;
        sums[*to].1 += value;
    }
    sums.into_iter().map(|(gives, gets): (f64, f64)| gives.max(gets)).collect()
}

/// Pixels for a unit: as many as leave every label its room in the fullest layer.
fn scale(columns: &[Vec<usize>], sizes: &[f64], rooms: &[f64], height: f64, gap: f64) -> f64 {
    let fits = |scale: f64| {
        columns.iter().all(|column| {
            let slots: f64 = column.iter().map(|m| (sizes[*m] * scale).max(rooms[*m]) + gap).sum();
            slots - gap <= height
        })
    };
    let largest = sizes.iter().copied().fold(0.0, f64::max);
    let (mut low, mut high) = (0.0, if largest > 0.0 { height / largest } else { 0.0 });
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if fits(middle) { low = middle } else { high = middle }
    }
    low
}

/// The mean height of the neighbours of a member, weighted by what flows; its own where it has none on that side.
fn barycentre(member: usize, flows: &[Flow], places: &[Place], ahead: bool) -> f64 {
    let (mut sum, mut weight) = (0.0, 0.0);
    for (from, to, value) in flows {
        let (own, other) = if ahead { (*to, *from) } else { (*from, *to) };
        if own == member {
            // A flow of nothing still pulls a little.
            let value = value.max(1e-9);
            sum += places[other].center() * value;
            weight += value;
        }
    }
    if weight > 0.0 { sum / weight } else { places[member].center() }
}

/// Puts the members of a layer, in that order, as near to their wishes as their slots allow.
fn settle(column: &[usize], wanted: &[f64], slots: &[f64], places: &mut [Place], height: f64, gap: f64) {
    let total: f64 = column.iter().map(|member| slots[*member] + gap).sum::<f64>() - gap;
    let mut tops = Vec::with_capacity(column.len());
    let mut floor = 0.0f64;
    for (member, wish) in column.iter().zip(wanted) {
        let top = floor.max(wish - slots[*member] / 2.0);
        tops.push(top);
        floor = top + slots[*member] + gap;
    }
    // What does not fit at all hangs over evenly.
    let mut ceiling = height.max(total);
    for (member, top) in column.iter().zip(tops.iter_mut()).rev() {
        *top = top.min(ceiling - slots[*member]);
        ceiling = *top - gap;
    }
    for (member, top) in column.iter().zip(tops) {
        places[*member].y = top + (slots[*member] - places[*member].height) / 2.0;
    }
}

/// At each member flows lie in the order of their other ends, so that they do not cross there.
fn bands(flows: &[Flow], places: &[Place], scale: f64) -> Vec<(f64, f64, f64)> {
    let mut bands: Vec<(f64, f64, f64)> =
        flows.iter().map(|(_, _, value)| (0.0, 0.0, value * scale)).collect();
    for at_start in [true, false] {
        let far = |flow: &Flow| places[if at_start { flow.1 } else { flow.0 }].center();
        let keys: Vec<f64> = flows.iter().map(far).collect();
        let mut used = vec![0.0; places.len()];
        for i in order::of(&keys) {
            let member = if at_start { flows[i].0 } else { flows[i].1 };
            let y = places[member].y + used[member];
            used[member] += bands[i].2;
            if at_start { bands[i].0 = y } else { bands[i].1 = y }
        }
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_go_by_the_longest_way_and_ends_stand_last() {
        assert_eq!(layers(4, &[(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (0, 3, 1.0)]), [0, 1, 2, 2]);
        assert_eq!(layers(0, &[]), [0; 0]);
    }

    #[test]
    fn members_that_would_cross_change_places() {
        let crossing = [(0, 3, 5.0), (1, 2, 5.0)];
        let out = layout(&[10.0; 4], &crossing, 100.0, 10.0);
        assert_eq!(out.places[0].y < out.places[1].y, out.places[3].y < out.places[2].y);
    }

    #[test]
    fn nothing_overlaps_and_flows_fill_their_members() {
        let flows = [(0, 2, 30.0), (0, 3, 10.0), (1, 3, 0.5), (1, 4, 0.0), (2, 5, 30.0), (3, 5, 10.5)];
        let out = layout(&[30.0; 6], &flows, 200.0, 8.0);
        assert_eq!(out.layers, 3);
        for (i, a) in out.places.iter().enumerate() {
            assert!(a.y >= -0.001 && a.y + a.height <= 200.001, "{a:?}");
            for b in out.places[..i].iter().filter(|b| b.layer == a.layer) {
                assert!((a.center() - b.center()).abs() >= 38.0 - 0.001, "labels of {a:?} and {b:?}");
                assert!(a.y >= b.y + b.height || b.y >= a.y + a.height);
            }
        }
        let into_last: f64 = [4, 5].map(|i| out.bands[i].2).iter().sum();
        assert!((into_last - out.places[5].height).abs() < 0.001);
        assert_eq!(out.bands[3].2, 0.0);
    }

    #[test]
    fn what_is_too_much_for_its_height_is_still_told_apart() {
        let flows: Vec<Flow> = (1..50).map(|to| (0, to, 1.0)).collect();
        let out = layout(&[20.0; 50], &flows, 100.0, 4.0);
        let mut ys: Vec<f64> = out.places[1..].iter().map(|place| place.y).collect();
        ys.sort_by(f64::total_cmp);
        assert!(ys.windows(2).all(|pair| pair[1] - pair[0] >= 23.9));
        assert_eq!(layout(&[], &[], 100.0, 4.0), Layout::default());
    }
}
