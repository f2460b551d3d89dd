//! Text of marks: outside them with a halo of the ground, inside them in an ink that can be read on their fill.

use crate::scene::{Color, DatumKey, Node, Role, Shape, Style, Text};
use crate::theme::Theme;

/// Text beside a mark; its halo keeps grid lines out of the digits.
pub fn beside(text: Text, color: Color, theme: &Theme, datum: DatumKey) -> Node {
    let text = Text { halo: Some(theme.ground), ..text };
    Node::new(Shape::Text(text), Style::fill(color), Role::MarkLabel).datum(datum)
}

/// Text inside a mark filled with `fill`.
pub fn inside(text: Text, fill: Color, theme: &Theme, datum: DatumKey) -> Node {
    Node::new(Shape::Text(text), Style::fill(theme.ink_on(fill)), Role::MarkLabel).datum(datum)
}
