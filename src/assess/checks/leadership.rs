//! What leadership promised and did not show (clauses 5.1 and 9.3). None of it is an error: all of it comes with time.

use crate::assess::Assessment;
use crate::assess::leadership::{ActionState, POINTS, Progress, Promise, Recurrence, points_of};
use crate::finding::catalogue::leadership as rules;
use crate::finding::{Finding, Place};
use crate::model::leadership::{Action, Commitment};
use crate::model::{Described, Handbook};
use crate::say;
use std::sync::Arc;

/// Findings on commitments, records, decisions and management reviews.
pub fn check(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    points(handbook, assessment, found);
    for (commitment, state) in handbook.leadership.commitments.iter().zip(&assessment.leadership.commitments) {
        if state.promise == Promise::WordsOnly {
            let says = say!(
                "nothing is to be done for this commitment: it is words only",
                "rien n’est prévu pour tenir cet engagement\u{a0}: ce ne sont que des paroles"
            );
            let help = say!(
                "Add `actions: [{{id: …, what: …, by: ROLE, every: 3 months}}]`.",
                "Ajoutez `actions: [{{id: …, what: …, by: RÔLE, every: 3 months}}]`."
            );
            let place = Place::value(&commitment.sheet.path, "title");
            found.push(Finding::new(&rules::WORDS_ONLY, place, says).help(help).about(commitment.id().as_str()));
        }
        for (at, (action, state)) in commitment.actions.iter().zip(&state.actions).enumerate() {
            actions(commitment, at, action, state, found);
            absences(handbook, action, state, found);
        }
    }
    decisions(handbook, assessment, found);
    reviews(handbook, assessment, found);
}

/// Where some points of clause 5.1 have a commitment, all should.
fn points(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    let Some(first) = handbook.leadership.commitments.first().filter(|_| points_of(handbook).is_some()) else { return };
    for (letter, _) in POINTS.iter().zip(&assessment.leadership.points).filter(|(_, answering)| answering.is_empty()) {
        let says =
            say!("no commitment answers clause 5.1 {letter})", "aucun engagement ne répond à l’article 5.1 {letter})");
        let help = say!(
            "Add `5.1.{letter}` to the `clauses` of the commitment that covers it, or make one.",
            "Ajoutez `5.1.{letter}` aux `clauses` de l’engagement qui le couvre, ou créez-en un."
        );
        // It concerns no commitment more than another.
        let place = Place::key(&first.sheet.path, "clauses");
        found.push(Finding::new(&rules::CLAUSE_UNCOMMITTED, place, says).help(help).about(format!("5.1.{letter}")));
    }
}

fn actions(commitment: &Commitment, at: usize, action: &Action, state: &ActionState, found: &mut Vec<Finding>) {
    let (id, by) = (&action.id, &action.by);
    let place = Place::value(&commitment.sheet.path, format!("actions[{at}].id"));
    let record = say!(
        "When it is done, write a record that names `{id}` in `demonstrates` and the holder of `{by}` in `attendees`.",
        "Une fois l’action faite, rédigez une preuve qui nomme `{id}` dans `demonstrates` et le titulaire de `{by}` dans `attendees`."
    );
    let finding = match (state.promise, state.pace) {
        (Promise::Never, _) => {
            let says = say!(
                "no record shows that `{id}` was ever done by `{by}`",
                "aucune preuve ne montre que `{id}` a déjà été fait par `{by}`"
            );
            Finding::new(&rules::ACTION_NEVER, place, says)
        }
        (Promise::Lapsed, Some(pace)) => {
            let (due, last) = (pace.due, pace.last);
            let says = say!(
                "`{id}` was to be done again by {due} (last: {last})",
                "`{id}` devait être refait au plus tard le {due} (dernière fois\u{a0}: {last})"
            );
            Finding::new(&rules::ACTION_LAPSED, place, says)
        }
        (Promise::DueSoon, Some(pace)) => {
            let (due, last) = (pace.due, pace.last);
            let says = say!(
                "`{id}` is to be done again by {due} (last: {last})",
                "`{id}` est à refaire au plus tard le {due} (dernière fois\u{a0}: {last})"
            );
            Finding::new(&rules::ACTION_DUE_SOON, place, says)
        }
        _ => return,
    };
    found.push(finding.help(record).about(id));
}

