//! The control block and the records of a document's page: status, approvals, reviews, versions, evidence.

use super::{changes, redline};
use crate::archive::Verdict;
use crate::assess::{DocumentState, Integrity, Standing, TranslationState, VersionRef, VersionState, review};
use crate::lang::Lang;
use crate::model::document::{Approval, Document, HistoryEntry, Lifecycle, Revision};
use crate::site::address::Page;
use crate::site::here::Here;
use crate::view::document::{ApprovalRow, Control, Evidence, EvidenceStep, ReviewRow, TextLanguage, VersionRow};
use crate::view::parts::{Chip, Link, State};

/// What the page shows of a document: which text, and in what capacity.
pub struct Shown<'a> {
    /// The document's place.
    pub at: usize,
    /// The document.
    pub document: &'a Document,
    /// Its state on the day.
    pub state: &'a DocumentState,
    /// The revision shown.
    pub revision: &'a Revision,
    /// The approved version shown; none for a draft.
    pub version: Option<usize>,
}

impl<'a> Shown<'a> {
    /// The approved version shown.
    pub fn approved(&self) -> Option<&'a VersionState> {
        self.version.map(|place| &self.state.versions[place])
    }

    /// Where its text is.
    pub fn text(&self) -> VersionRef {
        self.approved().map_or(VersionRef::Working, |version| version.at)
    }

    /// Whether it is the version in force.
    pub fn is_in_force(&self) -> bool {
        self.version.is_some() && self.version == self.state.in_force
    }

    /// The version that took its place, or will: the next by its day.
    pub fn successor(&self) -> Option<&VersionState> {
        let own = self.approved()?;
        let key = |version: &VersionState| (version.effective, version.version.clone());
        let newer = self.state.versions.iter().filter(|other| key(other) > key(own));
        newer.min_by_key(|other| key(other))
    }

    /// The day a newer version took its place, or the document ended.
    pub fn ended(&self) -> Option<crate::date::Date> {
        let replaced = self.successor().map(|other| other.effective);
        let retired = match &self.state.standing {
            Standing::Retired(end) => end.date,
            _ => None,
        };
        match (replaced, retired) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }
}

/// The status of the text shown.
pub fn status(here: &Here<'_>, shown: &Shown<'_>) -> Chip {
    let state = match (&shown.state.standing, shown.approved()) {
        (Standing::Broken, _) => State::Broken,
        (Standing::Retired(_), _) => State::Retired,
        (_, Some(version)) if version.in_force => State::Approved,
        (_, Some(version)) if version.effective > here.as_of() => State::NotYet,
        (_, Some(_)) => State::Superseded,
        (_, None) => match shown.revision.meta.status {
            Some(Lifecycle::InReview)
                if shown.state.judgement.as_ref().is_some_and(|judgement| judgement.last.is_some()) =>
            {
                State::Awaiting
            }
            Some(Lifecycle::InReview) => State::InReview,
            _ => State::Draft,
        },
    };
    here.words.chip(state)
}

/// How far a version can be checked.
pub fn integrity(here: &Here<'_>, integrity: Integrity) -> Chip {
    here.words.chip(match integrity {
        Integrity::Signed => State::Signed,
        Integrity::Sealed => State::Sealed,
        Integrity::Declared => State::Declared,
        Integrity::Altered => State::Altered,
        Integrity::Broken => State::Broken,
    })
}

/// The control block.
pub fn block(here: &Here<'_>, shown: &Shown<'_>) -> Control {
    let meta = &shown.revision.meta;
    let approved = shown.approved();
    let in_force = shown.is_in_force();
    let review = in_force.then(|| here.review_chip(shown.state));
    let days = shown.state.review.due.map_or(0, |due| here.as_of().days_until(due));
    let review_text = match (&review, shown.state.review.due) {
        (Some(chip), Some(due)) => here.words.review_text(chip.state, due, days),
        _ => String::new(),
    };
    let shown_integrity = match (in_force, approved) {
        (true, _) => shown.state.integrity,
        (false, Some(version)) => Some(version.integrity),
        (false, None) if shown.state.standing == Standing::Broken => Some(Integrity::Broken),
        (false, None) => None,
    };
    Control {
        status: status(here, shown),
        version: meta.version.as_ref().map(ToString::to_string).unwrap_or_default(),
        approvals: approvals(here, shown),
        effective: approved.map(|version| here.day(version.effective)),
        ended: shown.ended().filter(|day| *day <= here.as_of()).filter(|_| !in_force).map(|day| here.day(day)),
        owner: meta.owner.as_deref().map(|owner| here.role_held(owner)),
        review,
        review_days: days,
        review_text,
        classification: here.classification(meta.classification.as_deref()),
        integrity: shown_integrity.map_or_else(|| not_approved(here), |level| integrity(here, level)),
        languages: languages(here, shown),
        audience: meta.audience.iter().filter(|name| !name.is_empty()).map(|name| here.party(name)).collect(),
        retention: meta.retention.as_deref().map(|text| retention(here, text)).unwrap_or_default(),
    }
}

