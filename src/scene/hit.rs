//! What lies under the pointer, and where an observation lies on the surface.

use crate::geometry::{Point, Rect, bounds, point};
#[cfg(feature = "charts")]
use crate::scene::Points;
use crate::scene::{DatumKey, Node, Role, Scene, Shape, Style};

/// The observation at a position: the topmost mark that contains it, otherwise the nearest mark at most `reach` CSS
/// pixels away. What a group cuts off is not there. A mark without paint is a pure target: it counts as filled.
pub fn hit(scene: &Scene, at: Point, reach: f64) -> Option<DatumKey> {
    if !(at.x.is_finite() && at.y.is_finite()) {
        return None;
    }
    let mut search = Search { at, best: reach, found: None };
    search.nodes(&scene.nodes, 0.0);
    search.found
}

fn can_be_hit(node: &Node) -> bool {
    matches!(node.role, Role::Mark | Role::Control)
}

struct Search {
    at: Point,
    /// Distance still worth looking at.
    best: f64,
    found: Option<DatumKey>,
}

impl Search {
    /// Looks from the top down; true when a mark contains the position. `outside` is how far off the clips are.
    fn nodes(&mut self, nodes: &[Node], outside: f64) -> bool {
        nodes.iter().rev().any(|node| node.shape.is_finite() && self.node(node, outside))
    }

    fn node(&mut self, node: &Node, outside: f64) -> bool {
        if let Shape::Group { clip, nodes } = &node.shape {
            let outside = clip.map_or(outside, |clip| outside.max(clip.distance(self.at)));
            return outside <= self.best && self.nodes(nodes, outside);
        }
        let Some(datum) = node.datum.filter(|_| can_be_hit(node)) else {
            return false;
        };
        #[cfg(feature = "charts")]
        if let Shape::Points(points) = &node.shape {
            return self.points(points, datum, outside);
        }
        let distance = distance(&node.shape, &node.style, self.at).max(outside);
        // What is pressed is pressed on purpose: only marks are found from afar.
        if node.role == Role::Control && distance > 0.0 {
            return false;
        }
        // The upper of two equally near marks was seen first and stays.
        if distance < self.best || (distance == self.best && self.found.is_none()) {
            self.best = distance;
            self.found = Some(datum);
        }
        distance == 0.0
    }

    /// The nearest of many points: where dots overlap, the one whose middle is nearest.
    #[cfg(feature = "charts")]
    fn points(&mut self, points: &Points, datum: DatumKey, outside: f64) -> bool {
        let Some((middle, row)) = points.nearest(self.at, self.best) else { return false };
        let distance = (middle - points.radius).max(outside).max(0.0);
        if distance < self.best || (distance == self.best && self.found.is_none()) {
            self.best = distance;
            self.found = Some(DatumKey { row, ..datum });
        }
        distance == 0.0
    }
}

/// How far the mark is from a position; 0 on what is painted.
fn distance(shape: &Shape, style: &Style, at: Point) -> f64 {
    let filled = style.fill.is_some() || style.stroke.is_none();
    let outline = match shape {
        Shape::Path(path) if filled && path.contains(at) => 0.0,
        Shape::Path(path) => path.distance(at),
        Shape::Rect(rect) if filled => rect.distance(at),
        Shape::Rect(rect) => frame_distance(rect, at),
        Shape::Circle { center, radius } if filled => center.distance(at) - radius,
        Shape::Circle { center, radius } => (center.distance(at) - radius).abs(),
        _ => f64::INFINITY,
    };
    (outline - style.stroke.map_or(0.0, |stroke| stroke.width / 2.0)).max(0.0)
}

/// Distance to the border of a rectangle, from inside as well.
fn frame_distance(rect: &Rect, at: Point) -> f64 {
    let inside = (at.x - rect.x).min(rect.right() - at.x).min(at.y - rect.y).min(rect.bottom() - at.y);
    if inside > 0.0 { inside } else { rect.distance(at) }
}

/// The visible rectangle of the largest piece of an observation's marks. What else it has, islands or a dot in a legend,
/// is not where it is looked for.
pub fn largest(scene: &Scene, key: DatumKey) -> Option<Rect> {
    let mut largest: Option<Rect> = None;
    pieces(&scene.nodes, key, None, &mut |piece| {
        // A line has no area: a little is added so that its length counts.
        let area = |r: &Rect| (r.width + 0.1) * (r.height + 0.1);
        if largest.is_none_or(|known| area(&piece) > area(&known)) {
            largest = Some(piece);
        }
    });
    largest
}

/// Where a tooltip points: the middle of the largest piece, so that islands do not pull it into the sea.
pub fn anchor(scene: &Scene, key: DatumKey) -> Option<Point> {
    largest(scene, key).map(|piece| piece.center())
}

/// Calls `visit` with the visible rectangle of every connected piece of the observation's marks.
fn pieces(nodes: &[Node], key: DatumKey, clip: Option<Rect>, visit: &mut dyn FnMut(Rect)) {
    let mut visible = |rect: Rect| {
        if let Some(rect) = clip.map_or(Some(rect), |clip| common(&rect, &clip)) {
            visit(rect);
        }
    };
    for node in nodes.iter().filter(|node| node.shape.is_finite()) {
        let own = node.datum == Some(key) && can_be_hit(node);
        match &node.shape {
            Shape::Path(path) if own => {
                for run in &path.subpaths {
                    if let Some(rect) = bounds(&run.points) {
                        visible(rect);
                    }
                }
            }
            Shape::Rect(rect) if own => visible(*rect),
            Shape::Circle { center, radius } if own => {
                visible(Rect { x: center.x, y: center.y, width: 0.0, height: 0.0 }.grown(*radius));
            }
            #[cfg(feature = "charts")]
            Shape::Points(points) if is_of(node, key) => {
                if let Some(center) = points.place(key.row) {
                    visible(points.dot(center));
                }
            }
            Shape::Group { clip: inner, nodes } => match (clip, *inner) {
                (Some(a), Some(b)) => {
                    if let Some(both) = common(&a, &b) {
                        pieces(nodes, key, Some(both), &mut visible);
                    }
                }
                (a, b) => pieces(nodes, key, a.or(b), &mut visible),
            },
            _ => {}
        }
    }
}

/// Whether a node of many points may hold the observation: its datum names the panel, not the row.
#[cfg(feature = "charts")]
fn is_of(node: &Node, key: DatumKey) -> bool {
    let same = |datum: DatumKey| (datum.panel, datum.part) == (key.panel, key.part);
    node.role == Role::Mark && node.datum.is_some_and(same)
}

/// What both cover; `None` when they do not even touch.
fn common(a: &Rect, b: &Rect) -> Option<Rect> {
    let low = point(a.x.max(b.x), a.y.max(b.y));
    let high = point(a.right().min(b.right()), a.bottom().min(b.bottom()));
    (low.x <= high.x && low.y <= high.y).then(|| Rect::between(low, high))
}
