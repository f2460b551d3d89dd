//! One widget as JavaScript sees it: documents and events in, flags and small plain objects out.

use super::datum;
use super::measure::CanvasMeasure;
use super::record::{Field, Record};
use super::surface::{CanvasSurface, LONGEST_SIDE};
use crate::compose::{self, Loaded, Picture, Unloaded};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::geometry::point;
use crate::paint::paint;
#[cfg(feature = "charts")]
use crate::query::{self, Table};
use crate::readout;
use crate::scene::{DatumKey, Part, Scene, Size, hit};
#[cfg(feature = "charts")]
use crate::scene::{Role, tween};
#[cfg(feature = "charts")]
use crate::state::time::Typing;
use crate::state::{self, Change, Event, Reach, State};
use crate::theme::{DARK, LIGHT, Theme};
#[cfg(feature = "charts")]
use crate::topology::camera::Frame;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::HtmlCanvasElement;

/// Bits of the answer to an event: the page should not act on it too; the tooltip changed; the visitor chose; `layout` has
/// to follow; the keyboard stands on something that can be pressed; the visitor wants to search; a timeline plays.
const HANDLED: u32 = 1;
const TIP: u32 = 2;
const SELECTION: u32 = 4;
pub(super) const LAYOUT: u32 = 8;
const CONTROL: u32 = 16;
const SEARCH: u32 = 32;
/// Beside `LAYOUT`: at once, without movement.
const SCROLL: u32 = 64;
#[cfg(feature = "charts")]
const PLAYING: u32 = 128;

/// Height in CSS pixels below which a mark's tooltip points at its upper edge.
const LOW: f64 = 60.0;

/// The Rust side of one `<qd-viz>`.
#[wasm_bindgen]
pub struct Widget {
    base: CanvasSurface,
    over: CanvasSurface,
    measure: CanvasMeasure,
    pub(super) loaded: Option<Loaded>,
    pub(super) picture: Picture,
    /// What is left on the way to the picture.
    #[cfg(feature = "charts")]
    before: Option<(Scene, Vec<(u16, Frame)>)>,
    pub(super) state: State,
    ratio: f64,
    theme: &'static Theme,
}

#[wasm_bindgen]
impl Widget {
    /// A widget on two stacked canvases. Fails when the browser gives no 2D context.
    #[wasm_bindgen(constructor)]
    pub fn new(base: HtmlCanvasElement, overlay: HtmlCanvasElement) -> Result<Widget, JsError> {
        let refused = || JsError::new("no 2d context");
        let base = CanvasSurface::new(base).ok_or_else(refused)?;
        let over = CanvasSurface::new(overlay).ok_or_else(refused)?;
        // Measuring changes the font of the context it asks: the overlay's is free between paints.
        let measure = CanvasMeasure::new(over.context().clone());
        Ok(Widget {
            base,
            over,
            measure,
            loaded: None,
            picture: Picture::default(),
            #[cfg(feature = "charts")]
            before: None,
            state: State::default(),
            ratio: 1.0,
            theme: &LIGHT,
        })
    }

    /// Reads the three documents (UTF-8; `map` may be empty when no view is a map). A loaded widget keeps what the visitor
    /// has chosen and looks at; documents that cannot be used leave it as it is. `layout` has to follow.
    ///
    /// Returns `{usable, needs, diagnostics: [{severity, path, message, english, hint}]}`; `needs` names the larger
    /// build that these documents are for, `map` or `full`, and is empty where this one will do.
    pub fn load(&mut self, view: &[u8], data: &[u8], map: &[u8]) -> JsValue {
        let mut faults = Diagnostics::default();
        let loaded = compose::load(view, data, map, &mut faults);
        let usable = Field::Flag(loaded.is_ok());
        let needs = match loaded {
            Err(Unloaded::Needs(build)) => build,
            Err(Unloaded::Faulty) => "",
            Ok(loaded) => {
                self.replace(loaded);
                ""
            }
        };
        let mut diagnostics = Vec::new();
        for told in faults.into_items() {
            diagnostics.push(diagnostic(told));
        }
        let diagnostics = Field::List(diagnostics);
        Record(vec![("usable", usable), ("needs", needs.into()), ("diagnostics", diagnostics)]).into_js()
    }

