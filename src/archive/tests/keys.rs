//! Signatures against the real OpenSSH, both ways; and the commands that an auditor is given.

use super::*;
use crate::archive::signers::noon;
use proptest::prelude::*;
use ssh_key::public::{KeyData, SkEd25519};
use ssh_key::{Algorithm, SshSig};
use std::fs;
use std::process::{Command, Stdio};

/// Makes a key pair in a folder; the private file.
fn keygen(folder: &Path, name: &str, kind: &[&str]) -> std::path::PathBuf {
    let file = folder.join(name);
    let made = Command::new("ssh-keygen").args(["-q", "-N", "", "-C", "test", "-f"]).arg(&file).args(kind).status();
    assert!(made.unwrap().success());
    file
}

/// Runs a shell command in a folder; whether it succeeded.
fn shell(folder: &Path, command: &str) -> bool {
    let mut run = Command::new("sh");
    run.args(["-c", command]).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    run.status().unwrap().success()
}

/// A stored archive with one sealed version that Marie may sign with the key of a file.
fn stored(root: &Path, public: &str) -> World {
    let mut world = World::new();
    let line = format!("marie@batture.example namespaces=\"isms-handbook\" {public}\n");
    world.files.insert("allowed_signers".to_owned(), line.into_bytes());
    world.approve("POL-001", "1.0", "2026-01-01", &[("policy.md", "text\n")]);
    world.store(root);
    world
}

fn sign_as_marie(world: &World, root: &Path, key: Option<&Path>) -> Result<Signed, SealFault> {
    let archive = world.load(root).read().value;
    let sealed = archive.trails["POL-001"].last().unwrap().clone();
    let folder = root.join("content/archive");
    sign(&folder, &archive, &sealed, "marie", "marie@batture.example", key, &mut |_| Ok(()))
}

#[test]
fn ssh_keygen_signs_and_we_verify_each_kind_of_key() {
    let kinds: [(&[&str], bool); 4] = [
        (&["-t", "ed25519"], true),
        (&["-t", "ecdsa", "-b", "256"], true),
        (&["-t", "rsa", "-b", "2048"], true),
        (&["-t", "ecdsa", "-b", "384"], false),
    ];
    for (kind, supported) in kinds {
        let root = tempfile::tempdir().unwrap();
        let key = keygen(root.path(), "key", kind);
        let world = stored(root.path(), fs::read_to_string(key.with_extension("pub")).unwrap().trim());
        let signed = sign_as_marie(&world, root.path(), Some(&key)).unwrap();
        assert!(!signed.already);
        let Checked { value, findings } = world.load(root.path()).read();
        let trail = &value.trails["POL-001"];
        let signature = &trail.sealed[0].signatures[0];
        assert!(signature.listed && trail.sound && value.sums == Some(signed.sums));
        if supported {
            assert!(findings.is_empty(), "{kind:?}: {findings:#?}");
            assert_eq!(signature.verdict, Verdict::Valid { key: signed.key });
        } else {
            assert_eq!(signature.verdict, Verdict::Unsupported { algorithm: "ecdsa-sha2-nistp384".to_owned() });
            assert_eq!(findings.len(), 1);
            assert_eq!(findings[0].level, Some(Level::Warning));
            assert!(findings[0].says.en.contains("does not mean it is wrong"));
        }
        for command in audit_commands(trail, None) {
            assert!(shell(&root.path().join("content/archive"), &command.line), "{}", command.line);
        }
        assert!(sign_as_marie(&world, root.path(), Some(&key)).unwrap().already);
    }
}

#[test]
fn what_cannot_be_signed_teaches_the_next_step_and_changes_nothing() {
    let root = tempfile::tempdir().unwrap();
    let own = keygen(root.path(), "own", &["-t", "ed25519"]);
    let other = keygen(root.path(), "other", &["-t", "ed25519"]);
    let only_public = root.path().join("only.pub");
    fs::copy(other.with_extension("pub"), &only_public).unwrap();
    let world = stored(root.path(), fs::read_to_string(own.with_extension("pub")).unwrap().trim());
    let before = world.load(root.path());
    let missing = root.path().join("none");
    let garbage = root.path().join("garbage");
    fs::write(&garbage, "x").unwrap();
    let cases = [
        (&other, "does not give to that person", "add this line"),
        (&missing, "ssh-keygen did not sign", "name the file of your private key"),
        (&only_public, "ssh-keygen did not sign", "ssh-add"),
        (&garbage, "ssh-keygen did not sign", "There is no key in"),
    ];
    for (key, says, help) in cases {
        let fault = sign_as_marie(&world, root.path(), Some(key)).unwrap_err();
        assert!(fault.says.en.contains(says) && fault.help.en.contains(help), "{fault}");
        assert!(world.load(root.path()).files == before.files);
    }
}

