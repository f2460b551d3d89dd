//! The marks of lines: areas, intervals, the lines themselves, and what can be pointed at.

use super::rich::{Lines, interval, is_forecast};
use super::values::Axis;
use crate::geometry::{Point, Rect, point};
use crate::guide::place::Taken;
use crate::mark::columns::columns;
use crate::mark::line::{self, runs, stepped};
use crate::scale::Linear;
use crate::scene::builder::run;
use crate::scene::{
    Anchor, Baseline, Builder, Color, DatumKey, Fill, Node, Points, Role, Shape, Stroke, Style, Text,
};
use crate::theme::LABEL;
use crate::view::Context;

/// Lines in colour are at least this wide, grey ones are not.
pub const COLORED: f64 = 2.0;
const GREY: f64 = 1.25;
const RADIUS: f64 = 4.0;
/// Dots nearer to one another than this would be a second line: then there are none.
const DOT_STEP: f64 = 11.0;
/// Opacity of areas under lines and of intervals.
const TINT: u8 = 36;
/// More values than this are not written at their points.
const WRITTEN: usize = 12;

/// The stroke of a series of so many: those with a place in the palette in colour, the others grey. One alone has the
/// first colour, unless others were chosen.
pub fn stroke(cx: &Context, series: usize, present: usize) -> Stroke {
    let is_alone = present == 1 && cx.table.choice.is_none();
    let place = if is_alone { Some(0) } else { cx.table.palette_place(series) };
    let color = place.and_then(|place| cx.theme.categorical.get(place));
    let grey = cx.theme.ground.mix(cx.theme.ink_3, 0.78);
    color.map_or(Stroke::solid(grey, GREY), |color| Stroke::solid(*color, COLORED))
}

/// What the grey lines are, where some are grey.
pub fn grey_note(cx: &Context) -> Option<String> {
    let mut present = vec![false; cx.table.series.len()];
    for row in &cx.table.rows {
        if let Some(own) = present.get_mut(row.series) {
            *own = true;
        }
    }
    let count = present.iter().filter(|is_present| **is_present).count();
    let is_grey = |series: &usize| present[*series] && stroke(cx, *series, count).width < COLORED;
    let grey = (0..present.len()).filter(is_grey).count();
    (grey > 0).then(|| format!("灰色：其余 {grey} 条线，供对照。"))
}

/// Where the rows of each series lie.
pub struct Paths {
    /// Row and place; `None` where the line is broken.
    series: Vec<Vec<Option<(usize, Point)>>>,
    keys: Vec<DatumKey>,
    is_dense: bool,
}

impl Paths {
    pub fn of(cx: &Context, lines: &Lines, x: &Linear, axes: (&Axis, &Axis)) -> Paths {
        let place = |row: &Option<usize>| {
            let row = (*row)?;
            let own = &cx.table.rows[row];
            let axis = if own.column > 0 { axes.1 } else { axes.0 };
            Some((row, point(x.map(own.period.position()), axis.map(lines.value(cx, row)?))))
        };
        let series: Vec<Vec<_>> = lines.rows.iter().map(|rows| rows.iter().map(place).collect()).collect();
        let key = |rows: &Vec<Option<usize>>| cx.key(rows.iter().find_map(|row| *row).unwrap_or(0));
        let longest = lines.rows.iter().map(Vec::len).max().unwrap_or(0);
        let is_dense = longest as f64 * DOT_STEP > (x.range.1 - x.range.0).abs() + 2.0 * DOT_STEP;
        Paths { series, keys: lines.rows.iter().map(key).collect(), is_dense }
    }

    /// What the whole line answers to.
    pub fn key(&self, series: usize) -> DatumKey {
        self.keys[series]
    }

    /// Where a line ends.
    pub fn end(&self, series: usize) -> Option<Point> {
        self.series[series].iter().rev().find_map(|place| place.map(|(_, at)| at))
    }

    /// Keeps labels off the lines, unless there are too many for any label to stand clear.
    pub fn claim(&self, taken: &mut Taken) {
        if self.series.iter().map(Vec::len).sum::<usize>() > 200 {
            return;
        }
        for places in &self.series {
            for pair in places.windows(2) {
                if let [Some((_, a)), Some((_, b))] = pair {
                    taken.claim_line(*a, *b);
                }
            }
            for (_, at) in places.iter().flatten() {
                taken.claim_line(point(at.x - RADIUS, at.y), point(at.x + RADIUS, at.y));
            }
        }
    }

    /// Areas at the bottom, grey lines below coloured ones, dots on top.
    pub fn draw(&self, cx: &Context, out: &mut Builder, lines: &Lines, plot: Rect, axes: (&Axis, &Axis)) {
        let mut order: Vec<usize> = (0..self.series.len()).filter(|s| !lines.is_colored(*s)).collect();
        order.extend((0..self.series.len()).rev().filter(|s| lines.is_colored(*s)));
        for &series in &order {
            self.areas(cx, out, lines, series, axes);
        }
        for &series in &order {
            self.lines(cx, out, lines, series, plot);
        }
        for &series in &order {
            self.targets(cx, out, lines, series, axes.0);
        }
    }

