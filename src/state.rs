//! What the visitor has done so far, and how an event changes it. Pure: the same events, the same state.

#[cfg(feature = "charts")]
mod lists;

#[cfg(feature = "charts")]
pub use lists::{Grip, Lists, Scroll};

#[cfg(feature = "charts")]
use crate::dataset::Period;
use crate::geometry::Point;
#[cfg(feature = "charts")]
use crate::geometry::{Rect, point};
#[cfg(feature = "charts")]
use crate::query::{Axis, Datum, Stretch, Zoom};
use crate::query::{Shown, Table};
use crate::scene::{DatumKey, Part, Scene, hit};
#[cfg(feature = "charts")]
use crate::scene::{WINDOW_CLOSER, WINDOW_WIDER};
#[cfg(feature = "charts")]
use crate::topology::camera::{Camera, Frame};

#[cfg(feature = "charts")]
pub mod time;

/// What is lit, focused and selected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Under the pointer.
    pub hover: Option<DatumKey>,
    /// Reached by the keyboard.
    pub focus: Option<DatumKey>,
    /// Chosen by click, Enter or a linked widget.
    pub selected: Option<DatumKey>,
    /// Esc has put the tooltip away until the next move.
    pub tip_closed: bool,
    /// What the visitor has made of each view.
    pub shown: Vec<Shown>,
    /// What is being drawn across: where it began and where it is now.
    pub brush: Option<(Point, Point)>,
    /// The search that is open.
    #[cfg(feature = "charts")]
    pub search: Option<DatumKey>,
    /// The axis that is held, and what it showed when it was taken.
    #[cfg(feature = "charts")]
    pub held: Option<(DrawnAxis, Stretch)>,
    /// The map that is held, as it was when it was taken.
    #[cfg(feature = "charts")]
    pub grasped: Option<(u16, Frame)>,
    /// What another widget has chosen, for which `selected` stands here.
    #[cfg(feature = "charts")]
    pub origin: Option<Datum>,
    /// The period that is looked at in another widget.
    #[cfg(feature = "charts")]
    pub moment: Option<Period>,
    /// The thumb of a scrollbar that is held.
    #[cfg(feature = "charts")]
    pub grip: Option<Grip>,
    /// How far a wheel has been turned beyond the last whole line.
    #[cfg(feature = "charts")]
    pub turned: f64,
    /// What is typed on a timeline.
    #[cfg(feature = "charts")]
    pub typing: time::Typing,
    /// The timeline whose thumb is held.
    #[cfg(feature = "charts")]
    pub thumb: Option<time::Thumb>,
}

/// A long axis on the screen: its view, and where its first and its last shown position lie.
#[cfg(feature = "charts")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DrawnAxis {
    /// The view.
    pub panel: u16,
    /// From left to right.
    pub ends: (f64, f64),
}

impl State {
    /// The observation that the tooltip is about.
    pub fn tip(&self) -> Option<DatumKey> {
        self.hover.or(self.focus).filter(|key| key.part == Part::Row && !self.tip_closed)
    }

