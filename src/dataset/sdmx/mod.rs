//! Readers of SDMX data messages: SDMX-JSON (1.0, its drafts, and 2.x) and SDMX-CSV (1.0 and 2.0);
//! and of the TSV tables of Eurostat, whose dimensions and flags are those of its SDMX.
//!
//! What dimensions and attributes mean is told by the concepts that SDMX recommends (see `concepts`): TIME_PERIOD is
//! when, REF_AREA where, INDICATOR and the like what. UNIT_MEASURE and UNIT_MULT make the unit; values are never scaled.
//! OBS_STATUS makes the status or the reason why a figure is missing. TITLE names an indicator where it is the same for
//! all its figures. Notes on a single figure stay with it, those on a series become part of the definition.
//! Attributes of no meaning to readers of a chart (contacts, collection codes, embargo times) are left out.

mod concepts;
pub mod csv;
mod figures;
mod gathered;
pub mod json;
mod status;
pub mod tsv;
mod unit;
mod word;
