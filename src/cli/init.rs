//! `handbook init`: a starter handbook that builds without findings. What exists is left as it is.

// This file is an edge: it writes the starter.
#![allow(clippy::disallowed_methods)]

use super::args::Init;
use super::desk::Desk;
use super::starter;
use super::{DONE, output};
use crate::error::Error;
use crate::lang::{Lang, Say, Tongue};
use crate::parse;
use crate::say;
use crate::source::yaml::{self, Limits};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Writes the starter files that are not there yet, and says what to do next.
pub fn run(desk: &Desk, asked: &Init) -> Result<u8, Error> {
    let folder = folder(desk, asked.dir.as_deref());
    if let Some(handbook) = handbook_around(&folder) {
        let root = handbook.display();
        return Err(Error::new(say!(
            "this folder is part of the content of another handbook",
            "ce dossier fait partie du contenu d’un autre manuel"
        ))
        .path(&folder)
        .help(say!(
            "Choose a folder outside {root}, or run `handbook init` in {root} itself.",
            "Choisissez un dossier hors de {root}, ou lancez `handbook init` dans {root} même."
        )));
    }
    let named = languages(&asked.languages)?;
    // A configuration that is there stays, so the files must fit it.
    let (languages, ignored) = match configured(&folder) {
        Some(own) => (own.clone(), !named.is_empty() && named != own),
        None if named.is_empty() => (vec![Lang::EN], false),
        None => (named, false),
    };
    let strays = if folder.join("content").exists() { 0 } else { markdown_in(&folder) };
    let mut tally = Tally { written: 0, kept: 0, strays, ignored };
    for (path, text) in starter::files(&languages, desk.as_of) {
        if write_new(&folder.join(path), &text)? { tally.written += 1 } else { tally.kept += 1 }
    }
    let tongue = desk.lang.unwrap_or_else(|| Tongue::of(languages.first().copied().unwrap_or(Lang::EN)));
    output::print(said(&folder, asked.dir.is_some(), &languages, &tally).in_tongue(tongue).as_bytes())?;
    Ok(DONE)
}

/// The folder to begin in: the one named, else `--root`, else this one. A handbook that was merely found in a parent
/// folder is not meant.
fn folder(desk: &Desk, named: Option<&Path>) -> PathBuf {
    if let Some(named) = named {
        return named.to_path_buf();
    }
    match std::env::current_dir() {
        Ok(here) if here.starts_with(&desk.root) && desk.root.join("site-config.yaml").is_file() => here,
        _ => desk.root.clone(),
    }
}

/// The handbook whose content a folder lies in: a starter there would be read as that handbook's pages.
fn handbook_around(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    let contents = folder.ancestors().filter(|around| around.file_name().is_some_and(|name| name == "content"));
    let roots = contents.filter_map(Path::parent);
    roots.filter(|root| root.join("site-config.yaml").is_file()).map(Path::to_path_buf).next()
}

/// The languages asked for, each once, in the order given.
fn languages(asked: &[String]) -> Result<Vec<Lang>, Error> {
    let mut languages = Vec::new();
    for tag in asked {
        let tag = tag.trim();
        let lang = Lang::parse(tag).ok_or_else(|| {
            Error::new(say!("`{tag}` is no language tag", "`{tag}` n’est pas un code de langue")).help(say!(
                "Write for example `--lang en,fr`; the first language prevails.",
                "Écrivez par exemple `--lang fr,en`; la première langue prévaut."
            ))
        })?;
        if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    Ok(languages)
}

/// The languages of a configuration that is there already, so that the files fit it.
#[allow(clippy::disallowed_methods)] // The command line is an edge.
fn configured(folder: &Path) -> Option<Vec<Lang>> {
    let text = fs::read_to_string(folder.join("site-config.yaml")).ok()?;
    let node = yaml::read(&text, &Limits::DATA).ok()?.node;
    Some(parse::config::config(&node, &Arc::from("site-config.yaml")).value.languages)
}

/// How many Markdown files lie in the folder itself; a new folder `content` would leave them out of the handbook.
fn markdown_in(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().to_ascii_lowercase());
    names.filter(|name| name.ends_with(".md") && name != "readme.md").count()
}

/// Writes a file unless something of that name is there; answers whether it did.
#[allow(clippy::disallowed_methods)] // The command line is an edge.
pub fn write_new(path: &Path, text: &str) -> Result<bool, Error> {
    let cannot = |cause: io::Error| {
        Error::new(say!("cannot write the file", "impossible d’écrire le fichier")).path(path).cause(cause).help(say!(
            "Check that this account may write there and that no file stands where a folder should be.",
            "Vérifiez que ce compte peut y écrire et qu’aucun fichier n’occupe la place d’un dossier."
        ))
    };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(cannot)?;
    }
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map(|()| true).map_err(cannot),
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(cause) => Err(cannot(cause)),
    }
}

/// What was done.
struct Tally {
    written: usize,
    kept: usize,
    strays: usize,
    /// Whether other languages were asked for than the configuration has that was there already.
    ignored: bool,
}

