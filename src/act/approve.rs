//! Approving a working text (clauses 5.2 and 7.5.2): the approval is recorded in its front matter, and the one that
//! completes the rule of its kind seals the version with all approvers.
//!
//! Knows which approvals in the file are of this very text and which are not. An approval never carries over to another.

use super::front::{self, Wanted};
use super::given::Given;
use super::review::folder;
use super::text::Text;
use super::{Actor, Decision, Office, Plan, Refusal, Rewrite, entitled};
use crate::archive::{self, SealPlan, Signatory};
use crate::assess::approval;
use crate::date::Date;
use crate::lang::Say;
use crate::model::config::SelfApproval;
use crate::model::document::{Approval, Document, Lifecycle, Metadata, Revision};
use crate::say;
use crate::version::Version;

/// An approval as asked for.
#[derive(Clone, Copy, Debug)]
pub struct Approve<'r> {
    /// The document's id.
    pub id: &'r str,
    /// Who approves.
    pub actor: Actor<'r>,
    /// The first day in force; what the file says, else the day of the approval, when not given.
    pub effective: Option<Date>,
}

/// Plans an approval: the new front matter, and the event when the rule is complete.
pub fn approve(office: &Office<'_>, asked: &Approve<'_>) -> Decision {
    let (document, _) = office.document(asked.id)?;
    let working = working(document)?;
    let day = day(office, document, working, &asked.actor);
    let signatory = entitled::holder(office.handbook, asked.actor.role, asked.actor.person, day)?;
    entitled::approves(office.handbook, document.kind, &signatory.role)?;
    let version = new_version(document, &working.meta)?;
    let mut notes = Vec::new();
    notes.extend(own_text(office, &working.meta, &signatory, day)?);

    let text = Text::read(office, working)?;
    if working.is_blank() {
        return Err(blank(working));
    }
    let given = Given::sort(office, document, working, &text, &signatory, day);
    let list = given.with(&working.meta, &signatory, day, &text)?;
    let complete = approval::judge(office.handbook, &Metadata { approval: list.clone(), ..working.meta.clone() });

    let (effective, late) = effective(asked.effective, working.meta.effective, day);
    let wanted = if complete.complete {
        notes.extend(late);
        let list = list.iter().map(|entry| Approval { text: None, ..entry.clone() }).collect();
        Wanted { approval: list, status: Lifecycle::Approved, effective: Some(effective) }
    } else {
        let effective = asked.effective.map(|_| effective).or(working.meta.effective);
        Wanted { approval: list.clone(), status: Lifecycle::InReview, effective }
    };
    let after = front::rewrite(&text.source, &working.path, &given.kept, &wanted)?;

    // Whether the version can follow is asked for an approval that awaits others too.
    let id = folder(document);
    let sealing = archive::Approval {
        version,
        date: day,
        effective,
        by: list.iter().map(|entry| Signatory { role: entry.role.clone(), person: entry.person.clone() }).collect(),
        change: working.meta.change,
        summary: summary(office, &working.meta),
        texts: text.sealed(&after),
    };
    let plan = SealPlan::approved(&office.archive, id, sealing)?;
    let plan = Some(plan).filter(|_| complete.complete);
    office.archive_is_sound(plan.as_ref())?;
    office.is_without_error(document, &|finding| given.cures(working, finding))?;

    notes.extend(given.told(&working.meta, document));
    if plan.is_some() {
        notes.extend(text.left_out);
    }
    Ok(Plan {
        document: id.to_owned(),
        working: (after != *text.source).then(|| Rewrite { path: working.path.clone(), before: text.source, after }),
        seal: plan,
        awaited: complete.missing,
        notes,
    })
}

/// The working text; what is retired, or in the archive alone, has none to approve.
fn working(document: &Document) -> Result<&Revision, Refusal> {
    let id = &document.id;
    let Some(working) = &document.working else {
        return Err(Refusal::new(
            say!(
                "{id} has no working file, only the archive knows it",
                "{id} n’a pas de fichier de travail, seule l’archive le connaît"
            ),
            say!(
                "Put its file back from version control, with the new text and a higher `version`.",
                "Rétablissez son fichier depuis le gestionnaire de versions, avec le nouveau texte et une `version` plus élevée."
            ),
        ));
    };
    if working.meta.status == Some(Lifecycle::Retired) {
        let path = &working.path;
        return Err(Refusal::new(
            say!("{path} says that {id} is retired", "{path} dit que {id} est retiré"),
            say!(
                "To approve its text, set `status: in-review` first.",
                "Pour en approuver le texte, écrivez d’abord `status: in-review`."
            ),
        ));
    }
    Ok(working)
}

/// Nobody wrote anything yet: an approval of it would be of nothing.
fn blank(working: &Revision) -> Refusal {
    let (id, path) = (&working.meta.id, &working.path);
    Refusal::new(
        say!("{id} has no text to approve yet", "{id} n’a pas encore de texte à approuver"),
        say!("Write it in {path}, below the front matter.", "Écrivez-le dans {path}, sous l’en-tête."),
    )
}

