//! What reaches a surface when a scene is painted: whole device pixels, balanced clips, nothing that is not a number.

#![allow(clippy::panic, clippy::expect_used)]

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use qdviz::geometry::{Path, Point, Rect, Subpath, point};
use qdviz::paint::{PaintExt, Pen, Run, paint};
use qdviz::scene::builder::run;
use qdviz::scene::{
    Anchor, Baseline, Color, Fill, Font, Node, Role, Scene, Shape, Size, Stroke, Style, Text,
};

/// A call that reached the surface.
#[derive(Clone, Debug, PartialEq)]
enum Call {
    Rect(BackendCoord, BackendCoord, bool),
    Path(Vec<BackendCoord>, u32),
    Polygon(Vec<BackendCoord>),
    Circle(BackendCoord, u32, bool),
    PushClip(Vec<Run>),
    PopClip,
    FillRings(Vec<Run>),
    StrokeRuns(Vec<Run>, Pen),
    Text(String, Point),
}

/// A surface that only notes what it is asked for.
#[derive(Default)]
struct Recorder {
    calls: Vec<Call>,
}

type Outcome = Result<(), DrawingErrorKind<std::fmt::Error>>;

impl DrawingBackend for Recorder {
    type ErrorType = std::fmt::Error;

    fn get_size(&self) -> (u32, u32) {
        (400, 300)
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Outcome {
        panic!("no scene is painted pixel by pixel")
    }

    fn draw_text<S: BackendTextStyle>(&mut self, _: &str, _: &S, _: BackendCoord) -> Outcome {
        panic!("text goes through PaintExt")
    }

    fn draw_line<S: BackendStyle>(&mut self, _: BackendCoord, _: BackendCoord, _: &S) -> Outcome {
        panic!("the canvas backend shifts these by half a unit")
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        _: &S,
        fill: bool,
    ) -> Outcome {
        self.calls.push(Call::Rect(from, to, fill));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        self.calls.push(Call::Path(path.into_iter().collect(), style.stroke_width()));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        _: &S,
    ) -> Outcome {
        self.calls.push(Call::Polygon(path.into_iter().collect()));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, _: &S, fill: bool) -> Outcome {
        self.calls.push(Call::Circle(at, radius, fill));
        Ok(())
    }
}

impl PaintExt for Recorder {
    type Backend = Recorder;

    fn backend(&mut self) -> &mut Recorder {
        self
    }

    fn push_clip(&mut self, rings: &[Run]) {
        self.calls.push(Call::PushClip(rings.to_vec()));
    }

    fn pop_clip(&mut self) {
        self.calls.push(Call::PopClip);
    }

    fn fill_rings(&mut self, rings: &[Run], _: Color) {
        self.calls.push(Call::FillRings(rings.to_vec()));
    }

    fn stroke_runs(&mut self, runs: &[Run], pen: &Pen) {
        self.calls.push(Call::StrokeRuns(runs.to_vec(), *pen));
    }

