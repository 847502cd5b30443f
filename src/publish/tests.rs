//! Publishing as a whole: what a folder holds afterwards, whatever happened on the way.

use super::*;
use crate::lang::Say;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

mod crash;
mod faults;
mod refusals;
mod verify;

/// A site of fixed bytes; a file of the bytes `FAIL` cannot be made.
struct Site(BTreeMap<String, Vec<u8>>);

impl Publication for Site {
    fn paths(&self) -> Vec<String> {
        // Backwards, since the order is the publisher's affair.
        self.0.keys().rev().cloned().collect()
    }

    fn make(&self, path: &str) -> Result<Made, String> {
        match &self.0[path][..] {
            b"FAIL" => Err("the template has a fault".to_owned()),
            bytes => Ok(Made::Bytes(bytes.to_vec())),
        }
    }
}

fn site(files: &[(&str, &str)]) -> Site {
    Site(files.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect())
}

/// A site of many files that all carry the same word.
fn edition(word: &str, files: usize) -> Site {
    let page = |n: usize| format!("<p>{word}</p>{}", "é".repeat(n % 3000)).into_bytes();
    Site((0..files).map(|n| (format!("documents/pol-{n:03}/index.html"), page(n * 37))).collect())
}

fn stamp() -> Stamp {
    let as_of = Date::parse("2026-03-14").unwrap();
    Stamp { generator: format!("{GENERATOR} 0.1.0"), as_of, archive: Some("ab".repeat(32)) }
}

fn build(out: &Path, publication: &dyn Publication) -> Result<Published, Error> {
    publish(out, &[], publication, &stamp(), &Options::default())
}

/// A folder of the test's own, in memory where the system has such a place: flushing a busy disk takes seconds.
fn scratch() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Every file of a folder with its bytes, and every link as such.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap);
    entries
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// What stands in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn said(say: &Option<Say>) -> &str {
    say.as_ref().map_or("", |say| say.en.as_str())
}

#[test]
fn a_site_is_published_then_replaced_as_a_whole() {
    let dir = scratch();
    let out = dir.path().join("deep/er/public");
    let first = build(&out, &site(&[("index.html", "one"), ("old/index.html", "gone"), ("é.txt", "x")])).unwrap();
    assert_eq!((first.files, &first.left_behind), (4, &None));
    assert_eq!(first.bytes, tree(&out).values().map(|bytes| bytes.len() as u64).sum::<u64>());
    let second = build(&out, &site(&[("index.html", "two")])).unwrap();
    assert_eq!(second.out, fs::canonicalize(&out).unwrap());
    assert_eq!(names(&out), ["index.html", MANIFEST]);
    assert_eq!(fs::read(out.join("index.html")).unwrap(), b"two");
    assert_eq!(names(&dir.path().join("deep/er")), ["public"], "nothing stays beside the site");
}

#[test]
fn the_manifest_names_every_file_but_itself_in_order() {
    let dir = scratch();
    let out = dir.path().join("public");
    let published = build(&out, &site(&[("b", ""), ("a/\"q\".txt", "abc"), ("a.txt", "abc")])).unwrap();
    let manifest = fs::read_to_string(out.join(MANIFEST)).unwrap();
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let expected = format!(
        r#"{{"schema":1,"as_of":"2026-03-14","generator":"isms-handbook 0.1.0","files":[
{{"path":"a.txt","sha256":"{abc}","bytes":3}},
{{"path":"a/\"q\".txt","sha256":"{abc}","bytes":3}},
{{"path":"b","sha256":"{nothing}","bytes":0}}
],"archive":"{}"}}
"#,
        "ab".repeat(32)
    );
    assert_eq!(manifest, expected);
    use sha2::Digest;
    assert_eq!(published.manifest_sha256, manifest::hex(&sha2::Sha256::digest(manifest.as_bytes())));

    let bare = Stamp { archive: None, ..stamp() };
    publish(&out, &[], &site(&[]), &bare, &Options::default()).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(out.join(MANIFEST)).unwrap()).unwrap();
    assert_eq!((&manifest["archive"], &manifest["files"]), (&serde_json::Value::Null, &serde_json::json!([])));
}

#[test]
fn the_same_site_gives_the_same_bytes_with_any_number_of_threads() {
    let dir = scratch();
    let site = edition("same", 120);
    let options = Options { precompress: true, ..Options::default() };
    let trees = [1, 2, 5].map(|threads| {
        let out = dir.path().join(format!("folder-{threads}"));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| publish(&out, &[], &site, &stamp(), &options)).unwrap();
        tree(&out)
    });
    assert!(trees[0].len() > 300, "compressed copies are there");
    assert!(trees[0] == trees[1] && trees[1] == trees[2]);
}

