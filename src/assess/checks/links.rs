//! Links, anchors and images of every text that may be published, and raw HTML that is dropped from them.

use crate::assess::{Assessment, Standing};
use crate::finding::catalogue::{links as rules, source};
use crate::finding::{Finding, Place};
use crate::markdown::LinkKind;
use crate::model::{Handbook, Text, Thing};
use crate::resolve::links::{Destination, destination, is_outside};
use crate::say;
use rayon::prelude::*;
use std::sync::Arc;

/// Findings on all working texts. Sealed versions were checked before they were approved, and cannot be mended.
pub fn check(handbook: &Handbook, assessment: &Assessment) -> Vec<Finding> {
    let texts = texts(handbook);
    texts
        .par_iter()
        .flat_map_iter(|(subject, text)| {
            let rank = handbook.places.get(&text.path).map(|thing| rank(handbook, assessment, *thing));
            let mut check = Check { handbook, assessment, subject: *subject, text, rank, found: Vec::new() };
            check.links();
            check.removed();
            check.found
        })
        .collect()
}

/// Every working text with the id of what it belongs to.
pub fn texts(handbook: &Handbook) -> Vec<(Option<&str>, &Text)> {
    let mut texts: Vec<(Option<&str>, &Text)> = handbook.home.values().map(|text| (None, text)).collect();
    for page in &handbook.pages {
        texts.extend(page.texts.values().map(|text| (None, text)));
    }
    for role in &handbook.organisation.roles {
        texts.extend(role.texts.values().map(|text| (Some(role.id.as_str()), text)));
    }
    for document in handbook.documents.iter().filter(|document| document.kind != crate::model::Kind::Role) {
        let working = document.working.iter().flat_map(|working| working.texts.values());
        texts.extend(working.map(|text| (Some(document.id.as_str()), text)));
    }
    for (_, _, sheet) in handbook.leadership.sheets() {
        texts.extend(sheet.texts.values().map(|text| (Some(sheet.id.as_str()), text)));
    }
    texts
}

/// The rank of the classification of what a file is part of; a file without one is as open as can be.
fn rank(handbook: &Handbook, assessment: &Assessment, thing: Thing) -> usize {
    let level = match thing {
        Thing::File => return 0,
        Thing::Home(_) => &handbook.home_classification,
        Thing::Page(at, _) => &handbook.pages[at].classification,
        Thing::Role(at, _) => &handbook.organisation.roles[at].classification,
        Thing::Sheet(kind, at, _) => {
            let sheet = handbook.leadership.sheet(kind, at);
            return handbook.config.rank(sheet.and_then(|sheet| sheet.classification.as_deref()));
        }
        Thing::Document(at, _) => {
            let meta = assessment.documents[at].meta(&handbook.documents[at]);
            return handbook.config.rank(meta.and_then(|meta| meta.classification.as_deref()));
        }
    };
    handbook.config.rank(level.as_deref())
}

struct Check<'a> {
    handbook: &'a Handbook,
    assessment: &'a Assessment,
    subject: Option<&'a str>,
    text: &'a Text,
    /// The rank of its classification.
    rank: Option<usize>,
    found: Vec<Finding>,
}

