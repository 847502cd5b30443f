//! The day goes on while the preview runs.

use super::*;
use std::sync::Mutex;

#[test]
#[allow(clippy::disallowed_methods)] // The preview reads a folder.
fn midnight_changes_what_is_true() {
    let folder = tempfile::tempdir().unwrap();
    let policy = "---\nid: POL-001\ntitle: Security\nversion: \"1.0\"\nstatus: approved\nowner: ceo\napproval: {role: ceo, person: ann, date: 2026-03-14}\neffective: 2026-04-01\nreview: 12 months\n---\n\n# Security\n";
    std::fs::create_dir_all(folder.path().join("content/policies")).unwrap();
    std::fs::write(folder.path().join("content/policies/security.md"), policy).unwrap();
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
        ("2026-03-31", "1 April 2026"),
        ("2026-04-01", "Approved, in force"),
        ("2027-02-12", "Approved, in force"),
        ("2027-02-13", "Review due soon"),
        ("2027-03-15", "Review overdue by 1 day"),
    ] {
        *clock.lock().unwrap() = day(date);
        maker.look().unwrap();
        assert_eq!(changes(), 1, "{date}");
        let Some(answer::Answer::Bytes { bytes, .. }) = stage.edition().unwrap().at("documents/pol-001/") else {
            panic!("{date}");
        };
        let page = String::from_utf8_lossy(&bytes).into_owned();
        assert!(page.contains(words), "{date}: {page}");
        // The same day again is no change.
        maker.look().unwrap();
        assert_eq!(changes(), 0, "{date}");
    }
}
