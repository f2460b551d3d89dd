//! Plain CSV.

pub mod lex;
