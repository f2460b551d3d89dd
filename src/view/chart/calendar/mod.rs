//! A calendar: days, weeks, months or longer periods as a grid of cells, each in the colour of its class.

mod slot;

use super::words;
use crate::dataset::Period;
use crate::geometry::{Rect, point};
use crate::guide::legend::Entry;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Fill, Font, Node, Role, Shape, Stroke, Style};
use crate::theme::{HEADING, LABEL};
use crate::view::classes::Classes;
use crate::view::map::legend::Legend;
use crate::view::{Context, Recipe};
use slot::{Grid, WEEKS};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// More lines than these are told, not drawn: two years of days, or a century.
const MOST: usize = 150;
/// Calendars of more lines together than these are told, not drawn.
const MOST_LINES: usize = 2000;
const HEAD_LINE: f64 = 20.0;
const TITLE_LINE: f64 = 24.0;
const GAP: f64 = 18.0;
const LEGEND_GAP: f64 = 10.0;
/// Sizes of a cell: of days, and of anything else.
const DAY: (f64, f64) = (26.0, 44.0);
const CELL: (f64, f64) = (17.0, 76.0);
const ROW: f64 = 32.0;

/// Where the lines of a calendar stand.
struct Layout {
    grid: Grid,
    /// The lines from the first to the last, gaps included; of days all lines of each month.
    lines: Vec<i32>,
    /// How many months stand side by side; 1 for other grids.
    blocks: usize,
    /// How many series have a calendar.
    series: usize,
    /// The top of each row of months, and the bottom of the last: as tall as the longest month in it.
    bands: Vec<f64>,
    /// Width and height of a cell.
    cell: (f64, f64),
    names: f64,
    classes: Classes,
    /// What cannot be shown in this calendar, in words.
    notes: Vec<String>,
    /// Whether all values have room in their cells: some without the others would be read as all there are.
    written: bool,
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let layout = layout(cx, out, width);
    let title = if cx.table.series.len() > 1 { TITLE_LINE } else { 0.0 };
    let calendars = layout.series as f64 * (title + layout.height() + GAP);
    let notes = layout.notes.len() as f64 * HEAD_LINE;
    calendars - GAP + LEGEND_GAP + notes + layout.legend(cx).height(out, width)
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let layout = layout(cx, out, rect.width);
    let mut y = rect.y;
    for series in 0..layout.series {
        if let Some(name) = cx.table.series.get(series).filter(|_| cx.table.series.len() > 1) {
            write(
                cx,
                out,
                &out.ellipsis(name, HEADING, rect.width),
                (rect.x, y + 10.0),
                HEADING,
                Anchor::Start,
            );
            y += TITLE_LINE;
        }
        let own = Rect { y, height: layout.height(), ..rect };
        heads(cx, out, own, &layout);
        cells(cx, out, own, series, &layout);
        y += layout.height() + GAP;
    }
    y += LEGEND_GAP - GAP;
    let plot = Rect { height: y - rect.y, ..rect };
    for line in &layout.notes {
        let text = out.ellipsis(line, LABEL, rect.width);
        write(cx, out, &text, (rect.x, y + HEAD_LINE / 2.0), LABEL, Anchor::Start);
        y += HEAD_LINE;
    }
    layout.legend(cx).draw(cx, out, Rect { y, ..rect });
    plot
}

fn write(cx: &Context, out: &mut Builder, text: &str, at: (f64, f64), font: Font, anchor: Anchor) {
    out.text(run(text, at, font, anchor, Baseline::Middle), cx.theme.ink_2, Role::Guide);
}

