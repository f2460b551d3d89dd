//! Two figures of each district in one colour: each in three classes of equal numbers, three by three colours.

use crate::decimal::Decimal;
use crate::format;
use crate::geometry::Rect;
use crate::guide::caption::paragraph;
use crate::guide::legend::{self, Entry};
use crate::query::Row;
use crate::scale::Threshold;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Fill, Node, Role, Shape, Stroke, Style};
use crate::theme::{DARK, LABEL, Theme};
use crate::view::{Context, Recipe, map};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const SIDE: usize = 3;
const CELL: (f64, f64) = (34.0, 22.0);
const GAP: f64 = 12.0;
const LINE: f64 = 17.0;

/// The colours of the corners: both low, the first high, the second high, both high.
const LIGHT_CORNERS: [Color; 4] =
    [Color::hex(0xE6EAEE), Color::hex(0x2C86C0), Color::hex(0xE0812A), Color::hex(0x3F2440)];
const DARK_CORNERS: [Color; 4] =
    [Color::hex(0x2D3742), Color::hex(0x4FA3E0), Color::hex(0xE8934A), Color::hex(0xF6E9F4)];

/// The classes of the two figures.
struct Classes([Threshold; 2]);

impl Classes {
    fn of(cx: &Context) -> Classes {
        Classes([0, 1].map(|series| {
            let own = cx.all().rows.iter().filter(|row| row.series == series);
            let values: Vec<Decimal> = own.filter_map(|row| scaled(cx, row)).collect();
            // From the lowest one upwards, so that zero parts nothing.
            let lowest = values.iter().copied().reduce(|a, b| if b < a { b } else { a });
            Threshold::quantiles(&values, SIDE, lowest.unwrap_or_default())
        }))
    }

    /// The colour of a district; `None` where it lacks one of the figures.
    fn color(&self, cx: &Context, row: Option<usize>) -> Option<Color> {
        let row = cx.table.rows.get(row?)?;
        let members = cx.table.members(row);
        let class = |series: usize| {
            let own = members.iter().find(|member| member.series == series)?;
            Some(self.0[series].class(scaled(cx, own)?).min(SIDE - 1))
        };
        Some(color(cx.theme, class(0)?, class(1)?))
    }
}

fn scaled(cx: &Context, row: &Row) -> Option<Decimal> {
    Some(row.value.known()?.shifted(cx.table.measure_of(row).scaling.power).trimmed())
}

fn color(theme: &Theme, first: usize, second: usize) -> Color {
    let [low, right, up, high] = if *theme == DARK { DARK_CORNERS } else { LIGHT_CORNERS };
    let share = |class: usize| class as f64 / (SIDE - 1) as f64;
    low.mix(right, share(first)).mix(up.mix(high, share(first)), share(second))
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    map::height_of_regions(cx, out, width) + GAP + legend_height(cx, out, width)
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let classes = Classes::of(cx);
    let look = |row: Option<usize>| match classes.color(cx, row) {
        Some(color) => (Fill::Solid(color), String::new()),
        None => (cx.theme.missing, String::new()),
    };
    let (map, bottom) = map::draw_regions(cx, out, rect, &look);
    draw_legend(cx, out, &classes, Rect { y: bottom + GAP, ..rect });
    map
}

/// What the two figures are, and where their classes part.
fn said(cx: &Context, classes: &Classes) -> [String; 2] {
    [(0, "横向"), (1, "纵向")].map(|(series, way)| {
        let measure = cx.table.measures.get(series).unwrap_or(&cx.table.measure);
        let unit = match measure.label_unit() {
            unit if unit.is_empty() => unit,
            unit => format!("（{unit}）"),
        };
        let breaks: Vec<String> = classes.0[series].breaks.iter().map(|own| format::number(*own)).collect();
        format!("{way}：{}{unit}，三分位，分界 {}", measure.name, breaks.join("、"))
    })
}

fn missing(cx: &Context, classes: &Classes) -> Vec<Entry> {
    let mut rows = cx.table.rows.iter().enumerate().filter(|(_, row)| row.series == 0);
    let is_any = rows.any(|(at, _)| classes.color(cx, Some(at)).is_none());
    let entry = Entry::new(cx.theme.missing, "缺一个指标，或暂无数据".into());
    if is_any { vec![entry] } else { Vec::new() }
}

fn legend_height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let classes = Classes::of(cx);
    let lines: usize = said(cx, &classes).iter().map(|line| out.wrap(line, LABEL, width).len()).sum();
    let square = SIDE as f64 * CELL.1 + 2.0 * LINE + 8.0;
    square + lines as f64 * LINE + legend::height(out, &missing(cx, &classes), width)
}

/// The square with its axes, from low to high to the right and upwards.
fn draw_legend(cx: &Context, out: &mut Builder, classes: &Classes, rect: Rect) {
    let names = [0, 1].map(|series| cx.table.series.get(series).cloned().unwrap_or_default());
    let name = |out: &mut Builder, text: String, y: f64| {
        let text = out.ellipsis(&text, LABEL, rect.width);
        let text = run(text, (rect.x, y + LINE / 2.0), LABEL, Anchor::Start, Baseline::Middle);
        out.text(text, cx.theme.ink_2, Role::Guide);
    };
    name(out, format!("↑ {}高", names[1]), rect.y);
    let top = rect.y + LINE + 2.0;
    for first in 0..SIDE {
        for second in 0..SIDE {
            let (x, y) = (rect.x + first as f64 * CELL.0, top + (SIDE - 1 - second) as f64 * CELL.1);
            let cell = Rect { x, y, width: CELL.0, height: CELL.1 };
            let stroke = Some(Stroke::solid(cx.theme.ground, 1.0));
            let style = Style { stroke, ..Style::fill(color(cx.theme, first, second)) };
            let level = |class: usize| ["低", "中", "高"][class.min(2)];
            let label = format!("图例：{}{}，{}{}", names[0], level(first), names[1], level(second));
            out.push(Node::new(Shape::Rect(cell), style, Role::Guide).label(label));
        }
    }
    let below = top + SIDE as f64 * CELL.1 + 2.0;
    name(out, format!("{}高 →", names[0]), below);
    let mut y = below + LINE + 4.0;
    for line in said(cx, classes) {
        y = paragraph(out, &line, (rect.x, y), rect.width, LABEL, cx.theme.ink_2);
    }
    legend::draw(out, Rect { y, ..rect }, &missing(cx, classes), cx.theme);
}
