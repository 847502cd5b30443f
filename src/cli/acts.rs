//! What the commands that write into the archive share: asking first, writing, signing, and saying what was done.

use super::desk::{Desk, Opened};
use super::{DONE, FAILED, FOUND, output};
use crate::act::sign::{self, Warrant};
use crate::act::{Actor, Decision, Office, Plan, Refusal, write};
use crate::archive::{self, Act, Digest, Sealed};
use crate::date::Date;
use crate::error::Error;
use crate::finding::policy::{self, Policy};
use crate::finding::{Finding, Level};
use crate::lang::{Say, Tongue};
use crate::report::{self, Summary, human};
use crate::say;
use crate::source::{Sources, locate};
use std::path::{Path, PathBuf};

use super::args::{By, Signing};

/// An act to be done.
pub struct Request<'r> {
    /// Who acts and when.
    pub by: &'r By,
    /// Whether to sign, and with which key.
    pub signing: &'r Signing,
    /// Whether to show only what would be written.
    pub dry_run: bool,
}

impl By {
    /// The same as the acts' room takes it.
    pub fn actor(&self) -> Actor<'_> {
        Actor { role: &self.role, person: &self.person, date: self.date }
    }
}

/// Decides, writes, says what was done, and signs where that was asked.
pub fn run(desk: &Desk, request: &Request<'_>, decide: &dyn Fn(&Office<'_>) -> Decision) -> Result<u8, Error> {
    let opened = match open(desk, request.by.date)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let office = office(&opened);
    let key = request.signing.sign.as_ref().map(|key| key.as_deref());
    let plan = decide(&office).and_then(|plan| {
        if let (Some(key), Some(seal)) = (key, &plan.seal) {
            sign::is_ready(&office, &request.by.person, key, seal.event.date)?;
        }
        Ok(plan)
    });
    let plan = match plan {
        Ok(plan) => plan,
        Err(refusal) => {
            refuse(desk, &opened, &refusal);
            return Ok(FOUND);
        }
    };
    let tongue = opened.tongue;
    notes(desk, &plan, tongue);
    if request.dry_run {
        output::print(preview(&opened, &plan, tongue).as_bytes())?;
        return Ok(DONE);
    }
    let sealed = write::carry_out(&opened.reading.sources, &plan, &mut |_| Ok(()))?;
    output::print(told(&opened, &plan, request.by, sealed.as_ref()).as_bytes())?;
    let Some(key) = key else { return Ok(DONE) };
    if sealed.is_none() {
        let id = &plan.document;
        let person = &request.by.person;
        let says = say!(
            "there is nothing to sign yet; once the version is sealed: `handbook sign {id} --person {person}`",
            "il n’y a encore rien à signer; une fois la version scellée\u{a0}: `handbook sign {id} --person {person}`"
        );
        output::tell(&format!("{}\n", says.in_tongue(tongue)));
        return Ok(DONE);
    }
    add_signature(desk, &plan.document, &request.by.person, key)
}

/// Signs a document's latest event.
pub fn add_signature(desk: &Desk, id: &str, person: &str, key: Option<&Path>) -> Result<u8, Error> {
    let opened = match open(desk, None)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let office = office(&opened);
    let Warrant { event, person, email } = match sign::warrant(&office, id, person) {
        Ok(warrant) => warrant,
        Err(refusal) => {
            refuse(desk, &opened, &refusal);
            return Ok(FOUND);
        }
    };
    let folder = folder(&opened);
    let place = opened.reading.sources.root.join(&folder);
    let key = key.map(home);
    let signed = archive::sign(&place, &office.archive, &event, &person, &email, key.as_deref(), &mut |_| Ok(()))
        .map_err(write::error)?;
    let (path, key, sums) = (signed.path, signed.key, signed.sums);
    let says = if signed.already {
        say!(
            "{person} had signed already: {folder}/{path} ({key})",
            "{person} avait déjà signé\u{a0}: {folder}/{path} ({key})"
        )
    } else {
        say!("signed by {person}: {folder}/{path} ({key})", "signé par {person}\u{a0}: {folder}/{path} ({key})")
    };
    output::print(format!("{}\n{}", says.in_tongue(opened.tongue), digest_line(&folder, sums)).as_bytes())?;
    Ok(DONE)
}

