//! From one scene to another: marks keep their identity and move; everything else is as in the later one.

use super::{DatumKey, Node, Role, Scene, Shape};
use crate::geometry::{Path, Point, Rect, Subpath, point};

/// The scene at `t` (0–1) of the way from `before` to `after`: marks and their labels that both have, by key, role and
/// order, lie between their two places. Movement eases out, so that the end is reached without a jolt.
pub fn between(before: &Scene, after: &Scene, t: f64) -> Scene {
    let t = t.clamp(0.0, 1.0);
    let eased = 1.0 - (1.0 - t) * (1.0 - t) * (1.0 - t);
    let mut known: Vec<(Identity, &Node)> = movable(before);
    known.sort_by_key(|(identity, _)| *identity);
    let mut nodes = after.nodes.clone();
    let identities: Vec<Identity> = movable(after).into_iter().map(|(identity, _)| identity).collect();
    let moving = nodes.iter_mut().filter(|node| is_movable(node));
    for (node, identity) in moving.zip(identities) {
        if let Ok(position) = known.binary_search_by_key(&identity, |(identity, _)| *identity)
            && let Some(shape) = shape(&known[position].1.shape, &node.shape, eased)
        {
            node.shape = shape;
        }
    }
    Scene { size: after.size, nodes }
}

/// Key, whether it is a label, and which of several of the same.
type Identity = (DatumKey, bool, usize);

fn is_movable(node: &Node) -> bool {
    node.datum.is_some() && matches!(node.role, Role::Mark | Role::MarkLabel)
}

fn movable(scene: &Scene) -> Vec<(Identity, &Node)> {
    let mut counted: Vec<((DatumKey, bool), usize)> = Vec::new();
    let mut found: Vec<(Identity, &Node)> = Vec::new();
    for node in scene.nodes.iter().filter(|node| is_movable(node)) {
        let Some(key) = node.datum else { continue };
        let own = (key, node.role == Role::MarkLabel);
        // Marks of one datum follow one another, or nearly so.
        let count = match counted.iter_mut().rev().take(16).find(|(known, _)| *known == own) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                counted.push((own, 0));
                0
            }
        };
        found.push(((own.0, own.1, count), node));
    }
    found
}

/// The shape between two of one kind; `None` where there is none, and the later one simply stands.
fn shape(a: &Shape, b: &Shape, t: f64) -> Option<Shape> {
    let number = |a: f64, b: f64| a + (b - a) * t;
    let place = |a: Point, b: Point| point(number(a.x, b.x), number(a.y, b.y));
    Some(match (a, b) {
        (Shape::Rect(a), Shape::Rect(b)) => Shape::Rect(Rect {
            x: number(a.x, b.x),
            y: number(a.y, b.y),
            width: number(a.width, b.width),
            height: number(a.height, b.height),
        }),
        (Shape::Circle { center: a, radius: r }, Shape::Circle { center: b, radius: s }) => {
            Shape::Circle { center: place(*a, *b), radius: number(*r, *s) }
        }
        (Shape::Text(a), Shape::Text(b)) => {
            let mut text = b.clone();
            text.at = place(a.at, b.at);
            Shape::Text(text)
        }
        (Shape::Path(a), Shape::Path(b)) if a.subpaths.len() == b.subpaths.len() => {
            let runs = a.subpaths.iter().zip(&b.subpaths);
            let alike = runs.clone().all(|(a, b)| a.points.len() == b.points.len());
            let run = |(a, b): (&Subpath, &Subpath)| Subpath {
                points: a.points.iter().zip(&b.points).map(|(a, b)| place(*a, *b)).collect(),
                closed: b.closed,
            };
            return alike.then(|| Shape::Path(Path { subpaths: runs.map(run).collect() }));
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Size, Style};

    fn bar(row: u32, x: f64) -> Node {
        let rect = Rect { x, y: 0.0, width: 10.0, height: 20.0 };
        Node::new(Shape::Rect(rect), Style::default(), Role::Mark).datum(DatumKey::of_row(0, row))
    }

    fn scene(nodes: Vec<Node>) -> Scene {
        Scene { size: Size { width: 100.0, height: 50.0 }, nodes }
    }

    fn lefts(scene: &Scene) -> Vec<f64> {
        let left = |node: &Node| if let Shape::Rect(rect) = node.shape { rect.x } else { f64::NAN };
        scene.nodes.iter().map(left).collect()
    }

    #[test]
    fn marks_move_by_their_key_and_new_ones_stand_at_once() {
        let before = scene(vec![bar(1, 0.0), bar(2, 40.0)]);
        let after = scene(vec![bar(2, 0.0), bar(1, 40.0), bar(3, 80.0)]);
        assert_eq!(lefts(&between(&before, &after, 0.0)), [40.0, 0.0, 80.0]);
        assert_eq!(lefts(&between(&before, &after, 1.0)), lefts(&after));
        let middle = lefts(&between(&before, &after, 0.5));
        assert_eq!(middle, [5.0, 35.0, 80.0], "eased: seven eighths of the way");
    }

    #[test]
    fn several_marks_of_one_datum_keep_their_order() {
        let before = scene(vec![bar(1, 0.0), bar(1, 10.0)]);
        let after = scene(vec![bar(1, 20.0), bar(1, 30.0)]);
        assert_eq!(lefts(&between(&before, &after, 0.0)), [0.0, 10.0]);
    }

    #[test]
    fn another_shape_does_not_move() {
        let mut other = bar(1, 0.0);
        other.shape = Shape::Circle { center: point(5.0, 5.0), radius: 2.0 };
        let after = scene(vec![bar(1, 20.0)]);
        assert_eq!(between(&scene(vec![other]), &after, 0.0), after);
    }
}