    fn axis<'a>(&self, cx: &Context, series: usize, axes: (&'a Axis, &'a Axis)) -> &'a Axis {
        let first = self.series[series].iter().flatten().next();
        if first.is_some_and(|(row, _)| cx.table.rows[*row].column > 0) { axes.1 } else { axes.0 }
    }

    fn areas(&self, cx: &Context, out: &mut Builder, lines: &Lines, series: usize, axes: (&Axis, &Axis)) {
        let axis = self.axis(cx, series, axes);
        let color = lines.strokes[series].color;
        let tops: Vec<Option<Point>> = self.points(series, &|_| true);
        let is_log = cx.table.is_log(cx.panel);
        if lines.stack.is_some() {
            let base = |(row, at): (usize, Point)| Some(point(at.x, axis.map(lines.layers[row]?.0)));
            let bottoms: Vec<Option<Point>> = self.series[series].iter().map(|p| p.and_then(base)).collect();
            let edge = Stroke::solid(cx.theme.ground, 1.0);
            let fill = Fill::Solid(cx.theme.ground.mix(color, 0.82));
            let style = Style { fill: Some(fill), stroke: Some(edge) };
            line::area(out, self.shaped(cx, &tops), self.shaped(cx, &bottoms), style, self.keys[series]);
        } else if cx.panel.options.area && !is_log && lines.is_colored(series) {
            let floor = |p: &Option<Point>| p.map(|p| point(p.x, axis.base()));
            let bottoms: Vec<Option<Point>> = tops.iter().map(floor).collect();
            let style = Style::fill(color.alpha(TINT));
            line::area(out, self.shaped(cx, &tops), self.shaped(cx, &bottoms), style, self.keys[series]);
        }
        self.intervals(cx, out, lines, series, axis);
    }

    /// The intervals of figures, from the last figure before them that has none.
    fn intervals(&self, cx: &Context, out: &mut Builder, lines: &Lines, series: usize, axis: &Axis) {
        if lines.stack.is_some() {
            return;
        }
        let places = &self.series[series];
        let end = |i: usize, upper: bool| -> Option<Point> {
            let (row, at) = places[i]?;
            let (low, high) = interval(cx, &cx.table.rows[row]);
            if let (None, None) = (low, high) {
                let next = places.get(i + 1).copied().flatten()?;
                let (low, high) = interval(cx, &cx.table.rows[next.0]);
                return (low.is_some() || high.is_some()).then_some(at);
            }
            let value = if upper { high } else { low };
            Some(value.map_or(at, |value| point(at.x, axis.map(value))))
        };
        let side = |upper: bool| -> Vec<Option<Point>> { (0..places.len()).map(|i| end(i, upper)).collect() };
        let (upper, lower) = (side(true), side(false));
        if upper.iter().any(Option::is_some) {
            let style = Style::fill(lines.strokes[series].color.alpha(TINT + 14));
            line::area(out, self.thinned(&upper), self.thinned(&lower), style, self.keys[series]);
        }
    }

    /// The solid line up to the last measured value, the dashed one through what is forecast.
    fn lines(&self, cx: &Context, out: &mut Builder, lines: &Lines, series: usize, plot: Rect) {
        let (stroke, key) = (lines.strokes[series], self.keys[series]);
        if lines.stack.is_some() {
            return;
        }
        let solid = self.points(series, &|i| !self.is_forecast(cx, series, i));
        line::path(out, self.shaped(cx, &solid), stroke, key);
        let dashed =
            self.points(series, &|i| self.is_forecast(cx, series, i) || self.is_forecast(cx, series, i + 1));
        if (0..self.series[series].len()).any(|i| self.is_forecast(cx, series, i)) {
            let stroke = Stroke { dash: Some((6.0, 4.0)), ..stroke };
            line::path(out, self.shaped(cx, &dashed), stroke, key);
        }
        // A value between two gaps has no line to be seen by.
        for lone in runs(&self.points(series, &|_| true)).iter().filter(|run| run.len() == 1 && self.is_dense)
        {
            let shape = Shape::Circle { center: lone[0], radius: 2.0 };
            if plot.grown(2.0).contains(lone[0]) {
                out.push(Node::new(shape, Style::fill(stroke.color), Role::MarkLabel).datum(key));
            }
        }
    }

    fn is_forecast(&self, cx: &Context, series: usize, at: usize) -> bool {
        let place = self.series[series].get(at).copied().flatten();
        place.is_some_and(|(row, _)| is_forecast(cx, row))
    }

    fn points(&self, series: usize, keep: &dyn Fn(usize) -> bool) -> Vec<Option<Point>> {
        let places = self.series[series].iter().enumerate();
        places.map(|(i, place)| place.filter(|_| keep(i)).map(|(_, at)| at)).collect()
    }

