//! Text widths from the browser, asked for once.

use super::surface::css_font;
use crate::scene::{Font, TextMeasure};
use std::cell::RefCell;
use web_sys::CanvasRenderingContext2d;

/// How many characters beside ASCII and Chinese are remembered for one font.
const REMEMBERED: usize = 256;

/// Widths by `measureText`: the page is neither touched nor laid out. Characters are measured one by one and
/// remembered; kerning between Latin letters, which only makes a run narrower, is left aside.
pub struct CanvasMeasure {
    context: CanvasRenderingContext2d,
    fonts: RefCell<Vec<Advances>>,
}

/// What is known of one font, in CSS pixels.
struct Advances {
    font: Font,
    /// All Chinese characters are as wide as 国.
    han: f64,
    /// U+0020 to U+007E; negative until asked for.
    ascii: [f64; 95],
    rest: Vec<(char, f64)>,
}

impl CanvasMeasure {
    /// Measures with `context`, whose font it changes.
    pub fn new(context: CanvasRenderingContext2d) -> CanvasMeasure {
        CanvasMeasure { context, fonts: RefCell::default() }
    }

    /// Asks the browser. Half an em a byte stands in when it does not answer.
    fn ask(&self, font: &Font, c: char) -> f64 {
        let mut buffer = [0; 4];
        let text: &str = c.encode_utf8(&mut buffer);
        self.context.set_font(&css_font(font));
        self.context.measure_text(text).map_or(font.size * 0.5 * text.len() as f64, |extent| extent.width())
    }

    fn advance(&self, known: &mut Advances, c: char) -> f64 {
        match c {
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => known.han,
            ' '..='~' => {
                let slot = &mut known.ascii[c as usize - ' ' as usize];
                if *slot < 0.0 {
                    *slot = self.ask(&known.font, c);
                }
                *slot
            }
            _ => {
                if let Some((_, width)) = known.rest.iter().find(|(other, _)| *other == c) {
                    return *width;
                }
                let width = self.ask(&known.font, c);
                if known.rest.len() == REMEMBERED {
                    known.rest.clear();
                }
                known.rest.push((c, width));
                width
            }
        }
    }
}

impl TextMeasure for CanvasMeasure {
    fn width(&self, text: &str, font: &Font) -> f64 {
        let mut fonts = self.fonts.borrow_mut();
        let position = fonts.iter().position(|known| known.font == *font).unwrap_or_else(|| {
            let han = self.ask(font, '国');
            fonts.push(Advances { font: *font, han, ascii: [-1.0; 95], rest: Vec::new() });
            fonts.len() - 1
        });
        let known = &mut fonts[position];
        text.chars().map(|c| self.advance(known, c)).sum()
    }
}
