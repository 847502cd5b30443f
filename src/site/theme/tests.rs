//! The contract between views, words and templates, held on sample pages.

// Tests write samples for people to look at, when asked.
#![allow(clippy::disallowed_methods)]

mod contract;

use super::{samples::Samples, *};
use crate::view::frame::Frame;
use std::collections::BTreeSet;

fn theme() -> Theme {
    Theme::load(&[Lang::EN, Lang::FR], &BTreeMap::new(), &BTreeMap::new()).unwrap()
}

/// A rendered sample: path, HTML; and what its template saw, as JSON.
struct Made {
    path: String,
    template: &'static str,
    html: String,
    seen: serde_json::Value,
}

fn make<V: View>(theme: &Theme, samples: &Samples, path: &str, frame: Frame, page: V) -> Made {
    let shell = samples.shell();
    let words: BTreeMap<&str, &str> =
        samples.words.map().keys().map(|key| (key.as_str(), samples.words.get(key))).collect();
    let mut seen = serde_json::json!({ "shell": shell, "frame": frame, "page": page, "w": words, "lang": "en" });
    seen["w"]["tag"] = "en".into();
    seen["shell"]["logo"] = "logo.svg".into();
    let html = match theme.render(&theme.shell(&shell), &frame, page) {
        Ok(html) => html,
        Err(error) => panic!("{path}: {error}"),
    };
    Made { path: path.to_owned(), template: V::TEMPLATE, html, seen }
}

/// Parts of pages that are rendered by themselves.
fn parts(theme: &Theme) -> Vec<Made> {
    let samples = Samples { words: theme.words(Lang::EN).unwrap(), root: "./" };
    let frame = |title: &str| samples.frame("", "", title);
    vec![
        make(theme, &samples, "bar", frame("Bar"), samples.preview_bar()),
        make(theme, &samples, "rows", frame("Rows"), samples.register_rows()),
        make(theme, &samples, "navigation", frame("Navigation"), samples.navigation()),
    ]
}

/// Every page type in every language.
fn all_pages(theme: &Theme) -> Vec<Made> {
    let mut out = Vec::new();
    let all: Vec<&Words> = theme.words.values().collect();
    for words in &all {
        let lang = words.lang();
        macro_rules! page {
            ($path:expr, $section:expr, $name:ident $(, $argument:expr)?) => {{
                let path: &str = $path;
                let root = "../".repeat(path.matches('/').count() + 1);
                let samples = Samples { words, root: &root };
                let page = samples.$name($($argument)?);
                let title = samples.say(path, path);
                let frame = samples.frame(path, $section, if path.is_empty() { "Home" } else { &title });
                out.push(make(theme, &samples, &format!("{lang}/{path}index.html"), frame, page));
            }};
        }
        page!("", "", home);
        page!("documents/", "documents", register);
        page!("documents/everyone~/", "documents", documents);
        page!("documents/pol-001/", "documents", document);
        page!("documents/pol-001/2.0/", "documents", superseded);
        page!("documents/mat-001/", "documents", matrix_document);
        page!("documents/pol-001/2.1/changes/", "documents", redline);
        page!("editions/2026.1/", "documents", edition);
        page!("roles/", "roles", roles);
        page!("roles/ciso/", "roles", role);
        page!("roles/ciso/page~2/", "roles", duties_page);
        page!("people/", "people", people);
        page!("people/jean-gagnon/", "people", person);
        page!("responsibilities/", "responsibilities", responsibilities);
        page!("reviews/", "reviews", reviews);
        page!("changes/", "changes", news);
        page!("pages/how/", "pages", page);
        page!("pages/", "pages", pages);
        page!("search/", "", search);
        page!("roles/controlled/", "roles", controlled_role);
        page!("leadership/", "leadership", leadership);
        page!("leadership/com-001/", "leadership", commitment);
        page!("records/", "records", records_page);
        page!("records/mr/", "records", record);
        page!("objectives/", "objectives", objectives);
        page!("indicators/", "indicators", indicators);
        page!("indicators/ind-001/", "indicators", indicator);
        page!("exceptions/", "exceptions", exceptions);
        page!("frameworks/iso/", "frameworks", framework);
        page!("frameworks/iso/clause~5-1/", "frameworks", clause);
        page!("audit/", "audit", audit);
        page!("law-25/", "law-25", law25);
        page!("_preview/", "", preview_desk);
    }
    let samples = Samples { words: all[0], root: "./" };
    out.push(make(theme, &samples, "404.html", samples.frame("", "", "Page not found"), samples.not_found(&all)));
    out.push(make(theme, &samples, "index.html", samples.frame("", "", "ISMS leadership handbook"), samples.chooser()));
    out
}

