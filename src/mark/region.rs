//! A district filled by the class of its value.

use crate::geometry::Path;
use crate::scene::{Builder, Color, DatumKey, Fill, Node, Role, Shape, Stroke, Style};

/// A filled region with a thin border.
pub fn region(out: &mut Builder, path: Path, fill: Fill, border: Color, datum: DatumKey, label: String) {
    let style = Style { fill: Some(fill), stroke: Some(Stroke::solid(border, 1.0)) };
    out.push(Node::new(Shape::Path(path), style, Role::Mark).datum(datum).label(label));
}
