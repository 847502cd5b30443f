//! From the assessed handbook to the bytes of every path: theme, search, feeds, exports.

pub mod search;
pub mod theme;
