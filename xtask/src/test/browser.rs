//! The tests in a real browser, against the server of `cargo xtask serve`.

use super::tally::{Runner, Tally, watch};
use crate::sys::{Outcome, capture, program, root};
use crate::{install, serve};
use std::env;
use std::path::{Path, PathBuf};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// Runs `tests/browser/*.test.*`.
pub fn tests() -> Outcome<Tally> {
    let files = test_files(&root().join("tests/browser"));
    if files.is_empty() {
        println!("tests/browser/ holds no *.test.mjs: nothing to run");
        return Ok(Tally::default());
    }
    install::npm()?;
    let chromium = chromium()?;
    let url = format!("http://{}", serve::spawn()?);
    println!("{url}, {}", chromium.display());
    let mut node = program("node");
    // Files by name, since Node's versions disagree on what a folder means; one by one, to keep timings steady.
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=1"]).args(files);
    watch(node.env("QDVIZ_URL", url).env("CHROMIUM", chromium), Runner::Node)
}

fn test_files(folder: &Path) -> Vec<PathBuf> {
    let is_test = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        [".test.mjs", ".test.js", ".test.cjs"].iter().any(|ending| name.ends_with(ending))
    };
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_test).collect();
    files.sort();
    files
}

/// The browser that `CHROMIUM` names, the one that is there, or Debian's.
fn chromium() -> Outcome<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").map(PathBuf::from) {
        return if named.exists() {
            Ok(named)
        } else {
            Err(format!("CHROMIUM is {}: no such file", named.display()))
        };
    }
    let mut missing = Vec::new();
    if in_path().is_none() {
        missing.push("chromium");
    }
    if !has_chinese_font() {
        missing.push("fonts-noto-cjk");
    }
    if !missing.is_empty() {
        install::apt(&missing)?;
    }
    in_path().ok_or_else(|| "no Chromium in PATH; CHROMIUM may name one".to_owned())
}

fn in_path() -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    BROWSERS
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.exists())
}

/// Whether fontconfig knows a font with Chinese letters; systems without fontconfig look after their own.
fn has_chinese_font() -> bool {
    !cfg!(target_os = "linux")
        || capture(program("fc-list").arg(":lang=zh-cn")).is_ok_and(|list| !list.trim().is_empty())
}
