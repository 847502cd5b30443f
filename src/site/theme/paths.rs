//! Names that a user's template asks for and its page does not have: `{% if page.typo %}` would be silently false.
//!
//! Reads the template's tags as text; knows the page as data. Only paths that begin at `page`, `frame`, `shell` or `w` are
//! looked at: what a loop or `set` names may be anything.

use serde_json::Value;

/// The first unknown path of a template: where it stands in the text, and the path.
pub fn unknown(text: &str, seen: &Value) -> Option<(usize, String)> {
    tags(text).find_map(|(at, tag)| {
        let ours = |(_, path): &(usize, &str)| seen.get(path.split('.').next().unwrap_or_default()).is_some();
        let wrong = paths(tag).filter(ours).find(|(_, path)| !exists(seen, path));
        wrong.map(|(inner, path)| (at + inner, path.to_owned()))
    })
}

/// The insides of `{{ … }}` and `{% … %}`, with their places; `{# … #}` and `{% raw %}` are left out.
fn tags(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let mut raw = false;
    std::iter::from_fn(move || {
        loop {
            let open = at + text.get(at..)?.find('{')?;
            let close = match text.get(open..open + 2) {
                Some("{{") => "}}",
                Some("{%") => "%}",
                Some("{#") => "#}",
                _ => {
                    at = open + 1;
                    continue;
                }
            };
            let inner = open + 2;
            let end = inner + text.get(inner..)?.find(close)?;
            at = end + 2;
            let tag = &text[inner..end];
            match tag.trim_matches(['-', ' ', '\n']) {
                "raw" => raw = true,
                "endraw" => raw = false,
                _ if raw || close == "#}" => {}
                _ => return Some((inner, tag)),
            }
        }
    })
}

/// The dotted paths of a tag with their places, strings left out; so are those that ask whether they are defined.
fn paths(tag: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let mut quote: Option<char> = None;
    let mut start: Option<usize> = None;
    let ends = tag.char_indices().chain([(tag.len(), ' ')]);
    let words = ends.filter_map(move |(at, c)| {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if is_name(c) => {
                start.get_or_insert(at);
                return None;
            }
            None => {}
        }
        let from = start.take()?;
        Some((from, &tag[from..at]))
    });
    words.filter(|(at, word)| {
        let rest = tag[at + word.len()..].trim_start();
        let asks = ["is defined", "is not defined", "is undefined"].iter().any(|test| rest.starts_with(test));
        word.contains('.') && !asks && !rest.starts_with('?')
    })
}

/// Whether a path leads somewhere, as far as can be told: below null, lists and `extra` anything may stand.
fn exists(seen: &Value, path: &str) -> bool {
    let mut value = seen;
    for key in path.split('.') {
        let Value::Object(entries) = value else { return true };
        let Some(inner) = entries.get(key) else { return false };
        if key == "extra" {
            return true;
        }
        value = inner;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_paths_are_found_where_they_stand() {
        let page = serde_json::json!({"title": "T", "rows": [{"id": 1}], "control": {"version": "1", "review": null}, "extra": {}});
        let seen = serde_json::json!({"page": page, "w": {"owner": "Owner"}, "lang": "en"});
        for (text, expected) in [
            ("{{ page.title }}{{ page.control.version | upper }}", None),
            ("{% if page.typo %}x{% endif %}", Some((6, "page.typo"))),
            ("é{{ page.control.versoin }}", Some((5, "page.control.versoin"))),
            ("{% for r in page.row %}{{ r.anything }}{% endfor %}", Some((12, "page.row"))),
            ("{{ w.onwer }}", Some((3, "w.onwer"))),
            ("{{ page.control.review.due }}{{ page.extra.mine }}{{ page.rows.0.id }}", None),
            ("{{ t(key=\"page.no\") }}{# page.no #}{% raw %}{{ page.no }}{% endraw %} page.no", None),
            ("{% if page.later is defined %}{{ page?.later }}{% endif %}{{ mine.typo }}", None),
            ("{{ <ui.chip c={page.chip} /> }}", Some((15, "page.chip"))),
            ("{{ page.", None),
        ] {
            let found = unknown(text, &seen);
            assert_eq!(found.as_ref().map(|(at, path)| (*at, path.as_str())), expected, "{text}");
        }
    }
}
