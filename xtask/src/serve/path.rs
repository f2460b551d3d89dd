//! From the address that a browser asks for to a file, and never to one outside the folders shown.

use super::Site;
use std::path::{Path, PathBuf};

/// What an address stands for.
#[derive(PartialEq, Eq, Debug)]
pub enum Found {
    /// A file to send.
    File(PathBuf),
    /// A folder asked for without its final slash, without which its relative links would break.
    Folder,
    /// Nothing that is shown.
    Nothing,
}

/// Finds the file of an address (`/a/b.html?query`).
pub fn find(site: &Site, address: &str) -> Found {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let Some(path) = decode(address).filter(|path| is_plain(path)) else { return Found::Nothing };
    for (mount, folder) in &site.mounts {
        if let Some(rest) = below(&path, mount) {
            return look_up(folder, rest);
        }
    }
    Found::Nothing
}

fn look_up(folder: &Path, rest: &str) -> Found {
    let Ok(folder) = folder.canonicalize() else { return Found::Nothing };
    let wanted =
        if rest.is_empty() || rest.ends_with('/') { format!("{rest}index.html") } else { rest.to_owned() };
    match folder.join(wanted.trim_start_matches('/')).canonicalize() {
        // A symbolic link must not lead out either.
        Ok(file) if !file.starts_with(&folder) => Found::Nothing,
        Ok(file) if file.is_dir() => Found::Folder,
        Ok(file) => Found::File(file),
        Err(_) => Found::Nothing,
    }
}

/// The part of a path below a mount; `/qdvizier` is not below `/qdviz`.
fn below<'a>(path: &'a str, mount: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(mount.trim_end_matches('/'))?;
    rest.starts_with('/').then_some(rest)
}

/// Whether every step of a path is the name of a file that is meant to be seen.
fn is_plain(path: &str) -> bool {
    let is_odd = |sign: char| sign.is_control() || sign == '\\' || sign == ':';
    path.starts_with('/') && !path.contains("//") && !path.contains("/.") && !path.contains(is_odd)
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' { digit(bytes.next()?)? * 16 + digit(bytes.next()?)? } else { byte });
    }
    String::from_utf8(decoded).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::fs;

    /// A site in a folder of its own, which goes when the value does.
    pub struct Scratch {
        pub site: Site,
        pub folder: PathBuf,
    }

    impl Scratch {
        pub fn new(name: &str) -> Scratch {
            let folder = std::env::temp_dir().join(format!("qdviz-{name}-{}", std::process::id()));
            fs::create_dir_all(folder.join("www/表 格")).unwrap();
            fs::create_dir_all(folder.join("pkg")).unwrap();
            fs::create_dir_all(folder.join("cases/bar")).unwrap();
            let folder = folder.canonicalize().unwrap();
            for (file, content) in [
                ("www/index.html", "<p>首页"),
                ("www/表 格/index.html", "<p>表格"),
                ("www/.hidden", "hidden"),
                ("pkg/qdviz.js", "script"),
                ("pkg/qdviz.js.br", "brotli"),
                ("pkg/qdviz.js.gz", "gzip"),
                ("pkg/qdviz.wasm", "wasm"),
                ("cases/bar/config.json", "{}"),
                ("secret", "secret"),
            ] {
                fs::write(folder.join(file), content).unwrap();
            }
            let mounts =
                [("/qdviz", folder.join("pkg")), ("/cases", folder.join("cases")), ("/", folder.join("www"))];
            Scratch { site: Site { mounts }, folder }
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }

    #[test]
    fn addresses_lead_to_files() {
        let Scratch { site, folder } = &Scratch::new("addresses");
        let file = |path: &str| Found::File(folder.join(path));
        assert_eq!(find(site, "/"), file("www/index.html"));
        assert_eq!(find(site, "/?a=../b"), file("www/index.html"));
        assert_eq!(find(site, "/qdviz/qdviz.js?v=7"), file("pkg/qdviz.js"));
        assert_eq!(find(site, "/cases/bar/config.json"), file("cases/bar/config.json"));
        assert_eq!(find(site, "/%E8%A1%A8%20%E6%A0%BC/"), file("www/表 格/index.html"));
        assert_eq!(find(site, "/%E8%A1%A8%20%E6%A0%BC"), Found::Folder);
    }

    #[test]
    fn nothing_leads_out() {
        let Scratch { site, .. } = &Scratch::new("outside");
        for address in [
            "/../secret",
            "/%2e%2e/secret",
            "/%2E%2E%2Fsecret",
            "/qdviz/../../secret",
            "/cases/../secret",
            "/..%5csecret",
            "//secret",
            "//index.html",
            "/index.html%0d%0aX: y",
            "/.hidden",
            "/%2ehidden",
            "/index.html%00.js",
            "/C:/secret",
            "/%zz",
            "/%e",
            "/%ff",
            "/qdvizier/qdviz.js",
            "secret",
            "http://127.0.0.1/secret",
            "",
        ] {
            assert_eq!(find(site, address), Found::Nothing, "{address}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links_do_not_lead_out() {
        let Scratch { site, folder } = &Scratch::new("links");
        std::os::unix::fs::symlink(folder.join("secret"), folder.join("www/link")).unwrap();
        assert_eq!(find(site, "/link"), Found::Nothing);
    }
}
