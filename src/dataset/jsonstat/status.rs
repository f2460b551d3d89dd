//! The status of figures: one for all, one a figure, or one for some.
//!
//! JSON-stat leaves the codes to the publisher. Those of Eurostat and of SDMX are known, and the words of the own
//! format; for others the publisher may give labels under `extension`.

use super::members::Members;
use super::values::{by_position, in_range, tell_position};
use crate::dataset::{STATUSES, Status};
use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, List, Place};

/// What a code says.
#[derive(Clone, Copy)]
enum Known {
    As(Status),
    Said(&'static str),
}

/// Codes in common use. Where capital and small letter mean the same both are listed.
const CODES: [(&str, Known); 31] = [
    ("a", Known::As(Status::Final)),
    ("A", Known::As(Status::Final)),
    ("p", Known::As(Status::Preliminary)),
    ("P", Known::As(Status::Preliminary)),
    ("r", Known::As(Status::Revised)),
    ("R", Known::As(Status::Revised)),
    ("e", Known::As(Status::Estimated)),
    ("E", Known::As(Status::Estimated)),
    ("s", Known::As(Status::Estimated)),
    ("i", Known::As(Status::Estimated)),
    ("I", Known::As(Status::Estimated)),
    ("f", Known::As(Status::Forecast)),
    ("F", Known::As(Status::Forecast)),
    ("b", Known::Said("数列中断")),
    ("B", Known::Said("数列中断")),
    ("d", Known::Said("定义不同")),
    ("D", Known::Said("定义不同")),
    ("u", Known::Said("可靠性低")),
    ("U", Known::Said("可靠性低")),
    ("n", Known::Said("不显著")),
    ("N", Known::Said("不显著")),
    ("c", Known::Said("保密")),
    ("m", Known::Said("缺失")),
    ("M", Known::Said("缺失")),
    ("L", Known::Said("未采集")),
    ("Q", Known::Said("未发布")),
    ("z", Known::Said("不适用")),
    ("Z", Known::Said("不适用")),
    (":", Known::Said("未提供")),
    ("..", Known::Said("未提供")),
    ("…", Known::Said("未提供")),
];

/// Longest label that is repeated at every figure which has it.
const LONGEST_LABEL: usize = 120;

/// What a status comes to: how far to trust a figure, and what else is said of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Mark {
    pub status: Status,
    /// Why there is no figure, or what must be known about it; empty for nothing.
    pub said: String,
}

/// The statuses of a data set.
pub(super) struct Statuses<'j, 'a> {
    form: Form<'j, 'a>,
    labels: Members<'j, 'a>,
}

