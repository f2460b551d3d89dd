//! The timeline: keys, the pointer and the clock choose the period that is shown.

use super::{Event, Reach, State, shown_of};
use crate::dataset::Period;
use crate::geometry::{Point, Rect};
use crate::guide::player::{self, BACK, FORWARD, PLAY, TRACK};
use crate::query::{Shown, Table};
use crate::scene::{DatumKey, Part, hit};

/// More characters than that make no period.
const LONGEST: usize = 24;

/// What somebody types on a timeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Typing {
    /// The characters so far.
    pub text: String,
    /// The period that was asked for and is not there; empty for none.
    pub unknown: String,
}

/// A timeline whose thumb is held, and where its track lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thumb {
    panel: u16,
    track: Rect,
}

/// Shows the period at a position of a timeline.
fn show(shown: &mut Shown, table: &Table, position: usize) {
    let wanted = table.periods.get(position).copied();
    // What the view shows by itself is no choice.
    shown.moment = wanted.filter(|period| Some(*period) != table.moment);
}

fn position(shown: &Shown, table: &Table) -> usize {
    let moment = table.moment_in(Some(shown));
    moment.map_or(0, |moment| table.periods.partition_point(|period| *period < moment))
}

/// Goes so many periods on, not beyond the ends.
fn step(shown: &mut Shown, table: &Table, by: isize) {
    let last = table.periods.len().saturating_sub(1);
    show(shown, table, position(shown, table).saturating_add_signed(by).min(last));
}

/// Starts playing, from the first period where the last one is shown; or stops.
fn play(shown: &mut Shown, table: &Table) {
    shown.playing = !shown.playing;
    if shown.playing && position(shown, table) + 1 >= table.periods.len() {
        show(shown, table, 0);
    }
}

/// What is pressed on a timeline, at that place.
pub fn press(state: &mut State, key: DatumKey, at: Point, reach: &Reach) -> bool {
    let track = hit::largest(reach.scene, key);
    let Some((shown, table)) = timed(state, key.panel, reach) else { return false };
    match (key.row, track) {
        (PLAY, _) => play(shown, table),
        (BACK, _) => step(shown, table, -1),
        (FORWARD, _) => step(shown, table, 1),
        (_, Some(track)) => show(shown, table, player::at(&track, at.x, table.periods.len())),
        _ => return false,
    }
    true
}

/// The view and its table where it has a timeline.
fn timed<'s, 'r>(state: &'s mut State, panel: u16, reach: &Reach<'r>) -> Option<(&'s mut Shown, &'r Table)> {
    let table = reach.tables.get(panel as usize).filter(|table| table.moment.is_some())?;
    Some((shown_of(state, panel, reach)?, table))
}

/// A key on a timeline: whether it means something there.
pub fn key(state: &mut State, name: &str, reach: &Reach) -> bool {
    let on = state.focus.or(state.hover).filter(|key| key.part == Part::Time);
    let typing = std::mem::take(&mut state.typing);
    let Some(on) = on else { return false };
    let Some((shown, table)) = timed(state, on.panel, reach) else { return false };
    let mut text = typing.text;
    let mut unknown = String::new();
    match name {
        "ArrowRight" => step(shown, table, 1),
        "ArrowLeft" => step(shown, table, -1),
        "Home" => show(shown, table, 0),
        "End" => show(shown, table, table.periods.len().saturating_sub(1)),
        "Enter" if !text.is_empty() => {
            match table.period_typed(&text) {
                Some(period) => show(shown, table, table.periods.partition_point(|own| *own < period)),
                None => unknown.clone_from(&text),
            }
            text.clear();
        }
        "Enter" | " " => play(shown, table),
        "Backspace" if text.pop().is_some() => {}
        "Escape" if !text.is_empty() => text.clear(),
        name if is_typed(name) && text.len() < LONGEST => text.push_str(name),
        _ => return false,
    }
    // Whoever moves on has given up what was begun.
    if !is_typed(name) && name != "Backspace" {
        text.clear();
    }
    state.typing = Typing { text, unknown };
    state.focus = Some(DatumKey { row: TRACK, ..on });
    true
}

/// Whether a key is a character that periods are written with.
fn is_typed(key: &str) -> bool {
    let mut bytes = key.bytes();
    let first =
        bytes.next().is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/' | b'.'));
    first && bytes.next().is_none()
}

/// The thumb is drawn along the track.
pub fn drag(state: &mut State, from: Point, to: Point, is_over: bool, reach: &Reach) -> bool {
    let under = || {
        let key =
            hit::hit(reach.scene, from, 0.0).filter(|key| key.part == Part::Time && key.row == TRACK)?;
        Some(Thumb { panel: key.panel, track: hit::largest(reach.scene, key)? })
    };
    let Some(thumb) = state.thumb.take().or_else(under) else { return false };
    let Some((shown, table)) = timed(state, thumb.panel, reach) else { return false };
    show(shown, table, player::at(&thumb.track, to.x, table.periods.len()));
    state.thumb = Some(thumb).filter(|_| !is_over);
    state.hover = None;
    true
}

/// A period's time has gone by: the next one, up to the last. Where nobody looks any more nothing plays.
pub fn tick(state: &mut State, is_seen: bool, reach: &Reach) -> bool {
    let mut is_playing = false;
    for (shown, table) in state.shown.iter_mut().zip(reach.tables).filter(|(shown, _)| shown.playing) {
        if is_seen {
            step(shown, table, 1);
        }
        shown.playing = is_seen && position(shown, table) + 1 < table.periods.len();
        is_playing = true;
    }
    is_playing
}

/// Whether what happened is the visitor's own doing, which stops what plays.
pub fn is_input(event: &Event) -> bool {
    matches!(
        event,
        Event::Click(_) | Event::DoubleClick(_) | Event::Drag(..) | Event::Pull(_) | Event::Key(_)
    )
}

/// What played before such an event plays no more.
pub fn stop(state: &mut State, before: &[Shown]) {
    for (shown, before) in state.shown.iter_mut().zip(before) {
        shown.playing &= !before.playing;
    }
}

/// Shows the period of a datum that another widget has chosen, in the view that has it.
pub fn follow(state: &mut State, key: DatumKey, period: Option<Period>, reach: &Reach) {
    let row = reach.tables.get(key.panel as usize).and_then(|table| table.rows.get(key.row as usize));
    let Some(period) = row.map(|row| row.period).filter(|own| Some(*own) == period) else { return };
    if let Some((shown, table)) = timed(state, key.panel, reach) {
        show(shown, table, table.periods.partition_point(|own| *own < period));
    }
}

/// What is looked at, focused and chosen stays with its district from period to period.
pub fn settle(state: &mut State, reach: &Reach) {
    for key in [&mut state.hover, &mut state.focus, &mut state.selected] {
        let Some(own) = key.filter(|key| key.part == Part::Row) else { continue };
        let Some(table) = reach.tables.get(own.panel as usize) else { continue };
        let Some(moment) = table.moment_in(state.shown.get(own.panel as usize)) else { continue };
        if table.rows.get(own.row as usize).is_some_and(|row| row.period != moment) {
            let row = table.at_moment(moment, &[own.row]).into_iter().next().flatten();
            *key = row.map(|row| DatumKey { row, ..own });
        }
    }
}
