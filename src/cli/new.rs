//! `handbook new`: a new file of a kind, its front matter explained in comments. Nothing is overwritten.
//!
//! Keys, their order, their explanations and examples come from the tables of `parse::keys`, so a key added there
//! is explained here.

mod front_matter;
mod taken;

use super::args::New;
use super::desk::Desk;
use super::starter::skeleton;
use super::{DONE, FAILED, init, output};
use crate::date::Date;
use crate::error::Error;
use crate::finding::Level;
use crate::lang::{Say, Tongue};
use crate::model::kind::KINDS;
use crate::model::{Handbook, Id, Kind};
use crate::parse::group;
use crate::parse::keys;
use crate::parse::shape;
use crate::pipeline::Reading;
use crate::say;
use crate::site::collate;
use front_matter::{Filled, comment, preface};
use std::path::Path;
use taken::{file_of_name, holder_of};

/// The longest title taken from the command line, in characters.
const LONGEST_TITLE: usize = 200;
/// The longest file name made of a title, in characters.
const LONGEST_NAME: usize = 80;

/// Writes the file and says where it is.
pub fn run(desk: &Desk, asked: &New) -> Result<u8, Error> {
    let opened = desk.open(Vec::new())?;
    if opened.is_unreadable() {
        opened.tell(desk, &opened.reported(), Level::Error);
        return Ok(FAILED);
    }
    let made = plan(&opened.reading, asked, desk.as_of, opened.tongue).and_then(|draft| {
        let path = desk.root.join(&draft.path);
        if init::write_new(&path, &draft.text)? { Ok(draft) } else { Err(taken_file(&draft.path)) }
    });
    match made {
        Ok(draft) => {
            let path = shown(&desk.root, &draft.path);
            output::print(draft.said(&opened.reading.handbook, &path).in_tongue(opened.tongue).as_bytes())?;
            Ok(DONE)
        }
        Err(error) => {
            output::complain(&error, opened.tongue);
            Ok(FAILED)
        }
    }
}

/// The file as the reader's shell finds it: by its path from the root when that is the folder one is in.
fn shown(root: &Path, path: &str) -> String {
    match std::env::current_dir() {
        Ok(here) if here == root => path.to_string(),
        _ => root.join(path).display().to_string(),
    }
}

/// A file to be written.
#[derive(Debug)]
struct Draft {
    id: Id,
    kind: Kind,
    /// From the root, with `/`.
    path: String,
    text: String,
}

impl Draft {
    fn said(&self, handbook: &Handbook, path: &str) -> Say {
        let id = &self.id;
        let mut said = say!(
            "{path}\nThe comments in it explain each key. Write the text below them, then run `handbook check`.\n",
            "{path}\nLes commentaires y expliquent chaque clé. Écrivez le texte en dessous, puis lancez `handbook check`.\n"
        );
        if self.kind.is_controlled() {
            let next = say!(
                "Once the text is ready: `handbook approve {id} --as ROLE --person PERSON`.\n",
                "Une fois le texte prêt\u{a0}: `handbook approve {id} --as RÔLE --person PERSONNE`.\n"
            );
            said.en.push_str(&next.en);
            said.fr.push_str(&next.fr);
            if handbook.organisation.roles.is_empty() {
                said.en.push_str("Its owner is a role, and none is described yet: `handbook new role ciso`.\n");
                said.fr.push_str("Un rôle en répond, et aucun n’est encore décrit\u{a0}: `handbook new role ciso`.\n");
            }
        }
        said
    }
}

/// Whether files of this kind can be described yet: whether it has a table of keys of its own.
pub fn has_keys(kind: Kind) -> bool {
    kind == Kind::Page || !std::ptr::eq(keys::of(kind), keys::of(Kind::Page))
}

/// Decides on the file; everything that may stand in its way is an error with the next step.
fn plan(reading: &Reading, asked: &New, day: Date, tongue: Tongue) -> Result<Draft, Error> {
    let Reading { sources, handbook, .. } = reading;
    let kind = kind(&asked.kind)?;
    let id = id(&asked.id)?;
    if let Some(place) = holder_of(sources, handbook, &id) {
        return Err(Error::new(say!(
            "the id `{id}` is already used in {place}",
            "l’identifiant `{id}` sert déjà dans {place}"
        ))
        .help(say!(
            "Choose another id; capitals make no difference.",
            "Choisissez-en un autre; les majuscules ne comptent pas."
        )));
    }
    let content = Tongue::of(handbook.config.prevailing());
    let title = title(asked.title.as_deref())?;
    let name = file_name(title.as_deref(), &id);
    let folder = sources.content_path(&format!("{}/", kind.folder()));
    let path = format!("{}{name}.md", folder.trim_start_matches('/').replace("//", "/"));
    if let Some(path) = file_of_name(sources, &path) {
        return Err(taken_file(&path));
    }
    let title = title.unwrap_or_else(|| match skeleton::noun(kind, content) {
        Some(noun) => format!("{noun} {id}"),
        None => id.to_string(),
    });
    let roles = roles(handbook, day);
    let filled = Filled {
        kind,
        id: &id,
        title: &title,
        owner: roles.first().copied().unwrap_or("ciso"),
        document: handbook.documents.first().map(|document| document.id.as_str()),
        day,
    };
    let activity = match content {
        Tongue::En => format!("Keep {id} up to date"),
        Tongue::Fr => format!("Tenir {id} à jour"),
    };
    let columns: Vec<&str> = roles.iter().copied().take(4).collect();
    let head = preface(handbook, kind, &id, &name);
    let text = format!(
        "---\n{}{}---\n{}",
        comment(head.in_tongue(tongue)),
        filled.front_matter(tongue),
        skeleton::body(kind, content, &activity, &columns)
    );
    Ok(Draft { id, kind, path, text })
}

