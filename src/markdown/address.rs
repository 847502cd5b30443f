//! Which addresses a text may carry, and how they are written into HTML.
//!
//! Knows nothing of which pages exist: that is the caller's `link`.

/// What kind of address this is, judged as a browser would (control characters and spaces ignored, RFC 3986 schemes).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// Within the site: a path, a query or a fragment.
    Inside,
    /// `http`, `https` or `//host`.
    Outside,
    /// `mailto` or `tel`.
    Contact,
    /// Any other scheme (`javascript`, `data`, `file`, …): never written.
    Forbidden,
}

/// Judges an address as written.
pub(super) fn reach(address: &str) -> Reach {
    // Browsers drop leading and trailing control characters and every tab and line end before they look for a scheme.
    let mut seen = address.chars().filter(|c| !c.is_control() && !c.is_whitespace());
    let mut scheme = String::new();
    for c in seen.by_ref() {
        match c {
            ':' if !scheme.is_empty() => {
                return match scheme.as_str() {
                    "http" | "https" => Reach::Outside,
                    "mailto" | "tel" => Reach::Contact,
                    _ => Reach::Forbidden,
                };
            }
            '/' | '\\' if scheme.is_empty() => {
                return if matches!(seen.next(), Some('/' | '\\')) { Reach::Outside } else { Reach::Inside };
            }
            '/' | '\\' | '?' | '#' => return Reach::Inside,
            _ => scheme.push(c.to_ascii_lowercase()),
        }
    }
    Reach::Inside
}

/// Whether an address may be written at all: of a kind that only leads somewhere, and with a host where one must be.
pub(super) fn is_allowed(address: &str) -> bool {
    match reach(address) {
        Reach::Forbidden => false,
        Reach::Inside | Reach::Contact => true,
        Reach::Outside => {
            let (_, host, _) = parted(address.trim());
            let name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']' | '@' | '~');
            !host.is_empty() && host.chars().all(name) && !host.starts_with([':', '.']) && !host.contains("..")
        }
    }
}

/// The scheme with its slashes, the host, and the rest of an address.
fn parted(address: &str) -> (&str, &str, &str) {
    let Some(slashes) = address.find("//").filter(|at| !address[..*at].contains(['/', '?', '#'])) else {
        return ("", "", address);
    };
    let (scheme, rest) = address.split_at(slashes + 2);
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    (scheme, &rest[..end], &rest[end..])
}

/// Writes an address into a double-quoted attribute: what no address may hold is percent-encoded, the rest escaped.
pub(super) fn write_address(out: &mut String, address: &str) {
    let (scheme, host, rest) = parted(address.trim());
    for c in scheme.chars().chain(host.chars()) {
        write_char(out, c);
    }
    let mut in_fragment = false;
    for (at, c) in rest.char_indices() {
        match c {
            '[' | ']' => percent(out, c),
            '#' if in_fragment => percent(out, c),
            '%' if !is_encoded(&rest.as_bytes()[at..]) => percent(out, c),
            c => write_char(out, c),
        }
        in_fragment |= c == '#';
    }
}

fn is_encoded(bytes: &[u8]) -> bool {
    bytes.get(1..3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

fn write_char(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        ' ' | '"' | '<' | '>' | '`' | '{' | '}' | '|' | '\\' | '^' | '\'' => percent(out, c),
        c if c.is_control() || c.is_whitespace() || c == '\u{fffd}' => percent(out, c),
        c => out.push(c),
    }
}

fn percent(out: &mut String, c: char) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut bytes = [0; 4];
    for byte in c.encode_utf8(&mut bytes).bytes() {
        out.push('%');
        out.push(char::from(HEX[usize::from(byte >> 4)]));
        out.push(char::from(HEX[usize::from(byte & 15)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_judged_as_browsers_do() {
        for (address, expected) in [
            ("a.md", Reach::Inside),
            ("../b/c.md#d:e", Reach::Inside),
            ("#a", Reach::Inside),
            ("?q=a:b", Reach::Inside),
            ("/x", Reach::Inside),
            ("", Reach::Inside),
            ("//evil.example", Reach::Outside),
            ("/\\evil.example", Reach::Outside),
            ("\\\\evil.example", Reach::Outside),
            ("/\t/evil.example", Reach::Outside),
            ("HTTPS://x", Reach::Outside),
            ("mailto:a@b.c", Reach::Contact),
            ("tel:+1", Reach::Contact),
            ("javascript:alert(1)", Reach::Forbidden),
            (" JaVa\nscript\u{1}:alert(1)", Reach::Forbidden),
            ("data:text/html,x", Reach::Forbidden),
            ("file:///etc/passwd", Reach::Forbidden),
            ("C:\\a", Reach::Forbidden),
        ] {
            assert_eq!(reach(address), expected, "{address:?}");
        }
    }

    #[test]
    fn addresses_are_written_safely() {
        for (address, expected) in [
            ("a b.md", "a%20b.md"),
            ("é.md?a=1&b=\"", "é.md?a=1&amp;b=%22"),
            ("x%20y", "x%20y"),
            ("100%", "100%25"),
            ("a\u{fffd}", "a%EF%BF%BD"),
            ("a[1].md#b#c", "a%5B1%5D.md#b%23c"),
            ("https://[::1]/[a]", "https://[::1]/%5Ba%5D"),
            ("a\u{a0}b", "a%C2%A0b"),
        ] {
            let mut out = String::new();
            write_address(&mut out, address);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn an_outside_address_has_a_host() {
        for (address, expected) in [
            ("https://example.org", true),
            ("//example.org/a", true),
            ("https://é.example:8080/", true),
            ("mailto:a@b.c", true),
            ("", true),
            ("a b.md", true),
            ("https://", false),
            ("http:a", false),
            ("https:///x", false),
            ("https://a b/", false),
            ("https://a..b/", false),
            ("https://a<b>/", false),
            ("javascript:x", false),
        ] {
            assert_eq!(is_allowed(address), expected, "{address:?}");
        }
    }
}
