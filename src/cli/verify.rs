//! `handbook verify`: whether the archive is what was sealed, or a built site what was published.

use super::args::Verify;
use super::desk::Desk;
use super::{DONE, FOUND, acts, output};
use crate::act::{self, write};
use crate::archive::{self, Archive, Digest, Rebuilt, Verdict};
use crate::error::Error;
use crate::finding::{Checked, Finding, Level};
use crate::lang::{Say, Tongue};
use crate::parse;
use crate::publish;
use crate::resolve;
use crate::say;
use crate::source::Sources;
use std::collections::BTreeMap;
use std::path::Path;

/// Verifies the archive, or a site.
pub fn run(desk: &Desk, asked: &Verify) -> Result<u8, Error> {
    match &asked.dir {
        Some(dir) => site(desk, dir),
        None => archive(desk, asked.rebuild_sums),
    }
}

/// The handbook's files and its archive, checked; of the rest no more than whose signatures are whose.
struct Vault {
    sources: Sources,
    emails: BTreeMap<String, String>,
    archive: Archive,
    faults: Vec<Finding>,
    tongue: Tongue,
}

impl Vault {
    fn open(desk: &Desk) -> Result<Vault, Error> {
        let Checked { value: sources, mut findings } = desk.load_seals()?;
        let (prevailing, people) = parse::names(&sources);
        let emails = resolve::emails(&people);
        let Checked { value: archive, findings: found } = archive::read(&sources, &emails);
        findings.extend(found);
        let faults = act::faults(&sources, &findings);
        Ok(Vault { sources, emails, archive, faults, tongue: super::tongue(desk.lang, prevailing) })
    }

    fn show(&self, desk: &Desk, faults: &[Finding]) -> String {
        acts::show(desk, &self.sources, self.tongue, desk.as_of, faults)
    }
}

fn archive(desk: &Desk, rebuild: bool) -> Result<u8, Error> {
    let mut vault = Vault::open(desk)?;
    let folder = archive::folder(&vault.sources);
    let prefix = format!("{folder}/");
    if !vault.sources.files.keys().any(|path| path.starts_with(&prefix)) {
        let says = say!(
            "{folder} holds nothing yet: no version was sealed. `handbook approve` seals the first.",
            "{folder} ne contient encore rien\u{a0}: aucune version n’a été scellée. `handbook approve` scelle la première."
        );
        output::print(format!("{}\n", says.in_tongue(vault.tongue)).as_bytes())?;
        return Ok(DONE);
    }
    if rebuild {
        match archive::rebuild_sums(&vault.sources, &vault.emails, &mut |_| Ok(())).map_err(write::error)? {
            Rebuilt::Written(_) => vault = Vault::open(desk)?,
            Rebuilt::Refused(faults) => {
                let says = say!(
                    "SHA256SUMS was not written anew: these faults are not of the list, and it must not cover them.",
                    "SHA256SUMS n’a pas été réécrit\u{a0}: ces défauts ne viennent pas de la liste, et elle ne doit pas les couvrir."
                );
                output::tell(&format!("{}\n\n{}", says.in_tongue(vault.tongue), vault.show(desk, &faults)));
                return Ok(FOUND);
            }
        }
    }
    if !vault.faults.is_empty() {
        output::tell(&vault.show(desk, &vault.faults));
    }
    let grave = |finding: &Finding| finding.level.unwrap_or(finding.rule.level) == Level::Error;
    if vault.faults.iter().any(grave) {
        let says = say!(
            "The archive is not what was sealed. Nothing in it was changed by this command.",
            "L’archive n’est pas ce qui a été scellé. Cette commande n’y a rien modifié."
        );
        output::tell(&format!("{}\n", says.in_tongue(vault.tongue)));
        return Ok(FOUND);
    }
    output::print(summary(&vault, &folder).as_bytes())?;
    Ok(DONE)
}

/// What was verified, in numbers, and the digest that pins it.
fn summary(vault: &Vault, folder: &str) -> String {
    let archive = &vault.archive;
    let events = archive.trails.values().map(|trail| trail.sealed.len()).sum::<usize>();
    let documents = archive.trails.len();
    let all = archive.trails.values().flat_map(|trail| &trail.sealed).flat_map(|sealed| &sealed.signatures);
    let signatures = all.filter(|signature| matches!(signature.verdict, Verdict::Valid { .. })).count();
    let en = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let fr = |n: usize, word: &str| format!("{n} {word}{}", if n < 2 { "" } else { "s" });
    let says = Say {
        en: format!(
            "{}, {}, {}: all sound",
            en(events, "event"),
            en(documents, "document"),
            en(signatures, "signature")
        ),
        fr: format!(
            "{}, {}, {}\u{a0}: tout est intact",
            fr(events, "événement"),
            fr(documents, "document"),
            fr(signatures, "signature")
        ),
    };
    let digest = archive.sums.map(|sums| acts::digest_line(folder, sums)).unwrap_or_default();
    format!("{}\n{digest}", says.in_tongue(vault.tongue))
}

/// Checks a built site against its manifest.
fn site(desk: &Desk, dir: &Path) -> Result<u8, Error> {
    let tongue = desk.tongue();
    let faults = publish::verify_site(dir)?;
    let shown = dir.display();
    if faults.is_empty() {
        let says = say!(
            "{shown}: every file is as its manifest says",
            "{shown}\u{a0}: chaque fichier est tel que son manifeste le dit"
        );
        let digest = digest(&dir.join(publish::MANIFEST))?;
        let manifest = publish::MANIFEST;
        output::print(format!("{}\n{digest}  {manifest}\n", says.in_tongue(tongue)).as_bytes())?;
        return Ok(DONE);
    }
    let colon = if tongue == Tongue::Fr { "\u{a0}: " } else { ": " };
    for fault in &faults {
        let says = fault.say();
        output::tell(&format!("{shown}/{}{colon}{}\n", fault.path, says.in_tongue(tongue)));
    }
    let says = say!(
        "This is not the site as it was published. Publish it anew with `handbook build`, and find out who changed the folder.",
        "Ce n’est pas le site tel qu’il a été publié. Publiez-le de nouveau avec `handbook build`, et cherchez qui a modifié le dossier."
    );
    output::tell(&format!("{}\n", says.in_tongue(tongue)));
    Ok(FOUND)
}

/// The digest of the manifest, which pins the whole site.
#[allow(clippy::disallowed_methods)] // The command line is an edge.
fn digest(path: &Path) -> Result<Digest, Error> {
    let failed = |cause| {
        Error::new(say!("cannot read the site’s manifest", "impossible de lire le manifeste du site"))
            .path(path)
            .cause(cause)
    };
    std::fs::read(path).map(|bytes| Digest::of(&bytes)).map_err(failed)
}
