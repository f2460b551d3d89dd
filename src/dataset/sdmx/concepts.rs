//! What the components of a structure mean, told by the ids of well-known concepts.

use crate::dataset::cube::{Dimension, Role};
use crate::order;

/// An attribute that says something about figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// In what unit.
    Unit,
    /// Times which power of ten.
    Multiplier,
    /// Digits behind the point.
    Decimals,
    /// What the series is called.
    Title,
    /// How far the figure is to be trusted, or why it is missing.
    Status,
    /// Whether it may be published.
    Confidentiality,
    /// A comment.
    Note,
    /// Where it comes from.
    Source,
    /// What it is measured against.
    Base,
    /// What it is about, at length.
    Definition,
}

/// How many slots there are.
pub const SLOTS: usize = 10;

/// Ids of attributes, of SDMX and as large exporters write them.
const ATTRIBUTES: [(&str, Slot); 38] = [
    ("UNIT_MEASURE", Slot::Unit),
    ("UNIT_MEAS", Slot::Unit),
    ("UNIT", Slot::Unit),
    ("UNIT_MULT", Slot::Multiplier),
    ("UNIT_MULTIPLIER", Slot::Multiplier),
    ("POWERCODE", Slot::Multiplier),
    ("SCALEFACTOR", Slot::Multiplier),
    ("DECIMALS", Slot::Decimals),
    ("TITLE", Slot::Title),
    ("OBS_STATUS", Slot::Status),
    ("OBS_FLAG", Slot::Status),
    ("OBSERVATION_STATUS", Slot::Status),
    ("STATUS", Slot::Status),
    ("CONF_STATUS", Slot::Confidentiality),
    ("OBS_CONF", Slot::Confidentiality),
    ("CONF", Slot::Confidentiality),
    ("COMMENT", Slot::Note),
    ("COMMENTS", Slot::Note),
    ("COMMENT_OBS", Slot::Note),
    ("OBS_COM", Slot::Note),
    ("OBS_COMMENT", Slot::Note),
    ("COMMENT_TS", Slot::Note),
    ("COMMENT_DSET", Slot::Note),
    ("SERIES_COMMENT", Slot::Note),
    ("NOTE", Slot::Note),
    ("NOTES", Slot::Note),
    ("OBS_FOOTNOTE", Slot::Note),
    ("SERIES_FOOTNOTE", Slot::Note),
    ("SOURCE", Slot::Source),
    ("DATA_SOURCE", Slot::Source),
    ("SOURCE_DETAIL", Slot::Source),
    ("SOURCE_AGENCY", Slot::Source),
    ("BASE_PER", Slot::Base),
    ("BASE_PERIOD", Slot::Base),
    ("REFERENCEPERIOD", Slot::Base),
    ("TITLE_COMPL", Slot::Definition),
    ("TITLE_COMPLETE", Slot::Definition),
    ("DEFINITION", Slot::Definition),
];

/// Ids of attributes that mean nothing to readers of a chart; SDMX-CSV does not tell attributes from dimensions.
const TECHNICAL: [&str; 20] = [
    "TIME_FORMAT",
    "COLLECTION",
    "COMPILATION",
    "COVERAGE",
    "CONTACT_EMAIL",
    "EMBARGO_DATE",
    "EMBARGO_TIME",
    "PRE_BREAK_VALUE",
    "OBS_PRE_BREAK",
    "PREF_SCALE",
    "PUBL_PUBLIC",
    "PUBL_MU",
    "PUBL_ECB",
    "DISS_ORG",
    "AVAILABILITY",
    "BREAKS",
    "UNIT_INDEX_BASE",
    "UNIT_PRICE_BASE",
    "CUSTODIAN",
    "SOURCE_LINK",
];

/// Ids of dimensions; of those with one role the first in this list is taken.
const DIMENSIONS: [(&str, Role); 46] = [
    ("TIME_PERIOD", Role::Time),
    ("TIME", Role::Time),
    ("PERIOD", Role::Time),
    ("YEAR", Role::Time),
    ("REF_AREA", Role::Place),
    ("GEO", Role::Place),
    ("GEO_AREA", Role::Place),
    ("GEO_PICT", Role::Place),
    ("REPORTING_COUNTRY", Role::Place),
    ("AREA", Role::Place),
    ("LOCATION", Role::Place),
    ("COUNTRY", Role::Place),
    ("REGION", Role::Place),
    ("TERRITORY", Role::Place),
    ("ITTER107", Role::Place),
    ("COU", Role::Place),
    ("REG_ID", Role::Place),
    ("REPORTER", Role::Place),
    ("INDICATOR", Role::Measure),
    ("MEASURE", Role::Measure),
    ("SUBJECT", Role::Measure),
    ("CONCEPT", Role::Measure),
    ("SERIES", Role::Measure),
    ("VARIABLE", Role::Measure),
    ("VAR", Role::Measure),
    ("DATA_ITEM", Role::Measure),
    ("DATAITEM", Role::Measure),
    ("INDIC", Role::Measure),
    ("INDIC_NA", Role::Measure),
    ("INDIC_BT", Role::Measure),
    ("INDIC_DE", Role::Measure),
    ("INDIC_IS", Role::Measure),
    ("INDIC_SB", Role::Measure),
    ("NA_ITEM", Role::Measure),
    ("STO", Role::Measure),
    ("ICP_ITEM", Role::Measure),
    ("ITEM", Role::Measure),
    ("TRANSACTION", Role::Measure),
    ("STS_INDICATOR", Role::Measure),
    ("CPI_MEASURE", Role::Measure),
    ("FREQ", Role::Frequency),
    ("FREQUENCY", Role::Frequency),
    ("UNIT_MEASURE", Role::Unit),
    ("UNIT_MEAS", Role::Unit),
    ("UNIT", Role::Unit),
    ("UNIT_OF_MEASURE", Role::Unit),
];

