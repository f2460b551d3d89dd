//! Prints the JSON Schema of the own format.
//!
//! `cargo run --example schema > www/schema/indicators.v1.schema.json`

use qdviz::dataset::own::schema;
use std::io::Write;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(schema::written().as_bytes())
}
