//! What is saved is seen, however it is saved, and nothing of it is lost or kept.

use super::*;

#[test]
fn every_way_of_saving_is_seen() {
    let folder = Folder::base(DRAFT);
    let preview = Preview::of(folder.path(), &[]);
    preview.until(PAGE, "First words");
    let text = |words: &str| folder.read(FILE).replace("First words", words);
    let at = |name: &str| folder.path().join("content/policies").join(name);
    let original = folder.read(FILE);

    // In place.
    folder.write(FILE, text("In place"));
    preview.until(PAGE, "In place");
    // A temporary file renamed over it.
    std::fs::write(at(".pol-009.md.tmp"), original.replace("First words", "Renamed over")).unwrap();
    std::fs::rename(at(".pol-009.md.tmp"), at("pol-009.md")).unwrap();
    preview.until(PAGE, "Renamed over");
    // The old file moved aside, a new one written, the old one removed.
    std::fs::rename(at("pol-009.md"), at("pol-009.md~")).unwrap();
    std::fs::write(at("pol-009.md"), original.replace("First words", "Moved aside")).unwrap();
    std::fs::remove_file(at("pol-009.md~")).unwrap();
    preview.until(PAGE, "Moved aside");
    // The same, with another program's names; the original is put aside before the new file has its name.
    std::fs::write(at("pol-009.md___jb_tmp___"), original.replace("First words", "Safely written")).unwrap();
    std::fs::rename(at("pol-009.md"), at("pol-009.md___jb_old___")).unwrap();
    std::fs::rename(at("pol-009.md___jb_tmp___"), at("pol-009.md")).unwrap();
    std::fs::remove_file(at("pol-009.md___jb_old___")).unwrap();
    preview.until(PAGE, "Safely written");
    // A copy kept beside it, a file that only tries whether one can write, then in place.
    std::fs::copy(at("pol-009.md"), at("pol-009.md~")).unwrap();
    std::fs::write(at("4913"), "").unwrap();
    std::fs::remove_file(at("4913")).unwrap();
    std::fs::write(at("pol-009.md"), original.replace("First words", "Backed up")).unwrap();
    preview.until(PAGE, "Backed up");
    // A lock that is a link to nowhere while the file is open.
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("ann@desk.4711:1", at(".#pol-009.md")).unwrap();
        std::fs::rename(at("pol-009.md"), at("pol-009.md~")).unwrap();
        std::fs::write(at("pol-009.md"), original.replace("First words", "Locked meanwhile")).unwrap();
        std::fs::remove_file(at(".#pol-009.md")).unwrap();
        preview.until(PAGE, "Locked meanwhile");
    }
    // Emptied, then written in pieces.
    let mut file = std::fs::File::create(at("pol-009.md")).unwrap();
    for piece in original.replace("First words", "In pieces").as_bytes().chunks(40) {
        file.write_all(piece).unwrap();
        file.flush().unwrap();
        std::thread::sleep(Duration::from_millis(3));
    }
    drop(file);
    preview.until(PAGE, "In pieces");
    // A new file, a new folder with a file at once, both renamed, both removed.
    folder.write("content/guides/deep/er/new.md", "# New page\n\nBorn.\n");
    preview.until("/pages/guides/deep/er/new/", "Born.");
    folder.write("content/guides/deep/er/new.md", "# New page\n\nGrown.\n");
    preview.until("/pages/guides/deep/er/new/", "Grown.");
    std::fs::rename(folder.path().join("content/guides"), folder.path().join("content/manuals")).unwrap();
    preview.until("/pages/manuals/deep/er/new/", "Grown.");
    folder.write("content/manuals/deep/er/new.md", "# New page\n\nOld.\n");
    preview.until("/pages/manuals/deep/er/new/", "Old.");
    std::fs::remove_dir_all(folder.path().join("content/manuals")).unwrap();
    preview.until("/pages/manuals/deep/er/new/", "!Old.");
    assert_eq!(preview.get("/pages/manuals/deep/er/new/").status, 404);
    // The whole content replaced by another tree, as a checkout does.
    std::fs::rename(folder.path().join("content"), folder.path().join(".old")).unwrap();
    for (path, bytes) in tree(&folder.path().join(".old")) {
        folder.write(&format!("content/{path}"), bytes);
    }
    folder.write(FILE, original.replace("First words", "Another tree"));
    preview.until(PAGE, "Another tree");
    folder.write(FILE, original.replace("First words", "And again"));
    preview.until(PAGE, "And again");
    assert_eq!(difference(&preview, &built(&folder)), None);
}