/// What an attribute of that id, or of that concept role, says; `None` when it says nothing of interest here.
pub fn attribute(id: &str) -> Option<Slot> {
    ATTRIBUTES.iter().find(|(known, _)| id.eq_ignore_ascii_case(known)).map(|(_, slot)| *slot)
}

/// Whether a column of that id is certainly an attribute.
pub fn is_attribute(id: &str) -> bool {
    attribute(id).is_some() || TECHNICAL.iter().any(|known| id.eq_ignore_ascii_case(known))
}

/// Place of a dimension id in the list of known ones; lower is likelier.
fn rank(id: &str) -> Option<usize> {
    DIMENSIONS.iter().position(|(known, _)| id.eq_ignore_ascii_case(known))
}

/// Whether a column of that id is certainly a dimension.
pub fn is_dimension(id: &str) -> bool {
    rank(id).is_some()
}

/// The words for roles in documents: concept ids, and the short words of drafts of SDMX-JSON.
fn role(word: &str) -> Option<Role> {
    const WORDS: [(&str, Role); 5] = [
        ("geo", Role::Place),
        ("metric", Role::Measure),
        ("PRIMARY", Role::Measure),
        ("unit", Role::Other),
        ("frequency", Role::Frequency),
    ];
    let word_of = WORDS.iter().find(|(known, _)| *known == word).map(|(_, role)| *role);
    word_of.or_else(|| rank(word).map(|rank| DIMENSIONS[rank].1))
}

/// Gives each dimension its role: the one that the document states in `stated` (a concept, one list for each dimension),
/// else the one that its id is known for. When, where and what are one dimension each: the likeliest.
pub fn assign(dimensions: &mut [Dimension], stated: &[Vec<&str>]) {
    let mut best: Vec<(usize, usize, Role)> = Vec::new();
    for (position, dimension) in dimensions.iter().enumerate() {
        let roles = stated.get(position).map(Vec::as_slice).unwrap_or_default();
        if let Some(role) = roles.iter().find_map(|word| role(word)) {
            best.push((rank(&dimension.code).unwrap_or(DIMENSIONS.len()), position, role));
        } else if let Some(rank) = rank(&dimension.code) {
            best.push((DIMENSIONS.len() + 1 + rank, position, DIMENSIONS[rank].1));
        }
    }
    let mut taken = Vec::new();
    for likeliest in order::positions(best.len(), &|a, b| best[a].0.cmp(&best[b].0)) {
        let (_, position, role) = best[likeliest as usize];
        if role != Role::Other && !taken.contains(&role) {
            taken.push(role);
            dimensions[position].role = role;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(ids: &[&str], stated: &[Vec<&str>]) -> Vec<Role> {
        let named = |id: &&str| Dimension { code: (*id).into(), ..Dimension::default() };
        let mut dimensions: Vec<Dimension> = ids.iter().map(named).collect();
        assign(&mut dimensions, stated);
        dimensions.into_iter().map(|d| d.role).collect()
    }

    #[test]
    fn ids_tell_roles_and_the_likeliest_wins() {
        use Role::{Frequency, Measure, Other, Place, Time, Unit};
        assert_eq!(roles(&["freq", "unit", "geo", "TIME_PERIOD"], &[]), [Frequency, Unit, Place, Time]);
        assert_eq!(
            roles(&["LOCATION", "REF_AREA", "SUBJECT", "MEASURE"], &[]),
            [Other, Place, Other, Measure]
        );
        assert_eq!(roles(&["COUNTERPART_AREA", "SEX"], &[]), [Other, Other]);
    }

    #[test]
    fn a_stated_role_counts_more_than_an_id() {
        use Role::{Other, Place, Time};
        let stated = [vec![], vec!["REF_AREA"], vec!["time"]];
        assert_eq!(roles(&["REF_AREA", "PROVINCE", "WHEN"], &stated), [Other, Place, Time]);
    }
}
