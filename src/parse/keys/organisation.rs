//! The keys of role descriptions and of `people.yaml`.

use super::document::{APPROVAL, HISTORY, REVIEWED};
use super::{may, must};
use crate::parse::shape::{Key, Shape};

/// One person in a role over a stretch of time.
pub static TENURE: &[Key] = &[
    must("person", Shape::Name, "jean-gagnon", "Who.", "Qui."),
    may("since", Shape::Date, "2025-01-06", "The first day.", "Le premier jour."),
    may("until", Shape::Date, "2026-12-31", "The last day.", "Le dernier jour."),
];

static JOB_DESCRIPTION: &[Key] = &[
    may("reference", Shape::Text, "HR-JD-014", "Its reference.", "Sa référence."),
    may(
        "updated",
        Shape::Date,
        "2026-01-15",
        "When it was last brought up to date.",
        "La date de sa dernière mise à jour.",
    ),
];

/// Keys of a role description (clause 5.3).
pub static ROLE: &[Key] = &[
    must(
        "id",
        Shape::Id,
        "ciso",
        "Its identifier, as documents and matrices name it.",
        "Son identifiant, tel que les documents et matrices le nomment.",
    ),
    must("title", Shape::Wording, "Chief information security officer", "Its title.", "Son titre."),
    may(
        "holders",
        Shape::List(&Shape::Map(TENURE)),
        "[{person: jean-gagnon, since: 2025-01-06}]",
        "Who holds it and held it, with the first and last day.",
        "Qui l’occupe et l’a occupé, avec le premier et le dernier jour.",
    ),
    may(
        "deputies",
        Shape::List(&Shape::Map(TENURE)),
        "[{person: lea-roy, since: 2025-01-06}]",
        "Who stands in.",
        "Qui assure la suppléance.",
    ),
    may("reports_to", Shape::Name, "ceo", "The role it answers to.", "Le rôle dont il relève."),
    may(
        "top_management",
        Shape::Bool,
        "false",
        "true when the role belongs to top management.",
        "true si le rôle fait partie de la haute direction.",
    ),
    may(
        "designations",
        Shape::List(&Shape::Name),
        "[isms-representative]",
        "Duties that somebody must be named for: isms-representative, privacy-officer.",
        "Les fonctions pour lesquelles quelqu’un doit être désigné\u{a0}: isms-representative, privacy-officer.",
    ),
    may(
        "authorities",
        Shape::List(&Shape::Wording),
        "[May stop a release]",
        "What it may decide.",
        "Ce qu’il peut décider.",
    ),
    may(
        "competence",
        Shape::List(&Shape::Wording),
        "[Five years in security]",
        "What its holder must be able to do.",
        "Ce que la personne doit savoir faire.",
    ),
    may(
        "job_description",
        Shape::Map(JOB_DESCRIPTION),
        "{reference: HR-JD-014, updated: 2026-01-15}",
        "The job description that says so.",
        "La description de poste qui le dit.",
    ),
    may("contact", Shape::Wording, "security@example.org", "How to reach it.", "Comment le joindre."),
    may(
        "summary",
        Shape::Wording,
        "Leads information security.",
        "What it is for, in a sentence.",
        "À quoi il sert, en une phrase.",
    ),
    may(
        "kind",
        Shape::Choice(&["role"]),
        "role",
        "Its kind, when the folder does not say it.",
        "Son genre, si le dossier ne le dit pas.",
    ),
    may(
        "version",
        Shape::Version,
        "\"1.0\"",
        "With a version the description goes through approval like a document.",
        "Avec une version, la description passe par l’approbation comme un document.",
    ),
    may(
        "status",
        Shape::Choice(&["draft", "in-review", "approved", "retired"]),
        "draft",
        "With a version: its stage of life.",
        "Avec une version\u{a0}: son stade.",
    ),
    may(
        "owner",
        Shape::Name,
        "hr-director",
        "With a version: the role that answers for the description.",
        "Avec une version\u{a0}: le rôle qui répond de la description.",
    ),
    may(
        "authors",
        Shape::List(&Shape::Name),
        "[lea-roy]",
        "With a version: who wrote it.",
        "Avec une version\u{a0}: qui l’a rédigée.",
    ),
    may(
        "approval",
        Shape::List(&Shape::Map(APPROVAL)),
        "{role: ceo, person: marie-tremblay, date: 2026-03-14}",
        "With a version: who approved it and when.",
        "Avec une version\u{a0}: qui l’a approuvée et quand.",
    ),
    may(
        "effective",
        Shape::Date,
        "2026-04-01",
        "With a version: the day it takes effect.",
        "Avec une version\u{a0}: le jour de son entrée en vigueur.",
    ),
    may(
        "review",
        Shape::ReviewRule,
        "12 months",
        "With a version: how often it is reviewed.",
        "Avec une version\u{a0}: la fréquence de sa révision.",
    ),
    may(
        "reviewed",
        Shape::List(&Shape::Map(REVIEWED)),
        "[{date: 2026-09-01, role: ciso}]",
        "With a version: reviews done.",
        "Avec une version\u{a0}: les révisions faites.",
    ),
    may("classification", Shape::Text, "internal", "Who may read it.", "Qui peut la lire."),
    may("audience", Shape::List(&Shape::Name), "[everyone]", "Whom it concerns.", "Qui elle concerne."),
    may("clauses", Shape::List(&Shape::Text), "[5.3]", "The clauses it serves.", "Les articles auxquels elle répond."),
    may(
        "change",
        Shape::Choice(&["material", "editorial"]),
        "material",
        "With a version: whether it must be read again.",
        "Avec une version\u{a0}: s’il faut la relire.",
    ),
    may(
        "related",
        Shape::List(&Shape::Name),
        "[POL-001]",
        "Documents to read with it.",
        "Les documents à lire avec celle-ci.",
    ),
    may("supersedes", Shape::List(&Shape::Name), "[]", "Documents it replaces.", "Les documents qu’elle remplace."),
    may(
        "retention",
        Shape::Text,
        "7 years",
        "How long its versions are kept.",
        "Le temps de conservation de ses versions.",
    ),
    may("retired", Shape::Date, "2027-01-31", "The day it ended.", "Le jour de sa fin."),
    may("reason", Shape::Wording, "Merged into another role.", "Why it ended.", "La raison de sa fin."),
    may("replaced_by", Shape::Name, "ciso", "What replaces it.", "Ce qui la remplace."),
    may(
        "history",
        Shape::List(&Shape::Map(HISTORY)),
        "[{version: \"0.9\", date: 2024-02-01, by: ceo}]",
        "Versions from before the archive.",
        "Les versions d’avant l’archive.",
    ),
    may("extra", Shape::Free, "{}", "Anything your own templates use.", "Tout ce que vos propres gabarits utilisent."),
];

/// Keys of one entry of `people.yaml`.
pub static PERSON: &[Key] = &[
    must("id", Shape::Id, "jean-gagnon", "Their identifier.", "Son identifiant."),
    must("name", Shape::Text, "Jean Gagnon", "Their name.", "Son nom."),
    may(
        "email",
        Shape::Text,
        "jean.gagnon@example.org",
        "Their address at work; it names their signatures.",
        "Son adresse de travail; elle désigne ses signatures.",
    ),
    may("title", Shape::Wording, "Head of security", "What they are called at work.", "Son titre au travail."),
    may("since", Shape::Date, "2020-05-04", "Their first day.", "Son premier jour."),
    may("until", Shape::Date, "2026-06-30", "Their last day.", "Son dernier jour."),
];
