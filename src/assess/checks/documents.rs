//! The state of a controlled document: owner, review, version, classification, retirement, and what the archive says of it.

use super::differs::difference;
use crate::assess::{DocumentState, ReviewState, Standing};
use crate::date::Date;
use crate::finding::catalogue::{documents as rules, leadership};
use crate::finding::{Finding, Level, Place};
use crate::lang::Say;
use crate::model::document::{Document, Lifecycle, ReviewRule, Revision};
use crate::model::{Handbook, Kind};
use crate::say;

/// Findings on one document.
pub fn check(handbook: &Handbook, document: &Document, state: &DocumentState, as_of: Date, found: &mut Vec<Finding>) {
    review(document, state, found);
    retired(document, state, found);
    let Some(working) = &document.working else { return };
    let mut check = Check { handbook, document, state, working, found };
    check.owner(as_of);
    check.version();
    check.history();
    check.archive();
    check.references();
    check.blank();
}

fn review(document: &Document, state: &DocumentState, found: &mut Vec<Finding>) {
    let Some(current) = state.current() else { return };
    let Some(revision) = current.at.revision(document) else { return };
    let id = document.id.as_str();
    let path = document.working.as_ref().map_or(&revision.path, |working| &working.path);
    let place = if revision.meta.review.is_some() && *path == revision.path {
        Place::value(path, "review")
    } else {
        Place::value(path, "version")
    };
    if revision.meta.review == Some(ReviewRule::Never) {
        let says = say!("this document is never reviewed", "ce document n’est jamais révisé");
        let help =
            say!("Write an interval, as in `review: 12 months`.", "Écrivez une durée, comme `review: 12 months`.");
        found.push(Finding::new(&rules::REVIEW_NEVER, place.clone(), says).help(help).about(id));
    }
    let (Some(due), Some(last)) = (state.review.due, state.review.last) else { return };
    let help = say!(
        "Review it, then record it: `handbook review {id} --as ROLE --person PERSON` (without an archive: a new entry under `reviewed:`).",
        "Révisez-le, puis consignez-le\u{a0}: `handbook review {id} --as RÔLE --person PERSONNE` (sans archive\u{a0}: une nouvelle entrée sous `reviewed:`)."
    );
    let (rule, says) = match state.review.state {
        ReviewState::Overdue => (
            &rules::REVIEW_OVERDUE,
            say!(
                "the review was due on {due} (last: {last})",
                "la révision devait se faire au plus tard le {due} (dernière\u{a0}: {last})"
            ),
        ),
        ReviewState::DueSoon => (
            &rules::REVIEW_DUE_SOON,
            say!(
                "the review is due by {due} (last: {last})",
                "la révision est à faire d’ici le {due} (dernière\u{a0}: {last})"
            ),
        ),
        ReviewState::Current | ReviewState::None => return,
    };
    found.push(Finding::new(rule, place, says).help(help).about(id));
}

fn retired(document: &Document, state: &DocumentState, found: &mut Vec<Finding>) {
    let Standing::Retired(end) = &state.standing else { return };
    let Some(path) = document.face().map(|face| &face.path) else { return };
    let id = document.id.as_str();
    if end.date.is_none() {
        let says = say!("retired, but nobody can tell since when", "retiré, mais rien ne dit depuis quand");
        let help = say!("Add the day: `retired: 2027-01-31`.", "Ajoutez le jour\u{a0}: `retired: 2027-01-31`.");
        found.push(Finding::new(&rules::RETIRED_UNDATED, Place::value(path, "status"), says).help(help).about(id));
    }
    if end.replaced_by.is_none() {
        let says = say!("retired without a word on what replaces it", "retiré sans dire ce qui le remplace");
        let help = say!(
            "Name its successor with `replaced_by:` (or `--replaced-by` when you retire it), or waive this if there is none.",
            "Nommez son successeur avec `replaced_by:` (ou `--replaced-by` au moment du retrait), ou écartez ce constat s’il n’y en a pas."
        );
        found.push(Finding::new(&rules::REPLACEMENT_MISSING, Place::value(path, "status"), says).help(help).about(id));
    }
}

struct Check<'a> {
    handbook: &'a Handbook,
    document: &'a Document,
    state: &'a DocumentState,
    working: &'a Revision,
    found: &'a mut Vec<Finding>,
}

