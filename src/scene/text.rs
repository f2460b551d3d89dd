//! Text as the layout sees it: fonts, anchors, and how wide a run is.

/// Stroke weight of a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    Bold,
}

/// Size and weight; the family is one for all text of a widget.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Height of the em square in CSS pixels.
    pub size: f64,
    /// Stroke weight.
    pub weight: Weight,
}

impl Font {
    /// A regular font of that size.
    pub const fn regular(size: f64) -> Font {
        Font { size, weight: Weight::Regular }
    }

    /// A bold font of that size.
    pub const fn bold(size: f64) -> Font {
        Font { size, weight: Weight::Bold }
    }
}

/// The family list of all text: what the visitor's system has, Chinese faces by name.
pub const FAMILY: &str = "system-ui,\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif";

/// Width of the line a halo is drawn with under the glyphs, in CSS pixels: half of it shows on each side.
pub const HALO: f64 = 3.0;

/// Which end of a run lies at its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// Which height of a run lies at its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// Upper edge of the em square.
    Top,
    /// Middle of the em square.
    Middle,
    /// Lower edge of the em square.
    Bottom,
}

/// How wide text comes out: the browser asks its canvas, everything else the fixed table.
pub trait TextMeasure {
    /// Advance of `text` in CSS pixels.
    fn width(&self, text: &str, font: &Font) -> f64;
}

/// Advances as in Noto Sans CJK SC, for layout without a browser: exact enough that what fits here fits there.
#[derive(Clone, Copy, Debug, Default)]
pub struct FixedMeasure;

impl TextMeasure for FixedMeasure {
    fn width(&self, text: &str, font: &Font) -> f64 {
        // Bold Latin is wider; Chinese characters are not.
        let latin = if font.weight == Weight::Bold { 1.08 } else { 1.0 };
        let width = |c: char| if advance(c) < 1.0 { advance(c) * latin } else { 1.0 };
        text.chars().map(width).sum::<f64>() * font.size
    }
}

/// Advance of one character in em.
fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 0.28,
        '—' | '…' | '“' | '”' => 1.0,
        ' ' => 0.22,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '·' | '/' => 0.36,
        'm' | 'M' | 'W' | 'w' | '%' | '@' => 0.9,
        'A'..='Z' => 0.65,
        '0'..='9' | 'a'..='z' | '+' | '−' | '–' | '–'..='‗' => 0.56,
        c if (c as u32) < 0x2E80 => 0.6,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_han_characters_are_six_em() {
        let width = FixedMeasure.width("青岛常住人口", &Font::regular(20.0));
        assert_eq!(width, 120.0);
    }
}
