//! Chain: the stages of an industry chain from left to right, or downwards where they are many; gaps stand out.

use crate::dataset::{Entry, State};
use crate::geometry::{Path, Point, Rect, Subpath, point};
use crate::nearest;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::entry::{
    GROUP, GROUP_HEIGHT, LINE, block, groups, has_headings, heading, light, lines, tag, tally, tally_height,
};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// The least width of a stage.
const STAGE: f64 = 112.0;
/// The widest that a box gets.
const BOX: f64 = 240.0;
/// Between stages, for the links.
const GAP: f64 = 32.0;
const BETWEEN: f64 = 10.0;
const TITLE: f64 = 28.0;

/// A box: its row, its place, and the lines of its name and owner.
struct Place {
    row: usize,
    rect: Rect,
    name: Vec<String>,
    owner: Vec<String>,
}

struct Layout {
    downwards: bool,
    /// Headings of chains: top, group.
    chains: Vec<(f64, usize)>,
    /// Headings of stages: place of their left upper corner, width, name.
    stages: Vec<(Point, f64, String)>,
    boxes: Vec<Place>,
    height: f64,
}

/// The stages of some rows in the order in which they first occur, with their rows.
fn stages(cx: &Context, rows: &[usize]) -> Vec<(String, Vec<usize>)> {
    let mut stages: Vec<(String, Vec<usize>)> = Vec::new();
    for row in rows {
        let name = cx.entry(&cx.table.rows[*row]).map_or("", |entry| &entry.stage);
        match stages.iter_mut().find(|(known, _)| known == name) {
            Some((_, rows)) => rows.push(*row),
            None => stages.push((name.into(), vec![*row])),
        }
    }
    stages
}

impl Layout {
    fn of(cx: &Context, out: &Builder, width: f64) -> Layout {
        let chains: Vec<Vec<(String, Vec<usize>)>> =
            groups(cx).iter().map(|(_, rows)| stages(cx, rows)).collect();
        let most = chains.iter().map(Vec::len).max().unwrap_or(1) as f64;
        let downwards = (width + GAP) / most < STAGE + GAP;
        let mut layout = Layout { downwards, chains: vec![], stages: vec![], boxes: vec![], height: 0.0 };
        for (group, stages) in chains.into_iter().enumerate() {
            if has_headings(cx) {
                layout.chains.push((layout.height, group));
                layout.height += GROUP_HEIGHT;
            }
            match downwards {
                true => layout.down(cx, out, width, stages),
                false => layout.across(cx, out, (((width + GAP) / most) - GAP).min(BOX), stages),
            }
            layout.height += BETWEEN;
        }
        layout
    }

    fn across(&mut self, cx: &Context, out: &Builder, own: f64, stages: Vec<(String, Vec<usize>)>) {
        let top = self.height;
        let mut deepest = top;
        for (i, (name, rows)) in stages.into_iter().enumerate() {
            let x = i as f64 * (own + GAP);
            self.stages.push((point(x, top), own, name));
            let mut y = top + TITLE;
            for row in rows {
                let place = place(cx, out, row, (x, y, own), false);
                y = place.rect.bottom() + BETWEEN;
                self.boxes.push(place);
            }
            deepest = deepest.max(y);
        }
        self.height = deepest;
    }

    fn down(&mut self, cx: &Context, out: &Builder, width: f64, stages: Vec<(String, Vec<usize>)>) {
        for (name, rows) in stages {
            self.stages.push((point(0.0, self.height), width, name));
            self.height += TITLE;
            for row in rows {
                let place = place(cx, out, row, (0.0, self.height, width), true);
                self.height = place.rect.bottom() + BETWEEN;
                self.boxes.push(place);
            }
        }
    }
}

fn place(cx: &Context, out: &Builder, row: usize, (x, y, width): (f64, f64, f64), downwards: bool) -> Place {
    let Some(entry) = cx.entry(&cx.table.rows[row]) else {
        return Place { row, rect: Rect { x, y, width, height: 0.0 }, name: vec![], owner: vec![] };
    };
    let name = lines(out, &entry.name, LABEL, width - 42.0, 3);
    let said = match (entry.state, entry.owner.as_str()) {
        (State::Gap, "") => "缺口".into(),
        (State::Gap, owner) => format!("缺口 · {owner}"),
        (_, owner) => String::from(owner),
    };
    let mut owner = lines(out, &said, LABEL, width - 42.0, 2);
    // Where boxes stand below one another, lines between them would run through one another: words are clearer.
    if downwards && !entry.next.is_empty() {
        let next = nearest::joined(entry.next.iter().map(|next| cx.set.entries[*next].name.as_str()), "、");
        owner.extend(lines(out, &format!("→ {next}"), LABEL, width - 42.0, 2));
    }
    let height = (name.len() + owner.len()) as f64 * LINE + 16.0;
    Place { row, rect: Rect { x, y, width, height }, name, owner }
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    states_height(cx, out, width) + Layout::of(cx, out, width).height
}