#[test]
fn compressed_copies_stand_beside_their_files_and_in_the_manifest() {
    let dir = scratch();
    let out = dir.path().join("public");
    let text = "word ".repeat(1000);
    let big = dir.path().join("big.csv");
    fs::write(&big, "a;b\n".repeat(100_000)).unwrap();
    struct WithCopy(Site, PathBuf);
    impl Publication for WithCopy {
        fn paths(&self) -> Vec<String> {
            self.0.paths().into_iter().chain(["big.csv".to_owned()]).collect()
        }
        fn make(&self, path: &str) -> Result<Made, String> {
            match path {
                "big.csv" => Ok(Made::Copy { source: self.1.clone(), bytes: 400_000 }),
                _ => self.0.make(path),
            }
        }
    }
    let plain = site(&[
        ("index.html", &text),
        ("short.html", "short"),
        ("logo.png", &text),
        ("own.js", &text),
        ("own.js.gz", "mine"),
    ]);
    let options = Options { precompress: true, ..Options::default() };
    publish(&out, &[], &WithCopy(plain, big), &stamp(), &options).unwrap();
    let expected = [
        "big.csv",
        "big.csv.br",
        "big.csv.gz",
        "index.html",
        "index.html.br",
        "index.html.gz",
        "logo.png",
        MANIFEST,
        "own.js",
        "own.js.br",
        "own.js.gz",
        "short.html",
    ];
    assert_eq!(names(&out), expected);
    assert_eq!(fs::read(out.join("own.js.gz")).unwrap(), b"mine", "the site's own file is kept");
    let mut back = String::new();
    let packed = fs::File::open(out.join("big.csv.gz")).unwrap();
    io::Read::read_to_string(&mut flate2::read::GzDecoder::new(packed), &mut back).unwrap();
    assert_eq!(back.len(), 400_000);
    assert_eq!(verify_site(&out).unwrap(), []);
}

#[test]
fn progress_counts_every_file_once() {
    let dir = scratch();
    let seen = Mutex::new(Vec::new());
    let progress = |done: usize, all: usize| seen.lock().unwrap().push((done, all));
    let options = Options { progress: Some(&progress), ..Options::default() };
    publish(&dir.path().join("public"), &[], &edition("x", 9), &stamp(), &options).unwrap();
    let mut seen = seen.into_inner().unwrap();
    seen.sort();
    assert_eq!(seen, (1..=9).map(|done| (done, 9)).collect::<Vec<_>>());
}

#[test]
fn readers_see_one_site_or_the_other_at_every_moment() {
    let dir = scratch();
    let out = dir.path().join("public");
    build(&out, &edition("before", 3)).unwrap();
    let (stop, reads) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while stop.load(Ordering::Relaxed) == 0 {
                let page = fs::read(out.join("documents/pol-000/index.html")).expect("the page is always there");
                assert!(page.starts_with(b"<p>before") || page.starts_with(b"<p>after"));
                reads.fetch_add(1, Ordering::Relaxed);
            }
        });
        for turn in 0..60 {
            build(&out, &edition(if turn % 2 == 0 { "after" } else { "before" }, 3)).unwrap();
        }
        stop.store(1, Ordering::Relaxed);
    });
    assert!(reads.into_inner() > 0);
}

#[test]
fn the_folder_may_be_on_any_file_system() {
    // One of these is a disk and the other memory, on most machines.
    for base in [std::env::temp_dir(), PathBuf::from("/dev/shm"), std::env::current_dir().unwrap().join("target")] {
        if let Ok(dir) = tempfile::tempdir_in(&base) {
            let out = dir.path().join("public");
            build(&out, &edition("one", 4)).unwrap();
            build(&out, &edition("two", 5)).unwrap();
            assert_eq!(verify_site(&out).unwrap(), [], "{base:?}");
            assert_eq!(names(dir.path()), ["public"], "{base:?}");
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_the_names_and_bytes_the_folder_holds_them(
        files in proptest::collection::btree_map("[a-zé?#% \"'{}-]{1,8}(/[a-z.]{3,6}){0,3}", proptest::collection::vec(proptest::num::u8::ANY, 0..3000), 0..20)
    ) {
        let dir = scratch();
        let out = dir.path().join("public");
        let files: BTreeMap<String, Vec<u8>> = files.into_iter().filter(|(_, bytes)| bytes != b"FAIL").collect();
        match build(&out, &Site(files.clone())) {
            Ok(_) => {
                let mut tree = tree(&out);
                proptest::prop_assert!(tree.remove(MANIFEST).is_some());
                proptest::prop_assert_eq!(tree, files);
                proptest::prop_assert_eq!(verify_site(&out).unwrap(), []);
            }
            // Only `..`, or a name that is both a file and a folder.
            Err(_) => {
                let folders = super::names::folders(&files.keys().cloned().collect::<Vec<_>>()).into_iter().map(str::to_owned).collect::<Vec<_>>();
                let clash = files.keys().any(|path| folders.contains(path) || path.split('/').any(|part| part.chars().all(|c| c == '.')));
                proptest::prop_assert!(clash);
                proptest::prop_assert!(!out.exists());
            }
        }
    }
}
