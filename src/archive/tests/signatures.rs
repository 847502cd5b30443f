//! Each way in which a signature can be wrong, by its name and words.

use super::faults::{check, edit, listed, removed};
use super::*;

#[test]
fn each_way_a_signature_can_be_wrong_has_its_words() {
    let event = "POL-001/0005-approved-1.10.json";
    let signature = format!("{event}.marie.sig");
    let signers = |change: &dyn Fn(&str) -> String| edit(&example(), "allowed_signers", change);
    let with = |bytes: &[u8]| {
        let mut world = example();
        world.files.insert(signature.clone(), bytes.to_vec());
        listed(world)
    };
    let pem = |seed: u8, namespace: &str, message: &[u8]| {
        let signature = key(seed).sign(namespace, HashAlg::Sha512, message).unwrap();
        signature.to_pem(LineEnding::LF).unwrap().into_bytes()
    };
    let bytes = example().files[event].clone();
    let both: &[&str] = &["signature-invalid", "signature-invalid"];
    let cases: Vec<(&str, World, &[&str], &str)> = vec![
        ("forged", with(&pem(1, NAMESPACE, b"other")), &["signature-invalid"], "is not of this event’s bytes"),
        ("another's key", with(&pem(2, NAMESPACE, &bytes)), &["signer-unknown"], "does not give to that person"),
        ("a stranger's key", with(&pem(3, NAMESPACE, &bytes)), &["signer-unknown"], "SHA256:"),
        ("namespace", with(&pem(1, "git", &bytes)), &["signature-invalid"], "its namespace is `git`"),
        ("garbage", with(b"garbage"), &["signature-invalid"], "no OpenSSH signature"),
        ("empty", with(b""), &["signature-invalid"], "no OpenSSH signature"),
        ("huge", with(&vec![b'x'; 70_000]), &["signature-invalid"], "64 KiB"),
        (
            "expired",
            signers(&|t| t.replace("marie@batture.example ", "marie@batture.example valid-before=\"20240202Z\",")),
            &["signature-invalid"],
            "had expired by the event’s day (line 2",
        ),
        (
            "not yet",
            signers(&|t| t.replace("marie@batture.example ", "marie@batture.example valid-after=\"20260315Z\",")),
            both,
            "not valid yet",
        ),
        (
            "not permitted",
            signers(&|t| t.replacen("isms-handbook", "git", 1)),
            both,
            "line 2 of allowed_signers does not let",
        ),
        (
            "key removed",
            signers(&|t| t.lines().filter(|l| !l.starts_with("marie")).collect::<Vec<_>>().join("\n")),
            &["signer-unknown"; 2],
            "SHA256:",
        ),
        ("signers removed", removed(&example(), "allowed_signers"), &["signer-unknown"; 3], "allowed_signers"),
        (
            "nobody's",
            {
                let mut w = example();
                w.emails.remove("marie");
                w
            },
            &["signer-unknown"; 2],
            "people.yaml",
        ),
        (
            "changed but in the list",
            edit(&example(), &signature, |t| t.replace('A', "B")),
            &["archive-digest"],
            "marie.sig was changed",
        ),
    ];
    for (what, world, rules, words) in cases {
        let archive = check(what, &world, rules, words);
        assert!(!archive.trails["POL-001"].sound || what == "expired", "{what}");
    }
    // Not listed and not valid: an addition like any other.
    let mut world = example();
    world.sign_by_hand("POL-001/0001-approved-1.0.json", "marie", 3);
    check("unlisted", &world, &["signer-unknown"], "marie under POL-001/0001");
    // A signature of an event that is not there.
    let mut world = example();
    world.files.insert("POL-001/0009-approved-3.json.marie.sig".to_owned(), world.files[&signature].clone());
    check("of nothing", &world, &["archive-file-stray"], "no event names");
}
