//! How a view puts its values into classes and colours them.

use crate::decimal::Decimal;
use crate::diagnostic::say;
use crate::fields::Fields;
use crate::scale::Method;
use crate::scale::method::METHODS;

/// The most breaks that are taken: they make as many classes as can be told apart.
const MOST_BREAKS: usize = 6;

/// What a view says of its classes. Kinds without classes ignore it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Classing {
    /// How many classes at most; `None` for what the kind does by itself.
    pub classes: Option<u8>,
    /// How they part; `None` for quantiles, with breaks for those.
    pub method: Option<Method>,
    /// Where they part, ascending, in the unit of the view.
    pub breaks: Vec<Decimal>,
    /// The value at which colours change sides, in the unit of the view; `None` for zero where values lie on both sides.
    pub midpoint: Option<Decimal>,
    /// What the values of categories stand for.
    pub categories: Vec<(Decimal, String)>,
}

/// The names of these settings in a view document.
pub const CLASSING_KEYS: [&str; 4] = ["method", "breaks", "midpoint", "categories"];

impl Classing {
    /// Takes over what an object says. Breaks or categories alone say the method too.
    pub fn read(&mut self, fields: &mut Fields) {
        let own = fields.word("method", &METHODS);
        if fields.get("breaks").is_some() {
            self.breaks = breaks(fields);
            if let Some(other) = own.filter(|own| *own != Method::Manual) {
                tell_unused(fields, "breaks", other);
            } else if !self.breaks.is_empty() {
                self.method = Some(Method::Manual);
            }
        }
        if fields.get("categories").is_some() {
            self.categories = categories(fields);
            if let Some(other) = own.filter(|own| *own != Method::Category) {
                tell_unused(fields, "categories", other);
            } else if own.is_none() {
                self.method = Some(Method::Category);
            }
        }
        self.method = own.or(self.method);
        if self.method == Some(Method::Manual) && self.breaks.is_empty() {
            let sentence = say!("没有可用的分级点，按分位数分级", "no usable breaks; quantiles are used");
            fields.fault("method", sentence, "写成 \"breaks\": [10, 20, 50]".into());
            self.method = None;
        }
        if fields.get("midpoint").is_some() {
            self.midpoint = fields.number("midpoint");
            if let Some(method @ (Method::Deviation | Method::Category)) = self.method {
                tell_unused(fields, "midpoint", method);
            }
        }
    }
}

/// Tells that a setting means nothing beside a method.
fn tell_unused(fields: &mut Fields, key: &str, method: Method) {
    let word = METHODS.iter().find(|(_, known)| *known == method).map_or("", |(word, _)| word);
    let sentence = say!(
        "“{}”与 method“{}”不能同用，已忽略“{}”",
        "“{}” means nothing with the method “{}”; “{}” is ignored",
        key,
        word,
        key
    );
    let hint = match key {
        "breaks" => "method 改为 manual，或去掉 breaks",
        "categories" => "method 改为 category，或去掉 categories",
        _ => "标准差分级以平均数为界，每值一色没有中点",
    };
    fields.fault(key, sentence, hint.into());
}

/// The breaks of a list: numbers, ascending, not too many; all or none.
fn breaks(fields: &mut Fields) -> Vec<Decimal> {
    let items = fields.list("breaks");
    let mut breaks: Vec<Decimal> = Vec::new();
    let hint = "写成由小到大的数：[10, 20, 50]";
    for (i, item) in items.iter().enumerate().take(MOST_BREAKS) {
        let Some(number) = item.number() else {
            let sentence =
                say!("分级点应是数值，breaks 未用", "a break should be a number; breaks are not used");
            fields.fault_at("breaks", "", i, sentence, hint.into());
            return Vec::new();
        };
        if breaks.last().is_some_and(|last| *last >= number) {
            let sentence =
                say!("分级点没有由小到大排列，breaks 未用", "breaks are not ascending; they are not used");
            fields.fault_at("breaks", "", i, sentence, hint.into());
            return Vec::new();
        }
        breaks.push(number);
    }
    if items.len() > MOST_BREAKS {
        let sentence =
            say!("分级点最多 6 个（7 级），breaks 未用", "6 breaks at most (7 classes); breaks are not used");
        fields.fault("breaks", sentence, "更多的级，颜色分不清".into());
        return Vec::new();
    }
    breaks
}

fn categories(fields: &mut Fields) -> Vec<(Decimal, String)> {
    let mut found: Vec<(Decimal, String)> = Vec::new();
    fields.each("categories", &mut |item, place, faults| {
        let Some(mut fields) = Fields::open(item, place, &["value", "label"], faults) else { return };
        let value = fields.number("value");
        let label = fields.required("label");
        if let (Some(value), Some(label)) = (value, label) {
            found.push((value, label.into()));
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Kind, Spec, document};
    use crate::diagnostic::Diagnostics;

    /// What the one view of a document says, and the places of what is told.
    fn read(view: &str) -> (Classing, Vec<String>) {
        let mut faults = Diagnostics::default();
        let text = format!(r#"{{"qdviz":"view/1","method":"jenks","views":[{{"kind":"map"{view}}}]}}"#);
        let document = document::read(text.as_bytes(), &mut faults).unwrap();
        let spec = Spec::resolve(document, &mut faults).unwrap();
        assert!(matches!(spec.panels[0].kind, Kind::Map { .. }));
        let told = faults.into_items().into_iter();
        (spec.panels[0].options.classing.clone(), told.map(|d| format!("{} {}", d.path, d.message)).collect())
    }

    #[test]
    fn what_a_view_says_goes_before_what_its_document_says() {
        assert_eq!(read("").0.method, Some(Method::Jenks));
        assert_eq!(read(r#","method":"equal""#).0.method, Some(Method::Equal));
        let (classing, told) = read(r#","breaks":[-5,0,2.50],"midpoint":0"#);
        assert_eq!((classing.method, classing.breaks.len(), told.len()), (Some(Method::Manual), 3, 0));
        let (classing, told) = read(r#","categories":[{"value":1,"label":"沿海"}]"#);
        assert_eq!((classing.method, &*classing.categories[0].1), (Some(Method::Category), "沿海"));
        assert_eq!(told, [""; 0]);
    }

    #[test]
    fn slips_are_told_at_their_place_and_leave_quantiles() {
        for (view, place) in [
            (r#","breaks":[10,5]"#, "view#/views/0/breaks/1 分级点没有由小到大排列"),
            (r#","breaks":[10,10]"#, "view#/views/0/breaks/1 "),
            (r#","breaks":[10,"20"]"#, "view#/views/0/breaks/1 分级点应是数值"),
            (r#","breaks":[1,2,3,4,5,6,7]"#, "view#/views/0/breaks 分级点最多 6 个"),
            (r#","method":"equal","breaks":[10]"#, "view#/views/0/breaks “breaks”与 method“equal”不能同用"),
            (r#","method":"manual""#, "view#/views/0/method 没有可用的分级点"),
            (r#","method":"jenk""#, "view#/views/0/method “method”不能是“jenk”"),
            (
                r#","method":"deviation","midpoint":3"#,
                "view#/views/0/midpoint “midpoint”与 method“deviation”",
            ),
            (r#","midpoint":"3""#, "view#/views/0/midpoint “midpoint”不是可用的数值"),
            (r#","categories":[{"value":1}]"#, "view#/views/0/categories/0/label 缺少“label”"),
        ] {
            let (classing, told) = read(view);
            assert!(told.len() == 1 && told[0].starts_with(place), "{view} {told:?}");
            assert_ne!(classing.method, Some(Method::Manual), "{view}");
        }
    }
}