    /// What is looked at, focused or chosen by itself, each once.
    #[cfg(feature = "charts")]
    pub fn named(&self) -> Vec<DatumKey> {
        let mut named: Vec<DatumKey> =
            [self.selected, self.focus, self.hover].into_iter().flatten().collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    /// What is lit: the observation being looked at, otherwise the selected one.
    pub fn lit(&self) -> Option<DatumKey> {
        self.hover.or(self.focus).or(self.selected)
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<'e> {
    /// The pointer is here.
    Pointer(Point),
    /// The pointer has left.
    Leave,
    /// A click or tap.
    Click(Point),
    /// The second of two quick clicks.
    DoubleClick(Point),
    /// The pressed pointer has been drawn from one position to another; `true` when it is let go.
    Drag(Point, Point, bool),
    /// The pointer is pressed here: on a scrollbar it holds the thumb.
    Grab(Point),
    /// A wheel is turned here by so many pixels.
    Wheel(Point, f64),
    /// A key by its name in the UI Events specification.
    Key(&'e str),
    /// The keyboard has gone elsewhere.
    Blur,
    /// A linked widget has chosen, or cleared with `None`.
    Select(Option<DatumKey>),
    /// The same, with what it has chosen.
    #[cfg(feature = "charts")]
    Follow(Option<(DatumKey, Datum)>),
    /// In a linked widget that period is looked at.
    #[cfg(feature = "charts")]
    Moment(Option<Period>),
    /// What lay at two places left and right is drawn to two others, by the wheel or by fingers.
    #[cfg(feature = "charts")]
    Pull(Pull),
    /// What is at this position in the open search has been picked, or let go.
    #[cfg(feature = "charts")]
    Pick(u32),
    /// This is what the open search is for, and what it leaves of the list.
    #[cfg(feature = "charts")]
    Find(&'e str, Option<Vec<u32>>),
    /// The time that a timeline shows a period for has gone by; `false` where nobody looks any more.
    #[cfg(feature = "charts")]
    Tick(bool),
}

/// Two places on a plot that are drawn to two others.
#[cfg(feature = "charts")]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pull {
    /// Where it began: on this plot.
    pub start: Point,
    /// From left to right: where they were when it began.
    pub from: (f64, f64),
    /// Where they are now.
    pub to: (f64, f64),
    /// How high they were, where that counts: on a map.
    pub from_y: (f64, f64),
    /// How high they are now.
    pub to_y: (f64, f64),
    /// Whether they are let go.
    pub is_over: bool,
}

/// What an event has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The event meant something here: the page should not act on it too.
    pub handled: bool,
    /// The tooltip says something else, or nothing any more.
    pub tip: bool,
    /// The visitor has chosen: linked widgets and the page want to know.
    pub selection: bool,
    /// Other rows are shown, or in another order: everything has to be laid out anew.
    pub layout: bool,
    /// The visitor wants to search.
    pub search: bool,
    /// A list is shown from another line on, and nothing else: rows do not move to their places.
    pub scroll: bool,
}

/// How near to a mark a pointer must come, in CSS pixels: half the smallest target a finger can hit.
pub const REACH: f64 = 22.0;

/// What of a widget an event is judged by.
pub struct Reach<'r> {
    /// What is drawn.
    pub scene: &'r Scene,
    /// The observations in reading order, one list a series.
    pub tracks: &'r [Vec<DatumKey>],
    /// Whether choosing the first means the second as well.
    pub linked: &'r dyn Fn(DatumKey, DatumKey) -> bool,
    /// The whole table of each view.
    pub tables: &'r [Table],
    /// The view, and the first and the last position of its long axis whose marks lie between two positions.
    pub stretch: &'r dyn Fn(Point, Point) -> Option<(u16, usize, usize)>,
    /// The axis of the plot at a position, where it can be looked at more closely.
    #[cfg(feature = "charts")]
    pub axis_at: &'r dyn Fn(Point) -> Option<DrawnAxis>,
    /// Lists and long axes.
    #[cfg(feature = "charts")]
    pub lists: &'r dyn Lists,
    /// Where the marks of each view lie.
    #[cfg(feature = "charts")]
    pub plots: &'r [Rect],
    /// The maps that can be looked at more closely, each with its panel.
    #[cfg(feature = "charts")]
    pub maps: &'r [(u16, Frame)],
}

#[cfg(feature = "charts")]
impl Reach<'_> {
    /// The map of a panel: of small multiples the first.
    fn map(&self, panel: u16) -> Option<&Frame> {
        self.maps.iter().find(|(own, _)| *own == panel).map(|(_, frame)| frame)
    }
}

