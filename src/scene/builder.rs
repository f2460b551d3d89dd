//! Collects nodes; the few shapes that every view draws, in one line each.

use super::{Anchor, Baseline, Color, Font, Node, Role, Shape, Stroke, Style, Text, TextMeasure};
use crate::geometry::{Path, Point, Rect, point};
#[cfg(feature = "charts")]
use crate::topology::camera::Frame;
#[cfg(feature = "charts")]
use std::f64::consts::FRAC_1_SQRT_2;

/// A scene in the making.
pub struct Builder<'m> {
    /// The nodes so far, bottom first.
    pub nodes: Vec<Node>,
    /// Where marks lie: each plot with its panel, those of small multiples one by one.
    #[cfg(feature = "charts")]
    pub plots: Vec<(u16, Rect)>,
    /// The maps that can be looked at more closely, each with its panel.
    #[cfg(feature = "charts")]
    pub maps: Vec<(u16, Frame)>,
    measure: &'m dyn TextMeasure,
}

impl<'m> Builder<'m> {
    /// An empty scene whose text is measured by `measure`.
    pub fn new(measure: &'m dyn TextMeasure) -> Builder<'m> {
        Builder {
            nodes: Vec::new(),
            #[cfg(feature = "charts")]
            plots: Vec::new(),
            #[cfg(feature = "charts")]
            maps: Vec::new(),
            measure,
        }
    }

    /// Advance of `text` in CSS pixels.
    pub fn width(&self, text: &str, font: Font) -> f64 {
        self.measure.width(text, &font)
    }

    /// The widest of several texts.
    pub fn widest<'t>(&self, texts: impl Iterator<Item = &'t str>, font: Font) -> f64 {
        texts.map(|t| self.width(t, font)).fold(0.0, f64::max)
    }

    /// The rectangle that a run of text will cover; of a tilted one the upright rectangle around it.
    pub fn extent(&self, text: &Text) -> Rect {
        #[cfg(feature = "charts")]
        if text.tilted {
            let corners = self.corners(text);
            return corners.iter().fold(Rect::between(corners[0], corners[2]), |around, corner| {
                around.around(&Rect::between(*corner, *corner))
            });
        }
        self.level_extent(text)
    }

    /// The corners of what a run of text covers, in order around it.
    #[cfg(feature = "charts")]
    pub fn corners(&self, text: &Text) -> [Point; 4] {
        let rect = self.level_extent(text);
        let (right, bottom) = (rect.right(), rect.bottom());
        let corners =
            [point(rect.x, rect.y), point(right, rect.y), point(right, bottom), point(rect.x, bottom)];
        let turned = |corner: Point| {
            let (x, y) = (corner.x - text.at.x, corner.y - text.at.y);
            point(text.at.x + (x + y) * FRAC_1_SQRT_2, text.at.y + (y - x) * FRAC_1_SQRT_2)
        };
        if text.tilted { corners.map(turned) } else { corners }
    }

    fn level_extent(&self, text: &Text) -> Rect {
        let width = self.width(&text.content, text.font);
        let x = match text.anchor {
            Anchor::Start => text.at.x,
            Anchor::Middle => text.at.x - width / 2.0,
            Anchor::End => text.at.x - width,
        };
        let y = match text.baseline {
            Baseline::Top => text.at.y,
            Baseline::Middle => text.at.y - text.font.size / 2.0,
            Baseline::Bottom => text.at.y - text.font.size,
        };
        Rect { x, y, width, height: text.font.size }
    }

    /// Adds a node.
    pub fn push(&mut self, node: Node) {
        self.nodes.push(node);
    }

    /// Adds text.
    pub fn text(&mut self, text: Text, color: Color, role: Role) {
        self.push(Node::new(Shape::Text(text), Style::fill(color), role));
    }

    /// Adds a straight line.
    pub fn line(&mut self, from: Point, to: Point, stroke: Stroke, role: Role) {
        let style = Style { fill: None, stroke: Some(stroke) };
        self.push(Node::new(Shape::Path(Path::line(vec![from, to])), style, role));
    }

    /// Breaks `text` into lines no wider than `width`: between any two Chinese characters, in Latin text at spaces.
    /// Punctuation that may not start a line stays with the one before. What is wider than a line by itself, such as an
    /// address, is broken anywhere. Never fewer than one character a line.
    pub fn wrap(&self, text: &str, font: Font, width: f64) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for piece in pieces(text) {
            let fits = self.width(&line, font) + self.width(piece.trim_ascii_end(), font) <= width;
            if !fits && !line.is_empty() {
                lines.push(line.trim_ascii_end().into());
                line = String::new();
            }
            let piece = if line.is_empty() { piece.trim_ascii_start() } else { piece };
            if !line.is_empty() || self.width(piece.trim_ascii_end(), font) <= width {
                line.push_str(piece);
                continue;
            }
            for c in piece.chars() {
                line.push(c);
                if line.len() > c.len_utf8() && self.width(line.trim_ascii_end(), font) > width {
                    line.pop();
                    lines.push(line);
                    line = c.into();
                }
            }
        }
        if !line.is_empty() {
            lines.push(line.trim_ascii_end().into());
        }
        self.without_orphan(text, font, width, &mut lines);
        lines
    }

    /// A last line of a few characters takes the clause they belong to from the line before.
    fn without_orphan(&self, text: &str, font: Font, width: f64, lines: &mut [String]) {
        let [.., before, last] = lines else { return };
        if self.width(last, font) >= ORPHAN * font.size {
            return;
        }
        let clause = |ends: fn(char) -> bool| {
            let (at, c) = before.char_indices().rev().skip(1).find(|(_, c)| ends(*c))?;
            Some(at + c.len_utf8())
        };
        let Some(cut) = clause(is_stop).or_else(|| clause(|c| matches!(c, '：' | '、'))) else { return };
        // Out of the text itself: at the end of a line a space is lost.
        let above = text.trim_ascii_end().len().saturating_sub(last.len());
        let above = text.get(..above).map_or(0, |above| above.trim_ascii_end().len());
        let from = (above + cut).saturating_sub(before.len());
        let Some(whole) = text.get(from..).map(str::trim_ascii) else { return };
        if self.width(whole, font) <= width {
            *last = whole.into();
            before.truncate(cut);
        }
    }

    /// `text` broken into at most `most` lines; what does not fit the last one is cut off with ….
    pub fn wrapped(&self, text: &str, font: Font, width: f64, most: usize) -> Vec<String> {
        let mut lines = self.wrap(text, font, width);
        if lines.len() > most {
            let rest = lines[most.max(1) - 1..].concat();
            lines.truncate(most.max(1) - 1);
            lines.push(self.ellipsis(&rest, font, width));
        }
        lines
    }

    /// `text`, or as much of it as fits into `width` with … behind it.
    pub fn ellipsis(&self, text: &str, font: Font, width: f64) -> String {
        if self.width(text, font) <= width {
            return text.into();
        }
        let mut kept = String::new();
        for c in text.chars() {
            kept.push(c);
            if self.width(&kept, font) + self.width("…", font) > width {
                kept.pop();
                break;
            }
        }
        kept.push('…');
        kept
    }
}

