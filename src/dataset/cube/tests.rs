//! What becomes of categories.

use super::*;

fn dimension(code: &str, role: Role, categories: &[&str]) -> Dimension {
    let category =
        |name: &&str| Category { code: (*name).into(), name: (*name).into(), ..Category::default() };
    Dimension {
        code: code.into(),
        name: code.into(),
        role,
        categories: categories.iter().map(category).collect(),
    }
}

#[test]
fn what_is_known_about_categories_and_the_whole_becomes_the_definition() {
    let (mut faults, mut out) = (Diagnostics::default(), Builder::new("data#/value/"));
    let mut dimensions = vec![
        dimension("性别", Role::Other, &["男"]),
        dimension("measure", Role::Measure, &["人口"]),
        dimension("地区", Role::Place, &["华东", "甲市", "青岛市"]),
        dimension("年", Role::Time, &["2020"]),
    ];
    dimensions[0].categories[0].definition = "按户籍".into();
    dimensions[1].categories[0].definition = "年末数".into();
    dimensions[2].categories[1].parent = Some(0);
    dimensions[2].categories[2].parent = Some(0);
    let about = About { note: "抽样".into(), ..About::default() };
    let mut cube = Cube::new(about, dimensions, &mut out, &mut faults).unwrap();
    let (indicator, _, _) = cube.key(&[0, 0, 1, 0], &mut out).unwrap();
    assert_eq!(out.set().indicators[indicator].definition, "年末数\n男：按户籍\n抽样");
    let parents: Vec<&str> = out.set().areas.iter().map(|a| a.parent.as_str()).collect();
    assert_eq!(parents, ["", "华东", ""], "what the gazetteer knows is not changed");
}

#[test]
fn names_of_slices_have_a_limit() {
    let (mut faults, mut out) = (Diagnostics::default(), Builder::new("data#/value/"));
    let long = "长".repeat(20_000);
    let codes: Vec<String> = (0..2_000).map(|code| code.to_string()).collect();
    let dimensions = vec![
        dimension("甲", Role::Other, &[&long]),
        dimension("乙", Role::Other, &codes.iter().map(String::as_str).collect::<Vec<_>>()),
        dimension("年", Role::Time, &["2020"]),
    ];
    let mut cube = Cube::new(About::default(), dimensions, &mut out, &mut faults).unwrap();
    let made = (0..2_000).filter(|i| cube.key(&[0, *i, 0], &mut out).is_some()).count();
    assert!((50..150).contains(&made), "{made}");
    assert!(out.finish(&mut faults).is_none());
    let told: Vec<String> = faults.into_items().into_iter().map(|d| d.message).collect();
    assert_eq!(told[0], "按维度分出的指标太多，名称合计超过 16 MB，其余未读入");
}

#[test]
fn figures_in_different_units_are_of_different_indicators() {
    let mut faults = Diagnostics::default();
    let mut out = Builder::new("data#/value/");
    let mut units = dimension("UNIT", Role::Unit, &["T"]);
    units.categories[0].unit = "吨".into();
    let dimensions = vec![
        dimension("FREQ", Role::Frequency, &["A"]),
        units,
        dimension("TIME", Role::Time, &["2020", "2021"]),
    ];
    let about = About { title: "产量".into(), english: "Output".into(), ..About::default() };
    let mut cube = Cube::new(about, dimensions, &mut out, &mut faults).unwrap();
    let plain = cube.key(&[0, 0, 0], &mut out).unwrap().0;
    let unit = cube.unit("万吨");
    let scaled = cube.key_in(&[0, 0, 0], unit, &mut out).unwrap().0;
    assert_eq!(cube.key_in(&[0, 0, 1], unit, &mut out).unwrap().0, scaled);
    assert_eq!(cube.key(&[0, 0, 1], &mut out).unwrap().0, plain);
    assert_eq!(cube.unit("万吨"), unit);
    let indicators = &out.set().indicators;
    let shown = |i: usize| (indicators[i].name.as_str(), indicators[i].unit.as_str());
    assert_eq!((shown(plain), shown(scaled)), (("产量", "吨"), ("产量", "万吨")));
    assert_eq!((indicators[0].frequency, indicators[0].english.as_str()), ("year", "Output"));
    assert_ne!(indicators[plain].id, indicators[scaled].id);
}

#[test]
fn other_dimensions_become_part_of_the_indicator() {
    let mut faults = Diagnostics::default();
    let mut out = Builder::new("data#/value/");
    let dimensions = vec![
        dimension("measure", Role::Measure, &["人口"]),
        dimension("性别", Role::Other, &["_T", "男"]),
        dimension("地区", Role::Place, &["370282", "市南"]),
        dimension("年", Role::Time, &["2020", "去年"]),
    ];
    let mut cube = Cube::new(About::default(), dimensions, &mut out, &mut faults).unwrap();
    let first = cube.key(&[0, 0, 0, 0], &mut out).unwrap();
    let second = cube.key(&[0, 1, 1, 0], &mut out).unwrap();
    assert_eq!(cube.key(&[0, 0, 0, 0], &mut out), Some(first));
    assert_eq!(cube.key(&[0, 0, 0, 1], &mut out), None);
    assert_eq!(cube.key(&[0, 9, 0, 0], &mut out), None);
    let indicators = &out.set().indicators;
    assert_eq!(
        (indicators[first.0].name.as_str(), indicators[first.0].id.as_str()),
        ("人口", "人口;性别=_T")
    );
    assert_eq!((indicators[second.0].name.as_str(), indicators.len()), ("人口（男）", 2));
    assert_eq!(out.set().areas[first.1].name, "即墨区");
    let told: Vec<String> = faults.into_items().into_iter().map(|d| d.message).collect();
    assert_eq!(told, ["“去年”不是可识别的时期，有关的数已跳过"]);
}
