//! A map that can be looked at more closely: the part that is shown, the buttons for it, the scale.

use super::Context;
use super::plan::{Plan, Sheet};
use crate::geometry::{Path, Point, Rect, point};
use crate::scene::builder::run;
use crate::scene::{
    Anchor, Baseline, Builder, DatumKey, Fill, Node, Part, Role, Shape, Stroke, Style, WINDOW_ALL,
    WINDOW_CLOSER, WINDOW_WIDER,
};
use crate::theme::LABEL;
use crate::topology::Bounds;
use crate::topology::camera::Frame;

/// What a finger hits of a button, and what is drawn of it.
const TARGET: f64 = 44.0;
const BUTTON: f64 = 32.0;
/// Half the length of a stroke of + and −.
const ARM: f64 = 6.0;
/// No scale is longer.
const LONGEST: f64 = 110.0;
const BAR: f64 = 26.0;

/// The frame of a map that a view lets its visitors look at more closely, as `plan` lays it out in `rect`.
pub fn frame(cx: &Context, bounds: &Bounds, plan: &Plan, rect: Rect) -> Option<Frame> {
    let inset = plan.inset.as_ref().map(|inset| (inset.sheet.rect, inset.sheet.projection));
    let whole = Frame { rect, bounds: *bounds, camera: None, now: plan.main.projection, inset };
    let frame = cx.camera.map_or(whole, |camera| whole.through(camera));
    cx.panel.options.zoom.then_some(frame)
}

/// Only the part that is looked at, in the room of the whole map and its inset: what is below it stays where it is.
pub fn part(frame: &Frame, plan: Plan) -> Plan {
    match frame.camera {
        Some(_) => Plan { main: Sheet { rect: frame.rect, projection: frame.now }, inset: None, ..plan },
        None => plan,
    }
}

/// Whether a district goes on beyond the edge.
pub fn is_cut(frame: &Frame, path: &Path) -> bool {
    path.bounds().is_some_and(|bounds| !frame.rect.grown(-0.5).encloses(&bounds))
}

/// Where labels may not stand.
pub fn kept(frame: &Frame) -> Vec<Rect> {
    let scale = scale(frame).map(|(length, _)| plate(frame, length));
    (0..3).map(|i| target(frame, i)).chain(scale).collect()
}

/// The buttons and the scale, over the map.
pub fn draw(cx: &Context, out: &mut Builder, frame: &Frame) {
    out.maps.push((cx.index, *frame));
    let label = |zoom: f64| if zoom > 1.0 { "" } else { "，已是全图" };
    let said = label(frame.camera.map_or(1.0, |camera| camera.zoom));
    let buttons = [
        (WINDOW_CLOSER, String::from("按钮：放大地图")),
        (WINDOW_WIDER, ["按钮：缩小地图", said].concat()),
        (WINDOW_ALL, ["按钮：显示全图", said].concat()),
    ];
    for (i, (row, spoken)) in buttons.into_iter().enumerate() {
        let target = target(frame, i);
        face(cx, out, row, target.grown((BUTTON - TARGET) / 2.0));
        let key = DatumKey { panel: cx.index, part: Part::Window, row };
        out.push(Node::new(Shape::Rect(target), Style::default(), Role::Control).datum(key).label(spoken));
    }
    if let Some((length, words)) = scale(frame) {
        ruler(cx, out, plate(frame, length), length, words);
    }
}

/// One below the other, at the upper right.
fn target(frame: &Frame, i: usize) -> Rect {
    let x = frame.rect.right() - TARGET;
    Rect { x, y: frame.rect.y + i as f64 * TARGET, width: TARGET, height: TARGET }
}

fn face(cx: &Context, out: &mut Builder, row: u32, rect: Rect) {
    let edge = Some(Stroke::solid(cx.theme.ink_3, 1.0));
    let style = Style { fill: Some(Fill::Solid(cx.theme.ground)), stroke: edge };
    out.push(Node::new(Shape::Rect(rect), style, Role::Ornament));
    let (middle, ink) = (rect.center(), Stroke::solid(cx.theme.ink, 2.0));
    if row == WINDOW_ALL {
        let text = run("全图", (middle.x, middle.y), LABEL, Anchor::Middle, Baseline::Middle);
        return out.text(text, cx.theme.ink, Role::Guide);
    }
    out.line(point(middle.x - ARM, middle.y), point(middle.x + ARM, middle.y), ink, Role::Guide);
    if row == WINDOW_CLOSER {
        out.line(point(middle.x, middle.y - ARM), point(middle.x, middle.y + ARM), ink, Role::Guide);
    }
}

/// The length of the scale in pixels and what it says, where a part of the map is shown: 1, 2 or 5 times a power of ten.
fn scale(frame: &Frame) -> Option<(f64, String)> {
    frame.camera?;
    let metre = frame.kilometres() * 1000.0;
    let longest = LONGEST.min(frame.rect.width / 3.0);
    let lengths = (0..8).flat_map(|power| [1, 2, 5].map(|digit| digit * 10u32.pow(power)));
    let metres = lengths.take_while(|metres| f64::from(*metres) / metre <= longest).last()?;
    let words = match metres {
        1000.. => [&(metres / 1000).to_string(), " 千米"].concat(),
        _ => [&metres.to_string(), " 米"].concat(),
    };
    Some((f64::from(metres) / metre, words))
}

/// The ground of a scale of that length, at the lower right.
fn plate(frame: &Frame, length: f64) -> Rect {
    let width = length.max(44.0) + 12.0;
    Rect { x: frame.rect.right() - width, y: frame.rect.bottom() - BAR, width, height: BAR }
}

fn ruler(cx: &Context, out: &mut Builder, plate: Rect, length: f64, words: String) {
    out.push(Node::new(Shape::Rect(plate), Style::fill(cx.theme.ground), Role::Ornament));
    let middle = plate.center().x;
    let text = run(words, (middle, plate.y + 10.0), LABEL, Anchor::Middle, Baseline::Middle);
    out.text(text, cx.theme.ink, Role::Guide);
    let ends = [middle - length / 2.0, middle + length / 2.0];
    let (y, ink) = (plate.bottom() - 4.0, Stroke::solid(cx.theme.ink, 1.5));
    let mut line = |from: Point, to: Point| out.line(from, to, ink, Role::Guide);
    line(point(ends[0], y), point(ends[1], y));
    ends.into_iter().for_each(|x| line(point(x, y - 4.0), point(x, y)));
}