enum Form<'j, 'a> {
    None,
    All(&'j str),
    Each(List<'j, 'a>),
    Some(Vec<(u64, &'j str)>),
}

impl<'j, 'a> Statuses<'j, 'a> {
    /// Reads `status` of a data set with that many figures.
    pub fn read(set: &'j Json<'a>, cells: u64, place: Place, faults: &mut Diagnostics) -> Statuses<'j, 'a> {
        let labels = set.get("extension").and_then(|e| e.get("status")).and_then(|s| s.get("label"));
        let labels = Members::of(labels, place.key("extension").key("status").key("label"), faults);
        let place = place.key("status");
        let json = set.get("status");
        let form = match (json.and_then(Json::array), json) {
            (Some(items), _) => match (items.len(), items.first()) {
                (0, _) => Form::None,
                (1, Some(Json::Text(code))) => Form::All(code),
                (count, _) => {
                    if count as u64 != cells {
                        tell_length(count, cells, place, faults);
                    }
                    Form::Each(items)
                }
            },
            (None, None | Some(Json::Null)) => Form::None,
            (None, Some(Json::Text(code))) => Form::All(code),
            (None, Some(object @ Json::Object(_))) => Form::Some(some(object, cells, place, faults)),
            (None, Some(_)) => {
                let sentence = say!(
                    "“status”应是文字、列表或对象，已忽略",
                    "“status” should be a text, a list or an object; ignored"
                );
                faults.warning(&place.pointer(), sentence, String::new());
                Form::None
            }
        };
        Statuses { form, labels }
    }

    /// What holds for all figures alike, where that is no more than a remark: said once instead of at every figure.
    pub fn common_note(&self) -> String {
        match self.form {
            Form::All(code) => match self.mark(code, false).said {
                said if said.is_empty() => said,
                said => format!("状态：{said}"),
            },
            _ => String::new(),
        }
    }

    /// The status of the figure at a position.
    pub fn at(&self, position: u64, is_missing: bool) -> Mark {
        let code = match &self.form {
            Form::None => None,
            Form::All(code) => {
                // What is said of known figures is the common note; a long reason is not repeated at every gap.
                let mark = self.mark(code, is_missing);
                let is_kept = is_missing && mark.said.len() <= LONGEST_LABEL;
                return if is_kept { mark } else { Mark { said: String::new(), ..mark } };
            }
            Form::Each(items) => {
                usize::try_from(position).ok().and_then(|at| items.get(at)).and_then(Json::text)
            }
            Form::Some(codes) => {
                let found = codes.partition_point(|(at, _)| *at < position);
                codes.get(found).filter(|(at, _)| *at == position).map(|(_, code)| *code)
            }
        };
        code.map_or(Mark::default(), |code| self.mark(code, is_missing))
    }

    /// Positions that have a status of their own.
    pub fn positions(&self) -> impl Iterator<Item = u64> {
        let codes: &[(u64, &str)] = if let Form::Some(codes) = &self.form { codes } else { &[] };
        codes.iter().map(|(position, _)| *position)
    }

    fn mark(&self, code: &str, is_missing: bool) -> Mark {
        match meaning(code) {
            Some(Known::As(status)) => Mark { status, said: String::new() },
            Some(Known::Said(said)) => Mark { said: said.into(), ..Mark::default() },
            None => {
                let label = self.labels.find(code).and_then(Json::text);
                let label = label.filter(|label| !label.is_empty() && label.len() <= LONGEST_LABEL);
                let bare =
                    if is_missing && code.len() < 3 { format!("状态：{code}") } else { code.into() };
                Mark { said: label.map_or(bare, String::from), ..Mark::default() }
            }
        }
    }
}

/// What a text in place of a figure says by common use: `..` is no figure that could be meant otherwise.
pub(super) fn missing_sign(text: &str) -> Option<&'static str> {
    match meaning(text.trim()) {
        Some(Known::Said(said)) => Some(said),
        _ => None,
    }
}

fn meaning(code: &str) -> Option<Known> {
    let word = STATUSES.iter().find(|(word, _)| *word == code).map(|(_, status)| Known::As(*status));
    word.or_else(|| CODES.iter().find(|(known, _)| *known == code).map(|(_, meaning)| *meaning))
}

/// `status` as an object of positions and codes, in the order of the positions.
fn some<'j>(object: &'j Json, cells: u64, place: Place, faults: &mut Diagnostics) -> Vec<(u64, &'j str)> {
    let mut codes = Vec::with_capacity(object.members().len());
    for (key, json) in object.members() {
        let Some(position) = in_range(key, cells) else {
            tell_position(key, place, faults);
            continue;
        };
        match json {
            Json::Text(code) => codes.push((position, code.as_ref())),
            Json::Null => {}
            _ if faults.is_full() => faults.warning("", say!("", ""), String::new()),
            _ => {
                let sentence = say!("状态应是文字，已忽略", "a status should be text; ignored");
                faults.warning(&place.key(key).pointer(), sentence, String::new());
            }
        }
    }
    by_position(codes)
}

fn tell_length(length: usize, cells: u64, place: Place, faults: &mut Diagnostics) {
    let (length, cells) = (length.to_string(), cells.to_string());
    let sentence = say!(
        "“status”有 {} 项，数有 {} 个；多出的状态已忽略，缺的当作没有",
        "“status” has {} entries for {} figures; what is too much is ignored, what lacks counts as none",
        &length,
        &cells
    );
    faults.warning(&place.pointer(), sentence, "只有一部分数有状态时写成 {\"位置\": \"状态\"}".into());
}
