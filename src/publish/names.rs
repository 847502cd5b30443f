//! Which paths a site may have: such that every one is a file of its own inside the folder, on any file system.
//!
//! Knows only names; whether a page is wanted under a name is the site's affair.

use super::{Error, MANIFEST};
use crate::say;
use std::collections::BTreeSet;

/// The paths in the order of their bytes, each sound, none twice, none both a file and a folder.
pub(super) fn checked(mut paths: Vec<String>) -> Result<Vec<String>, Error> {
    paths.sort_unstable();
    let folders = folders(&paths);
    let unsound = paths.iter().enumerate().find(|(at, path)| {
        !is_sound(path)
            || path.as_str() == MANIFEST
            || folders.contains(path.as_str())
            || at.checked_sub(1).is_some_and(|before| paths[before] == **path)
    });
    match unsound {
        None => Ok(paths),
        Some((_, path)) => Err(Error::new(say!(
            "the site cannot have a file named `{path}`: the name is not allowed, or is taken twice",
            "le site ne peut pas avoir de fichier nommé `{path}`\u{a0}: le nom n’est pas permis ou est pris deux fois"
        ))
        .help(say!(
            "Rename the source of that page. If no file of yours has that name, please report it as a fault of this program.",
            "Renommez la source de cette page. Si aucun de vos fichiers ne porte ce nom, signalez un défaut de ce programme."
        ))),
    }
}

/// Every folder that the paths need, parents before children.
pub(super) fn folders(paths: &[String]) -> BTreeSet<&str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut rest = path.as_str();
        // A folder that is known has known parents: most paths stop at the first turn.
        while let Some((parent, _)) = rest.rsplit_once('/')
            && folders.insert(parent)
        {
            rest = parent;
        }
    }
    folders
}

/// Relative, of parts that are no `.`, no `..` and not empty, without the characters to which this system gives a meaning.
pub(super) fn is_sound(path: &str) -> bool {
    let meant: &[char] = if cfg!(windows) { &['\0', '\\', ':'] } else { &['\0'] };
    path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains(meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(paths: &[&str]) -> Vec<String> {
        paths.iter().map(|path| path.to_string()).collect()
    }

    #[test]
    fn refuses_names_that_leave_the_folder_or_hide_another_file() {
        for bad in [
            &["/etc/passwd"][..],
            &["../outside"],
            &["a/../../outside"],
            &["a//b"],
            &["a/"],
            &[""],
            &["."],
            &["a\0b"],
            &["manifest.json"],
            &["a/b", "a/b"],
            &["a", "a.txt", "a/b"],
        ] {
            assert!(checked(owned(bad)).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn orders_by_bytes_and_names_each_folder_once() {
        let paths = checked(owned(&["b/c/d.html", "b.txt", "é/x", "b/a", "api/manifest.json", "B"])).unwrap();
        assert_eq!(paths, ["B", "api/manifest.json", "b.txt", "b/a", "b/c/d.html", "é/x"]);
        assert_eq!(folders(&paths).into_iter().collect::<Vec<_>>(), ["api", "b", "b/c", "é"]);
    }
}
