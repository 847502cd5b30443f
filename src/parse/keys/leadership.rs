//! The keys of commitments, records, objectives, indicators and exceptions, and of a framework's file.

use super::document::{APPROVAL, KIND_NAMES};
use super::{may, must};
use crate::parse::shape::{Key, Shape};

/// Money of a year.
pub static BUDGET: &[Key] = &[
    must("year", Shape::Text, "2026", "The year.", "L’année."),
    may("currency", Shape::Text, "CAD", "The currency.", "La devise."),
    may("planned", Shape::Number, "120000", "What was asked for.", "Le montant demandé."),
    may("approved", Shape::Number, "110000", "What was voted.", "Le montant voté."),
    may("spent", Shape::Number, "84500", "What was used so far.", "Le montant dépensé à ce jour."),
];

static ACTION: &[Key] = &[
    must(
        "id",
        Shape::Id,
        "COM-C-1",
        "Its identifier, as records name it.",
        "Son identifiant, tel que les preuves le nomment.",
    ),
    must("what", Shape::Wording, "Approve the security budget", "What is done.", "Ce qui est fait."),
    must("by", Shape::Name, "ceo", "The role that does it.", "Le rôle qui le fait."),
    must("every", Shape::Interval, "12 months", "How often.", "À quelle fréquence."),
];

static DECISION: &[Key] = &[
    must("id", Shape::Id, "DEC-2026-1", "Its identifier.", "Son identifiant."),
    must(
        "decision",
        Shape::Wording,
        "Give security keys to all administrators",
        "What was decided.",
        "Ce qui a été décidé.",
    ),
    may("owner", Shape::Name, "it-manager", "The role that carries it out.", "Le rôle chargé de l’exécuter."),
    may("due", Shape::Date, "2026-06-30", "By when.", "L’échéance."),
    may("done", Shape::Date, "2026-06-18", "When it was done.", "La date d’exécution."),
];

static FILE: &[Key] = &[
    must(
        "path",
        Shape::Text,
        "files/minutes.pdf",
        "The file, from the record’s folder.",
        "Le fichier, à partir du dossier de la preuve.",
    ),
    may(
        "sha256",
        Shape::Text,
        "\"\"",
        "Its digest, so that a later change is found.",
        "Son empreinte, pour qu’une modification ultérieure soit repérée.",
    ),
];

static INPUTS: &[Key] = &[
    may(
        "previous_actions",
        Shape::Wording,
        "All done.",
        "What became of earlier decisions.",
        "Ce que sont devenues les décisions précédentes.",
    ),
    may(
        "changes",
        Shape::Wording,
        "A new client.",
        "What changed around the system.",
        "Ce qui a changé autour du système.",
    ),
    may(
        "interested_parties",
        Shape::Wording,
        "Clients ask for more.",
        "What interested parties need and expect.",
        "Les besoins et attentes des parties intéressées.",
    ),
    may(
        "nonconformities",
        Shape::Wording,
        "Two, both closed.",
        "Nonconformities and what was done about them.",
        "Les non-conformités et leur suite.",
    ),
    may("measurements", Shape::Wording, "Four of five on target.", "What was measured.", "Ce qui a été mesuré."),
    may("audits", Shape::Wording, "One internal audit.", "What audits found.", "Ce que les audits ont constaté."),
    may(
        "objectives",
        Shape::Wording,
        "Three of four reached.",
        "How far objectives were reached.",
        "L’atteinte des objectifs.",
    ),
    may(
        "feedback",
        Shape::Wording,
        "Clients satisfied.",
        "What interested parties said.",
        "Les retours des parties intéressées.",
    ),
    may(
        "risks",
        Shape::Wording,
        "Ten looked at.",
        "Risks and how they are treated.",
        "Les risques et leur traitement.",
    ),
    may(
        "improvements",
        Shape::Wording,
        "Shorter procedures.",
        "What can be done better.",
        "Ce qui peut être amélioré.",
    ),
];

static TARGET: &[Key] = &[
    may("at_least", Shape::Number, "95", "The lowest value on target.", "La plus basse valeur qui atteint la cible."),
    may("at_most", Shape::Number, "5", "The highest value on target.", "La plus haute valeur qui atteint la cible."),
];

static MEASUREMENT: &[Key] = &[
    must("date", Shape::Date, "2026-06-30", "The day.", "Le jour."),
    must("value", Shape::Number, "96.5", "The value.", "La valeur."),
];

const RECORD_TYPES: &[&str] =
    &["management-review", "decision", "budget", "communication", "training", "audit", "meeting"];