/// Opens the handbook on the act's day; an exit code when nothing may be decided.
pub fn open(desk: &Desk, date: Option<Date>) -> Result<Result<Opened, u8>, Error> {
    if desk.as_of != desk.today {
        return Err(Error::new(say!(
            "this command writes, and --as-of is for reading",
            "cette commande écrit, et --as-of sert à lire"
        ))
        .help(say!("Give the day of the act with --date.", "Donnez le jour de l’acte avec --date.")));
    }
    let opened = desk.open_on(date.unwrap_or(desk.today), Vec::new())?;
    if opened.is_unreadable() {
        opened.tell(desk, &opened.reported(), Level::Error);
        return Ok(Err(FAILED));
    }
    Ok(Ok(opened))
}

fn office(opened: &Opened) -> Office<'_> {
    let reading = &opened.reading;
    Office::open(&reading.sources, &reading.handbook, &reading.findings, &opened.assessment, &opened.judged)
}

/// The archive's folder from the handbook's root.
pub fn folder(opened: &Opened) -> String {
    archive::folder(&opened.reading.sources)
}

/// Says why not, and that nothing was changed.
fn refuse(desk: &Desk, opened: &Opened, refusal: &Refusal) {
    let tongue = opened.tongue;
    let (says, help) = (refusal.says.in_tongue(tongue), refusal.help.in_tongue(tongue));
    let nothing = say!("Nothing was changed.", "Rien n’a été modifié.");
    output::tell(&format!("handbook: {says}\n{help}\n{}\n", nothing.in_tongue(tongue)));
    if !refusal.findings.is_empty() {
        output::tell(&format!(
            "\n{}",
            show(desk, &opened.reading.sources, tongue, opened.assessment.as_of, &refusal.findings)
        ));
    }
}

/// Findings as a person at a terminal reads them, at the levels of their rules whatever the configuration says.
pub fn show(desk: &Desk, sources: &Sources, tongue: Tongue, day: Date, findings: &[Finding]) -> String {
    let judged = policy::apply(findings.to_vec(), &Policy::default(), day);
    let reported = report::report(&judged, tongue, &|place| locate::locate(sources, place));
    let summary = Summary::of(&reported, day, 0, 0);
    let look = human::Look { colour: output::colour_err(desk.no_color), width: 100 };
    human::render(&reported, &summary, tongue, look)
}

fn notes(desk: &Desk, plan: &Plan, tongue: Tongue) {
    let mut notes: Vec<Say> = plan.notes.clone();
    if let Some(date) = plan.seal.as_ref().map(|seal| seal.event.date).filter(|date| *date > desk.today) {
        let today = desk.today;
        notes.push(say!("the date {date} is after today ({today})", "la date {date} est après aujourd’hui ({today})"));
    }
    for note in notes {
        let lead = say!("note", "note");
        let colon = if tongue == Tongue::Fr { "\u{a0}: " } else { ": " };
        output::tell(&format!("{}{colon}{}\n", lead.in_tongue(tongue), note.in_tongue(tongue)));
    }
}

/// The diff of the working file and the event, as they would be written.
fn preview(opened: &Opened, plan: &Plan, tongue: Tongue) -> String {
    let mut text = String::new();
    if let Some(rewrite) = &plan.working {
        let diff = similar::TextDiff::from_lines(&*rewrite.before, rewrite.after.as_str());
        let path = &*rewrite.path;
        text.push_str(&diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string());
    }
    match &plan.seal {
        Some(seal) => {
            let folder = folder(opened);
            for name in seal.texts.keys() {
                text.push_str(&format!("+ {folder}/{}/{name}\n", plan.document));
            }
            text.push_str(&format!("+ {folder}/{}\n", seal.event_path()));
            text.push_str(&String::from_utf8_lossy(&seal.event.to_bytes()));
        }
        None => text.push_str(&awaited(plan, tongue)),
    }
    let says = say!("Nothing was changed: this was a dry run.", "Rien n’a été modifié\u{a0}: c’était un essai.");
    output::tell(&format!("{}\n", says.in_tongue(tongue)));
    text
}

