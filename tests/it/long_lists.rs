//! Lists too long for one page: every document and event is on exactly one page, the pages lead to each other, and the
//! script that filters need brings what the first page does not have.

use crate::harness::{day, handbook};
use isms_handbook::site::pages::leaves::{self, LENGTH};
use isms_handbook::site::pages::{register, reviews};
use isms_handbook::site::{self, Made, Options, Site};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const MORE: usize = 1003;

fn text() -> String {
    let mut text = String::new();
    for n in 0..MORE {
        let _ = write!(
            text,
            "=== content/policies/p{n}.md\n---\nid: P-{n:04}\ntitle: Policy {n}\nversion: \"1.0\"\nstatus: approved\n\
             owner: ciso\napproval: {{role: ceo, person: ann, date: 2026-0{}-10}}\nreview: 12 months\n---\n\nShort.\n",
            n % 5 + 1
        );
    }
    text
}

/// The ids that stand in a page's rows or items.
fn ids(html: &str) -> Vec<String> {
    let marked = html.split("class=\"ref\">").skip(1);
    marked.filter_map(|rest| Some(rest.split_once('<')?.0.to_string())).collect()
}

#[test]
fn a_long_register_and_long_news_have_pages() {
    let reading = handbook(&text());
    let (assessment, _) = reading.on(day("2026-06-01"));
    let theme = site::theme_of(&reading.handbook, &reading.sources).unwrap();
    let site =
        Site::new(&reading.handbook, &assessment, &reading.sources, &theme, Box::new(Vec::new), Options::default());
    let make = |path: &str| match site.make(path) {
        Some(Ok(Made::Bytes(bytes))) => String::from_utf8(bytes).unwrap(),
        other => panic!("{path}: {other:?}"),
    };
    for folder in ["documents", "changes"] {
        let all = if folder == "documents" { register::order(&site).len() } else { site.news().len() };
        let last = all.div_ceil(LENGTH);
        assert!(last > 2);
        let folders: Vec<String> =
            std::iter::once(format!("{folder}/")).chain((2..=last).map(|n| format!("{folder}/page~{n}/"))).collect();
        assert!(!site.routes().contains_key(&format!("{folder}/page~{}/index.html", last + 1)));
        let mut seen = BTreeSet::new();
        for (at, own) in folders.iter().enumerate() {
            let path = &format!("{own}index.html");
            let html = make(path);
            assert!(html.len() < 300_000, "{path}: {}", html.len());
            let leaves = html.split("class=\"leaves\"").nth(1).unwrap().split("</nav>").next().unwrap();
            assert_eq!(leaves.matches("aria-current=\"page\"").count(), 1, "{path}");
            let root = if at == 0 { "../" } else { "../../" };
            for other in &folders {
                assert!(html.contains(&format!("<a href=\"{root}{other}\"")), "{path} leads to {other}");
            }
            assert_eq!(html.contains("data-others"), folder == "documents" && at == 0, "{path}");
            let page = ids(&html);
            assert_eq!(page.len(), page.iter().collect::<BTreeSet<_>>().len(), "{path}");
            for id in page {
                assert!(seen.insert(id.clone()), "{id} stands twice");
            }
        }
        assert!(all > MORE && seen.len() == all, "{folder}: {} of {all}", seen.len());
    }
    let script = make("assets/register/en.js");
    let rows: String =
        serde_json::from_str(script.trim().strip_prefix("HANDBOOK_ROWS(").unwrap().strip_suffix(");").unwrap())
            .unwrap();
    let first: BTreeSet<String> = ids(&make("documents/index.html")).into_iter().collect();
    let others = ids(&rows);
    assert_eq!(first.len() + others.len(), register::order(&site).len());
    assert!(others.iter().all(|id| !first.contains(id)));
    assert!(rows.contains("href=\"../documents/p-"), "links are those of the first page");
}

pub fn html(site: &Site<'_>, path: &str) -> String {
    match site.make(path) {
        Some(Ok(Made::Bytes(bytes))) => String::from_utf8(bytes).unwrap(),
        other => panic!("{path}: {other:?}"),
    }
}

