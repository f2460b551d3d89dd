//! Colours and sizes of the house, light and dark.

use crate::dataset::Direction;
use crate::scene::{Color, Fill, Font, Stroke};

/// The tokens every view draws with.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Titles and values.
    pub ink: Color,
    /// Running text and labels.
    pub ink_2: Color,
    /// Axis labels and foot lines: the faintest ink that text may have (4.5 : 1 on the ground).
    pub ink_3: Color,
    /// The page.
    pub ground: Color,
    /// Grid lines.
    pub rule: Color,
    /// First series, selection, focus.
    pub brand: Color,
    /// Series in order. None of them is grey: grey is what has no colour of its own, such as 其他.
    pub categorical: [Color; 8],
    /// Lowest and highest class of a level.
    pub sequential: (Color, Color),
    /// Lowest class, the middle, and highest class of a growth, where more is better.
    pub diverging: (Color, Color, Color),
    /// Lowest class of a growth where a decline is no worse than a rise: not red.
    pub decline: Color,
    /// 暂无数据.
    pub missing: Fill,
}

/// Heading of a widget.
pub const TITLE: Font = Font::bold(18.0);
/// Heading of a view.
pub const HEADING: Font = Font::bold(14.0);
/// Second line.
pub const SUBTITLE: Font = Font::regular(14.0);
/// Labels and foot lines.
pub const LABEL: Font = Font::regular(12.0);

const fn palette(hex: [u32; 8]) -> [Color; 8] {
    let mut colors = [Color::hex(0); 8];
    let mut i = 0;
    while i < 8 {
        colors[i] = Color::hex(hex[i]);
        i += 1;
    }
    colors
}

/// The light theme.
pub const LIGHT: Theme = Theme {
    ink: Color::hex(0x1B2733),
    ink_2: Color::hex(0x4A5866),
    ink_3: Color::hex(0x65727F),
    ground: Color::hex(0xFFFFFF),
    rule: Color::hex(0xDDE3E9),
    brand: Color::hex(0x1F5FA8),
    categorical: palette([0x1F5FA8, 0xD9622B, 0x2E8B6F, 0x8A5BB8, 0xB8860B, 0xC2405A, 0x4A7F9E, 0x6B3E26]),
    sequential: (Color::hex(0xDCE9F7), Color::hex(0x0B3C78)),
    diverging: (Color::hex(0xB2402A), Color::hex(0xF4F1EC), Color::hex(0x1F5FA8)),
    decline: Color::hex(0x9A6B00),
    missing: Fill::Hatch { ground: Color::hex(0xF1F3F5), line: Color::hex(0x7F8B97) },
};

/// The dark theme.
pub const DARK: Theme = Theme {
    ink: Color::hex(0xEEF2F6),
    ink_2: Color::hex(0xB7C2CD),
    ink_3: Color::hex(0x8795A3),
    ground: Color::hex(0x12181F),
    rule: Color::hex(0x2D3742),
    brand: Color::hex(0x6FA8E8),
    categorical: palette([0x6FA8E8, 0xF08A55, 0x55B897, 0xB48BDE, 0xD9AC3A, 0xE8728A, 0x7FB2CF, 0xA0785A]),
    sequential: (Color::hex(0x173B66), Color::hex(0xCFE3FA)),
    diverging: (Color::hex(0xE07A5F), Color::hex(0x3A3F45), Color::hex(0x6FA8E8)),
    decline: Color::hex(0xD9AC3A),
    missing: Fill::Hatch { ground: Color::hex(0x232C35), line: Color::hex(0x6F7C89) },
};

impl Theme {
    /// Colour of class `index` of `classes` from low to high.
    pub fn level(&self, index: usize, classes: usize) -> Color {
        if classes < 2 {
            return self.level_at(0.5);
        }
        self.level_at(index as f64 / (classes - 1) as f64)
    }

    /// Colour of a level from the lowest, 0, to the highest, 1.
    pub fn level_at(&self, t: f64) -> Color {
        self.sequential.0.mix(self.sequential.1, t)
    }

    /// Colour at the far end of a decline: red only where the indicator says that more is better.
    pub fn declining(&self, direction: Direction) -> Color {
        if direction == Direction::Higher { self.diverging.0 } else { self.decline }
    }

    /// Colour of a distance from the middle, from −1 to 1; next to the middle it is told apart from it all the same.
    pub fn growth_at(&self, t: f64, direction: Direction) -> Color {
        let end = if t < 0.0 { self.declining(direction) } else { self.diverging.2 };
        self.diverging.1.mix(end, 0.2 + 0.8 * t.abs())
    }

    /// Colour of a class around the middle: neither side, and no gap in the map.
    #[cfg(feature = "charts")]
    pub fn around_middle(&self) -> Color {
        self.diverging.1.mix(self.ink_3, 0.16)
    }

    /// Line of series `index`: beyond the palette its colours come again, dashed.
    pub fn series(&self, index: usize) -> Stroke {
        let color = self.categorical[index % self.categorical.len()];
        let dash = (index >= self.categorical.len()).then_some((7.0, 4.0));
        Stroke { color, width: 2.0, dash }
    }

    /// Ink that can be read on `fill`: white on dark classes, black on middle ones, the usual ink on light ones.
    pub fn ink_on(&self, fill: Color) -> Color {
        // Squares stand in for the gamma curve: near enough to find the luminance of 0.18 where black and white tie.
        let square = |c: u8| c as u32 * c as u32;
        let luminance = (213 * square(fill.red) + 715 * square(fill.green) + 72 * square(fill.blue)) / 1000;
        match luminance {
            0..=13_400 => Color::hex(0xFFFFFF),
            13_401..=28_000 => Color::hex(0x000000),
            _ => LIGHT.ink,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::color::contrast;

    #[test]
    fn text_stands_out_from_the_ground() {
        for theme in [&LIGHT, &DARK] {
            for ink in [theme.ink, theme.ink_2, theme.ink_3] {
                assert!(contrast(ink, theme.ground) >= 4.5, "{ink:?}");
            }
            for color in theme.categorical {
                assert!(contrast(color, theme.ground) >= 3.0, "{color:?}");
            }
        }
    }

    #[test]
    fn no_series_is_grey() {
        for color in [LIGHT, DARK].iter().flat_map(|theme| theme.categorical) {
            let channels = [color.red, color.green, color.blue];
            let (low, high) = (channels.iter().min().unwrap(), channels.iter().max().unwrap());
            assert!(high - low >= 60, "{color:?}");
        }
    }

    #[test]
    fn labels_can_be_read_on_every_colour_of_a_growth_and_of_a_scale_without_classes() {
        for theme in [&LIGHT, &DARK] {
            let mut colors = vec![theme.around_middle(), theme.rule];
            colors.extend(theme.categorical);
            for i in 0..=200 {
                let t = f64::from(i) / 200.0;
                colors.push(theme.level_at(t));
                for direction in [Direction::Higher, Direction::Neutral] {
                    colors.extend([-t, t].map(|t| theme.growth_at(t, direction)));
                }
            }
            for color in colors {
                let ratio = contrast(theme.ink_on(color), color);
                assert!(ratio >= 4.5, "{color:?} {ratio}");
            }
        }
    }

    #[test]
    fn labels_can_be_read_on_every_class() {
        for theme in [&LIGHT, &DARK] {
            for classes in 2..=7 {
                for i in 0..classes {
                    let level = theme.level(i, classes);
                    let ratio = contrast(theme.ink_on(level), level);
                    assert!(ratio >= 4.5, "{level:?} {ratio} {i}/{classes}");
                }
            }
        }
    }
}
