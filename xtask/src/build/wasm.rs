//! Compiles the crate to wasm, writes its glue and shrinks it.

use super::toolchain::{TARGET, Toolchain, wasm_target_dir};
use crate::sys::{Outcome, cargo, program, run};
use std::path::{Path, PathBuf};

/// What rustc's wasm uses and every browser of the last years has.
const FEATURES: [&str; 6] = [
    "bulk-memory",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
];

/// Measured by what is left after brotli: repeated code packs well, and what joins or folds it packs worse; functions of
/// one module pack better side by side. Nothing lives in the first kilobyte of memory: the far end of the stack is there.
const SHRINKING: [&str; 9] = [
    "-Oz",
    "--converge",
    "--always-inline-max-function-size=7",
    "--one-caller-inline-max-function-size=1",
    "--skip-pass=local-cse",
    "--skip-pass=merge-locals",
    "--skip-pass=simplify-locals",
    "--low-memory-unused",
    "--reorder-functions-by-name",
];

/// The two files that the build of the crate gives.
pub struct Compiled {
    /// The optimised module.
    pub wasm: PathBuf,
    /// wasm-bindgen's glue, in its `no-modules` form.
    pub glue: PathBuf,
}

/// Compiles with one cargo feature (or none, when it is empty), binds and optimises.
pub fn compile(toolchain: &Toolchain, feature: &str) -> Outcome<Compiled> {
    let mut build = toolchain.build()?;
    run(build.args(["--no-default-features", "--features", feature]))?;
    let module = wasm_target_dir().join(TARGET).join("release/qdviz.wasm");
    let bound = wasm_target_dir().join("bound").join(feature);
    bind(&module, &bound)?;
    let wasm = bound.join("qdviz_optimised.wasm");
    optimise(&bound.join("qdviz_bg.wasm"), &wasm)?;
    Ok(Compiled { wasm, glue: bound.join("qdviz.js") })
}

fn bind(module: &Path, folder: &Path) -> Outcome {
    let mut bindgen = cargo();
    bindgen.args(["run", "--quiet", "--locked", "--package", "xtask-bindgen", "--"]);
    run(bindgen.arg(module).arg(folder))
}

fn optimise(input: &Path, output: &Path) -> Outcome {
    let mut optimiser = program("node");
    optimiser.arg("node_modules/binaryen/bin/wasm-opt").args(SHRINKING);
    optimiser.args(["--strip-debug", "--strip-producers", "--strip-target-features"]);
    optimiser.args(FEATURES.map(|feature| format!("--enable-{feature}")));
    run(optimiser.arg(input).arg("-o").arg(output))
}