    /// Lays out at `width` CSS pixels and `ratio` device pixels each, paints both canvases and returns the height in
    /// CSS pixels; 0 before a successful `load`.
    pub fn layout(&mut self, width: f64, ratio: f64, dark: bool) -> f64 {
        let Some(loaded) = &self.loaded else { return 0.0 };
        self.theme = if dark { &DARK } else { &LIGHT };
        self.ratio = if ratio.is_finite() { ratio.clamp(0.5, 8.0) } else { 1.0 };
        #[cfg(feature = "charts")]
        {
            let lists = std::mem::take(&mut self.picture.lists);
            self.picture =
                compose::picture_of(loaded, &self.state.shown, lists, width, self.theme, &self.measure);
        }
        #[cfg(not(feature = "charts"))]
        {
            self.picture = compose::picture(loaded, &self.state.shown, width, self.theme, &self.measure);
        }
        // A very tall widget is drawn coarser rather than cut off.
        #[cfg(feature = "charts")]
        if let Some(before) = &mut self.before {
            compose::carry(loaded, &self.state.shown, &mut before.0);
        }
        let Size { width, height } = self.picture.scene.size;
        self.ratio = self.ratio.min(LONGEST_SIDE / width.max(height));
        show(&mut self.base, &self.picture.scene, self.ratio);
        self.highlight();
        height
    }

    /// The widget in words, for screen readers.
    pub fn description(&self) -> String {
        self.loaded.as_ref().map(|loaded| loaded.described(&self.state.shown)).unwrap_or_default()
    }

    /// The pointer is at `x`, `y` (CSS pixels of the widget). Like all events, returns 1 handled | 2 tooltip changed |
    /// 4 selection changed | 8 lay out again | 16 the keyboard is on something to press | 32 open the search | 64 lay out
    /// without movement | 128 a timeline plays: `tick` once a second.
    pub fn pointer(&mut self, x: f64, y: f64) -> u32 {
        self.on(Event::Pointer(point(x, y)))
    }

    /// The pointer has left.
    pub fn leave(&mut self) -> u32 {
        self.on(Event::Leave)
    }

    /// A click or tap at `x`, `y`, or the second of two quick ones.
    pub fn click(&mut self, x: f64, y: f64, twice: bool) -> u32 {
        let at = point(x, y);
        self.on(if twice { Event::DoubleClick(at) } else { Event::Click(at) })
    }

    /// A key by its `KeyboardEvent.key`.
    pub fn key(&mut self, name: &str) -> u32 {
        self.on(Event::Key(name))
    }

    /// The keyboard focus has come or gone.
    pub fn focus(&mut self, on: bool) -> u32 {
        if on { 0 } else { self.on(Event::Blur) }
    }

    /// A linked widget has chosen an area by code or name, or none.
    pub fn select(&mut self, area: Option<String>) -> u32 {
        let chosen = area.and_then(|area| self.loaded.as_ref()?.find(&area));
        self.on(Event::Select(chosen))
    }

    /// The tooltip: `{title, lines: [{name, value}], x, y, text}`, or undefined.
    pub fn tip(&self) -> JsValue {
        self.read_tip().map_or(JsValue::UNDEFINED, Record::into_js)
    }

    /// What is chosen: `{area, name, indicator, period, value, unit}`, in larger builds with its other names, or undefined.
    pub fn selection(&self) -> JsValue {
        self.record(self.state.selected).map_or(JsValue::UNDEFINED, Record::into_js)
    }
}

