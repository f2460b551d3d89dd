//! `cargo xtask build`: everything that web teams copy, into one folder.

pub mod budget;
pub mod record;
mod script;
pub mod toolchain;
mod wasm;

use crate::install;
use crate::sys::{Outcome, program, read, read_text, root, run, write};
use std::fs;
use std::path::Path;
use toolchain::{Toolchain, Way};

/// What `pkg/` holds beside its record and the compressed forms.
pub const FILES: [&str; 9] = [
    "qdviz.js",
    "qdviz-find.js",
    "qdviz.wasm",
    "qdviz-map.wasm",
    "qdviz-charts.wasm",
    "qdviz-full.wasm",
    "qdviz.d.ts",
    "map/qingdao.topo.json",
    "map/NOTICE.txt",
];

/// The wasm files by the cargo feature that each is built with; each can do all that the ones before can.
const BUILDS: [(&str, &str); 4] = [
    ("qdviz.wasm", ""),
    ("qdviz-map.wasm", "map"),
    ("qdviz-charts.wasm", "charts"),
    ("qdviz-full.wasm", "full"),
];

/// Those that are taken over as they are: path in `pkg/`, path in the repository.
const COPIED: [(&str, &str); 3] = [
    ("qdviz.d.ts", "www/loader/qdviz.d.ts"),
    ("map/qingdao.topo.json", "www/map/qingdao.topo.json"),
    ("map/NOTICE.txt", "www/map/NOTICE.txt"),
];

/// Those that visitors load, kept compressed as well.
const COMPRESSED: [&str; 7] = [
    "qdviz.js",
    "qdviz-find.js",
    "qdviz.wasm",
    "qdviz-map.wasm",
    "qdviz-charts.wasm",
    "qdviz-full.wasm",
    "map/qingdao.topo.json",
];

/// Builds into `pkg/` and holds the result to the budgets.
pub fn build(wanted: Option<Way>) -> Outcome {
    let pkg = root().join("pkg");
    let toolchain = Toolchain::find(wanted)?;
    assemble(&toolchain, &pkg)?;
    weigh(&pkg, toolchain.way)
}

/// Compiles the crate and puts all files into a folder, which is emptied before.
pub fn assemble(toolchain: &Toolchain, pkg: &Path) -> Outcome {
    install::npm()?;
    let compiled = BUILDS.map(|(file, feature)| Ok((file, wasm::compile(toolchain, feature)?)));
    let compiled: Vec<(&str, wasm::Compiled)> = compiled.into_iter().collect::<Outcome<_>>()?;
    if pkg.exists() {
        fs::remove_dir_all(pkg).map_err(|error| format!("cannot empty {}: {error}", pkg.display()))?;
    }
    let mut glues = Vec::new();
    for (file, compiled) in &compiled {
        write(&pkg.join(file), &read(&compiled.wasm)?)?;
        glues.push(read_text(&compiled.glue)?);
    }
    let glue = script::common_glue(&glues)?;
    let loader = root().join("www/loader");
    let scratch = toolchain::wasm_target_dir();
    script::pack(&loader, &glue, &scratch, &pkg.join("qdviz.js"))?;
    script::pack(&loader.join("find"), "", &scratch, &pkg.join("qdviz-find.js"))?;
    for (to, from) in COPIED {
        let from = root().join(from);
        if from.exists() {
            write(&pkg.join(to), read_text(&from)?.replace("\r\n", "\n").as_bytes())?;
        }
    }
    compress(pkg, false)?;
    let record = record::render(pkg, toolchain.way, &toolchain.version)?;
    write(&pkg.join(record::NAME), record.as_bytes())
}

/// Prints the sizes; an error when a budget is not held. rustup's prebuilt standard library is over it by nature: a
/// build with it works, but what is committed has to come from the other way (a test holds `pkg/` to the budgets).
pub fn weigh(pkg: &Path, way: Way) -> Outcome {
    let files = record::files(pkg)?;
    print!("{}", budget::table(&files));
    let overruns = budget::overruns(&files);
    match (overruns.is_empty(), way) {
        (true, _) => Ok(()),
        (false, Way::Debian) => Err(overruns.join("\n")),
        (false, Way::Rustup) => {
            println!("要提交 pkg/，请用 · to commit pkg/, use: cargo xtask build --way debian");
            Ok(())
        }
    }
}

/// Writes the compressed forms, or with `check` looks whether those there are the file's.
pub fn compress(pkg: &Path, check: bool) -> Outcome {
    let mut compressor = program("node");
    compressor.arg("xtask/src/build/compress.mjs").args(check.then_some("--check"));
    run(compressor.args(COMPRESSED.map(|path| pkg.join(path)).iter().filter(|path| path.exists())))
}

/// The crate's version, from its manifest.
pub fn crate_version() -> Outcome<String> {
    let manifest = read_text(&root().join("Cargo.toml"))?;
    let version =
        manifest.lines().find_map(|line| line.strip_prefix("version = \"")?.trim_end().strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| "Cargo.toml names no version".to_owned())
}
