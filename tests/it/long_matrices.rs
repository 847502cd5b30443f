//! Matrices too long for one page: every activity is on exactly one page of each list, every link to one leads there, and the
//! pages stay light however broad they are.

use crate::long_lists::{html, on_site};
use isms_handbook::site::pages::leaves::{self, LENGTH};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A matrix document with a table of so many activities for these roles under each heading; the last activity of each has
/// nobody accountable.
fn matrix(id: &str, columns: &[&str], tables: &[(&str, usize)]) -> String {
    let mut text = format!(
        "=== content/matrices/{id}.md\n---\nid: {id}\ntitle: Parts\nversion: \"1.0\"\nstatus: approved\nowner: ciso\n\
         approval: {{role: ceo, person: ann, date: 2026-01-10}}\n---\n\nBefore.\n"
    );
    for (heading, rows) in tables {
        let _ = write!(
            text,
            "\n## {heading}\n\n| Activity | {} |\n|{}\n",
            columns.join(" | "),
            "---|".repeat(columns.len() + 1)
        );
        for row in 0..*rows {
            let first = if row + 1 == *rows { "R" } else { "A/R" };
            let _ =
                writeln!(text, "| {id} {heading} {row:04} | {first} | {} |", vec!["I"; columns.len() - 1].join(" | "));
        }
        let _ = writeln!(text, "\nAfter {heading}.");
    }
    text
}

/// What stands after each of these marks, up to the next quotation mark or tag.
fn after<'h>(html: &'h str, mark: &str) -> Vec<&'h str> {
    html.split(mark).skip(1).filter_map(|rest| rest.split(['"', '<']).next()).collect()
}

/// The page and anchor to which a link on a page leads.
fn target(from: &str, href: &str) -> (String, String) {
    let (path, anchor) = href.split_once('#').unwrap();
    let depth = from.matches('/').count() - path.matches("../").count();
    let base: String = from.split_inclusive('/').take(depth).collect();
    (format!("{base}{}index.html", path.trim_start_matches("../")), anchor.to_string())
}

