//! Units out of the codes for unit and multiplier. Values are never scaled: the multiplier becomes part of the unit.

/// Unit codes, of SDMX, OECD, UNICEF and Eurostat, and the unit in Chinese.
const UNITS: [(&str, &str); 38] = [
    ("PS", "人"),
    ("PERS", "人"),
    ("PERSONS", "人"),
    ("PER", "人"),
    ("NR_PERS", "人"),
    ("HH", "户"),
    ("PT", "%"),
    ("PC", "%"),
    ("PCT", "%"),
    ("PERCENT", "%"),
    ("PCNT", "%"),
    ("PA", "%"),
    ("PD", "百分点"),
    ("PP", "百分点"),
    ("PM", "‰"),
    ("T", "吨"),
    ("TN", "吨"),
    ("TONNES", "吨"),
    ("KG", "千克"),
    ("M", "米"),
    ("KM", "千米"),
    ("M2", "平方米"),
    ("KM2", "平方千米"),
    ("M3", "立方米"),
    ("HA", "公顷"),
    ("KWH", "千瓦时"),
    ("GWH", "吉瓦时"),
    ("CNY", "元"),
    ("RMB", "元"),
    ("EUR", "欧元"),
    ("USD", "美元"),
    ("HKD", "港元"),
    ("JPY", "日元"),
    ("GBP", "英镑"),
    ("KRW", "韩元"),
    ("NUMBER", ""),
    ("NR", ""),
    ("PURE_NUMB", ""),
];

/// Words for the powers of ten from 1 to 12.
const POWERS: [&str; 12] =
    ["十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿"];

/// The unit of a code and its label: the usual Chinese one where it is known, else the label as it stands.
pub fn named(code: &str, label: &str) -> String {
    let known = UNITS.iter().find(|(known, _)| *known == code);
    match known {
        Some((_, unit)) => (*unit).into(),
        None if label.is_empty() => code.into(),
        None => label.into(),
    }
}

/// The unit times a power of ten. A power without a word is written as a power: to leave it out would be to tell
/// another number.
pub fn scaled(unit: &str, power: i32) -> String {
    if power == 0 {
        return unit.into();
    }
    let word = usize::try_from(power).ok().and_then(|power| POWERS.get(power.checked_sub(1)?));
    let gap = if unit.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric()) { " " } else { "" };
    match word {
        Some(word) => format!("{word}{gap}{unit}"),
        None => format!("×10^{power}{}{unit}", if unit.is_empty() { "" } else { " " }),
    }
}

/// Reads a multiplier: a power of ten as a whole number.
pub fn power(text: &str) -> Option<i32> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
    if is_plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multipliers_become_part_of_the_unit() {
        for (code, label, power, expected) in [
            ("PS", "Persons", 3, "千人"),
            ("CNY", "Yuan", 8, "亿元"),
            ("USD", "US dollar", 6, "百万美元"),
            ("EUR", "Euro", 4, "万欧元"),
            ("TONES", "Tones", 3, "千 Tones"),
            ("XYZ", "", 0, "XYZ"),
            ("PC", "Percent", 0, "%"),
            ("USD", "", -2, "×10^-2 美元"),
            ("NUMBER", "Number", 3, "千"),
        ] {
            assert_eq!(scaled(&named(code, label), power), expected, "{code}");
        }
        assert_eq!(
            (power("3"), power("-3"), power("03"), power("3.0"), power("")),
            (Some(3), Some(-3), Some(3), None, None)
        );
    }
}
