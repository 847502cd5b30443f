//! The three keys that approving writes into a working file: `approval`, `status`, `effective`. Everything else stays to
//! the byte: comments, order, quotes, line endings.
//!
//! Knows the front matter as bytes and as values. Whatever it wrote is read again and compared before anybody gets it.

use super::Refusal;
use crate::date::Date;
use crate::model::document::{Approval, Lifecycle};
use crate::parse::document::approvals;
use crate::parse::fields::Fields;
use crate::resolve::text_digest::text_digest;
use crate::say;
use crate::source::yaml::{self, Limits, Node};
use crate::source::{front, locate};
use std::ops::Range;

/// What the three keys are to say.
pub(super) struct Wanted {
    /// The approvals: those kept, in their order, then at most one new one.
    pub approval: Vec<Approval>,
    /// The status.
    pub status: Lifecycle,
    /// The effective date; none leaves what is there.
    pub effective: Option<Date>,
}

/// The file's text with the three keys as wanted. `kept` says for each approval listed whether it stays.
pub(super) fn rewrite(text: &str, path: &str, kept: &[bool], wanted: &Wanted) -> Result<String, Refusal> {
    let done = Edit::open(text, path).and_then(|mut edit| {
        edit.approval(kept, wanted)?;
        edit.scalar("status", wanted.status.as_str(), "version")?;
        if let Some(date) = wanted.effective {
            edit.scalar("effective", &date.to_string(), "approval")?;
        }
        Some(edit.text).filter(|after| is_as_wanted(text, after, wanted))
    });
    done.ok_or_else(|| {
        let list: String = wanted.approval.iter().map(|entry| format!("\n  - {}", flow(entry))).collect();
        let status = wanted.status.as_str();
        let effective = wanted.effective.map(|date| format!("\neffective: {date}")).unwrap_or_default();
        Refusal::new(
            say!(
                "the front matter of {path} is written in a way that cannot be changed safely",
                "l’en-tête de {path} est écrit d’une façon qui ne peut être modifiée sans risque"
            ),
            say!(
                "Write its keys one a line, these three for example as follows, and run the command again:\nstatus: {status}\napproval:{list}{effective}",
                "Écrivez ses clés une par ligne, ces trois par exemple comme suit, et relancez la commande\u{a0}:\nstatus: {status}\napproval:{list}{effective}"
            ),
        )
    })
}

/// One approval as a line.
fn flow(entry: &Approval) -> String {
    let Approval { role, person, date, text, .. } = entry;
    let date = date.map(|date| format!(", date: {date}")).unwrap_or_default();
    let text = text.as_ref().map(|text| format!(", text: {}", quoted(text))).unwrap_or_default();
    format!("{{role: {}, person: {}{date}{text}}}", quoted(role), quoted(person))
}

/// An id or a digest, in quotes where YAML would take it for something else than these words.
fn quoted(word: &str) -> String {
    let simple = word.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    let plain = simple && yaml::read(word, &Limits::FRONT_MATTER).is_ok_and(|read| read.node == Node::text(word));
    if plain { word.to_owned() } else { serde_json::Value::from(word).to_string() }
}

/// Whether the text says what is wanted, keeps every comment, and differs in nothing else.
fn is_as_wanted(before: &str, after: &str, wanted: &Wanted) -> bool {
    let front = front::split(after);
    let yaml = front.yaml.and_then(|range| after.get(range)).unwrap_or_default();
    let Ok(read) = yaml::read(yaml, &Limits::FRONT_MATTER) else { return false };
    let fields = Fields(&read.node);
    let said = |before: &str, after: &str| {
        let (mut old, mut new) = (comments(before), comments(after));
        old.sort_unstable();
        new.sort_unstable();
        old == new
    };
    read.duplicates.is_empty()
        && approvals(fields) == wanted.approval
        && fields.text("status").as_deref() == Some(wanted.status.as_str())
        && (wanted.effective.is_none() || fields.date("effective") == wanted.effective)
        && text_digest(before, &[]).is_some_and(|digest| text_digest(after, &[]) == Some(digest))
        && yaml_of(before).is_some_and(|before| said(before, yaml))
}

fn yaml_of(text: &str) -> Option<&str> {
    text.get(front::split(text).yaml?)
}

