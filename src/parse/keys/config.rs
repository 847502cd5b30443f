//! The keys of `site-config.yaml`.

use super::{may, must};
use crate::parse::shape::{Key, Shape};

static CLASSIFICATION: &[Key] = &[
    may(
        "levels",
        Shape::List(&Shape::Text),
        "[public, internal, confidential, restricted]",
        "The levels, from open to closed.",
        "Les niveaux, du plus ouvert au plus fermé.",
    ),
    may("default", Shape::Text, "internal", "The level of what names none.", "Le niveau de ce qui n’en nomme aucun."),
];
static REVIEW: &[Key] = &[
    may(
        "every",
        Shape::Interval,
        "12 months",
        "How often documents are reviewed.",
        "La fréquence de révision des documents.",
    ),
    may(
        "due_soon",
        Shape::Interval,
        "30 days",
        "How long before the due day it is announced.",
        "Combien de temps avant l’échéance elle est annoncée.",
    ),
];
static APPROVAL_RULE: &[Key] = &[
    must(
        "roles",
        Shape::List(&Shape::Name),
        "[ceo]",
        "The roles entitled to approve.",
        "Les rôles habilités à approuver.",
    ),
    may(
        "all",
        Shape::Bool,
        "true",
        "true when all of them must approve; else any one may.",
        "true si tous doivent approuver; sinon un seul suffit.",
    ),
];
const RULE: Shape = Shape::Map(APPROVAL_RULE);
static APPROVAL: &[Key] = &[
    may(
        "default",
        RULE,
        "{roles: [ceo, ciso]}",
        "Who may approve what has no rule of its own.",
        "Qui peut approuver ce qui n’a pas sa propre règle.",
    ),
    may(
        "self_approval",
        Shape::Choice(&["deny", "warn", "allow"]),
        "deny",
        "Whether an author may approve.",
        "Si un auteur peut approuver.",
    ),
    may("policy", RULE, "{roles: [ceo]}", "Who may approve policies.", "Qui peut approuver les politiques."),
    may("procedure", RULE, "{roles: [ciso]}", "Who may approve procedures.", "Qui peut approuver les procédures."),
    may("standard", RULE, "{roles: [ciso]}", "Who may approve standards.", "Qui peut approuver les normes internes."),
    may(
        "guideline",
        RULE,
        "{roles: [ciso]}",
        "Who may approve guidelines.",
        "Qui peut approuver les lignes directrices.",
    ),
    may("plan", RULE, "{roles: [ciso]}", "Who may approve plans.", "Qui peut approuver les plans."),
    may(
        "charter",
        RULE,
        "{roles: [ceo, ciso], all: true}",
        "Who may approve charters.",
        "Qui peut approuver les chartes.",
    ),
    may("matrix", RULE, "{roles: [ceo]}", "Who may approve matrices.", "Qui peut approuver les matrices."),
    may(
        "role",
        RULE,
        "{roles: [ceo]}",
        "Who may approve role descriptions with a version.",
        "Qui peut approuver les descriptions de rôle ayant une version.",
    ),
    may("exception", RULE, "{roles: [ceo]}", "Who may approve exceptions.", "Qui peut approuver les dérogations."),
];
static MATRIX: &[Key] = &[
    may(
        "scheme",
        Shape::Either(&Shape::Text, &Shape::Table(&Shape::Wording)),
        "RACI",
        "RACI, RASCI, RACI-VS or DACI, or letters with their names.",
        "RACI, RASCI, RACI-VS ou DACI, ou des lettres et leurs noms.",
    ),
    may(
        "overload",
        Shape::Count,
        "25",
        "The most A and R one person may hold.",
        "Le plus grand nombre de A et de R qu’une personne peut cumuler.",
    ),
];
static MANAGEMENT_REVIEW: &[Key] = &[may(
    "every",
    Shape::Interval,
    "12 months",
    "How often management reviews the system.",
    "La fréquence de la revue de direction.",
)];
static ACKNOWLEDGE: &[Key] = &[may(
    "url",
    Shape::Text,
    "\"https://forms.example.org/read?doc={id}\"",
    "The form that takes acknowledgements.",
    "Le formulaire qui recueille les accusés de lecture.",
)];
static EDIT: &[Key] = &[may(
    "url",
    Shape::Text,
    "\"https://git.example.org/edit/{path}\"",
    "Where a file is edited.",
    "Où un fichier se modifie.",
)];
static EDITION: &[Key] = &[
    must("name", Shape::Id, "\"2026.1\"", "Its number.", "Son numéro."),
    must("date", Shape::Date, "2026-04-01", "The day it shows.", "Le jour qu’elle montre."),
];
static WAIVER: &[Key] = &[
    must("rule", Shape::Name, "review-overdue", "The rule set aside.", "La règle mise de côté."),
    must(
        "subject",
        Shape::Name,
        "POL-007",
        "The document, role or other thing concerned.",
        "Le document, le rôle ou l’élément concerné.",
    ),
    must("reason", Shape::Text, "New law in June", "Why.", "Pourquoi."),
    must("owner", Shape::Name, "ciso", "The role that answers for it.", "Le rôle qui en répond."),
    must("until", Shape::Date, "2026-07-01", "Its last day.", "Son dernier jour."),
];
static THEME: &[Key] = &[
    may("accent", Shape::Text, "\"#0b56a3\"", "The brand’s colour.", "La couleur de la marque."),
    may(
        "logo",
        Shape::Text,
        "assets/logo.svg",
        "The logo, from the content folder.",
        "Le logo, à partir du dossier du contenu.",
    ),
];

