//! Published numbers, digit for digit. A binary float cannot hold 95.24, and forgets that 6.0 was not written 6.

use std::cmp::Ordering;

/// `mantissa` × 10^−`scale`: exactly what was printed, trailing zeros included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Decimal {
    /// All digits as one signed whole number.
    pub mantissa: i64,
    /// How many of them stand behind the point (0–18).
    pub scale: u8,
}

/// Digits a decimal can hold.
pub const MAX_DIGITS: usize = 18;

impl Decimal {
    /// A whole number.
    pub const fn whole(value: i64) -> Decimal {
        Decimal { mantissa: value, scale: 0 }
    }

    /// Reads JSON number notation; `None` when malformed or longer than [`MAX_DIGITS`] digits.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (number, exponent) = match text.bytes().position(|b| b == b'e' || b == b'E') {
            Some(at) => (&text[..at], parse_exponent(&text[at + 1..])?),
            None => (text, 0),
        };
        let (negative, number) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number),
        };
        let (mut mantissa, mut scale, mut point, mut digits) = (0i64, 0i32, false, 0);
        for byte in number.bytes() {
            match byte {
                b'0'..=b'9' => {
                    mantissa = push_digit(mantissa, byte - b'0')?;
                    scale += point as i32;
                    digits += 1;
                }
                b'.' if !point && digits > 0 => point = true,
                _ => return None,
            }
        }
        if digits == 0 || (point && scale == 0) {
            return None;
        }
        scale -= exponent;
        while scale < 0 {
            mantissa = push_digit(mantissa, 0)?;
            scale += 1;
        }
        let mantissa = if negative { -mantissa } else { mantissa };
        let scale = u8::try_from(scale).ok().filter(|s| *s <= MAX_DIGITS as u8)?;
        Some(Decimal { mantissa, scale })
    }

    /// `value` rounded half away from zero to `scale` digits; `None` when it is not finite or too large.
    pub fn round(value: f64, scale: u8) -> Option<Decimal> {
        let scaled = (value * power_of_ten(scale)).round();
        let fits = scaled.abs() < 1e18;
        fits.then_some(Decimal { mantissa: scaled as i64, scale })
    }

    /// The nearest float, for positions and comparisons only.
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 / power_of_ten(self.scale)
    }

    /// The same number with exactly `scale` digits behind the point; `None` when digits other than zero would be lost
    /// or the number grows past what can be held.
    pub fn with_scale(self, scale: u8) -> Option<Decimal> {
        let mut mantissa = self.mantissa;
        for _ in self.scale..scale {
            mantissa = mantissa.checked_mul(10)?;
        }
        for _ in scale..self.scale {
            if mantissa % 10 != 0 {
                return None;
            }
            mantissa /= 10;
        }
        Some(Decimal { mantissa, scale })
    }

    /// The difference, exact; `None` when it has too many digits.
    pub fn minus(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        let (a, b) = (self.with_scale(scale)?, other.with_scale(scale)?);
        let mantissa = a.mantissa.checked_sub(b.mantissa)?;
        Some(Decimal { mantissa, scale })
    }

    /// A 10^`power`-th of the number; what would be the 19th digit behind the point is rounded away.
    pub fn shifted(self, power: u8) -> Decimal {
        let kept = self.rounded((MAX_DIGITS as u8).saturating_sub(power));
        Decimal { scale: kept.scale + power, ..kept }
    }

    /// The same number without zeros behind its last digit.
    pub fn trimmed(self) -> Decimal {
        let mut short = self;
        while short.scale > 0 && short.mantissa % 10 == 0 {
            short = Decimal { mantissa: short.mantissa / 10, scale: short.scale - 1 };
        }
        short
    }

    /// Rounded half away from zero to `scale` digits; the number itself when it has no more than that.
    pub fn rounded(self, scale: u8) -> Decimal {
        let mut mantissa = self.mantissa;
        for left in (scale..self.scale).rev() {
            // Only the last step rounds; the ones before cut off what cannot tip the balance.
            let carry = if left == scale && (mantissa % 10).abs() >= 5 { mantissa.signum() } else { 0 };
            mantissa = mantissa / 10 + carry;
        }
        Decimal { mantissa, scale: self.scale.min(scale) }
    }

    /// The number as digits with a point and `−` for negative ones, thousands separated by `group` when given.
    pub fn write(self, group: Option<char>, out: &mut String) {
        if self.mantissa < 0 {
            out.push('−');
        }
        let mut digits = self.mantissa.unsigned_abs().to_string();
        let scale = self.scale as usize;
        while digits.len() <= scale {
            digits.insert(0, '0');
        }
        let whole = digits.len() - scale;
        for (i, digit) in digits.chars().enumerate() {
            if i == whole {
                out.push('.');
            } else if i > 0 && i < whole && (whole - i).is_multiple_of(3) {
                out.extend(group);
            }
            out.push(digit);
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        // Bring both to the finer scale where that fits; beyond it the float decides.
        let scale = self.scale.max(other.scale);
        match (self.with_scale(scale), other.with_scale(scale)) {
            (Some(a), Some(b)) => Some(a.mantissa.cmp(&b.mantissa)),
            _ => self.to_f64().partial_cmp(&other.to_f64()),
        }
    }
}

