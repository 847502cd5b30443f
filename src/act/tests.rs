//! The acts over the base handbook.
