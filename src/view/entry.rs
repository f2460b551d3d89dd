//! What the kinds for entries of a ledger share: the light of a state, the bar in front of a group, the notes below.

use super::Context;
use crate::dataset::{Entry, Period, STATES, State};
use crate::geometry::{Path, Point, Rect, Subpath, point};
use crate::query::{self, Row};
use crate::readout;
use crate::scene::builder::run;
use crate::scene::{
    Anchor, Baseline, Builder, Color, DatumKey, Font, Node, Role, Shape, Stroke, Style, Text,
};
use crate::theme::{LABEL, Theme};

/// Height of one line of names.
pub const LINE: f64 = 16.0;
/// Heading of a group.
pub const GROUP: Font = Font::bold(13.0);
/// Room for the heading of a group.
pub const GROUP_HEIGHT: f64 = 28.0;

impl<'a> Context<'a> {
    /// The entry that a row stands for.
    pub fn entry(&self, row: &Row) -> Option<&'a Entry> {
        row.entry.and_then(|entry| self.set.entries.get(entry))
    }

    /// The day that the view takes for today: the first of its references that is a time.
    pub fn today(&self) -> Option<Period> {
        query::today(self.panel)
    }

    /// Whether an entry should be done by now and is not.
    pub fn is_overdue(&self, entry: &Entry) -> bool {
        self.today().is_some_and(|today| entry.is_overdue(today))
    }

    /// What its mark says.
    pub fn entry_label(&self, row: &Row) -> String {
        let mut label = self.label(row);
        if self.entry(row).is_some_and(|entry| self.is_overdue(entry)) {
            label.push_str("，已逾期");
        }
        label
    }

    /// The word for how an entry stands: overdue is said, whatever else is.
    pub fn state_word(&self, entry: &Entry) -> &'static str {
        if self.is_overdue(entry) { "已逾期" } else { entry.state.name() }
    }

    /// The colour for how an entry stands.
    pub fn state_color(&self, entry: &Entry) -> Color {
        let state = if self.is_overdue(entry) { State::Late } else { entry.state };
        color(state, self.theme)
    }
}

/// The colour of a state: green is done, blue under way, amber at risk, red late or lacking.
pub fn color(state: State, theme: &Theme) -> Color {
    match state {
        State::Done | State::Early => theme.categorical[2],
        State::OnTrack | State::UnderWay => theme.brand,
        State::Risk => theme.categorical[4],
        State::Late | State::Gap => theme.diverging.0,
        State::Planned | State::Unstated => theme.ink_3,
    }
}

/// The light of a state: its colour, and a sign of its own for those who see no colours.
pub fn light(out: &mut Builder, center: Point, state: State, theme: &Theme, datum: Option<DatumKey>) {
    let role = if datum.is_some() { Role::MarkLabel } else { Role::Guide };
    let node = |shape: Shape, style: Style| Node { datum, ..Node::new(shape, style, role) };
    const RADIUS: f64 = 6.5;
    let own = color(state, theme);
    let is_hollow = matches!(state, State::Planned | State::Gap | State::Unstated | State::UnderWay);
    let mut style = Style::fill(if is_hollow { theme.ground } else { own });
    let dash = (state == State::Gap).then_some((2.5, 2.0));
    style.stroke = Some(Stroke { color: own, width: 1.5, dash });
    out.push(node(Shape::Circle { center, radius: RADIUS }, style));
    let runs: &[&[(f64, f64)]] = match state {
        State::Done => &[&[(-3.0, 0.2), (-0.8, 2.5), (3.2, -2.4)]],
        State::Early => &[&[(-3.0, 0.0), (0.0, -3.0), (3.0, 0.0)], &[(-3.0, 3.2), (0.0, 0.2), (3.0, 3.2)]],
        State::OnTrack | State::UnderWay => &[&[(-1.6, -3.0), (1.9, 0.0), (-1.6, 3.0)]],
        State::Late | State::Risk => &[&[(0.0, -3.6), (0.0, 0.8)], &[(0.0, 2.4), (0.0, 3.6)]],
        State::Gap => &[&[(-2.0, -2.0), (2.0, 2.0)], &[(2.0, -2.0), (-2.0, 2.0)]],
        State::Unstated => &[&[(-2.5, 0.0), (2.5, 0.0)]],
        State::Planned => &[],
    };
    let ink = if is_hollow { own } else { theme.ground };
    let at = |(x, y): &(f64, f64)| point(center.x + x, center.y + y);
    let subpath = |run: &&[(f64, f64)]| Subpath { points: run.iter().map(at).collect(), closed: false };
    let path = Path { subpaths: runs.iter().map(subpath).collect() };
    out.push(node(Shape::Path(path), Style::stroke(ink, 1.6)));
}

/// A text of a mark.
pub fn tag(out: &mut Builder, text: Text, color: Color, datum: DatumKey) {
    out.push(Node::new(Shape::Text(text), Style::fill(color), Role::MarkLabel).datum(datum));
}

/// `name` in at most `most` lines; what has no room is cut, and the tooltip has it whole.
pub fn lines(out: &Builder, name: &str, font: Font, width: f64, most: usize) -> Vec<String> {
    let mut lines = out.wrap(name, font, width);
    if lines.len() > most {
        let rest = lines[most - 1..].concat();
        lines.truncate(most - 1);
        lines.push(out.ellipsis(&rest, font, width));
    }
    lines
}

