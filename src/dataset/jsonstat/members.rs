//! The members of an object in order of their names, for look-up by halving: a dimension may have a hundred thousand
//! categories, and each is asked for its label, its unit and its notes.

use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, Place};
use crate::order;
use std::borrow::Cow;

/// The members of one object.
pub(super) struct Members<'j, 'a> {
    members: &'j [(Cow<'a, str>, Json<'a>)],
    /// Positions in order of the names, each name once.
    order: Vec<u32>,
}

impl<'j, 'a> Members<'j, 'a> {
    /// Takes in an object; nothing where there is none. Anything else and repeated keys are told.
    pub fn of(json: Option<&'j Json<'a>>, place: Place, faults: &mut Diagnostics) -> Members<'j, 'a> {
        let members = json.map_or(&[][..], Json::members);
        if json.is_some_and(|json| !matches!(json, Json::Object(_) | Json::Null)) {
            let sentence = say!("这里应是一个对象 {…}，已忽略", "an object {…} belongs here; ignored");
            faults.warning(&place.pointer(), sentence, String::new());
        }
        let name = |position: u32| members[position as usize].0.as_ref();
        let mut order = order::positions(members.len(), &|a, b| members[a].0.cmp(&members[b].0));
        order.dedup_by(|later, first| {
            let (is_repeated, key) = (name(*later) == name(*first), name(*first));
            if is_repeated && !faults.is_full() {
                let sentence = say!("“{}”重复，只用第一个", "“{}” is repeated; the first is used", key);
                faults.warning(&place.key(key).pointer(), sentence, String::new());
            }
            is_repeated
        });
        Members { members, order }
    }

    /// The member of that name; `None` when absent or `null`.
    pub fn find(&self, key: &str) -> Option<&'j Json<'a>> {
        let at = self.order.partition_point(|position| self.at(*position).0 < key);
        let (known, value) = self.at(*self.order.get(at)?);
        (known == key && !matches!(value, Json::Null)).then_some(value)
    }

    /// All members by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'j str, &'j Json<'a>)> {
        self.order.iter().map(|position| self.at(*position))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.order.len()
    }

    fn at(&self, position: u32) -> (&'j str, &'j Json<'a>) {
        let (key, value) = &self.members[position as usize];
        (key, value)
    }
}