macro_rules! sheet_keys {
    ($name:ident, $doc:literal, $kind:literal, $id:literal, $title:literal, [$($own:expr),* $(,)?]) => {
        #[doc = $doc]
        pub static $name: &[Key] = &[
            must("id", Shape::Id, $id, "Its identifier, unique in the handbook.", "Son identifiant, unique dans le manuel."),
            must("title", Shape::Wording, $title, "Its title.", "Son titre."),
            may("kind", Shape::Choice(KIND_NAMES), $kind, "Its kind, when the folder does not say it.", "Son genre, si le dossier ne le dit pas."),
            $($own,)*
            may("summary", Shape::Wording, "In a sentence.", "What it is about, in a sentence.", "De quoi il s’agit, en une phrase."),
            may("classification", Shape::Text, "internal", "Who may read it: one of the levels of the configuration.", "Qui peut le lire\u{a0}: l’un des niveaux de la configuration."),
            may("extra", Shape::Free, "{}", "Anything your own templates use.", "Tout ce que vos propres gabarits utilisent."),
        ];
    };
}

sheet_keys!(
    COMMITMENT,
    "Keys of a commitment of top management (clause 5.1).",
    "commitment",
    "COM-C",
    "The means follow the promises",
    [
        may(
            "clauses",
            Shape::List(&Shape::Text),
            "[5.1.c]",
            "The clauses it answers.",
            "Les articles auxquels il répond."
        ),
        may("accountable", Shape::Name, "ceo", "The role that answers for it.", "Le rôle qui en répond."),
        may(
            "actions",
            Shape::List(&Shape::Map(ACTION)),
            "[{id: COM-C-1, what: Approve the security budget, by: ceo, every: 12 months}]",
            "What is done to keep it, by which role and how often; without any it is only words.",
            "Ce qui est fait pour le tenir, par quel rôle et à quelle fréquence; sans action, ce ne sont que des paroles."
        ),
    ]
);
sheet_keys!(
    RECORD,
    "Keys of a record (clauses 7.5 and 9.3).",
    "record",
    "REC-2026-01",
    "Management review 2026",
    [
        may(
            "type",
            Shape::Choice(RECORD_TYPES),
            "meeting",
            "What it is a record of: management-review, decision, budget, communication, training, audit or meeting.",
            "Ce dont elle est la preuve\u{a0}: management-review (revue de direction), decision (décision), budget, communication, training (formation), audit ou meeting (rencontre)."
        ),
        must("date", Shape::Date, "2026-03-05", "The day it happened.", "Le jour où cela s’est passé."),
        may(
            "attendees",
            Shape::List(&Shape::Name),
            "[marie-tremblay, jean-gagnon]",
            "The people who were there.",
            "Les personnes présentes."
        ),
        may("chaired_by", Shape::Name, "marie-tremblay", "Who chaired.", "Qui présidait."),
        may(
            "demonstrates",
            Shape::List(&Shape::Name),
            "[COM-C-1]",
            "The actions it shows were done.",
            "Les actions dont elle montre la réalisation."
        ),
        may(
            "inputs",
            Shape::Map(INPUTS),
            "{changes: A new client.}",
            "For a management review: what was brought before it, a text or a link each.",
            "Pour une revue de direction\u{a0}: ce qui y a été présenté, un texte ou un lien chacun."
        ),
        may(
            "decisions",
            Shape::List(&Shape::Map(DECISION)),
            "[{id: DEC-2026-1, decision: Give security keys to all administrators, owner: it-manager, due: 2026-06-30}]",
            "What was decided, who carries it out, by when, and when it was done.",
            "Ce qui a été décidé, qui l’exécute, pour quand, et la date d’exécution."
        ),
        may(
            "budget",
            Shape::List(&Shape::Map(BUDGET)),
            "{year: 2026, currency: CAD, planned: 120000, approved: 110000}",
            "Money planned, approved and spent.",
            "Les montants prévus, approuvés et dépensés."
        ),
        may(
            "files",
            Shape::List(&Shape::Map(FILE)),
            "[{path: files/minutes.pdf}]",
            "Files that prove it, from this folder.",
            "Les fichiers qui le prouvent, à partir de ce dossier."
        ),
    ]
);
sheet_keys!(
    OBJECTIVE,
    "Keys of an objective (clause 6.2).",
    "objective",
    "OBJ-04",
    "Make stolen passwords useless",
    [
        may(
            "level",
            Shape::Choice(&["organisation", "isms"]),
            "isms",
            "Whose objective it is: organisation, or isms for the security management system.",
            "De qui est l’objectif\u{a0}: organisation, ou isms pour le système de management de la sécurité."
        ),
        may(
            "supports",
            Shape::List(&Shape::Name),
            "[OBJ-01]",
            "The objectives it serves.",
            "Les objectifs qu’il sert."
        ),
        may("owner", Shape::Name, "it-manager", "The role that answers for it.", "Le rôle qui en répond."),
        may("due", Shape::Date, "2027-06-30", "By when.", "L’échéance."),
        may(
            "budget",
            Shape::List(&Shape::Map(BUDGET)),
            "{year: 2026, currency: CAD, planned: 52000, approved: 52000}",
            "Money by year.",
            "Les montants par année."
        ),
    ]
);
sheet_keys!(
    INDICATOR,
    "Keys of an indicator (clause 9.1).",
    "indicator",
    "IND-03",
    "Availability of the service",
    [
        may(
            "objective",
            Shape::Name,
            "OBJ-01",
            "The objective whose progress it measures.",
            "L’objectif dont il mesure l’avancement."
        ),
        may("owner", Shape::Name, "it-manager", "The role that reports it.", "Le rôle qui en rend compte."),
        may("unit", Shape::Wording, "\"%\"", "What its values are counted in.", "L’unité de ses valeurs."),
        may(
            "target",
            Shape::Map(TARGET),
            "{at_least: 99.9}",
            "What its values should be.",
            "Ce que ses valeurs devraient être."
        ),
        may("every", Shape::Interval, "1 month", "How often it is measured.", "La fréquence des mesures."),
        may(
            "measurements",
            Shape::Either(&Shape::List(&Shape::Map(MEASUREMENT)), &Shape::Text),
            "[{date: 2026-06-30, value: 99.93}]",
            "Its values by day, or the name of a CSV file beside it with the headings `date,value`.",
            "Ses valeurs par jour, ou le nom d’un fichier CSV placé à côté, aux titres `date,value`."
        ),
    ]
);
sheet_keys!(
    EXCEPTION,
    "Keys of an exception to a document.",
    "exception",
    "EXC-001",
    "Old tax module without multi-factor authentication",
    [
        must("document", Shape::Name, "STD-003", "The document it departs from.", "Le document auquel elle déroge."),
        may(
            "beneficiaries",
            Shape::List(&Shape::Name),
            "[dev-lead]",
            "Whom it serves: roles or people.",
            "À qui elle profite\u{a0}: rôles ou personnes."
        ),
        may("reason", Shape::Wording, "The publisher offers no other way.", "Why it is needed.", "Sa raison."),
        may(
            "compensating",
            Shape::Wording,
            "Reachable from two computers only.",
            "What is done instead.",
            "Ce qui la compense."
        ),
        may("risk_owner", Shape::Name, "coo", "The role that carries the risk.", "Le rôle qui porte le risque."),
        may(
            "approval",
            Shape::List(&Shape::Map(APPROVAL)),
            "{role: ciso, person: jean-gagnon, date: 2026-06-08}",
            "Who approved it and when; one entry or a list.",
            "Qui l’a approuvée et quand; une entrée ou une liste."
        ),
        may("expires", Shape::Date, "2027-03-31", "The last day it holds.", "Son dernier jour."),
    ]
);

