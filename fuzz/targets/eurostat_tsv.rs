#![no_main]

#[path = "support.rs"]
mod support;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| support::check(bytes, "eurostat-tsv"));
