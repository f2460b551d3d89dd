//! Risk matrix: likelihood upwards, impact to the right, how many risks stand in each cell and which they are.

use crate::dataset::Entry;
use crate::dataset::entry::GRADES;
use crate::geometry::{Point, Rect, point};
use crate::guide::legend;
use crate::order;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Fill, Font, Node, Role, Shape, Stroke, Style};
use crate::theme::{LABEL, Theme};
use crate::view::entry::{LINE, block, lines, tag};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const SIDE: usize = GRADES as usize;
/// From this width on the names stand beside the matrix.
const WIDE: f64 = 600.0;
/// Room for the name of the upward axis and its grades.
const GUTTER: f64 = 42.0;
/// Room for the name of the axis below and its grades.
const FOOT: f64 = 44.0;
const CELL: (f64, f64) = (38.0, 64.0);
const GAP: f64 = 24.0;
const BADGE: f64 = 22.0;
const NUMBER: Font = Font::bold(12.0);
const COUNT: Font = Font::bold(16.0);

/// How serious a place of the matrix is, by the product of its grades.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Low,
    Middle,
    High,
}

const CLASSES: [(Class, &str); 3] =
    [(Class::High, "高风险"), (Class::Middle, "中风险"), (Class::Low, "低风险")];

fn class(likelihood: u8, impact: u8) -> Class {
    match likelihood as u32 * impact as u32 {
        15.. => Class::High,
        6..=14 => Class::Middle,
        _ => Class::Low,
    }
}

fn name_of(class: Class) -> &'static str {
    CLASSES.iter().find(|(own, _)| *own == class).map_or("", |(_, name)| name)
}

/// What is known of a risk that cannot stand in the matrix.
fn half_graded(entry: &Entry) -> String {
    match (entry.likelihood, entry.impact) {
        (Some(grade), _) => format!("可能性 {grade}，影响未评级"),
        (_, Some(grade)) => format!("影响 {grade}，可能性未评级"),
        _ => "未评级".into(),
    }
}

fn color(class: Class, theme: &Theme) -> Color {
    match class {
        Class::High => theme.diverging.0,
        Class::Middle => theme.categorical[4],
        Class::Low => theme.categorical[2],
    }
}

/// A row with its number in the list, and its grades where both are known.
type Ranked = (usize, usize, Option<(u8, u8)>);

/// The rows, the most serious first, those without grades last.
fn ranked(cx: &Context) -> Vec<Ranked> {
    let grades = |i: usize| {
        let entry = cx.entry(&cx.table.rows[i])?;
        entry.likelihood.zip(entry.impact)
    };
    let all: Vec<Option<(u8, u8)>> = (0..cx.table.rows.len()).map(grades).collect();
    let seriousness = |of: &Option<(u8, u8)>| {
        of.map_or(f64::INFINITY, |(likelihood, impact)| -(likelihood as f64 * impact as f64))
    };
    let keys: Vec<f64> = all.iter().map(seriousness).collect();
    order::of(&keys).into_iter().enumerate().map(|(number, row)| (row, number + 1, all[row])).collect()
}

/// Size of a cell and of the whole matrix with its axes.
fn cell(width: f64) -> f64 {
    let room = if width >= WIDE { width * 0.45 } else { width };
    ((room - GUTTER) / SIDE as f64).clamp(CELL.0, CELL.1)
}

fn matrix_height(width: f64) -> f64 {
    cell(width) * SIDE as f64 + FOOT
}

/// The column of names: where it starts and how wide it is.
fn column(width: f64) -> (f64, f64) {
    if width < WIDE {
        return (0.0, width);
    }
    let left = GUTTER + cell(width) * SIDE as f64 + GAP;
    (left, width - left)
}

/// Height of each name of the list.
fn list(cx: &Context, out: &Builder, width: f64) -> Vec<(Vec<String>, Vec<String>)> {
    let room = column(width).1 - BADGE - 10.0;
    let item = |(row, _, grades): &Ranked| {
        let Some(entry) = cx.entry(&cx.table.rows[*row]) else { return (Vec::new(), Vec::new()) };
        let mut said = match grades {
            Some((likelihood, impact)) => {
                let class = name_of(class(*likelihood, *impact));
                format!("{class} · 可能性 {likelihood} × 影响 {impact}")
            }
            None => half_graded(entry),
        };
        for part in [&entry.group, &entry.owner] {
            if !part.is_empty() {
                said.push_str(" · ");
                said.push_str(part);
            }
        }
        (lines(out, &entry.name, LABEL, room, 2), lines(out, &said, LABEL, room, 2))
    };
    ranked(cx).iter().map(item).collect()
}

