//! SDMX-CSV data messages, 1.0 and 2.0: one figure a row, with ids, with `id: label`, or with a column of names beside
//! each column of ids.

mod header;
mod rows;

use super::concepts;
use super::figures::Figures;
use crate::dataset::csv::lex::{Flaw, Record, Records};
use crate::dataset::cube::{About, Dimension, Role};
use crate::dataset::reader::{Content, Reader};
use crate::dataset::{Dataset, Source};
use crate::diagnostic::{Diagnostics, say};
use header::{Header, Kind};
use rows::Codes;

/// SDMX-CSV.
pub struct SdmxCsv;

/// How many dimensions there may be.
const MAX_DIMENSIONS: usize = 64;

impl Reader for SdmxCsv {
    fn name(&self) -> &'static str {
        "sdmx-csv"
    }

    fn recognises(&self, content: &Content) -> bool {
        matches!(content, Content::Text(text) if Header::read(text).is_some())
    }

    fn read(&self, content: &Content, faults: &mut Diagnostics) -> Option<Dataset> {
        let text = if let Content::Text(text) = content { text } else { "" };
        let hint = "第一行如：DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE";
        let Some(header) = Header::read(text) else {
            let sentence = say!("第一行不是 SDMX-CSV 的表头", "the first line is no header of SDMX-CSV");
            faults.error("data:1:1", sentence, hint.into());
            return None;
        };
        let Some(value) = header.find(Kind::Value) else {
            let sentence = say!("没有 OBS_VALUE 列", "there is no column OBS_VALUE");
            faults.error("data:1:1", sentence, hint.into());
            return None;
        };
        if header.dimensions().count() > MAX_DIMENSIONS {
            let sentence = say!("维太多", "there are too many dimensions");
            faults.error("data:1:1", sentence, String::new());
            return None;
        }
        if header.columns.iter().filter(|column| column.kind == Kind::Value).count() > 1 {
            let sentence = say!(
                "有几个 OBS_VALUE 列，只用第一个",
                "there are several columns OBS_VALUE; the first is used"
            );
            faults.warning("data:1:1", sentence, String::new());
        }
        figures(text, &header, value, faults)
    }
}

/// Reads the rows twice: what categories there are, then the figures.
fn figures(text: &str, header: &Header, value: usize, faults: &mut Diagnostics) -> Option<Dataset> {
    let mut codes: Vec<Codes> =
        header.dimensions().map(|(position, column)| Codes::new(position, column)).collect();
    let roles = roles(header);
    for (codes, role) in codes.iter_mut().zip(&roles) {
        if *role == Role::Time {
            codes.set_time();
        }
    }
    let flow = header.find(Kind::Dataflow);
    let mut flows = flow.map(|position| Codes::new(position, &header.columns[position]));
    let mut told = Diagnostics::default();
    for record in sound(text, header, value, &mut told) {
        for codes in codes.iter_mut().chain(&mut flows) {
            codes.learn(header, &record);
        }
    }
    faults.append(told);
    let mut dimensions: Vec<Dimension> = codes.iter_mut().map(Codes::dimension).collect();
    for (dimension, role) in dimensions.iter_mut().zip(roles) {
        dimension.role = role;
    }
    let (source, title) = source(text, header, flow);
    // Where there are several dataflows they tell figures apart as a dimension does.
    let several = flows.as_mut().map(Codes::dimension).filter(|flows| flows.categories.len() > 1);
    let of_flow = if several.is_some() { flows.as_mut() } else { None };
    dimensions.extend(several);
    codes_to_figures(text, header, value, (codes, of_flow), dimensions, (title, source), faults)
}

