//! The paths that a template reads, with the variables of its loops and settings replaced by what they stand for:
//! `page.rows[].chip.word`. Components are read through their arguments at the place where they are called.

use super::*;

/// A component's text with the names of its parameters.
struct Component {
    parameters: Vec<String>,
    body: String,
}

/// `{{ … }}`, `{% … %}` tags of a text, in order, without comments and strings.
fn tags(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let tail = &rest[open..];
        let close = match tail.get(..2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => {
                rest = &tail[1..];
                continue;
            }
        };
        let end = tail.find(close).unwrap_or(tail.len() - 2);
        if close != "#}" {
            out.push(format!("{}{}", &tail[..2], tail[2..end].trim_matches(['-', ' ', '\n'])));
        }
        rest = &tail[end + 2..];
    }
    out
}

/// The dotted paths of an expression; strings and the names of filters, tests and arguments left out.
fn paths(expression: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut quoted = false;
    for c in expression.chars() {
        if c == '"' {
            quoted = !quoted;
            plain.push(' ');
        } else if !quoted {
            plain.push(c);
        }
    }
    let mut out = Vec::new();
    let mut before = ' ';
    let mut word = String::new();
    for c in plain.chars().chain([' ']) {
        if c.is_alphanumeric() || matches!(c, '_' | '.') {
            word.push(c);
            continue;
        }
        let named = c == '=' || c == '(';
        if word.contains('.') && !named && before != '|' && word.starts_with(|c: char| c.is_ascii_lowercase()) {
            out.push(std::mem::take(&mut word));
        }
        word.clear();
        if c != ' ' {
            before = c;
        }
    }
    out
}

/// The value of a path, through arrays by their first element and no further than a missing option; `None` where a
/// key does not exist.
fn look<'a>(root: &'a serde_json::Value, path: &str) -> Option<&'a serde_json::Value> {
    let mut value = root;
    for key in path.split('.') {
        if value.is_null() {
            return Some(&NOTHING);
        }
        let inner = value.get(key)?;
        value = inner.get(0).unwrap_or(inner);
    }
    Some(value)
}

/// What stands for the elements of an empty list: nothing can be said of their paths.
static NOTHING: serde_json::Value = serde_json::Value::Null;

type Scope<'a> = Vec<(String, &'a serde_json::Value)>;

fn resolve<'a>(scope: &Scope<'a>, path: &str) -> Result<Option<&'a serde_json::Value>, String> {
    let (head, tail) = path.split_once('.').unwrap_or((path, ""));
    let Some((_, value)) = scope.iter().rev().find(|(name, _)| name == head) else { return Ok(None) };
    if tail.is_empty() || value.is_null() {
        return Ok(Some(value));
    }
    look(value, tail).map(Some).ok_or_else(|| path.to_owned())
}

fn walk<'a>(
    text: &str,
    scope: &mut Scope<'a>,
    components: &BTreeMap<String, Component>,
    depth: usize,
    wrong: &mut BTreeSet<String>,
) {
    let mut loops = Vec::new();
    for tag in tags(text) {
        let inner = tag[2..].trim();
        for path in paths(inner) {
            let name = path.trim_end_matches('.');
            if !components.contains_key(name)
                && !name.starts_with("loop.")
                && let Err(path) = resolve(scope, name)
            {
                wrong.insert(path);
            }
        }
        if let Some(rest) = inner.strip_prefix("for ") {
            let (name, list) = rest.split_once(" in ").unwrap_or((rest, ""));
            loops.push(scope.len());
            if let Ok(Some(value)) = resolve(scope, list.trim()) {
                let empty = value.as_array().is_some_and(Vec::is_empty);
                scope.push((name.trim().to_owned(), if empty { &NOTHING } else { value.get(0).unwrap_or(value) }));
            }
        } else if inner == "endfor" {
            scope.truncate(loops.pop().unwrap_or(scope.len()));
        } else if let Some(call) = inner.strip_prefix('<') {
            let (name, arguments) = call.split_once(' ').unwrap_or((call, ""));
            let Some(component) = components.get(name).filter(|_| depth < 6) else { continue };
            let mut own: Scope = scope.iter().filter(|(n, _)| matches!(n.as_str(), "w" | "lang")).cloned().collect();
            for parameter in &component.parameters {
                let given = arguments.split(&format!("{parameter}={{")).nth(1).and_then(|rest| rest.split('}').next());
                let given = given.map(|g| g.trim_matches(['[', ']', ' ']));
                if let Some(Ok(Some(value))) = given.map(|g| resolve(scope, g)) {
                    own.push((parameter.clone(), value));
                }
            }
            walk(&component.body, &mut own, components, depth + 1, wrong);
        }
    }
}

