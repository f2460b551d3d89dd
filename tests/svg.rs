//! The SVG file of a scene: complete, escaped, and the same shapes that are painted and hit.

#![allow(clippy::unwrap_used)]

use qdviz::geometry::{Path, Rect, Subpath, point};
use qdviz::scene::builder::run;
use qdviz::scene::{
    Anchor, Baseline, Color, Fill, Font, Node, Points, Role, Scene, Shape, Size, Stroke, Style, Text, svg,
};

const INK: Color = Color::hex(0x1B2733);

fn written(nodes: Vec<Node>) -> String {
    svg::write(&Scene { size: Size { width: 320.0, height: 200.5 }, nodes })
}

fn caption(content: &str) -> Node {
    let (anchor, baseline) = (Anchor::Middle, Baseline::Middle);
    let at = point(160.0, 20.0);
    let halo = Some(Color::hex(0xFFFFFF));
    let text = Text { halo, ..run(content, (at.x, at.y), Font::bold(18.0), anchor, baseline) };
    Node::new(Shape::Text(text), Style::fill(INK), Role::Caption)
}

fn square(x: f64, size: f64, closed: bool) -> Subpath {
    let points = vec![point(x, x), point(x + size, x), point(x + size, x + size), point(x, x + size)];
    Subpath { points, closed }
}

#[test]
fn a_file_stands_alone() {
    let out = written(vec![caption("常住人口 <2020>"), caption("单位：万人 & 口径")]);
    assert!(out.starts_with(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"320\" height=\"200.5\" \
         viewBox=\"0 0 320 200.5\" font-family=\"system-ui,&quot;PingFang SC&quot;"
    ));
    assert!(out.contains("<title>常住人口 &lt;2020&gt;</title>\n<desc>单位：万人 &amp; 口径</desc>"));
    assert!(out.contains(
        "<text x=\"160\" y=\"26.84\" font-size=\"18\" font-weight=\"600\" text-anchor=\"middle\" fill=\"#1b2733\" \
         stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\">"
    ));
    assert!(!out.contains("style=") && !out.contains("<script"));
}

#[test]
fn marks_carry_their_label() {
    let rect = Shape::Rect(Rect { x: 1.0, y: 2.0, width: 3.0, height: 4.0 });
    let node = Node::new(rect, Style::fill(INK), Role::Mark).label("市南区：48.5 万人".into());
    let out = written(vec![node]);
    assert!(out.contains(
        "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" fill=\"#1b2733\"><title>市南区：48.5 万人</title></rect>"
    ));
}

#[test]
fn many_points_share_one_paint() {
    let points = |radius| {
        let shape = Shape::Points(Points::new(vec![(point(5.0, 2.0), 1), (point(1.0, 2.5), 0)], radius));
        written(vec![Node::new(shape, Style::fill(INK), Role::Mark).label("两个点".into())])
    };
    assert!(points(1.5).contains(
        "<g fill=\"#1b2733\"><title>两个点</title><circle cx=\"1\" cy=\"2.5\" r=\"1.5\"/>\
         <circle cx=\"5\" cy=\"2\" r=\"1.5\"/></g>"
    ));
    assert!(!points(0.0).contains("circle"));
}

#[test]
fn open_runs_are_not_filled() {
    let path = Path { subpaths: vec![square(0.0, 10.0, true), square(50.0, 9.0, false)] };
    let style = Style { fill: Some(Fill::Solid(INK)), stroke: Some(Stroke::solid(INK, 1.5)) };
    let out = written(vec![Node::new(Shape::Path(path), style, Role::Mark)]);
    assert!(
        out.contains("<path d=\"M0 0l10 0 0 10-10 0Z\" fill-rule=\"evenodd\" fill=\"#1b2733\"/>"),
        "{out}"
    );
    let line = "<path d=\"M0 0l10 0 0 10-10 0ZM50 50l9 0 0 9-9 0\" stroke-linejoin=\"round\" fill=\"none\"";
    assert!(out.contains(line), "{out}");
}

#[test]
fn rounded_steps_add_up_to_where_the_line_ends() {
    let points: Vec<_> =
        (0..1000).map(|i| point(f64::from(i) * 0.333, 7.0 - f64::from(i) * 0.0011)).collect();
    let end = *points.last().unwrap();
    let out = written(vec![Node::new(Shape::Path(Path::line(points)), Style::stroke(INK, 1.0), Role::Mark)]);
    let data = out.split("d=\"M0 7l").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let numbers: Vec<f64> = data.replace('-', " -").split_whitespace().map(|n| n.parse().unwrap()).collect();
    let sum = |offset: usize| numbers.iter().skip(offset).step_by(2).sum::<f64>();
    assert!((sum(0) - end.x).abs() < 0.006 && (7.0 + sum(1) - end.y).abs() < 0.006, "{data}");
}

#[test]
fn clips_and_hatches_are_defined_once() {
    let hatch = Style { fill: Some(Fill::Hatch { ground: Color::hex(0xF1F3F5), line: INK }), stroke: None };
    let shape = |x| Shape::Path(Path { subpaths: vec![square(x, 5.0, true)] });
    let nodes = vec![Node::new(shape(0.0), hatch, Role::Mark), Node::new(shape(9.0), hatch, Role::Mark)];
    let clip = Some(Rect { x: 0.5, y: 0.0, width: 9.0, height: 9.0 });
    let out = written(vec![Node::new(Shape::Group { clip, nodes }, Style::default(), Role::Ornament)]);
    assert_eq!(out.matches("<pattern id=\"hatch_241_243_245_255_27_39_51_255\"").count(), 1, "{out}");
    assert_eq!(out.matches("fill=\"url(#hatch_241_243_245_255_27_39_51_255)\"").count(), 2, "{out}");
    let frame = "<rect x=\"0.5\" y=\"0\" width=\"9\" height=\"9\"/>";
    assert!(out.contains(&format!("<clipPath id=\"clip_0.5_0_9_9\">{frame}</clipPath>")), "{out}");
    assert!(out.contains("<g clip-path=\"url(#clip_0.5_0_9_9)\">"), "{out}");
}

#[test]
fn what_is_not_a_number_is_left_out() {
    let circle = Shape::Circle { center: point(f64::NAN, 1.0), radius: 2.0 };
    let out = written(vec![Node::new(circle, Style::fill(INK), Role::Mark)]);
    assert!(!out.contains("<circle") && !out.contains("NaN"));
}

#[test]
fn a_tilted_text_turns_about_its_position() {
    let text = run("即墨区", (40.0, 60.0), Font::regular(12.0), Anchor::End, Baseline::Middle);
    let tilted = Text { tilted: true, ..text.clone() };
    let paint = |text| written(vec![Node::new(Shape::Text(text), Style::fill(INK), Role::Guide)]);
    assert!(paint(tilted).contains(r#"x="40" y="64.56" transform="rotate(-45 40 60)""#));
    assert!(!paint(text).contains("transform"));
}
