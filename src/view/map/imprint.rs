//! What a public map says of itself in its lower left corner: its approval number, or that it is a sketch.

use super::Context;
use crate::guide::caption::paragraph;
use crate::scene::Builder;
use crate::theme::LABEL;

/// Between the map and its words.
const GAP: f64 = 4.0;
const LINE: f64 = 17.0;

/// Without an approval number a map of boundaries may only call itself a sketch.
fn words(cx: &Context) -> String {
    match cx.approval {
        "" => "示意图".into(),
        approval => ["审图号：", approval].concat(),
    }
}

/// The height that it takes below the map.
pub fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    GAP + out.wrap(&words(cx), LABEL, width).len() as f64 * LINE
}

/// Writes it below the map whose lower left corner is given, on as many lines as it needs: never cut, never over land.
/// Returns where it ends.
pub fn draw(cx: &Context, out: &mut Builder, at: (f64, f64), width: f64) -> f64 {
    paragraph(out, &words(cx), (at.0, at.1 + GAP), width, LABEL, cx.theme.ink_2)
}