/// Applies `event`.
pub fn update(state: &mut State, event: Event, reach: &Reach) -> Change {
    let before = state.clone();
    let mut handled = true;
    #[cfg(feature = "charts")]
    let is_input = time::is_input(&event);
    match event {
        Event::Pointer(at) => {
            state.hover = hit::hit(reach.scene, at, REACH);
            if state.hover != before.hover {
                state.tip_closed = false;
            }
        }
        Event::Leave => state.hover = None,
        Event::Blur => (state.focus, state.tip_closed) = (None, false),
        Event::Click(at) => {
            state.hover = hit::hit(reach.scene, at, REACH);
            state.tip_closed = false;
            if !press_timeline(state, at, reach) {
                choose(state, state.hover, false, reach);
            }
        }
        Event::DoubleClick(at) if cfg!(feature = "charts") => {
            let under = hit::hit(reach.scene, at, REACH);
            handled =
                under.is_some_and(|key| key.part != Part::Row && press_control(state, key, true, reach));
        }
        Event::Drag(from, to, is_over) if cfg!(feature = "charts") => {
            handled = drag(state, from, to, is_over, reach);
        }
        #[cfg(feature = "charts")]
        Event::Grab(at) => handled = lists::grab(state, at, reach),
        #[cfg(feature = "charts")]
        Event::Wheel(at, by) => handled = lists::wheel(state, at, by, reach),
        #[cfg(not(feature = "charts"))]
        Event::Grab(_) | Event::Wheel(..) => handled = false,
        Event::DoubleClick(_) | Event::Drag(..) => handled = false,
        Event::Select(chosen) => {
            state.selected = chosen;
            #[cfg(feature = "charts")]
            {
                state.origin = None;
                time::settle(state, reach);
            }
            let (layout, scroll) = arrange(state, &before, reach);
            return Change { handled, layout, scroll, ..Change::default() };
        }
        #[cfg(feature = "charts")]
        Event::Follow(chosen) => {
            (state.selected, state.origin) = chosen.unzip();
            if let (Some(key), Some(datum)) = (state.selected, &state.origin) {
                time::follow(state, key, datum.period, reach);
            }
            time::settle(state, reach);
            let (layout, scroll) = arrange(state, &before, reach);
            return Change { handled, layout, scroll, ..Change::default() };
        }
        #[cfg(feature = "charts")]
        Event::Moment(period) => state.moment = period,
        #[cfg(feature = "charts")]
        Event::Pull(by) => handled = pull(state, by, reach),
        Event::Key(key) => handled = press(state, key, reach),
        #[cfg(feature = "charts")]
        Event::Pick(position) => handled = pick(state, position, reach),
        #[cfg(feature = "charts")]
        Event::Find(text, kept) => handled = find(state, text, kept, reach),
        #[cfg(feature = "charts")]
        Event::Tick(is_seen) => handled = time::tick(state, is_seen, reach),
    }
    #[cfg(feature = "charts")]
    {
        if is_input {
            time::stop(state, &before.shown);
        }
        time::settle(state, reach);
    }
    #[cfg(feature = "charts")]
    if state.selected != before.selected {
        state.origin = None;
    }
    let (layout, scroll) = arrange(state, &before, reach);
    Change {
        handled,
        tip: state.tip() != before.tip(),
        selection: state.selected != before.selected,
        layout,
        scroll,
        #[cfg(feature = "charts")]
        search: state.search.is_some() && before.search.is_none(),
        #[cfg(not(feature = "charts"))]
        search: false,
    }
}

/// Brings what has just been chosen into sight; says whether all has to be laid out anew, and whether only for a list that
/// is shown from another line on.
#[cfg(feature = "charts")]
fn arrange(state: &mut State, before: &State, reach: &Reach) -> (bool, bool) {
    if state.selected != before.selected {
        lists::reveal(state, reach);
    }
    if state.shown.iter().all(|shown| *shown == Shown::default()) {
        state.shown.clear();
    }
    if state.shown == before.shown {
        return (false, false);
    }
    static NONE: Shown = Shown::NONE;
    let is_scrolled = |panel: usize| {
        let [now, was] = [&state.shown, &before.shown].map(|all| all.get(panel).unwrap_or(&NONE));
        let is_list = reach.lists.scroll(panel as u16).is_some();
        now == was || is_list && *now == Shown { window: now.window, ..was.clone() }
    };
    (true, (0..state.shown.len().max(before.shown.len())).all(is_scrolled))
}

/// Nothing is scrolled in this build.
#[cfg(not(feature = "charts"))]
fn arrange(state: &mut State, before: &State, _: &Reach) -> (bool, bool) {
    (state.shown != before.shown, false)
}

/// A row is chosen or let go; what can be pressed is pressed, `alone` for what it names and nothing else.
fn choose(state: &mut State, key: Option<DatumKey>, alone: bool, reach: &Reach) {
    match key {
        Some(key) if cfg!(feature = "charts") && key.part != Part::Row => {
            press_control(state, key, alone, reach);
        }
        _ => state.selected = toggled(state.selected, key, reach),
    }
}

/// What the visitor has made of a view.
#[cfg(feature = "charts")]
fn shown_of<'s>(state: &'s mut State, panel: u16, reach: &Reach) -> Option<&'s mut Shown> {
    state.shown.resize(reach.tables.len(), Shown::default());
    state.shown.get_mut(panel as usize)
}

