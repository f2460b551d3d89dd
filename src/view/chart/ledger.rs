//! Ledger: entries as a table. Columns that have no room go under the names. Pressing a heading sorts, pressing a chip
//! above filters.

use super::chips;
use crate::dataset::Entry;
use crate::geometry::{Rect, point};
use crate::query::{FIELDS, Field, Said};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, DatumKey, Node, Part, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::entry::{
    GROUP_HEIGHT, LINE, block, date, group_count, groups, has_headings, heading, light, lines, state, tag,
};
use crate::view::{Context, Recipe};
use crate::{format, nearest};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// Rows of a small multiple that are written; the rest is counted.
const MOST: usize = 50;
const LIGHT: f64 = 22.0;
const HEAD: f64 = 26.0;
const GAP: f64 = 16.0;
/// The least width of names: columns that would leave them less go under them.
const NAMES: f64 = 200.0;
/// The most that a column may take.
const COLUMN: f64 = 190.0;
/// The widest that states, dates and shares are in words.
const WIDEST: [&str; 3] = ["按节点推进", "2020年12月30日 完成", "100.0%"];
/// Length of the bar beside a percentage.
const TRACK: f64 = 56.0;
/// Lines of a name, and below it; of rows that scroll, which are all of one height.
const NAME_LINES: usize = 3;
const UNDER_LINES: usize = 2;
const WINDOW_LINES: (usize, usize) = (2, 1);

/// What stands above a column.
fn title(field: Field) -> &'static str {
    match field {
        Field::Name => "名称",
        Field::Group => "所属",
        Field::State => "状态",
        Field::When => "时间",
        Field::Owner => "责任单位",
        Field::Progress => "进度",
    }
}

/// What an entry says in the column of each field.
fn cells(cx: &Context, entry: &Entry) -> [String; FIELDS.len()] {
    let progress = entry.progress.map(|progress| format::quantity(progress, "%"));
    let group = if is_flat(cx) && cx.table.items.len() > 1 { entry.group.as_str() } else { "" };
    FIELDS.map(|field| match field {
        Field::Name => String::new(),
        Field::Group => group.into(),
        Field::State if !has_states(cx) => String::new(),
        Field::State => cx.state_word(entry).into(),
        Field::When => date(entry),
        Field::Owner => entry.owner.clone(),
        Field::Progress => progress.clone().unwrap_or_default(),
    })
}

/// Whether entries stand without headings of their groups: sorted, or some of very many.
fn is_flat(cx: &Context) -> bool {
    cx.is_window() || cx.listed.is_some_and(|listed| listed.shown.sort.is_some())
}

/// Whether any entry says how it stands, shown or not.
fn has_states(cx: &Context) -> bool {
    match cx.listed {
        Some(listed) => listed.list.chips.iter().any(chips::is_state),
        None => crate::view::entry::has_states(cx),
    }
}

/// One row: its place from the top, its name and the lines under it.
struct Line {
    row: usize,
    top: f64,
    height: f64,
    name: Vec<String>,
    under: Vec<String>,
}

struct Layout {
    /// Which fields have columns, with their widths.
    columns: Vec<(Field, f64)>,
    names: f64,
    headings: Vec<(f64, usize)>,
    lines: Vec<Line>,
    height: f64,
    left_out: usize,
}

impl Layout {
    fn of(cx: &Context, out: &Builder, width: f64) -> Layout {
        let columns = columns(cx, out, width);
        let names = width - LIGHT - columns.iter().map(|(_, own)| own + GAP).sum::<f64>();
        let y = if has_titles(cx, &columns) { HEAD } else { 0.0 };
        let mut layout = Layout { columns, names, headings: vec![], lines: vec![], height: y, left_out: 0 };
        if is_flat(cx) {
            layout.add(cx, out, 0..cx.table.rows.len());
            return layout;
        }
        for (group, (_, rows)) in groups(cx).into_iter().enumerate().filter(|(_, (_, rows))| !rows.is_empty())
        {
            let room = if cx.listed.is_some() { rows.len() } else { MOST.saturating_sub(layout.lines.len()) };
            layout.left_out += rows.len().saturating_sub(room);
            if has_headings(cx) && room > 0 {
                layout.headings.push((layout.height, group));
                layout.height += GROUP_HEIGHT;
            }
            layout.add(cx, out, rows.into_iter().take(room));
        }
        layout.height += if layout.left_out > 0 { HEAD } else { 0.0 };
        layout
    }

    fn add(&mut self, cx: &Context, out: &Builder, rows: impl Iterator<Item = usize>) {
        for row in rows {
            let line = self.line(cx, out, row, self.height);
            self.height += line.height;
            self.lines.push(line);
        }
    }