/// All texts of the theme, and its components by name.
fn read() -> (BTreeMap<String, String>, BTreeMap<String, Component>) {
    let texts: BTreeMap<String, String> = built_in()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes.to_vec()).unwrap()))
        .collect();
    let mut components = BTreeMap::new();
    for text in texts.values() {
        for piece in text.split("{% component ").skip(1) {
            let (head, rest) = piece.split_once("%}").unwrap();
            let body = rest.split("endcomponent").next().unwrap().to_owned();
            let (name, parameters) = head.split_once('(').unwrap();
            let parameters = parameters.split(')').next().unwrap().split(',');
            let parameters = parameters.map(|p| p.split([':', '=']).next().unwrap().trim().to_owned());
            let parameters = parameters.filter(|p| !p.starts_with('@')).collect();
            components.insert(name.trim().to_owned(), Component { parameters, body });
        }
    }
    (texts, components)
}

fn wrong_paths(text: &str, seen: &serde_json::Value, components: &BTreeMap<String, Component>) -> BTreeSet<String> {
    let mut scope: Scope = seen.as_object().unwrap().iter().map(|(name, value)| (name.clone(), value)).collect();
    let mut wrong = BTreeSet::new();
    walk(text, &mut scope, components, 0, &mut wrong);
    wrong
}

#[test]
fn every_path_of_a_template_exists_in_its_view() {
    let theme = theme();
    let (texts, components) = read();
    let mut pages = all_pages(&theme);
    pages.extend(parts(&theme));
    let mut used = BTreeSet::new();
    for template in pages.iter().map(|made| made.template).collect::<BTreeSet<_>>() {
        // Views leave no key out, so that a path that one sample lacks is misspelt.
        let samples = pages.iter().filter(|made| made.template == template);
        let wrong: BTreeSet<String> = samples
            .flat_map(|made| {
                let mut wrong = wrong_paths(&texts[template], &made.seen, &components);
                wrong.extend(wrong_paths(&texts["base.html"], &made.seen, &components));
                wrong
            })
            .collect();
        assert!(wrong.is_empty(), "{template}: {wrong:?}");
        used.insert(template.to_owned());
    }
    let unused: Vec<&String> =
        texts.keys().filter(|path| !path.starts_with("components/") && !used.contains(*path)).collect();
    assert_eq!(unused, ["base.html"], "every template has a sample");
}

#[test]
fn a_misspelt_path_is_seen() {
    let theme = theme();
    let (_, components) = read();
    let made = all_pages(&theme).into_iter().find(|made| made.template == "register.html").unwrap();
    let cases = [
        ("{% if page.typo %}x{% endif %}", "page.typo"),
        ("{% for r in page.rows %}{% if r.chip.due.typo %}{% endif %}{% endfor %}", "r.chip.due.typo"),
        ("{{ w.no_such_word }}", "w.no_such_word"),
        ("{% for r in page.rows %}{{ <ui.chip c={r} /> }}{% endfor %}", "c.word"),
    ];
    for (text, want) in cases {
        assert!(wrong_paths(text, &made.seen, &components).contains(want), "{text}");
    }
    assert!(wrong_paths("{{ page.count | safe }}{{ t(key=\"a.b\") }}", &made.seen, &components).is_empty());
}