#[cfg(feature = "charts")]
fn press_control(state: &mut State, key: DatumKey, alone: bool, reach: &Reach) -> bool {
    if key.part == Part::Find && key.row == 0 {
        state.search = Some(key).filter(|_| !alone);
        return !alone;
    }
    if let Some(map) = reach.map(key.panel).filter(|_| key.part == Part::Window) {
        let camera = match key.row {
            WINDOW_CLOSER => map.zoomed(None, TIMES),
            WINDOW_WIDER => map.zoomed(None, 1.0 / TIMES),
            _ => None,
        };
        return !alone && look(state, key.panel, camera, reach);
    }
    let Some(table) = reach.tables.get(key.panel as usize) else { return false };
    let Some(shown) = shown_of(state, key.panel, reach) else { return false };
    let count = table.series.len();
    match key.part {
        Part::Picked if !alone => shown.pick(key.row, table),
        Part::Find if !alone => (shown.find, shown.kept, shown.window) = (String::new(), None, None),
        Part::Series if alone => shown.isolate(key.row, count),
        Part::Series => shown.toggle(key.row, count),
        Part::Class => shown.press_class(key.row, alone),
        // The second of two clicks has sorted already.
        Part::Column if !alone => shown.sort_by(key.row),
        Part::Window if !alone => shown.window = None,
        Part::Chip => shown.press_chip(key.row, &reach.lists.chips(key.panel, key.row), alone),
        _ => return false,
    }
    true
}

/// Moves the thumb that is held, or looks more closely at the stretch that the pointer is drawn across.
#[cfg(feature = "charts")]
fn drag(state: &mut State, from: Point, to: Point, is_over: bool, reach: &Reach) -> bool {
    state.brush = None;
    if time::drag(state, from, to, is_over, reach) || lists::pull(state, to, is_over, reach) {
        return true;
    }
    let Some((panel, first, last)) = (reach.stretch)(from, to) else { return false };
    let Some(axis) = reach.lists.axis(panel) else { return false };
    match (is_over, shown_of(state, panel, reach)) {
        (true, Some(shown)) => shown.brush(&axis, (first, last)),
        _ => state.brush = Some((from, to)),
    }
    state.hover = None;
    true
}

/// Gives what the open search lists a colour of its own, or takes it away.
#[cfg(feature = "charts")]
fn pick(state: &mut State, position: u32, reach: &Reach) -> bool {
    let Some(key) = state.search else { return false };
    let Some(table) = reach.tables.get(key.panel as usize) else { return false };
    let Some(shown) = shown_of(state, key.panel, reach) else { return false };
    shown.pick(position, table);
    true
}

/// Leaves of a list what the open search is for.
#[cfg(feature = "charts")]
fn find(state: &mut State, text: &str, kept: Option<Vec<u32>>, reach: &Reach) -> bool {
    let Some(key) = state.search else { return false };
    let Some(shown) = shown_of(state, key.panel, reach) else { return false };
    shown.find = if kept.is_some() { text.trim().into() } else { String::new() };
    // The list starts at its top again.
    (shown.kept, shown.window) = (kept, None);
    true
}

/// How much larger a map becomes at once.
#[cfg(feature = "charts")]
const TIMES: f64 = 2.0;

/// Looks at that part of the map of a view.
#[cfg(feature = "charts")]
fn look(state: &mut State, panel: u16, camera: Option<Camera>, reach: &Reach) -> bool {
    let Some(shown) = shown_of(state, panel, reach) else { return false };
    shown.camera = camera;
    true
}

/// Zooms and pans a map; says whether there is one.
#[cfg(feature = "charts")]
fn pull_map(state: &mut State, by: &Pull, reach: &Reach) -> bool {
    let under = || reach.maps.iter().find(|(_, map)| map.rect.contains(by.start)).copied();
    let Some((panel, map)) = state.grasped.take().or_else(under) else { return false };
    let places = |x: (f64, f64), y: (f64, f64)| [point(x.0, y.0), point(x.1, y.1)];
    look(state, panel, map.pulled(places(by.from, by.from_y), places(by.to, by.to_y)), reach);
    state.grasped = Some((panel, map)).filter(|_| !by.is_over);
    (state.brush, state.hover) = (None, None);
    true
}

/// Looks at more, less or another part of a map: closer around what the keyboard stands on.
#[cfg(feature = "charts")]
fn zoom_map(state: &mut State, panel: u16, map: &Frame, key: &str, reach: &Reach) -> bool {
    let focus = state.focus.filter(|key| key.part == Part::Row);
    let around = focus.and_then(|key| hit::anchor(reach.scene, key)).filter(|at| map.rect.contains(*at));
    let camera = match key {
        "+" | "=" => map.zoomed(around, TIMES),
        "-" => map.zoomed(around, 1.0 / TIMES),
        "0" => None,
        _ if map.camera.is_none() => return false,
        "Shift+ArrowLeft" => map.moved(STRIDE, 0.0),
        "Shift+ArrowRight" => map.moved(-STRIDE, 0.0),
        "Shift+ArrowUp" => map.moved(0.0, STRIDE),
        "Shift+ArrowDown" => map.moved(0.0, -STRIDE),
        _ => return false,
    };
    look(state, panel, camera, reach)
}