    fn text(&mut self, text: &Text, at: Point, _: Color, _: f64) {
        self.calls.push(Call::Text(text.content.clone(), at));
    }
}

const INK: Color = Color::hex(0x1B2733);

fn node(shape: Shape, style: Style) -> Node {
    Node::new(shape, style, Role::Mark)
}

fn painted(nodes: Vec<Node>, ratio: f64) -> Vec<Call> {
    let mut recorder = Recorder::default();
    let scene = Scene { size: Size { width: 400.0, height: 300.0 }, nodes };
    paint(&scene, ratio, &mut recorder).expect("the recorder refuses nothing");
    recorder.calls
}

fn rect(x: f64, y: f64, width: f64, height: f64) -> Shape {
    Shape::Rect(Rect { x, y, width, height })
}

fn ring(x: f64, y: f64, size: f64) -> Subpath {
    let points = vec![point(x, y), point(x + size, y + 1.0), point(x + size, y + size), point(x, y + size)];
    Subpath { points, closed: true }
}

fn text(at: Point) -> Shape {
    let (anchor, baseline) = (Anchor::Start, Baseline::Middle);
    Shape::Text(run("青岛", (at.x, at.y), Font::regular(12.0), anchor, baseline))
}

/// All coordinates of the rectangles and hairlines.
fn sharp_edges(calls: &[Call]) -> Vec<i32> {
    let mut edges = Vec::new();
    for call in calls {
        match call {
            Call::Rect(from, to, _) => edges.extend([from.0, from.1, to.0, to.1]),
            Call::Path(points, width) if points[0].1 == points[1].1 => {
                let half = *width as i32 / 2;
                edges.extend([points[0].1 - half, points[0].1 + half, points[0].0, points[1].0]);
            }
            other => panic!("{other:?} is neither rectangle nor level line"),
        }
    }
    edges
}

#[test]
fn edges_and_hairlines_cover_whole_device_pixels_at_every_ratio() {
    for ratio in [1.0, 1.25, 1.5, 2.0, 3.0] {
        for y in [10.0, 10.3, 10.5, 33.33, 99.99] {
            let line = Path::line(vec![point(3.3, y), point(77.7, y)]);
            let nodes = vec![
                node(rect(3.21, y, 20.4, 7.77), Style::fill(INK)),
                node(Shape::Path(line), Style::stroke(INK, 1.0)),
            ];
            let calls = painted(nodes, ratio);
            assert_eq!(calls.len(), 2);
            for edge in sharp_edges(&calls) {
                assert_eq!(edge % 8, 0, "{edge} at ratio {ratio}, y {y}: {calls:?}");
            }
        }
    }
}

#[test]
fn a_hairline_is_one_device_pixel_and_near_its_place() {
    for (ratio, y, middle, width) in
        [(1.0, 10.0, 84, 8), (1.5, 10.0, 120, 16), (2.0, 10.0, 160, 16), (3.0, 10.0, 244, 24)]
    {
        let line = Path::line(vec![point(0.0, y), point(50.0, y)]);
        let calls = painted(vec![node(Shape::Path(line), Style::stroke(INK, 1.0))], ratio);
        let [Call::Path(points, drawn)] = calls.as_slice() else { panic!("{calls:?}") };
        assert_eq!((points[0].1, *drawn), (middle, width), "ratio {ratio}");
    }
    let thin = Path::line(vec![point(0.0, 0.0), point(50.0, 31.0)]);
    let calls = painted(vec![node(Shape::Path(thin), Style::stroke(INK, 0.2))], 1.0);
    assert!(matches!(calls.as_slice(), [Call::Path(_, 8)]), "{calls:?}");
}

#[test]
fn sloping_lines_keep_eighths_of_a_device_pixel() {
    let line = Path::line(vec![point(0.0, 0.1), point(10.0, 7.3), point(20.0, 7.3)]);
    let calls = painted(vec![node(Shape::Path(line), Style::stroke(INK, 1.5))], 2.0);
    assert_eq!(calls, [Call::Path(vec![(0, 2), (160, 117), (320, 117)], 24)]);
}

#[test]
fn a_rectangle_that_has_area_never_vanishes_and_one_without_never_shows() {
    let calls = painted(vec![node(rect(5.0, 5.2, 30.0, 0.01), Style::fill(INK))], 1.0);
    assert_eq!(calls, [Call::Rect((40, 40), (280, 48), true)]);
    assert_eq!(painted(vec![node(rect(5.0, 5.0, 30.0, 0.0), Style::fill(INK))], 1.0), []);
}

#[test]
fn a_frame_of_odd_width_lies_on_whole_pixels() {
    let calls = painted(vec![node(rect(10.0, 10.0, 20.0, 20.0), Style::stroke(INK, 1.0))], 1.0);
    let [Call::StrokeRuns(runs, pen)] = calls.as_slice() else { panic!("{calls:?}") };
    assert_eq!(runs[0].points, [(84, 84), (236, 84), (236, 236), (84, 236)]);
    assert!(pen.sharp && runs[0].closed && pen.width == 8);
}

#[test]
fn islands_and_holes_are_one_fill() {
    let path = Path { subpaths: vec![ring(0.0, 0.0, 50.0), ring(10.0, 10.0, 9.0), ring(80.0, 0.0, 5.0)] };
    let calls = painted(vec![node(Shape::Path(path), Style::fill(INK))], 1.0);
    assert!(matches!(calls.as_slice(), [Call::FillRings(rings)] if rings.len() == 3), "{calls:?}");
    let one = Path { subpaths: vec![ring(0.0, 0.0, 50.0)] };
    let calls = painted(vec![node(Shape::Path(one), Style::fill(INK))], 1.0);
    assert!(matches!(calls.as_slice(), [Call::Polygon(points)] if points.len() == 4), "{calls:?}");
}

#[test]
fn clips_are_balanced_and_nested() {
    let inner = Shape::Group {
        clip: Some(Rect { x: 1.2, y: 1.2, width: 5.0, height: 5.0 }),
        nodes: vec![node(text(point(1.0, 2.2)), Style::fill(INK))],
    };
    let outer = Shape::Group {
        clip: Some(Rect { x: 0.0, y: 0.0, width: 9.0, height: 9.0 }),
        nodes: vec![node(inner, Style::default())],
    };
    let calls =
        painted(vec![node(outer, Style::default()), node(text(point(0.0, 0.0)), Style::fill(INK))], 2.0);
    let kinds: Vec<&str> = calls
        .iter()
        .map(|call| match call {
            Call::PushClip(_) => "push",
            Call::PopClip => "pop",
            Call::Text(..) => "text",
            _ => "other",
        })
        .collect();
    assert_eq!(kinds, ["push", "push", "text", "pop", "pop", "text"]);
    assert_eq!(calls[2], Call::Text("青岛".into(), point(1.0, 2.0)));
    let Call::PushClip(rings) = &calls[1] else { panic!("{calls:?}") };
    assert_eq!(rings[0].points, [(16, 16), (96, 16), (96, 96), (16, 96)]);
}

#[test]
fn what_is_not_a_number_is_left_out() {
    let (nan, inf) = (f64::NAN, f64::INFINITY);
    let both = Style { fill: Some(Fill::Solid(INK)), stroke: Some(Stroke::solid(INK, 1.0)) };
    let broken = Path::line(vec![point(0.0, 0.0), point(nan, 5.0)]);
    let inside = vec![node(rect(0.0, 0.0, 5.0, 5.0), both)];
    let nodes = vec![
        node(Shape::Path(broken), both),
        node(rect(0.0, inf, 5.0, 5.0), both),
        node(rect(0.0, 0.0, 5.0, nan), both),
        node(Shape::Circle { center: point(nan, 0.0), radius: 3.0 }, both),
        node(text(point(0.0, -inf)), both),
        node(
            Shape::Group { clip: Some(Rect { x: nan, y: 0.0, width: 1.0, height: 1.0 }), nodes: inside },
            both,
        ),
        node(Shape::Circle { center: point(1.0, 1.0), radius: 3.0 }, Style::fill(INK)),
    ];
    assert_eq!(painted(nodes, 1.0), [Call::Circle((8, 8), 24, true)]);
}

#[test]
fn far_coordinates_stay_within_whole_numbers() {
    let line = Path::line(vec![point(-1e300, 0.0), point(1e300, 7.0)]);
    let fill = Style { fill: Some(Fill::Hatch { ground: INK, line: INK }), stroke: None };
    let calls = painted(
        vec![
            node(Shape::Path(line), Style::stroke(INK, 1e300)),
            node(rect(-1e300, -1e300, 2e300, 2e300), fill),
        ],
        3.0,
    );
    let Call::Path(points, _) = &calls[0] else { panic!("{calls:?}") };
    assert!(points[1].0.checked_sub(points[0].0).is_some());
    let Some(Call::StrokeRuns(lines, _)) = calls.iter().find(|call| matches!(call, Call::StrokeRuns(..)))
    else {
        panic!("{calls:?}")
    };
    assert!(lines.len() < 50, "{} hatch lines on a surface of 400 by 300 pixels", lines.len());
}

#[test]
fn the_hatch_is_clipped_to_its_rings_and_shared_by_neighbours() {
    let fill = Style { fill: Some(Fill::Hatch { ground: INK, line: INK }), stroke: None };
    let calls = painted(
        vec![node(rect(10.0, 10.0, 30.0, 20.0), fill), node(rect(40.0, 10.0, 30.0, 20.0), fill)],
        1.0,
    );
    let sums: Vec<i32> = calls
        .iter()
        .filter_map(|call| if let Call::StrokeRuns(runs, _) = call { Some(runs) } else { None })
        .flatten()
        .map(|run| run.points[0].0 + run.points[0].1)
        .collect();
    assert!(sums.len() >= 10);
    for sum in sums {
        // x + y of every line is an odd multiple of half the step, wherever its area lies.
        let steps = f64::from(sum) / (6.0 * 2f64.sqrt() * 8.0) - 0.5;
        assert!((steps - steps.round()).abs() < 0.01, "{sum}");
    }
    assert!(matches!(calls[1], Call::PushClip(_)) && matches!(calls[3], Call::PopClip));
}

#[test]
fn crossing_or_dashed_lines_are_one_stroke() {
    let grid = Path {
        subpaths: [10.0, 20.0]
            .iter()
            .map(|y| Subpath { points: vec![point(0.0, *y), point(90.0, *y)], closed: false })
            .collect(),
    };
    let dashed = Stroke { color: INK, width: 1.0, dash: Some((4.0, 2.0)) };
    let line = Path::line(vec![point(0.0, 5.0), point(90.0, 5.0)]);
    let calls = painted(
        vec![
            node(Shape::Path(grid), Style::stroke(INK, 1.0)),
            node(Shape::Path(line), Style { fill: None, stroke: Some(dashed) }),
        ],
        2.0,
    );
    let [Call::StrokeRuns(grid, solid), Call::StrokeRuns(_, dashes)] = calls.as_slice() else {
        panic!("{calls:?}")
    };
    assert_eq!((grid.len(), solid.dash, dashes.dash), (2, None, Some((64, 32))));
}
