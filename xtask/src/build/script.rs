//! One classic script from the loader's files and the glue.

use super::crate_version;
use crate::sys::{Outcome, program, read_text, run, write};
use std::path::Path;

/// The line of `files.txt` in whose place the glue goes.
const GLUE: &str = "glue.js";

/// Writes the minified script of the files that a folder lists.
pub fn pack(loader: &Path, glue: &str, scratch: &Path, output: &Path) -> Outcome {
    let mut body = String::new();
    for name in read_text(&loader.join("files.txt"))?.lines().map(str::trim).filter(|name| !name.is_empty()) {
        let text = if name == GLUE { wrap_glue(glue) } else { read_text(&loader.join(name))? };
        body += text.trim_end();
        body.push('\n');
    }
    let script = wrap_script(&body);
    let readable = scratch.join("readable.js");
    write(&readable, script.as_bytes())?;
    minify(&readable, output)
}

/// The glue that serves all builds: the largest one's, if every other consists of lines that it has too.
pub fn common_glue(glues: &[String]) -> Outcome<String> {
    let largest = glues.iter().max_by_key(|glue| glue.len()).ok_or("no glue")?;
    for line in glues.iter().flat_map(|glue| glue.lines()) {
        if !largest.lines().any(|known| known == line) {
            return Err(format!("the builds need different glue: {}", line.trim()));
        }
    }
    Ok(largest.clone())
}

/// Every call gives a glue with a state of its own: one instance a widget from one compiled module.
fn wrap_glue(glue: &str) -> String {
    format!("function createGlue() {{\n{}\nreturn wasm_bindgen;\n}}", glue.trim_end())
}

fn wrap_script(body: &str) -> String {
    format!("(function () {{\n\"use strict\";\n{}}})();\n", body.replace("\r\n", "\n"))
}

fn minify(input: &Path, output: &Path) -> Outcome {
    let mut minifier = program("node");
    minifier.args(["node_modules/esbuild/bin/esbuild", "--minify", "--charset=ascii", "--target=es2018"]);
    minifier.args(["--log-level=warning", "--legal-comments=none", "--allow-overwrite"]);
    minifier.arg(format!("--banner:js=/*! qdviz {} | MIT OR Apache-2.0 */", crate_version()?));
    run(minifier.arg(input).arg(format!("--outfile={}", output.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_one_strict_function_with_unix_lines() {
        assert_eq!(wrap_script("a();\r\n"), "(function () {\n\"use strict\";\na();\n})();\n");
    }

    #[test]
    fn one_glue_serves_all_builds_or_none() {
        let glues = ["a();\nc();", "a();\nb();\nc();"].map(String::from);
        assert_eq!(common_glue(&glues), Ok(glues[1].clone()));
        let other = ["a();\nd();", "a();\nb();\nc();"].map(String::from);
        assert_eq!(common_glue(&other), Err("the builds need different glue: d();".to_owned()));
    }

    #[test]
    fn the_glue_is_made_anew_by_every_call() {
        let wrapped = wrap_glue("let wasm_bindgen = 1;\n");
        assert_eq!(wrapped, "function createGlue() {\nlet wasm_bindgen = 1;\nreturn wasm_bindgen;\n}");
    }
}
