//! What of a table is shown: all of it, one facet, or what the visitor has left.

use super::{Row, Table};
use crate::config::By;

/// One member of the direction that small multiples go by.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// What its heading says.
    pub name: String,
    /// Positions of its rows.
    rows: Vec<usize>,
}

impl Table {
    /// A table of the rows that `keep` wants, with the same names, colours and keys.
    pub fn only(&self, keep: &mut dyn FnMut(&Row) -> bool) -> Table {
        let rows: Vec<Row> = self.rows.iter().filter(|row| keep(row)).cloned().collect();
        Table { rows, ..self.without_rows() }
    }

    /// The table of one facet.
    pub fn of_facet(&self, facet: &Facet) -> Table {
        let rows = facet.rows.iter().map(|i| self.rows[*i].clone()).collect();
        Table { rows, ..self.without_rows() }
    }

    fn without_rows(&self) -> Table {
        Table {
            measure: self.measure.clone(),
            measures: self.measures.clone(),
            items: self.items.clone(),
            item: self.item,
            series: self.series.clone(),
            periods: self.periods.clone(),
            rows: Vec::new(),
            one_area: self.one_area,
        }
    }

    /// The facets in the order in which they first occur; empty without small multiples.
    pub fn facets(&self, by: By, name: &dyn Fn(&Row) -> String) -> Vec<Facet> {
        let mut facets: Vec<Facet> = Vec::new();
        if by == By::Auto {
            return facets;
        }
        for (i, row) in self.rows.iter().enumerate() {
            let name = name(row);
            match facets.iter_mut().find(|facet| facet.name == name) {
                Some(facet) => facet.rows.push(i),
                None => facets.push(Facet { name, rows: vec![i] }),
            }
        }
        facets
    }
}