    /// The runs as they are drawn: stepped where asked for, and no more points than the picture needs.
    fn shaped(&self, cx: &Context, points: &[Option<Point>]) -> Vec<Vec<Point>> {
        let runs = self.thinned(points);
        if cx.panel.options.step { runs.iter().map(|run| stepped(run)).collect() } else { runs }
    }

    fn thinned(&self, points: &[Option<Point>]) -> Vec<Vec<Point>> {
        let runs = runs(points);
        if self.is_dense { runs.iter().map(|run| columns(run)).collect() } else { runs }
    }

    /// What can be pointed at: a dot a value where there is room, otherwise places in one node.
    fn targets(&self, cx: &Context, out: &mut Builder, lines: &Lines, series: usize, axis: &Axis) {
        let stroke = lines.strokes[series];
        let middle = |row: usize, at: Point| match lines.layers.get(row) {
            Some(Some((below, above))) => point(at.x, axis.map((below + above) / 2.0)),
            _ => at,
        };
        let places = self.series[series].iter().flatten();
        if self.is_dense {
            let at: Vec<(Point, u32)> =
                places.map(|(row, at)| (middle(*row, *at), cx.key(*row).row)).collect();
            if !at.is_empty() {
                let label = format!("{}，{} 个数值", cx.table.series[series], at.len());
                let style = dot_style(stroke.color, cx.theme.ground);
                let node = Node::new(Shape::Points(Points::new(at, 0.0)), style, Role::Mark);
                out.push(node.datum(self.keys[series]).label(label));
            }
            return;
        }
        for (row, at) in places {
            let (key, label) = (cx.key(*row), cx.label(&cx.table.rows[*row]));
            let radius = RADIUS;
            if lines.stack.is_some() || !lines.is_colored(series) {
                // Nothing to see: the area is the mark, and grey lines stay in the background.
                let shape = Shape::Circle { center: middle(*row, *at), radius };
                out.push(Node::new(shape, Style::default(), Role::Mark).datum(key).label(label));
            } else if is_forecast(cx, *row) {
                line::dot(out, *at, radius, cx.theme.ground, stroke.color, key, label);
            } else {
                line::dot(out, *at, radius, stroke.color, cx.theme.ground, key, label);
            }
        }
    }
}

fn dot_style(fill: Color, ring: Color) -> Style {
    Style { stroke: Some(Stroke::solid(ring, 1.5)), ..Style::fill(fill) }
}

/// The values of a single line at its points: all where all stand clear, otherwise the first, the highest and the
/// lowest. The last is written at its end.
pub fn values(cx: &Context, out: &mut Builder, plot: Rect, lines: &Lines, paths: &Paths, taken: &mut Taken) {
    if lines.present != 1 || lines.stack.is_some() || paths.is_dense {
        return;
    }
    let places: Vec<(usize, Point)> = paths.series.iter().flatten().flatten().copied().collect();
    let Some((last, others)) = places.split_last() else { return };
    let mut labels = Vec::new();
    if others.len() <= WRITTEN {
        let mut trial = taken.clone();
        labels.extend(others.iter().map_while(|place| value_label(cx, out, plot, *place, &mut trial)));
    }
    if labels.len() < others.len() {
        labels.clear();
        let by_height = |a: &&(usize, Point), b: &&(usize, Point)| a.1.y.total_cmp(&b.1.y);
        let ends = [others.first(), places.iter().min_by(by_height), places.iter().max_by(by_height)];
        let mut told = vec![last.0];
        for place in ends.into_iter().flatten() {
            if !told.contains(&place.0) {
                told.push(place.0);
                labels.extend(value_label(cx, out, plot, *place, taken));
            }
        }
    }
    out.nodes.append(&mut labels);
}

/// The value of a row above or below its point; `None` where neither is free.
fn value_label(
    cx: &Context,
    out: &Builder,
    plot: Rect,
    (row, at): (usize, Point),
    taken: &mut Taken,
) -> Option<Node> {
    let content = cx.value(&cx.table.rows[row]);
    let half = out.width(&content, LABEL) / 2.0;
    let x = at.x.max(plot.x + half + 2.0).min(plot.right() - half);
    let bounds = Rect { y: plot.y - 8.0, height: plot.height + 8.0, ..plot }.grown(6.0);
    let sides = [(at.y - RADIUS - 5.0, Baseline::Bottom), (at.y + RADIUS + 5.0, Baseline::Top)];
    sides.into_iter().find_map(|(y, baseline)| {
        let text = run(content.as_str(), (x, y), LABEL, Anchor::Middle, baseline);
        let text = Text { halo: Some(cx.theme.ground), ..text };
        let extent = out.extent(&text);
        // Neighbours keep a space between them.
        let own = Rect { x: extent.x - 3.0, width: extent.width + 6.0, ..extent };
        let node = Node::new(Shape::Text(text), Style::fill(cx.theme.ink), Role::MarkLabel);
        taken.claim(own, &bounds).then(|| node.datum(cx.key(row)))
    })
}
