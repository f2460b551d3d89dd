//! A datum as JavaScript gets it: what identifies it, and its value.

use super::record::{Field, Record};
use crate::compose::Loaded;
use crate::format;
use crate::scene::DatumKey;

/// What identifies the datum of a row, and its value; `None` for what is no row.
pub fn record(loaded: &Loaded, key: DatumKey) -> Option<Record> {
    let (table, row) = loaded.row(key)?;
    #[cfg(feature = "charts")]
    if let Some(entry) = row.entry {
        return entry_record(loaded, key, entry);
    }
    let area = &loaded.set.areas[row.area];
    let value = row.value.known().map(format::number).unwrap_or_default();
    #[cfg_attr(not(feature = "charts"), expect(unused_mut))]
    let mut fields = vec![
        ("area", area.code.as_str().into()),
        ("name", area.name.as_str().into()),
        ("indicator", loaded.set.indicators[row.indicator].id.as_str().into()),
        ("period", Field::Text(row.period.label())),
        ("value", Field::Text(value)),
        ("unit", table.measure.unit.as_str().into()),
    ];
    #[cfg(feature = "charts")]
    {
        fields.push(("date", Field::Text(row.period.written())));
        fields.extend(names(loaded, key));
    }
    Some(Record(fields))
}

#[cfg(feature = "charts")]
fn entry_record(loaded: &Loaded, key: DatumKey, entry: usize) -> Option<Record> {
    let entry = loaded.set.entries.get(entry)?;
    let area = entry.area.and_then(|area| loaded.set.areas.get(area));
    let mut fields = vec![
        ("entry", entry.id.as_str().into()),
        ("name", entry.name.as_str().into()),
        ("group", entry.group.as_str().into()),
        ("state", entry.state.name().into()),
        ("area", area.map_or("", |area| area.code.as_str()).into()),
    ];
    fields.extend(names(loaded, key));
    Some(Record(fields))
}

/// What else a datum is called.
#[cfg(feature = "charts")]
fn names(loaded: &Loaded, key: DatumKey) -> Vec<(&'static str, Field)> {
    loaded.names(key).into_iter().map(|(name, text)| (name, Field::Text(text))).collect()
}
