//! Flows: figures whose indicators say where they come from and where they go to.

use super::Table;
use crate::config::{Chart, Kind, Panel};
use crate::dataset::{Dataset, Flow};
use crate::diagnostic::{Diagnostics, say};
use crate::nearest::joined;
use crate::unit;

/// One figure from one member to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Position of the row in the table.
    pub row: usize,
    /// Position of the member that gives.
    pub from: usize,
    /// Position of the member that gets.
    pub to: usize,
    /// How much, in scaled units; `None` where the figure is missing.
    pub value: Option<f64>,
}

/// Who takes part, and what flows between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// Names of the members, in the order in which they first occur.
    pub members: Vec<String>,
    /// The flows.
    pub links: Vec<Link>,
    /// Rows that are no flow, less than zero, or too many.
    pub left: Vec<usize>,
}

fn flow_of(set: &Dataset, indicator: usize) -> Option<&Flow> {
    set.indicators[indicator].details.as_ref()?.flow.as_ref()
}

/// The flows of a table.
pub fn network(table: &Table, set: &Dataset) -> Network {
    let mut network = Network::default();
    for (position, row) in table.rows.iter().enumerate() {
        let value = table.scaled(row);
        let flow = flow_of(set, row.indicator);
        let flow =
            flow.filter(|_| value.is_none_or(|value| value >= 0.0) && network.links.len() < MOST_LINKS);
        let members = &mut network.members;
        let ends = flow.and_then(|flow| Some((member(members, &flow.from)?, member(members, &flow.to)?)));
        match ends {
            Some((from, to)) => network.links.push(Link { row: position, from, to, value }),
            None => network.left.push(position),
        }
    }
    network
}

/// More members and links than these are not told apart by any picture.
const MOST: usize = 200;
const MOST_LINKS: usize = 1000;

/// The position of a member of that name, which may be new.
fn member(members: &mut Vec<String>, name: &str) -> Option<usize> {
    let known = members.iter().position(|member| member == name);
    if known.is_none() && members.len() < MOST {
        members.push(name.into());
        return Some(members.len() - 1);
    }
    known
}

/// Which links close a circle when the links are walked in their order: what flows back to where it came from.
pub fn closing(members: usize, links: &[(usize, usize)]) -> Vec<bool> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); members];
    for (i, (from, _)) in links.iter().enumerate() {
        out[*from].push(i);
    }
    let mut closes = vec![false; links.len()];
    // 0: not seen, 1: on the way, 2: done.
    let mut state = vec![0u8; members];
    for start in 0..members {
        let mut way = vec![(start, 0)];
        while let Some((member, next)) = way.pop() {
            if next == 0 && state[member] != 0 {
                continue;
            }
            state[member] = 1;
            let Some(&link) = out[member].get(next) else {
                state[member] = 2;
                continue;
            };
            way.push((member, next + 1));
            match state[links[link].1] {
                0 => way.push((links[link].1, 0)),
                1 => closes[link] = true,
                _ => {}
            }
        }
    }
    closes
}

fn is_of_flows(panel: &Panel) -> bool {
    matches!(panel.kind, Kind::Chart(Chart::Sankey | Chart::Chord))
}

/// Where a view of flows names no indicator: all flows whose unit converts to the first one's.
pub(super) fn choose(panel: &Panel, set: &Dataset, found: &mut Vec<usize>, faults: &mut Diagnostics) {
    if !is_of_flows(panel) {
        return;
    }
    let mut flows = (0..set.indicators.len()).filter(|i| flow_of(set, *i).is_some());
    let Some(first) = flows.next() else { return };
    *found = vec![first];
    let mut unlike = 0;
    for flow in flows {
        let converts = unit::shift(&set.indicators[flow].unit, &set.indicators[first].unit).is_ok();
        if converts { found.push(flow) } else { unlike += 1 }
    }
    if unlike > 0 {
        let sentence = say!(
            "有 {} 个流向的单位不能换算成第一个的单位，未画出",
            "the units of {} flows do not convert to the first one's; not drawn",
            &unlike.to_string()
        );
        faults.warning(&panel.place, sentence, "用 indicators 列出同一单位的流向，其余另设视图".into());
    }
}

/// Tells what a view of flows cannot draw; `None` where it has nothing to draw.
pub(super) fn tell(table: &Table, panel: &Panel, set: &Dataset, faults: &mut Diagnostics) -> Option<()> {
    if !is_of_flows(panel) {
        return Some(());
    }
    let network = network(table, set);
    let names = |rows: &[usize]| {
        let names: Vec<&str> =
            rows.iter().map(|row| set.indicators[table.rows[*row].indicator].name.as_str()).collect();
        joined(names.into_iter(), "、")
    };
    if network.links.is_empty() {
        let hint = "在数据的指标里写 \"flow\": {\"from\": \"市财政\", \"to\": \"区市\"}".into();
        let sentence = say!("指标没有写明流向（flow）", "the indicators do not say what flows where (flow)");
        faults.error(&panel.place, sentence, hint);
        return None;
    }
    if !network.left.is_empty() {
        let sentence = say!(
            "没有流向、小于零或太多，未画出：{}",
            "no flow, less than zero, or too many; not drawn: {}",
            &names(&network.left)
        );
        faults.warning(&panel.place, sentence, String::new());
    }
    if panel.kind == Kind::Chart(Chart::Sankey) {
        let ends: Vec<(usize, usize)> = network.links.iter().map(|link| (link.from, link.to)).collect();
        let closes = closing(network.members.len(), &ends);
        let rows: Vec<usize> = network
            .links
            .iter()
            .zip(closes)
            .filter(|(_, closes)| *closes)
            .map(|(link, _)| link.row)
            .collect();
        if !rows.is_empty() {
            let sentence =
                say!("流回起点，桑基图画不出：{}", "flows back in a circle, not drawn: {}", &names(&rows));
            faults.warning(&panel.place, sentence, "互相往来的流向用弦图：\"kind\": \"chord\"".into());
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_link_that_closes_a_circle_is_told() {
        assert_eq!(closing(3, &[(0, 1), (1, 2), (2, 0), (0, 2)]), [false, false, true, false]);
        assert_eq!(closing(2, &[(0, 0), (0, 1), (1, 0)]), [true, false, true]);
        assert_eq!(closing(4, &[(0, 2), (1, 2), (2, 3), (1, 3)]), [false; 4]);
        assert_eq!(closing(0, &[]), [false; 0]);
    }
}
