//! What the pointer finds in a scene, and where an observation lies.

use qdviz::geometry::{Path, Point, Rect, Subpath, point};
use qdviz::scene::hit::{anchor, hit, largest};
use qdviz::scene::{Color, DatumKey, Node, Points, Role, Scene, Shape, Size, Style};

const INK: Color = Color::hex(0x1B2733);

fn key(row: u32) -> DatumKey {
    DatumKey::of_row(0, row)
}

fn mark(shape: Shape, row: u32) -> Node {
    Node::new(shape, Style::fill(INK), Role::Mark).datum(key(row))
}

fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect { x, y, width, height }
}

fn ring(r: Rect) -> Subpath {
    let points =
        vec![point(r.x, r.y), point(r.right(), r.y), point(r.right(), r.bottom()), point(r.x, r.bottom())];
    Subpath { points, closed: true }
}

fn scene(nodes: Vec<Node>) -> Scene {
    Scene { size: Size { width: 100.0, height: 100.0 }, nodes }
}

fn row_at(nodes: Vec<Node>, at: Point, reach: f64) -> Option<u32> {
    hit(&scene(nodes), at, reach).map(|key| key.row)
}

fn bars() -> Vec<Node> {
    vec![mark(Shape::Rect(rect(0.0, 0.0, 20.0, 20.0)), 1), mark(Shape::Rect(rect(10.0, 0.0, 20.0, 20.0)), 2)]
}

#[test]
fn the_topmost_mark_wins_where_two_overlap() {
    assert_eq!(row_at(bars(), point(15.0, 5.0), 0.0), Some(2));
    assert_eq!(row_at(bars(), point(5.0, 5.0), 0.0), Some(1));
    assert_eq!(row_at(bars(), point(5.0, 25.0), 4.0), None);
}

#[test]
fn the_nearest_mark_within_reach_is_found() {
    assert_eq!(row_at(bars(), point(34.0, 5.0), 5.0), Some(2));
    assert_eq!(row_at(bars(), point(0.0, 23.0), 5.0), Some(1));
    let small = mark(Shape::Circle { center: point(50.0, 5.0), radius: 2.0 }, 3);
    let nodes = vec![small, bars().remove(1)];
    assert_eq!(row_at(nodes, point(47.0, 5.0), 30.0), Some(3));
}

#[test]
fn containing_beats_being_nearer_on_top() {
    let dot = mark(Shape::Circle { center: point(25.0, 25.0), radius: 1.0 }, 9);
    let nodes = vec![mark(Shape::Rect(rect(0.0, 0.0, 22.0, 40.0)), 1), dot];
    assert_eq!(row_at(nodes, point(21.9, 25.0), 8.0), Some(1));
}

#[test]
fn holes_and_clips_are_not_there() {
    let district =
        Path { subpaths: vec![ring(rect(0.0, 0.0, 60.0, 60.0)), ring(rect(20.0, 20.0, 20.0, 20.0))] };
    let shape = Shape::Path(district);
    assert_eq!(row_at(vec![mark(shape.clone(), 4)], point(10.0, 10.0), 0.0), Some(4));
    assert_eq!(row_at(vec![mark(shape.clone(), 4)], point(30.0, 30.0), 5.0), None);
    let group = |clip| {
        Node::new(
            Shape::Group { clip, nodes: vec![mark(shape.clone(), 4)] },
            Style::default(),
            Role::Ornament,
        )
    };
    let clip = Some(rect(0.0, 0.0, 8.0, 60.0));
    assert_eq!(row_at(vec![group(clip)], point(10.0, 10.0), 1.0), None);
    assert_eq!(row_at(vec![group(clip)], point(10.0, 10.0), 3.0), Some(4));
    assert_eq!(row_at(vec![group(None)], point(10.0, 10.0), 0.0), Some(4));
}

#[test]
fn lines_are_hit_on_their_stroke_only_and_unpainted_marks_all_over() {
    let ring = Path { subpaths: vec![ring(rect(0.0, 0.0, 40.0, 40.0))] };
    let mut outline = mark(Shape::Path(ring), 5);
    outline.style = Style::stroke(INK, 4.0);
    assert_eq!(row_at(vec![outline.clone()], point(20.0, 1.9), 0.0), Some(5));
    assert_eq!(row_at(vec![outline.clone()], point(20.0, 20.0), 5.0), None);
    outline.style = Style::default();
    assert_eq!(row_at(vec![outline], point(20.0, 20.0), 0.0), Some(5));
}

#[test]
fn guides_and_broken_marks_are_never_hit() {
    let mut guide = mark(Shape::Rect(rect(0.0, 0.0, 50.0, 50.0)), 6);
    guide.role = Role::Guide;
    let broken = mark(Shape::Rect(rect(f64::NAN, 0.0, 50.0, 50.0)), 7);
    assert_eq!(row_at(vec![guide, broken], point(5.0, 5.0), 50.0), None);
    assert_eq!(row_at(bars(), point(f64::NAN, 5.0), 5.0), None);
}

#[test]
fn an_observation_is_where_its_largest_visible_piece_is() {
    let islands = Path { subpaths: vec![ring(rect(0.0, 0.0, 4.0, 4.0)), ring(rect(40.0, 40.0, 30.0, 10.0))] };
    let nodes = vec![mark(Shape::Path(islands), 8)];
    let open = scene(nodes.clone());
    assert_eq!(largest(&open, key(8)), Some(rect(40.0, 40.0, 30.0, 10.0)));
    assert_eq!(anchor(&open, key(8)), Some(point(55.0, 45.0)));
    assert_eq!(largest(&open, key(1)), None);
    let clip = Some(rect(0.0, 0.0, 50.0, 100.0));
    let inner = Node::new(Shape::Group { clip, nodes }, Style::default(), Role::Ornament);
    let outer = Shape::Group { clip: Some(rect(2.0, 0.0, 90.0, 45.0)), nodes: vec![inner] };
    let clipped = scene(vec![Node::new(outer, Style::default(), Role::Ornament)]);
    assert_eq!(largest(&clipped, key(8)), Some(rect(40.0, 40.0, 10.0, 5.0)));
}

#[test]
fn one_node_of_many_points_answers_for_each_row() {
    let places = (0..100_000u32).rev().map(|row| (point(f64::from(row) / 1000.0, 50.0), row));
    let dots = mark(Shape::Points(Points::new(places.collect(), 2.0)), 0);
    let nodes = || vec![mark(Shape::Rect(rect(0.0, 0.0, 100.0, 10.0)), 7), dots.clone()];
    assert_eq!(row_at(nodes(), point(31.4, 50.5), 0.0), Some(31_400));
    assert_eq!(row_at(nodes(), point(31.4, 58.0), 22.0), Some(31_400));
    assert_eq!(row_at(nodes(), point(31.4, 5.0), 60.0), Some(7), "containing beats being near");
    assert_eq!(row_at(nodes(), point(31.4, 80.0), 22.0), None);
    let scene = scene(nodes());
    assert_eq!(anchor(&scene, key(31_400)), Some(point(31.4, 50.0)));
    assert_eq!(largest(&scene, key(31_400)), Some(rect(29.4, 48.0, 4.0, 4.0)));
    assert_eq!(anchor(&scene, key(100_000)), None);
}
