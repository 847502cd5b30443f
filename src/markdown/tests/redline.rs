//! What a redline shows of an editor's changes, and that its cost stays bounded.

use super::html::faults;
use super::{labels, link};
use crate::markdown::redline::{Counts, PartState, Redline};
use crate::markdown::{Comparable, Render, redline, redline_text};
use std::time::{Duration, Instant};

fn marked(old: &str, new: &str) -> Redline {
    let labels = labels();
    redline(&Comparable::of(old, 0), &Comparable::of(new, 0), &Render::new(&link, &labels))
}

/// The HTML of all sections in a short form: `[-gone-]`, `{+come+}`, hidden words, ids and stops left out.
fn short(redline: &Redline) -> String {
    let html: String = redline.parts.iter().map(|part| part.html.as_str()).collect();
    assert_eq!(faults(&html), Vec::<String>::new(), "{html}");
    let mut out = String::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        rest = &rest[end..];
        match tag {
            "<span class=\"vh\">" => rest = rest.split_once("</span>").map_or("", |(_, after)| after),
            "<ins>" => out.push_str("{+"),
            "</ins>" => out.push_str("+}"),
            "<del>" => out.push_str("[-"),
            "</del>" => out.push_str("-]"),
            "</p>" | "</li>" | "</h2>" | "</tr>" | "</summary>" => out.push('|'),
            "</td>" | "</th>" => out.push(';'),
            tag if tag.starts_with("<div class=\"moved") => out.push('«'),
            tag if tag.starts_with("<strong") || tag.starts_with("</strong") => out.push_str("**"),
            tag if tag.starts_with("<a ") => out.push_str(tag),
            _ => {}
        }
    }
    out.push_str(rest);
    out.replace('\n', " ").split_whitespace().collect::<Vec<_>>().join(" ").replace("| ", "|")
}