impl Check<'_> {
    fn value(&self, key: &str) -> Place {
        Place::value(&self.working.path, key)
    }

    fn report(&mut self, finding: Finding) {
        self.found.push(finding.about(self.document.id.as_str()));
    }

    fn owner(&mut self, as_of: Date) {
        let Some(owner) = &self.working.meta.owner else { return };
        let ended = matches!(self.state.standing, Standing::Retired(_));
        match self.handbook.organisation.role(owner) {
            None => {
                let says = say!("there is no role `{owner}`", "le rôle `{owner}` n’existe pas");
                let help = match self.handbook.organisation.person(owner) {
                    Some(person) => {
                        let name = &person.name;
                        say!(
                            "{name} is a person; a document is owned by a role, so that it keeps an owner when people leave.",
                            "{name} est une personne; un document relève d’un rôle, pour en garder un quand les gens partent."
                        )
                    }
                    None => say!(
                        "Write the id of a role, or describe it: `handbook new role {owner}`.",
                        "Écrivez l’identifiant d’un rôle, ou décrivez-le\u{a0}: `handbook new role {owner}`."
                    ),
                };
                self.report(Finding::new(&rules::OWNER_UNKNOWN, self.value("owner"), says).help(help));
            }
            Some(role) if !ended && role.holders_on(as_of).next().is_none() => {
                let says = say!(
                    "nobody holds the role `{owner}` on {as_of}",
                    "personne n’occupe le rôle `{owner}` le {as_of}"
                );
                let help = say!(
                    "Add a holder to the role, or give the document to another role.",
                    "Ajoutez un titulaire au rôle, ou confiez le document à un autre rôle."
                );
                self.report(Finding::new(&rules::OWNER_VACANT, self.value("owner"), says).help(help));
            }
            Some(_) => {}
        }
    }

    /// A text that is not sealed must be newer than what was approved before it.
    fn version(&mut self) {
        let Some(version) = &self.working.meta.version else { return };
        let last = match self.document.sealed.iter().max_by(|a, b| a.version.cmp(&b.version)) {
            // An approved or retired text that the archive holds is no new version.
            Some(_) if self.working.meta.status == Some(Lifecycle::Approved) && self.is_sealed() => return,
            Some(_) if self.working.meta.status == Some(Lifecycle::Retired) => return,
            Some(sealed) => Some(sealed.version.clone()),
            None => self.working.meta.history.iter().filter_map(|entry| entry.version.clone()).max(),
        };
        let Some(last) = last.filter(|last| version <= last) else { return };
        let says = say!(
            "version {version} is not newer than {last}, which was approved",
            "la version {version} n’est pas plus récente que la {last}, déjà approuvée"
        );
        let help = say!(
            "Write a higher version for the new text; approved versions never change.",
            "Donnez une version plus élevée au nouveau texte; les versions approuvées ne changent jamais."
        );
        self.report(Finding::new(&rules::VERSION_NOT_NEWER, self.value("version"), says).help(help));
    }

    /// A text that awaits approval or has it, and that nobody wrote.
    fn blank(&mut self) {
        let Some(Lifecycle::InReview | Lifecycle::Approved) = self.working.meta.status else { return };
        if !self.working.is_blank() {
            return;
        }
        let says = say!(
            "there is no text yet, only what says where to write it",
            "il n’y a pas encore de texte, seulement ce qui dit où l’écrire"
        );
        let help = say!(
            "Write the text below the front matter; until then the status is `draft`.",
            "Écrivez le texte sous l’en-tête; d’ici là, le statut est `draft`."
        );
        self.report(Finding::new(&rules::PLACEHOLDER_TEXT, self.value("status"), says).help(help));
    }

    fn is_sealed(&self) -> bool {
        let version = self.working.meta.version.as_ref();
        self.document.sealed.iter().any(|sealed| Some(&sealed.version) == version)
    }

    fn history(&mut self) {
        let history = &self.working.meta.history;
        for at in 1..history.len() {
            let (before, after) = (&history[at - 1], &history[at]);
            let back =
                |earlier: Option<Date>, later: Option<Date>| matches!((earlier, later), (Some(a), Some(b)) if b < a);
            let lower = matches!((&before.version, &after.version), (Some(a), Some(b)) if b <= a);
            if back(before.date, after.date) || lower {
                let says = say!(
                    "the history is not in order: oldest first",
                    "l’historique n’est pas dans l’ordre\u{a0}: le plus ancien d’abord"
                );
                let help =
                    say!("Sort the entries by date and version.", "Classez les entrées par date et par version.");
                self.report(
                    Finding::new(&rules::HISTORY_OUT_OF_ORDER, self.value(&format!("history[{at}]")), says).help(help),
                );
                return;
            }
        }
    }

    /// What the working file claims and the archive does not have.
    fn archive(&mut self) {
        for path in self.state.altered.clone() {
            let sealed =
                self.document.sealed.iter().find(|sealed| Some(&sealed.version) == self.working.meta.version.as_ref());
            let text = self.working.texts.values().find(|text| text.path == path);
            let copy = sealed.and_then(|sealed| sealed.revision.texts.get(&text?.lang));
            let (Some(text), Some(copy)) = (text, copy) else {
                let says = say!(
                    "this file differs from what was approved with the version it belongs to; the approved one is what is published",
                    "ce fichier diffère de celui qui a été approuvé avec la version à laquelle il appartient; c’est le fichier approuvé qui est publié"
                );
                let help = say!(
                    "For a new table, raise the document’s `version` and set `status: draft`; else restore the file from the archive.",
                    "Pour un nouveau tableau, augmentez la `version` du document et écrivez `status: draft`; sinon, rétablissez le fichier à partir de l’archive."
                );
                self.report(Finding::new(&rules::ALTERED_SINCE_APPROVAL, Place::file(&path), says).help(help));
                continue;
            };
            let (line, differs) = difference(&text.source, &copy.source);
            let Say { en, fr } = differs;
            let version = sealed.map(|sealed| sealed.version.to_string()).unwrap_or_default();
            let id = &self.document.id;
            let says = say!(
                "this file says version {version} is approved, but differs from the text that was approved; {en}. The approved text is what is published",
                "ce fichier dit que la version {version} est approuvée, mais il diffère du texte approuvé; {fr}. C’est le texte approuvé qui est publié"
            );
            let help = say!(
                "For a new text, raise `version` and set `status: draft`; else restore the approved one. `handbook diff {id}` shows all differences.",
                "Pour un nouveau texte, augmentez `version` et écrivez `status: draft`; sinon, rétablissez le texte approuvé. `handbook diff {id}` montre toutes les différences."
            );
            self.report(Finding::new(&rules::ALTERED_SINCE_APPROVAL, Place::line(&path, line), says).help(help));
        }
        let has_archive = self.document.trail.is_some();
        let unsealed = match self.working.meta.status {
            Some(Lifecycle::Approved) => has_archive && !self.is_sealed(),
            Some(Lifecycle::Retired) => self.document.trail.as_ref().is_some_and(|trail| trail.retirement().is_none()),
            _ => false,
        };
        if unsealed && !matches!(self.state.standing, Standing::Broken) {
            let id = &self.document.id;
            let says = say!(
                "the status says so, but the archive holds no such approval or retirement: the archive is what counts",
                "le statut le dit, mais l’archive ne contient ni cette approbation ni ce retrait\u{a0}: c’est l’archive qui compte"
            );
            let help = say!(
                "Set `status: in-review`, then have it sealed: `handbook approve {id} --as ROLE --person PERSON` (or `handbook retire {id} …`).",
                "Écrivez `status: in-review`, puis faites-le sceller\u{a0}: `handbook approve {id} --as RÔLE --person PERSONNE` (ou `handbook retire {id} …`)."
            );
            self.report(Finding::new(&rules::APPROVAL_UNSEALED, self.value("status"), says).help(help));
        }
    }

    /// Documents, roles and people that the metadata name and that nobody has heard of.
    fn references(&mut self) {
        let meta = &self.working.meta;
        let organisation = &self.handbook.organisation;
        let document = |name: &str| self.handbook.document(name).is_some();
        let someone = |name: &str| organisation.role(name).is_some() || organisation.person(name).is_some();
        let mut unknown: Vec<(String, String)> = Vec::new();
        for (key, names) in [("related", &meta.related), ("supersedes", &meta.supersedes)] {
            for (at, name) in names.iter().enumerate() {
                // What a document replaces may be older than the handbook.
                if key == "related" && !name.is_empty() && !document(name) && organisation.role(name).is_none() {
                    unknown.push((format!("{key}[{at}]"), name.clone()));
                }
            }
        }
        for (key, names) in [("authors", &meta.authors), ("audience", &meta.audience)] {
            for (at, name) in names.iter().enumerate() {
                if !name.is_empty() && name != "everyone" && !someone(name) {
                    unknown.push((format!("{key}[{at}]"), name.clone()));
                }
            }
        }
        if let Some(name) = meta.replaced_by.as_ref().filter(|name| !document(name) && meta.kind != Kind::Role) {
            unknown.push(("replaced_by".to_string(), name.clone()));
        }
        for (key, name) in unknown {
            let says = say!(
                "nothing in this handbook has the id `{name}`",
                "rien dans ce manuel ne porte l’identifiant `{name}`"
            );
            let help = say!("Correct the id, or remove it.", "Corrigez l’identifiant, ou retirez-le.");
            let finding = Finding::new(&leadership::REFERENCE_UNKNOWN, self.value(&key), says).help(help);
            // People and roles of the past may be gone; a document that is named must be there.
            let soft = key.starts_with("authors") || key.starts_with("audience");
            self.report(if soft { finding.level(Level::Warning) } else { finding });
        }
    }
}
