//! The repository's tasks: `cargo xtask build | serve | test`.

mod build;
mod hash;
mod install;
mod serve;
mod sys;
mod test;

use build::toolchain::Way;
use std::process::ExitCode;
use sys::Outcome;

const HELP: &str = "\
cargo xtask build [--way rustup|debian]        编译 wasm，装配 pkg/ · compiles wasm, assembles pkg/
cargo xtask serve [--port 8080] [--rebuild]    在本机打开图册 · serves the gallery on this machine
cargo xtask test                               全部检查 · every check, as .ci/run does";

/// What the command line asks for.
#[derive(PartialEq, Eq, Debug)]
enum Task {
    Build { way: Option<Way> },
    Serve { port: u16, rebuild: bool },
    Test,
    Help,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match parse(&words).and_then(perform) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            if !sentence.is_empty() {
                eprintln!("{sentence}");
            }
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Outcome {
    match task {
        Task::Build { way } => build::build(way),
        Task::Serve { port, rebuild } => serve::serve(port, rebuild),
        Task::Test => test::test(),
        Task::Help => {
            println!("{HELP}");
            Ok(())
        }
    }
}

fn parse(words: &[String]) -> Outcome<Task> {
    let mut words = words.iter().map(String::as_str);
    let mut task = match words.next() {
        Some("build") => Task::Build { way: None },
        Some("serve") => Task::Serve { port: serve::PORT, rebuild: false },
        Some("test") => Task::Test,
        Some("help" | "--help" | "-h") => return Ok(Task::Help),
        _ => return Err(HELP.to_owned()),
    };
    while let Some(option) = words.next() {
        match (&mut task, option) {
            (Task::Build { way }, "--way") => *way = Some(words.next().and_then(Way::named).ok_or(HELP)?),
            (Task::Serve { port, .. }, "--port") => {
                *port = words.next().and_then(|number| number.parse().ok()).ok_or(HELP)?;
            }
            (Task::Serve { rebuild, .. }, "--rebuild") => *rebuild = true,
            _ => return Err(HELP.to_owned()),
        }
    }
    Ok(task)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Outcome<Task> {
        parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn options_come_in_any_order() {
        let wanted = Ok(Task::Serve { port: 9000, rebuild: true });
        assert_eq!(parsed("serve --port 9000 --rebuild"), wanted);
        assert_eq!(parsed("serve --rebuild --port 9000"), wanted);
        assert_eq!(parsed("build --way debian"), Ok(Task::Build { way: Some(Way::Debian) }));
    }

    #[test]
    fn what_is_not_understood_is_answered_with_help() {
        for line in ["", "bulid", "serve --port", "serve --port 70000", "build --way apple", "test --fast"] {
            assert_eq!(parsed(line), Err(HELP.to_owned()), "{line}");
        }
    }
}
