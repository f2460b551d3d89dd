//! Rules that every case keeps at every width: no text over text, nothing beyond the edge, and ink that can be read.

#![allow(clippy::unwrap_used)]

#[path = "support/cases.rs"]
mod cases;
#[path = "support/cover.rs"]
mod cover;

use cases::{each, nodes};
use cover::cover_one_another;
use qdviz::geometry::{Point, Rect, bounds};
use qdviz::scene::builder::run;
use qdviz::scene::color::contrast;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{Anchor, Baseline, Builder, Color, Fill, Font, Node, Shape, Text};
use qdviz::theme::{DARK, LIGHT};

/// Contrast that text needs against what it lies on.
const TEXT: f64 = 4.5;

/// Texts with their place in the list of nodes and the rectangle they cover.
fn texts<'s>(nodes: &[&'s Node]) -> Vec<(usize, &'s Text, Rect)> {
    let builder = Builder::new(&FixedMeasure);
    let text = |(i, node): (usize, &&'s Node)| match &node.shape {
        Shape::Text(text) => Some((i, text, builder.extent(text))),
        _ => None,
    };
    nodes.iter().enumerate().filter_map(text).collect()
}

#[test]
fn tilted_texts_cover_one_another_only_where_they_touch() {
    let text = |x: f64, tilted: bool| Text {
        tilted,
        ..run("青岛市市南区", (x, 100.0), Font::regular(12.0), Anchor::End, Baseline::Middle)
    };
    assert!(!cover_one_another(&text(100.0, true), &text(118.0, true)));
    assert!(cover_one_another(&text(100.0, true), &text(116.0, true)));
    assert!(cover_one_another(&text(100.0, true), &text(100.0, false)));
    assert!(!cover_one_another(&text(100.0, true), &text(190.0, false)));
}

#[test]
fn no_text_lies_over_another_or_beyond_the_edge() {
    each(&LIGHT, &|_, scene, found| {
        let texts = texts(&nodes(scene));
        for (i, (_, text, rect)) in texts.iter().enumerate() {
            let own = rect.grown(-0.01);
            let inside = rect.x >= -0.01 && rect.right() <= scene.size.width + 0.01;
            if !inside || rect.y < -0.01 || rect.bottom() > scene.size.height + 0.01 {
                found.push(format!("“{}” is beyond the edge", text.content));
            }
            for (_, other, place) in &texts[..i] {
                if own.overlaps(&place.grown(-0.01)) && cover_one_another(text, other) {
                    found.push(format!("“{}” lies over “{}”", text.content, other.content));
                }
            }
        }
    });
}

#[test]
fn nothing_is_drawn_beyond_the_edge_and_every_coordinate_is_a_number() {
    each(&LIGHT, &|_, scene, found| {
        let canvas = Rect { x: 0.0, y: 0.0, width: scene.size.width, height: scene.size.height }.grown(0.6);
        for node in nodes(scene) {
            let bounds = match &node.shape {
                Shape::Rect(rect) => Some(*rect),
                Shape::Circle { center, radius } => {
                    Some(Rect { x: center.x, y: center.y, width: 0.0, height: 0.0 }.grown(*radius))
                }
                Shape::Path(path) => path.bounds(),
                Shape::Points(points) => {
                    let dots: Vec<Point> = points.dots().collect();
                    bounds(&dots).map(|rect| rect.grown(points.radius))
                }
                _ => None,
            };
            if !node.shape.is_finite() {
                found.push(format!("{:?} has a coordinate that is no number", node.label));
            } else if bounds.is_some_and(|bounds| !canvas.encloses(&bounds)) {
                found.push(format!("{:?} {:?} is beyond the edge", node.label, bounds));
            }
        }
    });
}

/// The colour that a text lies on: of the last solid shape below its middle, or of its halo.
fn under(nodes: &[&Node], position: usize, text: &Text, rect: &Rect) -> Option<Color> {
    if text.halo.is_some() {
        return text.halo;
    }
    let at = rect.center();
    nodes[..position].iter().rev().find_map(|node| {
        let fill = node.style.fill?;
        let covers = match &node.shape {
            Shape::Rect(rect) => rect.contains(at),
            Shape::Circle { center, radius } => center.distance(at) <= *radius,
            Shape::Path(path) => path.contains(at),
            _ => false,
        };
        let color = match fill {
            Fill::Solid(color) => color,
            Fill::Hatch { ground, .. } => ground,
        };
        (covers && color.alpha == 255).then_some(color)
    })
}

#[test]
fn text_can_be_read_on_what_it_lies_on() {
    for theme in [&LIGHT, &DARK] {
        each(theme, &|_, scene, found| {
            let nodes = nodes(scene);
            for (position, text, rect) in texts(&nodes) {
                let Some(ink) = nodes[position].style.fill.map(Fill::ink) else { continue };
                let ground = under(&nodes, position, text, &rect).unwrap_or(theme.ground);
                let ratio = contrast(ink, ground);
                if ratio < TEXT {
                    found.push(format!("“{}” has {ratio:.1} on {ground:?}", text.content));
                }
            }
        });
    }
}
