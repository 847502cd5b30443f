//! Documents: what took effect, what waits for approval, what was altered, who must read again.

use super::{Altered, ApprovalNeeded, Became, Behind, Changes, DocumentChange, Look, Renewal, ReviewChange, RoleHeld};
use super::{State, same};
use crate::assess::{ReviewState, Standing, TranslationState, acknowledgements, approval};
use crate::model::document::{Metadata, Revision};
use crate::model::{Handbook, Id};
use std::collections::BTreeSet;

/// Fills in what documents changed.
pub(super) fn compare(old: State<'_>, new: State<'_>, changes: &mut Changes) {
    let ids = old.handbook.documents.iter().chain(&new.handbook.documents).map(|document| document.id.clone());
    for id in ids.collect::<BTreeSet<Id>>() {
        let (before, now) = (old.document(&id), new.document(&id));
        changes.documents.extend(became(new.handbook, before, now));
        let Some(now) = now else { continue };
        altered(before, now, changes);
        approvals(before, now, new, changes);
        translations(before, now, new, changes);
        renewals(before, now, new, changes);
        reviews(before, now, changes);
    }
}

fn title(handbook: &Handbook, look: Look<'_>) -> String {
    let prevailing = handbook.config.prevailing();
    let Some(meta) = look.state.meta(look.document) else { return look.document.id.to_string() };
    let title = meta.title.best(prevailing, &handbook.config.languages);
    title.map_or_else(|| look.document.id.to_string(), |(title, _)| title.to_string())
}

/// What became of a document as a whole.
fn became(handbook: &Handbook, before: Option<Look<'_>>, now: Option<Look<'_>>) -> Option<DocumentChange> {
    let written = |look: Look<'_>| {
        let working = look.document.working.as_ref();
        working.and_then(|working| working.meta.version.as_ref()).map(ToString::to_string)
    };
    let (what, from, to) = match (before, now) {
        (None, Some(now)) => (Became::Added, None, now.in_force().or_else(|| written(now))),
        (Some(before), None) => (Became::Removed, before.in_force().or_else(|| written(before)), None),
        (Some(before), Some(now)) => {
            let (from, to) = (before.in_force(), now.in_force());
            let is = |look: Look<'_>, wanted: fn(&Standing) -> bool| wanted(&look.state.standing);
            let became = |wanted: fn(&Standing) -> bool| is(now, wanted) && !is(before, wanted);
            if became(|standing| matches!(standing, Standing::Broken)) {
                (Became::Broken, from, None)
            } else if became(|standing| matches!(standing, Standing::Retired(_))) {
                (Became::Retired, from, None)
            } else if to.is_some() && from != to {
                (Became::TookEffect, from, to)
            } else if from.is_some() && to.is_none() {
                (Became::NotInForce, from, None)
            } else if !same(before.document.working.as_deref(), now.document.working.as_deref())
                && now.pending().is_some()
            {
                (Became::DraftChanged, from, written(now))
            } else {
                return None;
            }
        }
        (None, None) => return None,
    };
    let shown = now.or(before)?;
    Some(DocumentChange { id: shown.document.id.to_string(), title: title(handbook, shown), what, from, to })
}

fn altered(before: Option<Look<'_>>, now: Look<'_>, changes: &mut Changes) {
    let known = before.map(|before| before.state.altered.as_slice()).unwrap_or_default();
    let working = now.document.working.as_deref();
    let unchanged =
        before.is_some_and(|before| same(before.document.working.as_deref(), working)) && known == now.state.altered;
    if now.state.altered.is_empty() || unchanged {
        return;
    }
    changes.altered.push(Altered {
        id: now.document.id.to_string(),
        version: working.and_then(|working| working.meta.version.as_ref()).map(ToString::to_string),
        files: now.state.altered.iter().map(ToString::to_string).collect(),
    });
}

/// A pending text that the change touched, or whose approvals it touched.
fn touched<'a>(before: Option<Look<'_>>, now: Look<'a>) -> Option<&'a Revision> {
    let pending = now.pending()?;
    let before = before.and_then(Look::pending);
    (!same(before, Some(pending))).then_some(pending)
}

