//! Ledger: entries as a table. Columns that have no room go under the names.

use crate::dataset::Entry;
use crate::geometry::{Rect, point};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::entry::{
    GROUP_HEIGHT, LINE, block, date, group_count, groups, has_headings, has_states, heading, light, lines,
    state, tag, tally, tally_height,
};
use crate::view::{Context, Recipe};
use crate::{format, nearest};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// Rows that are written; the rest is counted.
const MOST: usize = 50;
const LIGHT: f64 = 22.0;
const HEAD: f64 = 26.0;
const GAP: f64 = 16.0;
/// The least width of names: columns that would leave them less go under them.
const NAMES: f64 = 200.0;
/// The most that a column may take.
const COLUMN: f64 = 190.0;
/// Length of the bar beside a percentage.
const TRACK: f64 = 56.0;

/// What can stand in a column.
const TITLES: [&str; 4] = ["状态", "时间", "责任单位", "进度"];
const PROGRESS: usize = 3;

/// What an entry says in each column.
fn cells(cx: &Context, entry: &Entry) -> [String; 4] {
    let progress = entry.progress.map(|progress| format::quantity(progress, "%"));
    [cx.state_word(entry).into(), date(entry), entry.owner.clone(), progress.unwrap_or_default()]
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
    /// Which columns have room, with their widths.
    columns: Vec<(usize, f64)>,
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
        let mut y = if columns.is_empty() { 0.0 } else { HEAD };
        let mut layout = Layout { columns, names, headings: vec![], lines: vec![], height: 0.0, left_out: 0 };
        for (group, (_, rows)) in groups(cx).into_iter().enumerate() {
            if layout.lines.len() >= MOST {
                layout.left_out += rows.len();
                continue;
            }
            if has_headings(cx) {
                layout.headings.push((y, group));
                y += GROUP_HEIGHT;
            }
            for row in rows {
                if layout.lines.len() >= MOST {
                    layout.left_out += 1;
                    continue;
                }
                let line = layout.line(cx, out, row, y);
                y += line.height;
                layout.lines.push(line);
            }
        }
        layout.height = y + if layout.left_out > 0 { HEAD } else { 0.0 };
        layout
    }

    fn line(&self, cx: &Context, out: &Builder, row: usize, top: f64) -> Line {
        let Some(entry) = cx.entry(&cx.table.rows[row]) else {
            return Line { row, top, height: 0.0, name: vec![], under: vec![] };
        };
        let name = lines(out, &entry.name, LABEL, self.names, 3);
        let cells = cells(cx, entry);
        let is_under = |(i, text): &(usize, &String)| {
            !text.is_empty() && self.columns.iter().all(|(column, _)| column != i)
        };
        let rest = cells.iter().enumerate().filter(is_under).map(|(_, text)| text.as_str());
        let under = lines(out, &nearest::joined(rest, " · "), LABEL, self.names, 2);
        let height = ((name.len() + under.len()) as f64 * LINE + 14.0).max(34.0);
        Line { row, top, height, name, under }
    }
}

/// The columns that have anything to say and room to say it.
fn columns(cx: &Context, out: &Builder, width: f64) -> Vec<(usize, f64)> {
    let mut widest = [0.0f64; 4];
    for entry in cx.table.rows.iter().take(MOST).filter_map(|row| cx.entry(row)) {
        for (most, text) in widest.iter_mut().zip(cells(cx, entry)) {
            *most = most.max(out.width(&text, LABEL));
        }
    }
    if !has_states(cx) {
        widest[0] = 0.0;
    }
    let mut free = width - LIGHT - NAMES;
    let mut found = Vec::new();
    for (i, own) in widest.into_iter().enumerate().filter(|(_, own)| *own > 0.0) {
        let title = out.width(TITLES[i], LABEL);
        let own = own.max(title).min(COLUMN) + if i == PROGRESS { TRACK + 8.0 } else { 0.0 };
        if own + GAP > free {
            break;
        }
        free -= own + GAP;
        found.push((i, own));
    }
    found
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    tally_height(cx, out, width) + Layout::of(cx, out, width).height
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    tally(cx, out, rect);
    let top = rect.y + tally_height(cx, out, rect.width);
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
    if layout.left_out > 0 {
        let at = (rect.x, top + layout.height - HEAD / 2.0);
        let words = format!("另有 {} 项未列出", layout.left_out);
        out.text(run(words, at, LABEL, Anchor::Start, Baseline::Middle), cx.theme.ink_3, Role::Guide);
    }
    Rect { y: top, height: layout.height, ..rect }
}

fn titles(cx: &Context, out: &mut Builder, rect: Rect, layout: &Layout) {
    if layout.columns.is_empty() {
        return;
    }
    let y = rect.y + HEAD / 2.0;
    let mut title = |text: &str, x: f64| {
        out.text(run(text, (x, y), LABEL, Anchor::Start, Baseline::Middle), cx.theme.ink_3, Role::Guide);
    };
    title("名称", rect.x + LIGHT);
    let mut x = rect.x + LIGHT + layout.names + GAP;
    for (column, own) in &layout.columns {
        title(TITLES[*column], x);
        x += own + GAP;
    }
    let y = rect.y + HEAD;
    out.line(point(rect.x, y), point(rect.right(), y), Stroke::solid(cx.theme.ink_3, 1.0), Role::Guide);
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
        let share = entry.progress.filter(|_| *column == PROGRESS);
        let shift = if *column == PROGRESS { TRACK + 8.0 } else { 0.0 };
        if let Some(share) = share {
            let track = Rect { x, y: middle - 4.0, width: TRACK, height: 8.0 };
            out.push(Node::new(Shape::Rect(track), Style::fill(cx.theme.rule), Role::MarkLabel).datum(key));
            let done = Rect { width: TRACK * share.to_f64() / 100.0, ..track };
            let style = Style::fill(cx.state_color(entry));
            out.push(Node::new(Shape::Rect(done), style, Role::MarkLabel).datum(key));
        }
        let words = out.ellipsis(&cells[*column], LABEL, own - shift);
        let text = run(words, (x + shift, middle), LABEL, Anchor::Start, Baseline::Middle);
        tag(out, text, cx.theme.ink_2, key);
        x += own + GAP;
    }
}