#[cfg(unix)]
#[test]
fn folders_behind_links_and_folders_without_events_are_seen() {
    let folder = Folder::base(DRAFT);
    folder.write("shared/page.md", "# Shared\n\nOne.\n");
    std::fs::rename(folder.path().join("shared"), folder.path().join("content/.shared")).unwrap();
    let behind = folder.path().join("content/real");
    std::fs::rename(folder.path().join("content/.shared"), &behind).unwrap();
    std::os::unix::fs::symlink(&behind, folder.path().join("content/linked")).unwrap();
    for more in [&[][..], &["--poll"][..]] {
        folder.write("content/real/page.md", "# Shared\n\nOne.\n");
        let preview = Preview::of(folder.path(), more);
        preview.until("/pages/linked/page/", "One.");
        folder.write("content/real/page.md", "# Shared\n\nTwo.\n");
        preview.until("/pages/linked/page/", "Two.");
    }
    // A link that leads to another folder now.
    let preview = Preview::of(folder.path(), &[]);
    folder.write("content/other/page.md", "# Shared\n\nOther.\n");
    preview.until("/pages/other/page/", "Other.");
    std::fs::remove_file(folder.path().join("content/linked")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("content/other"), folder.path().join("content/linked")).unwrap();
    preview.until("/pages/linked/page/", "Other.");
    folder.write("content/other/page.md", "# Shared\n\nAnother.\n");
    preview.until("/pages/linked/page/", "Another.");
}

#[test]
fn a_checkout_of_another_branch_is_seen_whole() {
    let folder = Folder::base(DRAFT);
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "core.hooksPath="]);
        let ran = command.args(arguments).current_dir(folder.path()).output().unwrap();
        assert!(ran.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    };
    for arguments in [&["init", "-q", "-b", "one"][..], &["add", "-A"], &["commit", "-q", "-m", "one"]] {
        git(arguments);
    }
    git(&["checkout", "-q", "-b", "two"]);
    folder.write(FILE, folder.read(FILE).replace("First words", "Words of the branch"));
    std::fs::rename(folder.path().join("content/policies"), folder.path().join("content/rules")).unwrap();
    for number in 0..60 {
        folder.write(&format!("content/guides/g{number}/page.md"), format!("# Guide {number}\n"));
    }
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "two"]);
    let preview = Preview::of(folder.path(), &[]);
    for _ in 0..3 {
        git(&["checkout", "-q", "one"]);
        preview.until(PAGE, "First words");
        preview.until("/pages/guides/g59/page/", "!Guide 59");
        git(&["checkout", "-q", "two"]);
        preview.until("/pages/guides/g59/page/", "Guide 59");
        preview.until("/pages/rules/pol-009/", "Words of the branch");
    }
    assert_eq!(difference(&preview, &built(&folder)), None);
}

#[test]
fn many_files_saved_at_once_are_one_change() {
    let folder = Folder::base(DRAFT);
    let preview = Preview::of(folder.path(), &[]);
    let mut stream = preview.stream();
    for number in 0..500 {
        folder.write(&format!("content/notes/note-{number}.md"), format!("# Note {number}\n\nWords.\n"));
    }
    event(&mut stream, "change");
    preview.until("/pages/notes/note-499/", "Note 499");
    preview.until("/pages/notes/note-0/", "Note 0");
    stream.get_ref().set_read_timeout(Some(Duration::from_millis(600))).unwrap();
    let mut rest = String::new();
    while let Ok(read) = stream.read_line(&mut rest) {
        assert!(read > 0);
    }
    // One, when the machine has time for us; a writer that is held up in between may be seen twice.
    assert!(rest.matches("event: change").count() < 3, "{rest}");
}

#[test]
fn what_a_matrix_names_by_a_title_follows_the_title() {
    let folder = Folder::base(DRAFT);
    let matrix = "content/matrices/base.md";
    folder.write(matrix, format!("{}| Keep the rules for guests known | A | R | R |\n", folder.read(matrix)));
    let preview = Preview::of(folder.path(), &[]);
    preview.until(PAGE, "!Keep the rules");
    let original = folder.read(FILE);
    folder.write(FILE, original.replace("Remote work", "Rules for guests"));
    preview.until(PAGE, "Keep the rules");
    folder.write(FILE, original);
    preview.until(PAGE, "!Keep the rules");
}

/// Numbers that look like chance and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