impl Check<'_> {
    fn report(&mut self, finding: Finding) {
        self.found.push(match self.subject {
            Some(subject) => finding.about(subject),
            None => finding,
        });
    }

    fn links(&mut self) {
        let outline = self.text.outline();
        for link in &outline.links {
            let range = self.text.body.start + link.range.start..self.text.body.start + link.range.end;
            let place = Place::bytes(&self.text.path, range);
            let target = &link.target;
            if link.kind == LinkKind::Image {
                self.image(target, place);
                continue;
            }
            match destination(self.handbook, &self.text.path, target) {
                Destination::Outside => {}
                Destination::Here(fragment) => self.anchor(&self.text.path.clone(), &fragment, target, place),
                Destination::Nowhere => {
                    let says =
                        say!("the link to `{target}` leads nowhere", "le lien vers `{target}` ne mène nulle part");
                    let help = say!(
                        "Write the path of an existing file, from this file's folder, as in `../policies/name.md`.",
                        "Écrivez le chemin d’un fichier existant, à partir du dossier de ce fichier, comme `../policies/nom.md`."
                    );
                    self.report(Finding::new(&rules::LINK_BROKEN, place, says).help(help));
                }
                Destination::Inside { path, thing, fragment } => {
                    self.state(thing, target, &place);
                    self.classification(thing, target, &place);
                    if !fragment.is_empty() {
                        self.anchor(&path, &fragment, target, place);
                    }
                }
            }
        }
    }

    fn image(&mut self, target: &str, place: Place) {
        if is_outside(target) {
            let says = say!(
                "the image `{target}` is on another host; readers' browsers would fetch it from there, so it is shown as a link",
                "l’image `{target}` est sur un autre serveur; les navigateurs iraient l’y chercher, elle est donc montrée comme un lien"
            );
            let help = say!(
                "Put the image beside this file and link to it there.",
                "Placez l’image à côté de ce fichier et liez-la ici."
            );
            self.report(Finding::new(&rules::LINK_OUTSIDE, place, says).help(help));
        } else if !matches!(destination(self.handbook, &self.text.path, target), Destination::Inside { .. }) {
            let says = say!("the image `{target}` does not exist", "l’image `{target}` n’existe pas");
            let help = say!(
                "Correct its path, from this file's folder.",
                "Corrigez son chemin, à partir du dossier de ce fichier."
            );
            self.report(Finding::new(&rules::IMAGE_MISSING, place, says).help(help));
        }
    }

    fn anchor(&mut self, path: &Arc<str>, fragment: &str, target: &str, place: Place) {
        let Some(text) = self.text_at(path) else { return };
        if fragment.is_empty() || fragment == "top" || text.outline().has_anchor(fragment) {
            return;
        }
        let says = say!(
            "no heading answers to `#{fragment}` in `{target}`",
            "aucun intertitre ne répond à `#{fragment}` dans `{target}`"
        );
        let near = crate::parse::shape::nearest(
            fragment,
            text.outline().headings.iter().map(|heading| heading.anchor.as_str()),
        );
        let help = match near {
            Some(near) => say!("Did you mean `#{near}`?", "Vouliez-vous dire `#{near}`?"),
            None => say!(
                "An anchor is its heading in lower case, with `-` for spaces and without punctuation.",
                "Une ancre est son intertitre en minuscules, avec `-` pour les espaces et sans ponctuation."
            ),
        };
        self.report(Finding::new(&rules::ANCHOR_BROKEN, place, says).help(help));
    }

    fn text_at(&self, path: &Arc<str>) -> Option<&Text> {
        let find = |texts: &'_ crate::model::Texts| texts.values().any(|text| text.path == *path);
        if self.text.path == *path {
            return Some(self.text);
        }
        let texts = match self.handbook.places.get(path)? {
            Thing::Home(_) => &self.handbook.home,
            Thing::Page(at, _) => &self.handbook.pages[*at].texts,
            Thing::Role(at, _) => &self.handbook.organisation.roles[*at].texts,
            Thing::Document(at, _) => &self.handbook.documents[*at].working.as_ref()?.texts,
            Thing::Sheet(kind, at, _) => &self.handbook.leadership.sheet(*kind, *at)?.texts,
            Thing::File => return None,
        };
        if find(texts) { texts.values().find(|text| text.path == *path) } else { None }
    }

    /// A link to what some readers of this text may not know of.
    fn classification(&mut self, thing: Thing, target: &str, place: &Place) {
        let (own, other) = (self.rank, rank(self.handbook, self.assessment, thing));
        if own.is_none_or(|own| other <= own) {
            return;
        }
        let level = self.handbook.config.levels.get(other).map_or("", String::as_str);
        let says = say!(
            "the link to `{target}` leads to something classified `{level}`, above this text’s own level",
            "le lien vers `{target}` mène à un élément classifié `{level}`, au-dessus du niveau de ce texte"
        );
        self.report(Finding::new(&rules::LINK_ABOVE_CLASSIFICATION, place.clone(), says));
    }

    /// A link to a document that readers cannot rely on.
    fn state(&mut self, thing: Thing, target: &str, place: &Place) {
        let Thing::Document(at, _) = thing else { return };
        let (id, standing) = (&self.handbook.documents[at].id, &self.assessment.documents[at].standing);
        let relied_on = matches!(standing, Standing::InForce | Standing::Broken);
        if relied_on || self.subject.is_some_and(|subject| id.is(subject)) {
            return;
        }
        match standing {
            Standing::Unapproved | Standing::NotYet(_) => {
                let says = say!(
                    "the link to `{target}` leads to {id}, which is not in force: published readers see its words without a link",
                    "le lien vers `{target}` mène à {id}, qui n’est pas en vigueur\u{a0}: dans le site publié, ses mots restent sans lien"
                );
                let help = say!(
                    "Have {id} approved, or remove the link until then.",
                    "Faites approuver {id}, ou retirez le lien d’ici là."
                );
                self.report(Finding::new(&rules::LINK_TO_DRAFT, place.clone(), says).help(help));
            }
            Standing::Retired(end) => {
                let says = say!(
                    "the link to `{target}` leads to {id}, which is retired",
                    "le lien vers `{target}` mène à {id}, qui est retiré"
                );
                let help = match &end.replaced_by {
                    Some(next) => say!("Link to {next}, which replaces it.", "Liez plutôt {next}, qui le remplace."),
                    None => say!(
                        "Remove the link, or say that it is history.",
                        "Retirez le lien, ou dites qu’il s’agit d’histoire."
                    ),
                };
                self.report(Finding::new(&rules::LINK_TO_RETIRED, place.clone(), says).help(help));
            }
            Standing::InForce | Standing::Broken => {}
        }
    }

    /// Raw HTML that was dropped: one finding a text.
    fn removed(&mut self) {
        let outline = self.text.outline();
        let Some(first) = outline.removed.first() else { return };
        let mut names: Vec<&str> = outline.removed.iter().map(|removed| removed.what.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let list = names.join(", ");
        let range = self.text.body.start + first.range.start..self.text.body.start + first.range.end;
        let says = say!(
            "raw HTML that could run or load something is left out: {list}",
            "du HTML brut qui pourrait exécuter ou charger quelque chose est laissé de côté\u{a0}: {list}"
        );
        let help = say!(
            "Write it in Markdown; simple tags (tables, lists, `details`, `abbr`…) may stay.",
            "Écrivez-le en Markdown; les balises simples (tableaux, listes, `details`, `abbr`…) peuvent rester."
        );
        self.report(Finding::new(&source::HTML_REMOVED, Place::bytes(&self.text.path, range), says).help(help));
    }
}
