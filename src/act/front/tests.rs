//! What the three keys become in front matter of many forms, and that nothing else changes in mutated ones.

use super::*;

fn day(text: &str) -> Option<Date> {
    Date::parse(text)
}

fn entry(role: &str, person: &str, date: &str, text: Option<&str>) -> Approval {
    Approval {
        role: role.into(),
        person: person.into(),
        date: day(date),
        text: text.map(str::to_owned),
        outdated: false,
    }
}

/// Drops all old approvals and seals with one by the ceo on 2026-03-14.
fn approved(front: &str) -> String {
    let text = format!("---\n{front}---\nBody # no comment\n");
    let node = yaml::read(front, &Limits::FRONT_MATTER).unwrap().node;
    let kept = vec![false; approvals(Fields(&node)).len()];
    let wanted = Wanted {
        approval: vec![entry("ceo", "ann", "2026-03-14", None)],
        status: Lifecycle::Approved,
        effective: day("2026-04-01"),
    };
    let done = rewrite(&text, "p.md", &kept, &wanted);
    let done = done.unwrap_or_else(|refusal| panic!("{front}: {refusal:?}"));
    done.strip_prefix("---\n").unwrap().strip_suffix("---\nBody # no comment\n").unwrap().to_owned()
}

#[test]
fn the_three_keys_are_written_where_they_belong() {
    const NEW: &str = "{role: ceo, person: ann, date: 2026-03-14}";
    let cases = [
        (
            "id: X # the id\nstatus: draft   # now\nowner: ciso\nreview: 12 months\n",
            "id: X # the id\nstatus: approved   # now\nowner: ciso\napproval:\n  - NEW\neffective: 2026-04-01\nreview: 12 months\n",
        ),
        (
            "id: X\napproval: {role: ceo, person: bob, date: 2025-01-01} # old\n",
            "id: X\napproval: NEW # old\neffective: 2026-04-01\nstatus: approved\n",
        ),
        (
            "status: draft\napproval: []\neffective:\nid: X\n",
            "status: approved\napproval: [NEW]\neffective: 2026-04-01\nid: X\n",
        ),
        (
            "status:\napproval:   # to come\nid: X\n",
            "status: approved\napproval:   # to come\n  - NEW\neffective: 2026-04-01\nid: X\n",
        ),
        (
            "approval: # one\n# two\n- {role: ceo, person: bob, date: 2025-01-01} # three\n  # four\n- role: ciso\n  # five\n  person: cat\nstatus: \"draft\"\nid: X\n",
            "approval: # one\n# two\n# three\n  # four\n# five\n- NEW\neffective: 2026-04-01\nstatus: approved\nid: X\n",
        ),
        (
            "approval:\n  role: ceo # a\n  person: bob # b\n  date: 2025-01-01 # c\nstatus: draft\n",
            "approval:\n  [NEW] # c\n  # a\n  # b\neffective: 2026-04-01\nstatus: approved\n",
        ),
        (
            "approval: [\n  {role: ceo, person: bob}, # a\n  # b\n]\nstatus: draft\n",
            "approval: [NEW]\neffective: 2026-04-01\n# a\n# b\nstatus: approved\n",
        ),
        ("approval: ~\nstatus: in-review\n", "approval: [NEW]\neffective: 2026-04-01\nstatus: approved\n"),
    ];
    for (before, after) in cases {
        assert_eq!(approved(before), after.replace("NEW", NEW), "{before}");
    }
}

#[test]
fn kept_approvals_stay_as_they_are_and_lose_their_digest_in_the_end() {
    let kept = [false, true];
    let text = |list: &str| format!("---\r\nid: X\r\napproval:{list}status: in-review # s\r\n---\r\nBody\r\n");
    let before = "\r\n  - {role: ceo, person: old, date: 2025-01-01} # gone\r\n  - {role: ceo, person: ann, date: 2026-03-14, text: \"abc\"} # here\r\n";
    let first = entry("ceo", "ann", "2026-03-14", Some("abc"));
    let awaited = Wanted {
        approval: vec![first.clone(), entry("ciso", "007", "2026-03-15", Some("abc"))],
        status: Lifecycle::InReview,
        effective: None,
    };
    let after = rewrite(&text(before), "p.md", &kept, &awaited).unwrap();
    let list = "\r\n  # gone\r\n  - {role: ceo, person: ann, date: 2026-03-14, text: \"abc\"} # here\r\n  - {role: ciso, person: 007, date: 2026-03-15, text: abc}\r\n";
    assert_eq!(after, text(list));

    let sealed = Wanted {
        approval: vec![Approval { text: None, ..first }, entry("ciso", "007", "2026-03-15", None)],
        status: Lifecycle::Approved,
        effective: day("2026-03-15"),
    };
    let after = rewrite(&text(before), "p.md", &kept, &sealed).unwrap();
    let list = "\r\n  # gone\r\n  - {role: ceo, person: ann, date: 2026-03-14} # here\r\n  - {role: ciso, person: 007, date: 2026-03-15}\r\n";
    assert_eq!(
        after,
        text(list).replace("status: in-review # s\r\n", "effective: 2026-03-15\r\nstatus: approved # s\r\n")
    );

    let block = "\r\n- role: ceo\r\n  person: old\r\n- role: ceo\r\n  person: ann\r\n  text: abc # mark\r\n  date: 2026-03-14\r\n";
    let after = rewrite(&text(block), "p.md", &kept, &sealed).unwrap();
    let list = "\r\n- role: ceo\r\n  person: ann\r\n  # mark\r\n  date: 2026-03-14\r\n- {role: ciso, person: 007, date: 2026-03-15}\r\n";
    assert_eq!(
        after,
        text(list).replace("status: in-review # s\r\n", "effective: 2026-03-15\r\nstatus: approved # s\r\n")
    );
}

