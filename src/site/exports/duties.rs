//! What one role or person is responsible for, for the terminal (`handbook duties X`) and for other programs.
//!
//! Pure: the command prints what these make. The same entries stand in `api/roles.json` and `api/people.json`.

use super::documents::write;
use crate::assess::duties::{Duty, Held, RoleDuties};
use crate::assess::{Assessment, Through};
use crate::date::Date;
use crate::lang::{Lang, Say, Tongue, Wording};
use crate::model::letters::{Meaning, Part};
use crate::model::{Described, Handbook, Person, Role, Sheet};
use crate::say;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// A role or a person.
#[derive(Clone, Copy, Debug)]
pub enum Who {
    /// A role, by its place in the organisation's.
    Role(usize),
    /// A person, likewise.
    Person(usize),
}

impl Who {
    /// Who is named: a role by id, else a person by id, else either by their title or name.
    pub fn named(handbook: &Handbook, name: &str) -> Option<Who> {
        let organisation = &handbook.organisation;
        if let Some(at) = organisation.role_at(name) {
            return Some(Who::Role(at));
        }
        if let Some(at) = organisation.person_at(name) {
            return Some(Who::Person(at));
        }
        let key = crate::fold::name(name);
        let titled = |role: &Role| {
            let titles = role.title.all.iter().chain(role.title.by.iter().map(|(_, title)| title));
            let mut titles = titles.chain(role.texts.values().filter_map(|text| text.title.as_ref()));
            titles.any(|title| crate::fold::name(title) == key)
        };
        let called = |person: &Person| crate::fold::name(&person.name) == key;
        let role = organisation.roles.iter().position(titled).map(Who::Role);
        role.or_else(|| organisation.people.iter().position(called).map(Who::Person))
    }

    /// The roles through which there are duties: the role itself, or those of the person.
    fn roles(self, assessment: &Assessment) -> Vec<Held> {
        match self {
            Who::Role(role) => vec![Held { role, through: Through::Holder }],
            Who::Person(person) => assessment.duties.people.get(person).cloned().unwrap_or_default(),
        }
    }
}

/// The duties as JSON, with a final newline.
pub fn duties_json(handbook: &Handbook, assessment: &Assessment, who: Who) -> Vec<u8> {
    let mut entry = Map::new();
    entry.insert("schema".to_string(), json!(1));
    entry.insert("as_of".to_string(), json!(assessment.as_of));
    match who {
        Who::Role(at) => {
            let role = &handbook.organisation.roles[at];
            let people = |tenures: &mut dyn Iterator<Item = &crate::model::Tenure>| -> Vec<String> {
                tenures.map(|tenure| tenure.person.clone()).collect()
            };
            entry.insert("role".to_string(), json!(role.id.as_str()));
            entry.insert("holders".to_string(), json!(people(&mut role.holders_on(assessment.as_of))));
            entry.insert("deputies".to_string(), json!(people(&mut role.deputies_on(assessment.as_of))));
        }
        Who::Person(at) => {
            let person = &handbook.organisation.people[at];
            entry.insert("person".to_string(), json!(person.id.as_str()));
            entry.insert("name".to_string(), json!(person.name));
            let roles = who.roles(assessment).into_iter().map(|held| {
                let role = handbook.organisation.roles[held.role].id.as_str();
                json!({ "role": role, "deputy": held.through == Through::Deputy })
            });
            entry.insert("roles".to_string(), Value::Array(roles.collect()));
        }
    }
    entry.extend(entries(handbook, assessment, who));
    write(&Value::Object(entry))
}