/// The comments of a piece of YAML, each from its `#` to the end of its line. What looks like one within a block of
/// text counts too: it is kept all the same.
fn comments(yaml: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in yaml.split(['\n', '\r']) {
        let mut quote = None;
        let mut before = ' ';
        for (at, c) in line.char_indices() {
            match quote {
                Some(open) if c == open && before != '\\' => quote = None,
                Some(_) => {}
                None if (c == '"' || c == '\'') && " \t[{,:-".contains(before) => quote = Some(c),
                None if c == '#' && " \t".contains(before) => {
                    found.push(line[at..].trim_end());
                    break;
                }
                None => {}
            }
            before = c;
        }
    }
    found
}

/// A front matter being changed.
struct Edit<'p> {
    text: String,
    path: &'p str,
    /// The line ending of the front matter.
    eol: &'static str,
}

impl<'p> Edit<'p> {
    /// Only a front matter of one key a line is changed.
    fn open(text: &str, path: &'p str) -> Option<Edit<'p>> {
        let yaml = yaml_of(text)?;
        if yaml.trim_start().starts_with('{') {
            return None;
        }
        let first = text.find(['\n', '\r'])?;
        let eol = match text.get(first..first + 2) {
            Some("\r\n") => "\r\n",
            _ if text[first..].starts_with('\r') => "\r",
            _ => "\n",
        };
        Some(Edit { text: text.to_owned(), path, eol })
    }

    fn node(&self) -> Option<Node> {
        yaml::read(yaml_of(&self.text)?, &Limits::FRONT_MATTER).ok().map(|read| read.node)
    }

    /// The bytes of a key's value; empty right behind the colon when nothing is written there.
    fn value(&self, key: &str) -> Option<Range<usize>> {
        self.node()?.get(key)?;
        let name = locate::span(&self.text, self.path, key, true)?;
        let value = locate::span(&self.text, self.path, key, false)?;
        if value != name {
            return Some(value);
        }
        let colon = name.end + self.text.get(name.end..)?.find(':')? + 1;
        Some(colon..colon)
    }

    /// Sets a key to a plain value; a new key is written below `below` if that is there, else at the end.
    fn scalar(&mut self, key: &str, value: &str, below: &str) -> Option<()> {
        if self.node()?.get(key).and_then(Node::as_text) == Some(value) {
            return Some(());
        }
        match self.value(key) {
            Some(at) if at.is_empty() => self.text.insert_str(at.start, &format!(" {value}")),
            Some(at) => self.text.replace_range(at, value),
            None => self.add_lines(below, &format!("{key}: {value}"))?,
        }
        Some(())
    }

    /// Writes lines below the value of a key, else at the end of the front matter.
    fn add_lines(&mut self, below: &str, lines: &str) -> Option<()> {
        let end = front::split(&self.text).yaml?.end;
        let mut at = match self.value(below) {
            Some(value) => self.next_line(value.end).min(end),
            None => end,
        };
        // Indented comments below a value belong to it.
        while self.text[at..end].starts_with([' ', '\t']) && self.text[at..end].trim_start().starts_with('#') {
            at = self.next_line(at).min(end);
        }
        self.text.insert_str(at, &format!("{lines}{}", self.eol));
        Some(())
    }

    /// The first byte of the line after the one in which a byte stands.
    fn next_line(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        match rest.find(['\n', '\r']) {
            Some(end) if rest[end..].starts_with("\r\n") => at + end + 2,
            Some(end) => at + end + 1,
            None => self.text.len(),
        }
    }

    /// The first byte of the line in which a byte stands.
    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
    }

    /// Takes bytes out and leaves the comments that stood in them on lines of their own, below.
    fn replace(&mut self, range: Range<usize>, with: &str) {
        let start = self.line_start(range.start);
        let indent: String = self.text[start..range.start].chars().take_while(|c| *c == ' ').collect();
        let kept: Vec<String> = comments(&self.text[range.clone()]).into_iter().map(str::to_owned).collect();
        self.text.replace_range(range.clone(), with);
        if !kept.is_empty() {
            let at = self.next_line(range.start + with.len());
            let lines: String = kept.iter().map(|comment| format!("{indent}{comment}{}", self.eol)).collect();
            self.text.insert_str(at, &lines);
        }
    }

