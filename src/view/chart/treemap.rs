//! Treemaps: parts of a whole as rectangles, one level or several inside one another.

use crate::geometry::{Rect, point};
use crate::guide::note;
use crate::mark::tiles::tiles;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Fill, Font, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::parts::{Part, Parts};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const LINE: f64 = 16.0;
const HEAD: f64 = 24.0;
const INSET: f64 = 7.0;
/// What a heading leaves free of the width of its parts.
const HEAD_INSET: f64 = 6.0;
const NAME: Font = Font::bold(12.0);

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let parts = Parts::of(cx);
    let plot = plot_height(width);
    let place = Rect { x: 0.0, y: 0.0, width, height: plot };
    plot + note::height(out, &notes(out, cx, &parts, &laid(&parts, place)), width)
}

fn plot_height(width: f64) -> f64 {
    if width < 420.0 { width * 1.15 } else { (width * 0.58).clamp(260.0, 560.0) }
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let parts = Parts::of(cx);
    let place = Rect { height: plot_height(rect.width), ..rect };
    let laid = laid(&parts, place);
    let rest = note::draw(out, rect, &notes(out, cx, &parts, &laid), cx.theme);
    for tile in &laid {
        mark(cx, out, &parts, tile);
    }
    rest
}

/// One rectangle of the picture.
struct Tile {
    part: usize,
    rect: Rect,
    /// Whether the parts inside leave a line for its name.
    head: bool,
}

/// Every part with its place, wholes before their parts.
fn laid(parts: &Parts, rect: Rect) -> Vec<Tile> {
    let mut found: Vec<Tile> = Vec::new();
    let mut waiting = placed(parts, &parts.top, rect);
    while let Some((part, rect)) = waiting.pop() {
        let inside = &parts.all[part].inside;
        let head = !inside.is_empty() && rect.height > 2.5 * HEAD && rect.width > 60.0;
        let top = if head { HEAD } else { 0.0 };
        let inner = Rect { y: rect.y + top, height: rect.height - top, ..rect };
        waiting.extend(placed(parts, inside, inner));
        found.push(Tile { part, rect, head });
    }
    found
}

fn placed(parts: &Parts, inside: &[usize], rect: Rect) -> Vec<(usize, Rect)> {
    let amounts: Vec<f64> = inside.iter().map(|i| parts.all[*i].amount).collect();
    let mut placed: Vec<(usize, Rect)> = inside.iter().copied().zip(tiles(&amounts, rect)).collect();
    placed.reverse();
    placed
}

fn fill(cx: &Context, parts: &Parts, tile: &Tile) -> Fill {
    let part = &parts.all[tile.part];
    if part.row.is_none() && part.inside.is_empty() {
        return cx.theme.missing;
    }
    let is_flat = parts.all.iter().all(|part| part.depth <= parts.first_level());
    Fill::Solid(if is_flat { cx.theme.brand } else { cx.color(part.branch) })
}

fn mark(cx: &Context, out: &mut Builder, parts: &Parts, tile: &Tile) {
    let part = &parts.all[tile.part];
    let is_leaf = part.inside.is_empty();
    let fill = if is_leaf { fill(cx, parts, tile) } else { Fill::Solid(cx.theme.ground) };
    // What has parts is only a target behind them.
    let style = match is_leaf {
        true => Style { fill: Some(fill), stroke: Some(Stroke::solid(cx.theme.ground, 2.0)) },
        false => Style::default(),
    };
    let shape = Shape::Rect(tile.rect);
    out.push(match part.row {
        Some(row) => {
            let label =
                format!("{}，占 {}（计算值）", cx.label(&cx.table.rows[row]), parts.share(part.amount));
            Node::new(shape, style, Role::Mark).datum(cx.key(row)).label(label)
        }
        None => Node::new(shape, style, Role::Guide),
    });
    let ink = match fill {
        Fill::Solid(color) => cx.theme.ink_on(color),
        Fill::Hatch { .. } => cx.theme.ink,
    };
    let (lines, ink) = match is_leaf {
        true => (inscription(out, cx, parts, tile).lines, ink),
        false => (heading(out, cx, parts, tile), cx.theme.ink),
    };
    let halo = if let Fill::Hatch { ground, .. } = fill { Some(ground) } else { None };
    for (i, (line, font)) in lines.into_iter().enumerate() {
        let left = if is_leaf { INSET } else { 2.0 };
        let at = (
            tile.rect.x + left,
            tile.rect.y + INSET + (i as f64 + 0.5) * LINE - if is_leaf { 0.0 } else { 4.0 },
        );
        write(cx, out, part, (line, at, font), ink, halo);
    }
}