/// The day: as asked; that of this person's approval in an interrupted sealing; else the office's.
fn day(office: &Office<'_>, document: &Document, working: &Revision, actor: &Actor<'_>) -> Date {
    let meta = &working.meta;
    let begun = || {
        let last = meta.approval.last()?;
        let own = last.role.eq_ignore_ascii_case(actor.role) && last.person.eq_ignore_ascii_case(actor.person);
        let left = own && meta.status == Some(Lifecycle::Approved) && last.text.is_none();
        last.date.filter(|_| left && office.is_begun(document, working))
    };
    actor.date.or_else(begun).unwrap_or_else(|| office.day_of(document, actor, "approved"))
}

/// The working version, if it is newer than all before it.
fn new_version(document: &Document, meta: &Metadata) -> Result<Version, Refusal> {
    let id = &document.id;
    let Some(version) = meta.version.clone() else {
        return Err(Refusal::new(
            say!("{id} has no version", "{id} n’a pas de version"),
            say!(
                "Write one in its front matter, as in `version: \"1.0\"`.",
                "Écrivez-en une dans son en-tête, comme `version: \"1.0\"`."
            ),
        ));
    };
    if let Some(sealed) = document.sealed.iter().find(|sealed| sealed.version == version) {
        let (day, own) = (sealed.approved, &sealed.version);
        let trail = document.trail.as_ref().and_then(|trail| trail.sealed.get(sealed.event));
        let by: Vec<&str> = trail.iter().flat_map(|event| &event.event.by).map(|by| by.person.as_str()).collect();
        let by = by.join(", ");
        return Err(Refusal::new(
            say!(
                "version {own} of {id} was approved on {day} by {by} and is sealed",
                "la version {own} de {id} a été approuvée le {day} par {by} et est scellée"
            ),
            say!(
                "There is nothing more to approve in it. For a new text, raise `version` and set `status: draft`; a signature is added with \
                 `handbook sign {id} --person PERSON`.",
                "Il n’y a plus rien à y approuver. Pour un nouveau texte, augmentez `version` et écrivez `status: draft`; une signature \
                 s’ajoute avec `handbook sign {id} --person PERSONNE`."
            ),
        ));
    }
    let history = meta.history.iter().filter_map(|entry| entry.version.as_ref());
    let newest = document.sealed.iter().map(|sealed| &sealed.version).chain(history).max();
    match newest.filter(|newest| **newest >= version) {
        Some(newest) => Err(Refusal::new(
            say!(
                "version {version} of {id} is not newer than {newest}, which came before it",
                "la version {version} de {id} n’est pas plus récente que la {newest}, qui l’a précédée"
            ),
            say!("Raise `version` in the front matter.", "Augmentez `version` dans l’en-tête."),
        )),
        None => Ok(version),
    }
}

/// Whether the person approves a text of their own: refused, or told, as the configuration says.
fn own_text(office: &Office<'_>, meta: &Metadata, by: &Signatory, day: Date) -> Result<Option<Say>, Refusal> {
    let rule = office.handbook.config.approval.self_approval;
    let person = &by.person;
    if rule == SelfApproval::Allow || !approval::wrote(&office.handbook.organisation, meta, person, day) {
        return Ok(None);
    }
    let why = if meta.authors.iter().any(|author| !author.is_empty()) {
        say!("is among its `authors`", "figure parmi ses `authors`")
    } else {
        say!(
            "holds the role that owns it, and no `authors` are named",
            "occupe le rôle qui en répond, et aucun `authors` n’est nommé"
        )
    };
    let Say { en, fr } = why;
    let says = Say {
        en: format!("`{person}` would approve a text of their own: {person} {en}"),
        fr: format!("`{person}` approuverait son propre texte\u{a0}: {person} {fr}"),
    };
    if rule == SelfApproval::Warn {
        return Ok(Some(says));
    }
    Err(Refusal::new(
        says,
        say!(
            "Have somebody else who is entitled approve it, or name its true `authors`. The rule is `self_approval` in site-config.yaml.",
            "Faites-le approuver par une autre personne habilitée, ou nommez ses vrais auteurs dans `authors`. La règle est \
             `self_approval` dans site-config.yaml."
        ),
    ))
}

/// The first day in force: never before the approval. What is told when it had to be moved.
fn effective(asked: Option<Date>, written: Option<Date>, day: Date) -> (Date, Option<Say>) {
    match asked.or(written) {
        Some(early) if early < day => (
            day,
            Some(say!(
                "the effective date {early} is before the approval: the version takes effect on {day}",
                "la date d’entrée en vigueur, {early}, précède l’approbation\u{a0}: la version prend effet le {day}"
            )),
        ),
        Some(date) => (date, None),
        None => (day, None),
    }
}

fn summary(office: &Office<'_>, meta: &Metadata) -> Option<String> {
    let config = &office.handbook.config;
    meta.summary.best(config.prevailing(), &config.languages).map(|(text, _)| text.to_owned())
}
