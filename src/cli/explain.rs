//! `handbook explain`: what a rule reports, why it matters, how to put it right.

use super::args::Explain;
use super::desk::Desk;
use super::output;
use super::{DONE, FAILED};
use crate::error::Error;
use crate::finding::catalogue;
use crate::parse::shape;
use crate::report::explain;
use crate::say;

/// Explains one rule, or lists all of them with the levels of this handbook.
pub fn run(desk: &Desk, asked: &Explain) -> Result<u8, Error> {
    // The levels are the handbook's own where there is one; without a handbook the rules are explained all the same.
    let opened = desk.open(Vec::new()).ok();
    let policy = opened.as_ref().map(|opened| opened.reading.handbook.config.policy.clone()).unwrap_or_default();
    let tongue = opened.as_ref().map_or(desk.tongue(), |opened| opened.tongue);
    let Some(name) = &asked.rule else {
        output::print(explain::list(&policy, tongue).as_bytes())?;
        return Ok(DONE);
    };
    match catalogue::find(name) {
        Some(rule) => {
            output::print(explain::rule(rule, &policy, tongue).as_bytes())?;
            Ok(DONE)
        }
        None => {
            let error = Error::new(say!("there is no rule `{name}`", "la règle `{name}` n’existe pas"));
            let error = match shape::nearest(name, catalogue::all().map(|rule| rule.name)) {
                Some(near) => error.help(say!("Did you mean `{near}`?", "Vouliez-vous dire `{near}`?")),
                None => error.help(say!("`handbook explain` lists them.", "`handbook explain` en donne la liste.")),
            };
            output::complain(&error, tongue);
            Ok(FAILED)
        }
    }
}