fn not_approved(here: &Here<'_>) -> Chip {
    Chip { state: State::Draft, word: here.words.get("not_approved").to_string(), due: None }
}

/// The approvals of the text shown, with how far each can be checked.
pub fn approvals(here: &Here<'_>, shown: &Shown<'_>) -> Vec<ApprovalRow> {
    let approved = shown.approved();
    let event = match approved.map(|version| version.at) {
        Some(VersionRef::Sealed(at, _)) => {
            let event = shown.document.sealed[at].event;
            shown.document.trail.as_ref().map(|trail| &trail.sealed[event])
        }
        _ => None,
    };
    let row = |role: &str, person: &str, date: Option<crate::date::Date>| {
        let level = match event {
            Some(event) => {
                let signed = event.signatures.iter().any(|signature| {
                    signature.person.eq_ignore_ascii_case(person) && matches!(signature.verdict, Verdict::Valid { .. })
                });
                integrity(here, if signed { Integrity::Signed } else { Integrity::Sealed })
            }
            None if approved.is_some() => integrity(here, Integrity::Declared),
            None => not_approved(here),
        };
        ApprovalRow {
            role: here.role_name(role),
            person: (!person.is_empty()).then(|| here.person_name(person)),
            date: date.map(|date| here.day(date)),
            integrity: level,
        }
    };
    let entries: Vec<&Approval> = shown.revision.meta.approval.iter().collect();
    if let (Some(event), true) = (event, entries.is_empty()) {
        return event.event.by.iter().map(|by| row(&by.role, &by.person, Some(event.event.date))).collect();
    }
    // Of a front matter that is not sealed, only approvals that count are shown as approvals; nobody has approved a draft,
    // whatever is left of the version before it.
    let is_draft = approved.is_none() && shown.revision.meta.status == Some(Lifecycle::Draft);
    let counts = |at: usize| match (&shown.state.judgement, event) {
        _ if is_draft => false,
        (Some(judgement), None) => judgement.verdicts.get(at).is_none_or(|verdict| verdict.counts()),
        _ => true,
    };
    let counting = entries.into_iter().enumerate().filter(|(at, _)| counts(*at));
    counting.map(|(_, entry)| row(&entry.role, &entry.person, entry.date)).collect()
}

/// Reviews recorded since the version in force was approved, newest first.
pub fn reviews(here: &Here<'_>, shown: &Shown<'_>) -> Vec<ReviewRow> {
    let since = shown.approved().map(|version| version.approved);
    let until = if shown.is_in_force() { None } else { shown.ended() };
    review::recorded(shown.document, here.as_of())
        .into_iter()
        .rev()
        .filter(|review| {
            since.is_some_and(|since| review.date >= since) && until.is_none_or(|until| review.date < until)
        })
        .map(|review| ReviewRow {
            date: here.day(review.date),
            role: here.role_name(&review.role),
            person: (!review.person.is_empty()).then(|| here.person_name(&review.person)),
            outcome: changes::outcome_words(here, &review.outcome),
            note: review.note,
            note_lang: changes::written_in(here, shown.revision),
        })
        .collect()
}

fn languages(here: &Here<'_>, shown: &Shown<'_>) -> Vec<TextLanguage> {
    let handbook = here.handbook();
    if handbook.config.languages.len() < 2 {
        return Vec::new();
    }
    let main = shown.revision.texts.values().find(|text| text.path == shown.revision.path).map(|text| text.lang);
    let version = shown.revision.meta.version.as_ref();
    let note = |lang: Lang| {
        if Some(lang) == main {
            return here.words.get("text_prevails").to_string();
        }
        if shown.is_in_force() {
            return match shown.state.translations.get(&lang) {
                Some(TranslationState::Current) | None => String::new(),
                Some(TranslationState::Behind(Some(old))) => {
                    here.words.fill("text_renders", &[("v", &old.to_string())])
                }
                Some(_) => here.words.get("text_missing").to_string(),
            };
        }
        match shown.revision.texts.get(&lang).map(|text| text.translates.as_ref()) {
            Some(own) if own == version => String::new(),
            Some(Some(own)) => here.words.fill("text_renders", &[("v", &own.to_string())]),
            _ => here.words.get("text_missing").to_string(),
        }
    };
    let line = |lang: &Lang| TextLanguage {
        name: here.site.theme.words(*lang).map(|words| words.get("lang_name").to_string()).unwrap_or_default(),
        lang: *lang,
        href: (*lang != here.lang).then(|| here.href_in(*lang, here.page)),
        note: note(*lang),
    };
    handbook.config.languages.iter().map(line).collect()
}

/// A permalink lists as many versions; of a longer history those around its own, else all pages of a document together
/// would grow with the square of its versions.
const MOST_VERSIONS: usize = 12;
/// How many before and after its own.
const NEAR: usize = 5;