#[test]
fn signing_survives_a_crash_at_each_step() {
    let keys = tempfile::tempdir().unwrap();
    let key = keygen(keys.path(), "key", &["-t", "ed25519"]);
    let public = fs::read_to_string(key.with_extension("pub")).unwrap();
    for at in 0..5 {
        let root = tempfile::tempdir().unwrap();
        let world = stored(root.path(), public.trim());
        let archive = world.sound();
        let sealed = archive.trails["POL-001"].last().unwrap();
        let folder = root.path().join("content/archive");
        let mut step = 0;
        let crashed = sign(&folder, &archive, sealed, "marie", "marie@batture.example", Some(&key), &mut |_| {
            step += 1;
            if step > at { Err(std::io::Error::other("crash")) } else { Ok(()) }
        });
        assert!(crashed.is_err(), "step {at}");
        let left = world.load(root.path());
        let findings = left.read().findings;
        let grave = unexplained_by_signing(sealed, "marie", &findings);
        assert!(grave.iter().all(|finding| finding.rule.name == "signature-unlisted"), "step {at}: {grave:#?}");
        sign_as_marie(&world, root.path(), Some(&key)).unwrap();
        world.load(root.path()).sound();
    }
}

#[test]
fn our_signatures_and_the_printed_commands_hold_before_openssh() {
    let world = example();
    let root = tempfile::tempdir().unwrap();
    let folder = world.store(root.path());
    let archive = world.sound();
    let all: Vec<String> =
        archive.trails.values().flat_map(|trail| audit_commands(trail, None)).map(|command| command.line).collect();
    assert_eq!(all.len(), 2 + 3);
    for command in &all {
        assert!(shell(&folder, command), "{command}");
    }
    let one = audit_commands(&archive.trails["POL-001"], Some(&version("1.0")));
    assert_eq!(one.len(), 1);
    assert_eq!(one[0].line, "grep -F '  POL-001/' SHA256SUMS | sha256sum -c --strict -");
    assert!(shell(&folder, "sha256sum -c --strict --quiet SHA256SUMS"));

    // They fail when they must.
    let commands = audit_commands(&archive.trails["POL-001"], Some(&version("1.10")));
    fs::write(folder.join("POL-001/1.0/policy.md"), "other").unwrap();
    assert!(!shell(&folder, &commands[0].line));
    fs::write(folder.join("POL-001/0005-approved-1.10.json"), "{}").unwrap();
    assert!(commands[1..].iter().all(|command| !shell(&folder, &command.line)) && commands.len() == 3);
}

/// Signs as a hardware key does: over the digests of its application and of the message, with flags and a counter.
fn hardware<S: ssh_key::SigningKey>(key: &S, inner: &PrivateKey, message: &[u8]) -> SshSig {
    let data = SshSig::signed_data(NAMESPACE, HashAlg::Sha512, message).unwrap();
    let trailer = [1, 0, 0, 0, 7];
    let digest = |bytes: &[u8]| <[u8; 32]>::from(<sha2::Sha256 as sha2::Digest>::digest(bytes));
    let signed = [&digest(b"ssh:")[..], &trailer, &digest(&data)].concat();
    let raw = key.try_sign(&signed).unwrap();
    let signature = ssh_key::Signature::new(Algorithm::SkEd25519, [raw.as_bytes(), &trailer].concat()).unwrap();
    let public = SkEd25519::new(*inner.public_key().key_data().ed25519().unwrap(), "ssh:");
    SshSig::new(KeyData::SkEd25519(public), NAMESPACE, HashAlg::Sha512, signature).unwrap()
}

#[test]
fn signatures_of_hardware_keys_are_verified() {
    let mut world = World::new();
    let inner = key(9);
    world.approve("POL-001", "1.0", "2026-01-01", &[("policy.md", "text\n")]);
    let event = "POL-001/0001-approved-1.0.json";
    let signature = hardware(&inner, &inner, &world.files[event]);
    let public = ssh_key::PublicKey::from(signature.public_key().clone()).to_openssh().unwrap();
    world.files.insert("allowed_signers".to_owned(), format!("marie@batture.example {public}\n").into_bytes());
    let pem = signature.to_pem(LineEnding::LF).unwrap();
    world.files.insert(format!("{event}.marie.sig"), pem.into_bytes());
    world.list();
    let archive = world.sound();
    assert_eq!(archive.trails["POL-001"].sealed[0].signed_by().collect::<Vec<_>>(), ["marie"]);
    let root = tempfile::tempdir().unwrap();
    let folder = world.store(root.path());
    for command in audit_commands(&archive.trails["POL-001"], None) {
        assert!(shell(&folder, &command.line), "{}", command.line);
    }
    let other = hardware(&inner, &inner, b"other").to_pem(LineEnding::LF).unwrap();
    world.files.insert(format!("{event}.marie.sig"), other.into_bytes());
    world.list();
    assert_eq!(world.read().findings.len(), 1);
}

