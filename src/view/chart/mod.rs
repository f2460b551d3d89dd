//! The kinds of the larger builds, a file for each.

mod absent;
pub mod bars;
mod bivariate;
mod boxplot;
mod bump;
mod calendar;
mod card;
mod chain;
mod chips;
mod chord;
pub mod combo;
mod dials;
mod dorling;
mod dot;
pub mod dots;
mod dumbbell;
mod funnel;
mod gantt;
mod gauge;
pub mod heatmap;
mod histogram;
mod history;
mod label;
mod lanes;
mod ledger;
mod lollipop;
mod milestones;
mod pie;
mod plane;
mod progress;
mod radar;
mod range;
mod ring;
mod risk;
mod sankey;
pub mod scatter;
mod slope;
mod sunburst;
mod survival;
mod table;
pub mod tiles;
mod tree;
mod treemap;
mod wall;
mod waterfall;
mod words;

pub use dot::STEP as DOT_STEP;
pub use lollipop::step as lollipop_step;

use super::{Context, Recipe};
use crate::config::Chart as C;

/// The recipe of a kind.
pub fn recipe(chart: C) -> Recipe {
    match chart {
        C::Bars => bars::RECIPE,
        C::Progress => progress::RECIPE,
        C::Waterfall => waterfall::RECIPE,
        C::Funnel => funnel::RECIPE,
        C::Combo => combo::RECIPE,
        C::Slope => slope::RECIPE,
        C::Dumbbell => dumbbell::RECIPE,
        C::Bump => bump::RECIPE,
        C::Dot => dot::RECIPE,
        C::Lollipop => lollipop::RECIPE,
        C::Range => range::RECIPE,
        C::Scatter | C::Bubble => scatter::RECIPE,
        C::Heatmap => heatmap::RECIPE,
        C::Calendar => calendar::RECIPE,
        C::Histogram => histogram::RECIPE,
        C::BoxPlot => boxplot::RECIPE,
        C::Survival => survival::RECIPE,
        C::Pie | C::Donut => pie::RECIPE,
        C::Ring => ring::RECIPE,
        C::Gauge => gauge::RECIPE,
        C::Radar => radar::RECIPE,
        C::Treemap => treemap::RECIPE,
        C::Sunburst => sunburst::RECIPE,
        C::Tree => tree::RECIPE,
        C::Sankey => sankey::RECIPE,
        C::Chord => chord::RECIPE,
        C::Gantt => gantt::RECIPE,
        C::Milestones => milestones::RECIPE,
        C::Lanes => lanes::RECIPE,
        C::Wall => wall::RECIPE,
        C::Ledger => ledger::RECIPE,
        C::Chain => chain::RECIPE,
        C::Risk => risk::RECIPE,
        C::Card => card::RECIPE,
        C::Table => table::RECIPE,
        C::Tiles => tiles::RECIPE,
        C::Dorling => dorling::RECIPE,
        C::Bivariate => bivariate::RECIPE,
    }
}

/// What must be known to read a chart of a kind.
pub fn notes(cx: &Context, chart: C) -> Vec<String> {
    match chart {
        C::Bars => bars::notes(cx),
        C::BoxPlot => boxplot::notes(cx),
        C::Bump => bump::notes(cx),
        C::Dot | C::Lollipop | C::Range | C::Dumbbell | C::Combo => dots::notes(cx),
        _ => Vec::new(),
    }
}
