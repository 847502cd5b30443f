//! Real processes that are killed, started with an odd umask, or stopped by the system at a file's size.

use super::*;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Names the folder into which this test binary, started anew, publishes; and how.
const CHILD: &str = "HANDBOOK_TEST_PUBLISH_INTO";

/// Not a test of its own: what the child process runs.
#[test]
fn child() {
    let Ok(job) = std::env::var(CHILD) else { return };
    let (how, out) = job.split_once(' ').unwrap();
    let out = Path::new(out);
    match how {
        "once" => drop(build(out, &edition("child", 20)).unwrap()),
        "for-ever" => {
            for turn in 0.. {
                build(out, &edition(["even", "odd"][turn % 2], 150)).unwrap();
            }
        }
        "refused" => {
            let error = build(out, &edition("child", 150)).unwrap_err();
            assert!(error.what.en.contains("cannot write"), "{error:?}");
        }
        how => panic!("{how}"),
    }
}

/// This binary, running only [`child`], after commands of a shell.
fn start(how: &str, out: &Path, before: &str) -> Child {
    let binary = std::env::current_exe().unwrap();
    Command::new("sh")
        .arg("-c")
        .arg(format!("{before} exec \"$0\" --exact publish::tests::crash::child --test-threads 1"))
        .arg(binary)
        .env(CHILD, format!("{how} {}", out.display()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn killed_at_any_moment_it_leaves_one_whole_site() {
    let dir = scratch();
    let out = dir.path().join("public");
    build(&out, &edition("even", 150)).unwrap();
    let (mut random, mut leftovers) = (0x9e37_79b9_7f4a_7c15_u64, 0);
    for round in 0..25 {
        let mark = fs::metadata(&out).unwrap().modified().unwrap();
        let mut child = start("for-ever", &out, "");
        // From the child's first publication on, so that the time hits the work and not its start.
        let patience = Instant::now();
        while fs::metadata(&out).unwrap().modified().unwrap() == mark {
            assert!(
                patience.elapsed() < Duration::from_secs(60) && child.try_wait().unwrap().is_none(),
                "round {round}"
            );
            std::thread::sleep(Duration::from_millis(1));
        }
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        std::thread::sleep(Duration::from_micros(random % 40_000));
        child.kill().unwrap();
        child.wait().unwrap();

        assert_eq!(verify_site(&out).unwrap(), [], "round {round}");
        let mut tree = tree(&out);
        tree.remove(MANIFEST);
        let odd = tree.values().filter(|page| page.starts_with(b"<p>odd")).count();
        assert!(tree.len() == 150 && (odd == 0 || odd == 150), "round {round}: {odd} of {}", tree.len());
        leftovers += usize::from(names(dir.path()).len() > 2);
    }
    assert!(leftovers > 0, "at least one was killed in the middle of its work");
    build(&out, &edition("after", 3)).unwrap();
    assert_eq!(names(dir.path()), ["public"], "what the dead left is gone");
}

#[test]
fn whatever_the_umask_all_may_read_and_the_owner_may_write() {
    use std::os::unix::fs::PermissionsExt;
    let dir = scratch();
    for umask in ["000", "022", "077", "027"] {
        let out = dir.path().join(umask);
        assert!(start("once", &out, &format!("umask {umask};")).wait().unwrap().success(), "{umask}");
        for entry in walkdir::WalkDir::new(&out) {
            let metadata = entry.as_ref().unwrap().metadata().unwrap();
            let expected = if metadata.is_dir() { 0o755 } else { 0o644 };
            assert_eq!(metadata.permissions().mode() & 0o7777, expected, "{umask} {entry:?}");
        }
    }
    assert!(tree(&dir.path().join("000")) == tree(&dir.path().join("077")));
}

#[test]
fn a_write_that_stops_half_way_publishes_nothing() {
    let dir = scratch();
    let out = dir.path().join("public");
    build(&out, &edition("before", 3)).unwrap();
    let before = tree(&out);
    // No file may grow beyond a kilobyte or so: the system cuts the write short, as a full disk does.
    let mut child = start("refused", &out, "trap '' XFSZ; ulimit -f 2;");
    assert!(child.wait().unwrap().success());
    assert!(tree(&out) == before);
    assert_eq!(names(dir.path()), ["public"]);
}
