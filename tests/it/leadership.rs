//! Leadership end to end: what commitments, records and the others say, and what follows from it on a day.

use crate::harness::{day, handbook, lines};

const AS_OF: &str = "2026-06-01";

#[test]
fn texts_of_leadership_are_checked_like_others() {
    let reading = handbook(
        "=== content/leadership/a.md\n---\nid: COM-1\ntitle: We lead\nclauses: [5.1.a]\naccountable: ceo\n\
         actions: [{id: COM-1-1, what: Talk, by: ceo, every: 12 months}]\n---\n\n\
         See [the policy](../policies/base.md#duties), [the proof](../records/r.md) and [by id](REC-1).\n\n## How\n\n\
         [Nowhere](../records/none.md) and [no heading](../records/r.md#none). TODO\n\n<script>alert(1)</script>\n\
         === content/records/r.md\n---\nid: REC-1\ntitle: Talk of May\ntype: meeting\ndate: 2026-05-01\n\
         attendees: [ann]\ndemonstrates: [COM-1-1]\n---\n\n## Said\n\nAs [promised](../leadership/a.md#how).\n\
         === content/guides/g.md\n[Promise](../leadership/a.md#how) and [proof](../records/r.md#said)\n",
    );
    let (_, judged) = reading.on(day(AS_OF));
    let mut found = lines(&reading, &judged);
    found.retain(|line| !line.contains("clause-uncommitted") && !line.contains("mandatory-document-missing"));
    let expected = [
        "content/leadership/a.md:13:1 warning[link-broken]",
        "content/leadership/a.md:13:35 warning[anchor-broken]",
        "content/leadership/a.md:13:71 warning[placeholder-text]",
        "content/leadership/a.md:15:1 warning[html-removed]",
    ];
    let begin: Vec<&str> = found.iter().map(|line| line.split(']').next().unwrap()).collect();
    let expected: Vec<&str> = expected.iter().map(|line| line.trim_end_matches(']')).collect();
    assert_eq!(begin, expected, "{found:#?}");
}
