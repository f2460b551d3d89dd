//! The small change of an SVG file: numbers, colours and escaped text.

use crate::scene::Color;

/// The nearest whole number of hundredths.
pub(super) fn hundredths(value: f64) -> i64 {
    (value * 100.0).round().clamp(-1e15, 1e15) as i64
}

/// Appends a number with at most two decimals.
pub(crate) fn number(out: &mut String, value: f64) {
    decimal(out, hundredths(value));
}

/// Appends a number of hundredths. Whole numbers do the work: the formatter of `f64` is a large one.
pub(super) fn decimal(out: &mut String, hundredths: i64) {
    if hundredths < 0 {
        out.push('-');
    }
    let (whole, rest) = (hundredths.unsigned_abs() / 100, (hundredths.unsigned_abs() % 100) as u8);
    out.push_str(&whole.to_string());
    if rest > 0 {
        out.push('.');
        out.push(char::from(b'0' + rest / 10));
        if rest % 10 > 0 {
            out.push(char::from(b'0' + rest % 10));
        }
    }
}

/// Appends a colour, and its opacity where it is not whole, as attributes.
pub(super) fn paint(out: &mut String, attribute: &str, color: Color) {
    out.push_str(&[" ", attribute, "=\"", &color.css(), "\""].concat());
    if color.alpha < 255 {
        out.push_str(&[" ", attribute, "-opacity=\""].concat());
        number(out, f64::from(color.alpha) / 255.0);
        out.push('"');
    }
}

/// Appends text that means itself, in content and in attributes. What XML 1.0 has no way to write is left out.
pub(super) fn text(out: &mut String, content: &str) {
    for c in content.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: f64) -> String {
        let mut out = String::new();
        number(&mut out, value);
        out
    }

    #[test]
    fn numbers_have_at_most_two_decimals() {
        let pairs = [
            (0.0, "0"),
            (12.5, "12.5"),
            (-0.004, "0"),
            (-3.276, "-3.28"),
            (7.05, "7.05"),
            (1e300, "10000000000000"),
        ];
        for (value, expected) in pairs {
            assert_eq!(written(value), expected);
        }
    }

    #[test]
    fn text_cannot_leave_its_place() {
        let mut out = String::new();
        text(&mut out, "a<script>&\"\u{0}\u{b}");
        assert_eq!(out, "a&lt;script&gt;&amp;&quot;");
    }

    #[test]
    fn opacity_stands_beside_the_colour() {
        let mut out = String::new();
        paint(&mut out, "fill", Color::hex(0x0A0B0C).alpha(51));
        assert_eq!(out, " fill=\"#0a0b0c\" fill-opacity=\"0.2\"");
    }
}