fn item_height((name, said): &(Vec<String>, Vec<String>)) -> f64 {
    (name.len() + said.len()) as f64 * LINE + 10.0
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let list = list(cx, out, width).iter().map(item_height).sum::<f64>() + legend_height(cx, out, width);
    let matrix = matrix_height(width);
    if width < WIDE { matrix + 12.0 + list } else { matrix.max(list) }
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let ranked = ranked(cx);
    matrix(cx, out, rect, &ranked);
    let (left, width) = column(rect.width);
    let top = if rect.width < WIDE { rect.y + matrix_height(rect.width) + 12.0 } else { rect.y };
    let beside = Rect { x: rect.x + left, y: top, width, height: rect.bottom() - top };
    legend::draw(out, beside, &entries(cx), cx.theme);
    let mut y = top + legend_height(cx, out, rect.width);
    for (risk, words) in ranked.iter().zip(list(cx, out, rect.width)) {
        let tall = item_height(&words);
        item(cx, out, Rect { x: rect.x + left, y, width, height: tall }, risk, &words);
        y += tall;
    }
    rect
}

fn matrix(cx: &Context, out: &mut Builder, rect: Rect, ranked: &[Ranked]) {
    let side = cell(rect.width);
    let corner = point(rect.x + GUTTER, rect.y);
    let bottom = corner.y + side * SIDE as f64;
    for likelihood in 1..=GRADES as u8 {
        for impact in 1..=GRADES as u8 {
            let x = corner.x + (impact - 1) as f64 * side;
            let y = bottom - likelihood as f64 * side;
            let own = color(class(likelihood, impact), cx.theme);
            let place = Rect { x, y, width: side, height: side }.grown(-1.0);
            let fill = cx.theme.ground.mix(own, 0.20);
            out.push(Node::new(Shape::Rect(place), Style::fill(fill), Role::Guide));
            let here: Vec<&Ranked> =
                ranked.iter().filter(|(_, _, grades)| *grades == Some((likelihood, impact))).collect();
            numbers(cx, out, place, &here);
        }
    }
    if ranked.iter().all(|(_, _, grades)| grades.is_none()) {
        let center = point(corner.x + side * SIDE as f64 / 2.0, corner.y + side * SIDE as f64 / 2.0);
        ungraded(cx, out, center, ranked.len());
    }
    for grade in 1..=SIDE {
        let along = (grade as f64 - 0.5) * side;
        let text = grade.to_string();
        let below =
            run(text.as_str(), (corner.x + along, bottom + 8.0), LABEL, Anchor::Middle, Baseline::Top);
        out.text(below, cx.theme.ink_3, Role::Guide);
        let beside = run(text, (corner.x - 8.0, bottom - along), LABEL, Anchor::End, Baseline::Middle);
        out.text(beside, cx.theme.ink_3, Role::Guide);
    }
    let middle = corner.x + side * SIDE as f64 / 2.0;
    let name = run("影响 →", (middle, bottom + 26.0), LABEL, Anchor::Middle, Baseline::Top);
    out.text(name, cx.theme.ink_2, Role::Guide);
    // One character a line: there is no turned text, and Chinese reads as well downwards.
    for (i, letter) in ["↑", "可", "能", "性"].into_iter().enumerate() {
        let at = (rect.x + 8.0, rect.y + side * SIDE as f64 / 2.0 + (i as f64 - 1.5) * LINE);
        out.text(run(letter, at, LABEL, Anchor::Middle, Baseline::Middle), cx.theme.ink_2, Role::Guide);
    }
}