/// How much of what is seen of a map a key moves out of sight.
#[cfg(feature = "charts")]
const STRIDE: f64 = 0.25;

/// Zooms and pans: what was under the fingers stays under them.
#[cfg(feature = "charts")]
fn pull(state: &mut State, by: Pull, reach: &Reach) -> bool {
    if state.held.is_none() && pull_map(state, &by, reach) {
        return true;
    }
    let held = state.held.take().or_else(|| {
        let drawn = (reach.axis_at)(by.start)?;
        let axis = reach.lists.axis(drawn.panel)?;
        Some((drawn, shown_of(state, drawn.panel, reach)?.stretch(&axis)?))
    });
    let Some((drawn, stretch)) = held else { return false };
    let (first, length) = (drawn.ends.0, drawn.ends.1 - drawn.ends.0);
    let share = |(a, b): (f64, f64)| ((a - first) / length, (b - first) / length);
    if let Some(axis) = reach.lists.axis(drawn.panel)
        && let Some(pulled) = stretch.pulled(share(by.from), share(by.to))
        && let Some(shown) = shown_of(state, drawn.panel, reach)
    {
        shown.show(&axis, pulled);
    }
    state.held = held.filter(|_| !by.is_over);
    (state.brush, state.hover) = (None, None);
    true
}

/// Looks at more, less or another stretch of the long axis in the view that the keyboard is in.
#[cfg(feature = "charts")]
fn zoom(state: &mut State, key: &str, reach: &Reach) -> bool {
    let panel = state.focus.or(state.hover).or(state.selected).map_or(0, |key| key.panel);
    if let Some(map) = reach.map(panel) {
        return zoom_map(state, panel, map, key, reach);
    }
    let zoom = match key {
        "+" | "=" => Zoom::In,
        "-" => Zoom::Out,
        "0" => Zoom::Reset,
        "Shift+ArrowLeft" => Zoom::Earlier,
        "Shift+ArrowRight" => Zoom::Later,
        _ => return false,
    };
    let from = state.focus.or(state.hover).or(state.selected);
    let Some(axis) = reach.lists.axis(panel) else { return false };
    let row = from.filter(|key| key.part == Part::Row);
    let middle = row.and_then(|key| match axis {
        Axis::Periods(_) => {
            Some(axis.position(reach.tables.get(panel as usize)?.rows.get(key.row as usize)?.period))
        }
        Axis::Items(_) => reach.lists.position(key),
    });
    if let Some(shown) = shown_of(state, panel, reach) {
        shown.zoom(&axis, middle, zoom);
    }
    true
}

/// Presses what lies there of a timeline.
#[cfg(feature = "charts")]
fn press_timeline(state: &mut State, at: Point, reach: &Reach) -> bool {
    let under = state.hover.filter(|key| key.part == Part::Time);
    under.is_some_and(|key| time::press(state, key, at, reach))
}

/// This build has no timeline.
#[cfg(not(feature = "charts"))]
fn press_timeline(_: &mut State, _: Point, _: &Reach) -> bool {
    false
}

/// Nothing can be pressed in this build.
#[cfg(not(feature = "charts"))]
fn press_control(_: &mut State, _: DatumKey, _: bool, _: &Reach) -> bool {
    false
}

/// Nothing can be drawn across in this build.
#[cfg(not(feature = "charts"))]
fn drag(_: &mut State, _: Point, _: Point, _: bool, _: &Reach) -> bool {
    false
}

/// Nothing can be looked at more closely in this build.
#[cfg(not(feature = "charts"))]
fn zoom(_: &mut State, _: &str, _: &Reach) -> bool {
    false
}

/// Choosing the chosen again lets it go, also by its mark in another view.
fn toggled(selected: Option<DatumKey>, chosen: Option<DatumKey>, reach: &Reach) -> Option<DatumKey> {
    match (selected, chosen) {
        (Some(selected), Some(chosen)) if (reach.linked)(selected, chosen) => None,
        _ => chosen,
    }
}

fn press(state: &mut State, key: &str, reach: &Reach) -> bool {
    #[cfg(feature = "charts")]
    if time::key(state, key, reach) {
        return true;
    }
    let step = match key {
        "ArrowRight" | "ArrowDown" => Step::Along(1),
        "ArrowLeft" | "ArrowUp" => Step::Along(-1),
        "Home" => Step::First,
        "End" => Step::Last,
        "PageDown" => Step::Across(1),
        "PageUp" => Step::Across(-1),
        "Enter" | " " | "Shift+Enter" => {
            let focus = state.focus;
            if focus.is_some() {
                choose(state, focus, key == "Shift+Enter", reach);
            }
            return focus.is_some();
        }
        "Escape" => return escape(state),
        _ => return cfg!(feature = "charts") && zoom(state, key, reach),
    };
    // Whoever pointed or chose goes on from there.
    let from = state.focus.or(state.hover).or(state.selected);
    state.hover = None;
    state.tip_closed = false;
    let next = walk(from, step, reach.tracks);
    #[cfg(feature = "charts")]
    let next = lists::walk(state, from, step, next, reach).or(next);
    state.focus = next;
    state.focus.is_some()
}