#[test]
fn words_are_marked_in_paragraphs_items_and_cells() {
    let mut wrong = Vec::new();
    for (old, new, expected) in [
        ("The board decides.", "The board decides.", "The board decides.|"),
        ("The board decides.", "The management board decides.", "The {+management +}board decides.|"),
        ("The board decides it.", "The board approves it.", "The board [-decides-]{+approves+} it.|"),
        ("It is kept for two years.\n", "It is kept for\nthree years.\n", "It is kept for [-two-]{+three+} years.|"),
        ("- one apple\n- two pears", "- one apple\n- two ripe pears", "one apple|two {+ripe +}pears|"),
        ("- one apple\n- two pears", "- one apple\n\n- two pears", "one apple||two pears||"),
        ("- a b c\n- d e f", "- a b c\n- new words here\n- d e f", "a b c|{+new words here+}|d e f|"),
        ("- outer words\n  - inner words", "- outer words\n  - inner word", "outer wordsinner [-words-]{+word+}||"),
        (
            "| Rule | Value |\n|--|--|\n| Length | 12 signs |\n| Lock | 5 tries |",
            "| Rule | Value |\n|--|--|\n| Length | 14 signs |\n| Lock | 5 tries |",
            "Rule;Value;|Length;[-12-]{+14+} signs;|Lock;5 tries;|",
        ),
        (
            "| Rule | Value |\n|--|--|\n| Length | 12 |",
            "| Rule | Owner | Value |\n|--|--|--|\n| Length | CISO | 12 |",
            "Rule;{+Owner+};Value;|Length;{+CISO+};12;|",
        ),
        (
            "| Rule | Value |\n|--|--|\n| Length | 12 |\n| Lock | 5 |",
            "| Rule | Value |\n|--|--|\n| Length | 12 |",
            "Rule;Value;|Length;12;|[-Lock-];[-5-];|",
        ),
        ("He **must** sign it now.", "He must sign it now.", "He [-**must**-]{+must+} sign it now.|"),
        (
            "See [the rule](a.md) for it.",
            "See [the rule](b.md) for it.",
            "See [-<a href=\"a.md\">the rule-]{+<a href=\"b.md\">the rule+} for it.|",
        ),
        (
            "Some words here [^1].\n\n[^1]: note one",
            "Some words here [^1].\n\n[^1]: note two",
            "Some words here 1.|note [-one-]{+two+}||",
        ),
        ("- [ ] call them", "- [x] call them", "[-☐ -]{+☑ +}call them|"),
        ("## Scope of it\n\nText", "## Scope for it\n\nText", "Scope [-of-]{+for+} it|Text|"),
        ("```\na  b\nc\n```", "```\na b\nc\n```", "a[- -]{+ +}b c"),
    ] {
        let shown = short(&marked(old, new));
        if shown != expected {
            wrong.push(format!("{old:?} to {new:?}:\n  {shown}\n  {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_sentence_written_anew_reads_as_one_change() {
    let old = "Access is granted on request. The head of the team asks the service desk, and the desk opens it. It ends with the contract.";
    let new = "Access is granted on request. Whoever needs it fills in the form, which the owner of the system approves. It ends with the contract.";
    let shown = short(&marked(old, new));
    assert_eq!(shown.matches("[-").count(), 1, "{shown}");
    assert!(
        shown.starts_with("Access is granted on request. [-") && shown.ends_with("+}. It ends with the contract.|"),
        "{shown}"
    );
}

const POLICY: &str = "\
# Policy

Intro of the policy that stays as it is.

## Scope

It covers all offices of the company and its people.

It also covers the suppliers who work in them.

## Passwords

Every password has at least twelve signs and is kept in the vault.

- never reused between systems
- never written on paper

## Exceptions

The security officer grants exceptions for at most one year each.

## Review

The policy is reviewed every year by its owner and the board.
";

#[test]
fn moved_added_and_removed_sections_are_told_apart() {
    let scope = POLICY.split("## ").nth(1).unwrap();
    let without = |part: &str| POLICY.replace(&format!("## {part}"), "");
    let states = |redline: &Redline| -> Vec<(String, PartState)> {
        redline.parts.iter().map(|part| (part.heading.clone(), part.state)).collect()
    };
    let named = |list: &[(&str, PartState)]| -> Vec<(String, PartState)> {
        list.iter().map(|(name, state)| ((*name).to_owned(), *state)).collect()
    };
    use PartState::{Added, Away, Changed, Moved, Removed, Unchanged};

    let same = marked(POLICY, POLICY);
    assert!(same.is_unchanged() && same.parts.iter().all(|part| part.state == Unchanged));

    let moved = marked(POLICY, &format!("{}\n\n## {scope}", without(scope).trim_end()));
    let expected = [
        ("Policy", Unchanged),
        ("Scope", Away),
        ("Passwords", Unchanged),
        ("Exceptions", Unchanged),
        ("Review", Unchanged),
        ("Scope", Moved),
    ];
    assert_eq!(states(&moved), named(&expected));
    assert_eq!(moved.counts, Counts { moved: 3, ..Counts::default() });
    assert!(short(&moved).contains("<a href=\"#moved:1\">moved away Scope|"), "{}", short(&moved));

    let removed = marked(POLICY, &without(scope));
    assert_eq!(states(&removed)[1], ("Scope".to_owned(), Removed));
    assert_eq!(states(&removed).iter().filter(|(_, state)| *state != Unchanged).count(), 1);

    let added = marked(&without(scope), POLICY);
    assert_eq!(states(&added)[1], ("Scope".to_owned(), Added));

    // A heading put into a section: the text below it stays what it was.
    let split = marked(POLICY, &POLICY.replace("It also covers", "## Suppliers\n\nIt also covers"));
    assert_eq!(states(&split)[2], ("Suppliers".to_owned(), Changed));
    assert_eq!(split.counts, Counts { added: 1, ..Counts::default() });
    // A heading taken out: its text now belongs to the section above.
    let joined = marked(POLICY, &POLICY.replace("## Passwords\n", ""));
    assert_eq!(states(&joined)[1], ("Scope".to_owned(), Changed));
    assert_eq!(joined.counts, Counts { removed: 1, ..Counts::default() });
    // A renamed section is a changed one.
    let renamed = marked(POLICY, &POLICY.replace("## Passwords", "## Secrets"));
    assert_eq!(states(&renamed)[2], ("Secrets".to_owned(), Changed));
    assert_eq!(renamed.counts, Counts { changed: 1, ..Counts::default() });

    // A paragraph that moved to another section and was reworded there.
    let away = "It also covers the suppliers who work in them.\n";
    let text = POLICY
        .replace(away, "")
        .replace("## Review\n", "## Review\n\nIt also covers the suppliers who work with them.\n");
    let moved = marked(POLICY, &text);
    assert_eq!(moved.counts, Counts { moved: 1, ..Counts::default() });
    let shown = short(&moved);
    assert!(shown.contains("«moved from|It also covers the suppliers who work [-in-]{+with+} them.|"), "{shown}");
}

#[test]
fn long_unchanged_stretches_are_folded() {
    let old: String = (0..40).map(|at| format!("Paragraph number {at} of the text.\n\n")).collect();
    let new = format!("{old}One more.\n");
    let redline = marked(&old, &new);
    let html = &redline.parts[0].html;
    assert!(html.contains("<details class=\"same\"><summary>unchanged blocks</summary>"), "{html}");
    assert_eq!(redline.counts, Counts { added: 1, ..Counts::default() });
}

#[test]
fn a_cell_that_only_stands_elsewhere_in_the_text_is_no_stop() {
    let table = |value: &str| format!("| Rule | Value |\n|--|--|\n| **Length** | {value} |\n");
    let redline = marked(&format!("One.\n\n{}", table("12")), &format!("One more.\n\n{}", table("14")));
    let html = &redline.parts[0].html;
    assert_eq!(html.matches("data-change").count(), 2, "{html}");
    assert!(html.contains("<td><strong>Length</strong></td>"), "{html}");
}

#[test]
fn cost_is_bounded_whatever_changed() {
    let words = |seed: usize| -> String {
        let mut state = seed as u64 * 2_654_435_761 + 1;
        let mut word = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("w{}", (state >> 33) % 5_000)
        };
        (0..12).map(|_| word()).collect::<Vec<_>>().join(" ")
    };
    let text =
        |from: usize, count: usize, end: &str| -> String { (from..from + count).map(|at| words(at) + end).collect() };
    let many = 1_500;
    let rows = |from: usize| format!("| a | b |\n|--|--|\n{}", text(from, many, " | x |\n"));
    for (name, old, new) in [
        ("all replaced", text(0, 20_000, "\n\n"), text(90_000, 20_000, "\n\n")),
        ("same words", "to be or not to be\n\n".repeat(many), "to be and not to be\n\n".repeat(many)),
        ("one word each", "a\n\n".repeat(many), "b\n\n".repeat(many)),
        ("shuffled", text(0, many, "\n\n"), (0..many).rev().map(|at| words(at) + "\n\n").collect()),
        ("one paragraph", text(0, many, " "), text(90_000, many, " ")),
        ("one list", text(0, many, "\n").replace("\n", "\n- "), text(90_000, many, "\n").replace("\n", "\n- ")),
        ("one table", rows(0), rows(90_000)),
        ("headings", text(0, many, "\n\n# "), text(90_000, many, "\n\n# ")),
        (
            "wide table",
            format!("|{}\n|{}\n", "a|".repeat(many), "-|".repeat(many)),
            format!("|{}\n|{}\n", "b|".repeat(many), "-|".repeat(many)),
        ),
        ("halves swapped", text(0, many, "\n\n"), text(many / 2, many / 2, "\n\n") + &text(0, many / 2, "\n\n")),
    ] {
        let begun = spent();
        marked(&old, &new);
        let html = spent() - begun;
        redline_text(&old, &new, false);
        let all = spent() - begun;
        assert!(all < Duration::from_secs(30), "{name} took {html:?} as a page, {all:?} in all");
    }
}

/// The processor time of this thread where the system tells it, so that a busy machine is no failure; else the clock's.
#[allow(clippy::disallowed_methods)] // what the system tells of this thread is no content
fn spent() -> Duration {
    static BEGUN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

#[test]
fn the_terminal_shows_the_same() {
    let old = "# T\n\none two three\n\nfour five six\n\nlast\n";
    let new = "# T\n\none two 3\n\nlast\n\nnew line\n";
    assert_eq!(
        redline_text(old, new, false),
        "  # T\n  \n~ one two [-three-]{+3+}\n- \n- four five six\n  \n  last\n+ \n+ new line\n"
    );
    let colours = redline_text("a b\n", "a c\n", true);
    assert_eq!(colours, "~ a \u{1b}[31mb\u{1b}[0m\u{1b}[32mc\u{1b}[0m\n");
}
