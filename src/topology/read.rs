//! TopoJSON as the file gives it, checked until nothing later can go wrong.

use super::{ArcUse, LonLat, Region, Topology};
use crate::diagnostic::{Diagnostics, Say, say};
use crate::json::{self, Json, List, Place};

/// Positions that all rings together may have: far beyond any city, and a bound on what a small file that names
/// one long arc again and again can make us store.
const MAX_POSITIONS: usize = 2_000_000;

type Pair = (f64, f64);

const REPEATED: Say = say!("区域代码重复，后一个未采用", "region code repeated; the second is left out");
const NO_CODE: Say = say!("区域没有代码，未采用", "region without a code, left out");
const NO_NAME: Say = say!("区域没有名称，未采用", "region without a name, left out");
const NO_POLYGON: Say = say!(
    "区域不是面（Polygon 或 MultiPolygon），未采用",
    "region is neither Polygon nor MultiPolygon, left out"
);
const NO_BORDER: Say = say!("区域没有边界，未采用", "region without a border, left out");
const NO_ARC: Say =
    say!("没有这条弧，或弧本身有误；所在区域未采用", "no such arc, or a faulty one; its region is left out");
const GAP: Say = say!(
    "弧与前一条弧不相接；所在区域未采用",
    "arc does not continue the one before; its region is left out"
);
const TOO_LARGE: Say = say!("地图过大；所在区域未采用", "the map is too large; the region is left out");
const OPEN: Say = say!(
    "边界没有闭合，或不足三个点；所在区域未采用",
    "border open or of fewer than three points; its region is left out"
);
const OFF_GLOBE: Say = say!("坐标超出经纬度范围", "coordinates beyond longitude and latitude");
const SHORT_ARC: Say = say!("弧不足两个点", "arc of fewer than two points");
const NO_PAIR: Say = say!("应为两个数", "two numbers belong here");
const NO_LIST: Say = say!("应为数组", "an array belongs here");

struct Reader<'f> {
    faults: &'f mut Diagnostics,
    /// Scale and translation of quantised files, whose arcs are written as steps.
    transform: Option<(Pair, Pair)>,
    /// An arc with a fault stays in its place, empty.
    arcs: Vec<Vec<LonLat>>,
    positions: usize,
}

/// Reads TopoJSON, and GeoJSON where this build can.
pub(super) fn read(bytes: &[u8], faults: &mut Diagnostics) -> Option<Topology> {
    let document = json::parse(bytes, "map", faults)?;
    let root = Place::root("map");
    let map = match document.get("type").and_then(Json::text) {
        Some("Topology") => {
            let mut reader = Reader { faults, transform: None, arcs: Vec::new(), positions: 0 };
            let regions = reader.topology(&document, &root).unwrap_or_default();
            Topology { arcs: reader.arcs, regions }
        }
        #[cfg(feature = "charts")]
        Some("FeatureCollection" | "Feature") => super::geojson::read(&document, &root, faults),
        _ => {
            let sentence =
                say!("地图文件不是 TopoJSON，也不是 GeoJSON", "the map is neither TopoJSON nor GeoJSON");
            let hint = "“type”应为“Topology”或“FeatureCollection”";
            faults.error(&root.key("type").pointer(), sentence, hint.into());
            return None;
        }
    };
    if map.regions.is_empty() {
        let sentence = say!("地图文件里没有可用的区域", "the map has no usable region");
        faults.error(&root.key("objects").pointer(), sentence, String::new());
        return None;
    }
    Some(map)
}

/// A division code, written as text or as a number.
pub(super) fn code(json: Option<&Json>) -> Option<String> {
    match json? {
        Json::Text(code) if !code.is_empty() => Some(code.to_string()),
        Json::Number(code) if code.scale == 0 => Some(code.mantissa.to_string()),
        _ => None,
    }
}

