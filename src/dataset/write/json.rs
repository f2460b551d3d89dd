//! JSON text, piece by piece: strings escaped, numbers digit for digit.

use crate::decimal::Decimal;

/// A string in quotes.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\u{0}'..='\u{1f}' => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// A number with the very digits that it was read with.
pub fn number(number: Decimal) -> String {
    let mut out = String::new();
    number.write(None, &mut out);
    // People see a minus sign, programs want the hyphen.
    out.replace('−', "-")
}

/// A list on one line.
pub fn list(items: &[String]) -> String {
    format!("[{}]", items.join(", "))
}

/// A list with every item on a line of its own, `depth` steps within the document.
pub fn list_in_lines(items: &[String], depth: usize) -> String {
    in_lines('[', items, ']', depth)
}

/// The members of an object, each written as it is put in.
#[derive(Clone, Debug, Default)]
pub struct Object {
    members: Vec<String>,
}

impl Object {
    /// Adds a member; `json` is its value, already written.
    pub fn put(&mut self, key: &str, json: String) {
        self.members.push(format!("{}: {json}", quoted(key)));
    }

    /// Adds a text; an empty one says nothing and is left out.
    pub fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.put(key, quoted(text));
        }
    }

    /// Adds the members of another object.
    pub fn extend(&mut self, other: Object) {
        self.members.extend(other.members);
    }

    /// The object on one line.
    pub fn line(&self) -> String {
        if self.members.is_empty() { "{}".into() } else { format!("{{ {} }}", self.members.join(", ")) }
    }

    /// The object with every member on a line of its own, `depth` steps within the document.
    pub fn lines(&self, depth: usize) -> String {
        in_lines('{', &self.members, '}', depth)
    }
}

fn in_lines(open: char, parts: &[String], close: char, depth: usize) -> String {
    if parts.is_empty() {
        return format!("{open}{close}");
    }
    let outer = "  ".repeat(depth);
    let inner = format!("\n{outer}  ");
    format!("{open}{inner}{}\n{outer}{close}", parts.join(&format!(",{inner}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped_so_that_a_parser_gives_them_back() {
        let text = "“指数”\"a\\b\"\n\t\u{1}\u{1f}/é🐟\u{2028}";
        assert_eq!(serde_json::from_str::<String>(&quoted(text)).unwrap(), text);
        assert_eq!(quoted("\u{1}\n"), r#""\u0001\n""#);
    }

    #[test]
    fn numbers_keep_every_digit() {
        for digits in ["0", "-0.05", "95.240", "999999999999999999", "0.000000000000000001"] {
            assert_eq!(number(Decimal::parse(digits).unwrap()), digits);
        }
    }

    #[test]
    fn objects_are_written_on_one_line_or_on_many() {
        let mut object = Object::default();
        assert_eq!((object.line(), object.lines(1)), ("{}".into(), "{}".into()));
        object.put("a", list(&["1".into(), "null".into()]));
        object.text("b", "");
        object.text("c", "丙");
        assert_eq!(object.line(), r#"{ "a": [1, null], "c": "丙" }"#);
        assert_eq!(object.lines(1), "{\n    \"a\": [1, null],\n    \"c\": \"丙\"\n  }");
    }
}
