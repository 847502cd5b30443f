//! Documents picked for sampling, and the trail of each: who approved what when, sealed under which digest.

use crate::archive::Digest;
use crate::assess::{Standing, VersionRef, review};
use crate::site::Site;
use crate::site::address::Page;
use std::fmt::Write as _;

/// The documents in force whose digest with the seed is lowest: anybody can pick the same ones again.
pub fn pick(site: &Site<'_>, count: usize, seed: &str) -> Vec<usize> {
    let states = site.assessment.documents.iter().enumerate();
    let in_force = states.filter(|(_, state)| state.standing == Standing::InForce).map(|(at, _)| at);
    let mut ranked: Vec<(String, usize)> = in_force
        .map(|at| {
            let id = site.handbook.documents[at].id.as_str();
            (Digest::of(format!("{seed}\n{id}\n").as_bytes()).to_string(), at)
        })
        .collect();
    ranked.sort();
    let mut picked: Vec<usize> = ranked.into_iter().take(count).map(|(_, at)| at).collect();
    picked.sort_unstable();
    picked
}

/// The trail of each, in both languages.
pub fn trail(site: &Site<'_>, picked: &[usize], seed: &str) -> String {
    let mut text = format!(
        "# Sample / Échantillon\n\nDocuments: {}. Seed / graine: `{seed}`.\n\n\
         Picked by the lowest SHA-256 of the seed and the id, each with an end of line / \
         Choisis selon le plus petit SHA-256 de la graine et de l’identifiant, chacun suivi d’une fin de ligne:\n\n\
         ```sh\nprintf '%s\\n' '{}' ID | sha256sum\n```\n",
        picked.len(),
        seed.replace('\'', r"'\''"),
    );
    for at in picked {
        document(site, *at, &mut text);
    }
    text
}

fn document(site: &Site<'_>, at: usize, text: &mut String) {
    let (document, state) = (&site.handbook.documents[at], &site.assessment.documents[at]);
    let (Some(current), Some(revision)) = (state.current(), state.revision(document)) else { return };
    let title = revision.meta.title.best(site.handbook.config.prevailing(), site.languages());
    let title = title.map_or("", |(title, _)| title);
    let _ = writeln!(text, "\n## {} {title}, {}\n", document.id, current.version);
    let page = site.folder(site.handbook.config.prevailing(), Page::Document(at));
    let integrity = state.integrity.map_or("", |integrity| integrity.as_str());
    let _ = writeln!(text, "- Page: [site/{page}index.html](site/{page}index.html)");
    let _ =
        writeln!(text, "- Approved / approuvé: {}; effective / en vigueur: {}", current.approved, current.effective);
    let _ = writeln!(text, "- Integrity / intégrité: {integrity}");
    for entry in &revision.meta.approval {
        let date = entry.date.map(|date| date.to_string()).unwrap_or_default();
        let _ = writeln!(text, "- Approval / approbation: {} {} {date}", entry.role, entry.person);
    }
    for review in review::recorded(document, site.assessment.as_of) {
        let _ = writeln!(
            text,
            "- Review / révision: {} {} {} {} {}",
            review.date, review.role, review.person, review.outcome, review.note
        );
    }
    let last = state.review.last.map(|day| day.to_string()).unwrap_or_default();
    let due = state.review.due.map(|day| day.to_string()).unwrap_or_default();
    let _ = writeln!(text, "- Last / dernière: {last}; due / échéance: {due} ({})", state.review.state.as_str());
    let Some(trail) = document.trail.as_ref().filter(|_| matches!(current.at, VersionRef::Sealed(..))) else { return };
    let _ = writeln!(text, "\n| Event / événement | SHA-256 | Signatures |\n|---|---|---|");
    for sealed in &trail.sealed {
        let signed: Vec<&str> = sealed.signed_by().collect();
        let name = format!("archive/{}/{}", trail.id, sealed.event.file_name());
        let _ = writeln!(text, "| {name} | `{}` | {} |", sealed.digest, signed.join(", "));
    }
}