#[test]
fn a_long_matrix_has_pages_and_every_link_to_an_activity_leads_to_the_one_that_has_it() {
    let text = matrix("M-1", &["ceo", "ciso", "staff"], &[("One", LENGTH + 50), ("Two", LENGTH), ("Three", 3)])
        + &matrix("M-2", &["ciso", "staff"], &[("Four", 10)]);
    on_site(&text, "2026-06-01", |site| {
        let all = 2 * LENGTH + 53;
        // The sound handbook has a matrix of its own.
        let others = 11;
        for (folder, all) in [("documents/m-1/", all), ("documents/m-1/1.0/", all), ("responsibilities/", all + others)]
        {
            let paths: Vec<String> = std::iter::once(format!("{folder}index.html"))
                .chain((2..=leaves::count(all)).map(|n| format!("{folder}page~{n}/index.html")))
                .collect();
            assert_eq!(paths.len(), 3);
            assert!(!site.routes().contains_key(&format!("{folder}page~4/index.html")));
            let mut seen = BTreeSet::new();
            for (at, path) in paths.iter().enumerate() {
                let html = html(site, path);
                assert!(html.len() < 300_000, "{path}: {}", html.len());
                let rows = after(&html, "<tr id=\"at:");
                assert!(!rows.is_empty() && rows.len() <= LENGTH, "{path}: {}", rows.len());
                assert_eq!(
                    after(&html, "<li data-of=\"").into_iter().collect::<Vec<_>>(),
                    rows,
                    "{path}: the same in blocks"
                );
                for anchor in &rows {
                    assert!(seen.insert(anchor.to_string()), "{anchor} stands twice");
                }
                // The index names the first activity of each page, this one among them.
                let index = html.split("class=\"index\"").nth(1).unwrap().split("</details>").next().unwrap();
                assert_eq!((index.matches("<li>").count(), index.matches("aria-current").count()), (3, 1), "{path}");
                let current = index.split("aria-current=\"page\">").nth(1).unwrap().split('<').next().unwrap();
                let first = html.split("<th scope=\"row\">").nth(1).unwrap();
                assert!(first.starts_with(current), "{path}: {current}");
                assert!(
                    at == 0 || html.contains(if at == 1 { ">One</h2>" } else { ">Two</h2>" }),
                    "{path}: which table"
                );
                assert_eq!(html.contains("Before."), at == 0 && folder != "responsibilities/", "{path}");
                assert_eq!(html.contains("After Two."), at == 0 && folder != "responsibilities/", "{path}");
                if folder != "responsibilities/" {
                    assert!(html.contains("Approved, in force") && html.contains("class=\"control\""), "{path}");
                }
            }
            assert_eq!(seen.len(), all, "{folder}");
        }
        // From the first page every table can be reached, and what is wrong leads to the row.
        let first = "documents/m-1/index.html";
        let html_of = |path: &str| html(site, path);
        let page = html_of(first);
        for (table, rest) in [("m-1", "and 50 more from page 2 on"), ("m-1-2", "See page 2"), ("m-1-3", "See page 3")] {
            let part = page.split(&format!("id=\"at:{table}\"")).nth(1).unwrap().split("</section>").next().unwrap();
            assert!(part.contains(rest), "{table}: {part}");
            let href = after(part, "href=\"").into_iter().find(|href| href.contains("page~")).unwrap();
            let (path, anchor) = target(first, href);
            assert!(html_of(&path).contains(&format!("id=\"{anchor}\"")), "{href}");
        }
        let problems: Vec<&str> =
            after(page.split("class=\"banner is-overdue\"").nth(1).unwrap().split("</div>").next().unwrap(), "href=\"");
        assert_eq!(problems.len(), 1);
        for (from, hrefs) in [(first, problems)] {
            for href in hrefs {
                let (path, anchor) = target(from, href);
                assert!(html_of(&path).contains(&format!("<tr id=\"{anchor}\"")), "{from}: {href}");
            }
        }
        // So do the duties of a role and of who holds it, on all of their pages, each activity once for a letter.
        for (folder, group) in [("roles/ceo/", 2 * LENGTH + 51), ("people/ann/", 2 * LENGTH + 51)] {
            let pages = leaves::count(2 * all - 3);
            let mut seen = Vec::new();
            for n in 1..=pages {
                let path = if n == 1 { format!("{folder}index.html") } else { format!("{folder}page~{n}/index.html") };
                let page = html_of(&path);
                let section = page.split("id=\"at:duties\"").nth(1).unwrap().split("</section>").next().unwrap();
                let screen = section.split("class=\"paper").next().unwrap();
                let hrefs: Vec<&str> =
                    after(screen, "href=\"").into_iter().filter(|href| href.contains("#at:m-")).collect();
                assert!(hrefs.len() <= LENGTH, "{path}");
                for href in hrefs {
                    let (to, anchor) = target(&path, href);
                    assert!(site.routes().contains_key(&to), "{path}: {href}");
                    seen.push((to, anchor));
                }
            }
            assert!(!site.routes().contains_key(&format!("{folder}page~{}/index.html", pages + 1)));
            assert_eq!(seen.len(), 2 * all - 3, "{folder}");
            let distinct: BTreeSet<_> = seen.into_iter().collect();
            assert_eq!(distinct.len(), all, "{folder}");
            for (to, anchor) in distinct.iter().step_by(97) {
                assert!(html_of(to).contains(&format!("<tr id=\"{anchor}\"")), "{to}#{anchor}");
            }
            let page = html_of(&format!("{folder}index.html"));
            assert!(page.contains(&format!("<span class=\"note\">{group}</span></h3>")), "{folder}");
        }
        // The letter of assignment of who has very much to do refers to the matrix.
        assert!(html_of("people/ann/index.html").contains("M-1: 550 activities"));

        // Search leads to the page that has an activity, and to headings where they are.
        let index: Vec<String> = site.index().paths().map(|path| site.index().make(&path).unwrap()).collect();
        assert!(index.iter().any(|file| file.contains("\"at:page-2\",\"page 2 of 3\",\"M-1 One 0250; ")));
        assert!(index.iter().any(|file| file.contains("After Two.")));

        // The script that filters need has them all, and where they stand.
        let script = html_of("assets/responsibilities/en.js");
        let tables: serde_json::Value = serde_json::from_str(
            script.trim().strip_prefix("HANDBOOK_ACTIVITIES(").unwrap().strip_suffix(");").unwrap(),
        )
        .unwrap();
        let rows: Vec<&serde_json::Value> =
            tables.as_array().unwrap().iter().flat_map(|table| table[1].as_array().unwrap()).collect();
        assert_eq!(rows.len(), all + others);
        for row in rows.iter().step_by(41) {
            let leaf = row[1].as_u64().unwrap();
            let path = if leaf == 0 { String::new() } else { format!("page~{}/", leaf + 1) };
            let page = html_of(&format!("responsibilities/{path}index.html"));
            assert!(page.contains(&format!("<tr id=\"at:{}\"", row[2].as_str().unwrap())), "{row}");
        }
        assert!(tables.as_array().unwrap().iter().any(|table| table[0] == serde_json::json!(["ciso", "staff"])));
        assert!(rows.iter().any(|row| row[0] == "M-2 Four 0000" && row[3] == "A R,I"));
    });
}

#[test]
fn a_document_that_very_many_activities_name_lists_the_first_and_leads_to_all() {
    let naming = |count: usize| matrix("M-1", &["ceo", "ciso"], &[("Keep POL-BASE", count)]);
    for (count, listed, more) in [(50, 50, false), (70, 50, true)] {
        on_site(&naming(count), "2026-06-01", |site| {
            let page = html(site, "documents/pol-base/index.html");
            let part = page.split("id=\"at:your-part\"").nth(1).unwrap().split("</section>").next().unwrap();
            assert_eq!(part.matches("<li>").count(), listed);
            let link =
                "<a href=\"../../responsibilities/\">and 20 more<span class=\"vh\">, Responsibilities</span></a>";
            assert_eq!(part.contains(link), more, "{part}");
        });
    }
}

#[test]
fn a_broad_matrix_has_fewer_activities_on_a_page() {
    let mut text = String::new();
    let ids: Vec<String> = (0..60).map(|n| format!("role-{n}")).collect();
    for id in &ids {
        let _ = write!(
            text,
            "=== content/roles/{id}.md\n---\nid: {id}\ntitle: The role of number {id}\nholders: [{{person: ann, since: 2020-01-01}}]\n---\n\nWorks.\n"
        );
    }
    let columns: Vec<&str> = ids.iter().map(String::as_str).collect();
    text.push_str(&matrix("M-1", &columns, &[("One", 120)]));
    on_site(&text, "2026-06-01", |site| {
        let page = html(site, "documents/m-1/index.html");
        assert_eq!(page.matches("<tr id=\"at:").count(), 50);
        assert!(page.len() < 500_000, "{}", page.len());
        assert!(html(site, "documents/m-1/page~3/index.html").matches("<tr id=\"at:").count() == 20);
    });
}
