//! Names under an axis that rise by 45° to their ticks: where side by side, even wrapped, they would be cut.

use super::place::thin;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Text};
use crate::theme::LABEL;
use std::f64::consts::FRAC_1_SQRT_2;

/// Longer names are cut; the tooltip has them whole.
const LONGEST: f64 = 110.0;
/// Share of the width that names may take left of a plot.
const MAX_OVERHANG: f64 = 0.2;
/// What parallel names leave free between them.
const GAP: f64 = 2.0;

/// Whether tilting shows more of names that have `width` each than wrapping them into at most `lines` lines does.
pub fn helps<'t>(out: &Builder, mut names: impl Iterator<Item = &'t str>, width: f64, lines: usize) -> bool {
    lines as f64 * width < LONGEST && names.any(|name| out.wrap(name, LABEL, width).len() > lines)
}

/// The height that tilted names take.
pub fn height<'t>(out: &Builder, names: impl Iterator<Item = &'t str>) -> f64 {
    (out.widest(names, LABEL).min(LONGEST) + LABEL.size) * FRAC_1_SQRT_2
}

/// How far names at every `step` pixels of a plot reach beyond its left end, as far as a view of that width allows.
pub fn overhang<'t>(out: &Builder, names: impl Iterator<Item = &'t str>, step: f64, width: f64) -> f64 {
    let beyond = |(i, name): (usize, &str)| {
        let length = out.width(name, LABEL).min(LONGEST) + LABEL.size / 2.0;
        length * FRAC_1_SQRT_2 - (i as f64 + 0.5) * step
    };
    names.enumerate().map(beyond).fold(0.0, f64::max).min(width * MAX_OVERHANG)
}

/// The names whose right ends stand under their places, from left to right, cut where they would pass `left`; `None`
/// for those left out because they would touch another.
pub fn texts<'t>(
    out: &Builder,
    names: impl Iterator<Item = (&'t str, f64)>,
    top: f64,
    left: f64,
) -> Vec<Option<Text>> {
    let half = LABEL.size / 2.0;
    let text = |(name, x): (&str, f64)| {
        let room = (x - left) / FRAC_1_SQRT_2 - half;
        let name = out.ellipsis(name, LABEL, room.min(LONGEST));
        run(name, (x, top + half * FRAC_1_SQRT_2), LABEL, Anchor::End, Baseline::Middle)
    };
    let texts: Vec<Text> = names.map(text).map(|text| Text { tilted: true, ..text }).collect();
    // Across the direction of writing, parallel names are as far apart as their ends along the axis, foreshortened.
    let span = |text: &Text| {
        let middle = text.at.x * FRAC_1_SQRT_2;
        (middle - half, middle + half)
    };
    let spans: Vec<(f64, f64)> = texts.iter().map(span).collect();
    let shown = thin(&spans, GAP);
    texts.into_iter().zip(shown).map(|(text, is_shown)| is_shown.then_some(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::text::FixedMeasure;

    const LONG: &str = "青岛西海岸新区管理委员会";

    #[test]
    fn names_are_tilted_only_where_that_shows_more_of_them() {
        let out = Builder::new(&FixedMeasure);
        let helps = |name: &str, width: f64| helps(&out, [name].into_iter(), width, 4);
        assert!(helps(LONG, 20.0) && helps("Qingdao", 12.0));
        // Three lines of four characters hold it, one of three characters in a stack is read as well.
        assert!(!helps(LONG, 48.0) && !helps("市南区", 13.0));
        assert!(!helps(&LONG.repeat(4), 48.0), "four lines hold more than a tilted one");
    }

    #[test]
    fn tilted_names_end_at_their_places_and_stay_within_their_room() {
        let out = Builder::new(&FixedMeasure);
        let names = [(LONG, 40.0), (LONG, 62.0), (LONG, 200.0), ("市南区", 206.0), ("市北区", 260.0)];
        let texts = texts(&out, names.into_iter(), 100.0, 10.0);
        assert!(texts[3].is_none(), "it would touch the one before");
        for text in texts.iter().flatten() {
            let extent = out.extent(text);
            assert!(extent.x >= 10.0 - 1e-9 && extent.y >= 100.0 - 1e-9, "{extent:?}");
            assert!(extent.bottom() <= 100.0 + height(&out, [LONG].into_iter()) + 1e-9);
            assert!(out.width(&text.content, LABEL) <= LONGEST);
        }
        let [first, _, third, ..] = texts.as_slice() else { unreachable!() };
        let length = |text: &Option<Text>| text.as_ref().map_or(0, |text| text.content.chars().count());
        assert!(length(first) < length(third), "the first has less room");
    }
}
