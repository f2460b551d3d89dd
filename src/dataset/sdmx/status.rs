//! Observation status by the code list CL_OBS_STATUS, and by the flags of Eurostat, which are written small.

use crate::dataset::Status;

/// What a status code says.
#[derive(Clone, Copy, Debug, Default)]
struct Meaning {
    status: Status,
    /// Why there is no figure, when there is none.
    missing: &'static str,
    /// What has to be said of a figure that is there.
    note: &'static str,
}

const fn of(status: Status) -> Meaning {
    Meaning { status, missing: "", note: "" }
}

const fn noted(status: Status, note: &'static str) -> Meaning {
    Meaning { status, missing: "", note }
}

const fn absent(missing: &'static str) -> Meaning {
    Meaning { status: Status::Final, missing, note: "" }
}

fn meaning(code: char) -> Option<Meaning> {
    Some(match code {
        'A' | 'a' => of(Status::Final),
        'B' | 'b' => noted(Status::Final, "时间序列有中断"),
        'C' | 'c' => absent("保密"),
        'D' | 'd' => noted(Status::Final, "定义有差异"),
        'E' | 'e' => of(Status::Estimated),
        's' => noted(Status::Estimated, "欧盟统计局估计"),
        'F' | 'f' => of(Status::Forecast),
        'G' => noted(Status::Final, "试验性数据"),
        'H' => absent("节假日"),
        'I' | 'i' => noted(Status::Estimated, "推算"),
        'J' => noted(Status::Final, "按豁免规定编制"),
        'K' => Meaning {
            status: Status::Final, missing: "已计入其他类别", note: "部分计入其他类别"
        },
        'L' => absent("未收集"),
        'M' => absent("不存在此数据"),
        'Z' | 'z' => absent("不适用"),
        'N' | 'n' => noted(Status::Final, "不显著"),
        'O' => absent("未提供"),
        'P' | 'p' => of(Status::Preliminary),
        'Q' => absent("未公开"),
        'R' | 'r' => of(Status::Revised),
        'S' => noted(Status::Final, "受罢工等特殊事件影响"),
        'U' | 'u' => noted(Status::Final, "可靠性低"),
        'V' => noted(Status::Final, "未经核实"),
        'W' => noted(Status::Final, "含其他类别的数据"),
        ':' => absent("未提供"),
        _ => return None,
    })
}

/// Reads a status: one code, or the letters of several. What is no such code is kept as a note.
///
/// Gives the status, the reason should the figure be missing, and the note should it be there.
pub fn read(code: &str, label: &str) -> (Status, String, String) {
    let letters = || code.chars().filter(|c| !matches!(c, ' ' | ',' | ';' | '|'));
    let is_known = code.len() <= 4 && letters().all(|letter| meaning(letter).is_some());
    if !is_known {
        let said = format!("状态：{}", if label.is_empty() { code } else { label });
        return (Status::Final, said.clone(), said);
    }
    let (mut status, mut missing, mut note) = (Status::Final, "", Vec::new());
    for meaning in letters().filter_map(meaning) {
        status = if status == Status::Final { meaning.status } else { status };
        missing = if missing.is_empty() { meaning.missing } else { missing };
        // A figure that is there although its status says that it is not keeps the remark.
        let said = if meaning.note.is_empty() { meaning.missing } else { meaning.note };
        note.extend((!said.is_empty()).then_some(said));
    }
    (status, missing.into(), note.join("；"))
}

/// Why a figure is missing by its confidentiality status; empty for what is free.
pub fn confidential(code: &str) -> &'static str {
    match code {
        "" | "F" | "A" | "O" => "",
        _ => "保密",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_their_meaning() {
        let read = |code| {
            let (status, missing, note) = read(code, "");
            format!("{status:?}|{missing}|{note}")
        };
        for (code, expected) in [
            ("A", "Final||"),
            ("P", "Preliminary||"),
            ("E", "Estimated||"),
            ("F", "Forecast||"),
            ("R", "Revised||"),
            ("b", "Final||时间序列有中断"),
            ("bp", "Preliminary||时间序列有中断"),
            ("e, u", "Estimated||可靠性低"),
            ("M", "Final|不存在此数据|不存在此数据"),
            ("Q", "Final|未公开|未公开"),
            ("s", "Estimated||欧盟统计局估计"),
            ("S", "Final||受罢工等特殊事件影响"),
            ("X9", "Final|状态：X9|状态：X9"),
            ("", "Final||"),
        ] {
            assert_eq!(read(code), expected, "{code}");
        }
        assert_eq!(super::read("X", "Strange").2, "状态：Strange");
        assert_eq!((confidential("C"), confidential("F")), ("保密", ""));
    }
}
