//! placeholder until merged
use std::fmt;
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(String);
impl Version { pub fn parse(t:&str)->Option<Version>{ Some(Version(t.into())) } }
impl fmt::Display for Version { fn fmt(&self,f:&mut fmt::Formatter<'_>)->fmt::Result{ f.write_str(&self.0)} }