fn kind(name: &str) -> Result<Kind, Error> {
    if let Some(kind) = Kind::named(name).filter(|kind| has_keys(*kind)) {
        return Ok(kind);
    }
    let names: Vec<&str> = KINDS.iter().filter(|(kind, _, _)| has_keys(*kind)).map(|(_, name, _)| *name).collect();
    let list = names.join(", ");
    let error = Error::new(if Kind::named(name).is_some() {
        say!(
            "files of the kind `{name}` cannot be made yet",
            "les fichiers du genre `{name}` ne peuvent pas encore être créés"
        )
    } else {
        say!("there is no kind `{name}`", "le genre `{name}` n’existe pas")
    });
    Err(match shape::nearest(name, names.iter().copied()) {
        Some(near) => error.help(say!(
            "Did you mean `{near}`? The kinds are: {list}.",
            "Vouliez-vous dire `{near}`? Les genres sont\u{a0}: {list}."
        )),
        None => error.help(say!("Choose one of: {list}.", "Choisissez l’un de\u{a0}: {list}.")),
    })
}

fn id(text: &str) -> Result<Id, Error> {
    Id::parse(text).ok_or_else(|| {
        Error::new(say!("`{text}` is no identifier", "`{text}` n’est pas un identifiant")).help(say!(
            "Write letters, digits, `.`, `_` and `-`, beginning with a letter or digit, at most 64, as in POL-010.",
            "Écrivez des lettres sans accent, des chiffres, `.`, `_` et `-`, en commençant par une lettre ou un chiffre, 64 au plus, comme POL-010."
        ))
    })
}

/// The title on one line; none when it is empty.
fn title(asked: Option<&str>) -> Result<Option<String>, Error> {
    let words: Vec<&str> = asked.unwrap_or_default().split_whitespace().collect();
    let title: String = words.join(" ").chars().filter(|c| !c.is_control()).collect();
    if title.chars().count() > LONGEST_TITLE {
        return Err(Error::new(say!(
            "the title has more than {LONGEST_TITLE} characters",
            "le titre a plus de {LONGEST_TITLE} caractères"
        ))
        .help(say!(
            "Write a shorter one; details go into the text.",
            "Écrivez-en un plus court; les détails vont dans le texte."
        )));
    }
    Ok(Some(title).filter(|title| !title.is_empty()))
}

/// The file's name without extension: the title's words, else the id, in lower case and without accents.
fn file_name(title: Option<&str>, id: &Id) -> String {
    let slug = |text: &str| group::slug(&collate::fold(text));
    let name =
        title.map(slug).filter(|name| name.chars().any(char::is_alphanumeric)).unwrap_or_else(|| slug(id.as_str()));
    if name.chars().count() <= LONGEST_NAME {
        return name;
    }
    let cut: String = name.chars().take(LONGEST_NAME).collect();
    cut.rsplit_once('-').map_or(cut.as_str(), |(whole, _)| whole).to_string()
}

fn taken_file(path: &str) -> Error {
    Error::new(say!("the file {path} is there already", "le fichier {path} existe déjà"))
        .help(say!("Choose another title; nothing was changed.", "Choisissez un autre titre; rien n’a été changé."))
}

/// Roles of the handbook, the most likely owner first: who represents the management system, then who holds a role today.
fn roles(handbook: &Handbook, day: Date) -> Vec<&str> {
    let mut roles: Vec<_> = handbook.organisation.roles.iter().collect();
    roles.sort_by_key(|role| {
        let represents = role.designations.iter().any(|name| name == "isms-representative");
        (role.holders_on(day).next().is_none(), !represents, !role.id.is("ciso"))
    });
    roles.into_iter().map(|role| role.id.as_str()).collect()
}

#[cfg(test)]
mod tests;
