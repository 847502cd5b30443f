//! The day goes on while the preview runs.

use super::*;
use std::sync::Mutex;

const POLICY: &str = "---
id: POL-001
title: Security
version: \"1.0\"
status: approved
owner: ceo
authors: [bob]
approval: {role: ceo, person: ann, date: 2026-03-14}
effective: 2026-04-01
review: 12 months
---

# Security
";

#[test]
#[allow(clippy::disallowed_methods)] // The preview reads a folder.
fn midnight_changes_what_is_true() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        (
            "people.yaml",
            "- {id: ann, name: Ann Roy, since: 2020-01-01}\n- {id: bob, name: Bob Cyr, since: 2020-01-01}\n",
        ),
        (
            "roles/ceo.md",
            "---\nid: ceo\ntitle: Chief executive officer\nholders: [{person: ann, since: 2020-01-01}]\n---\n",
        ),
        ("policies/security.md", POLICY),
    ] {
        let path = folder.path().join("content").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let day = |text: &str| Date::parse(text).unwrap();
    let clock = Arc::new(Mutex::new(day("2026-03-31")));
    let today = clock.clone();
    let settings = Settings {
        root: folder.path().to_path_buf(),
        skip: Box::new(Vec::new),
        day: Box::new(move || *today.lock().unwrap()),
        poll: true,
        editors: false,
        generator: "handbook",
        hosts: Hosts { beyond: None },
        told: Arc::new(|_| {}),
    };
    let stage = Arc::new(Stage::default());
    let (changed, changes) = channel();
    let watch = Watch::start(true, changed);
    let mut maker = Maker::new(settings, stage.clone(), watch, changes);
    let listener = stage.listen().unwrap();
    let changes = || listener.news.try_iter().filter(|news| *news == News::Change).count();
    for (date, words) in [
        ("2026-03-31", "Page not found"),
        ("2026-04-01", "Approved, in force"),
        ("2027-02-12", "Approved, in force"),
        ("2027-02-13", "Review due soon"),
        ("2027-03-15", "Review overdue by 1 day"),
    ] {
        *clock.lock().unwrap() = day(date);
        maker.look(Burst::none()).unwrap();
        assert_eq!(changes(), 1, "{date}");
        let Some(answer::Answer::Bytes { bytes, .. }) = stage.edition().unwrap().at("documents/pol-001/") else {
            panic!("{date}");
        };
        let page = String::from_utf8_lossy(&bytes).into_owned();
        assert!(page.contains(words), "{date}: {page}");
        // The same day again is no change.
        maker.look(Burst::none()).unwrap();
        assert_eq!(changes(), 0, "{date}");
    }
}
