//! What single marks of Markdown mean: levels, alignments, kinds of alerts, languages of code; and text made clean.

use std::borrow::Cow;

use pulldown_cmark::{Alignment, BlockQuoteKind, HeadingLevel};

/// NUL becomes the replacement character, other control characters and what is no character nothing; line ends stay.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    // Bytes of more than ASCII take the way of characters.
    let is_simple = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    if text.bytes().all(is_simple) || text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let kept = |c: char| match c {
        '\0' => Some('\u{fffd}'),
        '\r' => Some('\n'),
        c => is_plain(c).then_some(c),
    };
    Cow::Owned(text.replace("\r\n", "\n").chars().filter_map(kept).collect())
}

/// Whether a character may stand in HTML.
fn is_plain(c: char) -> bool {
    match c {
        ' '..='~' | '\n' | '\t' => true,
        '\u{fdd0}'..='\u{fdef}' => false,
        c => !c.is_control() && u32::from(c) & 0xfffe != 0xfffe,
    }
}

pub(super) fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

pub(super) fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

pub(super) fn alignment(side: Alignment) -> &'static str {
    match side {
        Alignment::Center => "ta-c",
        Alignment::Right => "ta-r",
        Alignment::None | Alignment::Left => "",
    }
}

/// The language of a fenced block: its first word, if it could be a class.
pub(super) fn language(info: &str) -> String {
    let word = info.split([' ', ',', '{']).next().unwrap_or_default();
    word.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '_')).take(30).collect()
}