/// The duties as keys of a JSON object: one for each part, then documents owned, to approve and to review, actions of
/// leadership and decisions to carry out.
pub fn entries(handbook: &Handbook, assessment: &Assessment, who: Who) -> Map<String, Value> {
    let roles = who.roles(assessment);
    let mut map = Map::new();
    let parts = [Part::Accountable, Part::Responsible, Part::Consulted, Part::Informed, Part::Other];
    for part in parts {
        let letters = handbook.alphabet.of_part(part);
        if letters.is_empty() {
            continue;
        }
        let duties = roles.iter().flat_map(|held| {
            let duties = assessment.duties.roles[held.role].activities.iter();
            duties.filter(|duty| duty.letters.meets(letters)).map(move |duty| (held, duty))
        });
        let duties = duties.filter_map(|(held, duty)| activity(handbook, assessment, who, held, duty));
        map.insert(part.as_str().to_string(), Value::Array(duties.collect()));
    }
    let of_roles = |list: &dyn Fn(&RoleDuties) -> Vec<Value>| -> Value {
        Value::Array(roles.iter().flat_map(|held| list(&assessment.duties.roles[held.role])).collect())
    };
    let id = |at: &usize| Value::String(handbook.documents[*at].id.to_string());
    map.insert("owned".to_string(), of_roles(&|role| role.owned.iter().map(id).collect()));
    map.insert("to_approve".to_string(), of_roles(&|role| role.to_approve.iter().map(id).collect()));
    let reviews = of_roles(&|role| {
        let reviews = role.reviews.iter().map(|review| {
            let document = handbook.documents[review.document].id.as_str();
            json!({ "document": document, "due": review.due, "state": review.state.as_str() })
        });
        reviews.collect()
    });
    map.insert("to_review".to_string(), reviews);
    let leadership = &assessment.leadership;
    let actions = of_roles(&|role| {
        let actions = role.actions.iter().map(|(commitment, action)| {
            let described = &handbook.leadership.commitments[*commitment];
            let (state, action) = (&leadership.commitments[*commitment].actions[*action], &described.actions[*action]);
            json!({
                "action": action.id,
                "commitment": described.id().as_str(),
                "every": action.every,
                "state": state.promise.as_str(),
                "due": state.pace.map(|pace| pace.due),
            })
        });
        actions.collect()
    });
    map.insert("actions".to_string(), actions);
    let decisions = of_roles(&|role| {
        let decisions = role.decisions.iter().map(|at| {
            let state = &leadership.decisions[*at];
            let (decision, record) = (state.decision(handbook), &handbook.leadership.records[state.record]);
            json!({
                "decision": decision.id,
                "record": record.id().as_str(),
                "due": decision.due,
                "state": state.progress.as_str(),
            })
        });
        decisions.collect()
    });
    map.insert("decisions".to_string(), decisions);
    let indicators = of_roles(&|role| {
        let indicators = role.indicators.iter().map(|at| {
            let (indicator, state) = (&handbook.leadership.indicators[*at], &assessment.measures.indicators[*at]);
            json!({ "indicator": indicator.id().as_str(), "due": state.due, "state": state.as_str() })
        });
        indicators.collect()
    });
    map.insert("to_report".to_string(), indicators);
    let exceptions = exceptions(handbook, assessment, who, &roles).into_iter().map(|at| {
        let exception = &handbook.leadership.exceptions[at];
        let state = assessment.exceptions[at].standing.as_str();
        json!({ "exception": exception.id().as_str(), "expires": exception.expires, "state": state })
    });
    map.insert("exceptions".to_string(), Value::Array(exceptions.collect()));
    map
}

/// The exceptions in force or over from which they benefit, or whose risk they carry, in person or by a role.
fn exceptions(handbook: &Handbook, assessment: &Assessment, who: Who, roles: &[Held]) -> Vec<usize> {
    let of_roles = roles.iter().flat_map(|held| &assessment.duties.roles[held.role].exceptions).copied();
    let mut exceptions: Vec<usize> = of_roles.collect();
    if let Who::Person(at) = who {
        let id = handbook.organisation.people[at].id.as_str();
        let all = handbook.leadership.exceptions.iter().enumerate();
        exceptions.extend(all.filter(|(_, exception)| exception.concerns(id)).map(|(at, _)| at));
    }
    exceptions.retain(|at| assessment.exceptions[*at].standing.is_live());
    exceptions.sort_unstable();
    exceptions.dedup();
    exceptions
}

fn activity(handbook: &Handbook, assessment: &Assessment, who: Who, held: &Held, duty: &Duty) -> Option<Value> {
    let placed = duty.activity(handbook, &assessment.documents)?;
    let state = &assessment.documents[duty.document];
    let mut entry = Map::new();
    let mut put = |key: &str, value: Value| entry.insert(key.to_string(), value);
    put("activity", json!(placed.activity.name(placed.matrix.lang, placed.matrix.lang).0));
    put("document", json!(handbook.documents[duty.document].id.as_str()));
    put("version", json!(state.current().map(|version| version.version.to_string())));
    put("clauses", json!(placed.activity.clauses));
    put("letters", json!(handbook.alphabet.codes(duty.letters)));
    if matches!(who, Who::Person(_)) {
        put("role", json!(handbook.organisation.roles[held.role].id.as_str()));
        put("deputy", json!(held.through == Through::Deputy));
    }
    Some(Value::Object(entry))
}

