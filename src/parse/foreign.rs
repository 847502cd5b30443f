//! Keys that other tools put into front matter, and what to write here instead. They are set apart before keys are checked.

use super::shape::{self, Key};
use crate::finding::catalogue::{Words, source as rules};
use crate::finding::{Finding, Place};
use crate::say;
use crate::source::yaml::Node;
use std::collections::BTreeMap;
use std::sync::Arc;

const NOTHING: Words = Words {
    en: "Remove it, or put it under `extra:` for your own templates; titles, order and addresses are found without it.",
    fr: "Retirez-la, ou placez-la sous `extra:` pour vos propres gabarits; les titres, l’ordre et les adresses se trouvent sans elle.",
};
const SUMMARY: Words = Words { en: "Write it as `summary:`.", fr: "Écrivez-la sous la forme `summary:`." };
const AUTHORS: Words = Words {
    en: "Write `authors:` with the ids of people or roles.",
    fr: "Écrivez `authors:` avec les identifiants des personnes ou des rôles.",
};
const APPROVAL: Words = Words {
    en: "In a controlled document, write `approval: {role: …, person: …, date: …}`.",
    fr: "Dans un document maîtrisé, écrivez `approval: {role: …, person: …, date: …}`.",
};
const REVIEWED: Words = Words {
    en: "In a controlled document (a file in `policies`, `procedures`, `standards`…), write `reviewed: [{date: …, role: …}]`.",
    fr: "Dans un document maîtrisé (un fichier de `policies`, `procedures`, `standards`…), écrivez `reviewed: [{date: …, role: …}]`.",
};
const REVIEW: Words = Words {
    en: "In a controlled document, write `review: 6 months`; the due date is computed from the last approval or review, nobody types it.",
    fr: "Dans un document maîtrisé, écrivez `review: 6 months`; l’échéance se calcule d’après la dernière approbation ou révision, personne ne la saisit.",
};
const CONTACT: Words = Words {
    en: "Name the role that answers for the document in `owner:`, and put how to reach it in that role's `contact:`.",
    fr: "Nommez dans `owner:` le rôle qui répond du document, et indiquez comment le joindre dans `contact:` de ce rôle.",
};
const STATUS: Words = Words {
    en: "In a controlled document, write `status: draft`.",
    fr: "Dans un document maîtrisé, écrivez `status: draft`.",
};

static KEYS: &[(&str, Words)] = &[
    ("last_reviewed_on", REVIEWED),
    ("last_reviewed", REVIEWED),
    ("reviewed_on", REVIEWED),
    ("reviewed_by", REVIEWED),
    ("review_in", REVIEW),
    ("next_review", REVIEW),
    ("review_date", REVIEW),
    ("review_by", REVIEW),
    ("review_cycle", REVIEW),
    ("expires_on", REVIEW),
    ("owner_slack", CONTACT),
    ("owner_email", CONTACT),
    ("slack", CONTACT),
    ("approved_by", APPROVAL),
    ("approved_on", APPROVAL),
    ("approver", APPROVAL),
    ("approval_date", APPROVAL),
    ("author", AUTHORS),
    ("description", SUMMARY),
    ("subtitle", SUMMARY),
    ("draft", STATUS),
    ("published", STATUS),
    ("date", APPROVAL),
    ("lastmod", REVIEWED),
    ("last_updated", REVIEWED),
    ("last_modified_at", REVIEWED),
    ("aliases", NOTHING),
    ("breadcrumbs", NOTHING),
    ("categories", NOTHING),
    ("comments", NOTHING),
    ("cover", NOTHING),
    ("has_children", NOTHING),
    ("hide", NOTHING),
    ("hide_in_navigation", NOTHING),
    ("hide_table_of_contents", NOTHING),
    ("hide_title", NOTHING),
    ("image", NOTHING),
    ("keywords", NOTHING),
    ("layout", NOTHING),
    ("linkTitle", NOTHING),
    ("menu", NOTHING),
    ("nav_exclude", NOTHING),
    ("nav_order", NOTHING),
    ("old_paths", NOTHING),
    ("order", NOTHING),
    ("pagination_next", NOTHING),
    ("parent", NOTHING),
    ("permalink", NOTHING),
    ("redirect_from", NOTHING),
    ("redirect_to", NOTHING),
    ("render_with_liquid", NOTHING),
    ("search", NOTHING),
    ("sidebar", NOTHING),
    ("sidebar_label", NOTHING),
    ("sidebar_position", NOTHING),
    ("slug", NOTHING),
    ("source_url", NOTHING),
    ("tags", NOTHING),
    ("template", NOTHING),
    ("toc", NOTHING),
    ("type", NOTHING),
    ("weight", NOTHING),
];

/// The mapping without the keys of other tools, and those keys. What this kind of file knows itself is never foreign.
pub fn split(node: Node, known: &[Key]) -> (Node, Vec<String>) {
    let Node::Map(entries) = node else { return (node, Vec::new()) };
    let is_foreign = |name: &str| KEYS.iter().any(|(own, _)| *own == name) && known.iter().all(|key| key.name != name);
    let (foreign, own): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(name, _)| is_foreign(name));
    (Node::Map(own), foreign.into_iter().map(|(name, _)| name).collect())
}

/// Keys of a plain page that are neither ours nor near one of ours: whoever wrote them meant another tool. They join the
/// others, so that a folder nobody prepared is told once a key.
pub fn split_unknown(node: Node, known: &[Key], others: &mut Vec<String>) -> Node {
    let Node::Map(entries) = node else { return node };
    let is_ours = |name: &str| {
        known.iter().any(|key| key.name == name) || shape::nearest(name, known.iter().map(|key| key.name)).is_some()
    };
    let (own, strange): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(name, _)| is_ours(name));
    others.extend(strange.into_iter().map(|(name, _)| name));
    Node::Map(own)
}

/// Keys of other tools over the whole handbook: one finding a key, not one a file.
#[derive(Default)]
pub struct Tally {
    seen: BTreeMap<String, (Arc<str>, usize)>,
}

impl Tally {
    /// Counts the foreign keys of one file.
    pub fn add(&mut self, path: &Arc<str>, names: &[String]) {
        for name in names {
            self.seen.entry(name.clone()).or_insert_with(|| (path.clone(), 0)).1 += 1;
        }
    }

    /// One note a key, at the first file that has it.
    pub fn findings(self) -> Vec<Finding> {
        self.seen
            .into_iter()
            .map(|(name, (path, count))| {
                let advice = KEYS.iter().find(|(own, _)| *own == name).map_or(NOTHING, |(_, advice)| *advice);
                let says = match count - 1 {
                    0 => say!("`{name}` is a key of another tool", "`{name}` est une clé d’un autre outil"),
                    1 => say!(
                        "`{name}` is a key of another tool, here and in 1 other file",
                        "`{name}` est une clé d’un autre outil, ici et dans 1 autre fichier"
                    ),
                    others => say!(
                        "`{name}` is a key of another tool, here and in {others} other files",
                        "`{name}` est une clé d’un autre outil, ici et dans {others} autres fichiers"
                    ),
                };
                let (en, fr) = (advice.en, advice.fr);
                Finding::new(&rules::FOREIGN_METADATA, Place::key(&path, name), says).help(say!("{en}", "{fr}"))
            })
            .collect()
    }
}