/// Room for how the stages stand; gaps alone say it themselves.
fn states_height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let is_more = |entry: &Entry| !matches!(entry.state, State::Gap | State::Unstated);
    let is_said = cx.table.rows.iter().filter_map(|row| cx.entry(row)).any(is_more);
    if is_said { tally_height(cx, out, width) } else { 0.0 }
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let above = states_height(cx, out, rect.width);
    if above > 0.0 {
        tally(cx, out, rect);
    }
    let top = rect.y + above;
    let mut layout = Layout::of(cx, out, rect.width);
    for place in &mut layout.boxes {
        place.rect = Rect { x: place.rect.x + rect.x, y: place.rect.y + top, ..place.rect };
    }
    let groups = groups(cx);
    for &(y, group) in &layout.chains {
        heading(cx, out, Rect { y: top + y, ..rect }, groups[group].0, &count(cx, &groups[group].1));
    }
    for (at, width, name) in &layout.stages {
        let name = out.ellipsis(if name.is_empty() { "未分环节" } else { name }, GROUP, *width);
        let at = (rect.x + at.x, top + at.y + TITLE / 2.0);
        out.text(run(name, at, LABEL, Anchor::Start, Baseline::Middle), cx.theme.ink_2, Role::Guide);
    }
    for place in layout.boxes.iter().filter(|_| !layout.downwards) {
        links(cx, out, place, &layout);
    }
    for place in &layout.boxes {
        stage(cx, out, place);
    }
    Rect { y: top, height: layout.height, ..rect }
}

/// How many stages of a chain there are and how many of them are gaps.
fn count(cx: &Context, rows: &[usize]) -> String {
    let is_gap =
        |row: &&usize| cx.entry(&cx.table.rows[**row]).is_some_and(|entry| entry.state == State::Gap);
    match rows.iter().filter(is_gap).count() {
        0 => format!("{} 个环节", rows.len()),
        gaps => format!("{} 个环节，{gaps} 个缺口", rows.len()),
    }
}

/// What is there is solid; a gap is dashed, and says so.
fn stage(cx: &Context, out: &mut Builder, place: &Place) {
    let row = &cx.table.rows[place.row];
    let Some(entry) = cx.entry(row) else { return };
    let key = cx.key(place.row);
    let is_gap = entry.state == State::Gap;
    let own = color(cx, entry);
    let mut style = Style::fill(if is_gap { cx.theme.ground } else { cx.theme.ground.mix(own, 0.16) });
    let dash = is_gap.then_some((5.0, 3.0));
    style.stroke = Some(Stroke { color: own, width: if is_gap { 2.0 } else { 1.0 }, dash });
    let node = Node::new(Shape::Rect(place.rect), style, Role::Mark).datum(key);
    out.push(node.label(cx.entry_label(row)));
    let (x, y) = (place.rect.x, place.rect.y + 8.0);
    let mut indent = 12.0;
    if entry.state != State::Unstated {
        light(out, point(x + 16.0, y + LINE / 2.0), entry.state, cx.theme, Some(key));
        indent = 30.0;
    }
    block(out, &place.name, point(x + indent, y), cx.theme.ink, key);
    let mut y = y + place.name.len() as f64 * LINE;
    for line in &place.owner {
        let text = run(line.as_str(), (x + indent, y + LINE / 2.0), LABEL, Anchor::Start, Baseline::Middle);
        tag(out, text, cx.theme.ink_2, key);
        y += LINE;
    }
}

fn color(cx: &Context, entry: &Entry) -> Color {
    if entry.state == State::Unstated { cx.theme.brand } else { cx.state_color(entry) }
}

/// Arrows to what comes next.
fn links(cx: &Context, out: &mut Builder, from: &Place, layout: &Layout) {
    let Some(entry) = cx.entry(&cx.table.rows[from.row]) else { return };
    for next in &entry.next {
        let is_it = |place: &&Place| cx.table.rows[place.row].entry == Some(*next);
        let Some(to) = layout.boxes.iter().find(is_it) else { continue };
        let points = route(from.rect, to.rect);
        let stroke = Stroke::solid(cx.theme.ink_3, 1.25);
        let line = Shape::Path(Path::line(points.clone()));
        out.push(Node::new(line, Style { fill: None, stroke: Some(stroke) }, Role::Guide));
        arrow(out, &points, cx.theme.ink_3);
    }
}

/// From one box to another: a curve to the right, a hook to what is not further to the right.
fn route(from: Rect, to: Rect) -> Vec<Point> {
    let (start, end) = (from.center().y, to.center().y);
    let (left, right) = (from.right(), to.x);
    if right < left {
        let x = from.right().max(to.right()) + GAP / 3.0;
        return vec![point(from.right(), start), point(x, start), point(x, end), point(to.right(), end)];
    }
    // A curve that leaves and arrives level: the smooth step, in pieces shorter than the eye tells.
    const PIECES: usize = 24;
    let step = |i: usize| {
        let t = i as f64 / PIECES as f64;
        point(left + (right - left) * t, start + (end - start) * t * t * (3.0 - 2.0 * t))
    };
    (0..=PIECES).map(step).collect()
}

/// The head of an arrow at the end of a line.
fn arrow(out: &mut Builder, points: &[Point], color: Color) {
    let [.., before, tip] = points else { return };
    let back = if tip.x >= before.x { -7.0 } else { 7.0 };
    let points = vec![*tip, point(tip.x + back, tip.y - 4.0), point(tip.x + back, tip.y + 4.0)];
    let path = Path { subpaths: vec![Subpath { points, closed: true }] };
    out.push(Node::new(Shape::Path(path), Style::fill(color), Role::Guide));
}
