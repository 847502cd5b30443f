//! The theme: embedded templates with the user's files over them, words per language, and the pages they make.
//!
//! Content never passes through here as a template: bodies come in as values. Knows no model and reads no file; who loads
//! the user's `templates/` hands the texts in.

use std::{collections::BTreeMap, sync::Arc};

use include_dir::{Dir, include_dir};
use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use crate::{
    finding::{Finding, Place, catalogue::others},
    lang::Lang,
    markdown::Labels,
    say,
    source::lines::line_of,
    view::{
        View,
        frame::{Frame, Shell},
        words::{Word, Words},
    },
};

pub use shell::PreparedShell;
use words::{load_words, script_words, words_value};
pub use words::{read_words, word_keys};

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Where built-in templates stand, so that a user's file of the same path wins.
const PREFIX: &str = "builtin/";

/// What is wrong with a user's template or strings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeError {
    /// Path below `templates/`, when known.
    pub path: Option<String>,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column, from 1.
    pub column: Option<usize>,
    /// What the template engine or YAML reader says.
    pub message: String,
}

impl ThemeError {
    fn of_template(error: &Error) -> ThemeError {
        match &error.kind() {
            tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
                let name = report.filename();
                let span = report.span();
                ThemeError {
                    path: (!name.is_empty()).then(|| name.trim_start_matches(PREFIX).to_owned()),
                    line: Some(span.start_line),
                    column: Some(span.start_col + 1),
                    message: report.message().to_owned(),
                }
            }
            _ => ThemeError { path: None, line: None, column: None, message: error.to_string() },
        }
    }
}

impl ThemeError {
    /// The fault as a finding.
    pub fn finding(&self) -> Finding {
        let path = self.path.as_ref().map_or("templates".to_string(), |path| format!("templates/{path}"));
        let path: Arc<str> = Arc::from(path);
        let place = self.line.map_or(Place::file(&path), |line| Place::line(&path, line));
        let message = self.message.trim();
        let says = say!("the template cannot be used: {message}", "le gabarit ne peut pas servir\u{a0}: {message}");
        Finding::new(&others::TEMPLATE_ERROR, place, says)
    }
}

