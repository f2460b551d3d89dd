//! Parts in per cent of a whole.

use crate::decimal::Decimal;

/// `part` in per cent of `whole`, rounded half away from zero to `digits` behind the point: a share (占比 = 部分 ÷ 总量),
/// a contribution rate (贡献率 = 部分增量 ÷ 总增量) or, of a base, the points that a part adds to growth
/// (拉动 = 部分增量 ÷ 上期总量), as the yearbooks of the National Bureau of Statistics define them.
///
/// Exact where the digits fit 64 bits. `None` when the whole is zero.
pub fn percent(part: Decimal, whole: Decimal, digits: u8) -> Option<Decimal> {
    if whole.mantissa == 0 {
        return None;
    }
    exact(part, whole, digits).or_else(|| Decimal::round(part.to_f64() / whole.to_f64() * 100.0, digits))
}

fn exact(part: Decimal, whole: Decimal, digits: u8) -> Option<Decimal> {
    let scale = part.scale.max(whole.scale);
    let (part, whole) = (part.with_scale(scale)?.mantissa, whole.with_scale(scale)?.mantissa);
    let factor = 10i64.checked_pow(u32::from(digits) + 2)?;
    let scaled = part.checked_mul(factor)?;
    let (quotient, rest) = (scaled.checked_div(whole)?, scaled.checked_rem(whole)?);
    let half_up = rest.checked_abs()?.checked_mul(2)? >= whole.checked_abs()?;
    let away = if half_up { scaled.signum() * whole.signum() } else { 0 };
    Some(Decimal { mantissa: quotient + away, scale: digits })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(part: &str, whole: &str) -> Option<Decimal> {
        percent(Decimal::parse(part)?, Decimal::parse(whole)?, 1)
    }

    #[test]
    fn shares_are_exact_and_round_half_away_from_zero() {
        assert_eq!(of("98", "106"), Decimal::parse("92.5"));
        assert_eq!(of("924.61", "1212.72"), Decimal::parse("76.2"));
        assert_eq!(of("0.0005", "1"), Decimal::parse("0.1"));
        assert_eq!(of("-0.0005", "1"), Decimal::parse("-0.1"));
        assert_eq!(of("1", "-8"), Decimal::parse("-12.5"));
        assert_eq!(of("900000000000000000", "900000000000000000"), Decimal::parse("100.0"));
        assert_eq!(of("1", "0"), None);
    }
}
