//! The contract between views, words and templates, held on sample pages.

use super::{samples::Samples, *};
use crate::view::frame::Frame;

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
    let html = match theme.render(&theme.shell(&shell), &frame, &page) {
        Ok(html) => html,
        Err(error) => panic!("{path}: {error}"),
    };
    let words: BTreeMap<&str, &str> =
        samples.words.map().keys().map(|key| (key.as_str(), samples.words.get(key))).collect();
    let mut seen = serde_json::json!({ "shell": shell, "frame": frame, "page": page, "w": words, "lang": "en" });
    seen["w"]["tag"] = "en".into();
    seen["shell"]["accent"] = "accent.css".into();
    seen["shell"]["logo"] = "logo.svg".into();
    seen["frame"]["preview"] = serde_json::to_value(samples.preview()).unwrap();
    Made { path: path.to_owned(), template: V::TEMPLATE, html, seen }
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
        page!("documents/pol-001/", "documents", document);
        page!("documents/pol-001/2.0/", "documents", superseded);
        page!("documents/mat-001/", "documents", matrix_document);
        page!("documents/pol-001/2.1/changes/", "documents", redline);
        page!("editions/2026.1/", "documents", edition);
        page!("roles/", "roles", roles);
        page!("roles/ciso/", "roles", role);
        page!("people/", "people", people);
        page!("people/jean-gagnon/", "people", person);
        page!("responsibilities/", "responsibilities", responsibilities);
        page!("reviews/", "reviews", reviews);
        page!("changes/", "changes", news);
        page!("pages/how/", "pages", page);
        page!("pages/", "pages", pages);
        page!("search/", "", search);
    }
    let samples = Samples { words: all[0], root: "./" };
    out.push(make(theme, &samples, "404.html", samples.frame("", "", "Page not found"), samples.not_found(&all)));
    out.push(make(theme, &samples, "index.html", samples.frame("", "", "ISMS leadership handbook"), samples.chooser()));
    out
}

#[test]
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
        let files = pages.iter().map(|made| (made.path.clone(), made.html.clone().into_bytes())).chain(theme.assets());
        for (path, bytes) in files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}
