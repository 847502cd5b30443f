//! What every act asks first: is the document there and without error, is the archive sound, does the day fit.
//!
//! Pure; each question answers with what stands in the way and the next step.

use super::{Actor, Office, Refusal};
use crate::archive::{self, Event, SealPlan};
use crate::assess::DocumentState;
use crate::date::Date;
use crate::finding::catalogue::source as rules;
use crate::finding::{Finding, Level, Rule};
use crate::model::document::{Document, Revision, SealedVersion};
use crate::say;

/// How many findings a refusal lists.
const LISTED: usize = 20;

impl<'a> Office<'a> {
    /// The controlled document with this id and its state.
    pub(super) fn document(&self, id: &str) -> Result<(&'a Document, &'a DocumentState), Refusal> {
        if let Some(at) = self.handbook.document_at(id)
            && let Some(state) = self.assessment.documents.get(at)
        {
            return Ok((&self.handbook.documents[at], state));
        }
        let says = say!("there is no controlled document `{id}`", "il n’y a pas de document contrôlé `{id}`");
        let unread = self.unread(id);
        if unread.is_empty() {
            let help = say!(
                "`handbook status` lists the documents with their ids.",
                "`handbook status` montre les documents et leurs identifiants."
            );
            return Err(Refusal::new(says, help));
        }
        let help = say!(
            "Correct this first, so that its file can be read.",
            "Corrigez d’abord ceci, pour que son fichier puisse être lu."
        );
        Err(Refusal::new(says, help).found(unread))
    }

    /// Findings that keep a file from being read which names this id.
    fn unread(&self, id: &str) -> Vec<Finding> {
        let unreadable = [&rules::YAML_INVALID, &rules::FRONT_MATTER_UNCLOSED, &rules::OVER_LIMIT, &rules::NOT_UTF_8];
        let named = |finding: &&Finding| {
            unreadable.iter().any(|rule| rule.name == finding.rule.name)
                && self.sources.text(&finding.place.path).is_none_or(|text| names(text, id))
        };
        let errors = self.judged.listed.iter().filter(|(_, level)| *level == Level::Error).map(|(finding, _)| finding);
        errors.filter(named).take(LISTED).cloned().collect()
    }

    /// The day of an act: as asked; else that of the same act's interrupted beginning, so that the same command run
    /// again completes it on another day too; else the office's.
    pub(super) fn day_of(&self, document: &Document, actor: &Actor<'_>, word: &str) -> Date {
        let begun = |event: &Event| {
            let by = event.by.last();
            event.act.word() == word
                && by.is_some_and(|by| {
                    by.role.eq_ignore_ascii_case(actor.role) && by.person.eq_ignore_ascii_case(actor.person)
                })
        };
        let pending = document.trail.as_ref().and_then(|trail| trail.pending.as_ref());
        let pending = pending.map(|sealed| &sealed.event).filter(|event| begun(event)).map(|event| event.date);
        actor.date.or(pending).unwrap_or_else(|| self.day())
    }

    /// Whether the archive holds a copy of the working file for a version that is not sealed: an interrupted sealing
    /// left it there.
    pub(super) fn is_begun(&self, document: &Document, working: &Revision) -> bool {
        let Some(version) = &working.meta.version else { return false };
        let id = document.trail.as_ref().map_or(document.id.as_str(), |trail| trail.id.as_str());
        let name = working.path.rsplit('/').next().unwrap_or(&working.path);
        let copy = format!("{}/{id}/{version}/{name}", archive::folder(self.sources));
        let text = self.sources.text(&working.path);
        [copy.clone(), format!("{copy}.new")].iter().any(|path| text.is_some() && self.sources.text(path) == text)
    }

    /// Refuses while anything in the archive is wrong but the plan's own interrupted beginning.
    pub(super) fn archive_is_sound(&self, plan: Option<&SealPlan>) -> Result<(), Refusal> {
        let faults: Vec<&Finding> = match plan {
            Some(plan) => plan.unexplained(self.sources, &self.faults),
            None => self.faults.iter().collect(),
        };
        refuse_faults(faults)
    }

    /// Refuses while an error is found in the document; `cured` tells those that the act itself puts right, which a
    /// configuration may have made errors.
    pub(super) fn is_without_error(
        &self,
        document: &Document,
        cured: &dyn Fn(&Finding) -> bool,
    ) -> Result<(), Refusal> {
        let archive = format!("{}/", archive::folder(self.sources));
        let concerns = |finding: &Finding| {
            let texts = document.working.iter().flat_map(|working| working.texts.values());
            let mut paths = texts.map(|text| &text.path).chain(document.working.iter().map(|working| &working.path));
            finding.subject.as_deref().is_some_and(|id| document.id.is(id))
                || paths.any(|path| *path == finding.place.path)
        };
        let errors = self.judged.listed.iter().filter(|(_, level)| *level == Level::Error).map(|(finding, _)| finding);
        // The archive has been asked about by itself.
        let found: Vec<Finding> = errors
            .filter(|finding| concerns(finding) && !finding.place.path.starts_with(&archive) && !cured(finding))
            .take(LISTED)
            .cloned()
            .collect();
        if found.is_empty() {
            return Ok(());
        }
        let id = &document.id;
        let says = say!("{id} has errors", "{id} comporte des erreurs");
        let help = say!("Correct them and run the command again.", "Corrigez-les et relancez la commande.");
        Err(Refusal::new(says, help).found(found))
    }

    /// The sealed version that is in force on a day, else the newest; without a sealed version none.
    pub(super) fn sealed_on<'d>(&self, document: &'d Document, day: Date) -> Option<&'d SealedVersion> {
        let in_force = document.sealed.iter().filter(|sealed| sealed.effective <= day);
        in_force
            .max_by(|a, b| a.effective.cmp(&b.effective).then_with(|| a.version.cmp(&b.version)))
            .or_else(|| document.sealed.iter().max_by(|a, b| a.version.cmp(&b.version)))
    }
}

/// Whether a finding is of one of these rules.
pub(super) fn is_of(finding: &Finding, rules: &[&Rule]) -> bool {
    rules.iter().any(|rule| rule.name == finding.rule.name)
}

/// Refuses when an error is among faults of the archive.
pub(super) fn refuse_faults(faults: Vec<&Finding>) -> Result<(), Refusal> {
    let grave = |finding: &&Finding| finding.level.unwrap_or(finding.rule.level) == Level::Error;
    let found: Vec<Finding> = faults.into_iter().filter(grave).take(LISTED).cloned().collect();
    if found.is_empty() {
        return Ok(());
    }
    let says = say!(
        "the archive is not sound, and nothing is added to it until it is",
        "l’archive n’est pas intacte, et rien n’y est ajouté tant qu’elle ne l’est pas"
    );
    let help = say!(
        "Put right what is named below; `handbook verify` tells when all is sound again.",
        "Réglez ce qui est nommé ci-dessous; `handbook verify` dit quand tout est de nouveau intact."
    );
    Err(Refusal::new(says, help).found(found))
}

/// Whether a line of the text gives this id, as in `id: POL-001`.
fn names(text: &str, id: &str) -> bool {
    let value = |line: &str| line.strip_prefix("id:").map(|rest| rest.trim().trim_matches(['"', '\'']).to_lowercase());
    text.lines().take(200).filter_map(value).any(|value| value == id.to_lowercase())
}