/// What was done, the files concerned, and what to do with them.
fn told(opened: &Opened, plan: &Plan, by: &By, sealed: Option<&Sealed>) -> String {
    let tongue = opened.tongue;
    let folder = folder(opened);
    let id = &plan.document;
    let mut files: Vec<String> = plan.working.iter().map(|rewrite| rewrite.path.to_string()).collect();
    let mut text = String::new();
    match (&plan.seal, sealed) {
        (Some(seal), Some(sealed)) => {
            let (version, date) = (&seal.event.version, seal.event.date);
            let says = match &seal.event.act {
                Act::Approved { effective, .. } => say!(
                    "{id} version {version} is approved and sealed; it takes effect on {effective}.",
                    "{id}, version {version}, est approuvé et scellé; il prend effet le {effective}."
                ),
                Act::Translated { language, .. } => say!(
                    "The text of {id} version {version} in `{language}` is sealed.",
                    "Le texte de {id}, version {version}, en `{language}` est scellé."
                ),
                Act::Reviewed { outcome, .. } => {
                    let outcome = outcome.as_str();
                    say!(
                        "The review of {id} version {version} on {date} is recorded: {outcome}.",
                        "La révision de {id}, version {version}, du {date} est consignée\u{a0}: {outcome}."
                    )
                }
                Act::Retired { .. } => say!("{id} is retired from {date} on.", "{id} est retiré à compter du {date}."),
            };
            text.push_str(&format!("{}\n", says.in_tongue(tongue)));
            files.extend(sealed.paths.iter().map(|path| format!("{folder}/{path}")));
            files.push(format!("{folder}/SHA256SUMS"));
        }
        _ => {
            // As the handbook writes them, whatever the case they were typed in.
            let organisation = &opened.reading.handbook.organisation;
            let role = organisation.role(&by.role).map_or(by.role.as_str(), |role| role.id.as_str());
            let person = organisation.person(&by.person).map_or(by.person.as_str(), |person| person.id.as_str());
            let says = say!(
                "The approval of {person} as {role} is recorded.",
                "L’approbation de {person} comme {role} est consignée."
            );
            text.push_str(&format!("{}\n{}", says.in_tongue(tongue), awaited(plan, tongue)));
        }
    }
    for file in &files {
        text.push_str(&format!("  {file}\n"));
    }
    if let Some(sealed) = sealed {
        text.push_str(&digest_line(&folder, sealed.sums));
    }
    let commit = say!("Commit these files together.", "Versez ces fichiers ensemble au gestionnaire de versions.");
    text.push_str(&format!("{}\n", commit.in_tongue(tongue)));
    text
}

fn awaited(plan: &Plan, tongue: Tongue) -> String {
    let roles = plan.awaited.join(", ");
    let id = &plan.document;
    let says = say!(
        "{id} stays in review: the approval of {roles} is awaited, and nothing is sealed yet.",
        "{id} reste en révision\u{a0}: l’approbation de {roles} est attendue, et rien n’est encore scellé."
    );
    format!("{}\n", says.in_tongue(tongue))
}

/// The digest that pins the archive, as `sha256sum` prints it.
pub fn digest_line(folder: &str, sums: Digest) -> String {
    format!("{sums}  {folder}/SHA256SUMS\n")
}

/// A path in which a shell did not resolve `~/`, as after `--sign=~/…`.
fn home(path: &Path) -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_path_buf(),
    }
}