#[test]
#[allow(clippy::disallowed_methods)] // Samples for people are written to a folder outside.
fn every_page_type_renders_in_every_language() {
    let theme = theme();
    let pages = all_pages(&theme);
    for made in &pages {
        assert_eq!(made.html.matches("<h1").count(), 1, "{}: one h1", made.path);
        assert_eq!(made.html.matches("<main").count(), 1, "{}: one main", made.path);
        for forbidden in ["style=", "javascript:", "data:", "<script>", "onclick"] {
            assert!(!made.html.contains(forbidden), "{}: {forbidden}", made.path);
        }
    }
    // For people: HANDBOOK_SAMPLES=/tmp/x cargo test samples, then open them in a browser.
    if let Some(folder) = std::env::var_os("HANDBOOK_SAMPLES").map(std::path::PathBuf::from) {
        let entries = |lang: &Lang| {
            let entry = |n: usize| crate::site::search::Entry {
                kind: "document",
                kind_word: theme.words(*lang).unwrap().get("kind_policy").to_owned(),
                id: format!("POL-{n:03}"),
                title: format!("Sécurité de l’information {n}"),
                state: (n == 4).then_some(crate::view::parts::State::Overdue),
                url: format!("{lang}/documents/pol-{n:03}/"),
                sections: vec![crate::site::search::Section {
                    anchor: "scope".to_owned(),
                    heading: "2. Portée".to_owned(),
                    text: format!("L’accès à l’œuvre suit ISO 27001, article 5.1.c, règle {n}."),
                }],
            };
            let (all, files) = crate::site::search::read(*lang, 0, &(1..60).map(entry).collect::<Vec<_>>());
            let index = crate::site::search::Index::new(*lang, all);
            let made = |path: String| (path.clone(), index.make(&path).unwrap());
            index.paths().map(made).chain(files).collect::<Vec<_>>()
        };
        let index = [Lang::EN, Lang::FR].iter().flat_map(entries).map(|(path, text)| (path, text.into_bytes()));
        let files = pages.iter().map(|made| (made.path.clone(), made.html.clone().into_bytes()));
        let files = files.chain(theme.assets()).chain(index);
        for (path, bytes) in files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}

#[test]
fn words_cover_each_other_and_every_state() {
    let theme = theme();
    let (en, fr) = (theme.words(Lang::EN).unwrap(), theme.words(Lang::FR).unwrap());
    assert!(en.map().keys().eq(fr.map().keys()), "both languages have the same keys");
    for state in crate::view::parts::State::ALL {
        assert_ne!(en.state(state), state.name(), "{state:?}");
    }
    for key in words::SCRIPT_WORDS {
        assert!(en.map().contains_key(*key), "{key}");
    }
    let text = |word: &Word| match word {
        Word::Plain(text) => text.clone(),
        Word::Plural { one, other } => format!("{one} {other}"),
    };
    for (key, word) in fr.map() {
        let text = text(word);
        for wrong in [" :", "« ", " »", "'", " ?", " ;", " !"] {
            assert!(!text.contains(wrong), "{key}: {wrong:?} in {text:?}");
        }
    }
    assert!(fr.state(crate::view::parts::State::Overdue).contains("en retard"));
    assert!(en.get("print_note").contains("ncontrolled") && fr.get("print_note").contains("non contrôlée"));
}

#[test]
fn no_word_is_written_twice() {
    for path in ["i18n/en.yaml", "i18n/fr.yaml"] {
        let text = built_in_text(path);
        let mut seen = BTreeSet::new();
        let keys = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        for key in keys.filter_map(|line| line.split(':').next()) {
            assert!(seen.insert(key), "{path}: {key}");
        }
    }
}

/// Headings of a text have the ids that GitHub gives them, which never hold `:`; ids of the page always do.
#[test]
fn no_id_of_a_template_can_be_a_heading_s() {
    // `main` is kept from headings by `markdown::ids`. The preview's own mark is not of the published page; ids that are all data have their own test of uniqueness.
    let free = |id: &str| matches!(id, "handbook-preview" | "main") || id.starts_with("{{");
    for (path, bytes) in built_in() {
        let text = String::from_utf8_lossy(bytes);
        for start in [" id=\"", " id: \""] {
            for id in text.split(start).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(
                    free(id) || id.split("{{").next().is_some_and(|own| own.contains(':')),
                    "{path}: {id} lacks `at:`"
                );
            }
        }
    }
}