    fn line(&self, cx: &Context, out: &Builder, row: usize, top: f64) -> Line {
        let Some(entry) = cx.entry(&cx.table.rows[row]) else {
            return Line { row, top, height: 0.0, name: vec![], under: vec![] };
        };
        let most = if cx.is_window() { WINDOW_LINES } else { (NAME_LINES, UNDER_LINES) };
        let name = lines(out, &entry.name, LABEL, self.names, most.0);
        let cells = cells(cx, entry);
        let is_under = |(field, text): &(&Field, &String)| {
            !text.is_empty() && self.columns.iter().all(|(column, _)| column != *field)
        };
        let rest = FIELDS.iter().zip(&cells).filter(is_under).map(|(_, text)| text.as_str());
        let under = lines(out, &nearest::joined(rest, " · "), LABEL, self.names, most.1);
        let count = if cx.is_window() { self.window_lines(cx, out) } else { name.len() + under.len() };
        Line { row, top, height: (count as f64 * LINE + 14.0).max(34.0), name, under }
    }

    /// Lines of every row that scrolls.
    fn window_lines(&self, cx: &Context, out: &Builder) -> usize {
        let Some(said) = cx.listed.map(|listed| &listed.list.said) else { return 0 };
        let name = if out.width(&said.name, LABEL) > self.names { WINDOW_LINES.0 } else { 1 };
        let is_under = |(field, width): (&Field, f64)| {
            width > 0.0 && self.columns.iter().all(|(column, _)| column != field)
        };
        let has_under = FIELDS.iter().zip(steady(cx, out, said)).any(is_under);
        name + if has_under { WINDOW_LINES.1 } else { 0 }
    }
}

/// Whether columns have titles: those that sort are needed for that alone.
fn has_titles(cx: &Context, columns: &[(Field, f64)]) -> bool {
    !columns.is_empty() || cx.listed.is_some()
}

/// The columns that have anything to say and room to say it.
fn columns(cx: &Context, out: &Builder, width: f64) -> Vec<(Field, f64)> {
    let mut widest = [0.0f64; FIELDS.len()];
    for entry in cx.table.rows.iter().take(MOST).filter_map(|row| cx.entry(row)) {
        for (most, text) in widest.iter_mut().zip(cells(cx, entry)) {
            *most = most.max(out.width(&text, LABEL));
        }
    }
    if let Some(listed) = cx.window() {
        widest = steady(cx, out, &listed.list.said);
    }
    let mut free = width - LIGHT - NAMES;
    let mut found = Vec::new();
    for (field, own) in FIELDS.into_iter().zip(widest).filter(|(_, own)| *own > 0.0) {
        let own = own.max(out.width(title(field), LABEL) + MARK).min(COLUMN);
        let own = own + if field == Field::Progress { TRACK + 8.0 } else { 0.0 };
        if own + GAP > free {
            break;
        }
        free -= own + GAP;
        found.push((field, own));
    }
    found
}

/// The widths of columns that do not change with the window.
fn steady(cx: &Context, out: &Builder, said: &Said) -> [f64; FIELDS.len()] {
    let [state, date, share] = WIDEST.map(|words| out.width(words, LABEL));
    let has = |said: bool, width: f64| if said { width } else { 0.0 };
    FIELDS.map(|field| match field {
        Field::Name => 0.0,
        Field::Group => has(cx.table.items.len() > 1, out.width(&said.group, LABEL)),
        Field::State => has(has_states(cx), state),
        Field::When => has(said.has_dates, date),
        Field::Owner => out.width(&said.owner, LABEL),
        Field::Progress => has(said.has_progress, share),
    })
}

/// Room for the sign of how a column is sorted.
const MARK: f64 = 12.0;

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    chips::height(cx, out, width) + Layout::of(cx, out, width).height.max(NOTHING)
}

/// Room for the words that nothing is left.
const NOTHING: f64 = HEAD * 2.0;

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    chips::draw(cx, out, rect);
    let top = rect.y + chips::height(cx, out, rect.width);
    let layout = Layout::of(cx, out, rect.width);
    titles(cx, out, Rect { y: top, ..rect }, &layout);
    let groups = groups(cx);
    for &(y, group) in &layout.headings {
        let count = group_count(cx, &groups[group].1);
        heading(cx, out, Rect { y: top + y, ..rect }, groups[group].0, &count);
    }
    for line in &layout.lines {
        draw_line(cx, out, Rect { y: top + line.top, height: line.height, ..rect }, line, &layout);
    }
    let words = match layout.left_out {
        _ if cx.table.rows.is_empty() => "没有符合条件的条目".into(),
        0 => String::new(),
        more => format!("另有 {more} 项未列出"),
    };
    let at = (rect.x, top + layout.height.max(NOTHING) - HEAD / 2.0);
    if !words.is_empty() {
        out.text(run(words, at, LABEL, Anchor::Start, Baseline::Middle), cx.theme.ink_3, Role::Guide);
    }
    Rect { y: top, height: layout.height, ..rect }
}

