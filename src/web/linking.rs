//! What widgets of a group tell one another, and fingers on a long axis.

use super::record::{Field, Record};
use super::widget::{LAYOUT, Widget};
use crate::compose::{self, Ways};
use crate::dataset::Period;
use crate::geometry::point;
use crate::json::{self, Json};
use crate::query::Table;
use crate::state::{Event, Pull};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
impl Widget {
    /// What others may want to know: `hover` the datum that is looked at, like a selection; `moment` its period on an axis
    /// of time; `filter` which series are hidden; `long` whether there is an axis to look at more closely. Undefined for
    /// none.
    pub fn give(&self, what: &str) -> JsValue {
        let given = match what {
            "hover" => self.record(self.state.tip()).map(Record::into_js),
            "moment" => self.moment().map(|period| JsValue::from_str(&period.written())),
            "filter" => Some(self.filter().into_js()),
            "long" => self.is_long().then_some(JsValue::TRUE),
            _ => None,
        };
        given.unwrap_or(JsValue::UNDEFINED)
    }

    /// What another widget has given, as JSON: `select` its selection, `moment`, `filter`. Answers like an event.
    pub fn take(&mut self, what: &str, text: &str) -> u32 {
        match what {
            "select" => {
                let chosen = self.loaded.as_ref().and_then(|loaded| {
                    let datum = loaded.told(text)?;
                    Some((loaded.nearest(&datum)?, datum))
                });
                self.on(Event::Follow(chosen))
            }
            "moment" => self.on(Event::Moment(Period::parse(text.trim_matches('"')))),
            "filter" => self.take_filter(text),
            _ => 0,
        }
    }

    /// What lay at two places (the left one first) is drawn to two others; `over` when it is let go. 1: there is a long
    /// axis or a map here.
    #[allow(clippy::too_many_arguments)]
    pub fn pull(
        &mut self,
        x1: f64,
        y1: f64,
        x2: f64,
        y2: f64,
        to_x1: f64,
        to_y1: f64,
        to_x2: f64,
        to_y2: f64,
        over: bool,
    ) -> u32 {
        self.on(Event::Pull(Pull {
            start: point((x1 + x2) / 2.0, (y1 + y2) / 2.0),
            from: (x1, x2),
            from_y: (y1, y2),
            to: (to_x1, to_x2),
            to_y: (to_y1, to_y2),
            is_over: over,
        }))
    }

    /// Whether a map lies there of which a part is shown: it can be taken and moved.
    pub fn grasps(&self, x: f64, y: f64) -> bool {
        let at = point(x, y);
        self.picture.maps.iter().any(|(_, map)| map.camera.is_some() && map.rect.contains(at))
    }
}

impl Widget {
    fn moment(&self) -> Option<Period> {
        compose::moment(self.loaded.as_ref()?, &self.state)
    }

    fn tables(&self) -> &[Table] {
        self.loaded.as_ref().map_or(&[], |loaded| &loaded.tables)
    }

    fn is_long(&self) -> bool {
        let ways = |loaded| Ways { loaded, lists: self.lists(), shown: &self.state.shown };
        self.loaded.as_ref().is_some_and(|loaded| compose::is_long(&ways(loaded)))
    }

    /// The series of each view and whether they are hidden: `{views: [{series: [{name, off}]}]}`.
    fn filter(&self) -> Record {
        let view = |(panel, table): (usize, &Table)| {
            let hidden = self.state.shown.get(panel).map_or(&[][..], |shown| &shown.hidden);
            let series = |(position, name): (usize, &String)| {
                let off = hidden.contains(&(position as u32));
                Record(vec![("name", name.as_str().into()), ("off", Field::Flag(off))])
            };
            let series = table.series.iter().enumerate().map(series).collect();
            Record(vec![("series", Field::List(series))])
        };
        let views = self.tables().iter().enumerate().map(view).collect();
        Record(vec![("views", Field::List(views))])
    }

    fn take_filter(&mut self, text: &str) -> u32 {
        let Some(told) = json::parse(text.as_bytes(), "", &mut Default::default()) else { return 0 };
        let Some(loaded) = &self.loaded else { return 0 };
        self.state.shown.resize(loaded.tables.len(), Default::default());
        let before = self.state.shown.clone();
        for view in told.get("views").and_then(Json::array).unwrap_or_default().iter() {
            let series = view.get("series").and_then(Json::array).unwrap_or_default();
            let one = |series: &'_ Json<'_>| {
                let off = matches!(series.get("off"), Some(Json::Bool(true)));
                Some((series.get("name")?.text()?.to_string(), off))
            };
            let named: Vec<(String, bool)> = series.iter().filter_map(one).collect();
            let told: Vec<(&str, bool)> = named.iter().map(|(name, off)| (name.as_str(), *off)).collect();
            for (shown, table) in self.state.shown.iter_mut().zip(&loaded.tables) {
                shown.take_hidden(&table.series, &told);
            }
        }
        let is_changed = before != self.state.shown;
        if self.state.shown.iter().all(|shown| *shown == Default::default()) {
            self.state.shown.clear();
        }
        if is_changed { LAYOUT } else { 0 }
    }
}