#[test]
fn every_key_of_t_exists() {
    let theme = theme();
    let en = theme.words(Lang::EN).unwrap();
    for (path, bytes) in built_in() {
        let text = String::from_utf8_lossy(bytes);
        for call in text.split("t(key=\"").skip(1).filter(|_| path.ends_with(".html")) {
            let key = call.split('"').next().unwrap();
            assert!(en.map().contains_key(key), "{path}: {key}");
        }
    }
}

#[test]
fn styles_know_every_state_and_stay_within_their_weight() {
    let theme = theme();
    let assets = theme.assets();
    let css = String::from_utf8(assets["assets/css/site.css"].clone()).unwrap();
    for state in crate::view::parts::State::ALL {
        assert!(css.contains(&format!(".is-{}", state.name())), "{state:?}");
    }
    assert!(!css.contains("url(") && !css.contains("@import"));
    assert!(assets.contains_key("assets/js/site.fr.js") && !assets.contains_key("assets/js/site.js"));
    assert!(assets["assets/js/theme.js"].len() < 1024);
    // Comments stay with the source; a `//` within a line is no comment.
    let script = String::from_utf8(assets["assets/js/site.fr.js"].clone()).unwrap();
    assert!(!script.lines().any(|line| line.trim_start().starts_with("//")) && script.contains("addEventListener"));
    assert_eq!(super::without_comments(b"a;\n  // b\nc; // d\n"), b"a;\nc; // d\n");
}

#[test]
fn the_users_files_win_and_their_errors_have_a_place() {
    let load = |path: &str, text: &str| {
        let user = BTreeMap::from([(path.to_owned(), text.as_bytes().to_vec())]);
        Theme::load(&[Lang::EN], &user, &BTreeMap::new())
    };
    let shell = |theme: &Theme| {
        let samples = Samples { words: theme.words(Lang::EN).unwrap(), root: "../../" };
        let page = samples.people();
        theme.render(&theme.shell(&samples.shell()), &samples.frame("people/", "people", "People"), page)
    };
    let own = load("people.html", "<h1>Ours</h1>{{ page.people | length }}").unwrap();
    assert_eq!(shell(&own).unwrap(), "<h1>Ours</h1>1");
    let own = load(
        "components/ui.html",
        built_in_text("components/ui.html").replace("class=\"who\"", "class=\"ours\"").as_str(),
    );
    assert!(own.is_ok());
    let own = load("i18n/en.yaml", "people: Colleagues\n").unwrap();
    assert!(shell(&own).unwrap().contains("<h1>Colleagues</h1>"));
    let error = load("people.html", "a\n{{ page. }}").err().unwrap();
    assert_eq!((error.path.as_deref(), error.line), (Some("people.html"), Some(2)));
    let error = shell(&load("people.html", "{{ page.typo }}").unwrap()).unwrap_err();
    assert_eq!((error.path.as_deref(), error.line), (Some("people.html"), Some(1)), "{error}");
    let own = load("navigation.html", "<b>{{ page.section }} {{ page.current }}</b>").unwrap();
    assert!(shell(&own).unwrap().contains("Handbook\"><b>people page</b></nav>"), "{}", shell(&own).unwrap());
    let error = shell(&load("navigation.html", "a\n{% if page.typo %}b{% endif %}").unwrap()).unwrap_err();
    assert_eq!((error.path.as_deref(), error.line), (Some("navigation.html"), Some(2)), "{error}");
    let error = load("i18n/en.yaml", "a: [1\n").err().unwrap();
    assert_eq!(error.path.as_deref(), Some("i18n/en.yaml"));
}

