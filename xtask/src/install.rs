//! Installs what a step needs, or names the exact command to run.

use crate::hash::sha256;
use crate::sys::{Outcome, program, read, root, run, succeeds, write};
use std::path::Path;

/// Installs Debian packages when that is allowed here.
pub fn apt(packages: &[&str]) -> Outcome {
    let by_hand = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    if !Path::new("/usr/bin/apt-get").exists() {
        return Err(format!("not on Debian: install what its packages {} hold", packages.join(", ")));
    }
    let is_root = crate::sys::capture(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !is_root {
        return Err(format!("packages are missing; run: sudo apt-get update && sudo {by_hand}"));
    }
    println!("apt-get update && {by_hand}");
    run(program("apt-get").args(["update", "-qq"]))?;
    let mut install = program("apt-get");
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
    run(install.env("DEBIAN_FRONTEND", "noninteractive"))
        .map_err(|reason| format!("{reason}\nwhere these packages can be had, run: {by_hand}"))
}

/// Installs the npm tools that `package-lock.json` names, unless they are there already.
pub fn npm() -> Outcome {
    let root = root();
    let lock = sha256(&read(&root.join("package-lock.json"))?);
    let stamp = root.join("node_modules/.qdviz-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if !succeeds(program("node").arg("--version")) {
        return Err(
            "Node.js 20 or newer is needed: https://nodejs.org/ or apt-get install nodejs npm".to_owned()
        );
    }
    println!("npm ci");
    // None of the tools needs its install script.
    run(program("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    write(&stamp, lock.as_bytes())
}
