//! Lists that are longer than they may be: a window of whole lines, and the bar that scrolls it.

use super::{Context, Listed, chart, dots_lie, frame};
use crate::config::{By, Chart, Kind, Orientation, Panel};
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::Rect;
use crate::guide::scroll;
use crate::query::Table;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, DatumKey, Node, Part, Role, Shape, Style};
use crate::theme::LABEL;

/// Lines of a table or ledger that are shown at once, and on a phone.
const LINES: (usize, usize) = (20, 15);
/// Height that rows of bars or dots may take.
const ROWS: f64 = 720.0;
/// Room for the words that say which lines are shown.
const WORDS: f64 = 24.0;

/// Whether a view is a list whatever its width: one that can be sorted or filtered.
pub fn is_always(panel: &Panel) -> bool {
    panel.options.facet == By::Auto && matches!(panel.kind, Kind::Chart(Chart::Table | Chart::Ledger))
}

/// Whether a view is a list, or becomes one where its items run downwards and are many.
pub fn is_listed(panel: &Panel, table: &Table) -> bool {
    let may_lie =
        matches!(panel.kind, Kind::Bar { .. } | Kind::Chart(Chart::Bars | Chart::Lollipop | Chart::Dot));
    let is_one = panel.options.facet == By::Auto && table.moment.is_none();
    is_always(panel) || may_lie && is_one && table.lines() > FEW
}

/// Views of fewer lines are never scrolled.
const FEW: usize = 20;

/// Whether so many lines are too many for a window: a few more are better shown than hidden.
pub fn is_long(count: usize, lines: usize) -> bool {
    count > lines + lines / 2
}

/// How many lines a view of this width shows at once; `None` where its items run to the right.
pub fn lines(cx: &Context, out: &Builder, width: f64) -> Option<usize> {
    let rows = |step: f64| Some((ROWS / step).max(8.0) as usize);
    match cx.panel.kind {
        Kind::Chart(Chart::Table | Chart::Ledger) => {
            Some(if width < frame::COMPACT { LINES.1 } else { LINES.0 })
        }
        Kind::Bar { orientation: Orientation::Horizontal, .. } => rows(super::bar::STEP),
        Kind::Chart(Chart::Bars) => chart::bars::row_step(cx, out, width).and_then(rows),
        Kind::Chart(Chart::Lollipop) if dots_lie(cx, out, width) => rows(chart::lollipop_step(cx)),
        Kind::Chart(Chart::Dot) if dots_lie(cx, out, width) => rows(chart::DOT_STEP),
        _ => None,
    }
}

impl<'a> Context<'a> {
    /// Whether only some lines of a list are shown. A row of columns that is looked at more closely is no list.
    pub fn is_window(&self) -> bool {
        self.window().is_some()
    }

    /// The list of which only some lines are shown.
    pub fn window(&self) -> Option<Listed<'a>> {
        self.listed.filter(|listed| !self.zoomed && listed.lines < listed.list.count())
    }
}

/// Room that a list wants above it, and at its right.
pub fn margins(cx: &Context) -> (f64, f64) {
    if cx.is_window() { (WORDS, scroll::WIDTH) } else { (0.0, 0.0) }
}

/// Which lines are shown, above them.
pub fn words(cx: &Context, out: &mut Builder, rect: Rect) {
    let Some(words) = cx.window().map(|listed| listed.words()) else { return };
    let text = run(words, (rect.x, rect.y + WORDS / 2.0 - 3.0), LABEL, Anchor::Start, Baseline::Middle);
    out.text(text, cx.theme.ink_2, Role::Guide);
}

/// The scrollbar at the right edge of `rect`, as high as the marks drawn since `start`.
pub fn bar(cx: &Context, out: &mut Builder, rect: Rect, start: usize) {
    let Some(listed) = cx.window() else { return };
    let marks = out.nodes.iter().skip(start).filter(|node| node.role == Role::Mark);
    let bounds = marks.filter_map(|node| match &node.shape {
        Shape::Rect(rect) => Some(*rect),
        Shape::Circle { center, radius } => {
            Some(Rect { x: center.x, y: center.y, width: 0.0, height: 0.0 }.grown(*radius))
        }
        _ => None,
    });
    let Some(all) = bounds.reduce(|all, own| all.around(&own)) else { return };
    let track = Rect {
        x: rect.right() - scroll::WIDTH,
        y: all.y,
        width: scroll::WIDTH,
        height: all.height.max(scroll::THUMB * 2.0),
    };
    let thumb = scroll::thumb(track, listed.first, listed.lines, listed.list.count());
    scroll::draw(out, track, thumb, cx.theme);
    let key = DatumKey { panel: cx.index, part: Part::Scroll, row: 0 };
    let node = Node::new(Shape::Rect(track), Style::default(), Role::Control);
    out.push(node.datum(key).label(format!("滚动条：{}", listed.words())));
}

impl Listed<'_> {
    /// 第 1–20 行，共 1,000 行
    fn words(&self) -> String {
        let number = |count: usize| format::number(Decimal { mantissa: count as i64, scale: 0 });
        let (from, to) = (number(self.first + 1), number(self.first + self.lines));
        format!("第 {from}–{to} 行，共 {} 行", number(self.list.count()))
    }
}