/// The duties as a text for the terminal, in the language of messages; names of activities in `lang` where they exist.
pub fn duties_text(handbook: &Handbook, assessment: &Assessment, who: Who, lang: Lang) -> String {
    let tongue = Tongue::of(lang);
    let mut text = String::new();
    let mut line = |says: &str| {
        let _ = writeln!(text, "{says}");
    };
    line(&heading(handbook, assessment, who, lang, tongue));
    let roles = who.roles(assessment);
    let mut nothing = true;
    let mut section = |says: Say, lines: Vec<String>, line: &mut dyn FnMut(&str)| {
        if lines.is_empty() {
            return;
        }
        nothing = false;
        line("");
        line(says.in_tongue(tongue));
        lines.iter().for_each(|entry| line(&format!("  {entry}")));
    };
    for (at, letter) in handbook.alphabet.letters().iter().enumerate() {
        let lines = roles.iter().flat_map(|held| {
            let duties = assessment.duties.roles[held.role].activities.iter().filter(|duty| duty.letters.has(at));
            duties.filter_map(|duty| activity_line(handbook, assessment, who, held, duty, lang)).collect::<Vec<_>>()
        });
        let code = &letter.code;
        let says = match &letter.meaning {
            Meaning::Own(name) => {
                let name = name.best(lang, &handbook.config.languages).map_or(code.as_str(), |(name, _)| name);
                say!("{name} ({code})", "{name} ({code})")
            }
            meaning => {
                let Say { en, fr } = meant(meaning);
                Say { en: format!("{en} ({code})"), fr: format!("{fr} ({code})") }
            }
        };
        section(says, lines.collect(), &mut line);
    }
    let title = |at: usize| {
        let document = &handbook.documents[at];
        let revision = assessment.documents[at].revision(document).or_else(|| document.face());
        let named = revision.and_then(|revision| {
            let own = revision.texts.get(&lang).or_else(|| revision.texts.values().next());
            own.and_then(|text| text.title.clone())
        });
        format!("{}  {}", document.id, named.unwrap_or_default()).trim_end().to_string()
    };
    let duties: Vec<&RoleDuties> = roles.iter().map(|held| &assessment.duties.roles[held.role]).collect();
    let owned = duties.iter().flat_map(|role| role.owned.iter().map(|at| title(*at))).collect();
    section(say!("Documents owned", "Documents dont il répond"), owned, &mut line);
    let waiting = duties.iter().flat_map(|role| role.to_approve.iter().map(|at| title(*at))).collect();
    section(say!("Documents to approve", "Documents à approuver"), waiting, &mut line);
    let reviews = duties.iter().flat_map(|role| role.reviews.iter());
    let reviews = reviews.map(|review| format!("{}  {}", review.due, title(review.document))).collect();
    section(say!("Reviews due", "Révisions à faire"), reviews, &mut line);
    let words = |wording: &Wording| {
        wording.best(lang, &handbook.config.languages).map(|(text, _)| text.to_string()).unwrap_or_default()
    };
    let actions = duties.iter().flat_map(|role| &role.actions).map(|(commitment, action)| {
        let described = &handbook.leadership.commitments[*commitment].actions[*action];
        let pace = assessment.leadership.commitments[*commitment].actions[*action].pace;
        let due = pace.map_or_else(
            || say!("never done", "jamais fait").in_tongue(tongue).to_string(),
            |pace| pace.due.to_string(),
        );
        format!("{due}  {}  {}", described.id, words(&described.what))
    });
    section(say!("Leadership actions due", "Actions de la direction à faire"), actions.collect(), &mut line);
    let decisions = duties.iter().flat_map(|role| &role.decisions).map(|at| {
        let decision = assessment.leadership.decisions[*at].decision(handbook);
        let due = decision.due.map_or_else(|| "–".to_string(), |due| due.to_string());
        format!("{due}  {}  {}", decision.id, words(&decision.decision))
    });
    section(say!("Decisions to carry out", "Décisions à exécuter"), decisions.collect(), &mut line);
    let leadership = &handbook.leadership;
    let named = |sheet: &Sheet, day: Option<Date>| {
        let own = sheet.texts.get(&lang).and_then(|text| text.title.as_deref());
        let title = own.or_else(|| sheet.title.best(lang, &handbook.config.languages).map(|(title, _)| title));
        let day = day.map_or(String::new(), |day| format!("{day}  "));
        format!("{day}{}  {}", sheet.id, title.unwrap_or_default()).trim_end().to_string()
    };
    let report = duties.iter().flat_map(|role| &role.indicators);
    let report = report.map(|at| named(leadership.indicators[*at].sheet(), assessment.measures.indicators[*at].due));
    section(say!("Indicators to report", "Indicateurs à fournir"), report.collect(), &mut line);
    let held = exceptions(handbook, assessment, who, &roles).into_iter();
    let held = held.map(|at| named(leadership.exceptions[at].sheet(), leadership.exceptions[at].expires));
    section(say!("Exceptions, with their last day", "Dérogations, avec leur dernier jour"), held.collect(), &mut line);
    if nothing {
        line(say!("No duties on this day.", "Aucune tâche ce jour-là.").in_tongue(tongue));
    }
    text
}

