//! What has no place in a plot because a figure is missing: named below it, each with the sign for it.

use crate::geometry::{Rect, point};
use crate::mark::bar;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Role};
use crate::theme::LABEL;
use crate::view::Context;

const SWATCH: (f64, f64) = (20.0, 12.0);
const LINE: f64 = 22.0;
const GAP: f64 = 16.0;
/// So many are named, the others counted.
const NAMED: usize = 20;

/// One of them: position of its row, and its name.
pub type Absent = (usize, String);

/// The height of the lines that name them; 0 for none.
pub fn height(out: &Builder, absent: &[Absent], width: f64) -> f64 {
    if absent.is_empty() { 0.0 } else { places(out, absent, width).1 + LINE }
}

/// Names them from the upper left corner of `rect`.
pub fn draw(cx: &Context, out: &mut Builder, rect: Rect, absent: &[Absent]) {
    if absent.is_empty() {
        return;
    }
    let (places, _) = places(out, absent, rect.width);
    let mut write = |text: &str, (x, y): (f64, f64)| {
        let text = run(text, (rect.x + x, rect.y + y + LINE / 2.0), LABEL, Anchor::Start, Baseline::Middle);
        out.text(text, cx.theme.ink_3, Role::Guide);
    };
    write(&head(absent), (0.0, 0.0));
    for ((_, name), (x, y)) in absent.iter().zip(&places) {
        write(name, (x + SWATCH.0 + 6.0, *y));
    }
    for ((row, _), (x, y)) in absent.iter().zip(&places) {
        let center = point(rect.x + x + SWATCH.0 / 2.0, rect.y + y + LINE / 2.0);
        let label = cx.label(&cx.table.rows[*row]);
        bar::missing(out, center, SWATCH, cx.theme.missing, cx.key(*row), label);
    }
}

fn head(absent: &[Absent]) -> String {
    match absent.len() {
        0..=NAMED => "暂无数据：".into(),
        all => format!("{all} 个暂无数据，其中："),
    }
}

/// Where the swatches stand, one after the other, on a new line where the next has no room; and the last line.
fn places(out: &Builder, absent: &[Absent], width: f64) -> (Vec<(f64, f64)>, f64) {
    let (mut x, mut y) = (out.width(&head(absent), LABEL) + 4.0, 0.0);
    let mut places = Vec::new();
    for (_, name) in absent.iter().take(NAMED) {
        let own = SWATCH.0 + 6.0 + out.width(name, LABEL);
        if x > 0.0 && x + own > width {
            (x, y) = (0.0, y + LINE);
        }
        places.push((x, y));
        x += own + GAP;
    }
    (places, y)
}