/// What only views with several series or columns need.
#[cfg(feature = "charts")]
#[wasm_bindgen]
impl Widget {
    /// Keeps what is drawn now, so that the next `layout` can be shown as a movement from it: see `animate`.
    pub fn keep(&mut self) {
        self.before = Some((self.picture.scene.clone(), self.picture.maps.clone()));
    }

    /// The pressed pointer has been drawn from one position to another; `over` when it is let go. 1: it means something here.
    pub fn drag(&mut self, x: f64, y: f64, to_x: f64, to_y: f64, over: bool) -> u32 {
        self.on(Event::Drag(point(x, y), point(to_x, to_y), over))
    }

    /// The open search: `{x, y, text, left, choices: [{label, code, on}]}`, or undefined. A list is filtered by `find`
    /// and has no choices; `left` is how many of its items the text leaves. Of choices one is picked by `pick`.
    pub fn search(&self) -> JsValue {
        self.read_search().map_or(JsValue::UNDEFINED, Record::into_js)
    }

    /// What is at this position among the choices of the open search is picked, or let go.
    pub fn pick(&mut self, position: u32) -> u32 {
        self.on(Event::Pick(position))
    }

    /// The open search is for this text.
    pub fn find(&mut self, text: &str) -> u32 {
        let kept = self.searched().and_then(|(loaded, table, _)| query::find(table, &loaded.set, text));
        self.on(Event::Find(text, kept))
    }

    /// The pointer is pressed at `x`, `y`. 1: it holds the thumb of a scrollbar, and `drag` moves it.
    pub fn grab(&mut self, x: f64, y: f64) -> u32 {
        self.on(Event::Grab(point(x, y)))
    }

    /// A wheel is turned by so many pixels over `x`, `y`. 1: it means something here.
    pub fn wheel(&mut self, x: f64, y: f64, by: f64) -> u32 {
        self.on(Event::Wheel(point(x, y), by))
    }

    /// A second has gone by while a timeline plays; `seen` while somebody looks. Where nobody does, it stops.
    pub fn tick(&mut self, seen: bool) -> u32 {
        self.on(Event::Tick(seen))
    }

    /// Paints the moment `t` (0–1) of the movement from what was kept to what is laid out; at 1 it is over.
    pub fn animate(&mut self, t: f64) {
        // Of a map that is cut anew the districts would not move alike.
        if let Some((before, maps)) = &self.before
            && *maps == self.picture.maps
        {
            show(&mut self.base, &tween::between(before, &self.picture.scene, t), self.ratio);
        }
        if t >= 1.0 {
            self.before = None;
        }
    }

    /// What the keyboard stands on, where it is no observation: an entry of a legend, a heading.
    pub fn spoken(&self) -> String {
        let mut words = String::new();
        self.picture.scene.walk(&mut |node| {
            if let (Role::Control, true, Some(label)) =
                (node.role, node.datum == self.state.focus, &node.label)
            {
                words.clone_from(label);
            }
        });
        match &self.state.typing {
            Typing { text, .. } if !text.is_empty() => text.clone(),
            Typing { unknown, .. } if !unknown.is_empty() => format!("没有“{unknown}”这个时期。{words}"),
            _ => words,
        }
    }
}

#[cfg(feature = "charts")]
impl Widget {
    /// The table that is searched.
    fn searched(&self) -> Option<(&Loaded, &Table, DatumKey)> {
        let (loaded, key) = (self.loaded.as_ref()?, self.state.search?);
        Some((loaded, loaded.tables.get(key.panel as usize)?, key))
    }