/// Keys of `site-config.yaml`.
pub static CONFIG: &[Key] = &[
    must("title", Shape::Wording, "ISMS leadership handbook", "The handbook’s title.", "Le titre du manuel."),
    may("organisation", Shape::Wording, "Example Inc.", "The organisation’s name.", "Le nom de l’organisation."),
    may("base_url", Shape::Text, "https://intranet.example.org/isms/", "The site’s address.", "L’adresse du site."),
    may(
        "languages",
        Shape::List(&Shape::Text),
        "[en, fr]",
        "The languages; the first prevails where texts differ.",
        "Les langues; la première prévaut quand les textes diffèrent.",
    ),
    may("output", Shape::Text, "public", "The folder the site is published to.", "Le dossier où le site est publié."),
    may(
        "classification",
        Shape::Map(CLASSIFICATION),
        "{default: internal}",
        "The levels of classification.",
        "Les niveaux de classification.",
    ),
    may(
        "review",
        Shape::Map(REVIEW),
        "{every: 12 months, due_soon: 30 days}",
        "When documents are reviewed.",
        "Quand les documents sont révisés.",
    ),
    may(
        "approval",
        Shape::Map(APPROVAL),
        "{policy: {roles: [ceo]}}",
        "Who may approve what.",
        "Qui peut approuver quoi.",
    ),
    may(
        "matrix",
        Shape::Map(MATRIX),
        "{scheme: RACI, overload: 25}",
        "How matrices are read.",
        "Comment les matrices sont lues.",
    ),
    may(
        "management_review",
        Shape::Map(MANAGEMENT_REVIEW),
        "{every: 12 months}",
        "The management review.",
        "La revue de direction.",
    ),
    may(
        "frameworks",
        Shape::List(&Shape::Name),
        "[iso-27001-2022, law-25]",
        "The lists of clauses in use; clauses of the first are named bare (5.2), others with the prefix (law-25:3.2). Only iso-27001-2022 when not given.",
        "Les référentiels employés; les articles du premier se nomment sans préfixe (5.2), les autres avec le leur (law-25:3.2). Seulement iso-27001-2022 si rien n’est dit.",
    ),
    may(
        "acknowledge",
        Shape::Map(ACKNOWLEDGE),
        "{url: \"https://forms.example.org/read?doc={id}\"}",
        "Acknowledgements of reading.",
        "Les accusés de lecture.",
    ),
    may(
        "edit",
        Shape::Map(EDIT),
        "{url: \"https://git.example.org/edit/{path}\"}",
        "Links to the source files.",
        "Les liens vers les fichiers sources.",
    ),
    may(
        "editions",
        Shape::List(&Shape::Map(EDITION)),
        "[{name: \"2026.1\", date: 2026-04-01}]",
        "Numbered editions of the whole handbook.",
        "Les éditions numérotées du manuel.",
    ),
    may(
        "rules",
        Shape::Table(&Shape::Choice(&["off", "note", "warning", "error"])),
        "{review-due-soon: off}",
        "Levels of rules.",
        "Les niveaux des règles.",
    ),
    may(
        "waivers",
        Shape::List(&Shape::Map(WAIVER)),
        "[]",
        "Findings set aside for a while, with a reason.",
        "Les constats mis de côté pour un temps, avec une raison.",
    ),
    may("theme", Shape::Map(THEME), "{accent: \"#0b56a3\"}", "The site’s looks.", "L’allure du site."),
    may(
        "robots",
        Shape::Choice(&["noindex", "index"]),
        "noindex",
        "Whether search engines may list the site.",
        "Si les moteurs de recherche peuvent répertorier le site.",
    ),
    may(
        "words",
        Shape::Table(&Shape::Table(&Shape::Text)),
        "{es: {skip: Ir al contenido}}",
        "Words of the interface by language.",
        "Les mots de l’interface par langue.",
    ),
];
