//! Story markup.