    fn read_search(&self) -> Option<Record> {
        let (loaded, table, key) = self.searched()?;
        let at = hit::largest(&self.picture.scene, key)?;
        let shown = self.state.shown.get(key.panel as usize);
        let kept = shown.and_then(|shown| shown.kept.as_ref());
        let mut choices = Vec::new();
        if let Some(choice) = &table.choice {
            let picked = shown.and_then(|shown| shown.picked.as_ref()).unwrap_or(&choice.picked);
            let codes = query::codes(table, &loaded.set, choice.by_item);
            for (position, (label, code)) in table.choosable().iter().zip(codes).enumerate() {
                let on = Field::Flag(picked.contains(&(position as u32)));
                choices.push(Record(vec![
                    ("label", label.as_str().into()),
                    ("code", code.into()),
                    ("on", on),
                ]));
            }
        }
        Some(Record(vec![
            ("x", Field::Number(at.x)),
            ("y", Field::Number(at.bottom())),
            ("text", shown.map_or("", |shown| &shown.find).into()),
            ("left", Field::Number(kept.map_or(table.rows.len(), Vec::len) as f64)),
            ("choices", Field::List(choices)),
        ]))
    }
}

impl Widget {
    /// Shows other documents from now on, in the state that this one is in.
    fn replace(&mut self, loaded: Loaded) {
        if let Some(before) = &self.loaded {
            // What is hidden or sorted is so by position.
            #[cfg(feature = "charts")]
            {
                if !loaded.is_alike(before) {
                    self.state.shown.clear();
                    self.state.search = None;
                }
                // What is found is so by position too.
                for (i, shown) in self.state.shown.iter_mut().enumerate() {
                    shown.kept =
                        loaded.tables.get(i).and_then(|table| query::find(table, &loaded.set, &shown.find));
                }
            }
            for key in [&mut self.state.hover, &mut self.state.focus, &mut self.state.selected] {
                *key = key.and_then(|key| loaded.counterpart(key, before));
            }
            #[cfg(feature = "charts")]
            {
                // Positions of the data before: who linked says it again.
                (self.state.origin, self.state.moment) = (None, None);
                (self.state.held, self.state.grasped) = (None, None);
            }
        }
        // What was found in lists is no longer so.
        #[cfg(feature = "charts")]
        {
            let mut lists = compose::Lists::default();
            lists.follow(&loaded, &[]);
            for (panel, shown) in self.state.shown.iter_mut().enumerate() {
                if !lists.has_same_chips(&self.picture.lists, panel) {
                    shown.off.clear();
                }
            }
            self.picture.lists = lists;
        }
        self.loaded = Some(loaded);
    }

    pub(super) fn on(&mut self, event: Event) -> u32 {
        let Some(loaded) = &self.loaded else { return 0 };
        let lit = (self.state.lit(), self.state.focus, self.state.selected, self.state.brush);
        let linked = |a: DatumKey, b: DatumKey| loaded.linked(a, b);
        #[cfg(feature = "charts")]
        let shown = self.state.shown.clone();
        #[cfg(feature = "charts")]
        let ways = compose::Ways { loaded, lists: &self.picture.lists, shown: &shown };
        #[cfg(feature = "charts")]
        let stretch = |from, to| compose::stretch(loaded, &self.picture, &ways, from, to);
        #[cfg(feature = "charts")]
        let axis_at = |at| compose::axis_at(loaded, &self.picture, &ways, at);
        #[cfg(not(feature = "charts"))]
        let stretch = |_, _| None;
        let reach = Reach {
            scene: &self.picture.scene,
            tracks: &self.picture.tracks,
            linked: &linked,
            tables: &loaded.tables,
            stretch: &stretch,
            #[cfg(feature = "charts")]
            axis_at: &axis_at,
            #[cfg(feature = "charts")]
            lists: &ways,
            #[cfg(feature = "charts")]
            plots: &self.picture.plots,
            #[cfg(feature = "charts")]
            maps: &self.picture.maps,
        };
        #[cfg(feature = "charts")]
        let moment = self.state.moment;
        let change = state::update(&mut self.state, event, &reach);
        #[cfg(feature = "charts")]
        let is_crossed_elsewhere = change.tip || moment != self.state.moment;
        #[cfg(not(feature = "charts"))]
        let is_crossed_elsewhere = false;
        if lit != (self.state.lit(), self.state.focus, self.state.selected, self.state.brush)
            || is_crossed_elsewhere
        {
            self.highlight();
        }
        let on_control = self.state.focus.is_some_and(|key| key.part != Part::Row);
        #[cfg(feature = "charts")]
        let playing = if self.state.shown.iter().any(|shown| shown.playing) { PLAYING } else { 0 };
        #[cfg(not(feature = "charts"))]
        let playing = 0;
        flags(change) | playing | if on_control { CONTROL } else { 0 }
    }