fn write(
    cx: &Context,
    out: &mut Builder,
    part: &Part,
    (line, at, font): (String, (f64, f64), Font),
    ink: Color,
    halo: Option<Color>,
) {
    let mut text = run(line, at, font, Anchor::Start, Baseline::Middle);
    text.halo = halo;
    text.at = point(at.0, at.1);
    let node = Node::new(Shape::Text(text), Style::fill(ink), Role::MarkLabel);
    out.push(match part.row {
        Some(row) => node.datum(cx.key(row)),
        None => node,
    });
}

/// Name and figure of a whole on one line above its parts, or its name alone.
fn heading(out: &Builder, cx: &Context, parts: &Parts, tile: &Tile) -> Vec<(String, Font)> {
    if !tile.head {
        return Vec::new();
    }
    let name = || out.ellipsis(&parts.all[tile.part].name, NAME, tile.rect.width - HEAD_INSET);
    vec![(full_heading(out, cx, parts, tile).unwrap_or_else(name), NAME)]
}

/// The name of a whole with as much of its figure as has room above its parts.
fn full_heading(out: &Builder, cx: &Context, parts: &Parts, tile: &Tile) -> Option<String> {
    let part = &parts.all[tile.part];
    let figure = parts.figure(cx, part);
    let mut texts =
        [figure.as_str(), number(&figure)].into_iter().map(|figure| format!("{} {figure}", part.name));
    texts.find(|text| tile.head && out.width(text, NAME) <= tile.rect.width - HEAD_INSET)
}

/// A figure without its share.
fn number(figure: &str) -> &str {
    figure.split('（').next().unwrap_or_default()
}

/// What is written in a tile.
#[derive(Default)]
struct Inscription {
    lines: Vec<(String, Font)>,
    /// Whether its figure is among it.
    is_whole: bool,
}

/// What has room in a tile: name and figure, the name alone, or nothing.
fn inscription(out: &Builder, cx: &Context, parts: &Parts, tile: &Tile) -> Inscription {
    let part = &parts.all[tile.part];
    let room = (tile.rect.width - 2.0 * INSET, tile.rect.height - 2.0 * INSET + 4.0);
    let fits = |lines: &Vec<(String, Font)>| {
        let widest = lines.iter().map(|(line, font)| out.width(line, *font)).fold(0.0, f64::max);
        widest <= room.0 && lines.len() as f64 * LINE <= room.1
    };
    let names: Vec<(String, Font)> =
        out.wrap(&part.name, NAME, room.0).into_iter().map(|line| (line, NAME)).collect();
    if names.len() > 3 || room.0 < 2.0 * NAME.size {
        return Inscription::default();
    }
    let mut whole = names.clone();
    let figure = parts.figure(cx, part);
    let mut short = names.clone();
    short.push((number(&figure).into(), LABEL));
    match out.width(&figure, LABEL) <= room.0 {
        true => whole.push((figure, LABEL)),
        false => {
            whole.extend([(number(&figure).into(), LABEL), (parts.share(part.amount), LABEL)]);
        }
    }
    [whole, short].into_iter().find(|lines| fits(lines)).map_or_else(
        || Inscription { lines: if fits(&names) { names } else { Vec::new() }, is_whole: false },
        |lines| Inscription { lines, is_whole: true },
    )
}

/// Which tiles have no room for their figures, how shares were computed, and sums that do not agree.
fn notes(out: &Builder, cx: &Context, parts: &Parts, laid: &[Tile]) -> Vec<String> {
    let is_bare = |tile: &&Tile| {
        let is_leaf = parts.all[tile.part].inside.is_empty();
        match is_leaf {
            true => !inscription(out, cx, parts, tile).is_whole,
            false => full_heading(out, cx, parts, tile).is_none(),
        }
    };
    let bare: Vec<String> = laid
        .iter()
        .filter(is_bare)
        .map(|tile| {
            let part = &parts.all[tile.part];
            format!("{} {}", part.name, parts.figure(cx, part))
        })
        .collect();
    let mut notes = Vec::new();
    if !bare.is_empty() {
        let more = if bare.len() > 20 { "等" } else { "" };
        notes.push(format!(
            "小块：{}{more}。",
            bare.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("、")
        ));
    }
    notes.extend(parts.notes.iter().cloned());
    notes.push(parts.basis(cx));
    notes
}
