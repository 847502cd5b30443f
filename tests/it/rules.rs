//! Every rule's bad example yields the rule, its good one does not; the base handbook yields nothing.

use crate::harness::{day, laid_over, lines, understand};
use isms_handbook::finding::catalogue;
use isms_handbook::finding::examples;

const AS_OF: &str = "2026-06-01";

#[test]
fn the_base_handbook_is_sound() {
    let reading = understand(&laid_over(&[]));
    let (_, judged) = reading.on(day(AS_OF));
    assert_eq!(lines(&reading, &judged), Vec::<String>::new());
}

#[test]
fn bad_examples_yield_their_rule_and_good_ones_do_not() {
    let mut wrong = Vec::new();
    for rule in catalogue::all() {
        let Some(example) = examples::of(rule) else { continue };
        for (files, expected) in [(&example.bad, true), (&example.good, false)] {
            let reading = understand(&laid_over(files));
            let (_, judged) = reading.on(day(AS_OF));
            let yields = judged.listed.iter().any(|(finding, _)| finding.rule.name == rule.name);
            if yields != expected {
                let side = if expected { "bad" } else { "good" };
                wrong.push(format!("{} ({side}): {:#?}", rule.name, lines(&reading, &judged)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
