//! The kinds of things that Markdown files describe, and the folders they live in.

/// What a Markdown file is. The first seven are controlled: only an approved text of theirs is published as in force.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A policy (clause 5.2 and topic policies).
    Policy,
    /// A procedure.
    Procedure,
    /// A standard.
    Standard,
    /// A guideline.
    Guideline,
    /// A plan.
    Plan,
    /// A charter.
    Charter,
    /// A responsibility matrix whose tables are data (clause 5.3).
    Matrix,
    /// A role description (clause 5.3).
    Role,
    /// A leadership commitment (clause 5.1).
    Commitment,
    /// A piece of evidence (clauses 7.5 and 9.3).
    Record,
    /// An objective (clause 6.2).
    Objective,
    /// An indicator (clause 9.1).
    Indicator,
    /// An exception to a document.
    Exception,
    /// Anything else written in Markdown.
    Page,
}

/// Every kind with its name in front matter and its folder under `content/`.
pub const KINDS: [(Kind, &str, &str); 14] = [
    (Kind::Policy, "policy", "policies"),
    (Kind::Procedure, "procedure", "procedures"),
    (Kind::Standard, "standard", "standards"),
    (Kind::Guideline, "guideline", "guidelines"),
    (Kind::Plan, "plan", "plans"),
    (Kind::Charter, "charter", "charters"),
    (Kind::Matrix, "matrix", "matrices"),
    (Kind::Role, "role", "roles"),
    (Kind::Commitment, "commitment", "leadership"),
    (Kind::Record, "record", "records"),
    (Kind::Objective, "objective", "objectives"),
    (Kind::Indicator, "indicator", "indicators"),
    (Kind::Exception, "exception", "exceptions"),
    (Kind::Page, "page", ""),
];

impl Kind {
    /// The kind of that name (`policy`, `role`, …).
    pub fn named(name: &str) -> Option<Kind> {
        KINDS.iter().find(|(_, own, _)| *own == name).map(|(kind, _, _)| *kind)
    }

    /// The kind that a file in this first folder under `content/` has without a `kind` key.
    pub fn of_folder(folder: &str) -> Kind {
        KINDS.iter().find(|(_, _, own)| !own.is_empty() && *own == folder).map_or(Kind::Page, |(kind, _, _)| *kind)
    }

    /// Its name in front matter, JSON and addresses of the register.
    pub fn as_str(self) -> &'static str {
        KINDS.iter().find(|(kind, _, _)| *kind == self).map_or("page", |(_, name, _)| *name)
    }

    /// Its folder under `content/`; empty for plain pages.
    pub fn folder(self) -> &'static str {
        KINDS.iter().find(|(kind, _, _)| *kind == self).map_or("", |(_, _, folder)| *folder)
    }

    /// Whether documents of this kind always go through approval. (A role does too, once it has a `version`.)
    pub fn is_controlled(self) -> bool {
        self <= Kind::Matrix
    }
}
