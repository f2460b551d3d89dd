//! 是否想写 …: the known word that was most likely meant.

/// The candidate closest to `word`, if it is close enough to be worth suggesting.
///
/// Close enough means at most a third (rounded up) of the longer word's characters differ (edit distance). Short words
/// are all near one another, so two slips count only behind a first character that is right.
pub fn nearest<'c>(word: &str, mut candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    nearest_of(word, &mut || candidates.next())
}

// Apart from `nearest`, so that it is compiled once and not for every iterator; as a closure, since `dyn Iterator` would
// bring a dozen methods along for each.
fn nearest_of<'c>(word: &str, next: &mut dyn FnMut() -> Option<&'c str>) -> Option<&'c str> {
    let word: Vec<char> = word.chars().take(LONGEST).collect();
    let mut best: Option<(usize, &str)> = None;
    for _ in 0..MOST {
        let Some(candidate) = next() else { break };
        let other: Vec<char> = candidate.chars().take(LONGEST).collect();
        let length = word.len().max(other.len());
        let distance = edit_distance(&word, &other);
        let allowed = if word.first() == other.first() { length.div_ceil(3) } else { 1 };
        if length > 1 && distance <= allowed && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Candidates that are looked at: in a document with more of them a hint is not worth the wait.
const MOST: usize = 10_000;

/// Characters that are compared; nobody means a longer word by a slip.
const LONGEST: usize = 40;

/// The words one after the other: 甲、乙、丙.
pub fn joined<'w>(words: impl Iterator<Item = &'w str>, separator: &str) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() {
            out.push_str(separator);
        }
        out.push_str(word);
    }
    out
}

/// A hint that names the nearest candidate; empty when none is near.
pub fn suggestion<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> String {
    match nearest(word, candidates) {
        Some(candidate) => format!("是否想写“{candidate}”？"),
        None => String::new(),
    }
}

/// Levenshtein distance in characters.
fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=a.len()).collect();
    for (j, cb) in b.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = j + 1;
        for (i, ca) in a.iter().enumerate() {
            let replaced = diagonal + (ca != cb) as usize;
            diagonal = row[i + 1];
            row[i + 1] = replaced.min(row[i] + 1).min(diagonal + 1);
        }
    }
    row[a.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let keys = ["indicator", "period", "areas"];
        assert_eq!(nearest("indicater", keys.into_iter()), Some("indicator"));
        assert_eq!(nearest("peroid", keys.into_iter()), Some("period"));
        assert_eq!(nearest("pie", ["bar", "line", "map"].into_iter()), None);
        assert_eq!(nearest("colour", keys.into_iter()), None);
        assert_eq!(nearest("市南", ["市南区", "市北区"].into_iter()), Some("市南区"));
    }
}