#[test]
fn what_cannot_be_changed_safely_is_refused_with_the_lines_to_write() {
    let wanted = Wanted {
        approval: vec![entry("ceo", "ann", "2026-03-14", None)],
        status: Lifecycle::Approved,
        effective: None,
    };
    for front in ["{id: X, status: draft}\n", "id: X\nstatus: draft\nstatus: draft\n"] {
        let refusal = rewrite(&format!("---\n{front}---\n"), "p.md", &[], &wanted).unwrap_err();
        assert!(refusal.help.en.contains("- {role: ceo, person: ann, date: 2026-03-14}"), "{refusal:?}");
    }
    assert_eq!(quoted("ciso"), "ciso");
    assert_eq!(quoted("42"), "\"42\"");
    assert_eq!(quoted("true"), "\"true\"");
}

/// A simple source of numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

const SEEDS: [&str; 4] = [
    "# head\nid: X   # the id\ntitle: \"A # b\"\nversion: '2.10'\nstatus: draft # s\nowner: ciso\nauthors: [a, b]\napproval:\n  # before\n  - {role: ceo, person: ann, date: 2025-01-01} # old\n  - role: ciso # r\n    person: bob\n    # inside\n    text: abc\n  # after\nreview: 12 months\nsummary: >-\n  Words # no comment\n  and more\nextra: {a: [1, 2], b: ~}\n# tail\n",
    "id: X\r\nstatus: in-review\r\napproval: [{role: ceo, person: ann, date: 2025-01-01, text: \"a,b\"}, # one\r\n  {role: ciso, person: bob}] # two\r\neffective: 2025-02-01 # e\r\nclauses:\r\n- 5.1\r\n- A.5.1 # c\r\n",
    "status: approved\napproval: {role: ceo, person: ann, date: 2025-01-01} # single\nid: X\ntitle: {en: One, fr: Un} # t\n",
    "approval:   # to come\nid: X\nstatus:\ntitle: 'it''s # fine'\n",
];

/// Changes a text in a few places: pieces taken out, doubled, exchanged, put in.
fn mutate(text: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..1 + dice.roll(3) {
        let at = dice.roll(chars.len() + 1);
        let end = (at + dice.roll(12)).min(chars.len());
        match dice.roll(5) {
            0 => drop(chars.drain(at..end)),
            1 => {
                let piece: Vec<char> = chars[at..end].to_vec();
                chars.splice(at..at, piece);
            }
            2 => chars.extend(['\n', '#', 'é']),
            3 => {
                let piece = ["#", " # x\n", "\n", ": ", "- ", "\"", "'", "[", "]", "{", "}", ",", "é", "\t", "|\n"];
                chars.splice(at..at, piece[dice.roll(piece.len())].chars());
            }
            _ => {
                let mut lines: Vec<String> =
                    chars.iter().collect::<String>().split_inclusive('\n').map(str::to_owned).collect();
                let (a, b) = (dice.roll(lines.len()), dice.roll(lines.len()));
                if !lines.is_empty() {
                    lines.swap(a, b);
                }
                chars = lines.concat().chars().collect();
            }
        }
    }
    chars.into_iter().collect()
}

#[test]
fn mutated_front_matter_is_rewritten_without_loss_or_refused() {
    let mut dice = Dice(7);
    let (mut readable, mut rewritten) = (0, 0);
    for round in 0..3000 {
        let seed = SEEDS[round % SEEDS.len()];
        let text = format!("---\n{}---\nBody # text\n", mutate(seed, &mut dice));
        let Some(yaml) = yaml_of(&text) else { continue };
        let Ok(read) = yaml::read(yaml, &Limits::FRONT_MATTER) else { continue };
        readable += 1;
        let listed = approvals(Fields(&read.node));
        let kept: Vec<bool> = listed.iter().map(|_| dice.roll(2) == 0).collect();
        let sealing = dice.roll(2) == 0;
        let stay = listed.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(entry, _)| entry.clone());
        let new = entry("ceo", "ann", "2026-03-14", Some("def"));
        let list = stay.chain([new]).map(|entry| Approval { text: entry.text.filter(|_| !sealing), ..entry });
        let wanted = Wanted {
            approval: list.collect(),
            status: if sealing { Lifecycle::Approved } else { Lifecycle::InReview },
            effective: day("2026-04-01").filter(|_| sealing),
        };
        let Ok(after) = rewrite(&text, "p.md", &kept, &wanted) else { continue };
        rewritten += 1;
        // Line by line, comments are told by a reader that knows nothing of ours: whatever stood behind ` #` stands there still.
        let tails = |text: &str| {
            let lines = text.lines().filter_map(|line| line.find(" #").map(|at| line[at..].trim_end().to_owned()));
            let mut tails: Vec<String> = lines.collect();
            tails.sort();
            tails
        };
        let (before, now) = (tails(&text), tails(&after));
        let lost: Vec<&String> = before.iter().filter(|tail| !after.contains(tail.trim())).collect();
        assert!(lost.is_empty(), "{lost:?} {now:?}\n{text}\n{after}");
        assert!(after.ends_with("---\nBody # text\n"), "{text}\n{after}");
        let node = yaml::read(yaml_of(&after).unwrap(), &Limits::FRONT_MATTER).unwrap().node;
        for (key, value) in read.node.as_map().unwrap() {
            let own = crate::resolve::text_digest::OWN_KEYS.contains(&key.as_str());
            assert!(own || node.get(key) == Some(value), "{key}\n{text}\n{after}");
        }
        assert_eq!(approvals(Fields(&node)), wanted.approval, "{text}\n{after}");
    }
    assert!(readable > 700 && rewritten * 100 > readable * 97, "{rewritten} of {readable}");
}
