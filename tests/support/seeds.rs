//! The documents of the repository that mutations start from.

use super::mutate::Seed;
use std::fs;
use std::path::Path;

/// All documents in a folder and the folders in it but views, by name, up to `longest` bytes.
pub fn in_folder(folder: &str, longest: u64) -> Vec<Seed> {
    let mut seeds = Vec::new();
    collect(Path::new(folder), longest, &mut seeds);
    assert!(!seeds.is_empty(), "no documents in {folder}");
    seeds
}

fn collect(folder: &Path, longest: u64, seeds: &mut Vec<Seed>) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.display().to_string();
        let is_data = (name.ends_with(".json") || name.ends_with(".csv")) && !name.ends_with(".view.json");
        if path.is_dir() {
            collect(&path, longest, seeds);
        } else if is_data && path.metadata().unwrap().len() <= longest {
            seeds.push(Seed::new(name, fs::read(&path).unwrap()));
        }
    }
}