/// Makes the site of the sound handbook and these files on a day.
pub fn on_site(text: &str, day_: &str, look: impl FnOnce(&Site<'_>)) {
    let reading = handbook(text);
    let (assessment, _) = reading.on(day(day_));
    let theme = site::theme_of(&reading.handbook, &reading.sources).unwrap();
    look(&Site::new(&reading.handbook, &assessment, &reading.sources, &theme, Box::new(Vec::new), Options::default()));
}

/// The sections of a page by their ids, each with its HTML.
fn sections(html: &str) -> Vec<(String, String)> {
    let sections = html.split("<section ").skip(1).filter_map(|section| {
        let (tag, rest) = section.split_once('>')?;
        let id = tag.split("aria-labelledby=\"").nth(1)?.trim_end_matches('"');
        Some((id.to_string(), rest.split("</section>").next()?.to_string()))
    });
    sections.collect()
}

/// The page and the section of it to which the first link of a text leads that goes to another page of the list.
fn leads_to(section: &str) -> Option<(String, String)> {
    let href = section.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let (path, anchor) =
        href.into_iter().find_map(|href| href.split_once('#').filter(|(to, _)| to.contains("page~")))?;
    Some((format!("{}index.html", path.trim_start_matches("../")), anchor.to_string()))
}

#[test]
fn a_long_calendar_has_pages_and_the_first_leads_to_every_month() {
    let mut text = String::new();
    for n in 0..1300 {
        // 600 are overdue, 500 are due from June on, 200 in May of the next year; some have no review at all.
        let (approved, review) = match n {
            0..600 => (format!("2025-05-{:02}", n % 28 + 1), "12 months"),
            600..1090 => (format!("2025-{:02}-10", n % 7 + 6), "12 months"),
            1090..1290 => ("2026-05-20".to_string(), "12 months"),
            _ => ("2026-05-20".to_string(), "never"),
        };
        let _ = write!(
            text,
            "=== content/policies/p{n}.md\n---\nid: P-{n:04}\ntitle: Policy {n:04}\nversion: \"1.0\"\nstatus: approved\n\
             owner: ciso\napproval: {{role: ceo, person: ann, date: {approved}}}\nreview: {review}\n---\n\nShort.\n",
        );
    }
    on_site(&text, "2026-06-01", |site| {
        let count = reviews::count(site);
        let paths: Vec<String> = std::iter::once("reviews/index.html".to_string())
            .chain((2..=count.div_ceil(LENGTH)).map(|n| format!("reviews/page~{n}/index.html")))
            .collect();
        assert!(paths.len() > 2);
        assert!(!site.routes().contains_key(&format!("reviews/page~{}/index.html", paths.len() + 1)));
        let pages: Vec<Vec<(String, String)>> = paths.iter().map(|path| sections(&html(site, path))).collect();

        let mut seen = BTreeSet::new();
        let mut entries = 0;
        for (page, path) in pages.iter().zip(&paths) {
            let lists: Vec<&(String, String)> = page.iter().filter(|(id, _)| id != "at:ics").collect();
            let here: usize = lists.iter().map(|(_, section)| section.matches("<li>").count()).sum();
            assert!(here <= LENGTH, "{path}: {here}");
            entries += here;
            for title in lists.iter().flat_map(|(_, section)| section.split(">Policy ").skip(1)) {
                assert!(seen.insert(title[..4].to_string()), "{title} stands twice");
            }
        }
        assert_eq!((seen.len(), entries), (1300, count));

        // The first page starts with what is overdue and has every heading that a short calendar has.
        assert_eq!(pages[0][0].0, "at:overdue");
        // One of them is an action of the sound handbook's leadership.
        assert_eq!(pages[0][0].1.matches("<li>").count(), LENGTH);
        let rest = format!("and {} more from page 2 on", 601 - LENGTH);
        assert!(pages[0][0].1.contains("601") && pages[0][0].1.contains(&rest));
        let months = pages[0].iter().filter(|(id, _)| id.starts_with("at:m-")).count();
        assert_eq!(months, 12);
        assert_eq!(pages[0].last().unwrap().0, "at:ics");
        assert!(pages[1..].iter().flatten().all(|(id, section)| id != "at:ics" && section.contains("<li>")));
        // The auditor's page names some of them and leads here.
        let audit = html(site, "audit/index.html");
        assert_eq!(audit.matches("<span class=\"ref\">P-").count(), 50);
        assert!(audit.contains("<a href=\"../reviews/#at:overdue\">and 550 more</a>"));
        // From each section a reader comes to the rest of it, and so on to its end.
        for (id, section) in pages[0].iter().filter(|(id, _)| id != "at:ics") {
            let shown = |section: &str| section.matches("<li>").count();
            let (mut all, mut next) = (shown(section), leads_to(section));
            while let Some((path, anchor)) = next {
                assert_eq!(&anchor, id);
                let at = paths.iter().position(|own| *own == path).unwrap();
                let (_, section) = pages[at].iter().find(|(own, _)| own == id).unwrap();
                assert!(shown(section) > 0);
                all += shown(section);
                next = leads_to(section);
            }
            let said = section.split("class=\"note\">").nth(1).and_then(|rest| rest.split(['<', ' ']).next());
            match said.and_then(|number| number.replace(',', "").parse::<usize>().ok()) {
                Some(said) => assert_eq!(all, said, "{id}"),
                None => assert!(all == shown(section) && !id.starts_with("at:m-"), "{id}"),
            }
        }
    });
}

#[test]
fn a_long_edition_has_pages() {
    let config = "=== site-config.yaml\ntitle: H\nlanguages: [en]\napproval: {default: {roles: [ceo, ciso]}}\n\
                  editions: [{name: \"1\", date: 2026-05-20}]\n";
    on_site(&format!("{config}{}", text()), "2026-06-01", |site| {
        let last = leaves::count(MORE + 2);
        let mut paths = vec!["editions/1/index.html".to_string()];
        paths.extend((2..=last).map(|n| format!("editions/1/page~{n}/index.html")));
        assert_eq!(site.routes().keys().filter(|path| path.starts_with("editions/")).count(), last);
        let pages: Vec<String> = paths.iter().map(|path| html(site, path)).collect();
        let listed: Vec<String> = pages.iter().flat_map(|page| ids(page)).collect();
        let mut sorted = listed.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!((listed.len(), sorted), (MORE + 2, listed), "each once, in order");
        assert!(pages.iter().all(|page| page.contains("1,005 documents in force")));
        let title = format!("<h1>Edition 1: in force on 20 May 2026, page {last} of {last}</h1>");
        assert!(pages[last - 1].contains(&title));
    });
}

#[test]
fn what_answers_a_clause_in_hundreds_has_its_own_pages() {
    let mut text = String::new();
    for n in 0..LENGTH + 20 {
        // All name the first clause, twenty the second, twenty-one the third.
        let clauses = match n {
            0..20 => "A.5.1, A.5.2, A.5.3",
            20 => "A.5.1, A.5.3",
            _ => "A.5.1",
        };
        let _ = write!(
            text,
            "=== content/policies/p{n}.md\n---\nid: P-{n:04}\ntitle: Policy\nversion: \"1.0\"\nstatus: approved\n\
             owner: ciso\napproval: {{role: ceo, person: ann, date: 2026-05-10}}\nclauses: [{clauses}]\n---\n\nShort.\n",
        );
    }
    text.push_str(
        "=== content/matrices/many.md\n---\nid: MAT-MANY\ntitle: Many\nversion: \"1.0\"\nstatus: approved\nowner: ciso\n\
         approval: {role: ceo, person: ann, date: 2026-01-10}\n---\n\n| Activity | Clause | ceo | ciso |\n|---|---|---|---|\n",
    );
    for n in 0..22 {
        let _ = writeln!(text, "| Activity {n:02} | A.5.4 | A | R |");
    }
    on_site(&text, "2026-06-01", |site| {
        let page = html(site, "frameworks/iso-27001-2022/index.html");
        let row = |clause: &str| {
            let row = page.split(&format!("<tr id=\"c-{clause}\">")).nth(1).unwrap();
            row.split("</tr>").next().unwrap().to_string()
        };
        let own = |clause: &str| format!("../../frameworks/iso-27001-2022/clause~{clause}/");
        for (clause, shown, more) in [("a-5-1", 20, LENGTH), ("a-5-2", 20, 0), ("a-5-3", 20, 1)] {
            let row = row(clause);
            assert_eq!(row.matches("documents/p-").count(), shown, "{clause}");
            let link = format!("<a href=\"{}#at:documents\">and {more} more</a>", own(clause));
            assert_eq!(row.contains(&link), more > 0, "{clause}: {row}");
            let path = format!("frameworks/iso-27001-2022/clause~{clause}/index.html");
            assert_eq!(site.routes().contains_key(&path), more > 0, "{clause}");
        }
        assert_eq!(row("a-5-4").matches(">Activity ").count(), 20);
        assert!(row("a-5-4").contains(&format!("<a href=\"{}#at:activities\">and 2 more</a>", own("a-5-4"))));
        let four = html(site, "frameworks/iso-27001-2022/clause~a-5-4/index.html");
        assert_eq!((four.matches(">Activity ").count(), sections(&four).len()), (22, 1));

        let first = html(site, "frameworks/iso-27001-2022/clause~a-5-1/index.html");
        let second = html(site, "frameworks/iso-27001-2022/clause~a-5-1/page~2/index.html");
        assert!(first.contains("href=\"../../../frameworks/iso-27001-2022/#c-a-5-1\""), "the way back");
        let listed = |html: &str| -> Vec<String> {
            let lines = html.split(">P-").skip(1);
            lines.map(|line| line[..4].to_string()).collect()
        };
        assert_eq!((listed(&first).len(), listed(&second).len()), (LENGTH, 20));
        let all: BTreeSet<String> = listed(&first).into_iter().chain(listed(&second)).collect();
        assert_eq!(all.len(), LENGTH + 20);
        assert!(
            first.contains("page~2/#at:documents\">and 20 more from page 2 on")
                && second.contains("id=\"at:documents\"")
        );
        assert!(!site.routes().contains_key("frameworks/iso-27001-2022/clause~a-5-1/page~3/index.html"));
    });
}

/// A policy that concerns these, owned by the role.
fn for_(n: usize, owner: &str, audience: &str) -> String {
    format!(
        "=== content/policies/p{n}.md\n---\nid: P-{n:04}\ntitle: Policy\nversion: \"1.0\"\nstatus: approved\nowner: {owner}\nauthors: [bob]\n\
         approval: {{role: ceo, person: ann, date: 2026-05-10}}\naudience: [{audience}]\n---\n\nShort.\n"
    )
}

/// The ids of the documents in the section of a page; none without that section.
fn in_section(html: &str, id: &str) -> Vec<String> {
    sections(html).into_iter().filter(|(own, _)| own == id).flat_map(|(_, section)| ids(&section)).collect()
}

#[test]
fn what_concerns_everyone_is_one_line_where_it_is_much() {
    // With that of the sound handbook 51 concern everyone, 51 the staff and one of them both; ten the one person.
    let mut text = String::new();
    (0..49).for_each(|n| text.push_str(&for_(n, "ceo", "everyone")));
    text.push_str(&for_(49, "ceo", "everyone, Staff"));
    (50..100).for_each(|n| text.push_str(&for_(n, "ceo", "staff")));
    (100..110).for_each(|n| text.push_str(&for_(n, "ceo", "cat")));
    on_site(&text, "2026-06-01", |site| {
        let cat = html(site, "people/cat/index.html");
        let own: Vec<String> = (100..110).map(|n| format!("P-{n:04}")).collect();
        assert_eq!(in_section(&cat, "at:applies"), own);
        assert!(cat.contains("<a href=\"../../documents/everyone~/\">All 51 documents that concern everyone</a>"));
        assert!(cat.contains(
            "<a href=\"../../documents/for~staff/\">All 51 documents that concern the role “Staff member”</a>"
        ));
        let everyone = ids(&html(site, "documents/everyone~/index.html"));
        let expected: BTreeSet<String> = (0..50).map(|n| format!("P-{n:04}")).chain(["POL-BASE".to_string()]).collect();
        assert_eq!((everyone.len(), everyone.into_iter().collect::<BTreeSet<_>>()), (51, expected));
        assert_eq!(ids(&html(site, "documents/for~staff/index.html")).len(), 51);
        assert_eq!(in_section(&html(site, "people/ann/index.html"), "at:owned").len(), 110);
    });
    // One fewer, and everything is listed as before.
    let text: String = (0..49).map(|n| for_(n, "staff", "everyone")).collect();
    on_site(&text, "2026-06-01", |site| {
        assert_eq!(in_section(&html(site, "people/cat/index.html"), "at:applies").len(), 50);
        assert!(!site.routes().keys().any(|path| path.contains('~')));
    });
    let text: String = (0..1000).map(|n| for_(n, "ceo", "everyone")).collect();
    on_site(&text, "2026-06-01", |site| {
        // Who owns very many has those that need their eyes most, and all of them elsewhere.
        for page in ["roles/ceo/index.html", "people/ann/index.html"] {
            let page = html(site, page);
            assert_eq!(in_section(&page, "at:owned").len(), 50);
            assert!(page.contains("<a href=\"../../documents/owned~ceo/\">All 1,000 documents that the role “Chief executive officer” owns</a>"));
        }
        // And of each list every document stands on one page.
        let mut expected: Vec<String> = (0..1000).map(|n| format!("P-{n:04}")).collect();
        for (list, pages) in [("owned~ceo", leaves::count(1000)), ("everyone~", leaves::count(1001))] {
            let folder = format!("documents/{list}/");
            let paths: Vec<&String> = site.routes().keys().filter(|path| path.starts_with(&folder)).collect();
            assert_eq!(paths.len(), pages, "{list}");
            let mut all: Vec<String> = paths.iter().flat_map(|path| ids(&html(site, path))).collect();
            all.sort();
            assert_eq!(all, expected, "{list}");
            expected.push("POL-BASE".to_string());
        }
    });
}

#[test]
fn a_short_register_is_one_page_without_a_script() {
    let reading = handbook("");
    let (assessment, _) = reading.on(day("2026-06-01"));
    let theme = site::theme_of(&reading.handbook, &reading.sources).unwrap();
    let site =
        Site::new(&reading.handbook, &assessment, &reading.sources, &theme, Box::new(Vec::new), Options::default());
    assert!(!site.routes().keys().any(|path| path.contains('~') || path.starts_with("assets/register/")));
}

#[test]
fn the_index_takes_its_words_from_pages_however_often_they_are_made() {
    let policy = |number: usize| {
        format!(
            "=== content/policies/p{number}.md\n---\nid: POL-{number}\ntitle: Policy {number}\nversion: \"1.0\"\nstatus: approved\n\
             owner: ciso\nauthors: [bob]\napproval: {{role: ceo, person: ann, date: 2026-01-10}}\n---\n\nWord{number} is here.\n"
        )
    };
    let reading = handbook(&(0..40).map(policy).collect::<String>());
    let theme = site::theme_of(&reading.handbook, &reading.sources).unwrap();
    let (assessment, _) = reading.on(day("2026-06-01"));
    let alone =
        || Site::new(&reading.handbook, &assessment, &reading.sources, &theme, Box::new(Vec::new), Options::default());
    // Several times, because it takes luck for two threads to meet.
    for _ in 0..6 {
        let gathering = alone().gathering();
        // Threads that make the same pages at the same time, so that a text is read by several before any has kept it.
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for path in gathering.paths_before_index() {
                        assert!(gathering.make(&path).unwrap().is_ok(), "{path}");
                    }
                });
            }
        });
        let files = |site: &Site<'_>| -> BTreeMap<String, String> {
            let index = site.index();
            index.paths().map(|path| (path.clone(), index.make(&path).unwrap())).collect()
        };
        assert_eq!(files(&gathering), files(&alone()));
        assert!(files(&gathering).values().any(|file| file.contains("word39")));
    }
}