impl Reader<'_> {
    fn topology(&mut self, document: &Json, root: &Place) -> Option<Vec<Region>> {
        if let Some(transform) = document.get("transform") {
            let place = root.key("transform");
            let scale = self.pair(transform.get("scale"), &place.key("scale"))?;
            let translate = self.pair(transform.get("translate"), &place.key("translate"))?;
            self.transform = Some((scale, translate));
        }
        let place = root.key("arcs");
        for (i, arc) in self.list(document.get("arcs"), &place)?.iter().enumerate() {
            let arc = self.arc(arc, &place.index(i)).unwrap_or_default();
            self.arcs.push(arc);
        }
        let objects = document.get("objects").map_or(&[][..], Json::members);
        let is_collection = |j: &Json| j.get("type").and_then(Json::text) == Some("GeometryCollection");
        let (name, collection) = objects.iter().find(|(_, object)| is_collection(object))?;
        let (place, object) = (root.key("objects"), collection.get("geometries"));
        let place = place.key(name);
        Some(self.regions(object, &place.key("geometries")))
    }

    fn regions(&mut self, geometries: Option<&Json>, place: &Place) -> Vec<Region> {
        let mut regions: Vec<Region> = Vec::new();
        for (i, geometry) in self.list(geometries, place).unwrap_or_default().iter().enumerate() {
            let place = place.index(i);
            let Some(region) = self.region(geometry, &place) else { continue };
            if regions.iter().any(|r| r.code == region.code) {
                self.warn(&place.key("id"), REPEATED);
            } else {
                regions.push(region);
            }
        }
        regions
    }

    fn region(&mut self, geometry: &Json, place: &Place) -> Option<Region> {
        let properties = geometry.get("properties");
        let Some(code) = code(geometry.get("id")).or_else(|| code(properties?.get("adcode"))) else {
            return self.fault(&place.key("id"), NO_CODE);
        };
        let name = properties.and_then(|p| p.get("name")).and_then(Json::text);
        let Some(name) = name else {
            return self.fault(&place.key("properties"), NO_NAME);
        };
        let mut rings = Vec::new();
        let arcs = place.key("arcs");
        match geometry.get("type").and_then(Json::text) {
            Some("Polygon") => self.polygon(geometry.get("arcs"), &arcs, &mut rings)?,
            Some("MultiPolygon") => {
                for (i, polygon) in self.list(geometry.get("arcs"), &arcs)?.iter().enumerate() {
                    self.polygon(Some(polygon), &arcs.index(i), &mut rings)?;
                }
            }
            _ => return self.fault(&place.key("type"), NO_POLYGON),
        }
        if rings.is_empty() {
            return self.fault(&arcs, NO_BORDER);
        }
        Some(Region { code, name: name.into(), rings })
    }

    fn polygon(&mut self, json: Option<&Json>, place: &Place, rings: &mut Vec<Vec<ArcUse>>) -> Option<()> {
        for (i, ring) in self.list(json, place)?.iter().enumerate() {
            rings.push(self.ring(ring, &place.index(i))?);
        }
        Some(())
    }

    fn ring(&mut self, json: &Json, place: &Place) -> Option<Vec<ArcUse>> {
        let mut ring = Vec::new();
        let (mut start, mut end) = (None, None);
        let before = self.positions;
        for (i, item) in self.list(Some(json), place)?.iter().enumerate() {
            let place = place.index(i);
            let (part, first, last, count) = match self.arc_use(item) {
                Some(found) => found,
                None => return self.fault(&place, NO_ARC),
            };
            if end.is_some() && end != Some(first) {
                return self.fault(&place, GAP);
            }
            start = start.or(Some(first));
            end = Some(last);
            self.positions += count - 1;
            if self.positions > MAX_POSITIONS {
                return self.fault(&place, TOO_LARGE);
            }
            ring.push(part);
        }
        if start != end || self.positions - before < 3 {
            return self.fault(place, OPEN);
        }
        Some(ring)
    }

    /// The arc named by an index, where a negative one means `!index` backwards: with its first and last position
    /// in walking order and the number of its positions.
    fn arc_use(&self, json: &Json) -> Option<(ArcUse, LonLat, LonLat, usize)> {
        let index = json.number().filter(|n| n.scale == 0)?.mantissa;
        let reversed = index < 0;
        let arc = usize::try_from(if reversed { !index } else { index }).ok()?;
        let positions = self.arcs.get(arc)?;
        let (first, last) = (*positions.first()?, *positions.last()?);
        let (first, last) = if reversed { (last, first) } else { (first, last) };
        Some((ArcUse { arc, reversed }, first, last, positions.len()))
    }

    fn arc(&mut self, json: &Json, place: &Place) -> Option<Vec<LonLat>> {
        let mut positions = Vec::new();
        let (mut x, mut y) = (0.0, 0.0);
        for (i, item) in self.list(Some(json), place)?.iter().enumerate() {
            let place = place.index(i);
            let mut at = self.pair(Some(item), &place)?;
            if let Some((scale, translate)) = self.transform {
                x += at.0;
                y += at.1;
                at = (x * scale.0 + translate.0, y * scale.1 + translate.1);
            }
            // Written so that NaN fails it too.
            if !(at.0.abs() <= 180.0 && at.1.abs() <= 90.0) {
                return self.fault(&place, OFF_GLOBE);
            }
            positions.push(LonLat { lon: at.0, lat: at.1 });
        }
        if positions.len() < 2 {
            return self.fault(place, SHORT_ARC);
        }
        Some(positions)
    }

    fn pair(&mut self, json: Option<&Json>, place: &Place) -> Option<Pair> {
        let list = json.and_then(Json::array).unwrap_or_default();
        let number = |position| list.get(position).and_then(Json::number);
        if let (Some(x), Some(y)) = (number(0), number(1)) {
            return Some((x.to_f64(), y.to_f64()));
        }
        self.fault(place, NO_PAIR)
    }

    fn list<'j, 'a>(&mut self, json: Option<&'j Json<'a>>, place: &Place) -> Option<List<'j, 'a>> {
        let list = json.and_then(Json::array);
        list.or_else(|| self.fault(place, NO_LIST))
    }

    fn fault<T>(&mut self, place: &Place, sentence: Say) -> Option<T> {
        self.warn(place, sentence);
        None
    }

    // Apart from `fault`, so that it is compiled once and not for every type.
    fn warn(&mut self, place: &Place, sentence: Say) {
        self.faults.warning(&place.pointer(), sentence, String::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = r#"{"type":"Topology","arcs":[[[120,36],[121,36],[121,37],[120,36]],[[120,36],[121,36]]],
        "objects":{"x":{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","id":"1","properties":{"name":"甲"},"arcs":[[0]]}]}}}"#;

    fn first_fault(document: &str) -> String {
        let mut faults = Diagnostics::default();
        read(document.as_bytes(), &mut faults);
        let items = faults.into_items();
        items.first().map(|d| format!("{} {}", d.path, d.message)).unwrap_or_default()
    }

    #[test]
    fn a_sound_file_has_no_fault() {
        assert_eq!(first_fault(SOUND), "");
    }

    #[test]
    fn every_fault_names_its_place() {
        let ring = "map#/objects/x/geometries/0/arcs/0";
        let gone = "没有这条弧，或弧本身有误；所在区域未采用";
        for (find, replace, expected) in [
            ("Topology", "Polygon", "map#/type 地图文件不是 TopoJSON，也不是 GeoJSON".into()),
            ("[121,37]", "[121,1e400]", "map#/arcs/0/2 应为两个数".into()),
            ("[121,37]", "[121,91]", "map#/arcs/0/2 坐标超出经纬度范围".into()),
            ("[121,37]", "[999999999999999999,0]", "map#/arcs/0/2 坐标超出经纬度范围".into()),
            ("[121,37]", "[121]", "map#/arcs/0/2 应为两个数".into()),
            (",[[120,36],[121,36]]]", ",[[120,36]]]", "map#/arcs/1 弧不足两个点".into()),
            ("[[0]]", "[[7]]", format!("{ring}/0 {gone}")),
            ("[[0]]", "[[-9223372036854775808]]", format!("{ring}/0 {gone}")),
            ("[[0]]", "[[999999999999999999]]", format!("{ring}/0 {gone}")),
            ("[[0]]", "[[0.5]]", format!("{ring}/0 {gone}")),
            ("[[0]]", "[[1]]", format!("{ring} 边界没有闭合，或不足三个点；所在区域未采用")),
            ("[[0]]", "[[1,-2]]", format!("{ring} 边界没有闭合，或不足三个点；所在区域未采用")),
            ("[[0]]", "[[1,0]]", format!("{ring}/1 弧与前一条弧不相接；所在区域未采用")),
            ("[[0]]", "[[]]", format!("{ring} 边界没有闭合，或不足三个点；所在区域未采用")),
            ("[[0]]", "[]", "map#/objects/x/geometries/0/arcs 区域没有边界，未采用".into()),
            ("[[0]]", "3", "map#/objects/x/geometries/0/arcs 应为数组".into()),
            ("\"1\"", "null", "map#/objects/x/geometries/0/id 区域没有代码，未采用".into()),
            ("GeometryC", "C", "map#/objects 地图文件里没有可用的区域".into()),
        ] {
            assert!(SOUND.contains(find));
            assert_eq!(first_fault(&SOUND.replacen(find, replace, 1)), expected, "{find} → {replace}");
        }
    }

    #[test]
    fn a_small_file_cannot_ask_for_boundless_memory() {
        let arc: String = (0..5_000).map(|i| format!("[120,{}],", 36 + i % 2)).collect();
        let document = SOUND.replacen("[120,36],", &format!("[120,36],{arc}"), 1);
        let document = document.replacen("[[0]]", &format!("[[{}0]]", "0,".repeat(1_000)), 1);
        assert!(first_fault(&document).ends_with("地图过大；所在区域未采用"));
    }

    #[test]
    fn a_second_region_of_the_same_code_is_left_out() {
        let region = r#"{"type":"Polygon","id":"1","properties":{"name":"甲"},"arcs":[[0]]}"#;
        let twice = SOUND.replacen(region, &format!("{region},{region}"), 1);
        assert_eq!(first_fault(&twice), "map#/objects/x/geometries/1/id 区域代码重复，后一个未采用");
    }
}