/// Records that name an action whose leader was not there.
fn absences(handbook: &Handbook, action: &Action, state: &ActionState, found: &mut Vec<Finding>) {
    for evidence in state.evidence.iter().filter(|evidence| !evidence.counts()) {
        let record = &handbook.leadership.records[evidence.record];
        let (id, by, date) = (&action.id, &action.by, evidence.date);
        let says = say!(
            "nobody who held `{by}` on {date} was there, so this does not show that `{id}` was done",
            "personne qui occupait `{by}` le {date} n’était présent\u{a0}: ceci ne montre pas que `{id}` a été fait"
        );
        let help = say!(
            "Add the holder to `attendees` if they were there; a deputy does not count.",
            "Ajoutez le titulaire à `attendees` s’il était présent; une suppléance ne compte pas."
        );
        let at = record.demonstrates.iter().position(|named| named.eq_ignore_ascii_case(id)).unwrap_or(0);
        let place = Place::value(&record.sheet.path, format!("demonstrates[{at}]"));
        found.push(Finding::new(&rules::LEADERSHIP_ABSENT, place, says).help(help).about(record.id().as_str()));
    }
}

fn decisions(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    for state in assessment.leadership.decisions.iter().filter(|state| state.progress == Progress::Overdue) {
        let record = &handbook.leadership.records[state.record];
        let decision = state.decision(handbook);
        let Some(due) = decision.due else { continue };
        let id = &decision.id;
        let says = match &decision.owner {
            Some(owner) => say!(
                "decision `{id}` of `{owner}` was due on {due} and is not done",
                "la décision `{id}`, confiée à `{owner}`, était attendue le {due} et n’est pas exécutée"
            ),
            None => say!(
                "decision `{id}` was due on {due} and is not done",
                "la décision `{id}` était attendue le {due} et n’est pas exécutée"
            ),
        };
        let help = say!(
            "Write the day it was carried out as `done:`, or agree on a new day with its owner.",
            "Inscrivez le jour de son exécution dans `done:`, ou convenez d’un nouveau jour avec son responsable."
        );
        let place = Place::value(&record.sheet.path, format!("decisions[{}].due", state.decision));
        found.push(Finding::new(&rules::DECISION_OVERDUE, place, says).help(help).about(id));
    }
}

fn reviews(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    let reviews = &assessment.leadership.reviews;
    for review in &reviews.held {
        let record = &handbook.leadership.records[review.record];
        let about = |finding: Finding| finding.about(record.id().as_str());
        if review.leaders.is_empty() {
            let date = review.date;
            let says = say!(
                "nobody of top management on {date} attended this management review, so it does not count",
                "personne de la direction en date du {date} n’a assisté à cette revue de direction\u{a0}: elle ne compte pas"
            );
            let help = say!(
                "Add to `attendees` whoever was there of a role with `top_management: true`.",
                "Ajoutez à `attendees` qui y était parmi les rôles portant `top_management: true`."
            );
            let place = Place::key(&record.sheet.path, "attendees");
            found.push(about(Finding::new(&rules::LEADERSHIP_ABSENT, place, says).help(help)));
        }
        if !review.missing.is_empty() {
            let list = review.missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let says = say!(
                "inputs of the management review are missing: {list}",
                "des éléments manquent à la revue de direction\u{a0}: {list}"
            );
            let help = say!(
                "Write each under `inputs`, with a text or a link, even if there was nothing.",
                "Inscrivez chacun sous `inputs`, avec un texte ou un lien, même s’il n’y avait rien."
            );
            let place = Place::key(&record.sheet.path, "inputs");
            found.push(about(Finding::new(&rules::MANAGEMENT_REVIEW_INCOMPLETE, place, says).help(help)));
        }
    }
    let Some(pace) = reviews.pace.filter(|pace| pace.on(assessment.as_of) == Recurrence::Past) else { return };
    let (due, last) = (pace.due, pace.last);
    let says = if reviews.from_approval {
        say!(
            "the first management review was due on {due} (first approval: {last})",
            "la première revue de direction était attendue le {due} (première approbation\u{a0}: {last})"
        )
    } else {
        say!(
            "the management review was due on {due} (last: {last})",
            "la revue de direction était attendue le {due} (dernière\u{a0}: {last})"
        )
    };
    let help = say!(
        "Hold the review with top management and record it with `type: management-review`.",
        "Tenez la revue avec la direction et consignez-la avec `type: management-review`."
    );
    let place = match reviews.held.first() {
        Some(review) => Place::value(&handbook.leadership.records[review.record].sheet.path, "date"),
        None => Place::file(&Arc::from("site-config.yaml")),
    };
    found.push(Finding::new(&rules::MANAGEMENT_REVIEW_OVERDUE, place, says).help(help));
}