/// What a letter means, in the words of the site, without what those explain in parentheses.
fn meant(meaning: &Meaning) -> Say {
    match meaning {
        Meaning::Accountable => say!("Accountable", "Approuve et rend compte"),
        Meaning::Responsible => say!("Responsible", "Réalise"),
        Meaning::Consulted => say!("Consulted", "Consulté"),
        Meaning::Informed => say!("Informed", "Informé"),
        Meaning::Supports => say!("Supports", "Soutient"),
        Meaning::Verifies => say!("Verifies", "Vérifie"),
        Meaning::SignsOff => say!("Signs off", "Donne son aval"),
        Meaning::Drives => say!("Drives", "Dirige"),
        Meaning::Approves => say!("Approves", "Approuve"),
        Meaning::Contributes => say!("Contributes", "Contribue"),
        // A letter of the handbook's own has the handbook's word.
        Meaning::Own(_) => say!("Takes part", "Prend part"),
    }
}

fn heading(handbook: &Handbook, assessment: &Assessment, who: Who, lang: Lang, tongue: Tongue) -> String {
    let organisation = &handbook.organisation;
    let as_of = assessment.as_of;
    match who {
        Who::Role(at) => {
            let role = &organisation.roles[at];
            let (id, title) = (&role.id, handbook.role_title(role.id.as_str(), lang));
            let name = |id: &str| organisation.person(id).map_or(id.to_string(), |person| person.name.clone());
            let here = |id: &str| organisation.person(id).is_none_or(|person| person.is_here(as_of));
            let holders = role.holders_on(as_of).filter(|tenure| here(&tenure.person));
            let holders: Vec<String> = holders.map(|tenure| name(&tenure.person)).collect();
            let held = if holders.is_empty() {
                say!("vacant", "vacant").in_tongue(tongue).to_string()
            } else {
                holders.join(", ")
            };
            format!("{title} ({id}), {as_of}: {held}")
        }
        Who::Person(at) => {
            let person = &organisation.people[at];
            let roles = who.roles(assessment).into_iter().map(|held| {
                let title = handbook.role_title(organisation.roles[held.role].id.as_str(), lang);
                match held.through {
                    Through::Holder => title,
                    Through::Deputy => say!("deputy of {title}", "suppléance de {title}").in_tongue(tongue).to_string(),
                }
            });
            let roles = roles.collect::<Vec<_>>().join(", ");
            format!("{} ({}), {as_of}: {}", person.name, person.id, if roles.is_empty() { "–" } else { &roles })
        }
    }
}

fn activity_line(
    handbook: &Handbook,
    assessment: &Assessment,
    who: Who,
    held: &Held,
    duty: &Duty,
    lang: Lang,
) -> Option<String> {
    let placed = duty.activity(handbook, &assessment.documents)?;
    let name = placed.activity.name(lang, placed.matrix.lang).0;
    let document = &handbook.documents[duty.document].id;
    let through = match who {
        Who::Role(_) => String::new(),
        Who::Person(_) => {
            let role = &handbook.organisation.roles[held.role].id;
            let tongue = Tongue::of(lang);
            match held.through {
                Through::Holder => format!(", {role}"),
                Through::Deputy => say!(", deputy of {role}", ", suppléance de {role}").in_tongue(tongue).to_string(),
            }
        }
    };
    Some(format!("{name} ({document}{through})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{matrices, theme::Theme};
    use std::collections::BTreeMap;

    #[test]
    fn letters_have_the_words_of_the_site() {
        let theme = Theme::load(&[Lang::EN, Lang::FR], &BTreeMap::new(), &BTreeMap::new()).unwrap();
        for meaning in [
            Meaning::Accountable,
            Meaning::Responsible,
            Meaning::Consulted,
            Meaning::Informed,
            Meaning::Supports,
            Meaning::Verifies,
            Meaning::SignsOff,
            Meaning::Drives,
            Meaning::Approves,
            Meaning::Contributes,
        ] {
            let says = meant(&meaning);
            let key = matrices::word(&meaning).unwrap();
            for (lang, said) in [(Lang::EN, says.en), (Lang::FR, says.fr)] {
                let word = theme.words(lang).unwrap().get(key);
                assert_eq!(word.split(" (").next(), Some(said.as_str()), "{key}");
            }
        }
    }
}