/// What `ssh-keygen` says of a key in a list of signers: whether it may sign for a principal at noon of a day.
fn openssh_allows(folder: &Path, principal: &str, day: &str) -> bool {
    let quoted = format!("'{}'", principal.replace('\'', r"'\''"));
    let day = day.replace('-', "");
    shell(
        folder,
        &format!(
            "ssh-keygen -Y verify -f signers -I {quoted} -n isms-handbook -s m.sig -Overify-time={day}120000Z < m"
        ),
    )
}

/// Asserts that we and `ssh-keygen` agree about a list of signers in which KEY stands for the signing key.
fn agree(folder: &Path, list: &str, principal: &str, day: &str) -> Result<(), TestCaseError> {
    let list = list.replace("KEY", &public(&key(1))).replace("OTHER", &public(&key(2)));
    fs::write(folder.join("signers"), &list).unwrap();
    let signers = signers::parse(&Arc::from("signers"), &list).value;
    let bytes = key(1).public_key().to_bytes().unwrap();
    let ours = signers.may_sign(principal, NAMESPACE, &bytes, noon(date(day))).is_ok();
    prop_assert_eq!(ours, openssh_allows(folder, principal, day), "{} {} {}", list, principal, day);
    Ok(())
}

fn message() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("m"), "message").unwrap();
    let signature = key(1).sign(NAMESPACE, HashAlg::Sha512, b"message").unwrap().to_pem(LineEnding::LF).unwrap();
    fs::write(folder.path().join("m.sig"), signature).unwrap();
    folder
}

#[test]
fn we_read_allowed_signers_as_ssh_keygen_does() {
    let folder = message();
    let lists = [
        "a@x KEY",
        "  a@x   KEY comment with words",
        "\ta@x\tKEY",
        "a@x KEY\r",
        "# a@x KEY",
        "a@x OTHER\na@x KEY",
        "a@x,b@x KEY",
        "\"a@x\" KEY",
        "\"b b,a@x\" KEY",
        "a\"@x\" KEY",
        "\"a@x KEY",
        "a@x namespaces=\"isms-handbook\" KEY",
        "a@x namespaces=\"isms-*,!isms-handbook\" KEY",
        "a@x namespaces=\"file\" KEY\na@x KEY",
        "a@x NameSpaces=\"isms-????????\" KEY",
        "a@x namespaces=isms-handbook KEY",
        "a@x namespaces=\"isms\\\"x,isms-handbook\" KEY",
        "a@x namespaces=\"isms-handbook\",valid-after=\"20260101Z\" KEY",
        "a@x valid-after=\"20260102Z\" KEY",
        "a@x valid-after=\"202601011200Z\",valid-before=\"202601011200Z\" KEY",
        "a@x valid-before=\"20260101120000Z\" KEY",
        "a@x valid-before=\"20260101115959Z\" KEY",
        "a@x valid-before=\"20260101120000UTC\" KEY",
        "a@x valid-before=\"20260101120000z\" KEY",
        "a@x valid-before=\"2026-01-02\" KEY",
        "a@x valid-before=\"20261301Z\" KEY",
        "a@x valid-before=\"19600101Z\" KEY",
        "a@x valid-before=\"99991231Z\" KEY",
        "a@x valid-before=\"\" KEY",
        "a@x unknown=\"1\" KEY",
        "a@x namespaces=\"isms-handbook\", KEY",
        "a@x namespaces=\"isms-handbook\" valid-before=\"20200101Z\" KEY",
        "!a@x KEY",
        "a@x",
        "",
    ];
    for list in lists {
        for principal in ["a@x", "b b", "b@x"] {
            agree(folder.path(), list, principal, "2026-01-01").unwrap_or_else(|e| panic!("{list}: {e}"));
        }
    }
}

#[test]
fn we_name_the_principals_that_ssh_keygen_finds() {
    let folder = message();
    for list in ["a@x KEY", "b@x OTHER\na@x KEY", "b@x OTHER", "a@x valid-before=\"20200101Z\" KEY"] {
        let list = list.replace("KEY", &public(&key(1))).replace("OTHER", &public(&key(2)));
        fs::write(folder.path().join("signers"), &list).unwrap();
        let found = Command::new("ssh-keygen")
            .args(["-Y", "find-principals", "-f", "signers", "-s", "m.sig", "-Overify-time=20260101120000Z"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let theirs = String::from_utf8(found.stdout).unwrap().trim().to_owned();
        let signers = signers::parse(&Arc::from("signers"), &list).value;
        let bytes = key(1).public_key().to_bytes().unwrap();
        let ours = ["a@x", "b@x"]
            .into_iter()
            .filter(|principal| signers.may_sign(principal, NAMESPACE, &bytes, noon(date("2026-01-01"))).is_ok());
        assert_eq!(ours.collect::<Vec<_>>().join(","), theirs, "{list}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn patterns_match_as_openssh_matches_them(list in "[ab*?!,]{1,8}", principal in "[ab]{1,5}") {
        let folder = message();
        agree(folder.path(), &format!("{list} KEY"), &principal, "2026-01-01")?;
    }
}
