//! `cargo xtask test`: everything that must hold, with one line at the end that says whether it does.

mod browser;
mod tally;

use crate::build::toolchain::{Toolchain, Way};
use crate::build::{self, record};
use crate::sys::{Outcome, cargo, program, read, root, run, succeeds, target_dir};
use std::time::Instant;
use tally::{Runner, Tally};

/// Runs all steps, also after one that fails.
pub fn test() -> Outcome {
    let mut total = Tally::default();
    let steps: [(&str, Step); 6] = [
        ("格式 · format", format),
        ("clippy: native", clippy_native),
        ("clippy: wasm32", clippy_wasm),
        ("本机测试 · native tests", native_tests),
        ("wasm 构建 · wasm build", wasm_build),
        ("浏览器测试 · browser tests", browser::tests),
    ];
    for (name, step) in steps {
        total.add(announce(name, step));
    }
    println!();
    println!("{total}");
    if total.failed == 0 { Ok(()) } else { Err(String::new()) }
}

/// A step's tests; an error is a step that fails as a whole.
type Step = fn() -> Outcome<Tally>;

fn announce(name: &str, step: Step) -> Tally {
    println!("\n── {name}");
    let start = Instant::now();
    let outcome = step();
    let seconds = start.elapsed().as_secs_f32();
    let (verdict, tally) = match outcome {
        Ok(tally) if tally.failed == 0 => ("ok", tally),
        Ok(tally) => ("FAILED", tally),
        Err(sentence) => {
            println!("{sentence}");
            ("FAILED", Tally { passed: 0, failed: 1 })
        }
    };
    println!("── {name}: {verdict}, {seconds:.1} s");
    tally
}

fn format() -> Outcome<Tally> {
    component("rustfmt", "fmt")?;
    run(cargo().args(["fmt", "--all", "--", "--check"])).map(|()| Tally::default())
}

fn clippy_native() -> Outcome<Tally> {
    component("clippy", "clippy")?;
    let mut clippy = cargo();
    clippy.args(["clippy", "--quiet", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    run(&mut clippy).map(|()| Tally::default())
}

fn clippy_wasm() -> Outcome<Tally> {
    run(&mut Toolchain::find(preferred_way())?.clippy()?).map(|()| Tally::default())
}

fn native_tests() -> Outcome<Tally> {
    let mut tests = cargo();
    tests.args(["test", "--locked", "--workspace", "--no-fail-fast"]);
    tally::watch(&mut tests, Runner::Cargo)
}

/// Builds anew beside the committed `pkg/`, which must be the same where the same compiler made it.
fn wasm_build() -> Outcome<Tally> {
    let toolchain = Toolchain::find(preferred_way())?;
    let (committed, fresh) = (root().join("pkg"), target_dir().join("pkg"));
    build::assemble(&toolchain, &fresh)?;
    build::weigh(&fresh, toolchain.way)?;
    let recorded = record::read_back(&committed)?;
    build::compress(&committed, true)?;
    if (recorded.way, &recorded.toolchain) != (toolchain.way, &toolchain.version) {
        println!("pkg/ was built by {}: not compared byte for byte", recorded.toolchain);
        return Ok(Tally::default());
    }
    for path in build::FILES {
        if read(&committed.join(path))? != read(&fresh.join(path))? {
            return Err(format!("pkg/{path} is not what the sources give; run `cargo xtask build`"));
        }
    }
    println!("pkg/ is what the sources give, byte for byte");
    Ok(Tally::default())
}

/// The way that built `pkg/`, when it is ready here: only then can the result be compared.
fn preferred_way() -> Option<Way> {
    let way = record::read_back(&root().join("pkg")).ok()?.way;
    Toolchain::is_ready(way).then_some(way)
}

fn component(name: &str, subcommand: &str) -> Outcome {
    if succeeds(cargo().args([subcommand, "--version"])) {
        return Ok(());
    }
    println!("rustup component add {name}");
    run(program("rustup").args(["component", "add", name]))
        .map_err(|_| format!("{name} is missing; run: rustup component add {name}"))
}