#[test]
fn many_retired_documents_have_their_own_pages() {
    let retired = |n: usize| {
        format!(
            "=== content/policies/p{n}.md\n---\nid: P-{n:04}\ntitle: Policy {n}\nversion: \"1.0\"\nstatus: retired\nretired: 2026-03-01\n\
             owner: ciso\napproval: {{role: ceo, person: ann, date: 2026-01-10}}\n---\n\nShort.\n"
        )
    };
    let retired_on = |html: &str| {
        in_section(html, "at:retired").len()
            + sections(html)
                .iter()
                .filter(|(id, _)| id == "at:retired")
                .map(|(_, section)| section.matches(">P-").count())
                .sum::<usize>()
    };
    on_site(&(0..50).map(retired).collect::<String>(), "2026-06-01", |site| {
        assert_eq!(retired_on(&html(site, "documents/index.html")), 50);
        assert!(!site.routes().keys().any(|path| path.contains('~')));
    });
    on_site(&(0..LENGTH + 1).map(retired).collect::<String>(), "2026-06-01", |site| {
        let register = html(site, "documents/index.html");
        assert_eq!(retired_on(&register), 50);
        assert!(register.contains("<a href=\"../documents/retired~/\">All 251 retired documents</a>"));
        let first = ids(&html(site, "documents/retired~/index.html"));
        let second = ids(&html(site, "documents/retired~/page~2/index.html"));
        assert_eq!((first.len(), second), (LENGTH, vec!["P-0250".to_string()]));
    });
}
