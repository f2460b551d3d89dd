//! Faults of data or configuration, each told with its place and, where possible, a way out.

/// How much of the picture a fault costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Nothing can be drawn.
    Error,
    /// Something is left out or shown otherwise than asked for.
    Warning,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it costs.
    pub severity: Severity,
    /// Document and JSON pointer, e.g. `data#/observations/3/value`; for syntax errors `data:3:12` (line, column).
    pub path: String,
    /// One sentence in Chinese.
    pub message: String,
    /// The same in English.
    pub english: String,
    /// What to try; empty when nothing sensible is known.
    pub hint: String,
}

/// A sentence in both languages, `{}` standing for the arguments in turn: made into text only where it is kept.
#[derive(Clone, Copy, Debug)]
pub struct Say<'a> {
    /// What most readers see.
    pub chinese: &'a str,
    /// The same for everyone else.
    pub english: &'a str,
    /// What stands in the gaps.
    pub arguments: &'a [&'a str],
}

/// A sentence in Chinese and in English with its arguments. A macro, so that they live as long as the sentence.
macro_rules! say {
    ($chinese:expr, $english:expr $(, $argument:expr)* $(,)?) => {
        $crate::diagnostic::Say { chinese: $chinese, english: $english, arguments: &[$($argument),*] }
    };
}
pub(crate) use say;

/// How many characters of an argument are shown: enough for every name, and a broken file may have a megabyte there.
const LONGEST: usize = 80;

/// `template` with each `{}` replaced by the next argument.
fn fill(template: &str, arguments: &[&str]) -> String {
    let mut out = String::new();
    let mut arguments = arguments.iter();
    let mut letters = template.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '{' && letters.peek() == Some(&'}') {
            letters.next();
            let argument = arguments.next().copied().unwrap_or_default();
            out.extend(argument.chars().take(LONGEST));
            if argument.chars().nth(LONGEST).is_some() {
                out.push('…');
            }
        } else {
            out.push(letter);
        }
    }
    out
}

/// The faults of one load, in the order found; capped so that a broken million-row file stays readable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    dropped: usize,
}

/// How many faults are kept one by one; the rest is only counted.
pub const LIMIT: usize = 100;

impl Diagnostics {
    /// Adds a fault that leaves nothing to draw.
    pub fn error(&mut self, path: &str, sentence: Say, hint: String) {
        self.add(Severity::Error, path, sentence, hint);
    }

    /// Adds a fault that costs a part.
    pub fn warning(&mut self, path: &str, sentence: Say, hint: String) {
        self.add(Severity::Warning, path, sentence, hint);
    }

    fn add(&mut self, severity: Severity, path: &str, sentence: Say, hint: String) {
        // A million faults must not take the time to write a million sentences.
        if self.is_full() && severity == Severity::Warning {
            self.dropped += 1;
            return;
        }
        let message = fill(sentence.chinese, sentence.arguments);
        let english = fill(sentence.english, sentence.arguments);
        self.push(Diagnostic { severity, path: path.into(), message, english, hint });
    }

    fn push(&mut self, told: Diagnostic) {
        // An error must never be lost behind a hundred warnings; behind as many more it may.
        let room = if told.severity == Severity::Error { 2 * LIMIT } else { LIMIT };
        if self.items.len() >= room {
            self.dropped += 1;
        } else {
            self.items.push(told);
        }
    }

    /// Whether further warnings are only counted.
    pub fn is_full(&self) -> bool {
        self.items.len() >= LIMIT
    }

    /// Turns errors into warnings: something can be drawn after all.
    pub fn soften(&mut self) {
        for item in &mut self.items {
            item.severity = Severity::Warning;
        }
    }

    /// Takes over the faults of a part.
    pub fn append(&mut self, part: Diagnostics) {
        part.items.into_iter().for_each(|item| self.push(item));
        self.dropped += part.dropped;
    }

    /// Whether any fault leaves nothing to draw.
    pub fn is_fatal(&self) -> bool {
        self.items.iter().any(|d| d.severity == Severity::Error)
    }

    /// The first fault of the highest severity present.
    pub fn first(&self) -> Option<&Diagnostic> {
        let fatal = self.items.iter().find(|d| d.severity == Severity::Error);
        fatal.or(self.items.first())
    }

    /// All faults kept, then one line that counts the rest.
    pub fn into_items(mut self) -> Vec<Diagnostic> {
        if self.dropped > 0 {
            let count = self.dropped.to_string();
            let rest = say!("另有 {} 处问题未逐条列出", "{} more are not listed", &count);
            // Past the limit only errors are taken in: this line is about what was dropped, not one of it.
            let mut last = Diagnostics::default();
            last.warning("", rest, String::new());
            self.items.append(&mut last.items);
        }
        self.items
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_are_capped_and_counted_and_an_error_is_not_lost_behind_them() {
        let mut all = Diagnostics::default();
        for _ in 0..LIMIT + 7 {
            all.warning("data#", say!("警", "w"), String::new());
        }
        all.error("data#/x", say!("错", "e"), String::new());
        assert!(all.is_fatal());
        assert_eq!(all.first().map(|d| d.path.as_str()), Some("data#/x"));
        let items = all.into_items();
        assert_eq!(items.len(), LIMIT + 2);
        assert_eq!(items[LIMIT + 1].message, "另有 7 处问题未逐条列出");
    }

    #[test]
    fn errors_have_a_limit_too() {
        let mut all = Diagnostics::default();
        for _ in 0..5 * LIMIT {
            all.error("view#", say!("错", "e"), String::new());
        }
        assert_eq!(all.into_items().len(), 2 * LIMIT + 1);
    }

    #[test]
    fn a_megabyte_in_a_name_does_not_fill_the_list() {
        let mut told = Diagnostics::default();
        told.warning("data#", say!("“{}”", "{}", &"长".repeat(1 << 20)), String::new());
        assert_eq!(told.first().unwrap().message.chars().count(), LONGEST + 3);
    }

    #[test]
    fn sentences_take_their_arguments_in_turn_in_both_languages() {
        let mut told = Diagnostics::default();
        told.warning("view#", say!("“{}”不是 {…}，应为{}", "{} is no {…} but {}", "a{}", "b"), "h".into());
        let first = told.first().unwrap();
        assert_eq!(first.message, "“a{}”不是 {…}，应为b");
        assert_eq!(first.english, "a{} is no {…} but b");
    }
}
