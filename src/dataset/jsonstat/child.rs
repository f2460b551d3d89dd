//! Which category is part of which: the hierarchy in `child`.

use super::category::Codes;
use super::members::Members;
use crate::dataset::cube::Category;
use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, Place};
use crate::order;

/// Reads `child` into the categories' parents. Of several parents the first counts. What forms a circle is told and left
/// without a parent, and so is whatever hangs below it.
pub(super) fn read(
    json: Option<&Json>,
    place: Place,
    codes: &Codes,
    categories: &mut [Category],
    faults: &mut Diagnostics,
) {
    let mut links = Vec::new();
    for (whole, parts) in Members::of(json, place, faults).iter() {
        let place = place.key(whole);
        let Some(parent) = known(codes, whole, place, faults) else { continue };
        for (i, part) in parts.array().unwrap_or_default().iter().enumerate() {
            let at = place.index(i);
            links.extend(known(codes, part.text().unwrap_or("?"), at, faults).map(|child| (parent, child)));
        }
    }
    // Parents in the order of the categories, which is the order that the document prefers.
    let in_order = order::positions(links.len(), &|a, b| links[a].cmp(&links[b]));
    let links: Vec<(usize, usize)> = in_order.into_iter().map(|link| links[link as usize]).collect();
    let is_sound = without_circles(&links, categories.len());
    for (parent, child) in &links {
        if is_sound.get(*child) == Some(&true) && is_sound.get(*parent) == Some(&true) {
            let category = &mut categories[*child];
            category.parent = category.parent.or(Some(*parent));
        }
    }
    if let Some(broken) = is_sound.iter().position(|is_sound| !is_sound) {
        let sentence = say!(
            "“{}”一带的上下级关系成了环，这部分上下级已忽略",
            "the hierarchy around “{}” is a circle; that part of it is ignored",
            &categories[broken].name
        );
        faults.warning(&place.pointer(), sentence, "一个类目不能是自己的下级".into());
    }
}

fn known(codes: &Codes, code: &str, place: Place, faults: &mut Diagnostics) -> Option<usize> {
    let found = codes.find(code);
    if found.is_none() && !faults.is_full() {
        let sentence = say!("没有代码为“{}”的类目，已忽略", "no category “{}”; ignored", code);
        faults.warning(&place.pointer(), sentence, codes.suggestion(code));
    }
    found
}

/// Which categories stand in no circle and below none: taken off from the top, one whose parents are all gone at a time.
fn without_circles(links: &[(usize, usize)], count: usize) -> Vec<bool> {
    let mut parents_left = vec![0_usize; count];
    for (_, child) in links {
        parents_left[*child] += 1;
    }
    let mut free: Vec<usize> = (0..count).filter(|category| parents_left[*category] == 0).collect();
    let mut is_sound = vec![false; count];
    while let Some(category) = free.pop() {
        is_sound[category] = true;
        let first = links.partition_point(|(parent, _)| *parent < category);
        for (_, child) in links[first..].iter().take_while(|(parent, _)| *parent == category) {
            parents_left[*child] -= 1;
            if parents_left[*child] == 0 {
                free.push(*child);
            }
        }
    }
    is_sound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_found_with_all_that_hangs_below() {
        assert_eq!(without_circles(&[(0, 1), (1, 2)], 4), [true; 4]);
        assert_eq!(without_circles(&[(0, 0)], 2), [false, true]);
        assert_eq!(without_circles(&[(0, 1), (1, 0), (1, 2), (3, 4)], 5), [false, false, false, true, true]);
        assert_eq!(without_circles(&[(0, 2), (1, 2)], 3), [true; 3], "two parents are no circle");
    }
}
