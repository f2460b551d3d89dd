//! Documents as editors, exporters and attackers break them: byte by byte, and value by value so that what comes out
//! stays well-formed and gets past the first check.

use super::parts::Parts;
use super::random::Random;
use std::ops::Range;

/// What stands where something else should be.
const VALUES: [&str; 32] = [
    "null",
    "true",
    "1e400",
    "-1e-400",
    "0",
    "-1",
    "-7.25",
    "1e17",
    "999999",
    "4294967296",
    "18446744073709551616",
    "\"\"",
    "{}",
    "[]",
    "[[]]",
    "[1000000,1000000,1000000]",
    "{\"1\":2,\"1\":3}",
    "{\"999999999\":1}",
    "\"NaN\"",
    "\"2020-99\"",
    "\"../2020\"",
    "\"370203\"",
    "\"市南\"",
    "\"0:0:999999\"",
    "\":::\"",
    "\"-1:0\"",
    "NaN",
    "2020年1-8月",
    "\"1,5\"",
    "（万元）",
    "\"\"\"",
    "=1+1",
];
/// What is left of a document that was cut, pasted or attacked.
const DEBRIS: [&str; 16] = [
    "-",
    "999999999999999999999",
    "[[[[[[[[",
    "}",
    ",",
    ";;;;",
    "\t",
    "\r",
    "\"",
    "\"__proto__\":1,",
    "NaN",
    "\u{FEFF}",
    "\\ud800",
    "，",
    "\0",
    "\u{202E}",
];

/// A document that mutations start from.
pub struct Seed {
    /// Path within the repository.
    pub name: String,
    /// The document.
    pub bytes: Vec<u8>,
    parts: Parts,
}

impl Seed {
    /// Looks for the parts of a document.
    pub fn new(name: String, bytes: Vec<u8>) -> Seed {
        let parts = Parts::of(&bytes);
        Seed { name, bytes, parts }
    }

    fn value(&self, random: &mut Random) -> Range<usize> {
        pick(&self.parts.values, random)
    }

    fn member(&self, random: &mut Random) -> Range<usize> {
        pick(&self.parts.members, random)
    }

    fn text(&self, part: &Range<usize>) -> Vec<u8> {
        self.bytes[part.clone()].to_vec()
    }
}

fn pick(parts: &[Range<usize>], random: &mut Random) -> Range<usize> {
    if parts.is_empty() { 0..0 } else { random.of(parts).clone() }
}

/// A broken copy of `seed`; some of it may come from `donor`, a document of whatever format.
pub fn mutate(seed: &Seed, donor: &Seed, random: &mut Random) -> Vec<u8> {
    let mut edits = Vec::new();
    if random.below(8) > 0 {
        for _ in 0..=random.below(3) {
            plan(seed, donor, random, &mut edits);
        }
    }
    let mut out = edited(&seed.bytes, edits);
    if random.below(3) == 0 {
        break_bytes(&mut out, random);
    }
    out
}

/// Puts another text in the place of a part.
type Edit = (Range<usize>, Vec<u8>);

/// One change of the structure.
fn plan(seed: &Seed, donor: &Seed, random: &mut Random, edits: &mut Vec<Edit>) {
    let (value, member) = (seed.value(random), seed.member(random));
    let behind = member.end..member.end;
    let separator = seed.parts.separator;
    match random.below(12) {
        0 => {
            let other = seed.value(random);
            edits.push((value.clone(), seed.text(&other)));
            edits.push((other, seed.text(&value)));
        }
        1 => edits.push((behind, [&[separator], &*seed.text(&member)].concat())),
        2 => {
            let next = (member.end + 1).min(seed.bytes.len());
            let has_next = seed.bytes.get(member.end) == Some(&separator);
            edits.push((member.start..if has_next { next } else { member.end }, Vec::new()));
        }
        3 => edits.push((value, donor.text(&donor.value(random)))),
        4 => edits.push((behind, [&[separator], &*donor.text(&donor.member(random))].concat())),
        5 => {
            let times = [2, 20, 200][random.below(3)];
            let copies = vec![seed.text(&value); times];
            edits.push((value, [b"[", &*copies.join(&b","[..]), b"]"].concat()));
        }
        6 => edits.push((value.clone(), [b"{\"0\":", &*seed.text(&value), b"}"].concat())),
        7 => {
            let copies = vec![seed.text(&member); 20];
            edits.push((member, copies.join(&separator)));
        }
        8 => {
            // Another member under this one's name.
            let (text, other) = (seed.text(&member), seed.text(&seed.member(random)));
            let key = text.iter().position(|byte| *byte == b':').map_or(0, |colon| colon + 1);
            let from = other.iter().position(|byte| *byte == b':').map_or(0, |colon| colon + 1);
            edits.push((member, [&text[..key], &other[from..]].concat()));
        }
        _ => edits.push((value, random.of(&VALUES).as_bytes().to_vec())),
    }
}

/// The document with all edits made that do not get in the way of an earlier one.
fn edited(document: &[u8], mut edits: Vec<Edit>) -> Vec<u8> {
    edits.sort_by_key(|(part, _)| part.start);
    let (mut out, mut done) = (Vec::with_capacity(document.len() + 64), 0);
    for (part, text) in edits {
        if part.start >= done {
            out.extend_from_slice(&document[done..part.start]);
            out.extend(text);
            done = part.end;
        }
    }
    out.extend_from_slice(&document[done..]);
    out
}

/// Changes that know nothing of structure.
fn break_bytes(out: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(out.len());
    let end = (at + random.below(24)).min(out.len());
    match random.below(6) {
        0 => out.truncate(at),
        1 => drop(out.drain(at..end)),
        2 => {
            let copy = out[at..end].to_vec();
            out.splice(at..at, copy);
        }
        3 if at < out.len() => out[at] ^= 1 << random.below(8),
        _ => drop(out.splice(at..end, random.of(&DEBRIS).bytes())),
    }
}
