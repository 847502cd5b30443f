//! The body that a new file begins with: headings that suit its kind, and under each, in a comment that no reader sees,
//! what belongs there.
//!
//! Knows kinds and languages; the front matter is `new`'s.

use crate::lang::Tongue;
use crate::model::Kind;

/// A heading and what to write under it.
type Section = (&'static str, &'static str);

/// The body of a new file. `activity` is what the example row of a matrix names, `roles` are its columns.
pub fn body(kind: Kind, tongue: Tongue, activity: &str, roles: &[&str]) -> String {
    let mut text = String::new();
    for (heading, hint) in sections(kind, tongue) {
        text.push_str(&format!("\n## {heading}\n\n<!-- {hint} -->\n"));
    }
    if kind == Kind::Matrix && !roles.is_empty() {
        text.push_str(&format!("\n{}", table(tongue, activity, roles)));
    }
    text
}

/// What a document of this kind is called, to begin a title with; none for kinds whose files are named otherwise.
pub fn noun(kind: Kind, tongue: Tongue) -> Option<&'static str> {
    let (en, fr) = match kind {
        Kind::Policy => ("Policy", "Politique"),
        Kind::Procedure => ("Procedure", "Procédure"),
        Kind::Standard => ("Standard", "Norme"),
        Kind::Guideline => ("Guideline", "Ligne directrice"),
        Kind::Plan => ("Plan", "Plan"),
        Kind::Charter => ("Charter", "Charte"),
        Kind::Matrix => ("Responsibilities", "Responsabilités"),
        _ => return None,
    };
    Some(match tongue {
        Tongue::En => en,
        Tongue::Fr => fr,
    })
}

/// One activity that the first role answers for and does; the row shows how the others are written.
fn table(tongue: Tongue, activity: &str, roles: &[&str]) -> String {
    let name = match tongue {
        Tongue::En => "Activity",
        Tongue::Fr => "Activité",
    };
    let letters: Vec<&str> = roles.iter().enumerate().map(|(at, _)| if at == 0 { "A/R" } else { "I" }).collect();
    let rule = vec![":-:"; roles.len()].join(" | ");
    format!("| {name} | {} |\n| --- | {rule} |\n| {activity} | {} |\n", roles.join(" | "), letters.join(" | "))
}

fn sections(kind: Kind, tongue: Tongue) -> &'static [Section] {
    match tongue {
        Tongue::En => english(kind),
        Tongue::Fr => french(kind),
    }
}

fn english(kind: Kind) -> &'static [Section] {
    match kind {
        Kind::Policy => &[
            ("Purpose", "What this policy protects, and why it matters to the organisation. Two or three sentences."),
            ("Scope", "Whom and what it applies to, and what it leaves out."),
            ("Rules", "What must be done and what must not, one rule a line, in words that can be checked."),
            ("Responsibilities", "Which roles do what. Name roles, not people."),
            ("Exceptions", "Who may allow one, for how long, and what makes up for it."),
        ],
        Kind::Procedure => &[
            ("Purpose", "What this procedure achieves."),
            ("When it applies", "What starts it, and where it ends."),
            ("Steps", "Who does what, in order, and within what time."),
            ("Records", "What is kept as proof, where, and for how long."),
        ],
        Kind::Standard => &[
            ("Scope", "The systems, information or suppliers to which these requirements apply."),
            ("Requirements", "One requirement a line, with its measure: a length, a delay, a number."),
            ("How it is checked", "Who checks that the requirements are met, how, and how often."),
        ],
        Kind::Guideline => &[
            ("Whom it helps", "For whom this advice is, and in what situation."),
            ("What to do", "The advice, the most useful first."),
            ("Examples", "One good and one bad example, taken from daily work."),
        ],
        Kind::Plan => &[
            ("Goal", "What will be true once the plan is carried out, and how that will be seen."),
            ("Measures", "What is done, by which role, and by when."),
            ("Resources", "The people, the time and the money that it takes."),
            ("Follow-up", "Who reports on progress, to whom, and how often."),
        ],
        Kind::Charter => &[
            ("Mission", "Why this body or project exists."),
            ("Authority", "What it may decide, and what it must bring before top management."),
            ("Members", "The roles that sit on it, and who chairs."),
            ("How it works", "How often it meets, how it decides, and what it keeps in writing."),
            ("Reporting", "To whom it answers, and when."),
        ],
        Kind::Matrix => &[(
            "Activities",
            "One line an activity, one column a role (its id or title). Each line has exactly one A (answers for it) and \
             at least one R (does it); C is consulted before, I is informed after.",
        )],
        Kind::Role => &[
            ("What the role does", "Its duties, one a line, each beginning with a verb."),
            ("Limits", "What it may not decide alone, and who decides then."),
            ("When the role is away", "Who stands in, and for what."),
        ],
        _ => &[("Description", "What readers need to know.")],
    }
}

