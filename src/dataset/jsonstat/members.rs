//! The members of an object in order of their names, for look-up by halving: a dimension may have a hundred thousand
//! categories, and each is asked for its label, its unit and its notes.

use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, Place};

/// The members of one object.
pub(super) struct Members<'j, 'a> {
    sorted: Vec<(&'j str, &'j Json<'a>)>,
}

impl<'j, 'a> Members<'j, 'a> {
    /// Takes in an object; nothing where there is none. Anything else and repeated keys are told.
    pub fn of(json: Option<&'j Json<'a>>, place: Place, faults: &mut Diagnostics) -> Members<'j, 'a> {
        let members = json.map_or(&[][..], Json::members);
        if json.is_some_and(|json| !matches!(json, Json::Object(_) | Json::Null)) {
            let sentence = say!("这里应是一个对象 {…}，已忽略", "an object {…} belongs here; ignored");
            faults.warning(&place.pointer(), sentence, String::new());
        }
        let mut sorted: Vec<_> = members.iter().map(|(key, value)| (key.as_ref(), value)).collect();
        sorted.sort_by_key(|(key, _)| *key);
        sorted.dedup_by(|later, first| {
            let is_repeated = later.0 == first.0;
            if is_repeated && !faults.is_full() {
                let sentence = say!("“{}”重复，只用第一个", "“{}” is repeated; the first is used", first.0);
                faults.warning(&place.key(first.0).pointer(), sentence, String::new());
            }
            is_repeated
        });
        Members { sorted }
    }

    /// The member of that name; `None` when absent or `null`.
    pub fn find(&self, key: &str) -> Option<&'j Json<'a>> {
        let (known, value) = self.sorted.get(self.sorted.partition_point(|(known, _)| *known < key))?;
        (*known == key && !matches!(value, Json::Null)).then_some(*value)
    }

    /// All members by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'j str, &'j Json<'a>)> {
        self.sorted.iter().copied()
    }
}