static CLAUSE: &[Key] = &[
    must(
        "id",
        Shape::Text,
        "\"3.2\"",
        "Its number, as documents name it.",
        "Son numéro, tel que les documents le nomment.",
    ),
    must(
        "label",
        Shape::Wording,
        "Policy approved by management",
        "What it asks, in your own words.",
        "Ce qu’il demande, dans vos propres mots.",
    ),
    may(
        "requires",
        Shape::List(&Shape::Choice(REQUIRED)),
        "[policy]",
        "The kinds of document that must answer it, each of them; document for one of any controlled kind.",
        "Les genres de document qui doivent y répondre, chacun d’eux; document pour n’importe quel genre contrôlé.",
    ),
    may(
        "evidence",
        Shape::List(&Shape::Choice(RECORD_TYPES)),
        "[audit]",
        "The types of record that are evidence for it.",
        "Les types de preuve qui l’attestent.",
    ),
];

/// What a clause may require: kinds, and `document` for any controlled one.
const REQUIRED: &[&str] = &[
    "document",
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
];

/// Keys of a list of clauses in `frameworks/`.
pub static FRAMEWORK: &[Key] = &[
    must(
        "id",
        Shape::Id,
        "municipal-contract",
        "Its name, as the configuration and prefixes name it.",
        "Son nom, tel que la configuration et les préfixes l’emploient.",
    ),
    must("title", Shape::Wording, "Security schedule of our contracts", "Its title.", "Son titre."),
    must(
        "clauses",
        Shape::List(&Shape::Map(CLAUSE)),
        "[{id: \"1\", label: Policy approved by management, requires: [policy]}]",
        "Its clauses, in order.",
        "Ses articles, dans l’ordre.",
    ),
];
