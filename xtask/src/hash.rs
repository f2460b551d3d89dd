//! SHA-256 of files and of the sources that a build is made of.

use crate::sys::{Outcome, read};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// What shapes the content of `pkg/`. A folder stands for every file in it.
const SOURCES: [&str; 9] = [
    "Cargo.lock",
    "Cargo.toml",
    "package-lock.json",
    "package.json",
    "src",
    "www/loader",
    "www/map",
    "xtask/bindgen",
    "xtask/src/build",
];

/// The SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// One hash over the path and content of every source, the same on every platform.
pub fn sources(root: &Path) -> Outcome<String> {
    let mut files = Vec::new();
    for source in SOURCES {
        collect(root, source, &mut files)?;
    }
    files.sort();
    let mut all = Sha256::new();
    for file in files {
        let content = unix_lines(read(&root.join(&file))?);
        all.update(format!("{file}\0{}\0", content.len()));
        all.update(&content);
    }
    Ok(hex(&all.finalize()))
}

/// Adds `path` (with `/` between folders) or, for a folder, the files below it; hidden files are nobody's source.
fn collect(root: &Path, path: &str, files: &mut Vec<String>) -> Outcome {
    let place = root.join(path);
    if !place.is_dir() {
        if place.is_file() {
            files.push(path.to_owned());
        }
        return Ok(());
    }
    let entries = fs::read_dir(&place).map_err(|error| format!("cannot list {path}: {error}"))?;
    for entry in entries {
        let name = entry.map_err(|error| format!("cannot list {path}: {error}"))?.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && !name.ends_with('~') {
            collect(root, &format!("{path}/{name}"), files)?;
        }
    }
    Ok(())
}

/// Line ends as they are in the repository, whatever the checkout made of them.
fn unix_lines(mut content: Vec<u8>) -> Vec<u8> {
    let mut next = content.iter().copied().skip(1).chain([0]).collect::<Vec<_>>().into_iter();
    content.retain(|byte| next.next() != Some(b'\n') || *byte != b'\r');
    content
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_of_the_standard_s_example() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn line_ends_do_not_count_but_lone_returns_do() {
        assert_eq!(unix_lines(b"a\r\nb\r\r\nc\rd\r".to_vec()), b"a\nb\r\nc\rd\r");
    }

    #[test]
    fn a_source_s_name_and_content_both_count() {
        let folder = std::env::temp_dir().join(format!("qdviz-hash-{}", std::process::id()));
        let hash_of = |name: &str, content: &str| {
            fs::create_dir_all(folder.join("src")).unwrap();
            fs::write(folder.join("src").join(name), content).unwrap();
            let hash = sources(&folder).unwrap();
            fs::remove_dir_all(&folder).unwrap();
            hash
        };
        let first = hash_of("a.rs", "1\n");
        assert_eq!(first, hash_of("a.rs", "1\r\n"));
        assert_ne!(first, hash_of("b.rs", "1\n"));
        assert_ne!(first, hash_of("a.rs", "2\n"));
    }
}
