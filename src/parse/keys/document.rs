//! The keys of controlled documents, of their translations, and of plain pages.

use super::{may, must};
use crate::parse::shape::{Key, Shape};

/// Every kind, as `kind` names it.
pub(super) const KIND_NAMES: &[&str] = &[
    "policy",
    "procedure",
    "standard",
    "guideline",
    "plan",
    "charter",
    "matrix",
    "role",
    "commitment",
    "record",
    "objective",
    "indicator",
    "exception",
    "page",
];

/// One approval.
pub static APPROVAL: &[Key] = &[
    must(
        "role",
        Shape::Name,
        "ceo",
        "The role in which it was approved.",
        "Le rôle au titre duquel l’approbation a été donnée.",
    ),
    must("person", Shape::Name, "marie-tremblay", "Who approved it.", "La personne qui a approuvé."),
    must("date", Shape::Date, "2026-03-14", "The day of the approval.", "Le jour de l’approbation."),
    may(
        "text",
        Shape::Text,
        "\"\"",
        "The digest of the text approved; written by `handbook approve` while other approvals are awaited.",
        "L’empreinte du texte approuvé; écrite par `handbook approve` tant que d’autres approbations sont attendues.",
    ),
];

/// One review.
pub static REVIEWED: &[Key] = &[
    must("date", Shape::Date, "2026-09-01", "The day of the review.", "Le jour de la révision."),
    may("role", Shape::Name, "ciso", "The role of the reviewer.", "Le rôle de la personne qui a révisé."),
    may("person", Shape::Name, "jean-gagnon", "Who reviewed it.", "La personne qui a révisé."),
    may(
        "outcome",
        Shape::Choice(&["unchanged", "change-needed"]),
        "unchanged",
        "What the review found.",
        "Le résultat de la révision.",
    ),
    may("note", Shape::Text, "\"\"", "A remark.", "Une remarque."),
];

/// One version from before the archive.
pub static HISTORY: &[Key] = &[
    must("version", Shape::Version, "\"1.0\"", "The version.", "La version."),
    must("date", Shape::Date, "2024-02-01", "The day it was approved.", "Le jour de son approbation."),
    may("by", Shape::Name, "ceo", "The role or person who approved it.", "Le rôle ou la personne qui l’a approuvée."),
    may("summary", Shape::Wording, "First issue.", "What it was about.", "Ce qu’elle apportait."),
];

macro_rules! controlled_keys {
    ($name:ident, $doc:literal, [$($extra:expr),* $(,)?]) => {
        #[doc = $doc]
        pub static $name: &[Key] = &[
            must("id", Shape::Id, "POL-001", "Its identifier, unique in the handbook; it is part of its address and never changes.", "Son identifiant, unique dans le manuel; il fait partie de son adresse et ne change jamais."),
            must("title", Shape::Wording, "Information security policy", "Its title.", "Son titre."),
            must("version", Shape::Version, "\"1.0\"", "Its version; a newer approved text needs a higher one.", "Sa version; un nouveau texte approuvé en demande une plus élevée."),
            must("status", Shape::Choice(&["draft", "in-review", "approved", "retired"]), "draft", "draft while it is written, in-review while approval is awaited, approved, or retired.", "draft pendant la rédaction, in-review en attente d’approbation, approved (approuvé) ou retired (retiré)."),
            must("owner", Shape::Name, "ciso", "The role that answers for it.", "Le rôle qui en répond."),
            may("kind", Shape::Choice(KIND_NAMES), "policy", "Its kind, when the folder does not say it.", "Son genre, si le dossier ne le dit pas."),
            may("authors", Shape::List(&Shape::Name), "[jean-gagnon]", "Who wrote it: people or roles. An author may not approve.", "Qui l’a rédigé\u{a0}: personnes ou rôles. Un auteur ne peut pas approuver."),
            may("approval", Shape::List(&Shape::Map(APPROVAL)), "{role: ceo, person: marie-tremblay, date: 2026-03-14}", "Who approved this version and when; one entry or a list.", "Qui a approuvé cette version et quand; une entrée ou une liste."),
            may("effective", Shape::Date, "2026-04-01", "The day it takes effect; the day of the last approval when not given.", "Le jour de son entrée en vigueur; celui de la dernière approbation si rien n’est dit."),
            may("review", Shape::ReviewRule, "12 months", "How often it is reviewed.", "La fréquence de sa révision."),
            may("reviewed", Shape::List(&Shape::Map(REVIEWED)), "[{date: 2026-09-01, role: ciso, person: jean-gagnon, outcome: unchanged}]", "Reviews done since the approval, for a document without an archive.", "Les révisions faites depuis l’approbation, pour un document sans archive."),
            may("classification", Shape::Text, "internal", "Who may read it: one of the levels of the configuration.", "Qui peut le lire\u{a0}: l’un des niveaux de la configuration."),
            may("audience", Shape::List(&Shape::Name), "[everyone]", "Whom it concerns: roles, people or everyone.", "Qui il concerne\u{a0}: rôles, personnes ou everyone (tout le monde)."),
            may("clauses", Shape::List(&Shape::Text), "[5.2, A.5.1]", "The clauses of the standards that it serves.", "Les articles des normes auxquels il répond."),
            may("change", Shape::Choice(&["material", "editorial"]), "material", "material when everybody must read it again, editorial when not.", "material si chacun doit le relire, editorial sinon."),
            may("summary", Shape::Wording, "What this version is about.", "In a sentence or two, what it says or what this version changes.", "En une ou deux phrases, ce qu’il dit ou ce que cette version change."),
            may("related", Shape::List(&Shape::Name), "[PRO-001]", "Documents to read with it.", "Les documents à lire avec celui-ci."),
            may("supersedes", Shape::List(&Shape::Name), "[POL-000]", "Documents it replaces.", "Les documents qu’il remplace."),
            may("retention", Shape::Text, "7 years", "How long its versions are kept.", "Le temps de conservation de ses versions."),
            may("retired", Shape::Date, "2027-01-31", "The day it ended, with status retired, for a document without an archive.", "Le jour de sa fin, avec le statut retired, pour un document sans archive."),
            may("reason", Shape::Wording, "Merged into POL-002.", "Why it was retired.", "La raison de son retrait."),
            may("replaced_by", Shape::Name, "POL-002", "The document that replaces it once retired.", "Le document qui le remplace une fois retiré."),
            may("history", Shape::List(&Shape::Map(HISTORY)), "[{version: \"0.9\", date: 2024-02-01, by: ceo, summary: First issue.}]", "Versions from before the archive, oldest first.", "Les versions d’avant l’archive, de la plus ancienne à la plus récente."),
            $($extra,)*
            may("extra", Shape::Free, "{}", "Anything your own templates use.", "Tout ce que vos propres gabarits utilisent."),
        ];
    };
}