fn french(kind: Kind) -> &'static [Section] {
    match kind {
        Kind::Policy => &[
            ("Objet", "Ce que cette politique protège, et pourquoi l’organisation y tient. Deux ou trois phrases."),
            ("Portée", "À qui et à quoi elle s’applique, et ce qu’elle laisse de côté."),
            ("Règles", "Ce qu’il faut faire et ne pas faire, une règle par ligne, en des mots qui se vérifient."),
            ("Responsabilités", "Quels rôles font quoi. Nommez des rôles, pas des personnes."),
            ("Dérogations", "Qui peut en accorder une, pour combien de temps, et ce qui la compense."),
        ],
        Kind::Procedure => &[
            ("Objet", "Ce que cette procédure permet d’accomplir."),
            ("Quand elle s’applique", "Ce qui la déclenche, et où elle se termine."),
            ("Étapes", "Qui fait quoi, dans l’ordre, et dans quel délai."),
            ("Dossiers", "Ce qui est conservé comme preuve, où, et pendant combien de temps."),
        ],
        Kind::Standard => &[
            ("Portée", "Les systèmes, l’information ou les fournisseurs auxquels ces exigences s’appliquent."),
            ("Exigences", "Une exigence par ligne, avec sa mesure\u{a0}: une longueur, un délai, un nombre."),
            ("Vérification", "Qui vérifie le respect des exigences, comment, et à quelle fréquence."),
        ],
        Kind::Guideline => &[
            ("À qui elle sert", "À qui s’adressent ces conseils, et dans quelle situation."),
            ("Quoi faire", "Les conseils, le plus utile en premier."),
            ("Exemples", "Un bon et un mauvais exemple, tirés du travail de tous les jours."),
        ],
        Kind::Plan => &[
            ("But", "Ce qui sera vrai une fois le plan réalisé, et comment on le verra."),
            ("Mesures", "Ce qui est fait, par quel rôle, et pour quand."),
            ("Ressources", "Les gens, le temps et l’argent qu’il faut."),
            ("Suivi", "Qui rend compte de l’avancement, à qui, et à quelle fréquence."),
        ],
        Kind::Charter => &[
            ("Mission", "La raison d’être de ce comité ou de ce projet."),
            ("Pouvoirs", "Ce qu’il peut décider, et ce qu’il doit soumettre à la haute direction."),
            ("Composition", "Les rôles qui en font partie, et qui préside."),
            ("Fonctionnement", "À quelle fréquence il se réunit, comment il décide, et ce qu’il consigne."),
            ("Reddition de comptes", "À qui il rend compte, et quand."),
        ],
        Kind::Matrix => &[(
            "Activités",
            "Une ligne par activité, une colonne par rôle (son identifiant ou son titre). Chaque ligne a exactement un A \
             (en rend compte) et au moins un R (la réalise); C est consulté avant, I est informé après.",
        )],
        Kind::Role => &[
            ("Ce que fait ce rôle", "Ses tâches, une par ligne, chacune commençant par un verbe."),
            ("Limites", "Ce qu’il ne peut pas décider seul, et qui décide alors."),
            ("En cas d’absence", "Qui assure la suppléance, et pour quoi."),
        ],
        _ => &[("Description", "Ce que le lecteur doit savoir.")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::KINDS;

    #[test]
    fn both_tongues_have_the_same_number_of_sections_for_each_kind() {
        for (kind, name, _) in KINDS {
            assert_eq!(english(kind).len(), french(kind).len(), "{name}");
            for (heading, hint) in english(kind).iter().chain(french(kind)) {
                // A comment that holds its own end would show the rest to readers.
                assert!(!hint.contains("--") && hint.ends_with('.') && !heading.is_empty(), "{name}: {hint}");
            }
        }
    }

    #[test]
    fn a_matrix_shows_one_sound_activity() {
        let text = body(Kind::Matrix, Tongue::Fr, "Tenir MTX-002 à jour", &["ciso", "ceo"]);
        let table: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(table, ["| Activité | ciso | ceo |", "| --- | :-: | :-: |", "| Tenir MTX-002 à jour | A/R | I |"]);
        assert!(!body(Kind::Matrix, Tongue::Fr, "Tenir", &[]).contains('|'));
    }
}
