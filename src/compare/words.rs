//! What a change means, in Markdown for a merge request: headings and short lines, in one of the program's tongues.

use super::{Became, Changes, Lacks, RoleHeld};
use crate::lang::{Say, Tongue};
use crate::say;
use std::fmt::Write as _;

/// Findings that the change brings, and how many it settles.
#[derive(Clone, Debug, Default)]
pub struct FindingsChange {
    /// New ones, each on one line.
    pub new: Vec<String>,
    /// How many are gone.
    pub gone: usize,
}

/// The Markdown. `since` is what the state before is called.
pub fn markdown(changes: &Changes, findings: &FindingsChange, since: &str, as_of: &str, tongue: Tongue) -> String {
    let mut page = Page { text: String::new(), tongue };
    let title = say!("What changed since {since}, as at {as_of}", "Ce qui a changé depuis {since}, en date du {as_of}");
    let _ = writeln!(page.text, "# {}", escape(title.in_tongue(tongue)));
    if changes.is_empty() && findings.new.is_empty() && findings.gone == 0 {
        page.line(say!(
            "Nothing that matters for governance changed.",
            "Rien de ce qui compte pour la gouvernance n’a changé."
        ));
        return page.text;
    }
    approvals(&mut page, changes);
    documents(&mut page, changes);
    readers(&mut page, changes);
    responsibilities(&mut page, changes);
    page.section(
        say!("Clauses that nothing serves any more", "Articles que plus rien ne couvre"),
        changes.coverage_lost.iter().map(|lost| {
            let (clause, was) = (&lost.clause, lost.was.join(", "));
            once(
                lost.once_approved,
                say!("{clause}, until now served by {was}", "{clause}, couvert jusqu’ici par {was}"),
            )
        }),
    );
    page.section(
        say!("New findings", "Nouveaux constats"),
        findings.new.iter().map(|line| Say { en: line.clone(), fr: line.clone() }),
    );
    if findings.gone > 0 {
        let gone = findings.gone;
        page.line(say!("Findings settled: {gone}.", "Constats réglés\u{a0}: {gone}."));
    }
    page.text
}

fn approvals(page: &mut Page, changes: &Changes) {
    page.section(
        say!("Approvals needed", "Approbations requises"),
        changes.approvals_needed.iter().map(|needed| {
            let name = named(&needed.id, needed.version.as_deref());
            let (en, fr) = if needed.all { ("all of", "tous") } else { ("any one of", "l’un des rôles") };
            let roles: Vec<String> = needed.roles.iter().map(held).collect();
            match roles.as_slice() {
                [] => say!("{name}: somebody in a role", "{name}\u{a0}: quelqu’un dans un rôle"),
                [role] => say!("{name}: {role}", "{name}\u{a0}: {role}"),
                roles => {
                    let roles = roles.join(", ");
                    say!("{name}: {en} {roles}", "{name}\u{a0}: {fr} {roles}")
                }
            }
        }),
    );
    page.section(
        say!("Approved texts altered without a new version", "Textes approuvés modifiés sans nouvelle version"),
        changes.altered.iter().map(|altered| {
            let (name, files) = (named(&altered.id, altered.version.as_deref()), altered.files.join(", "));
            say!("{name}: {files}", "{name}\u{a0}: {files}")
        }),
    );
}

fn documents(page: &mut Page, changes: &Changes) {
    page.section(
        say!("Documents", "Documents"),
        changes.documents.iter().map(|change| {
            let name = format!("{} {}", change.id, change.title);
            let (from, to) = (change.from.clone().unwrap_or_default(), change.to.clone().unwrap_or_default());
            match change.what {
                Became::Added => say!("{name} is new ({to})", "{name} est nouveau ({to})"),
                Became::Removed => say!("{name} is gone", "{name} a disparu"),
                Became::TookEffect if from.is_empty() => {
                    say!("{name}: version {to} is in force", "{name}\u{a0}: la version {to} est en vigueur")
                }
                Became::TookEffect => say!(
                    "{name}: version {to} is in force instead of {from}",
                    "{name}\u{a0}: la version {to} est en vigueur au lieu de la {from}"
                ),
                Became::NotInForce => {
                    say!(
                        "{name}: no version is in force any more",
                        "{name}\u{a0}: plus aucune version n’est en vigueur"
                    )
                }
                Became::Retired => say!("{name} is retired", "{name} est retiré"),
                Became::Broken => {
                    say!("{name}: its archive no longer verifies", "{name}\u{a0}: son archive ne se vérifie plus")
                }
                Became::DraftChanged => say!(
                    "{name}: the draft {to} changed; what is in force stays",
                    "{name}\u{a0}: le projet {to} a changé; ce qui est en vigueur reste"
                ),
            }
        }),
    );
    page.section(
        say!("Reviews", "Révisions"),
        changes.reviews.iter().map(|review| {
            let (id, due) = (&review.id, review.due.map(|due| due.to_string()).unwrap_or_default());
            let owner = review.owner.clone().unwrap_or_default();
            match review.state {
                "overdue" => {
                    say!("{id} is overdue since {due} ({owner})", "{id} est en retard depuis le {due} ({owner})")
                }
                _ => say!("{id} is due by {due} ({owner})", "{id} est à réviser d’ici le {due} ({owner})"),
            }
        }),
    );
}