controlled_keys!(CONTROLLED, "Keys of a controlled document (clause 7.5).", []);
controlled_keys!(
    MATRIX,
    "Keys of a responsibility matrix (clause 5.3).",
    [
        may(
            "source",
            Shape::Text,
            "raci.csv",
            "A CSV file beside it that holds the table.",
            "Un fichier CSV placé à côté, qui contient le tableau."
        ),
        may(
            "separate",
            Shape::List(&Shape::List(&Shape::Text)),
            "[[Request access, Approve access]]",
            "Pairs of activities that nobody may hold together.",
            "Des paires d’activités que nul ne peut cumuler."
        ),
        may(
            "legend",
            Shape::Table(&Shape::Text),
            "{accountable: A}",
            "Words used in the cells and the letters they stand for.",
            "Les mots employés dans les cases et la lettre que chacun représente."
        ),
    ]
);

/// Keys of `NAME.fr.md` beside `NAME.md`.
pub static SIBLING: &[Key] = &[
    must(
        "title",
        Shape::Text,
        "Politique de sécurité de l’information",
        "The title in this language.",
        "Le titre dans cette langue.",
    ),
    may(
        "summary",
        Shape::Text,
        "Ce que dit cette version.",
        "The summary in this language.",
        "Le résumé dans cette langue.",
    ),
    may(
        "translates",
        Shape::Version,
        "\"1.0\"",
        "The version whose text this is.",
        "La version dont ce texte est la traduction.",
    ),
    may("extra", Shape::Free, "{}", "Anything your own templates use.", "Tout ce que vos propres gabarits utilisent."),
];

/// Keys of a plain page.
pub static PAGE: &[Key] = &[
    may(
        "title",
        Shape::Wording,
        "Glossary",
        "Its title; its first heading when not given.",
        "Son titre; son premier intertitre si rien n’est dit.",
    ),
    may("id", Shape::Id, "glossary", "A name for links from elsewhere.", "Un nom pour les liens venant d’ailleurs."),
    may(
        "kind",
        Shape::Choice(KIND_NAMES),
        "page",
        "Its kind, when the folder does not say it.",
        "Son genre, si le dossier ne le dit pas.",
    ),
    may("summary", Shape::Wording, "Words used in this handbook.", "What it is about.", "De quoi il s’agit."),
    may("classification", Shape::Text, "internal", "Who may read it.", "Qui peut le lire."),
    may(
        "translates",
        Shape::Version,
        "\"1.0\"",
        "The version whose text this is.",
        "La version dont ce texte est la traduction.",
    ),
    may("extra", Shape::Free, "{}", "Anything your own templates use.", "Tout ce que vos propres gabarits utilisent."),
];