impl std::fmt::Display for ThemeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "templates/{path}:")?;
            if let (Some(line), Some(column)) = (self.line, self.column) {
                write!(f, "{line}:{column}:")?;
            }
            write!(f, " ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for ThemeError {}

/// The loaded theme; cheap to share between threads.
pub struct Theme {
    tera: Tera,
    words: Arc<BTreeMap<Lang, Words>>,
    /// Per language, the words as a template value made once.
    values: BTreeMap<Lang, Value>,
    /// Per language, the words that rendered Markdown needs.
    labels: BTreeMap<Lang, Labels>,
    assets: BTreeMap<String, Vec<u8>>,
    /// The user's own templates, whose paths are looked up in what a page shows.
    own: BTreeMap<String, String>,
    /// The user's files that are neither templates nor part of the site.
    aside: BTreeMap<String, Vec<u8>>,
}

impl Theme {
    /// Loads the theme for the handbook's languages. `user` holds the texts of the user's `templates/` by path below it
    /// (`base.html`, `i18n/es.yaml`, `assets/css/site.css`); `strings` the words of the configuration by language.
    pub fn load(
        languages: &[Lang],
        user: &BTreeMap<String, Vec<u8>>,
        strings: &BTreeMap<Lang, BTreeMap<String, Word>>,
    ) -> Result<Theme, ThemeError> {
        let mut words = BTreeMap::new();
        for lang in languages {
            words.insert(*lang, load_words(*lang, user, strings.get(lang))?);
        }
        let words = Arc::new(words);
        let tera = load_templates(user, Arc::clone(&words))?;
        let values = words.iter().map(|(lang, words)| (*lang, words_value(*lang, words))).collect();
        let labels = |words: &Words| Labels::from_words(&|key| words.get(key).to_string());
        let labels = words.iter().map(|(lang, words)| (*lang, labels(words))).collect();
        let mut assets: BTreeMap<String, Vec<u8>> = built_in()
            .into_iter()
            .filter(|(path, _)| path.starts_with("assets/"))
            .map(|(path, bytes)| (path, bytes.to_vec()))
            .collect();
        let own = user.iter().filter(|(path, _)| path.starts_with("assets/"));
        assets.extend(own.map(|(path, bytes)| (path.clone(), bytes.clone())));
        let is_text = |(path, bytes): (&String, &Vec<u8>)| Some((path.clone(), String::from_utf8(bytes.clone()).ok()?));
        let own = user.iter().filter(|(path, _)| path.ends_with(".html")).filter_map(is_text).collect();
        let aside = user.iter().filter(|(path, _)| path.starts_with("preview/") && !path.ends_with(".html"));
        let aside = aside.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        Ok(Theme { tera, words, values, labels, assets, own, aside })
    }

    /// The words of a language of the handbook.
    pub fn words(&self, lang: Lang) -> Option<&Words> {
        self.words.get(&lang)
    }

    /// The words that rendered Markdown needs, in a language of the handbook.
    pub fn labels(&self, lang: Lang) -> Option<&Labels> {
        self.labels.get(&lang)
    }

    /// Turns a shell into a template value, once for each language and depth.
    pub fn shell(&self, shell: &Shell) -> PreparedShell {
        PreparedShell::new(shell)
    }

    /// Renders a page. In templates: `page`, `frame`, `shell`, `navigation`, `w` (words) and `lang`. The view is gone before
    /// the template makes HTML of its values: a long list is never in memory three times.
    pub fn render<V: View>(&self, shell: &PreparedShell, frame: &Frame, page: V) -> Result<String, ThemeError> {
        let mut context = Context::new();
        context.insert_value("shell", shell.value.clone());
        context.insert_value("w", self.values.get(&shell.lang).cloned().unwrap_or_else(Value::none));
        context.insert("lang", shell.lang.as_str());
        context.insert_value("navigation", shell.navigation(self, frame)?);
        context.insert("frame", frame);
        context.insert("page", &page);
        let words = self.values.get(&shell.lang);
        self.look_up(
            &[V::TEMPLATE, "base.html"],
            || serde_json::json!({ "page": page, "frame": frame, "shell": shell.value, "w": words }),
        )?;
        drop(page);
        self.tera.render(V::TEMPLATE, &context).map_err(|error| ThemeError::of_template(&error))
    }

    /// Refuses a name in a user's template that is not in what it is shown.
    fn look_up(&self, templates: &[&str], seen: impl Fn() -> serde_json::Value) -> Result<(), ThemeError> {
        for (path, text) in templates.iter().filter_map(|name| self.own.get_key_value(*name)) {
            if let Some((at, name)) = paths::unknown(text, &seen()) {
                let (line, place) = line_of(text, at);
                let column = text.get(place.start..at).map_or(1, |before| before.chars().count() + 1);
                return Err(ThemeError {
                    path: Some(path.clone()),
                    line: Some(line),
                    column: Some(column),
                    message: format!("there is no `{name}` on this page (docs/templates.md says what there is)"),
                });
            }
        }
        Ok(())
    }

    /// Renders what is no page but a part of one. In its template: `page`, `w` and `lang`.
    pub fn fragment<V: View>(&self, lang: Lang, part: &V) -> Result<String, ThemeError> {
        let words = self.values.get(&lang);
        self.look_up(&[V::TEMPLATE], || serde_json::json!({ "page": part, "w": words }))?;
        let mut context = Context::new();
        context.insert_value("w", words.cloned().unwrap_or_else(Value::none));
        context.insert("lang", lang.as_str());
        context.insert("page", part);
        self.tera.render(V::TEMPLATE, &context).map_err(|error| ThemeError::of_template(&error))
    }

    /// A file of the theme that is no part of the site, such as the preview's script.
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.aside.get(path).cloned().or_else(|| Some(BUILT_IN.get_file(path)?.contents().to_vec()))
    }

    /// The theme's own files for the site: path below the root (`assets/css/site.css`) → bytes, sorted. Scripts that carry
    /// words are made per language: `assets/js/site.LANG.js`.
    pub fn assets(&self) -> BTreeMap<String, Vec<u8>> {
        let mut assets = self.assets.clone();
        if let Some(script) = assets.remove("assets/js/site.js") {
            for (lang, words) in self.words.iter() {
                let mut bytes = script_words(*lang, words).into_bytes();
                bytes.extend(without_comments(&script));
                assets.insert(format!("assets/js/site.{lang}.js"), bytes);
            }
        }
        assets
    }
}

