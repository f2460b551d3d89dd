//! Numbers and units as text.

use crate::decimal::Decimal;

/// One scaling for all labels of an axis: 万 or 亿 put before the unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scaling {
    /// Values are divided by 10 to this power.
    pub power: u8,
    /// 万, 亿 or nothing.
    pub word: &'static str,
}

impl Scaling {
    /// The scaling for values up to `largest` in `unit`.
    ///
    /// A unit that carries a scale already (亿元, 万户), rates and plain indices are never scaled again.
    pub fn fit(unit: &str, largest: f64) -> Scaling {
        if !is_plain(unit) {
            return Scaling::default();
        }
        if largest >= 1e9 {
            Scaling { power: 8, word: "亿" }
        } else if largest >= 1e5 {
            Scaling { power: 4, word: "万" }
        } else {
            Scaling::default()
        }
    }

    /// A value in scaled units, for positions.
    pub fn apply(self, value: Decimal) -> f64 {
        value.shifted(self.power).to_f64()
    }

    /// A value in scaled units with at most `decimals` digits behind the point.
    pub fn number(self, value: Decimal, decimals: u8) -> String {
        number(self.printed(value, decimals))
    }

    /// The value that [`Scaling::number`] prints: with more than `decimals` digits where it would come out as zero and
    /// is not.
    pub fn printed(self, value: Decimal, decimals: u8) -> Decimal {
        let scaled = value.shifted(self.power);
        let mut digits = decimals;
        while scaled.mantissa != 0 && scaled.rounded(digits).mantissa == 0 {
            digits += 1;
        }
        scaled.rounded(digits)
    }
}

/// Whether a unit counts things: no rate, score or rank, and no scale in it yet.
fn is_plain(unit: &str) -> bool {
    let mut chars = unit.chars();
    let scaled = match chars.next() {
        // 千米 and 千克 are units of their own, 千人 is not.
        Some('千') => !matches!(chars.next(), Some('米' | '克' | '瓦')),
        first => matches!(first, None | Some('万' | '亿' | '百' | '十' | '×')),
    };
    !scaled && !is_relative(unit) && !unit.chars().any(|c| matches!(c, '/' | '／' | '每'))
}

/// Whether values of a unit are rates, scores or ranks: their growth in per cent would mean nothing.
pub fn is_relative(unit: &str) -> bool {
    unit.chars().any(|c| matches!(c, '%' | '‰' | '位' | '分' | '指'))
}

/// A number exactly as published, thousands grouped: 1,903,595.
pub fn number(value: Decimal) -> String {
    let mut out = String::new();
    value.write(Some(','), &mut out);
    out
}

/// A number with its unit, set apart unless the unit is a rate: 1,903,595 人, 4.7%.
pub fn quantity(value: Decimal, unit: &str) -> String {
    let space = if matches!(unit.chars().next(), None | Some('%' | '‰')) { "" } else { " " };
    format!("{}{space}{unit}", number(value))
}

/// A change with its sign always shown: +36.7%, −10.7%.
pub fn signed(value: Decimal, unit: &str) -> String {
    let sign = if value.mantissa > 0 { "+" } else { "" };
    format!("{sign}{}", quantity(value, unit))
}

/// How many digits behind the point keep three digits of the largest value: 190.4, 37.7, 6.05.
pub fn label_decimals(largest: f64, published: u8, power: u8) -> u8 {
    let wanted = match largest {
        v if v >= 1000.0 => 0,
        v if v >= 10.0 => 1,
        _ => 2,
    };
    // Unscaled values are shown as published; only a scaling makes digits that have to be rounded away.
    if power == 0 { published } else { wanted.min(published + power) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_scaling_and_never_twice() {
        assert_eq!(Scaling::fit("人", 1_903_595.0).word, "万");
        assert_eq!(Scaling::fit("元", 3.1e9).word, "亿");
        assert_eq!(Scaling::fit("万标准箱", 2e6).word, "");
        for unit in ["吨", "千米", "平方公里", "亩", "个", "家", "户", "件", "人次"] {
            assert_eq!(Scaling::fit(unit, 2e6).word, "万", "{unit}");
        }
        let scaled = ["千人", "百万元", "十亿美元", "×10^-2 元"];
        for unit in
            ["微克/立方米", "次/日", "人/平方公里", "元／人", "人每平方公里", ""].into_iter().chain(scaled)
        {
            assert_eq!(Scaling::fit(unit, 2e6).word, "", "{unit}");
        }
        let scaling = Scaling::fit("人", 1_903_595.0);
        assert_eq!(scaling.number(Decimal::whole(1_903_595), 1), "190.4");
    }

    #[test]
    fn digits_that_do_not_fit_are_rounded_before_the_value_is_scaled() {
        let scaling = Scaling::fit("元", 5_000_000_000.5);
        let value = Decimal::parse("123456.78901234567").unwrap();
        assert_eq!(scaling.number(value, 4), "0.0012");
        assert!((scaling.apply(value) - 0.00123456789).abs() < 1e-9);
    }

    #[test]
    fn what_is_not_zero_is_never_labelled_as_zero() {
        let scaling = Scaling::fit("人", 1_903_595.0);
        for (value, label) in [(300, "0.03"), (4, "0.0004"), (-300, "−0.03"), (500, "0.1"), (0, "0.0")] {
            assert_eq!(scaling.number(Decimal::whole(value), 1), label);
        }
    }

    #[test]
    fn published_digits_are_kept() {
        assert_eq!(quantity(Decimal::parse("405.9").unwrap(), "亿元"), "405.9 亿元");
        assert_eq!(signed(Decimal::parse("4.7").unwrap(), "%"), "+4.7%");
        assert_eq!(signed(Decimal::parse("-10.70").unwrap(), "%"), "−10.70%");
        assert_eq!(label_decimals(97.69, 2, 0), 2);
        assert_eq!(label_decimals(190.4, 0, 4), 1);
    }
}