/// The message at the end: what was written, what was left alone, and the next steps.
fn said(folder: &Path, elsewhere: bool, languages: &[Lang], tally: &Tally) -> Say {
    let name = folder.display();
    let Tally { written, kept, strays, ignored } = tally;
    let mut said = match written {
        0 => say!("{name}: 0 files written", "{name}\u{a0}: 0 fichier écrit"),
        1 => say!("{name}: 1 file written", "{name}\u{a0}: 1 fichier écrit"),
        2.. => say!("{name}: {written} files written", "{name}\u{a0}: {written} fichiers écrits"),
    };
    add(
        &mut said,
        match kept {
            0 => say!(".\n", ".\n"),
            1 => say!(", 1 was there already and is left as it was.\n", ", 1 y était déjà et reste tel quel.\n"),
            _ => say!(
                ", {kept} were there already and are left as they were.\n",
                ", {kept} y étaient déjà et restent tels quels.\n"
            ),
        },
    );
    if *ignored {
        let own: Vec<&str> = languages.iter().map(Lang::as_str).collect();
        let own = own.join(", ");
        add(
            &mut said,
            say!(
                "The languages are those of the site-config.yaml that was there: {own}.\n",
                "Les langues sont celles du site-config.yaml qui s’y trouvait\u{a0}: {own}.\n"
            ),
        );
    }
    if *strays > 0 {
        add(
            &mut said,
            say!(
                "The Markdown files beside the new folder `content` ({strays}) are not part of the handbook: move into it what should be.\n",
                "Les fichiers Markdown à côté du nouveau dossier `content` ({strays}) ne font pas partie du manuel\u{a0}: déplacez-y ceux qui doivent en être.\n"
            ),
        );
    }
    for lang in languages.iter().filter(|lang| starter::is_untranslated(**lang)) {
        add(
            &mut said,
            say!(
                "The texts for `{lang}` are in English for now; each says so where it begins. The words of the pages themselves \
             go under `words:` in site-config.yaml.\n",
                "Les textes pour `{lang}` sont en anglais pour l’instant; chacun le dit à son début. Les mots des pages elles-mêmes \
             vont sous `words:` dans site-config.yaml.\n"
            ),
        );
    }
    add(&mut said, say!("\nNext:\n", "\nEnsuite\u{a0}:\n"));
    if elsewhere {
        add(&mut said, say!("  cd {name}\n", "  cd {name}\n"));
    }
    add(
        &mut said,
        say!(
            "  handbook build            makes the site, in public/\n  \
           handbook check            explains what is missing\n  \
           handbook new policy POL-002 --title \"Access control\"\n\n\
         The organisation, the people and the approvals are invented: put your own in site-config.yaml and content/.\n",
            "  handbook build            produit le site, dans public/\n  \
           handbook check            explique ce qui manque\n  \
           handbook new policy POL-002 --title \"Contrôle des accès\"\n\n\
         L’organisation, les personnes et les approbations sont inventées\u{a0}: mettez les vôtres dans site-config.yaml et content/.\n"
        ),
    );
    said
}

fn add(said: &mut Say, more: Say) {
    said.en.push_str(&more.en);
    said.fr.push_str(&more.fr);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_tags_each_once() {
        let cases: [(&[&str], Option<&[&str]>); 6] = [
            (&[], Some(&[])),
            (&["fr", " en"], Some(&["fr", "en"])),
            (&["EN", "en", "fr"], Some(&["en", "fr"])),
            (&["fr-CA"], Some(&["fr-ca"])),
            (&["en", ""], None),
            (&["french"], None),
        ];
        for (asked, expected) in cases {
            let asked: Vec<String> = asked.iter().map(|tag| tag.to_string()).collect();
            let read = languages(&asked).ok().map(|langs| langs.iter().map(|l| l.to_string()).collect::<Vec<_>>());
            assert_eq!(read, expected.map(|tags| tags.iter().map(|tag| tag.to_string()).collect()), "{asked:?}");
        }
    }

    #[test]
    fn what_exists_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("content/roles/ceo.md");
        assert!(write_new(&path, "first").unwrap());
        assert!(!write_new(&path, "second").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert!(write_new(&path.join("below-a-file.md"), "x").is_err());
    }

    #[test]
    fn no_handbook_begins_in_the_content_of_another() {
        let folder = tempfile::tempdir().unwrap();
        write_new(&folder.path().join("site-config.yaml"), "title: A").unwrap();
        for (below, refused) in [("", false), ("other", false), ("content", true), ("content/policies/x", true)] {
            assert_eq!(handbook_around(&folder.path().join(below)).is_some(), refused, "{below}");
        }
    }

    #[test]
    fn the_message_counts_and_warns() {
        let tally = Tally { written: 14, kept: 1, strays: 3, ignored: true };
        let said = said(Path::new("here"), true, &[Lang::EN, Lang::parse("es").unwrap()], &tally);
        for part in ["here: 14 files written, 1 was", "content` (3)", "texts for `es`", "cd here", "was there: en, es"]
        {
            assert!(said.en.contains(part), "{part}: {}", said.en);
        }
        for part in ["here\u{a0}: 14 fichiers écrits, 1 y était", "`content` (3)", "pour `es`"] {
            assert!(said.fr.contains(part), "{part}: {}", said.fr);
        }
    }
}
