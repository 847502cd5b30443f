//! Raw HTML in Markdown: the tags and attributes that are kept, and a scanner that cannot be fooled into more.

/// One piece of raw HTML.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece<'t> {
    /// Words between tags.
    Text(&'t str),
    /// `<name …>`: name in lower case, attributes as written, and where it begins.
    Open { name: String, attributes: Vec<(String, String)>, at: usize, source: &'t str },
    /// `</name>`.
    Close { name: String },
    /// A comment, declaration or instruction.
    Comment,
}

/// Cuts raw HTML into pieces. What is no whole tag is words.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let (piece, end) = match tag(html, open) {
            Tag::Whole(piece, end) => (piece, end),
            Tag::None => {
                at = open + 1;
                continue;
            }
            // As browsers do: a tag without an end swallows all that follows, so there is no other after it.
            Tag::Endless => break,
        };
        if rest < open {
            pieces.push(Piece::Text(&html[rest..open]));
        }
        pieces.push(piece);
        rest = end;
        at = end;
    }
    if rest < html.len() {
        pieces.push(Piece::Text(&html[rest..]));
    }
    pieces
}

/// What begins at a `<`.
enum Tag<'t> {
    /// A tag, and where it ends.
    Whole(Piece<'t>, usize),
    /// No tag.
    None,
    /// A tag that nothing ends.
    Endless,
}

fn tag(html: &str, open: usize) -> Tag<'_> {
    let bytes = html.as_bytes();
    match bytes.get(open + 1) {
        Some(b'!' | b'?') => {
            let (start, stop) = if html[open..].starts_with("<!--") { (open + 4, "-->") } else { (open + 2, ">") };
            let end = html[start..].find(stop).map_or(html.len(), |found| start + found + stop.len());
            Tag::Whole(Piece::Comment, end)
        }
        Some(b'/') => {
            let Some(name) = name(html, open + 2) else { return Tag::None };
            match html[open..].find('>') {
                Some(end) => Tag::Whole(Piece::Close { name: name.to_ascii_lowercase() }, open + end + 1),
                None => Tag::Endless,
            }
        }
        _ => {
            let Some(name) = name(html, open + 1) else { return Tag::None };
            let mut at = open + 1 + name.len();
            let mut attributes = Vec::new();
            loop {
                while bytes.get(at).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/') {
                    at += 1;
                }
                match bytes.get(at) {
                    None => return Tag::Endless,
                    Some(b'>') => break,
                    _ => match attribute(html, at) {
                        Some((attribute, end)) => {
                            attributes.push(attribute);
                            at = end;
                        }
                        None => return Tag::Endless,
                    },
                }
            }
            let (name, source) = (name.to_ascii_lowercase(), &html[open..at + 1]);
            Tag::Whole(Piece::Open { name, attributes, at: open, source }, at + 1)
        }
    }
}

fn name(html: &str, at: usize) -> Option<&str> {
    let rest = html.get(at..)?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    rest.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| &rest[..end])
}

fn attribute(html: &str, at: usize) -> Option<((String, String), usize)> {
    let rest = &html[at..];
    let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
    let name = rest[..end.max(rest.chars().next()?.len_utf8())].to_ascii_lowercase();
    let mut at = at + name.len();
    let blank = |at: usize| html.as_bytes().get(at).is_some_and(u8::is_ascii_whitespace);
    let mut look = at;
    while blank(look) {
        look += 1;
    }
    if html.as_bytes().get(look) != Some(&b'=') {
        return Some(((name, String::new()), at));
    }
    at = look + 1;
    while blank(at) {
        at += 1;
    }
    let (value, end) = match html.as_bytes().get(at)? {
        quote @ (b'"' | b'\'') => {
            let close = html[at + 1..].find(char::from(*quote))? + at + 1;
            (&html[at + 1..close], close + 1)
        }
        _ => {
            let end = html[at..].find(|c: char| c.is_ascii_whitespace() || c == '>')? + at;
            (&html[at..end], end)
        }
    };
    Some(((name, value.to_string()), end))
}

/// The tag to write for a tag that is kept, older names folded into today's.
pub(super) fn kept(name: &str) -> Option<&'static str> {
    Some(match name {
        "abbr" | "acronym" => "abbr",
        "strike" | "s" => "s",
        "tt" | "code" => "code",
        "section" | "article" | "aside" | "header" | "footer" | "main" | "nav" | "center" | "div" => "div",
        _ => KEPT.iter().find(|own| **own == name)?,
    })
}

const KEPT: &[&str] = &[
    "b",
    "strong",
    "i",
    "em",
    "u",
    "del",
    "ins",
    "sub",
    "sup",
    "small",
    "mark",
    "kbd",
    "samp",
    "var",
    "q",
    "cite",
    "dfn",
    "time",
    "p",
    "span",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
];

