//! Writes the JavaScript glue of a wasm file: `xtask-bindgen <input.wasm> <output folder>`.
//!
//! A program of its own, so that only `cargo xtask build` pays for compiling wasm-bindgen.

use std::env::args_os;
use std::path::PathBuf;
use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let mut paths = args_os().skip(1).map(PathBuf::from);
    let (Some(input), Some(output)) = (paths.next(), paths.next()) else {
        eprintln!("usage: xtask-bindgen <input.wasm> <output folder>");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    let done = bindgen
        .input_path(input)
        .typescript(true)
        // The optimiser sorts by name, then drops the names.
        .remove_name_section(false)
        .remove_producers_section(true)
        // The loader says where the wasm lies; the glue must not guess from its own address.
        .omit_default_module_path(true)
        .no_modules(true)
        .and_then(|bindgen| bindgen.generate(output));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}