/// One edit as people and tools make them, of anything that a handbook is made of.
fn edit(folder: &Folder, chance: &mut Chance, number: usize) {
    let path = |name: usize| format!("content/policies/pol-{name:03}.md");
    let name = chance.below(6);
    let here = folder.path().join(path(name));
    let status = ["draft", "in-review", "draft\nowner: nobody", "draft\nbroken: ["][chance.below(4)];
    let text = format!(
        "---\nid: POL-{name:03}\ntitle: Policy {number}\nversion: \"1.{number}\"\nstatus: {status}\nowner: ciso\nreview: 6 months\n---\n\n# Policy {number}\n\nSee [the other](pol-{:03}.md) and [base](base.md#duties).\n\nTODO\n",
        chance.below(6)
    );
    match chance.below(13) {
        0..=3 => folder.write(&path(name), text),
        4 if here.exists() => std::fs::remove_file(here).unwrap(),
        5 if here.exists() => std::fs::rename(here, folder.path().join(path(chance.below(6)))).unwrap(),
        6 => folder.write(&format!("content/guides/g{name}/page.md"), format!("# Guide {number}\n\n![x](x.png)\n")),
        7 => folder.write(&format!("content/guides/g{name}/x.png"), format!("picture {number}")),
        8 => folder.write("templates/i18n/en.yaml", format!("search_label: Search {number}\n")),
        9 => folder.write(
            "templates/people.html",
            format!("{{% extends \"base.html\" %}}{{% block main %}}<h1>People {number}</h1>{{% endblock main %}}"),
        ),
        // What a matrix in force names by its title is another file's business.
        10 => {
            let front = folder.read("content/matrices/base.md").replace("MAT-BASE", "MAT-001");
            let front = front.split("\n| Report").next().unwrap();
            let row =
                format!("| Keep policy {} and policy {} known | A | R | R |", number.saturating_sub(1), number + 1);
            folder.write("content/matrices/tasks.md", format!("{front}\n{row}\n"));
        }
        11 => {
            let config = folder.read("site-config.yaml");
            let kept: String = config
                .lines()
                .filter(|line| !line.starts_with("organisation"))
                .map(|line| format!("{line}\n"))
                .collect();
            folder.write("site-config.yaml", format!("{kept}organisation: Company {number}\n"));
        }
        _ => {
            let base = "content/policies/base.md";
            let text = folder.read(base);
            let mut lines: Vec<&str> = text
                .lines()
                .filter(|line| !["version", "status", "approval", "  - "].iter().any(|key| line.starts_with(key)))
                .collect();
            let version = format!("version: \"2.{number}\"");
            lines.splice(1..1, [version.as_str(), "status: in-review"]);
            folder.write(base, format!("{}\nChanged for the {number}th time.\n", lines.join("\n")));
            let ran = folder.run(&["approve", "POL-BASE", "--as", "ceo", "--person", "ann", "--date", "2026-06-01"]);
            assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        }
    }
}

#[test]
fn after_any_edits_the_served_site_is_the_built_one() {
    let folder = Folder::base(DRAFT);
    let preview = Preview::of(folder.path(), &[]);
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for round in 0..5 {
        for number in 0..40 {
            edit(&folder, &mut chance, round * 40 + number);
            // Some are seen one by one, some together.
            std::thread::sleep(Duration::from_millis(if chance.below(3) == 0 { 40 } else { 0 }));
        }
        // A file that cannot be read keeps its last good page, which no build has: it is mended first.
        for name in 0..6 {
            let path = format!("content/policies/pol-{name:03}.md");
            if folder.has(&path) {
                folder.write(&path, folder.read(&path).replace("broken: [", "change: editorial"));
            }
        }
        let built = built(&folder);
        let begun = Instant::now();
        while let Some(path) = difference(&preview, &built) {
            assert!(begun.elapsed() < Duration::from_secs(20), "round {round}: {path}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn hundreds_of_saves_are_neither_lost_nor_kept() {
    let folder = Folder::base(DRAFT);
    let preview = Preview::of(folder.path(), &[]);
    let memory = || {
        let status = std::fs::read_to_string(format!("/proc/{}/status", preview.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()
    };
    let paths = || tree(folder.path()).into_keys().collect::<Vec<_>>();
    let written = paths();
    let good = folder.read(FILE);
    let save = |number: usize| {
        folder.write(FILE, good.replace("First words", &format!("Words number {number}.")));
        preview.until(PAGE, &format!("Words number {number}."));
    };
    (0..40).for_each(save);
    let before = memory();
    (40..200).for_each(save);
    let after = memory();
    assert!(after < before + 24_000, "{before} kB became {after} kB");
    assert_eq!(paths(), written, "a preview writes nothing");
}