/// A last line shorter than so many characters is a remainder, not a line.
const ORPHAN: f64 = 5.0;

/// Ends a clause.
fn is_stop(c: char) -> bool {
    matches!(c, '，' | '；' | '。')
}

/// Characters that belong to the number before them.
fn is_unit(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '万' | '亿' | '人' | '个' | '户' | '家' | '项' | '位')
}

/// The smallest parts of a text that stay together on a line.
fn pieces(text: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        let word = |c: char| (c as u32) < 0x2E80 && c != ' ';
        let opens = matches!(previous, '（' | '《' | '“' | '—');
        let closes = matches!(c, '，' | '。' | '；' | '：' | '、' | '）' | '》' | '”' | '—' | ' ');
        let inside_word = word(c) && word(previous);
        let unit = previous.is_ascii_digit() && is_unit(c);
        if at > 0 && !opens && !closes && !inside_word && !unit {
            starts.push(at);
        }
        previous = c;
    }
    starts.push(text.len());
    starts.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect()
}

/// A run of text; [`Text`] without a halo, level.
pub fn run(
    content: impl Into<String>,
    at: (f64, f64),
    font: Font,
    anchor: Anchor,
    baseline: Baseline,
) -> Text {
    Text {
        content: content.into(),
        at: point(at.0, at.1),
        font,
        anchor,
        baseline,
        halo: None,
        #[cfg(feature = "charts")]
        tilted: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::text::FixedMeasure;

    const FONT: Font = Font::regular(10.0);

    #[test]
    fn lines_break_between_characters_but_not_before_punctuation_or_inside_words() {
        let builder = Builder::new(&FixedMeasure);
        assert_eq!(
            builder.wrap("青岛市第七次全国人口普查公报", FONT, 50.0),
            ["青岛市第七", "次全国人口", "普查公报"]
        );
        assert_eq!(builder.wrap("青岛市常住人口，2020年", FONT, 72.0), ["青岛市常住人", "口，2020年"]);
        assert_eq!(builder.wrap("人口（2020年）", FONT, 55.0), ["人口", "（2020年）"]);
        assert_eq!(builder.wrap("two words", FONT, 30.0), ["two", "words"]);
        assert_eq!(builder.wrap("", FONT, 30.0), [""; 0]);
        assert_eq!(builder.wrap("青岛", FONT, 1.0), ["青", "岛"]);
    }

    #[test]
    fn a_few_last_characters_take_their_clause_with_them() {
        let builder = Builder::new(&FixedMeasure);
        assert_eq!(builder.wrap("两次普查之间，单位：万人", FONT, 110.0), ["两次普查之间，", "单位：万人"]);
        assert_eq!(builder.wrap("集体土地：农用地", FONT, 70.0), ["集体土地：", "农用地"]);
        assert_eq!(builder.wrap("十区市，甲 乙", FONT, 55.0), ["十区市，", "甲 乙"]);
        // Nowhere to break, or no room for the whole clause.
        assert_eq!(builder.wrap("青岛市常住人口", FONT, 60.0), ["青岛市常住人", "口"]);
        assert_eq!(builder.wrap("甲，乙丙丁戊己庚辛", FONT, 60.0), ["甲，乙丙丁戊", "己庚辛"]);
    }

    #[test]
    fn what_is_wider_than_a_line_is_broken_anywhere() {
        let builder = Builder::new(&FixedMeasure);
        assert_eq!(builder.wrap("见abcdeabcdeab cd", FONT, 29.0), ["见", "abcde", "abcde", "ab cd"]);
        assert_eq!(builder.wrap("2020年", FONT, 12.0), ["20", "20", "年"]);
        assert_eq!(builder.wrap("abcde fg", FONT, 29.0), ["abcde", "fg"]);
        assert_eq!(builder.wrap("ab", FONT, 1.0), ["a", "b"]);
    }

    #[test]
    fn what_is_cut_says_so() {
        let builder = Builder::new(&FixedMeasure);
        assert_eq!(builder.ellipsis("青岛西海岸新区", FONT, 40.0), "青岛西…");
        assert_eq!(builder.ellipsis("青岛", FONT, 40.0), "青岛");
    }
}
