//! `api/documents.json`: every document in force, for other programs. Its shape is a contract.

use crate::assess::{DocumentState, Standing};
use crate::date::Date;
use crate::lang::Lang;
use crate::model::document::{Approval, Document, Lifecycle, Revision};
use crate::site::Site;
use crate::site::address::Page;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

/// The file's bytes.
pub fn json(site: &Site<'_>) -> Vec<u8> {
    json_of(site, None)
}

/// The same, only of the documents that a role owns.
pub fn json_of(site: &Site<'_>, owner: Option<&str>) -> Vec<u8> {
    /// The whole file.
    #[derive(Serialize)]
    struct File<D> {
        as_of: Date,
        documents: D,
        schema: u8,
    }
    let owns = |entry: &Value| {
        let own = entry["owner"]["role"].as_str();
        owner.is_none_or(|owner| own.is_some_and(|role| role.eq_ignore_ascii_case(owner)))
    };
    let documents = Lazily(|| (0..site.handbook.documents.len()).filter_map(|at| entry(site, at)).filter(owns));
    write(&File { as_of: site.assessment.as_of, documents, schema: 1 })
}

/// A list of a file whose entries are made while they are written, because there may be very many.
pub struct Lazily<F>(pub F);

impl<F, I> Serialize for Lazily<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// Pretty JSON with a final newline, as all of them are written.
pub fn write(value: &impl Serialize) -> Vec<u8> {
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
    let revision = shown(document, state)?;
    let meta = &revision.meta;
    let page = page(state, at);
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
        "approvals": approvals(document, state, revision)
            .iter()
            .map(|entry| json!({ "role": entry.role, "person": entry.person, "date": entry.date }))
            .collect::<Vec<_>>(),
        "effective": state.current().map(|version| version.effective),
        "classification": meta.classification.as_deref().unwrap_or(&config.default_level),
        "clauses": meta.clauses.iter().filter(|clause| !clause.is_empty()).collect::<Vec<_>>(),
        "url": by_language(site, &|lang| site.has(lang, page).then(|| site.url(lang, page))),
        "sha256": sha256(revision),
        "versions": versions(site, document, state, at),
        "translations": translations(state),
    }))
}

/// The revision that the machine-readable lists describe: the one in force; of a retired document the last, of one to come
/// the first; else the newest known.
pub fn shown<'a>(document: &'a Document, state: &DocumentState) -> Option<&'a Revision> {
    let version = match state.standing {
        Standing::Retired(_) => state.versions.last(),
        Standing::NotYet(day) => {
            state.versions.iter().filter(|version| version.effective == day).max_by_key(|version| &version.version)
        }
        _ => state.current(),
    };
    version.and_then(|version| version.at.revision(document)).or_else(|| document.face())
}

/// Where it is read.
pub fn page(state: &DocumentState, at: usize) -> Page {
    match state.standing {
        Standing::InForce | Standing::Retired(_) | Standing::Broken => Page::Document(at),
        Standing::NotYet(_) | Standing::Unapproved => Page::Draft(at),
    }
}

/// What the author wrote of the text listed; whether that holds, integrity and approvals tell. Retired is what the archive
/// or the author ended by the day.
pub fn lifecycle(state: &DocumentState, revision: &Revision) -> &'static str {
    match state.standing {
        Standing::InForce | Standing::NotYet(_) => "approved",
        Standing::Retired(_) => "retired",
        _ => revision.meta.status.map_or("draft", Lifecycle::as_str),
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

/// The approvals of a revision that count: all of a sealed one; of a working file those without fault, of a draft none.
pub fn approvals<'a>(document: &Document, state: &DocumentState, revision: &'a Revision) -> Vec<&'a Approval> {
    let is_working = document.working.as_deref().is_some_and(|working| std::ptr::eq(working, revision));
    let counts = |at: usize| match &state.judgement {
        _ if !is_working => true,
        Some(judgement) => judgement.verdicts.get(at).is_none_or(|verdict| verdict.counts()),
        None => false,
    };
    revision.meta.approval.iter().enumerate().filter(|(at, _)| counts(*at)).map(|(_, entry)| entry).collect()
}

/// The digest of the prevailing text's file, exactly as published or sealed.
pub fn sha256(revision: &Revision) -> Option<String> {
    let text = revision.texts.values().find(|text| text.path == revision.path)?;
    Some(text.digest().to_string())
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
