//! SDMX-CSV data messages, 1.0 and 2.0.
