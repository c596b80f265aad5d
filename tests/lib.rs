//! What needs the built whole.
