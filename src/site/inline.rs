//! A matrix document's text with its tables where its author put them: the text is rendered as one, with a mark for each
//! table, and parted at the marks.
//!
//! Knows Markdown ranges and finished HTML; what a table looks like is for `matrices` and the template.

use super::here::Here;
use crate::markdown::Rendered;
use crate::model::Text;
use crate::model::matrix::Matrix;
use crate::view::responsibilities as view;

/// Stands for a table while the text is rendered: a character for private use, which a text has no reason to hold.
const MARK: char = '\u{e5a7}';

/// Renders a text up to its first matrix, and gives each table the text that follows it. Tables that do not stand in this
/// text by themselves (from a CSV file, inside a list, not the same in this language) come after all of it.
pub fn render(here: &Here<'_>, text: &Text, origin: &str, matrix: &Matrix, tables: &mut Vec<view::Matrix>) -> Rendered {
    let (body, marked) = marked(text, matrix);
    let mut rendered = here.render_body(&body, origin);
    let (before, placed) = parted(&rendered.html, marked.len());
    rendered.html = before;
    let mut rest: Vec<Option<view::Matrix>> = std::mem::take(tables).into_iter().map(Some).collect();
    for (mark, after) in placed {
        let table = marked.get(mark).and_then(|at| rest.get_mut(*at)).and_then(Option::take);
        match (table, tables.last_mut()) {
            (Some(table), _) => tables.push(view::Matrix { after, ..table }),
            (None, Some(last)) => last.after.push_str(&after),
            (None, None) => rendered.html.push_str(&after),
        }
    }
    tables.extend(rest.into_iter().flatten());
    rendered
}

/// The Markdown with a mark in place of each table, and which tables those are.
fn marked(text: &Text, matrix: &Matrix) -> (String, Vec<usize>) {
    let body = text.body();
    let mut marked = Vec::new();
    if body.contains(MARK) {
        return (body.to_string(), marked);
    }
    let mut with_marks = String::with_capacity(body.len());
    let mut from = 0;
    for (at, table) in matrix.tables.iter().enumerate() {
        let Some(range) = table.shown.get(&text.lang).map(|shown| shown.range.clone()) else { continue };
        let own_line = body.get(..range.start).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
        let Some(before) = body.get(from..range.start).filter(|_| own_line) else { continue };
        with_marks.push_str(before);
        with_marks.push_str(&format!("\n{MARK}{}{MARK}\n\n", marked.len()));
        marked.push(at);
        from = range.end;
    }
    with_marks.push_str(body.get(from..).unwrap_or_default());
    (with_marks, marked)
}

/// The Markdown of a text without the tables that are its matrix.
pub fn without_tables(text: &Text, matrix: &Matrix) -> String {
    let (body, placed) = marked(text, matrix);
    if placed.is_empty() { body } else { body.split(MARK).step_by(2).collect() }
}

/// The HTML before the first mark, and after each mark the HTML that follows it. A mark within an element is taken out.
fn parted(html: &str, marks: usize) -> (String, Vec<(usize, String)>) {
    let mut before = String::new();
    let mut placed: Vec<(usize, String)> = Vec::new();
    let mut rest = html;
    for mark in 0..marks {
        let paragraph = format!("<p>{MARK}{mark}{MARK}</p>");
        let Some((piece, after)) = rest.split_once(&paragraph) else { continue };
        let open = placed.last_mut().map_or(&mut before, |(_, after)| after);
        open.push_str(piece);
        rest = after;
        if is_whole(open) {
            placed.push((mark, String::new()));
        }
    }
    let open = placed.last_mut().map_or(&mut before, |(_, after)| after);
    open.push_str(rest);
    placed.iter_mut().for_each(|(_, after)| *after = after.trim().to_string());
    (before, placed)
}

/// Whether every element that begins in a piece of HTML ends in it.
fn is_whole(html: &str) -> bool {
    let mut depth = 0_i64;
    for tag in html.split('<').skip(1) {
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        if name.starts_with('/') {
            depth -= 1;
        } else if !name.is_empty() && !matches!(name.as_str(), "br" | "hr" | "img" | "input" | "wbr" | "col") {
            depth += 1;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_parted_only_between_elements() {
        let mark = |n: usize| format!("<p>{MARK}{n}{MARK}</p>");
        let (zero, one) = (mark(0), mark(1));
        let cases = [
            (format!("<p>a</p>{zero}<p>b</p>{one}"), "<p>a</p>", vec![(0, "<p>b</p>"), (1, "")]),
            (format!("<ul><li>{zero}</li></ul>{one}<p>c<br></p>"), "<ul><li></li></ul>", vec![(1, "<p>c<br></p>")]),
            ("<p>no mark</p>".to_string(), "<p>no mark</p>", vec![]),
        ];
        for (html, before, placed) in cases {
            let expected = placed.into_iter().map(|(mark, after)| (mark, after.to_string())).collect();
            assert_eq!(parted(&html, 2), (before.to_string(), expected), "{html}");
        }
    }
}
