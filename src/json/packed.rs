//! Arrays of small whole numbers in a byte each.
//!
//! In `[3,1,4,…]` a number takes two bytes of the document and as a [`Json`] 24 of memory. Whatever else stands among
//! such numbers is kept beside them as it is, so that nothing is lost and every element has its place.

use super::Json;
use crate::decimal::Decimal;
use std::mem;

/// The smallest number that fits a byte, and how many do from there on.
const LEAST: i64 = -50;
const COUNT: usize = 250;

/// The byte of `null`, and that of what is kept aside.
const NULL: u8 = COUNT as u8;
const ASIDE: u8 = NULL + 1;

/// Shorter arrays are not packed: there may be very many, and each packed one has costs of its own.
const SHORTEST: usize = 16;

/// What bytes below [`ASIDE`] stand for; elements are lent out, so each has to exist.
static SMALL: [Json; COUNT + 1] = small();

const fn small() -> [Json<'static>; COUNT + 1] {
    let mut table = [const { Json::Null }; COUNT + 1];
    let mut code = 0;
    while code < COUNT {
        let number = Json::Number(Decimal::whole(code as i64 + LEAST));
        // A constant function may not drop, not even `null`.
        mem::forget(mem::replace(&mut table[code], number));
        code += 1;
    }
    table
}

/// An array of which at least half are small whole numbers or `null`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed<'a> {
    codes: Vec<u8>,
    /// The other elements, each with its position.
    aside: Vec<(u32, Json<'a>)>,
}

impl<'a> Packed<'a> {
    pub(super) fn len(&self) -> usize {
        self.codes.len()
    }

    pub(super) fn get(&self, position: usize) -> Option<&Json<'a>> {
        let code = *self.codes.get(position)?;
        SMALL.get(code as usize).or_else(|| {
            let found = self.aside.partition_point(|(at, _)| (*at as usize) < position);
            self.aside.get(found).map(|(_, element)| element)
        })
    }

    fn of(elements: Vec<Json<'a>>) -> Packed<'a> {
        let mut packed = Packed { codes: Vec::with_capacity(elements.len()), aside: Vec::new() };
        elements.into_iter().for_each(|element| packed.push(element));
        packed
    }

    fn push(&mut self, element: Json<'a>) {
        let code = code(&element);
        if code == ASIDE {
            self.aside.push((self.codes.len() as u32, element));
        }
        self.codes.push(code);
    }

    fn unpacked(self) -> Vec<Json<'a>> {
        let mut aside = self.aside.into_iter();
        let mut element = |code: u8| match SMALL.get(code as usize) {
            Some(small) => small.clone(),
            None => aside.next().map_or(Json::Null, |(_, element)| element),
        };
        let mut elements = Vec::with_capacity(self.codes.len());
        elements.extend(self.codes.into_iter().map(&mut element));
        elements
    }
}

fn code(element: &Json) -> u8 {
    match element {
        Json::Null => NULL,
        Json::Number(Decimal { mantissa, scale: 0 }) => {
            let code = mantissa.checked_sub(LEAST).and_then(|code| u8::try_from(code).ok());
            code.filter(|code| *code < NULL).unwrap_or(ASIDE)
        }
        _ => ASIDE,
    }
}

/// The elements of an array while it is read. At no time do they take much more than the document: what grows into a
/// million small numbers is packed long before it is one.
#[derive(Debug)]
pub(super) enum Elements<'a> {
    Plain(Vec<Json<'a>>),
    Packed(Packed<'a>),
}

impl Default for Elements<'_> {
    fn default() -> Self {
        Elements::Plain(Vec::new())
    }
}

impl<'a> Elements<'a> {
    pub fn push(&mut self, element: Json<'a>) {
        match self {
            Elements::Plain(elements) => {
                // Looked through whenever there are twice as many as the last time.
                if elements.len().is_power_of_two() && is_mostly_small(elements) {
                    let mut packed = Packed::of(mem::take(elements));
                    packed.push(element);
                    *self = Elements::Packed(packed);
                } else {
                    elements.push(element);
                }
            }
            Elements::Packed(packed) => {
                packed.push(element);
                if 2 * packed.aside.len() > packed.codes.len() {
                    *self = Elements::Plain(mem::take(packed).unpacked());
                }
            }
        }
    }
}

impl<'a> From<Elements<'a>> for Json<'a> {
    fn from(elements: Elements<'a>) -> Json<'a> {
        let mut packed = match elements {
            Elements::Plain(elements) if is_mostly_small(&elements) => Packed::of(elements),
            Elements::Plain(elements) => return Json::Array(elements.into_boxed_slice()),
            Elements::Packed(packed) => packed,
        };
        packed.codes.shrink_to_fit();
        packed.aside.shrink_to_fit();
        Json::Packed(Box::new(packed))
    }
}

/// Whether so many elements fit a byte that packing saves memory.
fn is_mostly_small(elements: &[Json]) -> bool {
    let small = || elements.iter().filter(|element| code(element) != ASIDE).count();
    elements.len() >= SHORTEST && 2 * small() >= elements.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::json::{List, parse};

    /// The array `[…]` of these, whether it is packed, and its elements.
    fn read(items: &[&str]) -> (bool, Vec<String>) {
        let text = format!("[{}]", items.join(","));
        let json = parse(text.as_bytes(), "data", &mut Diagnostics::default()).unwrap();
        let list = json.array().unwrap();
        assert_eq!((list.len(), list.get(list.len())), (items.len(), None));
        (matches!(json, Json::Packed(_)), list.iter().map(|item| format!("{item:?}")).collect())
    }

    /// The same elements in an array that is too short to be packed, one at a time.
    fn one_by_one(items: &[&str]) -> Vec<String> {
        items.iter().flat_map(|item| read(&[item]).1).collect()
    }

    #[test]
    fn every_element_comes_back_as_it_was() {
        let strange = ["1.0", "1e400", "-51", "200", "\"p\"", "true", "[7]", "{}", "999999999999999999"];
        let small = ["0", "-0", "-50", "199", "null", "9", "1e1", "7", "-1"];
        let mixed: Vec<&str> = small.into_iter().zip(strange).flat_map(|(a, b)| [a, b]).collect();
        assert_eq!(read(&mixed), (true, one_by_one(&mixed)));
        assert_eq!(read(&strange.repeat(3)), (false, one_by_one(&strange.repeat(3))));
        assert_eq!(read(&mixed[..SHORTEST - 1]), (false, one_by_one(&mixed[..SHORTEST - 1])));
    }

    #[test]
    fn the_form_follows_what_there_is_most_of() {
        let (small, large) = (vec!["7"; 100], vec!["100.5"; 100]);
        for (parts, is_packed) in [
            (vec![&small], true),
            (vec![&large], false),
            (vec![&large, &small], true),
            (vec![&large, &large, &small], false),
            (vec![&small, &large, &large], false),
            (vec![&small, &large, &large, &small, &small, &small], true),
        ] {
            let items: Vec<&str> = parts.into_iter().flatten().copied().collect();
            assert_eq!(read(&items), (is_packed, one_by_one(&items)));
        }
    }

    #[test]
    fn a_list_may_be_of_one() {
        let one = Json::Bool(true);
        let list = List::from(std::slice::from_ref(&one));
        assert_eq!((list.len(), list.first(), list.is_empty()), (1, Some(&one), false));
        assert!(List::default().is_empty());
    }
}
