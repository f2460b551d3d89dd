//! The pieces that the schema is put together from.

use crate::dataset::write::json::{Object, list, quoted};
use crate::decimal::MAX_DIGITS;

/// One member of an object, as the schema describes it.
pub(super) struct Member {
    pub key: &'static str,
    shape: Object,
}

/// A member with what an editor is told about it. One that may be left out may also be `null`.
pub(super) fn member(key: &'static str, title: &str, description: &str, shape: Object) -> Member {
    let mut told = Object::default();
    told.text("title", title);
    told.text("description", description);
    told.extend(shape);
    Member { key, shape: told }
}

/// An object that has these members and no others.
pub(super) fn closed(members: &[Member], required: &[&str], depth: usize) -> Object {
    let mut properties = Object::default();
    for member in members {
        properties.put(member.key, member.shape.line());
    }
    let mut out = of_type(&["object"]);
    out.put("additionalProperties", "false".into());
    if !required.is_empty() {
        out.put("required", list(&required.iter().map(|key| quoted(key)).collect::<Vec<_>>()));
    }
    also(out, "properties", properties.lines(depth + 1))
}

/// The same with one thing more.
pub(super) fn also(mut object: Object, key: &str, json: String) -> Object {
    object.put(key, json);
    object
}

/// Anything of these types.
pub(super) fn of_type(types: &[&str]) -> Object {
    let written = match types {
        [one] => quoted(one),
        many => list(&many.iter().map(|one| quoted(one)).collect::<Vec<_>>()),
    };
    also(Object::default(), "type", written)
}

/// Any text.
pub(super) fn text() -> Object {
    of_type(&["string", "null"])
}

/// A number that a [`crate::decimal::Decimal`] can hold, or no number.
pub(super) fn number_or_null() -> Object {
    bounded(&["number", "null"])
}

/// A number that a [`crate::decimal::Decimal`] can hold.
pub(super) fn number() -> Object {
    bounded(&["number"])
}

fn bounded(types: &[&str]) -> Object {
    let limit = format!("1{}", "0".repeat(MAX_DIGITS));
    let above = also(of_type(types), "exclusiveMinimum", format!("-{limit}"));
    also(above, "exclusiveMaximum", limit)
}

/// What `$defs` describes under that name.
pub(super) fn reference(name: &str) -> Object {
    also(Object::default(), "$ref", quoted(&format!("#/$defs/{name}")))
}

/// A list of what `$defs` describes under that name.
pub(super) fn list_of(name: &str) -> Object {
    also(of_type(&["array", "null"]), "items", reference(name).line())
}

/// One of the words.
pub(super) fn words(words: &[(&str, &str)]) -> Object {
    let mut all: Vec<String> = words.iter().map(|(word, _)| quoted(word)).collect();
    all.push("null".into());
    also(Object::default(), "enum", list(&all))
}

/// A sentence that ends in what each of the words means.
pub(super) fn meanings(about: &str, words: &[(&str, &str)]) -> String {
    let all: Vec<String> = words.iter().map(|(word, meaning)| format!("{word} {meaning}")).collect();
    format!("{about}：{}。", all.join("；"))
}

/// With some of what may stand there.
pub(super) fn such_as(shape: Object, examples: &[&str]) -> Object {
    also(shape, "examples", list(&examples.iter().map(|example| quoted(example)).collect::<Vec<_>>()))
}

/// One of several shapes.
pub(super) fn any_of(shapes: &[Object]) -> Object {
    also(Object::default(), "anyOf", list(&shapes.iter().map(Object::line).collect::<Vec<_>>()))
}
