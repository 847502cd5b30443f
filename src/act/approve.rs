//! Approving a working text (clauses 5.2 and 7.5.2): the approval is recorded in its front matter, and the one that
//! completes the rule of its kind seals the version with all approvers.
//!
//! Knows which approvals in the file are of this very text and which are not. An approval never carries over to another.

use super::front::{self, Wanted};
use super::review::folder;
use super::text_digest::text_digest;
use super::{Actor, Decision, Office, Plan, Refusal, Rewrite, entitled};
use crate::archive::{self, SealPlan, Signatory};
use crate::assess::approval;
use crate::date::Date;
use crate::finding::catalogue::documents as rules;
use crate::finding::{At, Finding};
use crate::lang::Say;
use crate::model::config::SelfApproval;
use crate::model::document::{self, Approval, Document, Lifecycle, Metadata, Revision};
use crate::say;
use crate::version::Version;
use std::ops::Bound;
use std::sync::Arc;

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
        change: working.meta.change.map(change),
        summary: summary(office, &working.meta),
        texts: text.sealed(&after),
    };
    let plan = SealPlan::approved(&office.archive, id, sealing)?;
    let plan = Some(plan).filter(|_| complete.complete);
    office.archive_is_sound(plan.as_ref())?;
    office.is_without_error(document, &|finding| given.cures(working, finding))?;

    notes.extend(given.told(&working.meta));
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

