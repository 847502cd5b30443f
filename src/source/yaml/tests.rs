//! Values as they were written, and nasty texts.

use super::*;

/// A node in short: texts in quotes, other scalars bare with their kind's first letter, `_` for null.
fn short(node: &Node) -> String {
    match node {
        Node::Null => "_".to_owned(),
        Node::Scalar(Scalar { text, kind: Kind::Text }) => format!("{text:?}"),
        Node::Scalar(Scalar { text, kind: Kind::Integer }) => format!("i{text}"),
        Node::Scalar(Scalar { text, kind: Kind::Float }) => format!("f{text}"),
        Node::Scalar(Scalar { text, kind: Kind::Bool }) => format!("b{text}"),
        Node::List(items) => format!("[{}]", items.iter().map(short).collect::<Vec<_>>().join(" ")),
        Node::Map(entries) => {
            format!(
                "{{{}}}",
                entries.iter().map(|(key, node)| format!("{key}={}", short(node))).collect::<Vec<_>>().join(" ")
            )
        }
    }
}

fn value(yaml: &str) -> String {
    match read(yaml, &Limits::FRONT_MATTER) {
        Ok(read) => short(&read.node),
        Err(fault) => panic!("{yaml:?}: {fault:?}"),
    }
}

#[test]
fn values_stay_as_they_were_written() {
    let cases = [
        ("", "_"),
        ("# only a comment\n", "_"),
        ("---\n", "_"),
        ("---\na: b\n...\n# end\n", "{a=\"b\"}"),
        ("v: 2.10", "{v=f2.10}"),
        ("v: 2.1", "{v=f2.1}"),
        ("v: 2.1.0", "{v=\"2.1.0\"}"),
        ("v: '2.10'", "{v=\"2.10\"}"),
        ("v: \"007\"", "{v=\"007\"}"),
        ("v: 007", "{v=\"007\"}"),
        ("v: 0x1F", "{v=i0x1F}"),
        ("v: +5", "{v=i+5}"),
        ("v: -0", "{v=i-0}"),
        ("v: 1e3", "{v=f1e3}"),
        ("v: .inf", "{v=f.inf}"),
        ("v: 1_000", "{v=\"1_000\"}"),
        ("v: 123456789012345678901234567890123456789012345", "{v=f123456789012345678901234567890123456789012345}"),
        ("v: True", "{v=bTrue}"),
        ("v: yes", "{v=\"yes\"}"),
        ("v: no", "{v=\"no\"}"),
        ("v: 2026-03-14", "{v=\"2026-03-14\"}"),
        ("v:", "{v=_}"),
        ("v: ~", "{v=_}"),
        ("v: null", "{v=_}"),
        ("v: \"\"", "{v=\"\"}"),
        ("v: [1.0, {a: 1.50}, ~, x]", "{v=[f1.0 {a=f1.50} _ \"x\"]}"),
        ("2.10: a\ntrue: b\n~: c\n1: d", "{2.10=\"a\" true=\"b\" ~=\"c\" 1=\"d\"}"),
        ("v: |\n  a\n\n  1.0\n", "{v=\"a\\n\\n1.0\\n\"}"),
        ("v: >-\n  a\n  b\n", "{v=\"a b\"}"),
        ("a: b\r\nc: 1.20\r\n", "{a=\"b\" c=f1.20}"),
        ("a: b\rc: 1.20\r", "{a=\"b\" c=f1.20}"),
        ("a: It's *very* important & \"so\" # not this\n", "{a=\"It's *very* important & \\\"so\\\"\"}"),
        ("a: b\n  *c*\n  [d\n", "{a=\"b *c* [d\"}"),
        ("a: '[[[' # &x *y !z\n", "{a=\"[[[\"}"),
        ("a: |\n  &x *y !z %w\n  <<: [[[\n", "{a=\"&x *y !z %w\\n<<: [[[\\n\"}"),
        ("a: https://x.org/?q=1&b=*\n", "{a=\"https://x.org/?q=1&b=*\"}"),
        ("a: x<<\nb: '<<'\n", "{a=\"x<<\" b=\"<<\"}"),
    ];
    for (yaml, expected) in cases {
        assert_eq!(value(yaml), expected, "{yaml:?}");
    }
}

