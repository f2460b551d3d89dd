//! Which compiler makes wasm here.
//!
//! The normal way is rustup's target. Where only package registries can be reached, Debian's rustc-web with
//! the source of its standard library does it: the library is then compiled along with the crate.

use crate::install;
use crate::sys::{Outcome, capture, cargo, program, root, succeeds, target_dir};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target triple.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Variables of the toolchain that runs us, which must not reach another one, and flags that are not ours.
const FOREIGN: [&str; 9] = [
    "CARGO",
    "CARGO_BUILD_TARGET",
    "CARGO_ENCODED_RUSTFLAGS",
    "LD_LIBRARY_PATH",
    "RUSTC",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTDOC",
    "RUSTFLAGS",
    "RUSTUP_TOOLCHAIN",
];

/// What a compiler built along with its library can leave out: the words of a panic, the place it happened and
/// `{:?}`, which therefore belongs in tests only. Without reference types, JavaScript keeps the table of its objects:
/// 0.7 KB of brotli less, and engines without them can run it too.
const SMALLER: [&str; 5] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    "-Ctarget-feature=-reference-types,-multivalue",
];

/// How wasm is compiled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// rustup's prebuilt standard library.
    Rustup,
    /// Debian's compiler and the source of its standard library.
    Debian,
}

impl Way {
    /// The name used on the command line and in `BUILD.json`.
    pub fn name(self) -> &'static str {
        match self {
            Way::Rustup => "rustup",
            Way::Debian => "debian",
        }
    }

    /// The way of that name.
    pub fn named(name: &str) -> Option<Way> {
        [Way::Rustup, Way::Debian].into_iter().find(|way| way.name() == name)
    }
}

/// A compiler that is ready to make wasm.
pub struct Toolchain {
    /// The way it goes.
    pub way: Way,
    /// Compiler version and host, as recorded in `BUILD.json`.
    pub version: String,
    sysroot: PathBuf,
    linker: Option<PathBuf>,
}

impl Toolchain {
    /// Finds the way, or makes it ready; `wanted` leaves no choice.
    pub fn find(wanted: Option<Way>) -> Outcome<Toolchain> {
        let toolchain = match wanted {
            Some(Way::Rustup) => rustup()?,
            Some(Way::Debian) => debian()?,
            // Its standard library is compiled for size along with the crate: 12 KB of brotli less than with rustup's prebuilt one.
            None if Toolchain::is_ready(Way::Debian) => debian()?,
            None => rustup().or_else(|reason| {
                println!("{reason}");
                debian().map_err(|other| {
                    format!("no way to compile wasm here\n  rustup: {reason}\n  Debian: {other}")
                })
            })?,
        };
        println!("wasm way: {} ({})", toolchain.way.name(), toolchain.version);
        Ok(toolchain)
    }

    /// Whether a way is ready with nothing to install.
    pub fn is_ready(way: Way) -> bool {
        match way {
            Way::Rustup => sysroot("rustc").is_ok_and(|sysroot| has_target(&sysroot)),
            Way::Debian => missing_packages().is_empty(),
        }
    }

    /// `cargo build` of the library, as released.
    pub fn build(&self) -> Outcome<Command> {
        let cargo_program = self.cargo_program();
        self.fetch(self.own_environment(Command::new(&cargo_program)))?;
        let mut command = self.own_environment(Command::new(cargo_program));
        command.args(["build", "--release", "--locked"]);
        self.add_target(&mut command);
        command.env("CARGO_ENCODED_RUSTFLAGS", self.flags().join("\u{1f}"));
        Ok(command)
    }

    /// `cargo clippy` of the library; Debian's has to be installed beside its compiler.
    pub fn clippy(&self) -> Outcome<Command> {
        let mut command = match self.way {
            Way::Rustup => self.own_environment(Command::new(self.cargo_program())),
            Way::Debian => {
                if !Path::new("/usr/bin/clippy-driver").exists() {
                    install::apt(&["rust-web-clippy"])?;
                }
                // Not `cargo clippy`: that would prefer the one in cargo's own folder, which is rustup's.
                let mut direct = self.own_environment(Command::new("/usr/bin/cargo-clippy"));
                direct.env("CARGO", "/usr/bin/cargo");
                direct
            }
        };
        command.args(["clippy", "--locked"]);
        self.add_target(&mut command);
        command.args(["--", "-D", "warnings"]);
        Ok(command)
    }

    fn cargo_program(&self) -> PathBuf {
        match self.way {
            Way::Rustup => cargo().get_program().into(),
            Way::Debian => "/usr/bin/cargo".into(),
        }
    }

