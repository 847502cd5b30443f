//! `api/documents.json`: every document in force, for other programs. Its shape is a contract.

use crate::archive::Digest;
use crate::assess::{DocumentState, Standing, VersionRef};

use crate::lang::Lang;
use crate::model::document::{Document, Revision};
use crate::site::Site;
use crate::site::address::Page;
use serde_json::{Map, Value, json};

/// The file's bytes.
pub fn json(site: &Site<'_>) -> Vec<u8> {
    let documents: Vec<Value> = (0..site.handbook.documents.len()).filter_map(|at| entry(site, at)).collect();
    write(&json!({ "schema": 1, "as_of": site.assessment.as_of, "documents": documents }))
}

/// Pretty JSON with a final newline, as all of them are written.
pub fn write(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Documents in force; where drafts are shown, the rest as well.
fn entry(site: &Site<'_>, at: usize) -> Option<Value> {
    let (document, state) = (&site.handbook.documents[at], &site.assessment.documents[at]);
    let in_force = state.standing == Standing::InForce;
    if !in_force && !site.options.drafts {
        return None;
    }
    let revision = state.revision(document).or_else(|| document.face())?;
    let meta = &revision.meta;
    let page = if in_force { Page::Document(at) } else { Page::Draft(at) };
    let role = meta.owner.clone().unwrap_or_default();
    let config = &site.handbook.config;
    Some(json!({
        "id": document.id.as_str(),
        "kind": document.kind.as_str(),
        "title": by_language(site, &|lang| title(site, revision, lang)),
        "version": meta.version.as_ref().map(ToString::to_string),
        "lifecycle": lifecycle(state, revision),
        "review": {
            "state": state.review.state.as_str(),
            "due": state.review.due,
            "last": state.review.last,
            "every": state.review.every,
        },
        "integrity": state.integrity.map(|integrity| integrity.as_str()),
        "owner": { "role": role, "people": holders(site, &role) },
        "approvals": approvals(state, revision),
        "effective": state.current().map(|version| version.effective),
        "classification": meta.classification.as_deref().unwrap_or(&config.default_level),
        "clauses": meta.clauses.iter().filter(|clause| !clause.is_empty()).collect::<Vec<_>>(),
        "url": by_language(site, &|lang| site.has(lang, page).then(|| site.url(lang, page))),
        "sha256": sha256(revision),
        "versions": versions(site, document, state, at),
        "translations": translations(state),
    }))
}

/// What is true of the text listed: approved when it is in force, else what its author says.
pub fn lifecycle(state: &DocumentState, revision: &Revision) -> &'static str {
    match state.standing {
        Standing::InForce | Standing::NotYet(_) => "approved",
        Standing::Retired(_) => "retired",
        // A claim of approval that does not hold is no approval.
        _ => match revision.meta.status {
            Some(crate::model::document::Lifecycle::Draft) | None => "draft",
            Some(_) => "in-review",
        },
    }
}

fn by_language(site: &Site<'_>, value: &dyn Fn(Lang) -> Option<String>) -> Value {
    let entries = site.languages().iter().filter_map(|lang| Some((lang.to_string(), Value::String(value(*lang)?))));
    Value::Object(entries.collect::<Map<_, _>>())
}

/// A revision's title in exactly this language.
pub fn title(site: &Site<'_>, revision: &Revision, lang: Lang) -> Option<String> {
    let meta = &revision.meta;
    let mapped = meta.title.by.iter().find(|(own, _)| *own == lang).map(|(_, title)| title.clone());
    let text = revision.texts.get(&lang);
    let renders = text.is_some_and(|text| text.path == revision.path || text.translates == meta.version);
    let plain = || meta.title.all.clone().filter(|_| site.languages().len() == 1);
    mapped.or_else(|| text.filter(|_| renders).and_then(|text| text.title.clone())).or_else(plain)
}

/// The ids of those who hold a role on the day.
pub fn holders(site: &Site<'_>, role: &str) -> Vec<String> {
    let as_of = site.assessment.as_of;
    let organisation = &site.handbook.organisation;
    let tenures = organisation.role(role).into_iter().flat_map(|role| role.holders_on(as_of));
    let here = tenures.filter(|tenure| organisation.person(&tenure.person).is_none_or(|person| person.is_here(as_of)));
    here.map(|tenure| tenure.person.clone()).collect()
}

fn approvals(state: &DocumentState, revision: &Revision) -> Vec<Value> {
    let working = state.current().is_none_or(|version| version.at == VersionRef::Working);
    let counts = |at: usize| match &state.judgement {
        Some(judgement) if working => judgement.verdicts.get(at).is_none_or(|verdict| verdict.counts()),
        _ => true,
    };
    let entries = revision.meta.approval.iter().enumerate().filter(|(at, _)| counts(*at));
    entries.map(|(_, entry)| json!({ "role": entry.role, "person": entry.person, "date": entry.date })).collect()
}

/// The digest of the prevailing text's file, exactly as published or sealed.
pub fn sha256(revision: &Revision) -> Option<String> {
    let text = revision.texts.values().find(|text| text.path == revision.path)?;
    Some(Digest::of(text.source.as_bytes()).to_string())
}

fn versions(site: &Site<'_>, document: &Document, state: &DocumentState, at: usize) -> Vec<Value> {
    let known = state
        .versions
        .iter()
        .enumerate()
        .filter(|(_, version)| version.effective <= site.assessment.as_of || site.options.drafts);
    let sealed = known.filter_map(|(place, version)| {
        let revision = version.at.revision(document)?;
        let page = Page::Version(at, place);
        Some(json!({
            "version": version.version.to_string(),
            "date": version.approved,
            "effective": version.effective,
            "url": by_language(site, &|lang| site.has(lang, page).then(|| site.url(lang, page))),
            "sha256": sha256(revision),
        }))
    });
    sealed.collect()
}

fn translations(state: &DocumentState) -> Value {
    let entries = state.translations.iter().map(|(lang, translation)| {
        use crate::assess::TranslationState;
        let translates = match translation {
            TranslationState::Current | TranslationState::Unsealed => {
                state.current().map(|version| version.version.to_string())
            }
            TranslationState::Behind(version) => version.as_ref().map(ToString::to_string),
            TranslationState::Missing => None,
        };
        (lang.to_string(), json!({ "state": translation.as_str(), "translates": translates }))
    });
    Value::Object(entries.collect::<Map<_, _>>())
}