#[test]
fn of_keys_written_twice_the_first_counts() {
    let cases: [(&str, &str, &[&str]); 5] = [
        ("a: 1.0\nb: 2.0\na: 3.0\na: 4.0", "{a=f1.0 b=f2.0}", &["a"]),
        ("a:\n  - {r: x, r: y}\n  - {r: z}", "{a=[{r=\"x\"} {r=\"z\"}]}", &["a[0].r"]),
        ("- {b: {c: 1, c: 2}}", "[{b={c=i1}}]", &["[0].b.c"]),
        ("a: {x: 1, x: 2}\na: {y: 1, y: 2}", "{a={x=i1}}", &["a", "a.x"]),
        ("1.0: a\n1.00: b", "{1.0=\"a\" 1.00=\"b\"}", &[]),
    ];
    for (yaml, expected, duplicates) in cases {
        let read = read(yaml, &Limits::FRONT_MATTER).unwrap();
        assert_eq!(short(&read.node), expected, "{yaml:?}");
        assert_eq!(read.duplicates, duplicates, "{yaml:?}");
    }
}

#[test]
fn nasty_texts_end_soon() {
    use FaultKind::*;
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
    let nested = |open: &str, close: &str, depth: usize| format!("a: {}{}", open.repeat(depth), close.repeat(depth));
    let block = |depth: usize| (0..depth).map(|level| format!("{}k:\n", " ".repeat(level))).collect::<String>();
    let cases: Vec<(String, Result<(), FaultKind>)> = vec![
        ("[".repeat(60_000), Err(TooDeep)),
        ("{a: ".repeat(15_000), Err(TooDeep)),
        ("- ".repeat(30_000), Err(TooDeep)),
        ("? ".repeat(30_000), Err(TooDeep)),
        ("a: '\n".to_owned() + &"[".repeat(60_000), Err(Syntax)),
        ("[".repeat(100_000), Err(TooLarge)),
        (nested("[", "]", 63), Ok(())),
        (nested("[", "]", 64), Err(TooDeep)),
        (block(64), Ok(())),
        (block(65), Err(TooDeep)),
        (format!("a: |\n{}", "  [[[[\n".repeat(9_000)), Ok(())),
        (format!("a: \"{}\"", "[{".repeat(30_000)), Ok(())),
        (format!("a: {}", "x[".repeat(30_000)), Ok(())),
        (format!("a: {}\n", "x".repeat(60_000)), Ok(())),
        (bomb.to_owned(), Err(Alias)),
        ("a: 1\0\n".to_owned(), Err(Syntax)),
        ("\0".repeat(1000), Err(Syntax)),
        ("\r".repeat(60_000), Ok(())),
        ("\u{2028}".repeat(20_000), Ok(())),
        ("#".repeat(60_000), Ok(())),
        ("-".repeat(60_000), Ok(())),
        ("a: b: ".repeat(10_000), Err(Syntax)),
        ("a: 1\n".repeat(12_000), Ok(())),
        ("\"".to_owned(), Err(Syntax)),
        ("'".to_owned(), Err(Syntax)),
        ("\"\\".to_owned(), Err(Syntax)),
        ("|".to_owned(), Ok(())),
        ("a: |9\n x".to_owned(), Err(Syntax)),
        ("\u{feff}a: b".to_owned(), Ok(())),
    ];
    for (yaml, expected) in cases {
        let read = read(&yaml, &Limits::FRONT_MATTER);
        let start: String = yaml.chars().take(20).collect();
        assert_eq!(read.map(|_| ()).map_err(|fault| fault.kind), expected, "{start:?}");
    }
    let large = format!("a: |\n{}", "  words\n".repeat(120_000));
    assert!(large.len() < Limits::DATA.bytes && read(&large, &Limits::DATA).is_ok());
}

#[test]
fn faults_become_findings_at_their_place_in_the_file() {
    let text = "---\nid: x\ntitle: a: b\n---\n";
    let front = crate::source::front::split(text);
    let range = front.yaml.unwrap();
    let fault = read(&text[range.clone()], &Limits::FRONT_MATTER).unwrap_err();
    let finding = fault.finding(&Arc::from("a.md"), range.start);
    assert_eq!(finding.rule.name, "yaml-invalid");
    assert_eq!(finding.place, Place::bytes(&Arc::from("a.md"), 17..21));
    let deep = read(&"[".repeat(99), &Limits::FRONT_MATTER).unwrap_err();
    assert_eq!(deep.finding(&Arc::from("a.md"), 0).rule.name, "over-limit");
}