fn readers(page: &mut Page, changes: &Changes) {
    page.section(
        say!("Translations behind", "Traductions en retard"),
        changes.translations_behind.iter().map(|behind| {
            let name = named(&behind.id, behind.version.as_deref());
            let lang = behind.language;
            let says = match &behind.translates {
                Some(old) => say!("{name}: `{lang}` renders {old}", "{name}\u{a0}: `{lang}` rend la version {old}"),
                None => say!("{name}: no text in `{lang}`", "{name}\u{a0}: aucun texte en `{lang}`"),
            };
            once(behind.once_approved, says)
        }),
    );
    page.section(
        say!("To be read and acknowledged again", "À relire et à confirmer de nouveau"),
        changes.acknowledgements.iter().map(|renewal| {
            let name = named(&renewal.id, renewal.version.as_deref());
            let (audience, people) = (renewal.audience.join(", "), renewal.people);
            once(
                renewal.once_approved,
                say!("{name}: {audience} (people: {people})", "{name}\u{a0}: {audience} (personnes\u{a0}: {people})"),
            )
        }),
    );
}

fn responsibilities(page: &mut Page, changes: &Changes) {
    page.section(
        say!("Responsibilities that moved", "Responsabilités déplacées"),
        changes.responsibilities.iter().map(|moved| {
            let (document, en, fr) = (&moved.document, &moved.en, &moved.fr);
            let says = Say { en: format!("{document}: {en}"), fr: format!("{document}\u{a0}: {fr}") };
            once(moved.once_approved, says)
        }),
    );
    page.section(
        say!("Activities that lack somebody", "Activités à qui il manque quelqu’un"),
        changes.matrix_rows.iter().map(|gap| {
            let (document, activity) = (&gap.document, &gap.activity);
            let says = match gap.lacks {
                Lacks::Accountable => say!(
                    "{document}, `{activity}`: nobody is accountable",
                    "{document}, `{activity}`\u{a0}: personne n’en répond"
                ),
                Lacks::OneAccountable => say!(
                    "{document}, `{activity}`: more than one role is accountable",
                    "{document}, `{activity}`\u{a0}: plus d’un rôle en répond"
                ),
                Lacks::Responsible => say!(
                    "{document}, `{activity}`: nobody does it",
                    "{document}, `{activity}`\u{a0}: personne ne la réalise"
                ),
            };
            once(gap.once_approved, says)
        }),
    );
    page.section(
        say!("Roles that nobody holds any more", "Rôles que plus personne n’occupe"),
        changes.vacancies.iter().map(|vacancy| {
            let (role, was) = (&vacancy.role, vacancy.was.join(", "));
            say!("{role}, until now {was}", "{role}, jusqu’ici {was}")
        }),
    );
}

fn named(id: &str, version: Option<&str>) -> String {
    version.map_or_else(|| id.to_string(), |version| format!("{id} {version}"))
}

fn held(held: &RoleHeld) -> String {
    if held.people.is_empty() { held.role.clone() } else { format!("{} ({})", held.role, held.people.join(", ")) }
}

fn once(pending: bool, says: Say) -> Say {
    if !pending {
        return says;
    }
    Say { en: format!("{} (once approved)", says.en), fr: format!("{} (une fois approuvé)", says.fr) }
}

/// Authors' words as words: no HTML, no table, no mention of people on a code host.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '*' | '_' | '[' | ']' | '|' | '#' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '@' => escaped.push_str("&#64;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

struct Page {
    text: String,
    tongue: Tongue,
}

impl Page {
    fn line(&mut self, says: Say) {
        let _ = writeln!(self.text, "\n{}", escape(says.in_tongue(self.tongue)));
    }

    /// A heading with its lines; nothing without lines.
    fn section(&mut self, heading: Say, lines: impl Iterator<Item = Say>) {
        let lines: Vec<String> = lines.map(|says| format!("- {}\n", escape(says.in_tongue(self.tongue)))).collect();
        if lines.is_empty() {
            return;
        }
        let _ = write!(self.text, "\n## {}\n\n{}", heading.in_tongue(self.tongue), lines.concat());
    }
}