    /// Sources must lie there before their folders can be renamed in the output.
    fn fetch(&self, mut command: Command) -> Outcome {
        crate::sys::run(command.args(["fetch", "--locked", "--quiet", "--target", TARGET]))
    }

    fn own_environment(&self, mut command: Command) -> Command {
        // A folder of its own, so that wasm and native builds do not evict each other.
        command.current_dir(root()).env("CARGO_TARGET_DIR", wasm_target_dir());
        let toolchain_of_rustup = env::var_os("RUSTUP_TOOLCHAIN").filter(|_| self.way == Way::Rustup);
        for name in FOREIGN {
            command.env_remove(name);
        }
        if let Some(name) = toolchain_of_rustup {
            command.env("RUSTUP_TOOLCHAIN", name);
        }
        if let Some(linker) = &self.linker {
            command.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", "/usr/bin/rustc");
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command
    }

    fn add_target(&self, command: &mut Command) {
        command.args(["--package", "qdviz", "--lib", "--target", TARGET]);
        if self.way == Way::Debian {
            command.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        }
    }

    fn flags(&self) -> Vec<String> {
        // Three pages an instance instead of eighteen: nothing here recurses deeply.
        let mut flags = vec!["-Clink-arg=-zstack-size=131072".to_owned()];
        if self.way == Way::Debian {
            flags.extend(SMALLER.map(str::to_owned));
        }
        let mut rename =
            |from: &Path, to: &str| flags.push(format!("--remap-path-prefix={}={to}", from.display()));
        rename(&root(), ".");
        rename(&self.sysroot, "/rust");
        for registry in registries() {
            rename(&registry, "/crates");
        }
        flags
    }
}

/// The target folder of wasm builds.
pub fn wasm_target_dir() -> PathBuf {
    target_dir().join("wasm")
}

fn rustup() -> Outcome<Toolchain> {
    let sysroot = sysroot("rustc")?;
    if !has_target(&sysroot) {
        println!("rustup target add {TARGET}");
        if !succeeds(program("rustup").args(["target", "add", TARGET])) || !has_target(&sysroot) {
            return Err(format!("`rustup target add {TARGET}` does not work here"));
        }
    }
    Ok(Toolchain { way: Way::Rustup, version: version("rustc")?, sysroot, linker: None })
}

fn debian() -> Outcome<Toolchain> {
    let missing = missing_packages();
    if !missing.is_empty() {
        install::apt(&missing)?;
    }
    let linker = linker().ok_or("no rust-lld and no wasm-ld to link wasm with")?;
    let (version, sysroot) = (version("/usr/bin/rustc")?, sysroot("/usr/bin/rustc")?);
    Ok(Toolchain { way: Way::Debian, version, sysroot, linker: Some(linker) })
}

fn missing_packages() -> Vec<&'static str> {
    let mut missing = Vec::new();
    let standard_library = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";
    let files = [
        ("rustc-web", "/usr/bin/rustc"),
        ("cargo-web", "/usr/bin/cargo"),
        ("rust-web-src", standard_library),
    ];
    for (package, file) in files {
        if !Path::new(file).exists() {
            missing.push(package);
        }
    }
    if linker().is_none() {
        missing.push("lld");
    }
    missing
}

/// rustup's linker for wasm, or the system's.
fn linker() -> Option<PathBuf> {
    let of_rustup = sysroot("rustc").ok().map(|sysroot| sysroot.join("lib/rustlib")).and_then(|hosts| {
        let hosts = hosts.read_dir().ok()?.flatten();
        hosts.map(|host| host.path().join("bin/rust-lld")).find(|lld| lld.exists())
    });
    of_rustup.or_else(|| {
        let folders = env::var_os("PATH").unwrap_or_default();
        env::split_paths(&folders).map(|folder| folder.join("wasm-ld")).find(|lld| lld.exists())
    })
}

fn sysroot(rustc: &str) -> Outcome<PathBuf> {
    Ok(PathBuf::from(capture(program(rustc).args(["--print", "sysroot"]))?.trim()))
}

fn has_target(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib").join(TARGET).join("lib").is_dir()
}

/// `rustc 1.96.0 (…) on x86_64-unknown-linux-gnu`
fn version(rustc: &str) -> Outcome<String> {
    let lines = capture(program(rustc).arg("-vV"))?;
    let host = lines.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or("unknown host");
    Ok(format!("{} on {host}", lines.lines().next().unwrap_or("unknown rustc")))
}

/// The folders that hold the sources of crates, named after registries.
fn registries() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
    let entries = home.join("registry/src").read_dir();
    let mut folders: Vec<PathBuf> =
        entries.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}
