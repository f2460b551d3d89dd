//! Just enough of a reader of Rust source to know which modules a file uses.

/// Identifiers and punctuation of `source`; comments and the content of literals are left out.
pub fn tokens(source: &str) -> Vec<String> {
    let chars: Vec<char> = source.chars().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = skip_silent(&chars, at);
        if end > at {
            at = end;
        } else if is_word(chars[at]) {
            let end = (at..chars.len()).find(|i| !is_word(chars[*i])).unwrap_or(chars.len());
            out.push(chars[at..end].iter().collect());
            at = end;
        } else if chars[at..].starts_with(&[':', ':']) {
            out.push("::".into());
            at += 2;
        } else {
            if !chars[at].is_whitespace() {
                out.push(chars[at].into());
            }
            at += 1;
        }
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The end of the comment or literal that starts at `at`; `at` itself where none does.
fn skip_silent(chars: &[char], at: usize) -> usize {
    let rest = &chars[at..];
    if rest.starts_with(&['/', '/']) {
        return at + rest.iter().position(|c| *c == '\n').unwrap_or(rest.len());
    }
    if rest.starts_with(&['/', '*']) {
        return at + block_comment(rest);
    }
    let marks = rest.iter().skip(1).take_while(|c| **c == '#').count();
    if rest[0] == 'r' && rest.get(1 + marks) == Some(&'"') && (at == 0 || !is_word(chars[at - 1])) {
        let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', marks)).collect();
        let body = 2 + marks;
        let end = (body..rest.len()).find(|i| rest[*i..].starts_with(&close));
        return at + end.map_or(rest.len(), |i| i + close.len());
    }
    if rest[0] == '"' {
        return at + quoted(rest, '"');
    }
    // 'a' and '\n' are characters, 'a alone is a lifetime.
    if rest[0] == '\'' && (rest.get(1) == Some(&'\\') || rest.get(2) == Some(&'\'')) {
        return at + quoted(rest, '\'');
    }
    at
}

fn quoted(rest: &[char], close: char) -> usize {
    let mut i = 1;
    while i < rest.len() && rest[i] != close {
        i += if rest[i] == '\\' { 2 } else { 1 };
    }
    (i + 1).min(rest.len())
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut i) = (0, 0);
    while i < rest.len() {
        if rest[i..].starts_with(&['/', '*']) {
            depth += 1;
            i += 2;
        } else if rest[i..].starts_with(&['*', '/']) {
            depth -= 1;
            i += 2;
            if depth == 0 {
                break;
            }
        } else {
            i += 1;
        }
    }
    i
}

/// The tokens without the items under `#[cfg(test)]`.
pub fn without_tests(tokens: &[String]) -> Vec<String> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at..].iter().take(MARK.len()).eq(MARK.iter()) {
            at = end_of_item(tokens, at + MARK.len());
        } else {
            out.push(tokens[at].clone());
            at += 1;
        }
    }
    out
}

/// Behind the first `;` or `{…}` that no bracket encloses.
fn end_of_item(tokens: &[String], from: usize) -> usize {
    let mut depth = 0;
    for (i, token) in tokens.iter().enumerate().skip(from) {
        match token.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" => depth -= 1,
            "}" => {
                depth -= 1;
                if depth == 0 {
                    return i + 1;
                }
            }
            ";" if depth == 0 => return i + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// The top-level modules that the tokens of a file name by `crate::…` or by enough `super::`s; `depth` is the length
/// of the file's own module path.
pub fn rooms_used(tokens: &[String], depth: usize) -> Vec<String> {
    let mut used = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut supers = 0;
        while tokens[at + 2 * supers..].iter().take(2).eq(["super", "::"].iter()) {
            supers += 1;
        }
        let root = tokens[at..].iter().take(2).eq(["crate", "::"].iter());
        if root || supers >= depth.max(1) {
            let path = at + if root { 2 } else { 2 * supers };
            used.extend(first_names(&tokens[path..]));
        }
        at += (2 * supers).max(1);
    }
    used
}

/// The first segment of a path, or of each path in a `{…}` group.
fn first_names(path: &[String]) -> Vec<String> {
    if path.first().is_none_or(|token| token != "{") {
        return path.first().cloned().into_iter().collect();
    }
    let (mut depth, mut names, mut expected) = (0, Vec::new(), false);
    for token in path {
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ if depth == 1 && expected && token != "self" => names.push(token.clone()),
            _ => {}
        }
        if depth == 0 {
            break;
        }
        expected = depth == 1 && (token == "," || token == "{");
    }
    names
}
