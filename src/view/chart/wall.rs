//! Task wall: a tile for every entry, group by group; what needs looking at comes first.

use crate::dataset::{Entry, State};
use crate::format;
use crate::geometry::{Rect, point};
use crate::nearest::joined;
use crate::order;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::entry::{
    GROUP_HEIGHT, LINE, block, date, group_count, groups, has_headings, heading, light, lines, state, tag,
    tally, tally_height,
};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// The least width of a tile, on narrow and on wide walls.
const TILE: (f64, f64) = (128.0, 176.0);
const GAP: f64 = 8.0;
const MOST_LINES: usize = 3;
/// From so many entries on, tiles carry their light alone, and the tooltip says the rest.
const MANY: usize = 60;
const SMALL: f64 = 24.0;
const SMALL_GAP: f64 = 4.0;

/// A tile: its row, its place, and the lines of its name; none on a wall of many.
struct Tile {
    row: usize,
    rect: Rect,
    name: Vec<String>,
}

/// Headings with their tops, and tiles.
struct Layout {
    headings: Vec<(f64, usize)>,
    tiles: Vec<Tile>,
    height: f64,
}

impl Layout {
    fn of(cx: &Context, out: &Builder, width: f64) -> Layout {
        let is_many = cx.table.rows.len() > MANY;
        let (least, gap) = match is_many {
            true => (SMALL, SMALL_GAP),
            false => (if width < 420.0 { TILE.0 } else { TILE.1 }, GAP),
        };
        let columns = (((width + gap) / (least + gap)) as usize).max(1);
        let own = if is_many { SMALL } else { (width + gap) / columns as f64 - gap };
        let mut layout = Layout { headings: Vec::new(), tiles: Vec::new(), height: 0.0 };
        for (group, (_, rows)) in groups(cx).into_iter().enumerate() {
            if has_headings(cx) {
                layout.headings.push((layout.height, group));
                layout.height += GROUP_HEIGHT;
            }
            for line in urgent_first(cx, &rows).chunks(columns) {
                let names: Vec<Vec<String>> = line.iter().map(|i| name(cx, out, *i, own - 20.0)).collect();
                let tallest = names.iter().map(Vec::len).max().unwrap_or(1) as f64;
                let height = if is_many { SMALL } else { tallest * LINE + 44.0 };
                for (column, (row, name)) in line.iter().zip(names).enumerate() {
                    let x = column as f64 * (own + gap);
                    let name = if is_many { Vec::new() } else { name };
                    layout.tiles.push(Tile {
                        row: *row,
                        rect: Rect { x, y: layout.height, width: own, height },
                        name,
                    });
                }
                layout.height += height + gap;
            }
            layout.height += 6.0;
        }
        layout
    }
}

fn name(cx: &Context, out: &Builder, row: usize, width: f64) -> Vec<String> {
    let name = cx.entry(&cx.table.rows[row]).map_or("", |entry| &entry.name);
    lines(out, name, LABEL, width, MOST_LINES)
}

/// The rows of a group, those first that somebody has to look after.
fn urgent_first(cx: &Context, rows: &[usize]) -> Vec<usize> {
    let urgency = |entry: &Entry| match state(cx, entry) {
        State::Late => 0.0,
        State::Gap => 1.0,
        State::Risk => 2.0,
        State::OnTrack => 3.0,
        State::UnderWay => 4.0,
        State::Planned => 5.0,
        State::Unstated => 6.0,
        State::Early => 7.0,
        State::Done => 8.0,
    };
    let keys: Vec<f64> = rows.iter().map(|i| cx.entry(&cx.table.rows[*i]).map_or(9.0, urgency)).collect();
    order::of(&keys).into_iter().map(|position| rows[position]).collect()
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    tally_height(cx, out, width) + Layout::of(cx, out, width).height
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    tally(cx, out, rect);
    let top = rect.y + tally_height(cx, out, rect.width);
    let layout = Layout::of(cx, out, rect.width);
    let groups = groups(cx);
    for &(y, group) in &layout.headings {
        let count = group_count(cx, &groups[group].1);
        heading(cx, out, Rect { y: top + y, ..rect }, groups[group].0, &count);
    }
    for tile in &layout.tiles {
        let place = Rect { x: rect.x + tile.rect.x, y: top + tile.rect.y, ..tile.rect };
        draw_tile(cx, out, tile, place);
    }
    Rect { y: top, height: layout.height, ..rect }
}

fn draw_tile(cx: &Context, out: &mut Builder, tile: &Tile, rect: Rect) {
    let row = &cx.table.rows[tile.row];
    let Some(entry) = cx.entry(row) else { return };
    let (key, color, state) = (cx.key(tile.row), cx.state_color(entry), state(cx, entry));
    let mut style = Style::fill(cx.theme.ground.mix(color, 0.10));
    style.stroke = Some(Stroke::solid(color, 1.0));
    out.push(Node::new(Shape::Rect(rect), style, Role::Mark).datum(key).label(cx.entry_label(row)));
    if tile.name.is_empty() {
        return light(out, rect.center(), state, cx.theme, Some(key));
    }
    let edge = Rect { width: 4.0, ..rect };
    out.push(Node::new(Shape::Rect(edge), Style::fill(color), Role::MarkLabel).datum(key));
    block(out, &tile.name, point(rect.x + 12.0, rect.y + 8.0), cx.theme.ink, key);
    let y = rect.bottom() - 16.0;
    light(out, point(rect.x + 19.0, y), state, cx.theme, Some(key));
    let words = words(cx, out, entry, rect.width - 40.0);
    let text = run(words, (rect.x + 31.0, y), LABEL, Anchor::Start, Baseline::Middle);
    tag(out, text, cx.theme.ink_2, key);
}

/// How an entry stands, how much of it is done and its date: as much of it as has room.
fn words(cx: &Context, out: &Builder, entry: &Entry, width: f64) -> String {
    let progress = entry.progress.map(|progress| format::quantity(progress, "%")).unwrap_or_default();
    let (word, date) = (cx.state_word(entry), date(entry));
    let all =
        [vec![word, &progress, &date], vec![word, &date], vec![&date], vec![word, &progress], vec![word]];
    // A date that says 完成 or 到期 says enough where there is no room for more; one of a beginning does not.
    let says_state = entry.state.is_finished() && entry.done.is_some();
    let mut said = all
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != 2 || says_state)
        .map(|(_, parts)| joined(parts.iter().copied().filter(|part| !part.is_empty()), " · "));
    said.find(|said| out.width(said, LABEL) <= width).unwrap_or_else(|| out.ellipsis(word, LABEL, width))
}
