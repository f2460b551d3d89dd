//! Counts tests by what their runners print.

use crate::sys::Outcome;
use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// Tests that ran.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Tally {
    /// How many held.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
}

impl Tally {
    /// Takes in the tests of another run.
    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, line: &mut fmt::Formatter) -> fmt::Result {
        write!(line, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Who runs the tests, and so how the counts are printed.
#[derive(Clone, Copy)]
pub enum Runner {
    /// `test result: ok. 3 passed; 0 failed; …`, once a test binary.
    Cargo,
    /// `ℹ pass 3`, `ℹ fail 0` and `ℹ cancelled 0` at the end (Node's `spec` reporter).
    Node,
}

/// Runs tests with their output in sight and counts them; a failure without a failing test is an error.
pub fn watch(command: &mut Command, runner: Runner) -> Outcome<Tally> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| format!("cannot start {name}: {error}"))?;
    let mut tally = Tally::default();
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|output| BufReader::new(output).split(b'\n'))
        .map_while(Result::ok)
    {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        tally.add(count(&line, runner));
    }
    let status = child.wait().map_err(|error| format!("{name} got lost: {error}"))?;
    match (status.success(), tally) {
        (false, Tally { failed: 0, .. }) => Err(format!("{name} failed ({status})")),
        (true, Tally { passed: 0, failed: 0 }) => Err(format!("{name} ran no test")),
        _ => Ok(tally),
    }
}

fn count(line: &str, runner: Runner) -> Tally {
    let mut tally = Tally::default();
    match runner {
        Runner::Cargo => {
            let words: Vec<&str> =
                line.strip_prefix("test result: ").unwrap_or_default().split([' ', ';']).collect();
            for pair in words.windows(2) {
                match *pair {
                    [number, "passed"] => tally.passed += number.parse().unwrap_or(0),
                    [number, "failed"] => tally.failed += number.parse().unwrap_or(0),
                    _ => {}
                }
            }
        }
        Runner::Node => match line.split_whitespace().collect::<Vec<_>>()[..] {
            ["ℹ", "pass", number] => tally.passed = number.parse().unwrap_or(0),
            ["ℹ", "fail" | "cancelled", number] => tally.failed = number.parse().unwrap_or(0),
            _ => {}
        },
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_s_summaries_are_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.10s";
        assert_eq!(count(line, Runner::Cargo), Tally { passed: 12, failed: 3 });
        assert_eq!(count("test a::b ... ok", Runner::Cargo), Tally::default());
    }

    #[test]
    fn node_s_summaries_are_counted() {
        assert_eq!(count("ℹ pass 12", Runner::Node), Tally { passed: 12, failed: 0 });
        assert_eq!(count("ℹ cancelled 2", Runner::Node), Tally { passed: 0, failed: 2 });
        assert_eq!(count("ℹ duration_ms 2", Runner::Node), Tally::default());
    }

    #[test]
    fn a_runner_that_runs_nothing_is_an_error() {
        let error = watch(Command::new("cargo").arg("--version"), Runner::Cargo).unwrap_err();
        assert!(error.ends_with("ran no test"), "{error}");
    }

    #[test]
    fn the_last_line_is_plain() {
        assert_eq!(Tally { passed: 7, failed: 0 }.to_string(), "7 passed, 0 failed");
    }
}
