//! Entries without a date, or with one that is not exact enough: a list below the axis, in as many columns as have room.

use crate::geometry::{Rect, point};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Node, Role, Shape, Style};
use crate::theme::LABEL;
use crate::view::Context;
use crate::view::entry::{LINE, block, light, lines, state};

/// Height of an entry of one line.
const SLOT: f64 = 24.0;
/// Room for its light.
const LIGHT: f64 = 22.0;
const COLUMNS: usize = 3;
/// Columns need not be wider: longer names take a second line.
const WIDEST: f64 = 290.0;

/// Where everything lies, from the upper left corner.
pub struct Undated {
    /// Width of a column.
    width: f64,
    /// Of each entry: left edge, top and lines.
    places: Vec<(f64, f64, Vec<String>)>,
    /// Height of the list with its heading.
    pub height: f64,
}

impl Undated {
    /// The list of some rows, from the top of a column down.
    pub fn of(cx: &Context, out: &Builder, rows: &[usize], width: f64) -> Undated {
        let names: Vec<String> = rows.iter().map(|row| name(cx, *row)).collect();
        let widest = out.widest(names.iter().map(String::as_str), LABEL) + LIGHT + 24.0;
        let columns = ((width / widest.min(WIDEST)) as usize).clamp(1, COLUMNS.min(rows.len().max(1)));
        let (width, down) = (width / columns as f64, rows.len().div_ceil(columns).max(1));
        let (mut places, mut height) = (Vec::new(), 0.0f64);
        let mut y = SLOT;
        for (i, name) in names.iter().enumerate() {
            if i % down == 0 {
                y = SLOT;
            }
            let lines = lines(out, name, LABEL, width - LIGHT - 2.0, 2);
            let own = slot(&lines);
            places.push(((i / down) as f64 * width, y, lines));
            y += own;
            height = height.max(y);
        }
        Undated { width, places, height }
    }
}

fn slot(lines: &[String]) -> f64 {
    SLOT + lines.len().saturating_sub(1) as f64 * LINE
}

/// The name of an entry, behind what is known of when.
fn name(cx: &Context, row: usize) -> String {
    let Some(entry) = cx.entry(&cx.table.rows[row]) else { return String::new() };
    let when = entry.when().map_or(String::new(), |when| format!("{} · ", when.label()));
    format!("{when}{}", entry.name)
}

/// Draws the list of some rows from the upper left corner of `rect`.
pub fn draw(cx: &Context, out: &mut Builder, rect: Rect, rows: &[usize]) {
    if rows.is_empty() {
        return;
    }
    let title = run("未注明具体时间", (rect.x, rect.y + SLOT / 2.0), LABEL, Anchor::Start, Baseline::Middle);
    out.text(title, cx.theme.ink_3, Role::Guide);
    let layout = Undated::of(cx, out, rows, rect.width);
    for (row, (x, y, lines)) in rows.iter().zip(&layout.places) {
        let Some(entry) = cx.entry(&cx.table.rows[*row]) else { continue };
        let place = Rect { x: rect.x + x, y: rect.y + y, width: layout.width, height: slot(lines) };
        let node =
            Node::new(Shape::Rect(place), Style::fill(cx.theme.ground), Role::Mark).datum(cx.key(*row));
        out.push(node.label(cx.entry_label(&cx.table.rows[*row])));
        let first = place.y + SLOT / 2.0;
        light(out, point(place.x + 8.0, first), state(cx, entry), cx.theme, Some(cx.key(*row)));
        block(out, lines, point(place.x + LIGHT, first - LINE / 2.0), cx.theme.ink, cx.key(*row));
    }
}