/// What stands in the columns; pressed, entries are sorted by it.
fn titles(cx: &Context, out: &mut Builder, rect: Rect, layout: &Layout) {
    if !has_titles(cx, &layout.columns) {
        return;
    }
    head(cx, out, Rect { x: rect.x + LIGHT, width: layout.names, ..rect }, Field::Name);
    let mut x = rect.x + LIGHT + layout.names + GAP;
    for (field, own) in &layout.columns {
        head(cx, out, Rect { x, width: *own, ..rect }, *field);
        x += own + GAP;
    }
    let y = rect.y + HEAD;
    out.line(point(rect.x, y), point(rect.right(), y), Stroke::solid(cx.theme.ink_3, 1.0), Role::Guide);
}

/// One title, with a sign where entries are sorted by it.
fn head(cx: &Context, out: &mut Builder, rect: Rect, field: Field) {
    let position = FIELDS.iter().position(|own| *own == field).unwrap_or(0) as u32;
    let sorted = cx.listed.and_then(|listed| listed.shown.sort).filter(|(column, _)| *column == position);
    let sign = sorted.map_or("", |(_, is_reversed)| if is_reversed { " ▲" } else { " ▼" });
    if cx.listed.is_some() {
        let key = DatumKey { panel: cx.index, part: Part::Column, row: position };
        let target = Rect { x: rect.x - 4.0, height: HEAD, ..rect };
        let node = Node::new(Shape::Rect(target), Style::default(), Role::Control).datum(key);
        let said = match sorted {
            None => "",
            Some((_, false)) => "，已排序",
            Some((_, true)) => "，已倒序",
        };
        out.push(node.label(format!("按“{}”排序{said}", title(field))));
    }
    let ink = if sorted.is_some() { cx.theme.ink } else { cx.theme.ink_3 };
    let at = (rect.x, rect.y + HEAD / 2.0);
    let text = run(format!("{}{sign}", title(field)), at, LABEL, Anchor::Start, Baseline::Middle);
    out.text(text, ink, Role::Guide);
}

fn draw_line(cx: &Context, out: &mut Builder, rect: Rect, line: &Line, layout: &Layout) {
    let row = &cx.table.rows[line.row];
    let Some(entry) = cx.entry(row) else { return };
    let key = cx.key(line.row);
    let ground = Node::new(Shape::Rect(rect), Style::fill(cx.theme.ground), Role::Mark);
    out.push(ground.datum(key).label(cx.entry_label(row)));
    let below = Stroke::solid(cx.theme.rule, 1.0);
    out.line(point(rect.x, rect.bottom()), point(rect.right(), rect.bottom()), below, Role::Guide);
    let text = (line.name.len() + line.under.len()) as f64 * LINE;
    let top = rect.y + (rect.height - text) / 2.0;
    light(out, point(rect.x + 8.0, top + LINE / 2.0), state(cx, entry), cx.theme, Some(key));
    let x = rect.x + LIGHT;
    block(out, &line.name, point(x, top), cx.theme.ink, key);
    let under = point(x, top + line.name.len() as f64 * LINE);
    block(out, &line.under, under, cx.theme.ink_2, key);
    let mut x = x + layout.names + GAP;
    let middle = rect.y + rect.height / 2.0;
    let cells = cells(cx, entry);
    for (column, own) in &layout.columns {
        let share = entry.progress.filter(|_| *column == Field::Progress);
        let shift = if *column == Field::Progress { TRACK + 8.0 } else { 0.0 };
        if let Some(share) = share {
            let track = Rect { x, y: middle - 4.0, width: TRACK, height: 8.0 };
            out.push(Node::new(Shape::Rect(track), Style::fill(cx.theme.rule), Role::MarkLabel).datum(key));
            let done = Rect { width: TRACK * share.to_f64() / 100.0, ..track };
            let style = Style::fill(cx.state_color(entry));
            out.push(Node::new(Shape::Rect(done), style, Role::MarkLabel).datum(key));
        }
        let words = out.ellipsis(
            &cells[FIELDS.iter().position(|field| field == column).unwrap_or(0)],
            LABEL,
            own - shift,
        );
        let text = run(words, (x + shift, middle), LABEL, Anchor::Start, Baseline::Middle);
        tag(out, text, cx.theme.ink_2, key);
        x += own + GAP;
    }
}
