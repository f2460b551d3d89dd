//! A scene as text: what a screen reader gets to say.

use crate::scene::{Node, Role, Scene, Shape};
use std::collections::BTreeSet;

/// The captions, then the labels of all marks from bottom to top, a line each. Nothing is said twice.
pub fn outline(scene: &Scene) -> Vec<String> {
    let mut lines = Vec::new();
    let mut said = BTreeSet::new();
    for role in [Role::Caption, Role::Mark] {
        scene.walk(&mut |node| {
            if node.role == role {
                let words = words(node).trim();
                if !words.is_empty() && said.insert(words) {
                    lines.push(words.to_string());
                }
            }
        });
    }
    lines
}

/// The label; where there is none, what a caption itself reads.
fn words(node: &Node) -> &str {
    match (&node.label, &node.shape) {
        (Some(label), _) => label,
        (None, Shape::Text(text)) if node.role == Role::Caption => &text.content,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Rect, point};
    use crate::scene::builder::run;
    use crate::scene::{Anchor, Baseline, Font, Size, Style};

    fn mark(label: &str) -> Node {
        Node::new(Shape::Rect(Rect::default()), Style::default(), Role::Mark).label(label.into())
    }

    fn caption(content: &str) -> Node {
        let (anchor, baseline) = (Anchor::Start, Baseline::Top);
        let (at, font) = (point(0.0, 0.0), Font::regular(12.0));
        let text = run(content, (at.x, at.y), font, anchor, baseline);
        Node::new(Shape::Text(text), Style::default(), Role::Caption)
    }

    #[test]
    fn captions_come_first_and_nothing_twice() {
        let group = Shape::Group {
            clip: None,
            nodes: vec![mark("市南区 48.5"), mark(""), mark("市北区 110.0")],
        };
        let mut axis = mark("轴");
        axis.role = Role::Guide;
        let nodes = vec![
            axis,
            Node::new(group, Style::default(), Role::Ornament),
            mark("市南区 48.5"),
            caption(" 常住人口 "),
            caption(""),
        ];
        let scene = Scene { size: Size::default(), nodes };
        assert_eq!(outline(&scene), ["常住人口", "市南区 48.5", "市北区 110.0"]);
    }
}
