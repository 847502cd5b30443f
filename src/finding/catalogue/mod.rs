//! Every rule, once: its name, its level, what it reports, why that matters and how to put it right.
//!
//! `explain`, the reports, SARIF, the site and the docs all read from here. One file a family.

pub mod archive;
pub mod documents;
pub mod exceptions;
pub mod leadership;
pub mod links;
pub mod objectives;
pub mod others;
pub mod responsibilities;
pub mod source;

use super::Level;
use crate::lang::Tongue;

/// A kind of fault that the program looks for; its name says the bad state.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case, stable for ever.
    pub name: &'static str,
    /// The level when the configuration says nothing else.
    pub level: Level,
    /// The family it is listed under.
    pub family: Family,
    /// What it reports.
    pub what: Words,
    /// Why that matters.
    pub why: Words,
    /// How to put it right.
    pub fix: Words,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.name == other.name
    }
}

/// A fixed sentence in both tongues.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// English.
    pub en: &'static str,
    /// French.
    pub fr: &'static str,
}

impl Words {
    /// The sentence in a tongue.
    pub fn in_tongue(&self, tongue: Tongue) -> &'static str {
        match tongue {
            Tongue::En => self.en,
            Tongue::Fr => self.fr,
        }
    }
}

/// What a rule is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    /// Files and their syntax.
    Source,
    /// Links, anchors and images.
    Links,
    /// Controlled documents and their approval.
    Documents,
    /// The sealed archive.
    Archive,
    /// Roles, people and matrices (clause 5.3).
    Responsibilities,
    /// Commitments and evidence (clauses 5.1 and 9.3).
    Leadership,
    /// Objectives and indicators (clauses 6.2 and 9.1).
    Objectives,
    /// Exceptions to documents.
    Exceptions,
    /// What remains.
    Others,
}

impl Family {
    /// The family's name, as in the names of its files.
    pub fn as_str(self) -> &'static str {
        match self {
            Family::Source => "source",
            Family::Links => "links",
            Family::Documents => "documents",
            Family::Archive => "archive",
            Family::Responsibilities => "responsibilities",
            Family::Leadership => "leadership",
            Family::Objectives => "objectives",
            Family::Exceptions => "exceptions",
            Family::Others => "others",
        }
    }

    /// What the family is about, as a heading.
    pub fn heading(self) -> Words {
        let (en, fr) = match self {
            Family::Source => ("Files and their syntax", "Fichiers et syntaxe"),
            Family::Links => ("Links and images", "Liens et images"),
            Family::Documents => ("Documents and their approval", "Documents et approbation"),
            Family::Archive => ("The sealed archive", "Archive scellée"),
            Family::Responsibilities => ("Roles and responsibilities", "Rôles et responsabilités"),
            Family::Leadership => ("Leadership and its evidence", "Leadership et preuves"),
            Family::Objectives => ("Objectives and indicators", "Objectifs et indicateurs"),
            Family::Exceptions => ("Exceptions", "Dérogations"),
            Family::Others => ("Other matters", "Autres questions"),
        };
        Words { en, fr }
    }
}

/// Declares a family's rules as statics and their list `ALL`, so that none is listed twice.
macro_rules! rules {
    ($family:ident $($ident:ident = $name:literal, $level:ident {
        what: $what_en:literal, $what_fr:literal;
        why: $why_en:literal, $why_fr:literal;
        fix: $fix_en:literal, $fix_fr:literal;
    })*) => {
        $(
            #[doc = $what_en]
            pub static $ident: $crate::finding::Rule = $crate::finding::Rule {
                name: $name,
                level: $crate::finding::Level::$level,
                family: $crate::finding::catalogue::Family::$family,
                what: $crate::finding::catalogue::Words { en: $what_en, fr: $what_fr },
                why: $crate::finding::catalogue::Words { en: $why_en, fr: $why_fr },
                fix: $crate::finding::catalogue::Words { en: $fix_en, fr: $fix_fr },
            };
        )*
        /// The family's rules, in the order of the catalogue.
        pub static ALL: &[&$crate::finding::Rule] = &[$(&$ident),*];
    };
}
use rules;

/// All rules, by family.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        source::ALL,
        links::ALL,
        documents::ALL,
        archive::ALL,
        responsibilities::ALL,
        leadership::ALL,
        objectives::ALL,
        exceptions::ALL,
        others::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests;
