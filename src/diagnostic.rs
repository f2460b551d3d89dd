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
    /// What to try; empty when nothing sensible is known.
    pub hint: String,
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
    pub fn error(&mut self, path: &str, message: String, hint: String) {
        self.push(Severity::Error, path, message, hint);
    }

    /// Adds a fault that costs a part.
    pub fn warning(&mut self, path: &str, message: String, hint: String) {
        self.push(Severity::Warning, path, message, hint);
    }

    fn push(&mut self, severity: Severity, path: &str, message: String, hint: String) {
        // An error must never be lost behind a hundred warnings.
        if self.is_full() && severity == Severity::Warning {
            self.dropped += 1;
            return;
        }
        self.items.push(Diagnostic { severity, path: path.into(), message, hint });
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
        for item in part.items {
            self.push(item.severity, &item.path, item.message, item.hint);
        }
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
            self.items.push(Diagnostic {
                severity: Severity::Warning,
                path: String::new(),
                message: format!("另有 {} 处问题未逐条列出", self.dropped),
                hint: String::new(),
            });
        }
        self.items
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_are_capped_and_counted_and_errors_are_not() {
        let mut all = Diagnostics::default();
        for _ in 0..LIMIT + 7 {
            all.warning("data#", "w".into(), String::new());
        }
        all.error("data#/x", "e".into(), String::new());
        assert!(all.is_fatal());
        assert_eq!(all.first().map(|d| d.path.as_str()), Some("data#/x"));
        let items = all.into_items();
        assert_eq!(items.len(), LIMIT + 2);
        assert_eq!(items[LIMIT + 1].message, "另有 7 处问题未逐条列出");
    }
}
