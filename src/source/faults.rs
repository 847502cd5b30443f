//! What is refused of YAML before the library reads it, in words that someone who never heard of YAML can act upon.
//!
//! The library's own complaints are for `explain`.

use super::explain::offset;
use super::lines::line_of;
use super::yaml::{FaultKind, Limits, YamlFault};
use crate::lang::Say;
use crate::say;
use std::ops::Range;

pub(super) fn too_large(yaml: &str, limits: &Limits) -> YamlFault {
    let (size, most) = (yaml.len() / 1024, limits.bytes / 1024);
    fault(
        0..0,
        FaultKind::TooLarge,
        say!(
            "This metadata has {size} KiB; at most {most} KiB are read.",
            "Ces métadonnées comptent {size}\u{a0}Kio; au plus {most}\u{a0}Kio sont lus."
        ),
        Some(say!(
            "Move long texts into the body of the document, or into a file of their own.",
            "Déplacez les longs textes dans le corps du document ou dans un fichier à part."
        )),
    )
}

pub(super) fn too_deep(yaml: &str, position: &Option<(usize, usize)>, limits: &Limits) -> YamlFault {
    too_deep_at(yaml, offset(yaml, position), limits)
}

pub(super) fn too_deep_at(yaml: &str, at: usize, limits: &Limits) -> YamlFault {
    let most = limits.depth;
    fault(
        one(yaml, at),
        FaultKind::TooDeep,
        say!(
            "Lists and mappings stand within one another more than {most} levels deep.",
            "Des listes et des groupes de clés sont imbriqués sur plus de {most} niveaux."
        ),
        Some(say!(
            "Look for brackets that are opened and never closed.",
            "Cherchez des crochets ou des accolades ouverts et jamais fermés."
        )),
    )
}

pub(super) fn directive(yaml: &str, at: usize) -> YamlFault {
    fault(
        rest_of_line(yaml, at),
        FaultKind::Directive,
        say!("A line that begins with % is not read here.", "Une ligne qui commence par % n’est pas lue ici."),
        Some(say!("Delete the line.", "Supprimez la ligne.")),
    )
}

pub(super) fn many_documents(yaml: &str, at: usize) -> YamlFault {
    fault(
        rest_of_line(yaml, at),
        FaultKind::ManyDocuments,
        say!(
            "A second part begins here, after --- or ...; a file holds one.",
            "Une deuxième partie commence ici, après --- ou ...; un fichier n’en contient qu’une."
        ),
        Some(say!("Delete the line, or make two files.", "Supprimez la ligne ou faites-en deux fichiers.")),
    )
}

pub(super) fn alias(yaml: &str, at: usize) -> YamlFault {
    fault(
        word(yaml, at),
        FaultKind::Alias,
        say!(
            "A value that begins with * is a reference of YAML, and references are not read here.",
            "Une valeur qui commence par * est un renvoi YAML, et les renvois ne sont pas lus ici."
        ),
        Some(say!(
            "If it is text, put the whole value in quotation marks; else write the value out.",
            "Si c’est du texte, mettez toute la valeur entre guillemets droits; sinon, écrivez la valeur au long."
        )),
    )
}

pub(super) fn anchor(yaml: &str, at: usize) -> YamlFault {
    fault(
        word(yaml, at),
        FaultKind::Alias,
        say!(
            "A value that begins with & is a name for references of YAML, and references are not read here.",
            "Une valeur qui commence par & est une ancre de renvoi YAML, et les renvois ne sont pas lus ici."
        ),
        Some(say!(
            "If it is text, put the whole value in quotation marks; else delete the name.",
            "Si c’est du texte, mettez toute la valeur entre guillemets droits; sinon, supprimez l’ancre."
        )),
    )
}

pub(super) fn merge(at: Range<usize>) -> YamlFault {
    fault(
        at,
        FaultKind::Alias,
        say!("The key << (merge) is not read here.", "La clé << (fusion) n’est pas lue ici."),
        Some(say!("Write the keys out where they are needed.", "Écrivez les clés au long là où il les faut.")),
    )
}

pub(super) fn tag(yaml: &str, at: usize) -> YamlFault {
    fault(
        word(yaml, at),
        FaultKind::Tag,
        say!(
            "A value that begins with ! is a type mark of YAML, and type marks are not read here.",
            "Une valeur qui commence par ! est une marque de type YAML, et ces marques ne sont pas lues ici."
        ),
        Some(say!(
            "If it is text, put the whole value in quotation marks; else delete the mark.",
            "Si c’est du texte, mettez toute la valeur entre guillemets droits; sinon, supprimez la marque."
        )),
    )
}

fn fault(at: Range<usize>, kind: FaultKind, says: Say, help: Option<Say>) -> YamlFault {
    YamlFault { at, kind, says, help }
}

/// The character at a byte.
fn one(yaml: &str, at: usize) -> Range<usize> {
    at..at + yaml.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// The word that begins at a byte.
fn word(yaml: &str, at: usize) -> Range<usize> {
    let rest = yaml.get(at..).unwrap_or("");
    at..at + rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}')).unwrap_or(rest.len())
}

fn rest_of_line(yaml: &str, at: usize) -> Range<usize> {
    at..line_of(yaml, at).1.end.max(at)
}
