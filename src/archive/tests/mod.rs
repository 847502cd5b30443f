//! Tests of the archive as a whole: generated archives in memory and on disk, and what can be done to them.

// Tests lay archives on the disk.
#![allow(clippy::disallowed_methods)]

mod crash;
mod faults;
mod keys;
mod mutation;
mod signatures;

use super::*;
use crate::date::{Date, Interval};
use crate::finding::{Checked, Finding, Level};
use crate::lang::Lang;
use crate::source::{Body, File, Sources};
use crate::version::Version;
use ssh_key::private::Ed25519Keypair;
use ssh_key::{HashAlg, LineEnding, PrivateKey};
use std::path::Path;
use std::sync::LazyLock;

/// A handbook's files in memory, by path below `content/archive`, and who has which email.
#[derive(Clone, Default)]
pub(super) struct World {
    pub files: BTreeMap<String, Vec<u8>>,
    pub emails: BTreeMap<String, String>,
}

pub(super) fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub(super) fn version(text: &str) -> Version {
    Version::parse(text).unwrap()
}

pub(super) fn by(person: &str) -> Vec<Signatory> {
    vec![Signatory { role: "ceo".to_owned(), person: person.to_owned() }]
}

/// A key made from a number, so that tests repeat.
pub(super) fn key(seed: u8) -> PrivateKey {
    PrivateKey::from(Ed25519Keypair::from_seed(&[seed; 32]))
}

pub(super) fn public(key: &PrivateKey) -> String {
    key.public_key().to_openssh().unwrap()
}

pub(super) fn body(bytes: &[u8]) -> Body {
    match std::str::from_utf8(bytes) {
        Ok(text) => Body::Text(text.into()),
        Err(_) => Body::Bytes(bytes.into()),
    }
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.files.iter().map(|(path, bytes)| (path, String::from_utf8_lossy(bytes)))).finish()
    }
}

impl World {
    /// Marie (key 1) and Jean (key 2), who may sign.
    pub fn new() -> World {
        // Made once: arithmetic on curves is slow without optimisation.
        static NEW: LazyLock<World> = LazyLock::new(|| {
            let mut world = World::default();
            let mut signers = String::from("# keys\n");
            for (seed, person) in [(1, "marie"), (2, "jean")] {
                let email = format!("{person}@batture.example");
                signers += &format!("{email} namespaces=\"isms-handbook\" {}\n", public(&key(seed)));
                world.emails.insert(person.to_owned(), email);
            }
            world.files.insert("allowed_signers".to_owned(), signers.into_bytes());
            world
        });
        NEW.clone()
    }

    pub fn sources(&self) -> Sources {
        let mut sources = Sources { content: "content".to_owned(), ..Sources::default() };
        for (path, bytes) in &self.files {
            let path: Arc<str> = format!("content/archive/{path}").into();
            sources.files.insert(path.clone(), File::new(path, body(bytes)));
        }
        sources
    }

    pub fn read(&self) -> Checked<Archive> {
        read(&self.sources(), &self.emails)
    }

    /// The archive, about which nothing must be found.
    pub fn sound(&self) -> Archive {
        let Checked { value, findings } = self.read();
        assert!(findings.is_empty(), "{findings:#?}");
        assert!(value.sound && value.trails.values().all(|trail| trail.sound));
        value
    }

    /// Carries out a plan in memory.
    pub fn seal(&mut self, plan: Result<SealPlan, SealFault>) {
        for (path, bytes) in plan.unwrap().files() {
            assert!(self.files.insert(path.clone(), bytes).is_none(), "{path}");
        }
        self.list();
    }

    /// Writes the list anew.
    pub fn list(&mut self) {
        let lines: BTreeMap<String, Digest> = self
            .files
            .iter()
            .filter(|(path, _)| path.contains('/'))
            .map(|(path, bytes)| (path.clone(), Digest::of(bytes)))
            .collect();
        self.files.insert("SHA256SUMS".to_owned(), sums::format(&lines).into_bytes());
    }