/// The day: as asked; that of this person's approval in an interrupted sealing; else the office's.
fn day(office: &Office<'_>, document: &Document, working: &Revision, actor: &Actor<'_>) -> Date {
    let meta = &working.meta;
    let begun = || {
        let folder = format!("{}/{}/{}/", archive::folder(office.sources), folder(document), meta.version.as_ref()?);
        let from = (Bound::Included(folder.as_str()), Bound::Unbounded);
        let there = office.sources.files.range::<str, _>(from).next();
        let last = meta.approval.last().filter(|_| there.is_some_and(|(path, _)| path.starts_with(&folder)))?;
        let own = last.role.eq_ignore_ascii_case(actor.role) && last.person.eq_ignore_ascii_case(actor.person);
        last.date.filter(|_| own && last.text.is_none() && meta.status == Some(Lifecycle::Approved))
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

fn change(change: document::Change) -> archive::Change {
    match change {
        document::Change::Material => archive::Change::Material,
        document::Change::Editorial => archive::Change::Editorial,
    }
}

fn summary(office: &Office<'_>, meta: &Metadata) -> Option<String> {
    let config = &office.handbook.config;
    meta.summary.best(config.prevailing(), &config.languages).map(|(text, _)| text.to_owned())
}

/// What is approved: the main file, its data files, and the translations that render its version.
struct Text {
    source: Arc<str>,
    name: String,
    /// Data files: name and bytes.
    data: Vec<(String, Vec<u8>)>,
    translations: Vec<(String, Vec<u8>)>,
    /// Translations that render another version.
    left_out: Vec<Say>,
    digest: String,
}

impl Text {
    fn read(office: &Office<'_>, working: &Revision) -> Result<Text, Refusal> {
        let path = &working.path;
        let unread = || {
            Refusal::new(
                say!("{path} cannot be read", "{path} ne peut être lu"),
                say!("Run `handbook check` to see why.", "Lancez `handbook check` pour voir pourquoi."),
            )
        };
        let source = office.sources.text(path).cloned().ok_or_else(unread)?;
        let data = data(office, working);
        let digest = text_digest(&source, &data).ok_or_else(unread)?.to_string();
        let mut translations = Vec::new();
        let mut left_out = Vec::new();
        for text in working.texts.values().filter(|text| text.path != *path) {
            let (id, lang, other) = (&working.meta.id, text.lang, &text.path);
            if text.translates.is_some() && text.translates == working.meta.version {
                translations.push((name(other), text.source.as_bytes().to_vec()));
            } else {
                left_out.push(say!(
                    "{other} renders another version and is not sealed; when it follows: `handbook seal-translation {id} {lang} …`",
                    "{other} traduit une autre version et n’est pas scellé; une fois à jour\u{a0}: `handbook seal-translation {id} {lang} …`"
                ));
            }
        }
        Ok(Text { source, name: name(path), data, translations, left_out, digest })
    }

    /// The files to seal, with the main file as approving leaves it.
    fn sealed(&self, after: &str) -> Vec<(String, Vec<u8>)> {
        let main = (self.name.clone(), after.as_bytes().to_vec());
        std::iter::once(main).chain(self.translations.iter().cloned()).chain(self.data.iter().cloned()).collect()
    }
}

/// A matrix may keep its table in a file beside it: that file is part of what is approved.
fn data(office: &Office<'_>, working: &Revision) -> Vec<(String, Vec<u8>)> {
    let folder = working.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let source = working.meta.matrix.source.as_deref().map(|source| source.trim_start_matches("./"));
    let path = source.map(|source| if folder.is_empty() { source.to_owned() } else { format!("{folder}/{source}") });
    let text = path.and_then(|path| Some((name(&path), office.sources.text(&path)?.as_bytes().to_vec())));
    text.into_iter().collect()
}

fn name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

/// The approvals that the file lists, sorted.
struct Given {
    /// For each entry whether it is of this very text.
    kept: Vec<bool>,
    /// Whether the file is as an interrupted sealing by this very approval left it.
    begun: bool,
}

impl Given {
    fn sort(
        office: &Office<'_>,
        document: &Document,
        working: &Revision,
        text: &Text,
        by: &Signatory,
        day: Date,
    ) -> Given {
        let meta = &working.meta;
        if is_begun(office, document, meta, by, day) {
            return Given { kept: vec![true; meta.approval.len()], begun: true };
        }
        let own = |entry: &Approval| entry.text.as_deref() == Some(text.digest.as_str());
        Given { kept: meta.approval.iter().map(own).collect(), begun: false }
    }

    /// The approvals of this text with the new one.
    fn with(&self, meta: &Metadata, by: &Signatory, day: Date, text: &Text) -> Result<Vec<Approval>, Refusal> {
        let kept = meta.approval.iter().zip(&self.kept).filter(|(_, kept)| **kept);
        let mut list: Vec<Approval> = kept.map(|(entry, _)| entry.clone()).collect();
        if self.begun {
            return Ok(list);
        }
        let (id, Signatory { role, person }) = (&meta.id, by);
        let same =
            |entry: &&Approval| entry.role.eq_ignore_ascii_case(role) && entry.person.eq_ignore_ascii_case(person);
        if let Some(date) = list.iter().find(same).and_then(|entry| entry.date) {
            return Err(Refusal::new(
                say!(
                    "`{person}` approved this text of {id} as `{role}` on {date} already",
                    "`{person}` a déjà approuvé ce texte de {id} comme `{role}` le {date}"
                ),
                say!(
                    "Nothing more is needed from this person; `handbook check` says whose approval is awaited.",
                    "Rien de plus n’est attendu de cette personne; `handbook check` dit quelle approbation est attendue."
                ),
            ));
        }
        if let Some(last) = list.iter().filter_map(|entry| entry.date).max().filter(|last| *last > day) {
            return Err(Refusal::new(
                say!(
                    "{day} is before the approval of {last} in the same file",
                    "le {day} précède l’approbation du {last} dans le même fichier"
                ),
                say!("Give a date on or after it with --date.", "Donnez avec --date une date égale ou postérieure."),
            ));
        }
        let (role, person, text) = (role.clone(), person.clone(), Some(text.digest.clone()));
        list.push(Approval { role, person, date: Some(day), text });
        Ok(list)
    }

    /// Whether approving puts this finding right.
    fn cures(&self, working: &Revision, finding: &Finding) -> bool {
        let cured = [&rules::APPROVAL_MISSING, &rules::APPROVAL_INCOMPLETE, &rules::APPROVAL_UNSEALED];
        if cured.iter().any(|rule| rule.name == finding.rule.name) {
            return true;
        }
        let (At::Value(key) | At::Key(key)) = &finding.place.at else { return false };
        let dropped = |(at, kept): (usize, &bool)| !kept && key.starts_with(&format!("approval[{at}]"));
        let all = !self.kept.contains(&true) && (key == "approval" || key.starts_with("approval."));
        finding.place.path == working.path && (all || self.kept.iter().enumerate().any(dropped))
    }

    /// Says which approvals are dropped, and why.
    fn told(&self, meta: &Metadata) -> Vec<Say> {
        let dropped = meta.approval.iter().zip(&self.kept).filter(|(_, kept)| !**kept);
        dropped
            .map(|(Approval { role, person, date, text }, _)| {
                let date = date.map(|date| date.to_string()).unwrap_or_default();
                match text {
                    Some(_) => say!(
                        "the approval of {person} as {role} ({date}) is dropped: the text has changed since",
                        "l’approbation de {person} comme {role} ({date}) est retirée\u{a0}: le texte a changé depuis"
                    ),
                    None => say!(
                        "the approval of {person} as {role} ({date}) is dropped: it does not say of which text it is",
                        "l’approbation de {person} comme {role} ({date}) est retirée\u{a0}: elle ne dit pas sur quel texte elle porte"
                    ),
                }
            })
            .collect()
    }
}

/// Whether the file is as this very approval left it before its sealing was interrupted: approved, complete, this entry
/// the last, and not what the version before was approved by.
fn is_begun(office: &Office<'_>, document: &Document, meta: &Metadata, by: &Signatory, day: Date) -> bool {
    let own = |entry: &Approval| entry.role == by.role && entry.person == by.person && entry.date == Some(day);
    let before = document.sealed.last().map(|sealed| sealed.revision.meta.approval.as_slice()).unwrap_or_default();
    meta.status == Some(Lifecycle::Approved)
        && meta.effective.is_some_and(|effective| effective >= day)
        && meta.approval.last().is_some_and(own)
        && meta.approval.iter().all(|entry| entry.text.is_none() && !before.contains(entry))
        && approval::judge(office.handbook, meta).complete
}
