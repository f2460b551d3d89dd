//! Lists that are longer than their window: wheel, thumb and keyboard move the window, and what is chosen comes into it.

use super::{Reach, State, Step, shown_of};
use crate::geometry::{Point, Rect};
use crate::guide::scroll;
use crate::query::Axis;
use crate::scene::{DatumKey, Part};

/// The window of a list that is longer than it may be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scroll {
    /// The first line that is shown.
    pub first: usize,
    /// How many lines are shown.
    pub lines: usize,
    /// How many there are.
    pub count: usize,
    /// Where its scrollbar lies.
    pub track: Rect,
}

impl Scroll {
    /// The window that starts at `first`, or as late as it can.
    pub fn new(first: usize, lines: usize, count: usize) -> Scroll {
        let first = first.min(count.saturating_sub(lines));
        Scroll { first, lines, count, track: Rect::default() }
    }

    /// Where the window starts once it holds a line, moved as little as needed.
    fn with(&self, line: usize) -> usize {
        self.first.min(line).max((line + 1).saturating_sub(self.lines))
    }
}

/// What is known of the lists and long axes of a widget.
pub trait Lists {
    /// The axis of a view that can be looked at more closely.
    fn axis(&self, panel: u16) -> Option<Axis<'_>>;
    /// The window of a view that is scrolled.
    fn scroll(&self, panel: u16) -> Option<Scroll>;
    /// The rows of the line at a position of a list.
    fn keys(&self, panel: u16, position: usize) -> Vec<DatumKey>;
    /// Where the line of a row stands in the list of its view.
    fn position(&self, key: DatumKey) -> Option<usize>;
    /// Where the line of what is chosen, or the first that is about the same, stands in a list.
    fn chosen(&self, panel: u16, state: &State) -> Option<usize>;
    /// The chips that are alternatives to one, itself among them.
    fn chips(&self, panel: u16, chip: u32) -> Vec<u32>;
}

/// The thumb that is held: whose, and how far from its middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grip {
    panel: u16,
    offset: f64,
}

/// Shows a list from another line on; says whether that is another window.
fn show(state: &mut State, panel: u16, first: usize, reach: &Reach) -> bool {
    let Some(scroll) = reach.lists.scroll(panel) else { return false };
    let first = first.min(scroll.count.saturating_sub(scroll.lines));
    if first == scroll.first {
        return false;
    }
    if let Some(shown) = shown_of(state, panel, reach) {
        shown.scroll(first, scroll.lines);
    }
    true
}

/// Takes hold of the scrollbar at a position: of its thumb, or of its track, and then the thumb comes there at once.
pub(super) fn grab(state: &mut State, at: Point, reach: &Reach) -> bool {
    let found = (0..reach.tables.len() as u16)
        .find_map(|panel| Some((panel, reach.lists.scroll(panel).filter(|own| own.track.contains(at))?)));
    state.grip = None;
    let Some((panel, own)) = found else { return false };
    let thumb = scroll::thumb(own.track, own.first, own.lines, own.count);
    let offset = if thumb.contains(at) { at.y - thumb.center().y } else { 0.0 };
    state.grip = Some(Grip { panel, offset });
    state.hover = None;
    pull(state, at, false, reach);
    true
}

/// The held thumb goes along with the pointer.
pub(super) fn pull(state: &mut State, to: Point, is_over: bool, reach: &Reach) -> bool {
    let Some(Grip { panel, offset }) = state.grip else { return false };
    if is_over {
        state.grip = None;
    }
    let Some(own) = reach.lists.scroll(panel) else { return true };
    let first = scroll::first(own.track, to.y - offset, own.lines, own.count);
    show(state, panel, first, reach);
    true
}

/// Pixels of a turned wheel that are a line.
const NOTCH: f64 = 40.0;

/// A wheel is turned over a list. At its ends the page has it again.
pub(super) fn wheel(state: &mut State, at: Point, by: f64, reach: &Reach) -> bool {
    let is_over = |panel: &u16| {
        let own = reach.lists.scroll(*panel);
        let plot = reach.plots.get(*panel as usize);
        let rows = |track: Rect| track.y <= at.y && at.y <= track.bottom();
        own.zip(plot)
            .is_some_and(|(own, plot)| rows(own.track) && plot.x <= at.x && at.x <= own.track.right())
    };
    let Some(panel) = (0..reach.tables.len() as u16).find(is_over) else { return false };
    let Some(own) = reach.lists.scroll(panel) else { return false };
    // What a slow wheel leaves over is kept for the next turn.
    let turned = state.turned + if by.is_finite() { by } else { 0.0 };
    let lines = (turned / NOTCH).trunc();
    state.turned = turned - lines * NOTCH;
    let is_end = if by < 0.0 { own.first == 0 } else { own.first + own.lines >= own.count };
    if is_end {
        state.turned = 0.0;
        return false;
    }
    state.hover = None;
    let first = (own.first as f64 + lines).max(0.0) as usize;
    show(state, panel, first, reach);
    true
}

/// Where a key leads in a list, beyond what is shown of it too; `None` where it leads out of the list.
pub(super) fn walk(
    state: &mut State,
    from: Option<DatumKey>,
    step: Step,
    next: Option<DatumKey>,
    reach: &Reach,
) -> Option<DatumKey> {
    let from = from.filter(|key| key.part == Part::Row)?;
    let own = reach.lists.scroll(from.panel)?;
    let position = reach.lists.position(from)?;
    let last = own.count.saturating_sub(1);
    let keys = reach.lists.keys(from.panel, position);
    let place = keys.iter().position(|key| *key == from).unwrap_or(0);
    let (to, place) = match step {
        Step::Along(by) => match keys.get(place.wrapping_add_signed(by)) {
            Some(_) => (position, place.wrapping_add_signed(by)),
            None => (position.checked_add_signed(by)?, if by > 0 { 0 } else { usize::MAX }),
        },
        Step::Across(by) => {
            let to = position.saturating_add_signed(by * own.lines as isize).min(last);
            (if to == position { return next } else { to }, place)
        }
        Step::First => (0, place),
        Step::Last => (last, place),
    };
    let keys = reach.lists.keys(from.panel, to);
    let key = keys.get(place).or(keys.last()).copied();
    if key.is_some() {
        show(state, from.panel, own.with(to), reach);
    }
    key.or(next)
}

/// Brings what is chosen into the windows of all lists that are about it, where it is not in sight already.
pub(super) fn reveal(state: &mut State, reach: &Reach) {
    for panel in 0..reach.tables.len() as u16 {
        let Some(own) = reach.lists.scroll(panel) else { continue };
        let Some(position) = reach.lists.chosen(panel, state) else { continue };
        if !(own.first..own.first + own.lines).contains(&position) {
            // In the middle: what stands around it is worth seeing.
            show(state, panel, position.saturating_sub(own.lines / 2), reach);
        }
    }
}
