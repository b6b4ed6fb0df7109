//! Embeds what `cargo xtask assets` made.
fn main() {}
