//! Where the values and members of a JSON document stand, or the cells and lines of a table, as ranges of bytes.

use std::ops::Range;

/// The parts of a document that mutations work on.
pub struct Parts {
    /// Values, or cells.
    pub values: Vec<Range<usize>>,
    /// Keys with their values, or lines.
    pub members: Vec<Range<usize>>,
    /// What stands between two members.
    pub separator: u8,
}

impl Parts {
    /// Looks at a document of either kind.
    pub fn of(document: &[u8]) -> Parts {
        let first = document.iter().find(|byte| !byte.is_ascii_whitespace());
        match first {
            Some(b'{' | b'[') => json(document),
            _ => table(document),
        }
    }
}

fn table(document: &[u8]) -> Parts {
    let mut parts = Parts { values: Vec::new(), members: Vec::new(), separator: b'\n' };
    let (mut cell, mut line) = (0, 0);
    for (at, byte) in document.iter().enumerate() {
        if b",;\t\n".contains(byte) {
            parts.values.push(cell..at);
            cell = at + 1;
        }
        if *byte == b'\n' {
            parts.members.push(line..at);
            line = at + 1;
        }
    }
    parts
}

/// An object or array that is not closed yet.
struct Open {
    start: usize,
    /// Where the key of the member began that is being read.
    key: Option<usize>,
}

fn json(document: &[u8]) -> Parts {
    let mut parts = Parts { values: Vec::new(), members: Vec::new(), separator: b',' };
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while at < document.len() {
        let start = at;
        at += 1;
        let value = match document[start] {
            b'{' | b'[' => {
                open.push(Open { start, key: None });
                continue;
            }
            b'}' | b']' => open.pop().map_or(start, |opened| opened.start)..at,
            b'"' => {
                at = text_end(document, at);
                if followed_by_colon(&document[at..]) {
                    open.iter_mut().last().into_iter().for_each(|object| object.key = Some(start));
                    continue;
                }
                start..at
            }
            b'-' | b'0'..=b'9' | b'a'..=b'z' => {
                while at < document.len() && !b",]} \r\n\t".contains(&document[at]) {
                    at += 1;
                }
                start..at
            }
            _ => continue,
        };
        if let Some(key) = open.last_mut().and_then(|object| object.key.take()) {
            parts.members.push(key..value.end);
        }
        parts.values.push(value);
    }
    parts
}

/// Where a string ends whose opening quote stands before `at`.
fn text_end(document: &[u8], mut at: usize) -> usize {
    while at < document.len() && document[at] != b'"' {
        at += if document[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(document.len())
}

fn followed_by_colon(rest: &[u8]) -> bool {
    rest.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
}
