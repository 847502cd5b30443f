//! What `site-config.yaml` says, every default filled in.

use crate::date::{Date, Interval};
use crate::finding::policy::Policy;
use crate::lang::{Lang, Wording};

/// The organisation's choices.
#[derive(Clone, Debug)]
pub struct Config {
    /// The handbook's title.
    pub title: Wording,
    /// The organisation's name.
    pub organisation: Wording,
    /// The site's address, ending in `/`; none when not configured.
    pub base_url: Option<String>,
    /// The languages; the first prevails.
    pub languages: Vec<Lang>,
    /// Where the site is published, from the root.
    pub output: String,
    /// Classification levels, from open to closed.
    pub levels: Vec<String>,
    /// The level of what names none.
    pub default_level: String,
    /// How often documents are reviewed.
    pub review_every: Interval,
    /// How long before the due day a review is due soon.
    pub due_soon: Interval,
    /// Who may approve what.
    pub approval: ApprovalRules,
    /// How matrices are read.
    pub matrix: MatrixRules,
    /// How often management reviews the system (clause 9.3).
    pub management_review: Interval,
    /// Frameworks shown, by id.
    pub frameworks: Vec<String>,
    /// The form that takes acknowledgements.
    pub acknowledge: Option<String>,
    /// The editor's address of a file.
    pub edit: Option<String>,
    /// Numbered editions of the whole handbook.
    pub editions: Vec<Edition>,
    /// Levels and waivers.
    pub policy: Policy,
    /// The brand's colour, `#rrggbb`.
    pub accent: Option<String>,
    /// The logo, from the content folder.
    pub logo: Option<String>,
    /// Whether search engines may list the site.
    pub index: bool,
    /// Words of the interface for other languages, or other words for ours: key by language.
    pub words: Vec<(Lang, Vec<(String, String)>)>,
}

impl Config {
    /// The language that prevails where texts differ.
    pub fn prevailing(&self) -> Lang {
        self.languages.first().copied().unwrap_or(Lang::EN)
    }

    /// The rank of a classification, the default level's where there is none; an unknown one counts as the highest.
    pub fn rank(&self, level: Option<&str>) -> usize {
        let level = level.unwrap_or(&self.default_level);
        let known = self.levels.iter().position(|own| own == level);
        known.unwrap_or(self.levels.len().saturating_sub(1))
    }
}

/// Who may approve documents, by kind.
#[derive(Clone, Debug)]
pub struct ApprovalRules {
    /// Rules by the name of the kind.
    pub by_kind: Vec<(String, ApprovalRule)>,
    /// The rule for the other kinds.
    pub default: ApprovalRule,
    /// What an approval by an author is.
    pub self_approval: SelfApproval,
}

impl ApprovalRules {
    /// The rule for a kind.
    pub fn rule(&self, kind: &str) -> &ApprovalRule {
        self.by_kind.iter().find(|(own, _)| own == kind).map_or(&self.default, |(_, rule)| rule)
    }
}

/// The roles entitled to approve.
#[derive(Clone, Debug, PartialEq)]
pub struct ApprovalRule {
    /// The roles; never empty.
    pub roles: Vec<String>,
    /// Whether all of them must, or any one may.
    pub all: bool,
}

/// What the program says of an approval by the text's own author.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SelfApproval {
    /// An error.
    Deny,
    /// A warning.
    Warn,
    /// Nothing.
    Allow,
}

/// How responsibility matrices are read.
#[derive(Clone, Debug)]
pub struct MatrixRules {
    /// The scheme's name, or none for letters of one's own.
    pub scheme: Scheme,
    /// The most A and R one person may hold.
    pub overload: usize,
}

/// The letters of a matrix and what they mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Scheme {
    /// One of the known schemes: `RACI`, `RASCI`, `RACI-VS`, `DACI`.
    Named(String),
    /// Letters with names.
    Own(Vec<(String, Wording)>),
}

/// A numbered edition of the whole handbook.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Its name, also its address.
    pub name: String,
    /// The day it shows.
    pub date: Date,
}
