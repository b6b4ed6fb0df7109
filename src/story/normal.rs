//! Normal form.
