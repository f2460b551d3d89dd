//! What a column is by its cells, where its header does not say it.

use super::header::header_period;
use super::lex::Record;
use super::lines::part_of;
use super::number;
use super::value_column::area_name;
use crate::dataset::{Period, gazetteer};

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Empty,
    Figures,
    Places,
    Periods,
    /// Months and quarters without a year.
    Parts,
    Words,
}

impl Content {
    /// What most of the cells are.
    pub fn of(body: &[Record], at: usize) -> Content {
        let cells: Vec<&str> = body.iter().map(|r| r.cell(at)).filter(|cell| !cell.is_empty()).collect();
        let most = |is: &dyn Fn(&str) -> bool| {
            let count = cells.iter().filter(|cell| is(cell)).count();
            count > 0 && 2 * count >= cells.len()
        };
        let year = Some(Period::year_of(2000));
        if cells.is_empty() {
            Content::Empty
        } else if most(&|cell| gazetteer::find(&area_name(cell)).is_some()) {
            Content::Places
        } else if at == 0 && most(&|cell| header_period(cell).is_some()) {
            Content::Periods
        } else if most(&|cell| number::is_figure(cell)) {
            Content::Figures
        } else if most(&|cell| Period::read(cell).is_some()) {
            Content::Periods
        } else if most(&|cell| part_of(cell, year).is_some()) {
            Content::Parts
        } else if most(&|cell| !matches!(number::read(cell), number::Cell::Other)) {
            Content::Figures
        } else {
            Content::Words
        }
    }
}
