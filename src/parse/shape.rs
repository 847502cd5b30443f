//! What a key may hold, as data; one walk checks any front matter against it and reports every fault with its place.
//!
//! The same tables give the checks here, the JSON Schemas of `schema`, the comments that `new` writes and the reference in
//! the docs. Knows the form of values, not what they mean: whether a role exists is asked in `resolve`.

use super::mend;
use crate::date::{Date, Interval};
use crate::finding::catalogue::{Words, source as rules};
use crate::finding::{Finding, Place};
use crate::lang::{Lang, Say};
use crate::model::Id;
use crate::say;
use crate::source::yaml::Node;
use crate::version::Version;
use std::sync::Arc;

/// One key of a mapping.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it is for, in both tongues.
    pub doc: Words,
    /// A value to start from, as YAML; used by `new` and the docs.
    pub example: &'static str,
}

/// The form of a value.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Any words.
    Text,
    /// Words, or words by language.
    Wording,
    /// An identifier.
    Id,
    /// The name of something elsewhere in the handbook.
    Name,
    /// Dotted whole numbers.
    Version,
    /// `YYYY-MM-DD`.
    Date,
    /// `12 months`.
    Interval,
    /// `12 months` or `never`.
    ReviewRule,
    /// `true` or `false`.
    Bool,
    /// A whole number, not negative.
    Count,
    /// A number.
    Number,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Entries of one form; a single entry counts as a list of one.
    List(&'static Shape),
    /// A mapping with known keys.
    Map(&'static [Key]),
    /// A mapping with free keys and values of one form.
    Table(&'static Shape),
    /// One of several forms: the first that fits the node's own form.
    Either(&'static Shape, &'static Shape),
    /// Anything at all.
    Free,
}

/// Checks a mapping against its keys. `base` is the key path of the mapping, empty at the top.
pub fn check(node: &Node, keys: &'static [Key], path: &Arc<str>, subject: Option<&str>, found: &mut Vec<Finding>) {
    let mut checker = Checker { path, subject, found };
    checker.map(node, keys, "");
}

/// Checks a list of mappings, as data files hold them (`people.yaml`).
pub fn check_list(node: &Node, keys: &'static [Key], path: &Arc<str>, found: &mut Vec<Finding>) {
    let mut checker = Checker { path, subject: None, found };
    for (at, entry) in node.as_list().unwrap_or_default().iter().enumerate() {
        checker.map(entry, keys, &format!("[{at}]"));
    }
}

struct Checker<'a> {
    path: &'a Arc<str>,
    subject: Option<&'a str>,
    found: &'a mut Vec<Finding>,
}

impl Checker<'_> {
    fn report(&mut self, finding: Finding) {
        let finding = match self.subject {
            Some(subject) => finding.about(subject),
            None => finding,
        };
        self.found.push(finding);
    }

    fn map(&mut self, node: &Node, keys: &'static [Key], at: &str) {
        let entries: &[(String, Node)] = match node {
            Node::Map(entries) => entries,
            Node::Null => &[],
            _ => return self.wrong(node, at, &say!("keys with values", "des clés et leurs valeurs")),
        };
        for (name, value) in entries {
            let here = join(at, name);
            match keys.iter().find(|key| key.name == name) {
                Some(key) if !value.is_blank() => self.value(value, &key.shape, &here),
                Some(_) => {}
                None => self.unknown(name, keys, entries, &here),
            }
        }
        for key in keys.iter().filter(|key| key.required) {
            if entries.iter().find(|(name, _)| name == key.name).is_none_or(|(_, value)| value.is_blank()) {
                let name = key.name;
                let empty = entries.iter().any(|(own, _)| own == name);
                let place = if empty {
                    Place::key(self.path, join(at, name))
                } else if at.is_empty() {
                    Place::file(self.path)
                } else {
                    Place::value(self.path, at)
                };
                let says = if empty {
                    say!("`{name}` is empty", "`{name}` est vide")
                } else {
                    say!("the key `{name}` is missing", "la clé `{name}` manque")
                };
                let (en, fr, example) = (key.doc.en, key.doc.fr, key.example);
                self.report(Finding::new(&rules::KEY_MISSING, place, says).help(say!(
                    "Write `{name}: {example}` (with your own value): {en}",
                    "Écrivez `{name}: {example}` (avec votre propre valeur) : {fr}"
                )));
            }
        }
    }

    fn unknown(&mut self, name: &str, keys: &'static [Key], entries: &[(String, Node)], at: &str) {
        let says = say!("there is no key `{name}` here", "la clé `{name}` n’existe pas ici");
        let near = nearest(name, keys.iter().map(|key| key.name));
        let help = match near {
            Some(near) => say!("Did you mean `{near}`?", "Vouliez-vous dire `{near}`?"),
            None => say!(
                "Remove it, or put it under `extra:` if it is for your own templates.",
                "Retirez-la, ou placez-la sous `extra:` si elle sert à vos propres gabarits."
            ),
        };
        let mut finding = Finding::new(&rules::KEY_UNKNOWN, Place::key(self.path, at), says).help(help);
        // Where the key meant is there already, somebody has to choose between the two.
        if let Some(near) = near.filter(|near| entries.iter().all(|(own, _)| own != near)) {
            finding = finding.mend(name, near);
        }
        self.report(finding);
    }

    fn value(&mut self, node: &Node, shape: &Shape, at: &str) {
        match shape {
            Shape::Free => {}
            Shape::Map(keys) => self.map(node, keys, at),
            Shape::List(inner) => match node {
                Node::List(items) => {
                    for (index, item) in items.iter().enumerate().filter(|(_, item)| !item.is_blank()) {
                        self.value(item, inner, &format!("{at}[{index}]"));
                    }
                }
                single => self.value(single, inner, at),
            },
            Shape::Table(inner) => match node {
                Node::Map(entries) => {
                    for (name, value) in entries.iter().filter(|(_, value)| !value.is_blank()) {
                        self.value(value, inner, &join(at, name));
                    }
                }
                _ => self.wrong(node, at, &say!("names with values", "des noms et leurs valeurs")),
            },
            Shape::Wording => match node {
                Node::Map(entries) => {
                    for (name, value) in entries {
                        let here = join(at, name);
                        if Lang::parse(name).is_none() {
                            let says = say!("`{name}` is no language tag", "`{name}` n’est pas un code de langue");
                            let help = say!(
                                "Write `en:` or `fr:` before the text.",
                                "Écrivez `en:` ou `fr:` devant le texte."
                            );
                            let place = Place::key(self.path, here);
                            self.report(Finding::new(&rules::VALUE_INVALID, place, says).help(help));
                        } else if value.as_text().is_none() && !value.is_blank() {
                            self.wrong(value, &here, &say!("words", "du texte"));
                        }
                    }
                }
                Node::List(_) => self.wrong(node, at, &say!("words", "du texte")),
                _ => {}
            },
            Shape::Either(first, second) => {
                let map_wanted = |shape: &Shape| matches!(shape, Shape::Map(_) | Shape::Table(_));
                let list_wanted = |shape: &Shape| matches!(shape, Shape::List(_));
                let takes_second = match node {
                    Node::Map(_) => map_wanted(second) && !map_wanted(first),
                    Node::List(_) => list_wanted(second) && !list_wanted(first),
                    _ => map_wanted(first) || list_wanted(first),
                };
                self.value(node, if takes_second { second } else { first }, at);
            }
            scalar => match node.as_text() {
                Some(text) => {
                    if let Some(expected) = fault(scalar, text) {
                        match mend::scalar(scalar, text) {
                            Some(meant) => self.badly_written(text, &meant, at, &expected),
                            None => self.wrong(node, at, &expected),
                        }
                    }
                }
                None => {
                    let expected = expected(scalar);
                    self.wrong(node, at, &expected);
                }
            },
        }
    }

    /// A value that can only mean one thing, not written as it should be.
    fn badly_written(&mut self, text: &str, meant: &str, at: &str, expected: &Say) {
        let (en, fr) = (&expected.en, &expected.fr);
        let says = say!("`{at}` is `{text}`, which is not {en}", "`{at}` vaut `{text}`, ce qui n’est pas {fr}");
        let help = say!("Write `{meant}`.", "Écrivez `{meant}`.");
        let place = Place::value(self.path, at);
        self.report(Finding::new(&rules::VALUE_INVALID, place, says).help(help).mend(text, meant));
    }

    fn wrong(&mut self, node: &Node, at: &str, expected: &Say) {
        let whole = if self.path.ends_with(".md") { "front matter" } else { &**self.path };
        let name = if at.is_empty() { whole } else { at };
        let (en, fr) = (&expected.en, &expected.fr);
        let says = match node.as_text() {
            Some(text) => {
                let text: String = text.chars().take(60).collect();
                say!("`{name}` is `{text}`, which is not {en}", "`{name}` vaut `{text}`, ce qui n’est pas {fr}")
            }
            None => {
                let (form_en, form_fr) = match node {
                    Node::List(_) => ("a list", "une liste"),
                    Node::Map(_) => ("keys with values", "des clés et leurs valeurs"),
                    _ => ("empty", "vide"),
                };
                say!(
                    "`{name}` holds {form_en} where {en} should stand",
                    "`{name}` contient {form_fr} là où l’on attend {fr}"
                )
            }
        };
        let place = if at.is_empty() { Place::file(self.path) } else { Place::value(self.path, at) };
        let help = say!("Write {en}.", "Écrivez {fr}.");
        let rule = if at == "id" { &rules::ID_INVALID } else { &rules::VALUE_INVALID };
        self.report(Finding::new(rule, place, says).help(help));
    }
}

