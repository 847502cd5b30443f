//! A handbook on the disk on which acts are tried: what it holds, who acts, what must come of it.

use crate::act::approve::{Approve, approve};
use crate::act::retire::{Retire, retire};
use crate::act::review::{Review, review};
use crate::act::translate::{Translation, translate};
use crate::act::write::carry_out;
use crate::act::{Actor, Decision, Office};
use crate::archive::{Outcome, Step};
use crate::date::Date;
use crate::finding::examples;
use crate::lang::Lang;
use crate::pipeline;
use crate::source::LoadOptions;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

pub(super) const BASE: &str = include_str!("../../../tests/it/base.txt");

/// A charter that the ceo and the ciso must both approve.
pub(super) const CHARTER: &str = "\
=== site-config.yaml
title: ISMS handbook
organisation: Example Company
languages: [en, fr]
approval: {policy: {roles: [ceo]}, charter: {roles: [ceo, ciso], all: true}, default: {roles: [ceo, ciso]}}
frameworks: [iso-27001-2022]
=== content/charters/c.md
---
id: CHA-1   # the charter
title: Charter
version: \"1.0\"
status: draft
owner: staff
authors: [cat]
summary: First issue.
change: material
---

The charter.
=== content/charters/c.fr.md
---
title: Charte
translates: 1.0
---

La charte.
";

pub(super) fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A handbook on the disk.
pub(super) struct World {
    pub(super) dir: tempfile::TempDir,
}

impl World {
    pub(super) fn new(over: &str) -> World {
        let world = World { dir: tempfile::tempdir().unwrap() };
        for file in examples::files(BASE).into_iter().chain(examples::files(over)) {
            world.put(&file.path, &file.text.unwrap());
        }
        world
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn get(&self, path: &str) -> String {
        fs::read_to_string(self.dir.path().join(path)).unwrap()
    }

    pub(super) fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.get(path);
        assert!(text.contains(from), "{from} in {text}");
        self.put(path, &text.replace(from, to));
    }

    /// Every file, by path from the root.
    pub(super) fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
            for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_dir() {
                    walk(root, &entry.path(), files);
                } else {
                    let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                    files.insert(path, fs::read(entry.path()).unwrap());
                }
            }
        }
        let mut files = BTreeMap::new();
        walk(self.dir.path(), self.dir.path(), &mut files);
        files
    }

    /// Decides on a day, and writes; stops before the step of that number. The decision, and how many steps there were.
    pub(super) fn act(
        &self,
        on: &str,
        stop: Option<usize>,
        decide: &dyn Fn(&Office<'_>) -> Decision,
    ) -> (Decision, usize) {
        let reading = pipeline::read(self.dir.path(), &LoadOptions::default()).unwrap();
        let (assessment, judged) = reading.on(day(on));
        let office = Office::open(&reading.sources, &reading.handbook, &reading.findings, &assessment, &judged);
        let decision = decide(&office);
        let mut steps = 0;
        if let Ok(plan) = &decision {
            let done = carry_out(&reading.sources, plan, &mut |_: Step<'_>| {
                steps += 1;
                if stop.is_some_and(|stop| steps > stop) { Err(io::Error::other("crash")) } else { Ok(()) }
            });
            assert_eq!(done.is_err(), stop.is_some(), "{done:?}");
        }
        (decision, steps)
    }

    pub(super) fn does(&self, on: &str, decide: &dyn Fn(&Office<'_>) -> Decision) -> crate::act::Plan {
        let plan = self.act(on, None, decide).0.unwrap_or_else(|refusal| panic!("{refusal:#?}"));
        let faults = self.faults();
        assert!(faults.is_empty(), "{faults:#?}");
        plan
    }

    /// The refusal's words; nothing may change.
    pub(super) fn refuses(&self, on: &str, decide: &dyn Fn(&Office<'_>) -> Decision) -> String {
        let before = self.tree();
        let refusal = match self.act(on, None, decide).0 {
            Ok(plan) => panic!("{plan:#?}"),
            Err(refusal) => refusal,
        };
        assert!(self.tree() == before);
        let found: Vec<String> = refusal.findings.iter().map(|finding| finding.says.en.clone()).collect();
        format!("{}. {} {}", refusal.says.en, refusal.help.en, found.join("; "))
    }

    /// The rules broken on a day.
    pub(super) fn found(&self, on: &str) -> Vec<&'static str> {
        let reading = pipeline::read(self.dir.path(), &LoadOptions::default()).unwrap();
        let (_, judged) = reading.on(day(on));
        judged.listed.iter().map(|(finding, _)| finding.rule.name).collect()
    }

    pub(super) fn faults(&self) -> Vec<String> {
        let reading = pipeline::read(self.dir.path(), &LoadOptions::default()).unwrap();
        let (assessment, judged) = reading.on(day("2026-06-01"));
        let office = Office::open(&reading.sources, &reading.handbook, &reading.findings, &assessment, &judged);
        office.faults.iter().map(|finding| finding.says.en.clone()).collect()
    }
}

pub(super) fn actor<'r>(role: &'r str, person: &'r str, date: Option<&str>) -> Actor<'r> {
    Actor { role, person, date: date.map(day) }
}

pub(super) fn approves(id: &'static str, role: &'static str, person: &'static str) -> impl Fn(&Office<'_>) -> Decision {
    move |office| approve(office, &Approve { id, actor: actor(role, person, None), effective: None })
}

pub(super) fn approves_on(
    id: &'static str,
    role: &'static str,
    person: &'static str,
    date: &'static str,
    effective: Option<&'static str>,
) -> impl Fn(&Office<'_>) -> Decision {
    move |office| {
        approve(office, &Approve { id, actor: actor(role, person, Some(date)), effective: effective.map(day) })
    }
}

pub(super) fn reviews(
    role: &'static str,
    person: &'static str,
    date: Option<&'static str>,
) -> impl Fn(&Office<'_>) -> Decision {
    move |office| {
        let actor = actor(role, person, date);
        review(office, &Review { id: "POL-BASE", actor, outcome: Outcome::Unchanged, note: Some("read: \"all\"") })
    }
}

pub(super) fn retires(id: &'static str, replaced_by: Option<&'static str>) -> impl Fn(&Office<'_>) -> Decision {
    move |office| retire(office, &Retire { id, actor: actor("ceo", "ann", None), reason: "Merged.", replaced_by })
}

pub(super) fn translates(lang: &'static str) -> impl Fn(&Office<'_>) -> Decision {
    move |office| {
        let language = Lang::parse(lang).unwrap();
        translate(office, &Translation { id: "POL-BASE", language, actor: actor("ceo", "ann", None) })
    }
}

pub(super) const POLICY: &str = "content/policies/base.md";