/// Lines of a mark from the top down.
pub fn block(out: &mut Builder, lines: &[String], at: Point, color: Color, datum: DatumKey) {
    haloed(out, lines, at, (color, None), datum);
}

/// The same over what lies below.
pub fn haloed(
    out: &mut Builder,
    lines: &[String],
    at: Point,
    (color, halo): (Color, Option<Color>),
    datum: DatumKey,
) {
    for (i, line) in lines.iter().enumerate() {
        let at = (at.x, at.y + (i as f64 + 0.5) * LINE);
        let text = run(line.as_str(), at, LABEL, Anchor::Start, Baseline::Middle);
        tag(out, Text { halo, ..text }, color, datum);
    }
}

/// The heading of a group at the top of `rect`, with what is counted in it at the right.
pub fn heading(cx: &Context, out: &mut Builder, rect: Rect, name: &str, count: &str) {
    let y = rect.y + GROUP_HEIGHT / 2.0 + 2.0;
    let wide = out.width(count, LABEL);
    let name = out.ellipsis(name, GROUP, rect.width - wide - 12.0);
    let halo = Some(cx.theme.ground);
    let text = run(name, (rect.x, y), GROUP, Anchor::Start, Baseline::Middle);
    out.text(Text { halo, ..text }, cx.theme.ink, Role::Guide);
    let text = run(count, (rect.right(), y), LABEL, Anchor::End, Baseline::Middle);
    out.text(Text { halo, ..text }, cx.theme.ink_3, Role::Guide);
}

/// Height of what [`tally`] draws.
pub fn tally_height(cx: &Context, out: &Builder, width: f64) -> f64 {
    places(out, &counts(cx), width).last().map_or(0.0, |(_, y)| y + TALLY)
}

/// How many entries stand how, each with its light: legend and count in one.
pub fn tally(cx: &Context, out: &mut Builder, rect: Rect) {
    let counts = counts(cx);
    for ((state, words), (x, y)) in counts.iter().zip(places(out, &counts, rect.width)) {
        let middle = rect.y + y + 9.0;
        light(out, point(rect.x + x + 7.0, middle), *state, cx.theme, None);
        let at = (rect.x + x + 19.0, middle);
        let text = run(words.as_str(), at, LABEL, Anchor::Start, Baseline::Middle);
        out.text(text, cx.theme.ink_2, Role::Guide);
    }
}

const TALLY: f64 = 24.0;

fn counts(cx: &Context) -> Vec<(State, String)> {
    if !has_states(cx) {
        return Vec::new();
    }
    let count = |wanted: State| {
        let is_so = |row: &&Row| cx.entry(row).is_some_and(|entry| state(cx, entry) == wanted);
        cx.table.rows.iter().filter(is_so).count()
    };
    let words = |state: State| match (count(state), state) {
        (0, _) => None,
        (count, State::Late) if cx.today().is_some() => Some((state, format!("滞后或逾期 {count}"))),
        (count, _) => Some((state, format!("{} {count}", state.name()))),
    };
    STATES.iter().map(|(_, state)| *state).chain([State::Unstated]).filter_map(words).collect()
}

fn places(out: &Builder, counts: &[(State, String)], width: f64) -> Vec<(f64, f64)> {
    let (mut x, mut y) = (0.0, 0.0);
    let place = |(_, words): &(State, String)| {
        let own = 19.0 + out.width(words, LABEL);
        if x > 0.0 && x + own > width {
            (x, y) = (0.0, y + TALLY);
        }
        let at = (x, y);
        x += own + 16.0;
        at
    };
    counts.iter().map(place).collect()
}

/// How much of a group is done: what its heading says at the right.
pub fn group_count(cx: &Context, rows: &[usize]) -> String {
    let state = |i: &&usize| cx.entry(&cx.table.rows[**i]).map(|entry| entry.state);
    let said = rows.iter().filter(|i| state(i).is_some_and(|state| state != State::Unstated)).count();
    let done = rows.iter().filter(|i| state(i).is_some_and(State::is_finished)).count();
    if said == 0 { format!("{} 项", rows.len()) } else { format!("完成 {done} / {} 项", rows.len()) }
}

/// The date that says most about an entry, and what it is the date of.
pub fn date(entry: &Entry) -> String {
    let word = match (entry.done, entry.due) {
        (Some(_), _) => "完成",
        (None, Some(_)) => "到期",
        _ => "开始",
    };
    entry.when().map_or(String::new(), |when| format!("{} {word}", when.label()))
}

/// The rows of each group in order: the name of the group and the positions of its rows.
pub fn groups<'a>(cx: &'a Context) -> Vec<(&'a str, Vec<usize>)> {
    let mut groups: Vec<(&str, Vec<usize>)> =
        cx.table.items.iter().map(|name| (name.as_str(), Vec::new())).collect();
    for (i, row) in cx.table.rows.iter().enumerate() {
        groups[row.item].1.push(i);
    }
    groups
}

/// Whether groups have headings: one that has no name needs none.
pub fn has_headings(cx: &Context) -> bool {
    cx.table.items.len() > 1 || cx.table.items.iter().any(|name| !name.is_empty())
}

/// How an entry stands, overdue being late whatever else is said.
pub fn state(cx: &Context, entry: &Entry) -> State {
    query::standing(entry, cx.today())
}

/// Whether any entry says how it stands: where none does, lights would say nothing.
pub fn has_states(cx: &Context) -> bool {
    !readout::entry::states(cx.table, cx.set).is_empty()
}
