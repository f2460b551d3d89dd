//! Entries of a ledger (台账): tasks, projects, stages of a chain, risks.

use super::{Period, Text};
use crate::decimal::Decimal;

/// How an entry stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Not said.
    #[default]
    Unstated,
    /// 已完成
    Done,
    /// 提前完成
    Early,
    /// 进行中: begun, and nothing is said of its time.
    UnderWay,
    /// 按节点推进
    OnTrack,
    /// 滞后
    Late,
    /// 计划中
    Planned,
    /// 缺口: a stage that nobody fills yet.
    Gap,
    /// 有风险
    Risk,
}

/// The words for [`State`] in data files, in its order behind `Unstated`.
pub const STATES: [(&str, State); 8] = [
    ("done", State::Done),
    ("early", State::Early),
    ("under-way", State::UnderWay),
    ("on-track", State::OnTrack),
    ("late", State::Late),
    ("planned", State::Planned),
    ("gap", State::Gap),
    ("risk", State::Risk),
];

impl State {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            State::Unstated => "未注明",
            State::Done => "已完成",
            State::Early => "提前完成",
            State::UnderWay => "进行中",
            State::OnTrack => "按节点推进",
            State::Late => "滞后",
            State::Planned => "计划中",
            State::Gap => "缺口",
            State::Risk => "有风险",
        }
    }

    /// Whether nothing is left to do.
    pub fn is_finished(self) -> bool {
        matches!(self, State::Done | State::Early)
    }
}

/// How likely something is, or how much harm it does: 1 is the least.
pub const GRADES: i64 = 5;

/// One entry. Areas, sources and other entries are positions in the data set's lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Short name within the data set; empty where no other entry needs it.
    pub id: String,
    /// What it is.
    pub name: String,
    /// What it belongs to: an 攻势, a chain, a kind of risk; empty when to nothing.
    pub group: String,
    /// Where in its group: a 战役, a stage of a chain, how often it comes round; empty when not known.
    pub stage: String,
    /// Who answers for it; empty when not known.
    pub owner: String,
    /// Where.
    pub area: Option<usize>,
    /// When it starts.
    pub start: Option<Period>,
    /// By when it shall be done.
    pub due: Option<Period>,
    /// When it was done.
    pub done: Option<Period>,
    /// How it stands.
    pub state: State,
    /// How much of it is done, 0–100.
    pub progress: Option<Decimal>,
    /// What comes after it.
    pub next: Vec<usize>,
    /// How likely it is, 1–[`GRADES`].
    pub likelihood: Option<u8>,
    /// How much harm it would do, 1–[`GRADES`].
    pub impact: Option<u8>,
    /// Says who.
    pub source: Option<usize>,
    /// The page it stands on; empty when not given.
    pub page: Text,
    /// The passage that says it; empty when not given.
    pub phrase: Text,
    /// What must be known to read it; empty when nothing.
    pub note: Text,
}

impl Entry {
    /// Its dates, as far as they are known.
    pub fn dates(&self) -> impl Iterator<Item = Period> {
        [self.start, self.due, self.done].into_iter().flatten()
    }

    /// The date that says most about it: when it was done, else by when it shall be, else when it starts.
    pub fn when(&self) -> Option<Period> {
        self.done.or(self.due).or(self.start)
    }

    /// Whether it should have been done before `today` and is not.
    pub fn is_overdue(&self, today: Period) -> bool {
        let is_open = self.done.is_none() && !self.state.is_finished();
        is_open && (self.state == State::Late || self.due.is_some_and(|due| due.is_before(today)))
    }
}
