//! `BUILD.json`: what `pkg/` was built from and how large its files are.

use super::toolchain::Way;
use crate::hash::{sha256, sources};
use crate::sys::{Outcome, read, read_text, root};
use std::fmt::Write;
use std::path::Path;

/// The record's file name.
pub const NAME: &str = "BUILD.json";

/// The bytes of one file as it is and as servers send it.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Sizes {
    /// As it is.
    pub raw: usize,
    /// With gzip, where that is kept beside it.
    pub gzip: Option<usize>,
    /// With brotli, where that is kept beside it.
    pub brotli: Option<usize>,
}

impl Sizes {
    /// The bytes that a visitor with a current browser loads.
    pub fn loaded(self) -> usize {
        self.brotli.unwrap_or(self.raw)
    }
}

/// A file of `pkg/`, by its path there.
pub struct File {
    /// The path, with `/` between folders.
    pub path: &'static str,
    /// Of the content as it is.
    pub sha256: String,
    /// Its bytes.
    pub sizes: Sizes,
}

/// Measures the files of `pkg/` that are there.
pub fn files(pkg: &Path) -> Outcome<Vec<File>> {
    let size = |path: &Path| std::fs::metadata(path).ok().and_then(|about| usize::try_from(about.len()).ok());
    let mut files = Vec::new();
    for path in super::FILES.iter().copied().filter(|path| pkg.join(path).exists()) {
        let content = read(&pkg.join(path))?;
        let beside = |ending: &str| size(&pkg.join(format!("{path}.{ending}")));
        let sizes = Sizes { raw: content.len(), gzip: beside("gz"), brotli: beside("br") };
        files.push(File { path, sha256: sha256(&content), sizes });
    }
    Ok(files)
}

/// The record of `pkg` as it lies there, built from the sources as they are now.
pub fn render(pkg: &Path, way: Way, toolchain: &str) -> Outcome<String> {
    let mut text = format!(
        "{{\n  \"name\": \"qdviz\",\n  \"version\": \"{}\",\n  \"way\": \"{}\",\n  \"toolchain\": \"{toolchain}\",\n  \"sources\": \"{}\",\n  \"files\": {{",
        super::crate_version()?,
        way.name(),
        sources(&root())?
    );
    for (index, File { path, sha256, sizes }) in files(pkg)?.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(text, "{comma}\n    \"{path}\": {{ \"sha256\": \"{sha256}\", \"raw\": {}", sizes.raw);
        for (name, size) in [("gzip", sizes.gzip), ("brotli", sizes.brotli)] {
            if let Some(size) = size {
                let _ = write!(text, ", \"{name}\": {size}");
            }
        }
        text += " }";
    }
    text += "\n  }\n}\n";
    Ok(text)
}

/// A built `pkg/`'s own words on how it was made.
pub struct Recorded {
    /// The way that compiled it.
    pub way: Way,
    /// The compiler that compiled it.
    pub toolchain: String,
}

/// Reads back what `render` wrote.
pub fn read_back(pkg: &Path) -> Outcome<Recorded> {
    let text = read_text(&pkg.join(NAME))?.replace("\r\n", "\n");
    let field = |name: &str| {
        let start = format!("  \"{name}\": \"");
        text.lines().find_map(|line| line.strip_prefix(&start)?.strip_suffix("\",")).map(str::to_owned)
    };
    let way = field("way").and_then(|name| Way::named(&name));
    match (way, field("toolchain")) {
        (Some(way), Some(toolchain)) => Ok(Recorded { way, toolchain }),
        _ => Err(format!("{NAME} does not say how it was built; run `cargo xtask build`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADVICE: &str = "pkg/ is not built from these sources; run `cargo xtask build`";

    #[test]
    fn the_committed_package_is_built_from_these_sources() {
        let record = read_text(&root().join("pkg").join(NAME)).expect(ADVICE);
        let now = format!("  \"sources\": \"{}\",", sources(&root()).unwrap());
        assert!(record.lines().any(|line| line == now), "{ADVICE}");
    }

    #[test]
    fn the_committed_files_are_those_of_the_record() {
        let pkg = root().join("pkg");
        let Recorded { way, toolchain } = read_back(&pkg).expect(ADVICE);
        let of_files = |text: &str| text.replace("\r\n", "\n").split_once("\"files\"").unwrap().1.to_owned();
        let (then, now) = (read_text(&pkg.join(NAME)).unwrap(), render(&pkg, way, &toolchain).unwrap());
        assert_eq!(of_files(&then), of_files(&now), "pkg/ was changed by hand; run `cargo xtask build`");
    }
}