#[test]
fn each_page_s_menu_marks_its_own_section_whatever_was_made_before() {
    let theme = theme();
    let samples = Samples { words: theme.words(Lang::EN).unwrap(), root: "../../" };
    let shell = theme.shell(&samples.shell());
    let marked = |path: &str, section: &str| -> Vec<String> {
        let html = theme.render(&shell, &samples.frame(path, section, "A page"), samples.people()).unwrap();
        let menu = html.split("<nav class=\"site-nav\"").nth(1).unwrap().split("</nav>").next().unwrap();
        let entries = menu.split("<li>").skip(1).filter(|entry| entry.contains("aria-current"));
        entries.map(|entry| entry.split("</a>").next().unwrap().split("\" aria").nth(1).unwrap().to_owned()).collect()
    };
    for _ in 0..2 {
        assert_eq!(marked("documents/", "documents"), ["-current=\"page\">Document register"]);
        assert_eq!(marked("documents/pol-001/", "documents"), ["-current=\"true\">Document register"]);
        assert_eq!(marked("people/", "people"), ["-current=\"page\">People"]);
        assert_eq!(marked("", ""), [""; 0]);
    }
}

#[test]
fn the_documented_contract_is_the_real_one() {
    let docs = include_str!("../../../docs/templates.md");
    let named = |name: &str| assert!(docs.contains(&format!("`{name}`")), "docs/templates.md does not name `{name}`");
    let texts: Vec<String> = built_in()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(_, bytes)| String::from_utf8(bytes.to_vec()).unwrap())
        .collect();
    let all = texts.concat();
    for (opening, end) in [("{% component ", '('), ("{% block ", ' ')] {
        all.split(opening).skip(1).for_each(|rest| named(rest.split(end).next().unwrap()));
    }
    let css = built_in_text("assets/css/site.css");
    let layers = css.split("@layer ").nth(1).unwrap().split(';').next().unwrap();
    layers.split(", ").for_each(named);
    // And nothing is promised that is not there.
    for word in docs.split('`').skip(1).step_by(2).filter(|word| !word.contains(' ')) {
        let component =
            ["ui.", "doc.", "lead.", "reviews.", "roles.", "preview."].iter().any(|file| word.starts_with(file));
        assert!(!component || all.contains(&format!("{{% component {word}(")), "no component `{word}`");
        assert!(!word.starts_with("data-") || all.contains(word), "no attribute `{word}`");
    }
}

#[test]
fn the_documented_override_renders() {
    let docs = include_str!("../../../docs/templates.md");
    let example = docs.split("```html\n").nth(1).unwrap().split("```").next().unwrap();
    let user = BTreeMap::from([("page.html".to_owned(), example.as_bytes().to_vec())]);
    let theme = Theme::load(&[Lang::EN], &user, &BTreeMap::new()).unwrap();
    let samples = Samples { words: theme.words(Lang::EN).unwrap(), root: "../../" };
    let frame = samples.frame("pages/a/", "pages", "About");
    let html = theme.render(&theme.shell(&samples.shell()), &frame, samples.page()).unwrap();
    assert!(
        html.contains("<p class=\"ours\">For internal use.</p>") && html.contains("<header") && html.contains("<h1")
    );
}

fn built_in_text(path: &str) -> String {
    String::from_utf8(BUILT_IN.get_file(path).unwrap().contents().to_vec()).unwrap()
}

#[test]
fn a_language_beyond_the_two_takes_its_words_from_the_configuration() {
    let es = Lang::parse("es").unwrap();
    let strings =
        BTreeMap::from([(es, BTreeMap::from([("skip".to_owned(), Word::Plain("Saltar al contenido".into()))]))]);
    let theme = Theme::load(&[es], &BTreeMap::new(), &strings).unwrap();
    let words = theme.words(es).unwrap();
    assert_eq!((words.get("skip"), words.get("menu")), ("Saltar al contenido", "Menu"));
    assert_eq!(words.get("lang_name"), "es", "English words do not call it English");
    assert!(theme.assets().contains_key("assets/js/site.es.js"));
}
