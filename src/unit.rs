//! Units as official tables write them, and conversion between them where it is exact.
//!
//! All factors are powers of ten, so a conversion only moves the point: no digit is lost and none is made up.

use crate::decimal::{Decimal, MAX_DIGITS};

/// Why one unit cannot be turned into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// They measure different things, or things whose ratio is no power of ten.
    Unlike,
    /// 百分点 is a difference of rates, % a rate.
    Points,
}

/// Units of one family: the power of ten is relative to the family's first.
const FAMILIES: [&[(&str, i8)]; 9] = [
    &[("克", 0), ("毫克", -3), ("微克", -6), ("千克", 3), ("公斤", 3), ("吨", 6)],
    &[("米", 0), ("厘米", -2), ("毫米", -3), ("千米", 3), ("公里", 3)],
    &[("平方米", 0), ("公顷", 4), ("平方公里", 6), ("平方千米", 6)],
    &[("立方米", 0), ("方", 0), ("升", -3)],
    &[("瓦", 0), ("千瓦", 3), ("兆瓦", 6)],
    &[("千瓦时", 0), ("度", 0)],
    &[("%", 0), ("％", 0), ("‰", -1)],
    &[("标准箱", 0), ("标箱", 0), ("TEU", 0)],
    &[("百分点", 0), ("个百分点", 0)],
];
const POINTS: usize = 8;

/// Words for powers of ten in front of a unit, the longer ones first.
const SCALES: [(&str, i8); 9] = [
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("亿", 8),
    ("千万", 7),
    ("百万", 6),
    ("万", 4),
    ("千", 3),
];

/// A unit taken apart: 微克/立方米 is family 0 to the −6th, per 立方米.
struct Parts<'u> {
    power: i8,
    /// Position in [`FAMILIES`], or the word itself where it is in none.
    base: Result<usize, &'u str>,
    per: &'u str,
}

fn parts(unit: &str) -> Parts<'_> {
    let unit = unit.trim_ascii();
    let slash = unit.char_indices().find(|(_, c)| matches!(c, '/' | '／'));
    let (above, per) = match slash {
        Some((at, c)) => (&unit[..at], &unit[at + c.len_utf8()..]),
        None => (unit, ""),
    };
    // 千克 is a unit before it is a thousand of something.
    if let Some((family, power)) = family(above) {
        return Parts { power, base: Ok(family), per };
    }
    let scaled = SCALES.iter().find_map(|(word, power)| Some((above.strip_prefix(word)?, *power)));
    let (rest, scale) = scaled.unwrap_or((above, 0));
    match family(rest) {
        Some((family, power)) => Parts { power: scale + power, base: Ok(family), per },
        None => Parts { power: scale, base: Err(rest), per },
    }
}

fn family(word: &str) -> Option<(usize, i8)> {
    FAMILIES.iter().enumerate().find_map(|(family, units)| {
        let (_, power) = units.iter().find(|(name, _)| *name == word)?;
        Some((family, *power))
    })
}

/// By which power of ten values in `from` are to be multiplied to be in `to`.
pub fn shift(from: &str, to: &str) -> Result<i8, Refusal> {
    if from == to {
        return Ok(0);
    }
    // The basic build leaves such views to the larger ones: 0.8 KB of brotli for what few pages ask.
    if !cfg!(feature = "map") {
        return Err(Refusal::Unlike);
    }
    let (from, to) = (parts(from), parts(to));
    if from.base == to.base && from.per == to.per {
        return Ok(from.power - to.power);
    }
    let is_points = |unit: &Parts| unit.base == Ok(POINTS);
    Err(if is_points(&from) || is_points(&to) { Refusal::Points } else { Refusal::Unlike })
}

/// `value` times ten to the `power`th, exact; `None` when it has too many digits. Zeros that come to stand at the end of
/// the fraction are left out: 605000 万元 are 60.5 亿元.
pub fn shifted(value: Decimal, power: i8) -> Option<Decimal> {
    let scale = value.scale as i8 - power;
    if (0..=MAX_DIGITS as i8).contains(&scale) {
        let mut moved = Decimal { scale: scale as u8, ..value };
        while moved.scale > value.scale && moved.mantissa % 10 == 0 {
            moved = Decimal { mantissa: moved.mantissa / 10, scale: moved.scale - 1 };
        }
        return Some(moved);
    }
    // What stands in front of the point needs zeros; what would stand too far behind it does not fit.
    let zeros = u32::try_from(-scale).ok()?;
    let mantissa = value.mantissa.checked_mul(10i64.checked_pow(zeros)?)?;
    Some(Decimal { mantissa, scale: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(value: &str, from: &str, to: &str) -> Option<String> {
        let mut out = String::new();
        shifted(Decimal::parse(value)?, shift(from, to).ok()?)?.write(None, &mut out);
        Some(out)
    }

    #[test]
    fn conversion_moves_the_point_and_nothing_else() {
        for (value, from, to, expected) in [
            ("405.90", "亿元", "万元", "4059000"),
            ("4059000", "万元", "亿元", "405.9"),
            ("4059000.00", "万元", "亿元", "405.90"),
            ("1903595", "人", "万人", "190.3595"),
            ("2201", "万标准箱", "标箱", "22010000"),
            ("2201", "万标准箱", "万TEU", "2201"),
            ("31", "微克/立方米", "毫克/立方米", "0.031"),
            ("1.2", "万元/人", "元/人", "12000"),
            ("4.7", "%", "‰", "47"),
            ("6.1", "亿吨", "万吨", "61000"),
            ("5", "千克", "吨", "0.005"),
            ("11293", "平方公里", "公顷", "1129300"),
            ("1", "百万元", "万元", "100"),
            ("-3.5", "千人", "人", "-3500"),
        ] {
            assert_eq!(converted(value, from, to).map(|v| v.replace('−', "-")).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_is_not_exact_is_refused() {
        assert_eq!(shift("%", "百分点"), Err(Refusal::Points));
        assert_eq!(shift("个百分点", "百分点"), Ok(0));
        for (from, to) in [("亩", "公顷"), ("元", "人"), ("元", "元/人"), ("微克/立方米", "微克"), ("", "人")]
        {
            assert_eq!(shift(from, to), Err(Refusal::Unlike), "{from} {to}");
        }
        assert_eq!(converted("999999999999", "万亿元", "元"), None);
        assert_eq!(converted("0.0000000000001", "元", "万亿元"), None);
        assert_eq!(shift("万亿元", "元"), Ok(12));
    }
}