fn codes_to_figures(
    text: &str,
    header: &Header,
    value: usize,
    (mut codes, mut flows): (Vec<Codes>, Option<&mut Codes>),
    dimensions: Vec<Dimension>,
    (title, source): (String, Source),
    faults: &mut Diagnostics,
) -> Option<Dataset> {
    let mut figures = Figures::new("data:");
    let about = About { title, place: "data:1:1".into(), ..About::default() };
    let mut table = figures.table(about, dimensions, source, faults)?;
    let mut categories = Vec::new();
    // What is wrong with rows has been told.
    for record in sound(text, header, value, &mut Diagnostics::default()) {
        categories.clear();
        for codes in codes.iter_mut().chain(flows.as_deref_mut()) {
            categories.push(codes.number(header, &record));
        }
        let figure = rows::figure(&record, value, faults);
        let slots = rows::said(header, &record);
        if !figures.add(&mut table, &categories, figure, &[&slots], record.line) {
            break;
        }
    }
    figures.finish(faults)
}

/// The rows with figures, those that cannot be used left out and told.
fn sound<'t>(
    text: &'t str,
    header: &'t Header,
    value: usize,
    faults: &'t mut Diagnostics,
) -> impl Iterator<Item = Record<'t>> {
    let action = header.find(Kind::Action);
    Records::new(text, header.separator).skip(1).filter(move |record| {
        if record.is_blank() || !is_whole(record, header.columns.len(), faults) {
            return false;
        }
        if rows::is_deletion(record, action) {
            let place = action.map_or(String::new(), |action| record.place(action));
            let sentence = say!("这一行要求删除数据，已跳过", "this row asks to delete data; skipped");
            faults.warning(&place, sentence, String::new());
            return false;
        }
        rows::is_figure(header, record, value)
    })
}

/// Whether a row has as many fields as the header; the reason is told when not.
fn is_whole(record: &Record, columns: usize, faults: &mut Diagnostics) -> bool {
    let place = |field: usize, faults: &Diagnostics| {
        if faults.is_full() { String::new() } else { record.place(field) }
    };
    if let Some((flaw, field)) = record.flaw {
        let sentence = match flaw {
            Flaw::Unclosed => say!("引号没有闭合", "a quote is not closed"),
            Flaw::BehindQuote => say!("引号后面有多余的文字", "there is text behind the closing quote"),
            Flaw::TooMany => say!("列太多，其余未读", "there are too many columns; the rest is not read"),
        };
        faults.warning(&place(field, faults), sentence, "引号内的引号要写两次".into());
    }
    let count = record.fields.len();
    if count != columns {
        let (count, columns) = (count.to_string(), columns.to_string());
        let sentence = say!(
            "这一行有 {} 列，表头有 {} 列，已跳过",
            "this row has {} fields, the header {}; skipped",
            &count,
            &columns
        );
        faults.warning(&place(0, faults), sentence, "含分隔符的文字要加引号".into());
        return false;
    }
    true
}

/// The roles of the dimension columns.
fn roles(header: &Header) -> Vec<Role> {
    let named =
        header.dimensions().map(|(_, column)| Dimension { code: column.id.clone(), ..Dimension::default() });
    let mut dimensions: Vec<Dimension> = named.collect();
    concepts::assign(&mut dimensions, &[]);
    dimensions.into_iter().map(|dimension| dimension.role).collect()
}

/// The source by the dataflow of the first row, `AGENCY:ID(VERSION)`, and what its figures are called.
fn source(text: &str, header: &Header, flow: Option<usize>) -> (Source, String) {
    let first = Records::new(text, header.separator).skip(1).find(|record| !record.is_blank());
    let (Some(record), Some(flow)) = (first, flow) else { return (Source::default(), String::new()) };
    let cell = record.cell(flow);
    let end = cell.bytes().position(|b| b == b'(').unwrap_or(cell.len());
    let (agency, id) = match cell[..end].bytes().position(|b| b == b':') {
        Some(at) => (cell[..at].trim(), cell[at + 1..end].trim()),
        None => ("", cell[..end].trim()),
    };
    // Behind the version: a name, or nothing.
    let behind = &cell[end..];
    let label = match behind.bytes().position(|b| b == b':') {
        _ if header.has_names => record.cell(flow + 1),
        Some(at) => behind[at + 1..].trim(),
        None => "",
    };
    let title = if label.is_empty() { id } else { label };
    let source = Source {
        id: if id.is_empty() { "sdmx".into() } else { id.into() },
        title: title.into(),
        publisher: agency.into(),
        ..Source::default()
    };
    (source, title.into())
}