/// All versions, newest first, those from before the archive last. On the permalink of one of many, the versions around it
/// and the one in force, with a link to the others.
pub fn versions(here: &Here<'_>, shown: &Shown<'_>) -> (Vec<VersionRow>, Option<Link>) {
    let published = |version: &VersionState| version.effective <= here.as_of() || here.site.options.drafts;
    let count = shown.state.versions.iter().filter(|version| published(version)).count();
    let own = shown.version.filter(|_| matches!(here.page, Page::Version(..)) && count > MOST_VERSIONS);
    let all = own.and_then(|_| here.document_link(shown.at)).map(|link| format!("{}#at:versions", link.href));
    let to_all = |text: String| all.clone().map(|href| Link { href, text, lang: None });
    let rest = to_all(here.words.fill("all_versions", &[("n", &count.to_string())]));
    let near = |place: usize| match own.filter(|_| rest.is_some()) {
        Some(own) => place.abs_diff(own) <= NEAR || shown.state.in_force == Some(place),
        None => true,
    };
    let mut left_out = 0;
    let mut rows: Vec<VersionRow> = shown
        .state
        .versions
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, version)| published(version))
        .filter_map(|(place, version)| {
            if !near(place) {
                left_out += 1;
                return None;
            }
            let revision = version.at.revision(shown.document)?;
            let state = if version.in_force {
                State::Approved
            } else if matches!(shown.state.standing, Standing::Retired(_)) && place + 1 == shown.state.versions.len() {
                State::Retired
            } else if version.effective > here.as_of() {
                State::NotYet
            } else {
                State::Superseded
            };
            let (summary, summary_lang) = changes::summary(here, revision);
            Some(VersionRow {
                version: version.version.to_string(),
                href: Some(here.href(Page::Version(shown.at, place))),
                date: Some(here.day(version.approved)),
                effective: Some(here.day(version.effective)),
                by: revision.meta.approval.iter().map(|entry| here.person_name(&entry.person)).collect(),
                summary,
                summary_lang,
                redline: (place > 0).then(|| here.href(Page::Redline(shown.at, place))),
                since: redline::since(here, shown.at, place),
                chip: here.words.chip(state),
                here: shown.version == Some(place),
                left_out: match std::mem::take(&mut left_out) {
                    0 => None,
                    n => to_all(here.words.count("versions_left_out", n, &[])),
                },
            })
        })
        .collect();
    if rest.is_some() {
        return (rows, rest);
    }
    let known: Vec<String> = rows.iter().map(|row| row.version.clone()).collect();
    let meta = &shown.state.meta(shown.document).unwrap_or(&shown.revision.meta);
    let older = meta
        .history
        .iter()
        .rev()
        .filter(|entry| entry.version.as_ref().is_some_and(|version| !known.contains(&version.to_string())));
    rows.extend(older.map(|entry| history(here, entry)));
    (rows, None)
}

fn history(here: &Here<'_>, entry: &HistoryEntry) -> VersionRow {
    let (summary, summary_lang) = here.wording(&entry.summary);
    VersionRow {
        version: entry.version.as_ref().map(ToString::to_string).unwrap_or_default(),
        href: None,
        date: entry.date.map(|date| here.day(date)),
        effective: None,
        by: entry.by.iter().map(|by| here.party(by)).collect(),
        summary,
        summary_lang,
        redline: None,
        since: None,
        chip: here.words.chip(State::Superseded),
        here: false,
        left_out: None,
    }
}

/// How an outsider checks the text shown, from the archive alone.
pub fn evidence(here: &Here<'_>, shown: &Shown<'_>) -> Option<Evidence> {
    let VersionRef::Sealed(at, _) = shown.approved()?.at else { return None };
    let trail = shown.document.trail.as_ref()?;
    let event = &trail.sealed[shown.document.sealed[at].event];
    let steps =
        crate::archive::audit_commands(trail, Some(&event.event.version)).into_iter().map(|command| EvidenceStep {
            says: match &command.signer {
                None => here.words.get("step_sums").to_string(),
                Some(person) => here.words.fill("step_signature", &[("who", &here.person_name(person).text)]),
            },
            command: command.line,
        });
    let steps = steps.collect();
    let main = here.text_of(shown.revision)?;
    let name = main.path.split("/archive/").nth(1)?.split_once('/')?.1;
    // A translation may have been sealed by an event of its own.
    let sealed = trail.sealed.iter().filter(|sealed| sealed.event.version == event.event.version);
    let sha256 = sealed.flat_map(|sealed| sealed.event.files()).find(|(own, _)| *own == name)?.1.to_string();
    Some(Evidence { sha256, says: here.words.get("evidence_says").to_string(), steps })
}

/// How long versions are kept: a length of time in the page's language, other words as written.
fn retention(here: &Here<'_>, text: &str) -> String {
    match crate::date::Interval::parse(text) {
        Some(interval) => here.words.length(interval),
        None => text.to_string(),
    }
}