    pub fn approve(&mut self, document: &str, number: &str, day: &str, texts: &[(&str, &str)]) {
        let archive = self.sound();
        self.seal(SealPlan::approved(&archive, document, approval(number, day, texts)));
    }

    pub fn review(&mut self, document: &str, number: &str, day: &str) {
        let archive = self.sound();
        let outcome = Outcome::Unchanged;
        self.seal(SealPlan::reviewed(&archive, document, version(number), date(day), by("jean"), outcome, None));
    }

    pub fn retire(&mut self, document: &str, number: &str, day: &str) {
        let archive = self.sound();
        let reason = "Plus nécessaire.".to_owned();
        self.seal(SealPlan::retired(&archive, document, version(number), date(day), by("marie"), reason, None));
    }

    pub fn translate(&mut self, document: &str, number: &str, day: &str, name: &str, text: &str) {
        let archive = self.sound();
        let text = (name.to_owned(), text.as_bytes().to_vec());
        self.seal(SealPlan::translated(&archive, document, version(number), Lang::FR, date(day), by("jean"), text));
    }

    /// Puts a signature of the event beside it, without listing it; its path.
    pub fn sign_by_hand(&mut self, event: &str, person: &str, seed: u8) -> String {
        let signature = key(seed).sign(NAMESPACE, HashAlg::Sha512, &self.files[event]).unwrap();
        let path = format!("{event}.{person}.sig");
        self.files.insert(path.clone(), signature.to_pem(LineEnding::LF).unwrap().into_bytes());
        path
    }

    pub fn sign(&mut self, event: &str, person: &str, seed: u8) -> String {
        let path = self.sign_by_hand(event, person, seed);
        self.list();
        path
    }

    /// Writes the files below a folder and returns the archive's folder.
    pub fn store(&self, root: &Path) -> std::path::PathBuf {
        let archive = root.join("content/archive");
        std::fs::create_dir_all(&archive).unwrap();
        for (path, bytes) in &self.files {
            let place = archive.join(path);
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::write(place, bytes).unwrap();
        }
        archive
    }

    /// Reads the files back from a folder.
    pub fn load(&self, root: &Path) -> World {
        let archive = root.join("content/archive");
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(&archive).into_iter().filter(|_| archive.exists()).map(Result::unwrap) {
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(&archive).unwrap().to_str().unwrap().to_owned();
                files.insert(path, std::fs::read(entry.path()).unwrap());
            }
        }
        World { files, emails: self.emails.clone() }
    }
}

pub(super) fn approval(number: &str, day: &str, texts: &[(&str, &str)]) -> Approval {
    Approval {
        version: version(number),
        date: date(day),
        effective: date(day).plus(Interval::days(14)),
        by: by("marie"),
        change: Some(Change::Material),
        summary: Some("Règles nouvelles.".to_owned()),
        texts: texts.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect(),
    }
}

/// Two documents with three and one versions, a review, a translation, signatures, a retirement.
pub(super) fn example() -> World {
    static EXAMPLE: LazyLock<World> = LazyLock::new(make_example);
    EXAMPLE.clone()
}

fn make_example() -> World {
    let mut world = World::new();
    world.approve("POL-001", "1.0", "2024-02-01", &[("policy.md", "one\n"), ("policy.fr.md", "un\n")]);
    world.approve("PRO-003", "1", "2024-02-01", &[("procedure.md", "p\n")]);
    world.review("POL-001", "1.0", "2025-02-01");
    world.approve("POL-001", "1.9", "2025-03-01", &[("policy.md", "two\n")]);
    world.translate("POL-001", "1.9", "2025-03-05", "policy.fr.md", "deux\n");
    world.approve("POL-001", "1.10", "2026-03-14", &[("policy.md", "three\n"), ("policy.fr.md", "trois\n")]);
    world.retire("PRO-003", "1", "2026-04-01");
    world.sign("POL-001/0005-approved-1.10.json", "marie", 1);
    world.sign("POL-001/0005-approved-1.10.json", "jean", 2);
    world.sign("PRO-003/0001-approved-1.json", "marie", 1);
    world
}

