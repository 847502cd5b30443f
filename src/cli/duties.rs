//! `handbook duties`: what a role or a person is responsible for.

use super::args::{Duties, DutiesFormat};
use super::desk::Desk;
use super::{DONE, FAILED, output};
use crate::error::Error;
use crate::finding::Level;
use crate::lang::{Lang, Tongue};
use crate::say;
use crate::site::exports::duties::{Who, duties_json, duties_text};

/// Prints the duties of whoever is named.
pub fn run(desk: &Desk, asked: &Duties) -> Result<u8, Error> {
    let opened = desk.open(Vec::new())?;
    if opened.is_unreadable() {
        opened.tell(desk, &opened.reported(), Level::Error);
        return Ok(FAILED);
    }
    let handbook = &opened.reading.handbook;
    let name = &asked.who;
    let Some(who) = Who::named(handbook, name) else {
        return Err(Error::new(say!("there is no role or person `{name}`", "aucun rôle ni personne `{name}`")).help(
            say!(
                "Roles are described in `content/roles/`, people are listed in `content/people.yaml`.",
                "Les rôles sont décrits dans `content/roles/`, les personnes figurent dans `content/people.yaml`."
            ),
        ));
    };
    let lang = match opened.tongue {
        Tongue::En => Lang::EN,
        Tongue::Fr => Lang::FR,
    };
    let bytes = match asked.format {
        DutiesFormat::Table => duties_text(handbook, &opened.assessment, who, lang).into_bytes(),
        DutiesFormat::Json => duties_json(handbook, &opened.assessment, who),
    };
    output::print(&bytes)?;
    Ok(DONE)
}