/// Whether a name is one of HTML's at all. What is not stands as it was typed: `<insert name>` is a blank to be seen.
pub(super) fn is_html(name: &str) -> bool {
    kept(name).is_some() || matches!(name, "a" | "br" | "hr" | "img" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") || {
        DROPPED.contains(&name) || drops_content(name) || is_quiet(name)
    }
}

const DROPPED: &[&str] = &[
    "area", "base", "basefont", "bdi", "bdo", "big", "blink", "button", "data", "dialog", "dir", "embed", "fieldset",
    "font", "form", "frame", "frameset", "input", "legend", "link", "map", "marquee", "menu", "meta", "meter",
    "optgroup", "option", "output", "param", "progress", "rp", "rt", "ruby", "slot", "track",
];

/// Whether a dropped tag takes its content with it, because that content is not text for readers.
pub(super) fn drops_content(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "iframe"
            | "object"
            | "svg"
            | "math"
            | "template"
            | "noscript"
            | "noembed"
            | "noframes"
            | "textarea"
            | "select"
            | "datalist"
            | "title"
            | "head"
            | "canvas"
            | "audio"
            | "video"
            | "applet"
            | "xmp"
    )
}

/// Whether a dropped tag changes nothing that a reader would miss, so that no finding need name it.
pub(super) fn is_quiet(name: &str) -> bool {
    matches!(
        name,
        "label"
            | "html"
            | "body"
            | "col"
            | "colgroup"
            | "picture"
            | "source"
            | "address"
            | "hgroup"
            | "nobr"
            | "wbr"
            | "font"
    )
}

/// Where a part of a list or table may stand; other tags may stand anywhere.
pub(super) fn fits(parent: Option<&str>, tag: &str) -> bool {
    let parent = parent.unwrap_or_default();
    match tag {
        "li" => matches!(parent, "ul" | "ol"),
        "dt" | "dd" => parent == "dl",
        "thead" | "tbody" | "tfoot" | "caption" => parent == "table",
        "tr" => matches!(parent, "table" | "thead" | "tbody" | "tfoot"),
        "td" | "th" => parent == "tr",
        "summary" => parent == "details",
        "figcaption" => parent == "figure",
        _ => true,
    }
}

/// The attributes that a kept tag keeps.
pub(super) fn attributes(tag: &str, written: &[(String, String)]) -> Vec<(&'static str, String)> {
    let mut kept: Vec<(&'static str, String)> = Vec::new();
    for (name, value) in written {
        let number = || value.parse::<u16>().is_ok_and(|n| (1..=1000).contains(&n));
        let found = match (name.as_str(), tag) {
            ("lang", _) if is_language(value) => "lang",
            ("dir", _) if matches!(value.as_str(), "ltr" | "rtl" | "auto") => "dir",
            ("title", _) => "title",
            ("datetime", "time") if is_moment(value) => "datetime",
            ("start", "ol") if value.parse::<i32>().is_ok() => "start",
            ("scope", "th") if matches!(value.as_str(), "row" | "col" | "rowgroup" | "colgroup") => "scope",
            ("colspan", "td" | "th") if number() => "colspan",
            ("rowspan", "td" | "th") if number() => "rowspan",
            ("open", "details") => "open",
            ("width", "img") if number() => "width",
            ("height", "img") if number() => "height",
            _ => continue,
        };
        if kept.iter().all(|(own, _)| *own != found) {
            let value = if found == "open" { String::new() } else { decode(value) };
            kept.push((found, value));
        }
    }
    kept
}

/// Whether a value has the form of a language: `fr`, `fr-CA`, `zh-Hant`.
fn is_language(value: &str) -> bool {
    let mut parts = value.split('-');
    let is = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let first = parts.next().is_some_and(|part| is(part, 2..=3) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    first && value.len() <= 15 && parts.all(|part| is(part, 2..=8))
}

/// Whether a value is a day, or a day and a time of day, as machines write them.
fn is_moment(value: &str) -> bool {
    let form: String = value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let form = form.strip_suffix('Z').unwrap_or(&form);
    matches!(form, "0000-00-00" | "0000-00-00T00:00" | "0000-00-00T00:00:00")
}

/// The words that raw HTML stands for: its commonest character references decoded.
pub(super) fn decode(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let end = tail.as_bytes().iter().take(12).position(|b| *b == b';');
        match end.and_then(|end| Some((reference(&tail[1..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &tail[end + 1..];
            }
            None => {
                out.push('&');
                rest = &tail[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    let number = name.strip_prefix('#');
    if let Some(number) = number {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        return char::from_u32(code).filter(|c| !c.is_control() || *c == '\n');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "rarr" => '→',
        "larr" => '←',
        "bull" => '•',
        "middot" => '·',
        "deg" => '°',
        "times" => '×',
        _ => return None,
    })
}
