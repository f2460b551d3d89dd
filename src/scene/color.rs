//! Colours as the screen knows them.

/// An sRGB colour; `alpha` runs from 0 (clear) to 255 (opaque).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// Red, 0–255.
    pub red: u8,
    /// Green, 0–255.
    pub green: u8,
    /// Blue, 0–255.
    pub blue: u8,
    /// Opacity, 0–255.
    pub alpha: u8,
}

impl Color {
    /// An opaque colour from `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Color {
        Color { red: (rgb >> 16) as u8, green: (rgb >> 8) as u8, blue: rgb as u8, alpha: 255 }
    }

    /// The same colour at another opacity (0–255).
    pub const fn alpha(self, alpha: u8) -> Color {
        Color { alpha, ..self }
    }

    /// `#rrggbb`, without the opacity: the form that every viewer of SVG reads.
    pub fn css(self) -> String {
        let mut out = String::from("#");
        for byte in [self.red, self.green, self.blue] {
            out.extend([byte >> 4, byte & 15].iter().filter_map(|d| char::from_digit(u32::from(*d), 16)));
        }
        out
    }

    /// The colour `t` (0–1) of the way to `other`, channel by channel.
    pub fn mix(self, other: Color, t: f64) -> Color {
        let channel = |a: u8, b: u8| (a as f64 + (b as f64 - a as f64) * t).round() as u8;
        Color {
            red: channel(self.red, other.red),
            green: channel(self.green, other.green),
            blue: channel(self.blue, other.blue),
            alpha: channel(self.alpha, other.alpha),
        }
    }

    /// Relative luminance after WCAG 2.1, 0 (black) to 1 (white).
    pub fn luminance(self) -> f64 {
        let linear = |c: u8| {
            let c = c as f64 / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

/// Contrast ratio after WCAG 2.1, 1 to 21.
pub fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_of_black_and_white_is_21() {
        let ratio = contrast(Color::hex(0), Color::hex(0xFFFFFF));
        assert!((ratio - 21.0).abs() < 1e-9);
    }

    #[test]
    fn mixing_half_way() {
        let grey = Color::hex(0).mix(Color::hex(0xFFFFFF), 0.5);
        assert_eq!(grey, Color::hex(0x808080));
    }
}