/// First the search goes, then the tooltip, then the focus mark, then the selection; after that Esc is the page's again.
fn escape(state: &mut State) -> bool {
    #[cfg(feature = "charts")]
    if let Some(key) = state.search.take() {
        state.focus = Some(key);
        return true;
    }
    if state.tip().is_some() {
        state.tip_closed = true;
    } else if state.focus.is_some() {
        state.focus = None;
    } else if state.selected.is_some() {
        state.selected = None;
    } else {
        return false;
    }
    true
}

#[derive(Clone, Copy)]
enum Step {
    Along(isize),
    Across(isize),
    First,
    Last,
}

/// The next observation. Entering starts at the very first; the ends of a track lead on to its neighbours.
fn walk(from: Option<DatumKey>, step: Step, tracks: &[Vec<DatumKey>]) -> Option<DatumKey> {
    let place = from.and_then(|key| place_of(key, tracks));
    let Some((track, at)) = place else { return tracks.iter().flatten().next().copied() };
    match step {
        Step::First => tracks[track].first().copied(),
        Step::Last => tracks[track].last().copied(),
        Step::Across(by) => {
            let next = tracks.get(track.wrapping_add_signed(by)).filter(|t| !t.is_empty());
            next.map_or(from, |t| t.get(at).or(t.last()).copied())
        }
        Step::Along(by) => {
            let next = tracks[track].get(at.wrapping_add_signed(by)).copied();
            let beyond = || {
                let track = tracks.get(track.wrapping_add_signed(by))?;
                if by > 0 { track.first().copied() } else { track.last().copied() }
            };
            next.or_else(beyond).or(from)
        }
    }
}

