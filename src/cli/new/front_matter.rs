//! The front matter of a new file: each key of its kind under its explanation.

use crate::cli::starter::scalar::scalar;
use crate::date::{Date, Interval};
use crate::lang::{Say, Tongue};
use crate::model::{Handbook, Id, Kind};
use crate::parse::keys;
use crate::parse::shape::{Key, Shape};
use crate::say;

/// How long a new exception holds until its author decides.
const EXCEPTION: Interval = Interval::months(6);

/// How wide comments are.
const WIDTH: usize = 100;

/// What stands before the keys.
pub(super) fn preface(handbook: &Handbook, kind: Kind, id: &Id, name: &str) -> Say {
    let mut head = say!(
        "These lines say what the file is, one key a line. What begins with # is explanation, and is not published. Keys that \
         are commented out are optional: to use one, take away the # and the space before it, and put your own value. The text begins below the second line of three dashes.",
        "Ces lignes disent ce qu’est le fichier, une clé par ligne. Ce qui commence par # est une explication et n’est pas publié. Les clés en \
         commentaire sont facultatives\u{a0}: pour en employer une, enlevez le # et l’espace qui la précèdent, et mettez votre propre valeur. Le texte commence sous la deuxième ligne de trois tirets."
    );
    if kind.is_controlled() {
        let more = say!(
            "\nThe document is published once it is approved: `handbook approve {id} --as ROLE --person PERSON`.",
            "\nLe document est publié une fois approuvé\u{a0}: `handbook approve {id} --as RÔLE --person PERSONNE`."
        );
        head.en.push_str(&more.en);
        head.fr.push_str(&more.fr);
    }
    for lang in handbook.config.languages.iter().skip(1) {
        let more = if kind.is_controlled() {
            say!(
                "\nIts text in `{lang}` stands beside it in {name}.{lang}.md, with `title:`, `summary:` and `translates:` (the version it renders).",
                "\nSon texte en `{lang}` se place à côté, dans {name}.{lang}.md, avec `title:`, `summary:` et `translates:` (la version qu’il rend)."
            )
        } else {
            say!(
                "\nIts text in `{lang}` stands beside it in {name}.{lang}.md, with `title:` and `summary:`.",
                "\nSon texte en `{lang}` se place à côté, dans {name}.{lang}.md, avec `title:` et `summary:`."
            )
        };
        head.en.push_str(&more.en);
        head.fr.push_str(&more.fr);
    }
    head
}

/// What the required keys are filled with.
pub(super) struct Filled<'a> {
    pub(super) kind: Kind,
    pub(super) id: &'a Id,
    pub(super) title: &'a str,
    pub(super) owner: &'a str,
    /// A document that exists, for what must name one.
    pub(super) document: Option<&'a str>,
    pub(super) day: Date,
}

impl Filled<'_> {
    /// Every key of the kind's table under its explanation: those that are needed with a value, the others commented out.
    pub(super) fn front_matter(&self, tongue: Tongue) -> String {
        let mut text = String::new();
        for key in keys::of(self.kind) {
            let doc = match tongue {
                Tongue::En => key.doc.en,
                Tongue::Fr => key.doc.fr,
            };
            text.push_str(&format!("\n{}", comment(doc)));
            let (name, value) = (key.name, self.value(key));
            // An id and a title identify a page too, although it could do without; an exception must end some day.
            let stands = key.required || matches!(name, "id" | "title" | "expires");
            text.push_str(&format!("{}{name}: {value}\n", if stands { "" } else { "# " }));
        }
        text
    }

    fn value(&self, key: &Key) -> String {
        match (key.name, &key.shape) {
            ("id", _) => scalar(self.id.as_str()),
            ("title", _) => scalar(self.title),
            ("document", Shape::Name) => self.document.map_or_else(|| key.example.to_string(), scalar),
            ("expires", _) => self.day.plus(EXCEPTION).to_string(),
            ("kind", _) => self.kind.as_str().to_string(),
            ("version", _) if key.required => "\"0.1\"".to_string(),
            ("status", _) if key.required => "draft".to_string(),
            ("owner" | "accountable" | "risk_owner", Shape::Name) if key.required => scalar(self.owner),
            (_, Shape::Date) if key.required => self.day.to_string(),
            _ => key.example.to_string(),
        }
    }
}

/// A text as comment lines of a readable width.
pub(super) fn comment(text: &str) -> String {
    let mut lines = String::new();
    for paragraph in text.lines() {
        let mut line = String::from("#");
        // A no-break space keeps its words together, so only plain ones are cut at.
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            if line.len() > 1 && line.chars().count() + 1 + word.chars().count() > WIDTH {
                lines.push_str(&line);
                lines.push('\n');
                line = String::from("#");
            }
            line.push(' ');
            line.push_str(word);
        }
        lines.push_str(&line);
        lines.push('\n');
    }
    lines
}