fn layout(cx: &Context, out: &Builder, width: f64) -> Layout {
    let periods = &cx.table.periods;
    let grid = periods.last().map_or(Grid::Months, |last| slot::grid_of(*last));
    let of_grid: Vec<i32> =
        periods.iter().filter(|p| slot::grid_of(**p) == grid).map(|p| slot::slot(*p, grid).0).collect();
    let (first, last) =
        (of_grid.iter().min().copied().unwrap_or(0), of_grid.iter().max().copied().unwrap_or(0));
    let whole = if grid == Grid::Days { WEEKS } else { 1 };
    let (first, last) = (first.div_euclid(whole) * whole, last.div_euclid(whole) * whole + whole - 1);
    let most = MOST as i32 / whole * whole;
    // The latest lines are those that are looked for.
    let shown = first.max(last.saturating_sub(most - 1));
    let mut notes = Vec::new();
    if of_grid.len() < periods.len() {
        notes.push(format!("另有 {} 个时期与日历的格子不同类，未画出", periods.len() - of_grid.len()));
    }
    if shown > first {
        notes.push(format!("只画出{}以来的格子", grid.name(shown)));
    }
    let lines: Vec<i32> = (shown..=last).collect();
    let all = cx.table.series.len().max(1);
    let series = all.min((MOST_LINES / lines.len().max(1)).max(1));
    if series < all {
        notes.push(format!("共 {all} 个系列，只画出前 {series} 个"));
    }
    let names = match grid {
        Grid::Days => 0.0,
        _ => lines.iter().map(|line| out.width(&grid.name(*line), LABEL)).fold(0.0, f64::max) + 10.0,
    };
    let (blocks, cell) = match grid {
        Grid::Days => {
            let fitting = ((width + GAP) / (7.0 * DAY.0 + GAP)) as usize;
            let months = lines.len() / WEEKS as usize;
            let blocks = months.div_ceil(months.div_ceil(fitting.clamp(1, months.max(1))).max(1)).max(1);
            let cell = ((width + GAP) / blocks as f64 - GAP) / 7.0;
            (blocks, (cell.min(DAY.1), cell.min(DAY.1).min(36.0)))
        }
        _ => (1, (((width - names) / grid.columns() as f64).clamp(CELL.0.min(width / 20.0), CELL.1), ROW)),
    };
    let bands = if grid == Grid::Days { bands(&lines, blocks, cell.1) } else { Vec::new() };
    let classes = Classes::of(cx, false, &|_| true);
    let known = cx.table.rows.iter().filter(|row| row.value.known().is_some());
    let written = known.map(|row| out.width(&classes.text(cx, row), LABEL)).all(|own| own + 4.0 <= cell.0);
    Layout { grid, lines, blocks, series, bands, cell, names, classes, notes, written }
}

/// The tops of rows of months with their gaps, and where a further one would begin.
fn bands(lines: &[i32], blocks: usize, cell: f64) -> Vec<f64> {
    let has_days = |line: &&i32| (0..7).any(|column| slot::day_at(**line, column).is_some());
    let weeks = |month: &[i32]| month.iter().filter(has_days).count();
    let mut tops = vec![0.0];
    let mut y = 0.0;
    for row in lines.chunks(blocks * WEEKS as usize) {
        let most = row.chunks(WEEKS as usize).map(weeks).max().unwrap_or(0);
        y += 2.0 * HEAD_LINE + most as f64 * cell + GAP;
        tops.push(y);
    }
    tops
}

impl Layout {
    /// The legend of the classes. A gap in the calendar is hatched too, so that what the hatch means is always said.
    fn legend(&self, cx: &Context) -> Legend<'_> {
        Legend::new(cx, &self.classes, false, vec![Entry::new(cx.theme.missing, "暂无数据".into())])
    }

    fn height(&self) -> f64 {
        match self.grid {
            Grid::Days => self.bands.last().copied().unwrap_or_default() - GAP,
            _ => self.head() + self.lines.len() as f64 * self.cell.1,
        }
    }

    fn head(&self) -> f64 {
        if self.grid == Grid::Weeks { 0.0 } else { HEAD_LINE }
    }

    /// The upper left corner of a month, by the position of its first line.
    fn month(&self, rect: Rect, position: usize) -> (f64, f64) {
        let block = position / WEEKS as usize;
        let column = (block % self.blocks) as f64;
        let top = self.bands.get(block / self.blocks).copied().unwrap_or_default();
        (rect.x + column * (7.0 * self.cell.0 + GAP), rect.y + top)
    }

    /// The cell at a place along the line at a position.
    fn cell(&self, rect: Rect, position: usize, column: usize) -> Rect {
        let (width, height) = self.cell;
        let (x, y) = match self.grid {
            Grid::Days => {
                let (x, y) = self.month(rect, position);
                (x, y + 2.0 * HEAD_LINE + (position % WEEKS as usize) as f64 * height)
            }
            _ => (rect.x + self.names, rect.y + self.head() + position as f64 * height),
        };
        Rect { x: x + column as f64 * width, y, width, height }
    }

    fn position(&self, line: i32) -> Option<usize> {
        self.lines.binary_search(&line).ok()
    }
}

/// Names of months and weekdays, or of lines and places along them.
fn heads(cx: &Context, out: &mut Builder, rect: Rect, layout: &Layout) {
    let columns = 0..layout.grid.columns();
    if layout.grid == Grid::Days {
        for position in (0..layout.lines.len()).step_by(WEEKS as usize) {
            let (x, y) = layout.month(rect, position);
            let name = layout.grid.name(layout.lines[position]);
            write(cx, out, &name, (x, y + HEAD_LINE / 2.0), LABEL, Anchor::Start);
            for column in columns.clone() {
                let at = (x + (column as f64 + 0.5) * layout.cell.0, y + 1.5 * HEAD_LINE);
                write(cx, out, &layout.grid.head(column), at, LABEL, Anchor::Middle);
            }
        }
        return;
    }
    for (position, line) in layout.lines.iter().enumerate() {
        let y = layout.cell(rect, position, 0).center().y;
        write(cx, out, &layout.grid.name(*line), (rect.x, y), LABEL, Anchor::Start);
    }
    // All with their unit or none.
    let has_room = |column| out.width(&layout.grid.head(column), LABEL) + 2.0 <= layout.cell.0;
    let is_whole = columns.clone().all(has_room);
    for column in columns.filter(|_| layout.head() > 0.0) {
        let x = layout.cell(rect, 0, column).center().x;
        let whole = layout.grid.head(column);
        let bare: String = whole.chars().filter(char::is_ascii_digit).collect();
        let name = if !is_whole && !bare.is_empty() { bare } else { whole };
        if out.width(&name, LABEL) <= layout.cell.0 {
            write(cx, out, &name, (x, rect.y + HEAD_LINE / 2.0), LABEL, Anchor::Middle);
        }
    }
}

