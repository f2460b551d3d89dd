//! Writes the picture of a view document as SVG: the fallback image that a page puts inside `<qd-viz>`.
//!
//! `cargo run --example svg -- VIEW.json DATA.json MAP.topo.json WIDTH light|dark > picture.svg`

use qdviz::compose::{base, load};
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::svg;
use qdviz::scene::text::FixedMeasure;
use qdviz::theme::{DARK, LIGHT};
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [view, data, map, width, theme] = args.as_slice() else {
        return Err("usage: svg VIEW.json DATA.json MAP.topo.json WIDTH light|dark".into());
    };
    let mut faults = Diagnostics::default();
    let loaded = load(&std::fs::read(view)?, &std::fs::read(data)?, &std::fs::read(map)?, &mut faults).ok();
    for fault in faults.into_items() {
        writeln!(std::io::stderr(), "{} {} {}", fault.path, fault.message, fault.hint)?;
    }
    let theme = if theme == "dark" { &DARK } else { &LIGHT };
    let picture = base(&loaded.ok_or("nothing to draw")?, width.parse()?, theme, &FixedMeasure);
    std::io::stdout().write_all(svg::write(&picture.scene).as_bytes())?;
    Ok(())
}
