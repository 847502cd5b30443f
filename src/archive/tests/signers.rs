//! Tests of `allowed_signers`: what is read, what is refused.

use super::*;

const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHzTnUyn5TvB+8NhYOyTzMRSSaWVkY7GAFmnzOVUM4UH";

fn read(text: &str) -> Checked<Signers> {
    parse(&Arc::from("allowed_signers"), text)
}

fn key() -> Vec<u8> {
    PublicKey::from_openssh(KEY).unwrap().to_bytes().unwrap()
}

#[test]
fn lines_say_whom_a_key_speaks_for_and_when() {
    let day = |text: &str| noon(Date::parse(text).unwrap());
    let cases: &[(&str, &str, &str, Result<(), Refusal>)] = &[
        ("a@x", "a@x", "2026-01-01", Ok(())),
        ("a@x", "A@x", "2026-01-01", Err(Refusal::Unknown)),
        ("b@x,a@x", "a@x", "2026-01-01", Ok(())),
        ("*@x", "a@x", "2026-01-01", Ok(())),
        ("*@x,!a@*", "a@x", "2026-01-01", Err(Refusal::Unknown)),
        ("!a@*,*@x", "a@x", "2026-01-01", Err(Refusal::Unknown)),
        ("?@x", "aa@x", "2026-01-01", Err(Refusal::Unknown)),
        ("\"a@x,b b@x\"", "b b@x", "2026-01-01", Ok(())),
        ("a@\"x\"", "a@x", "2026-01-01", Ok(())),
        ("a@x namespaces=\"git\"", "a@x", "2026-01-01", Err(Refusal::Namespace(1))),
        ("a@x namespaces=\"git,isms-*\"", "a@x", "2026-01-01", Ok(())),
        ("a@x NAMESPACES=\"isms-handbook\",Valid-After=\"20260101Z\"", "a@x", "2026-01-01", Ok(())),
        ("a@x valid-after=\"20260102Z\"", "a@x", "2026-01-01", Err(Refusal::NotYet(1))),
        ("a@x valid-after=\"202601011200UTC\"", "a@x", "2026-01-01", Ok(())),
        ("a@x valid-after=\"20260101120001Z\"", "a@x", "2026-01-01", Err(Refusal::NotYet(1))),
        ("a@x valid-before=\"20260101120000Z\"", "a@x", "2026-01-01", Ok(())),
        ("a@x valid-before=\"20260101115959Z\"", "a@x", "2026-01-01", Err(Refusal::Expired(1))),
    ];
    for (line, principal, date, expected) in cases {
        let signers = read(&format!("{line} {KEY} a comment\n"));
        assert!(signers.findings.is_empty(), "{line}: {:?}", signers.findings);
        let got = signers.value.may_sign(principal, "isms-handbook", &key(), day(date)).map(|_| ());
        assert_eq!(got, *expected, "{line}");
    }
}

#[test]
fn one_line_that_allows_is_enough() {
    let text = format!("a@x valid-before=\"20200101Z\" {KEY}\n# new\n\n  a@x {KEY}\n");
    assert_eq!(
        read(&text).value.may_sign("a@x", "n", &key(), noon(Date::parse("2026-01-01").unwrap())).unwrap().line,
        4
    );
    assert_eq!(read(&text).value.may_sign("a@x", "n", &key()[1..], 0).unwrap_err(), Refusal::Unknown);
}

#[test]
fn what_cannot_be_read_is_a_finding_on_its_line_and_gives_no_right() {
    let cases = [
        ("a@x", "no public key"),
        ("\"a@x ssh-ed25519 AAAA", "not closed"),
        ("a@x ssh-ed25519 AAAA", "cannot be read"),
        ("a@x ssh-ed25519 !!!!", "cannot be read"),
        (&format!("a@x cert-authority {KEY}"), "certificate authority"),
        (&format!("a@x valid-before=20260101Z {KEY}"), "quotation marks"),
        (&format!("a@x valid-before=\"2026-01-01\" {KEY}"), "YYYYMMDDZ"),
        (&format!("a@x valid-before=\"20260230Z\" {KEY}"), "YYYYMMDDZ"),
        (&format!("a@x valid-before=\"20260101Z\",valid-before=\"20260101Z\" {KEY}"), "twice"),
        (&format!("a@x valid-after=\"20260101Z\",valid-before=\"20260101Z\" {KEY}"), "before it begins"),
        (&format!("a@x namespaces=\"a\"b {KEY}"), "does not belong"),
        (&format!("a@x namespaces=\"a\", {KEY}"), "neither"),
        (&format!("a@x frobnicate {KEY}"), "neither"),
    ];
    for (line, word) in cases {
        let signers = read(&format!("# comment\n{line}\n"));
        let told: Vec<_> = signers.findings.iter().map(|f| f.says.en.clone()).collect();
        assert!(told.iter().any(|says| says.contains(word) && says.contains("line 2")), "{line}: {told:?}");
        assert!(signers.value.lines().is_empty());
    }
}

#[test]
fn a_time_without_its_zone_is_utc_and_said() {
    let signers = read(&format!("a@x valid-before=\"20260101\" {KEY}\n"));
    assert_eq!(signers.value.lines()[0].before, Some(1_767_225_600));
    assert_eq!(signers.findings[0].level, Some(Level::Note));
}

#[test]
fn patterns_cannot_make_matching_slow() {
    assert!(!matches(("*a".repeat(400) + "c").as_bytes(), "a".repeat(20_000).as_bytes()));
}