/// What a scalar of this shape should be, when `text` is not it.
pub(super) fn fault(shape: &Shape, text: &str) -> Option<Say> {
    let sound = match shape {
        Shape::Id => Id::parse(text).is_some(),
        Shape::Version => Version::parse(text).is_some(),
        Shape::Date => Date::parse(text).is_some(),
        Shape::Interval => Interval::parse(text).is_some(),
        Shape::ReviewRule => text == "never" || Interval::parse(text).is_some(),
        Shape::Bool => matches!(text, "true" | "false"),
        Shape::Count => text.parse::<u32>().is_ok(),
        Shape::Number => text.parse::<f64>().is_ok_and(f64::is_finite),
        Shape::Choice(words) => words.contains(&text),
        _ => true,
    };
    (!sound).then(|| expected(shape))
}

fn expected(shape: &Shape) -> Say {
    match shape {
        Shape::Id => say!(
            "an identifier (letters, digits, `.`, `_` and `-`, beginning with a letter or digit, at most 64)",
            "un identifiant (lettres sans accent, chiffres, `.`, `_` et `-`, commençant par une lettre ou un chiffre, 64 au plus)"
        ),
        Shape::Version => {
            say!(
                "a version such as 2.1 (whole numbers and points)",
                "une version comme 2.1 (nombres entiers et points)"
            )
        }
        Shape::Date => say!(
            "a day of the calendar written as YYYY-MM-DD, for example 2026-03-14",
            "un jour du calendrier écrit AAAA-MM-JJ, par exemple 2026-03-14"
        ),
        Shape::Interval => say!(
            "a length of time such as 12 months, 90 days, 6 weeks or 2 years",
            "une durée comme 12 months, 90 days, 6 weeks ou 2 years (en anglais)"
        ),
        Shape::ReviewRule => say!(
            "a length of time such as 12 months, 90 days or 2 years, or never",
            "une durée comme 12 months, 90 days ou 2 years (en anglais), ou never"
        ),
        Shape::Bool => say!("true or false", "true ou false"),
        Shape::Count => say!("a whole number", "un nombre entier"),
        Shape::Number => say!("a number", "un nombre"),
        Shape::Choice(words) => {
            let list = words.join(", ");
            say!("one of: {list}", "l’un de ces mots\u{a0}: {list}")
        }
        Shape::Name => say!("a name", "un nom"),
        _ => say!("words", "du texte"),
    }
}

/// The known name closest to what was written, when it is close enough to be what was meant.
pub fn nearest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let folded = written.to_lowercase().replace(['_', ' '], "-");
    known
        .map(|name| (strsim::damerau_levenshtein(&folded, &name.replace('_', "-")), name))
        .min()
        .filter(|(distance, name)| *distance <= 1 + name.len().max(written.len()) / 4)
        .map(|(_, name)| name)
}

/// A key path one step further down.
pub fn join(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_string() } else { format!("{at}.{name}") }
}