/// Why a matrix is empty: none of its risks has both grades.
fn ungraded(cx: &Context, out: &mut Builder, center: Point, count: usize) {
    let lines = [(format!("{count} 项均未评级"), COUNT), ("评定可能性与影响后列入矩阵".into(), LABEL)];
    let wide = lines.iter().map(|(words, font)| out.width(words, *font)).fold(0.0, f64::max) + 16.0;
    let note = Rect { x: center.x - wide / 2.0, y: center.y - 28.0, width: wide, height: 56.0 };
    out.push(Node::new(Shape::Rect(note), Style::fill(cx.theme.ground), Role::Guide));
    for (i, (words, font)) in lines.into_iter().enumerate() {
        let at = (center.x, center.y + (i as f64 - 0.5) * 22.0);
        out.text(run(words, at, font, Anchor::Middle, Baseline::Middle), cx.theme.ink, Role::Guide);
    }
}

/// The numbers of the risks of a cell, as far as they have room; where they have not, how many there are.
fn numbers(cx: &Context, out: &mut Builder, cell: Rect, here: &[&Ranked]) {
    let columns = ((cell.width - 2.0) / (BADGE + 2.0)) as usize;
    let lines = ((cell.height - 2.0) / (BADGE + 2.0)) as usize;
    if here.len() > columns * lines {
        // The list beside it names them.
        let center = cell.center();
        let words = format!("{} 项", here.len());
        let text = run(words, (center.x, center.y), COUNT, Anchor::Middle, Baseline::Middle);
        return out.text(text, cx.theme.ink, Role::Guide);
    }
    let across = here.len().min(columns).max(1);
    let down = here.len().div_ceil(across).max(1);
    for (i, risk) in here.iter().enumerate() {
        let step = BADGE + 2.0;
        let x = cell.center().x + ((i % across) as f64 - (across as f64 - 1.0) / 2.0) * step;
        let y = cell.center().y + ((i / across) as f64 - (down as f64 - 1.0) / 2.0) * step;
        badge(cx, out, (x, y), risk);
    }
}

/// The number of a risk in a disc of the colour of its class.
fn badge(cx: &Context, out: &mut Builder, (x, y): (f64, f64), (row, number, grades): &Ranked) {
    let own =
        grades.map_or(cx.theme.ink_3, |(likelihood, impact)| color(class(likelihood, impact), cx.theme));
    let circle = Shape::Circle { center: point(x, y), radius: BADGE / 2.0 };
    // The ground around it keeps it apart from a cell of its own hue.
    let stroke = Some(Stroke::solid(cx.theme.ground, 2.0));
    let node = Node::new(circle, Style { stroke, ..Style::fill(own) }, Role::Mark).datum(cx.key(*row));
    out.push(node.label(cx.entry_label(&cx.table.rows[*row])));
    let text = run(number.to_string(), (x, y), NUMBER, Anchor::Middle, Baseline::Middle);
    tag(out, text, cx.theme.ink_on(own), cx.key(*row));
}

/// The classes with how many risks each has.
fn entries(cx: &Context) -> Vec<legend::Entry> {
    let ranked = ranked(cx);
    let count = |wanted: Option<Class>| {
        let is_it = |(_, _, grades): &&Ranked| grades.map(|(l, i)| class(l, i)) == wanted;
        ranked.iter().filter(is_it).count()
    };
    let entry = |color: Color, name: &str, count: usize| {
        legend::Entry::new(Fill::Solid(color), format!("{name} {count} 项"))
    };
    let of = |(own, name): (Class, &str)| entry(color(own, cx.theme), name, count(Some(own)));
    let mut entries: Vec<legend::Entry> = CLASSES.into_iter().map(of).collect();
    if count(None) > 0 {
        entries.push(entry(cx.theme.ink_3, "未评级", count(None)));
    }
    entries
}

fn legend_height(cx: &Context, out: &Builder, width: f64) -> f64 {
    legend::height(out, &entries(cx), column(width).1) + 8.0
}

fn item(
    cx: &Context,
    out: &mut Builder,
    rect: Rect,
    risk: &Ranked,
    (name, said): &(Vec<String>, Vec<String>),
) {
    let key = cx.key(risk.0);
    badge(cx, out, (rect.x + BADGE / 2.0, rect.y + BADGE / 2.0), risk);
    let x = rect.x + BADGE + 8.0;
    block(out, name, point(x, rect.y), cx.theme.ink, key);
    block(out, said, point(x, rect.y + name.len() as f64 * LINE), cx.theme.ink_3, key);
}
