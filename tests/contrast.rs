//! Colours keep the contrast of the visual spec, computed from what is drawn: marks against what they lie on, the
//! classes of a scale against one another, the focus ring against whatever is beside it.

#![allow(clippy::unwrap_used)]

#[path = "support/cases.rs"]
mod cases;

use cases::{each, nodes};
use qdviz::compose::{base, overlay};
use qdviz::config::{Chart, Kind, Panel};
use qdviz::geometry::Point;
use qdviz::scale::method::Method;
use qdviz::scene::color::contrast;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{Color, DatumKey, Fill, Node, Role, Shape, Stroke};
use qdviz::state::State;
use qdviz::theme::{DARK, LIGHT, Theme};

/// Contrast that what carries meaning needs against what is beside it (WCAG 2.1, 1.4.11).
const MARK: f64 = 3.0;

/// What a translucent colour looks like on a ground.
fn on(color: Color, ground: Color) -> Color {
    ground.mix(color.alpha(255), f64::from(color.alpha) / 255.0)
}

/// The middle of a shape that can be filled.
fn middle(node: &Node) -> Option<Point> {
    match &node.shape {
        Shape::Rect(rect) => Some(rect.center()),
        Shape::Circle { center, .. } => Some(*center),
        Shape::Path(path) => path.bounds().map(|bounds| bounds.center()),
        _ => None,
    }
}

fn covers(node: &Node, at: Point) -> bool {
    match &node.shape {
        Shape::Rect(rect) => rect.contains(at),
        Shape::Circle { center, radius } => center.distance(at) <= *radius,
        Shape::Path(path) => path.contains(at),
        _ => false,
    }
}

/// What a mark lies on: the uppermost solid shape below it that is no mark itself.
fn ground_of(nodes: &[&Node], position: usize, theme: &Theme) -> Color {
    let at = middle(nodes[position]);
    let solid = |node: &&Node| match node.style.fill? {
        Fill::Solid(color) if color.alpha == 255 && node.role != Role::Mark => {
            covers(node, at?).then_some(color)
        }
        _ => None,
    };
    nodes[..position].iter().rev().find_map(solid).unwrap_or(theme.ground)
}

/// Whether the colour of a mark is one of a scale of classes: they are to be told from one another, not each from the
/// ground.
fn is_class(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Map { .. }
            | Kind::Chart(
                Chart::Heatmap | Chart::Calendar | Chart::Tiles | Chart::Dorling | Chart::Bivariate
            )
    )
}

/// The best contrast of a mark with what is beside it: of its inside or its outline with what it lies on, or of its
/// inside with its outline. `None` where nothing is painted, or a frame for the text in it.
fn best(node: &Node, ground: Color) -> Option<f64> {
    let stroke = node.style.stroke.map(|stroke| on(stroke.color, ground));
    let fill = node.style.fill.map(|fill| on(fill.ink(), ground));
    let own = match node.style.fill {
        // What is hatched is told by its lines.
        Some(Fill::Hatch { ground, line }) => vec![contrast(line, ground)],
        _ => {
            let inner = fill.zip(stroke).map(|(fill, stroke)| contrast(fill, stroke));
            fill.into_iter().chain(stroke).map(|color| contrast(color, ground)).chain(inner).collect()
        }
    };
    own.into_iter().reduce(f64::max).filter(|ratio| !is_frame(node, ground) || *ratio >= MARK)
}

/// Whether a mark has the colour of what it lies on: its outline, or what is written in it, has to tell it.
fn is_frame(node: &Node, ground: Color) -> bool {
    node.style.fill == Some(Fill::Solid(ground))
}

#[test]
fn marks_stand_out_from_what_they_lie_on() {
    for theme in [&LIGHT, &DARK] {
        each(theme, &|loaded, scene, found| {
            let nodes = nodes(scene);
            for (i, node) in nodes.iter().enumerate().filter(|(_, node)| node.role == Role::Mark) {
                let kind = node.datum.map(|key| loaded.spec.panels[key.panel as usize].kind);
                let is_solid = matches!(node.style.fill, Some(Fill::Solid(_)));
                let ground = ground_of(&nodes, i, theme);
                match best(node, ground) {
                    Some(ratio) if ratio < MARK && !(is_solid && kind.is_some_and(is_class)) => {
                        found.push(format!(
                            "{:?} on {} has {ratio:.2}: {:?}",
                            node.style,
                            ground.css(),
                            node.label
                        ));
                    }
                    _ => {}
                }
            }
        });
    }
}