/// All embedded files, by path.
fn built_in() -> Vec<(String, &'static [u8])> {
    fn walk(dir: &'static Dir, out: &mut Vec<(String, &'static [u8])>) {
        out.extend(dir.files().map(|f| (f.path().to_string_lossy().replace('\\', "/"), f.contents())));
        dir.dirs().for_each(|inner| walk(inner, out));
    }
    let mut out = Vec::new();
    walk(&BUILT_IN, &mut out);
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}

fn load_templates(user: &BTreeMap<String, Vec<u8>>, words: Arc<BTreeMap<Lang, Words>>) -> Result<Tera, ThemeError> {
    let mut tera = Tera::new();
    let wrap = |error: Error| ThemeError::of_template(&error);
    tera.set_fallback_prefixes([PREFIX]).map_err(wrap)?;
    // Functions come first: Tera looks for them while templates are added.
    tera.register_function("t", move |arguments: Kwargs, state: &State| translate(&words, &arguments, state));
    let embedded = built_in();
    let embedded = embedded.iter().filter(|(path, _)| path.ends_with(".html"));
    let embedded: Vec<(String, &str)> = embedded
        .filter(|(path, _)| !(path.starts_with("components/") && user.contains_key(path)))
        .filter_map(|(path, bytes)| Some((format!("{PREFIX}{path}"), std::str::from_utf8(bytes).ok()?)))
        .collect();
    let own = user.iter().filter(|(path, _)| path.ends_with(".html"));
    let mut texts = embedded;
    for (path, bytes) in own {
        let text = std::str::from_utf8(bytes).map_err(|error| ThemeError {
            path: Some(path.clone()),
            line: None,
            column: None,
            message: error.to_string(),
        })?;
        texts.push((path.clone(), text));
    }
    tera.add_raw_templates(texts).map_err(wrap)?;
    Ok(tera)
}

/// `t(key="…", n=3, name="…")`: a string of the page's language with its placeholders filled.
fn translate(words: &BTreeMap<Lang, Words>, arguments: &Kwargs, state: &State) -> TeraResult<String> {
    let key = arguments.must_get::<&str>("key")?;
    let lang = match arguments.get::<&str>("lang")? {
        Some(lang) => lang.to_owned(),
        None => state.get::<String>("lang")?.unwrap_or_default(),
    };
    let words = Lang::parse(&lang).and_then(|lang| words.get(&lang));
    let words = words.ok_or_else(|| Error::message(format!("no words for the language `{lang}`")))?;
    if !words.map().contains_key(key) {
        return Err(Error::message(format!("there is no string `{key}` in templates/i18n")));
    }
    let mut values = Vec::new();
    for (name, value) in arguments.iter() {
        let name = name.as_str().unwrap_or_default();
        if !matches!(name, "key" | "lang" | "n") {
            values.push((name.to_owned(), value.to_string()));
        }
    }
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Ok(match arguments.get::<i64>("n")? {
        Some(n) => words.count(key, n, &values),
        None => words.fill(key, &values),
    })
}

/// A script without the lines that are comments and nothing else: readers' browsers fetch it with every page.
fn without_comments(script: &[u8]) -> Vec<u8> {
    let lines = script.split_inclusive(|byte| *byte == b'\n');
    lines.filter(|line| !line.trim_ascii_start().starts_with(b"//")).flatten().copied().collect()
}

mod paths;
#[cfg(test)]
mod samples;
mod shell;
#[cfg(test)]
mod tests;
mod words;