    /// Repaints the overlay, and only that.
    fn highlight(&mut self) {
        if let Some(loaded) = &self.loaded {
            let scene = compose::overlay(loaded, &self.picture, &self.state, self.theme);
            show(&mut self.over, &scene, self.ratio);
        }
    }

    /// What identifies a datum, and its value.
    pub(super) fn record(&self, key: Option<DatumKey>) -> Option<Record> {
        datum::record(self.loaded.as_ref()?, key?)
    }

    fn read_tip(&self) -> Option<Record> {
        let key = self.state.tip()?;
        let loaded = self.loaded.as_ref()?;
        let (table, row) = loaded.row(key)?;
        let mut at = hit::anchor(&self.picture.scene, key)?;
        // A mark lower than a finger would vanish behind a tooltip that points at its middle.
        if let Some(piece) = hit::largest(&self.picture.scene, key).filter(|piece| piece.height < LOW) {
            at.y = piece.y;
        }
        #[cfg_attr(not(feature = "charts"), expect(unused_mut))]
        let mut read = readout::read(row, table, &loaded.set);
        let sentence = read.sentence();
        #[cfg(feature = "charts")]
        let sentence = sentence + &self.place_in_list(key);
        let text = Field::Text(sentence);
        #[cfg(feature = "charts")]
        read.lines.extend(compose::beside(loaded, &self.state, key));
        let line = |(name, value)| Record(vec![("name", Field::Text(name)), ("value", Field::Text(value))]);
        let lines = read.lines.into_iter().map(line).collect();
        Some(Record(vec![
            ("title", Field::Text(read.title)),
            ("lines", Field::List(lines)),
            ("x", Field::Number(at.x)),
            ("y", Field::Number(at.y)),
            ("text", text),
        ]))
    }

    /// What is known of its lists.
    #[cfg(feature = "charts")]
    pub(super) fn lists(&self) -> &compose::Lists {
        &self.picture.lists
    }

    /// Which line of a list a row is: what nobody sees who hears it.
    #[cfg(feature = "charts")]
    fn place_in_list(&self, key: DatumKey) -> String {
        use crate::state::Lists;
        let Some(loaded) = &self.loaded else { return String::new() };
        let ways = compose::Ways { loaded, lists: &self.picture.lists, shown: &self.state.shown };
        let place = ways.scroll(key.panel).zip(ways.position(key));
        place.map_or(String::new(), |(scroll, position)| {
            format!("，第 {} 行，共 {} 行", position + 1, scroll.count)
        })
    }
}

fn diagnostic(told: Diagnostic) -> Record {
    let severity = match told.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    Record(vec![
        ("severity", severity.into()),
        ("path", Field::Text(told.path)),
        ("message", Field::Text(told.message)),
        ("english", Field::Text(told.english)),
        ("hint", Field::Text(told.hint)),
    ])
}

fn show(surface: &mut CanvasSurface, scene: &Scene, ratio: f64) {
    surface.resize(scene.size.width, scene.size.height, ratio);
    surface.clear();
    // A canvas refuses only what is no number, and the painter leaves that out.
    let _ = paint(scene, ratio, surface);
}

fn flags(change: Change) -> u32 {
    let bit = |on: bool, bit: u32| if on { bit } else { 0 };
    bit(change.handled, HANDLED)
        | bit(change.tip, TIP)
        | bit(change.selection, SELECTION)
        | bit(change.layout, LAYOUT)
        | bit(cfg!(feature = "charts") && change.search, SEARCH)
        | bit(cfg!(feature = "charts") && change.scroll, SCROLL)
}