/// What has neither colour nor outline has words.
#[test]
fn marks_of_no_colour_say_what_they_are_in_words() {
    each(&LIGHT, &|_, scene, found| {
        let nodes = nodes(scene);
        let has_text = |key: DatumKey| {
            nodes.iter().any(|node| matches!(node.shape, Shape::Text(_)) && node.datum == Some(key))
        };
        for node in nodes.iter().filter(|node| node.role == Role::Mark) {
            let is_seen = !is_frame(node, LIGHT.ground) || best(node, LIGHT.ground).is_some();
            if !is_seen && !node.datum.is_some_and(has_text) {
                found.push(format!("{:?} cannot be seen", node.label));
            }
        }
    });
}

#[test]
fn classes_of_a_scale_are_told_from_one_another() {
    for theme in [&LIGHT, &DARK] {
        each(theme, &|loaded, scene, found| {
            // Without classes the strongest colour stands at the end of the ramp, which no value has to reach.
            let has_classes =
                |panel: &Panel| is_class(panel.kind) && panel.options.classing.method != Some(Method::None);
            for (panel, _) in loaded.spec.panels.iter().enumerate().filter(|(_, panel)| has_classes(panel)) {
                let of_panel = |node: &&Node| {
                    node.role == Role::Mark && node.datum.is_some_and(|key| key.panel as usize == panel)
                };
                let color = |node: &Node| match node.style.fill {
                    Some(Fill::Solid(color)) => Some(color),
                    _ => None,
                };
                let colors: Vec<Color> =
                    nodes(scene).into_iter().filter(|node| of_panel(node)).filter_map(color).collect();
                let luminances = colors.iter().map(|color| color.luminance());
                let (low, high) =
                    luminances.fold((1.0f64, 0.0f64), |(low, high), own| (low.min(own), high.max(own)));
                let spread = (high + 0.05) / (low + 0.05);
                let each = colors.iter().map(|color| contrast(*color, theme.ground)).fold(21.0, f64::min);
                if spread < MARK && each < MARK {
                    found.push(format!("classes have {spread:.2}, against the ground {each:.2}"));
                }
            }
        });
    }
}

/// The focus ring is a line of the brand on a wider one of the ground: whatever colour lies below, one of the two meets
/// the other.
#[test]
fn what_the_keyboard_has_reached_has_a_ring_that_stands_out() {
    for theme in [&LIGHT, &DARK] {
        for (name, loaded) in cases::drawn() {
            let picture = base(&loaded, 600.0, theme, &FixedMeasure);
            let ends = picture.tracks.iter().flat_map(|track| [track.first(), track.last()]);
            for key in ends.flatten() {
                let state = State { focus: Some(*key), ..State::default() };
                let above = overlay(&loaded, &picture, &state, theme);
                let strokes: Vec<Stroke> =
                    nodes(&above).iter().filter_map(|node| node.style.stroke).collect();
                let is_ring = |pair: &[Stroke]| {
                    pair[1].width >= 2.0
                        && pair[0].width >= pair[1].width + 2.0
                        && contrast(pair[0].color, pair[1].color) >= MARK
                };
                assert!(strokes.windows(2).any(is_ring), "{name}: no ring around {key:?}");
            }
        }
    }
}

#[test]
fn lines_of_figures_stand_out_from_the_ground() {
    for theme in [&LIGHT, &DARK] {
        each(theme, &|_, scene, found| {
            let nodes = nodes(scene);
            let lines = nodes
                .iter()
                .enumerate()
                .filter(|(_, node)| node.role == Role::MarkLabel && node.style.fill.is_none());
            for (i, node) in lines {
                let ground = ground_of(&nodes, i, theme);
                // A line of the ground keeps crossing lines apart.
                let color = node.style.stroke.map(|stroke| on(stroke.color, ground));
                if let Some(color) =
                    color.filter(|color| *color != theme.ground && contrast(*color, ground) < MARK)
                {
                    found.push(format!("a line of {} on {}", color.css(), ground.css()));
                }
            }
        });
    }
}