pub(super) fn errors(findings: &[Finding]) -> Vec<&Finding> {
    findings.iter().filter(|finding| finding.level.unwrap_or(finding.rule.level) == Level::Error).collect()
}

#[test]
fn an_archive_tells_what_was_sealed_by_whom() {
    let archive = example().sound();
    let trail = &archive.trails["POL-001"];
    let names: Vec<String> = trail.sealed.iter().map(|sealed| sealed.event.file_name()).collect();
    assert_eq!(
        names,
        [
            "0001-approved-1.0.json",
            "0002-reviewed-1.0.json",
            "0003-approved-1.9.json",
            "0004-translated-1.9.json",
            "0005-approved-1.10.json"
        ]
    );
    let last = trail.last().unwrap();
    assert_eq!(&*last.path, "content/archive/POL-001/0005-approved-1.10.json");
    assert_eq!(last.signed_by().collect::<Vec<_>>(), ["jean", "marie"]);
    assert_eq!(&*last.texts["1.10/policy.fr.md"], "content/archive/POL-001/1.10/policy.fr.md");
    assert_eq!(trail.approvals().count(), 3);
    assert!(trail.pending.is_none() && trail.retirement().is_none());
    assert!(archive.trails["PRO-003"].retirement().is_some());
    assert_eq!(archive.sums, Some(Digest::of(&example().files["SHA256SUMS"])));
}

#[test]
fn a_handbook_without_an_archive_is_sound() {
    let checked = read(&Sources::default(), &BTreeMap::new());
    assert!(checked.findings.is_empty() && checked.value.sound && checked.value.sums.is_none());
    assert!(checked.value.trails.is_empty());
}

#[test]
fn plans_that_cannot_follow_are_refused_with_the_reason() {
    let archive = example().sound();
    let text = [("policy.md", "x")];
    let cases = [
        (SealPlan::approved(&archive, "POL-001", approval("1.9.9", "2026-05-01", &text)), "not newer"),
        (SealPlan::approved(&archive, "POL-001", approval("1.10.0", "2026-05-01", &text)), "not newer"),
        (SealPlan::approved(&archive, "POL-001", approval("2", "2026-03-13", &text)), "before the last event"),
        (SealPlan::approved(&archive, "PRO-003", approval("2", "2026-05-01", &text)), "was retired"),
        (SealPlan::approved(&archive, "pol-001", approval("2", "2026-05-01", &text)), "as POL-001"),
        (SealPlan::approved(&archive, "POL-001", approval("2", "2026-05-01", &[])), "files"),
        (SealPlan::approved(&archive, "POL-001", approval("2", "2026-05-01", &[("../x.md", "")])), "cannot be sealed"),
        (SealPlan::approved(&archive, "../x", approval("2", "2026-05-01", &text)), "document"),
        (
            SealPlan::reviewed(
                &archive,
                "POL-001",
                version("1.1"),
                date("2026-05-01"),
                by("jean"),
                Outcome::Unchanged,
                None,
            ),
            "not sealed",
        ),
        (
            SealPlan::reviewed(
                &archive,
                "POL-001",
                version("1.0"),
                date("2026-05-01"),
                Vec::new(),
                Outcome::Unchanged,
                None,
            ),
            "by",
        ),
        (
            SealPlan::translated(
                &archive,
                "POL-001",
                version("1.9"),
                Lang::FR,
                date("2026-05-01"),
                by("jean"),
                ("policy.fr.md".to_owned(), Vec::new()),
            ),
            "sealed already",
        ),
    ];
    for (at, (plan, word)) in cases.into_iter().enumerate() {
        let fault = plan.map(|plan| plan.event_path()).expect_err(word);
        assert!(fault.says.en.contains(word), "{at}: {}", fault.says.en);
    }
}
