//! The places of Qingdao by every name that official documents use for them.

use super::Area;

/// A known place.
#[derive(Debug)]
pub struct Place {
    /// GB/T 2260 code; of zones, which have none, a short name of our own.
    pub code: &'static str,
    /// Usual name.
    pub name: &'static str,
    /// Name in English.
    pub english: &'static str,
    /// 区, 市, 功能区 or 城市.
    pub kind: &'static str,
    /// Other names, and codes that it had before.
    pub aliases: &'static [&'static str],
}

impl Place {
    /// The place as an area of a data set.
    pub fn area(&self) -> Area {
        Area {
            code: self.code.into(),
            name: self.name.into(),
            english: self.english.into(),
            aliases: self.aliases.iter().map(|alias| (*alias).into()).collect(),
            parent: if self.code == CITY { String::new() } else { CITY.into() },
            kind: self.kind.into(),
        }
    }
}

/// Code of the city that all other places are part of.
pub const CITY: &str = "370200";

const fn place(
    code: &'static str,
    name: &'static str,
    english: &'static str,
    kind: &'static str,
    aliases: &'static [&'static str],
) -> Place {
    Place { code, name, english, kind, aliases }
}

/// The city, its ten 区（市） and its zones. 四方区 went into 市北区 and 胶南市 into 黄岛区 in 2012, 即墨市 became a 区 in
/// 2017; figures of the two former ones are about other ground than today's, so they are no aliases.
pub static PLACES: [Place; 16] = [
    place(CITY, "青岛市", "Qingdao", "城市", &["青岛", "全市", "Qingdao"]),
    place("370202", "市南区", "Shinan", "区", &["市南", "Shinan"]),
    place("370203", "市北区", "Shibei", "区", &["市北", "Shibei"]),
    place(
        "370211",
        "黄岛区",
        "Huangdao",
        "区",
        &["黄岛", "西海岸新区", "青岛西海岸新区", "西海岸", "Huangdao"],
    ),
    place("370212", "崂山区", "Laoshan", "区", &["崂山", "Laoshan"]),
    place("370213", "李沧区", "Licang", "区", &["李沧", "Licang"]),
    place("370214", "城阳区", "Chengyang", "区", &["城阳", "Chengyang"]),
    place("370215", "即墨区", "Jimo", "区", &["即墨", "即墨市", "370282", "Jimo"]),
    place("370281", "胶州市", "Jiaozhou", "市", &["胶州", "Jiaozhou"]),
    place("370283", "平度市", "Pingdu", "市", &["平度", "Pingdu"]),
    place("370285", "莱西市", "Laixi", "市", &["莱西", "Laixi"]),
    place(
        "hightech",
        "高新区",
        "Qingdao High-tech Zone",
        "功能区",
        &["青岛高新区", "青岛国家高新技术产业开发区"],
    ),
    place(
        "sco",
        "上合示范区",
        "SCO Demonstration Area",
        "功能区",
        &["上合组织地方经贸合作示范区", "中国—上海合作组织地方经贸合作示范区"],
    ),
    place(
        "airport",
        "临空经济示范区",
        "Airport Economic Zone",
        "功能区",
        &["临空示范区", "青岛胶东临空经济示范区"],
    ),
    place("etdz", "青岛经济技术开发区", "Qingdao ETDZ", "功能区", &["青岛开发区", "经济技术开发区"]),
    place("bluevalley", "蓝谷", "Blue Valley", "功能区", &["青岛蓝谷", "蓝色硅谷"]),
];

/// The place of that code or name. Of the twelve digits of statistical division codes the first six count where the
/// rest are zeros.
pub fn find(name: &str) -> Option<&'static Place> {
    let name = name.trim_ascii();
    let name = match name.len() {
        12 => name.strip_suffix("000000").unwrap_or(name),
        _ => name,
    };
    called(name).or_else(|| {
        // 山东省青岛市市南区, Shinan District.
        let inner = name.strip_prefix("山东省").unwrap_or(name);
        let inner = inner.strip_prefix("青岛市").filter(|rest| !rest.is_empty()).unwrap_or(inner);
        let inner = inner.strip_suffix(" District").or(inner.strip_suffix(" City")).unwrap_or(inner);
        called(inner).or_else(|| called_twice(inner))
    })
}

/// The place that has exactly this code or name.
fn called(name: &str) -> Option<&'static Place> {
    PLACES.iter().find(|p| p.code == name || p.name == name || p.aliases.contains(&name))
}

/// 黄岛区（西海岸新区）: two names of one place.
fn called_twice(name: &str) -> Option<&'static Place> {
    let inner = name.strip_suffix(|c| c == '）' || c == ')')?;
    let open = inner.char_indices().find(|(_, c)| *c == '（' || *c == '(')?;
    let place = called(&inner[..open.0])?;
    let other = called(&inner[open.0 + open.1.len_utf8()..])?;
    (place.code == other.code).then_some(place)
}

/// All names and codes, for suggestions.
pub fn names<'n>() -> impl Iterator<Item = &'n str> {
    PLACES.iter().flat_map(|p| [p.code, p.name].into_iter().chain(p.aliases.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_name_finds_its_place() {
        for (name, code) in [
            ("即墨市", "370215"),
            ("即墨区", "370215"),
            ("370282", "370215"),
            ("西海岸新区", "370211"),
            ("青岛西海岸新区", "370211"),
            ("黄岛区", "370211"),
            ("市南", "370202"),
            (" 370203 ", "370203"),
            ("370202000000", "370202"),
            ("全市", CITY),
            ("青岛市李沧区", "370213"),
            ("山东省青岛市城阳区", "370214"),
            ("山东省青岛市", CITY),
            ("黄岛区（西海岸新区）", "370211"),
            ("西海岸新区(黄岛区)", "370211"),
            ("即墨市（即墨区）", "370215"),
            ("Shinan District", "370202"),
            ("Jiaozhou City", "370281"),
            ("高新区", "hightech"),
        ] {
            assert_eq!(find(name).map(|p| p.code), Some(code), "{name}");
        }
        for stranger in [
            "",
            "市",
            "四方区",
            "370202000001",
            "济南市",
            "山东省",
            "市南区（市北区）",
            "高新区（不含）",
            "（市南区）",
        ] {
            assert!(find(stranger).is_none(), "{stranger}");
        }
    }

    #[test]
    fn no_name_means_two_places() {
        let all: Vec<&str> = names().collect();
        for (i, name) in all.iter().enumerate() {
            assert!(!all[..i].contains(name), "{name}");
        }
        assert_eq!(PLACES.iter().filter(|p| p.area().is_district()).count(), 10);
    }
}