/// The cells of one series; hatched where the data has no figure between its first and its last.
fn cells(cx: &Context, out: &mut Builder, rect: Rect, series: usize, layout: &Layout) {
    let columns = layout.grid.columns();
    let mut rows: Vec<Option<usize>> = vec![None; layout.lines.len() * columns];
    let index = |period: Period| {
        let (line, column) = slot::slot(period, layout.grid);
        Some(layout.position(line)? * columns + column)
    };
    for (i, row) in cx.table.rows.iter().enumerate().filter(|(_, row)| row.series == series) {
        if slot::grid_of(row.period) == layout.grid
            && let Some(at) = index(row.period)
        {
            rows[at] = Some(i);
        }
    }
    let (first, last) = (rows.iter().position(Option::is_some), rows.iter().rposition(Option::is_some));
    let is_within = |at: usize| first.is_some_and(|first| at >= first) && last.is_some_and(|last| at <= last);
    for (at, row) in rows.iter().enumerate() {
        let (position, column) = (at / columns, at % columns);
        let cell = layout.cell(rect, position, column);
        let day = match layout.grid {
            Grid::Days => slot::day_at(layout.lines[position], column),
            // Only the last line of a year has a 14th week, and seldom.
            Grid::Weeks => (column < 13 || row.is_some()).then_some(0),
            _ => Some(0),
        };
        match (row, day) {
            (Some(row), _) => filled(cx, out, *row, cell, day, layout),
            (None, Some(day)) => empty(cx, out, cell, day, is_within(at)),
            (None, None) => {}
        }
    }
}

fn filled(cx: &Context, out: &mut Builder, position: usize, cell: Rect, day: Option<i32>, layout: &Layout) {
    let row = &cx.table.rows[position];
    let fill = layout.classes.fill(cx, row);
    square(out, cell, fill, cx.theme.ground, Some((cx, position)));
    let (ink, halo) = match fill {
        Fill::Solid(color) => (cx.theme.ink_on(color), None),
        Fill::Hatch { ground, .. } => (cx.theme.ink_2, Some(ground)),
    };
    let text = match day.filter(|day| *day > 0) {
        Some(day) => day.to_string(),
        None if row.value.known().is_some() && layout.written => layout.classes.text(cx, row),
        None => return,
    };
    let at = cell.center();
    let text = run(text, (at.x, at.y), LABEL, Anchor::Middle, Baseline::Middle);
    words::label(cx, out, position, crate::scene::Text { halo, ..text }, ink);
}

/// A cell without a row: hatched where one is missing, else only outlined.
fn empty(cx: &Context, out: &mut Builder, cell: Rect, day: i32, is_missing: bool) {
    let fill = if is_missing { cx.theme.missing } else { Fill::Solid(cx.theme.ground) };
    square(out, cell, fill, if is_missing { cx.theme.ground } else { cx.theme.rule }, None);
    if day > 0 {
        let ground = if let Fill::Hatch { ground, .. } = fill { ground } else { cx.theme.ground };
        let text =
            run(day.to_string(), (cell.center().x, cell.center().y), LABEL, Anchor::Middle, Baseline::Middle);
        out.text(crate::scene::Text { halo: Some(ground), ..text }, cx.theme.ink_2, Role::Guide);
    }
}

fn square(out: &mut Builder, cell: Rect, fill: Fill, edge: Color, row: Option<(&Context, usize)>) {
    let style = Style { fill: Some(fill), stroke: Some(Stroke::solid(edge, 1.0)) };
    let corner = point(cell.x + 1.0, cell.y + 1.0);
    let shape =
        Shape::Rect(Rect { x: corner.x, y: corner.y, width: cell.width - 2.0, height: cell.height - 2.0 });
    out.push(match row {
        Some((cx, row)) => {
            Node::new(shape, style, Role::Mark).datum(cx.key(row)).label(cx.label(&cx.table.rows[row]))
        }
        None => Node::new(shape, style, Role::Guide),
    });
}