fn approvals(before: Option<Look<'_>>, now: Look<'_>, new: State<'_>, changes: &mut Changes) {
    let Some(pending) = touched(before, now) else { return };
    let rule = new.handbook.config.approval.rule(pending.meta.kind.as_str());
    let missing = approval::awaited(new.handbook, &pending.meta);
    changes.approvals_needed.push(ApprovalNeeded {
        id: now.document.id.to_string(),
        version: pending.meta.version.as_ref().map(ToString::to_string),
        all: rule.all,
        roles: missing.into_iter().map(|role| RoleHeld { people: new.holders(&role), role }).collect(),
    });
}

fn translations(before: Option<Look<'_>>, now: Look<'_>, new: State<'_>, changes: &mut Changes) {
    let id = now.document.id.to_string();
    for (lang, state) in &now.state.translations {
        let follows = *state == TranslationState::Current;
        let version = now.state.current().map(|version| &version.version);
        let known = before.is_some_and(|before| {
            before.state.translations.get(lang) == Some(state)
                && before.state.current().map(|version| &version.version) == version
        });
        if follows || known {
            continue;
        }
        let translates = match state {
            TranslationState::Behind(version) => version.as_ref().map(ToString::to_string),
            _ => None,
        };
        let version = version.map(ToString::to_string);
        let behind = Behind { id: id.clone(), language: *lang, translates, version, once_approved: false };
        changes.translations_behind.push(behind);
    }
    let Some(pending) = touched(before, now) else { return };
    let main = pending.texts.values().find(|text| text.path == pending.path).map(|text| text.lang);
    for lang in new.handbook.config.languages.iter().filter(|lang| Some(**lang) != main) {
        let translates = pending.texts.get(lang).and_then(|text| text.translates.as_ref());
        if translates.is_some() && translates == pending.meta.version.as_ref() {
            continue;
        }
        changes.translations_behind.push(Behind {
            id: id.clone(),
            language: *lang,
            translates: translates.map(ToString::to_string),
            version: pending.meta.version.as_ref().map(ToString::to_string),
            once_approved: true,
        });
    }
}

/// A version has to be read anew as receipts are counted: an editorial one does not, whatever else says nothing does.
fn renewals(before: Option<Look<'_>>, now: Look<'_>, new: State<'_>, changes: &mut Changes) {
    let mut renew = |meta: &Metadata, once_approved: bool| {
        let audience: Vec<String> = meta.audience.iter().filter(|name| !name.is_empty()).cloned().collect();
        if audience.is_empty() {
            return;
        }
        let members = acknowledgements::audience(new.handbook, &audience, new.assessment.as_of);
        let people: BTreeSet<usize> = members.into_iter().flat_map(|(_, people)| people).collect();
        changes.acknowledgements.push(Renewal {
            id: now.document.id.to_string(),
            version: meta.version.as_ref().map(ToString::to_string),
            people: people.len(),
            audience,
            once_approved,
        });
    };
    let anew = |look: Look<'_>| acknowledgements::read_anew(look.document, look.state);
    let current = now.state.revision(now.document);
    if let Some(current) = current.filter(|_| before.and_then(anew) != anew(now)) {
        renew(&current.meta, false);
    }
    if let Some(pending) = touched(before, now).filter(|pending| acknowledgements::is_material(pending.meta.change)) {
        renew(&pending.meta, true);
    }
}

fn reviews(before: Option<Look<'_>>, now: Look<'_>, changes: &mut Changes) {
    let rank = |state: ReviewState| match state {
        ReviewState::Overdue => 2,
        ReviewState::DueSoon => 1,
        ReviewState::Current | ReviewState::None => 0,
    };
    let review = &now.state.review;
    if rank(review.state) > before.map_or(0, |before| rank(before.state.review.state)) {
        changes.reviews.push(ReviewChange {
            id: now.document.id.to_string(),
            state: review.state.as_str(),
            due: review.due,
            owner: now.state.meta(now.document).and_then(|meta| meta.owner.clone()),
        });
    }
}