    /// Makes the approvals those wanted: takes out what is dropped and what `text` keys are done with, adds the new one.
    fn approval(&mut self, kept: &[bool], wanted: &Wanted) -> Option<()> {
        let node = self.node()?;
        if approvals(Fields(&node)) == wanted.approval {
            return Some(());
        }
        let stay = kept.iter().filter(|kept| **kept).count();
        let added = wanted.approval.get(stay..)?;
        let lines = |list: &[Approval], indent: &str, eol: &str| -> String {
            list.iter().map(|entry| format!("{eol}{indent}- {}", flow(entry))).collect()
        };
        let Some(region) = self.value("approval") else {
            let block = format!("approval:{}", lines(&wanted.approval, "  ", self.eol));
            let anchors = ["authors", "owner", "status", "version"];
            let anchor = anchors.into_iter().find(|key| node.get(key).is_some()).unwrap_or_default();
            return self.add_lines(anchor, &block);
        };
        let shown = self.text.get(region.clone())?.to_owned();
        match node.get("approval") {
            Some(Node::List(items)) if shown.starts_with('-') && items.len() == kept.len() => {
                let indent = self.text[self.line_start(region.start)..region.start].to_owned();
                let end = self.next_line(region.end);
                let bare = self.text.len();
                // From the last to the first, so that places before stay what they are.
                for at in (0..kept.len()).rev() {
                    if kept[at] {
                        self.settle_text(at, wanted, stay_before(kept, at))?;
                    } else {
                        self.take_item(at)?;
                    }
                }
                let end = end + self.text.len() - bare;
                let new = lines(added, &indent, self.eol);
                // Where the last line of the front matter has no end of its own there is nothing behind it either.
                let new = new.strip_prefix(self.eol).unwrap_or_default();
                if !new.is_empty() {
                    self.text.insert_str(end, &format!("{new}{}", self.eol));
                }
            }
            Some(Node::Map(_)) if shown.starts_with('{') && !kept.contains(&true) && added.len() == 1 => {
                self.replace(region, &flow(&added[0]));
            }
            Some(Node::Null) if region.is_empty() => {
                let at = region.end + self.text[region.end..].find(['\n', '\r'])?;
                self.text.insert_str(at, &lines(&wanted.approval, "  ", self.eol));
            }
            _ => {
                let list: Vec<String> = wanted.approval.iter().map(flow).collect();
                self.replace(region, &format!("[{}]", list.join(", ")));
            }
        }
        Some(())
    }

    /// Takes an item of a block list out, with its lines; comments stay.
    fn take_item(&mut self, at: usize) -> Option<()> {
        let item = format!("approval[{at}]");
        let dash = locate::span(&self.text, self.path, &item, true)?;
        let value = locate::span(&self.text, self.path, &item, false)?;
        let start = self.line_start(dash.start);
        let indent = self.text[start..dash.start].to_owned();
        let end = self.next_line(value.end.max(dash.end));
        let kept: Vec<String> =
            comments(&self.text[start..end]).into_iter().map(|c| format!("{indent}{c}{}", self.eol)).collect();
        self.text.replace_range(start..end, &kept.concat());
        Some(())
    }

    /// Takes the `text` of an approval out when it is no longer wanted.
    fn settle_text(&mut self, at: usize, wanted: &Wanted, index: usize) -> Option<()> {
        let item = format!("approval[{at}]");
        let key = format!("{item}.text");
        if wanted.approval.get(index)?.text.is_some() {
            return Some(());
        }
        let written = self.node()?.get("approval")?.as_list()?.get(at)?.get("text").is_some();
        if !written {
            return Some(());
        }
        let value = locate::span(&self.text, self.path, &item, false)?;
        let name = locate::span(&self.text, self.path, &key, true)?;
        let text = locate::span(&self.text, self.path, &key, false)?;
        if self.text[value.clone()].starts_with('{') {
            let comma = self.text[value.start..name.start].rfind(',').map(|at| value.start + at)?;
            self.replace(comma..text.end, "");
        } else {
            let start = self.line_start(name.start);
            // A line that begins the item cannot go without its dash.
            if !self.text[start..name.start].trim().is_empty() {
                return None;
            }
            let end = self.next_line(text.end);
            let indent = self.text[start..name.start].to_owned();
            let kept: Vec<String> =
                comments(&self.text[start..end]).into_iter().map(|c| format!("{indent}{c}{}", self.eol)).collect();
            self.text.replace_range(start..end, &kept.concat());
        }
        Some(())
    }
}

/// How many of the approvals before this one stay.
fn stay_before(kept: &[bool], at: usize) -> usize {
    kept[..at].iter().filter(|kept| **kept).count()
}

#[cfg(test)]
mod tests;