/// 10^`exponent`, exact up to 22.
pub fn power_of_ten(exponent: u8) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * 10.0)
}

fn push_digit(mantissa: i64, digit: u8) -> Option<i64> {
    let longer = mantissa.checked_mul(10)?.checked_add(digit as i64)?;
    (longer < 1_000_000_000_000_000_000).then_some(longer)
}

fn parse_exponent(text: &str) -> Option<i32> {
    let exponent: i32 = text.parse().ok()?;
    (exponent.abs() <= 2 * MAX_DIGITS as i32).then_some(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let mut out = String::new();
        Decimal::parse(text)?.write(Some(','), &mut out);
        Some(out)
    }

    #[test]
    fn digits_come_back_as_written() {
        for (written, expected) in [
            ("95.24", "95.24"),
            ("6.0", "6.0"),
            ("-0.05", "−0.05"),
            ("10071722", "10,071,722"),
            ("1e3", "1,000"),
            ("1.5E-2", "0.015"),
            ("999999999999999999", "999,999,999,999,999,999"),
        ] {
            assert_eq!(shown(written).as_deref(), Some(expected), "{written}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for written in ["", "-", ".", "1.", ".5", "1e400", "1e", "--1", "1.2.3", "NaN", "9999999999999999999"]
        {
            assert_eq!(Decimal::parse(written), None, "{written}");
        }
    }

    #[test]
    fn order_ignores_the_scale() {
        let (a, b) = (Decimal::parse("6.05").unwrap(), Decimal::parse("6.1").unwrap());
        assert!(a < b);
        assert_eq!(a.partial_cmp(&a), Some(Ordering::Equal));
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        assert_eq!(Decimal::round(-10.65, 1), Decimal::parse("-10.7"));
        assert_eq!(Decimal::round(f64::NAN, 1), None);
        assert_eq!(Decimal::round(1e30, 1), None);
    }

    #[test]
    fn scaling_to_ten_thousands_rounds_once() {
        let people = Decimal::whole(1_903_595);
        assert_eq!(Some(people.shifted(4).rounded(1)), Decimal::parse("190.4"));
        assert_eq!(
            Decimal::parse("0.12345678901234567").unwrap().shifted(4),
            Decimal { mantissa: 12345678901235, scale: 18 }
        );
        assert_eq!(Decimal::parse("2.449").unwrap().rounded(1), Decimal::parse("2.4").unwrap());
        assert_eq!(Decimal::parse("-0.05").unwrap().rounded(1), Decimal::parse("-0.1").unwrap());
        assert_eq!(Decimal::whole(7).rounded(2), Decimal::whole(7));
    }

    #[test]
    fn differences_are_exact() {
        let minus = |a: &str, b: &str| Decimal::parse(a)?.minus(Decimal::parse(b)?);
        assert_eq!(minus("6.1", "5.95"), Decimal::parse("0.15"));
        assert_eq!(minus("-1", "1.0"), Decimal::parse("-2.0"));
        assert_eq!(minus("999999999999999999", "0.1"), None);
    }

    #[test]
    fn changing_the_scale_never_loses_a_digit() {
        let number = Decimal::parse("1.50").unwrap();
        assert_eq!(number.with_scale(1), Decimal::parse("1.5"));
        assert_eq!(number.with_scale(0), None);
        assert_eq!(Decimal::whole(i64::MAX).with_scale(1), None);
    }
}