/// The track of a key and its place there. Tracks are in the order of their keys, unless the visitor has sorted a view:
/// only then each is looked through from its beginning.
fn place_of(key: DatumKey, tracks: &[Vec<DatumKey>]) -> Option<(usize, usize)> {
    let find = |search: &dyn Fn(&[DatumKey]) -> Option<usize>| {
        tracks.iter().enumerate().find_map(|(track, keys)| Some((track, search(keys)?)))
    };
    #[cfg(feature = "charts")]
    let in_order = find(&|keys| keys.binary_search(&key).ok());
    #[cfg(not(feature = "charts"))]
    let in_order = None;
    in_order.or_else(|| find(&|keys| keys.iter().position(|own| *own == key)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Window;

    fn key(panel: u16, row: u32) -> DatumKey {
        DatumKey::of_row(panel, row)
    }

    fn tracks() -> Vec<Vec<DatumKey>> {
        vec![vec![key(0, 0), key(0, 1), key(0, 2)], vec![key(1, 0), key(1, 1)]]
    }

    /// Two views, the second of three series.
    fn tables() -> Vec<Table> {
        let series = ["a", "b", "c"].map(String::from).to_vec();
        vec![Table::default(), Table { series, ..Table::default() }]
    }

    fn reach<'r>(scene: &'r Scene, tracks: &'r [Vec<DatumKey>]) -> Reach<'r> {
        Reach {
            scene,
            tracks,
            linked: &same_row,
            tables: &[],
            stretch: &|_, _| None,
            axis_at: &|_| None,
            lists: &Years(&[]),
            plots: &[],
            maps: &[],
        }
    }

    /// Nothing is long but these.
    struct Years<'t>(&'t [Period]);

    impl Lists for Years<'_> {
        fn axis(&self, _: u16) -> Option<Axis<'_>> {
            Some(Axis::Periods(self.0)).filter(|axis| axis.count() > 0)
        }
        fn scroll(&self, _: u16) -> Option<Scroll> {
            None
        }
        fn keys(&self, _: u16, _: usize) -> Vec<DatumKey> {
            Vec::new()
        }
        fn position(&self, _: DatumKey) -> Option<usize> {
            None
        }
        fn chosen(&self, _: u16, _: &State) -> Option<usize> {
            None
        }
        fn chips(&self, _: u16, _: u32) -> Vec<u32> {
            Vec::new()
        }
    }

    fn pressed(state: &mut State, name: &str) -> Change {
        let (scene, tracks) = (Scene::default(), tracks());
        update(state, Event::Key(name), &Reach { tables: &tables(), ..reach(&scene, &tracks) })
    }

    /// Rows of the same number are about the same area.
    fn same_row(a: DatumKey, b: DatumKey) -> bool {
        a.row == b.row
    }

    #[test]
    fn choosing_the_chosen_in_another_view_lets_it_go() {
        let mut state = State { selected: Some(key(0, 1)), focus: Some(key(1, 1)), ..State::default() };
        assert!(pressed(&mut state, "Enter").selection);
        assert_eq!(state.selected, None);
    }

    #[test]
    fn arrows_go_on_from_where_the_pointer_was() {
        let mut state = State { hover: Some(key(0, 1)), ..State::default() };
        pressed(&mut state, "ArrowRight");
        assert_eq!((state.focus, state.hover), (Some(key(0, 2)), None));
    }

    #[test]
    fn arrows_walk_through_all_tracks_and_stop_at_the_ends() {
        let mut state = State::default();
        let mut seen = Vec::new();
        for _ in 0..6 {
            assert!(pressed(&mut state, "ArrowRight").handled);
            seen.push(state.focus);
        }
        let expected = [key(0, 0), key(0, 1), key(0, 2), key(1, 0), key(1, 1), key(1, 1)];
        assert_eq!(seen, expected.map(Some));
        pressed(&mut state, "PageUp");
        assert_eq!(state.focus, Some(key(0, 1)));
        pressed(&mut state, "End");
        assert_eq!(state.focus, Some(key(0, 2)));
        pressed(&mut state, "PageDown");
        assert_eq!(state.focus, Some(key(1, 1)));
    }

    #[test]
    fn a_sorted_view_is_walked_in_its_own_order() {
        let tracks = vec![vec![key(0, 7), key(0, 2), key(0, 5), key(0, 1)], vec![key(1, 0)]];
        let after = |from: DatumKey| walk(Some(from), Step::Along(1), &tracks);
        let expected = [key(0, 2), key(0, 5), key(0, 1), key(1, 0), key(1, 0)];
        let from = [key(0, 7), key(0, 2), key(0, 5), key(0, 1), key(1, 0)];
        assert_eq!(from.map(after), expected.map(Some));
        assert_eq!(walk(Some(key(0, 9)), Step::Along(1), &tracks), Some(key(0, 7)), "what is gone");
    }

    #[test]
    fn enter_chooses_and_chooses_off() {
        let mut state = State::default();
        assert!(!pressed(&mut state, "Enter").handled);
        pressed(&mut state, "ArrowDown");
        assert!(pressed(&mut state, "Enter").selection);
        assert_eq!(state.selected, Some(key(0, 0)));
        assert!(pressed(&mut state, " ").selection);
        assert_eq!(state.selected, None);
    }

    #[test]
    fn escape_lets_go_step_by_step_and_then_belongs_to_the_page() {
        let mut state = State::default();
        pressed(&mut state, "ArrowDown");
        pressed(&mut state, "Enter");
        let change = pressed(&mut state, "Escape");
        assert!(change.tip && state.tip().is_none() && state.focus.is_some());
        pressed(&mut state, "Escape");
        assert_eq!(state.focus, None);
        assert!(pressed(&mut state, "Escape").selection);
        assert!(!pressed(&mut state, "Escape").handled);
    }

    #[test]
    fn enter_on_a_legend_hides_and_shift_enter_isolates() {
        let series = DatumKey { part: Part::Series, ..key(1, 2) };
        let mut state = State { focus: Some(series), ..State::default() };
        let change = pressed(&mut state, "Enter");
        assert!(change.layout && change.handled && !change.selection && state.tip().is_none());
        assert_eq!((state.shown.len(), &state.shown[1].hidden[..]), (2, &[2][..]));
        assert!(pressed(&mut state, "Shift+Enter").layout);
        assert_eq!(state.shown[1].hidden, [0, 1]);
    }

    /// A view of a hundred years whose axis runs from 0 to 99.
    fn pulled(state: &mut State, from: (f64, f64), to: (f64, f64), is_over: bool) -> Change {
        let periods = (1900..2000).map(Period::year_of).collect();
        let tables = [Table { periods, ..Table::default() }];
        let (scene, start) = (Scene::default(), crate::geometry::point(from.0, 0.0));
        let axis_at = |_| Some(DrawnAxis { panel: 0, ends: (0.0, 99.0) });
        let lists = Years(&tables[0].periods);
        let reach = Reach { tables: &tables, axis_at: &axis_at, lists: &lists, ..reach(&scene, &[]) };
        update(state, Event::Pull(Pull { start, from, to, is_over, ..Pull::default() }), &reach)
    }

    fn window(state: &State) -> Option<(i32, i32)> {
        match state.shown.first()?.window {
            Some(Window::Periods(from, to)) => Some((from.year(), to.year())),
            _ => None,
        }
    }

    #[test]
    fn fingers_hold_what_they_took_until_they_let_go() {
        let mut state = State::default();
        assert!(pulled(&mut state, (33.0, 66.0), (0.0, 99.0), false).layout);
        assert_eq!(window(&state), Some((1933, 1966)));
        pulled(&mut state, (33.0, 66.0), (33.0, 66.0), false);
        assert_eq!(window(&state), None, "back where it began");
        pulled(&mut state, (33.0, 66.0), (0.0, 99.0), true);
        assert_eq!((window(&state), state.held), (Some((1933, 1966)), None));
        pulled(&mut state, (50.0, 51.0), (77.0, 78.0), true);
        assert_eq!(window(&state), Some((1924, 1957)), "earlier by 27 of 99 of the part shown");
    }

    #[test]
    fn few_periods_are_not_pulled() {
        let scene = Scene::default();
        let by = Pull {
            start: Point::default(),
            from: (0.0, 1.0),
            to: (0.0, 2.0),
            is_over: true,
            ..Pull::default()
        };
        let change = update(&mut State::default(), Event::Pull(by), &reach(&scene, &[]));
        assert!(!change.handled && !change.layout);
    }

    #[test]
    fn what_another_widget_chose_is_forgotten_with_the_next_choice_here() {
        let (scene, tracks) = (Scene::default(), tracks());
        let mut state = State::default();
        let followed = Event::Follow(Some((key(0, 1), Datum::default())));
        assert!(!update(&mut state, followed, &reach(&scene, &tracks)).selection);
        assert!(state.origin.is_some() && state.selected == Some(key(0, 1)));
        state.focus = Some(key(1, 0));
        assert!(pressed(&mut state, "Enter").selection);
        assert_eq!((state.selected, &state.origin), (Some(key(1, 0)), &None));
        update(&mut state, Event::Follow(None), &reach(&scene, &tracks));
        assert_eq!(state.selected, None);
    }

    #[test]
    #[cfg(feature = "charts")]
    fn a_search_opens_picks_and_closes_to_where_it_was_opened() {
        let series: Vec<String> = (0..12).map(|i| i.to_string()).collect();
        let choice = crate::query::Choice { by_item: false, is_crowded: true, picked: vec![0, 1] };
        let tables = [Table { series, choice: Some(choice), ..Table::default() }];
        let (scene, tracks) = (Scene::default(), tracks());
        let mut state = State::default();
        let told = |state: &mut State, event: Event| {
            update(state, event, &Reach { tables: &tables, ..reach(&scene, &tracks) })
        };
        assert!(!told(&mut state, Event::Pick(7)).handled, "nothing is open");
        let key = DatumKey { part: Part::Find, ..key(0, 0) };
        state.focus = Some(key);
        assert!(told(&mut state, Event::Key("Enter")).search);
        told(&mut state, Event::Blur);
        let change = told(&mut state, Event::Pick(7));
        assert!(change.layout && !change.search && state.shown[0].picked == Some(vec![0, 1, 7]));
        assert!(told(&mut state, Event::Find("港", Some(vec![3]))).layout);
        assert_eq!((state.shown[0].find.as_str(), &state.shown[0].kept), ("港", &Some(vec![3])));
        assert!(told(&mut state, Event::Key("Escape")).handled);
        assert_eq!((state.search, state.focus), (None, Some(key)));
        state.focus = Some(DatumKey { row: 1, ..key });
        told(&mut state, Event::Key("Enter"));
        assert_eq!((state.shown[0].find.as_str(), &state.shown[0].kept), ("", &None));
        state.focus = Some(DatumKey { part: Part::Picked, row: 1, ..key });
        told(&mut state, Event::Key("Enter"));
        assert_eq!(state.shown[0].picked, Some(vec![0, 7]));
    }

    #[test]
    fn keys_without_meaning_stay_the_pages() {
        assert!(!pressed(&mut State::default(), "a").handled);
        let scene = Scene::default();
        let reach = reach(&scene, &[]);
        let none = update(&mut State::default(), Event::Key("ArrowDown"), &reach);
        assert!(!none.handled);
    }
}
