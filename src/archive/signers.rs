//! `allowed_signers`: which keys speak for whom, and when. OpenSSH's file of that name, read by our own parser.
//!
//! Knows the file's form and OpenSSH's rules for it (ssh-keygen(1), ALLOWED SIGNERS); not the archive, nor how a
//! signature is checked. What a key may do is written here and nowhere else; a signature proves only that its own key made it.

use crate::date::Date;
use crate::finding::catalogue::source::VALUE_INVALID;
use crate::finding::{Checked, Finding, Level, Place};
use crate::lang::Say;
use crate::say;
use ssh_key::PublicKey;
use std::sync::Arc;

/// The file's lines that could be read, in their order.
#[derive(Clone, Debug, Default)]
pub struct Signers {
    lines: Vec<Signer>,
}

/// One line: a key, whom it speaks for, for what and when.
#[derive(Clone, Debug)]
pub struct Signer {
    /// The line, counted from 1.
    pub line: usize,
    /// Patterns of principals (emails), joined by commas, with `*`, `?` and `!`.
    pub principals: String,
    /// Patterns of namespaces; without any the key may sign in all.
    pub namespaces: Option<String>,
    /// The first second at which the key is valid, in Unix time.
    pub after: Option<i64>,
    /// The last second at which the key is valid, in Unix time.
    pub before: Option<i64>,
    /// The key as OpenSSH encodes it.
    pub key: Arc<[u8]>,
}

/// Why a key may not speak for a principal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// No line gives this key to this principal.
    Unknown,
    /// The line on which it is does not let it sign in this namespace.
    Namespace(usize),
    /// The line on which it is says that it is valid only later.
    NotYet(usize),
    /// The line on which it is says that it was valid only before.
    Expired(usize),
}

impl Signers {
    /// The readable lines.
    pub fn lines(&self) -> &[Signer] {
        &self.lines
    }

    /// Whether a key (as OpenSSH encodes it) may sign for a principal in a namespace at a Unix time: as
    /// `ssh-keygen -Y verify` does, any one line that lets it is enough.
    pub fn may_sign(&self, principal: &str, namespace: &str, key: &[u8], at: i64) -> Result<&Signer, Refusal> {
        let mut refusal = Refusal::Unknown;
        for signer in &self.lines {
            if *signer.key != *key || !matches_list(&signer.principals, principal) {
                continue;
            }
            refusal = if signer.namespaces.as_ref().is_some_and(|list| !matches_list(list, namespace)) {
                Refusal::Namespace(signer.line)
            } else if signer.after.is_some_and(|after| at < after) {
                Refusal::NotYet(signer.line)
            } else if signer.before.is_some_and(|before| at > before) {
                Refusal::Expired(signer.line)
            } else {
                return Ok(signer);
            };
        }
        Err(refusal)
    }
}

/// 12:00 UTC of a day in Unix time: when the validity of a key is judged.
pub fn noon(date: Date) -> i64 {
    midnight(date) + 12 * 3600
}

fn midnight(date: Date) -> i64 {
    Date::from_unix_seconds(0).map_or(0, |epoch| epoch.days_until(date)) * 86_400
}

/// Reads the file. Lines that cannot be read are findings and give no key any right.
pub fn parse(path: &Arc<str>, text: &str) -> Checked<Signers> {
    let mut checked = Checked::sound(Signers::default());
    for (line, content) in (1..).zip(text.split('\n')) {
        let content = content.trim_start_matches(BLANK);
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let place = || Place::line(path, line);
        match read_line(line, content) {
            Ok((signer, local)) => {
                if let Some(option) = local {
                    checked.findings.push(
                        Finding::new(
                            &VALUE_INVALID,
                            place(),
                            say!(
                                "the time of `{option}` does not end in Z: this program reads it as UTC, ssh-keygen in the \
                                 local time of whoever checks",
                                "l’heure de `{option}` ne se termine pas par Z\u{a0}: ce programme la lit en UTC, ssh-keygen à \
                                 l’heure locale de qui vérifie"
                            ),
                        )
                        .help(say!(
                            "Write it with a Z at its end, such as 20260101Z.",
                            "Écrivez-la avec un Z à la fin, par exemple 20260101Z."
                        ))
                        .level(Level::Note),
                    );
                }
                checked.value.lines.push(signer);
            }
            Err(Say { en, fr }) => checked.findings.push(
                Finding::new(
                    &VALUE_INVALID,
                    place(),
                    Say {
                        en: format!("line {line} of allowed_signers {en}"),
                        fr: format!("la ligne {line} d’allowed_signers {fr}"),
                    },
                )
                .help(say!(
                    "Write it as: EMAIL namespaces=\"isms-handbook\" ssh-ed25519 AAAA… (the content of the person’s .pub file).",
                    "Écrivez-la ainsi\u{a0}: COURRIEL namespaces=\"isms-handbook\" ssh-ed25519 AAAA… (le contenu du fichier .pub \
                     de la personne)."
                )),
            ),
        }
    }
    checked
}

/// OpenSSH's white space.
const BLANK: [char; 3] = [' ', '\t', '\r'];

/// The names of keys that OpenSSH knows; a token that is none of them is a list of options.
const KEYS: [&str; 8] = [
    "ssh-ed25519",
    "ssh-rsa",
    "ssh-dss",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
];

/// A line, and the option whose time is local, if any; or what is wrong with the line.
fn read_line(line: usize, text: &str) -> Result<(Signer, Option<&'static str>), Say> {
    let (principals, rest) = principals(text)
        .ok_or_else(|| say!("has a quotation mark that is not closed", "a un guillemet qui n’est pas fermé"))?;
    let word = |text: &str| text.split(BLANK).next().unwrap_or_default().to_owned();
    let mut signer = Signer { line, principals, namespaces: None, after: None, before: None, key: Arc::from([]) };
    let mut local = None;
    let mut rest = rest;
    if !rest.is_empty() && !KEYS.contains(&word(rest).as_str()) {
        (local, rest) = options(rest, &mut signer)?;
    }
    let kind = word(rest);
    let body = word(rest[kind.len()..].trim_start_matches(BLANK));
    if !KEYS.contains(&kind.as_str()) || body.is_empty() {
        return Err(say!("holds no public key", "ne contient pas de clé publique"));
    }
    let key = PublicKey::from_openssh(&format!("{kind} {body}")).and_then(|key| key.to_bytes());
    signer.key = key
        .map_err(|e| {
            say!("holds a public key that cannot be read: {e}", "contient une clé publique illisible\u{a0}: {e}")
        })?
        .into();
    Ok((signer, local))
}

/// The principals of a line and what follows them. Quotes may enclose them, or a part of them; nothing when a quote
/// is not closed.
fn principals(text: &str) -> Option<(String, &str)> {
    let end = text.find([' ', '\t', '\r', '"']).unwrap_or(text.len());
    let (head, tail) = text.split_at(end);
    let (list, rest) = match tail.strip_prefix('"') {
        Some(quoted) => {
            let (inside, rest) = quoted.split_once('"')?;
            (format!("{head}{inside}"), rest)
        }
        None => (head.to_owned(), tail),
    };
    Some((list, rest.trim_start_matches(BLANK)))
}

/// Reads options joined by commas into the signer; returns the option whose time is local, and what follows them.
fn options<'a>(text: &'a str, signer: &mut Signer) -> Result<(Option<&'static str>, &'a str), Say> {
    let mut local = None;
    let mut rest = text;
    loop {
        let name_end = rest.find(['=', ',', ' ', '\t', '\r']).unwrap_or(rest.len());
        let (name, tail) = rest.split_at(name_end);
        let name = name.to_ascii_lowercase();
        let twice = || say!("says `{name}` twice", "dit deux fois `{name}`");
        if name == "cert-authority" {
            return Err(say!(
                "is a certificate authority, which this program does not follow; list each person’s own key",
                "est une autorité de certification, que ce programme ne suit pas\u{a0}; inscrivez la clé de chaque personne"
            ));
        }
        let (value, tail) = match tail.strip_prefix("=\"").and_then(dequote) {
            Some(found) if ["namespaces", "valid-after", "valid-before"].contains(&name.as_str()) => found,
            _ => {
                let name: String = name.chars().take(40).collect();
                return Err(say!(
                    "has something that is neither a key nor an option: `{name}` (options are namespaces=\"…\", \
                     valid-after=\"…\", valid-before=\"…\", with the quotation marks)",
                    "a quelque chose qui n’est ni une clé ni une option\u{a0}: `{name}` (les options sont namespaces=\"…\", \
                     valid-after=\"…\", valid-before=\"…\", avec les guillemets)"
                ));
            }
        };
        match name.as_str() {
            "namespaces" => {
                if signer.namespaces.replace(value).is_some() {
                    return Err(twice());
                }
            }
            _ => {
                let (slot, option) = if name == "valid-after" {
                    (&mut signer.after, "valid-after")
                } else {
                    (&mut signer.before, "valid-before")
                };
                let (seconds, utc) = time(&value).ok_or_else(|| {
                    let value: String = value.chars().take(40).collect();
                    say!(
                        "has a time that cannot be read under `{name}`: {value} (write YYYYMMDDZ or YYYYMMDDHHMMZ)",
                        "a une heure illisible sous `{name}`\u{a0}: {value} (écrivez AAAAMMJJZ ou AAAAMMJJHHMMZ)"
                    )
                })?;
                if slot.replace(seconds).is_some() {
                    return Err(twice());
                }
                if !utc {
                    local = Some(option);
                }
            }
        }
        match tail.strip_prefix(',') {
            Some(more) => rest = more,
            None if tail.is_empty() || tail.starts_with(BLANK) => {
                if signer.after.zip(signer.before).is_some_and(|(after, before)| before <= after) {
                    return Err(say!(
                        "ends its key’s validity before it begins",
                        "termine la validité de sa clé avant qu’elle commence"
                    ));
                }
                return Ok((local, tail.trim_start_matches(BLANK)));
            }
            None => {
                return Err(say!(
                    "has something after the option `{name}` that does not belong there",
                    "a quelque chose de trop après l’option `{name}`"
                ));
            }
        }
    }
}

/// The text up to the closing quotation mark, with `\"` read as `"`, and what follows it.
fn dequote(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(|(_, next)| *next == '"') => {
                chars.next();
                value.push('"');
            }
            '"' => return Some((value, &text[at + 1..])),
            _ => value.push(c),
        }
    }
    None
}

/// `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, with `Z` or `UTC` after it when it is UTC: Unix time, and whether it said so.
fn time(text: &str) -> Option<(i64, bool)> {
    let zone = ["Z", "z", "UTC", "utc"].iter().find_map(|zone| text.strip_suffix(zone));
    let digits = zone.unwrap_or(text);
    if ![8, 12, 14].contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let date = Date::parse(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..8]))?;
    let number = |from: usize, most: i64| match digits.get(from..from + 2) {
        None => Some(0),
        Some(two) => two.parse::<i64>().ok().filter(|n| *n <= most),
    };
    let seconds = midnight(date) + number(8, 23)? * 3600 + number(10, 59)? * 60 + number(12, 60)?;
    (seconds > 0).then_some((seconds, zone.is_some()))
}

/// Whether a text matches a list of patterns joined by commas: one that matches is needed, and none with `!` may.
pub(super) fn matches_list(list: &str, text: &str) -> bool {
    let mut found = false;
    for pattern in list.split(',') {
        // OpenSSH gives up on the whole list at a pattern longer than its buffer; we must not be more generous.
        if pattern.len() > 1022 {
            return false;
        }
        match pattern.strip_prefix('!') {
            Some(not) if matches(not.as_bytes(), text.as_bytes()) => return false,
            Some(_) => {}
            None => found |= matches(pattern.as_bytes(), text.as_bytes()),
        }
    }
    found
}

/// Whether a text matches one pattern: `*` is any run of bytes, `?` any one. Takes time in the product of the lengths
/// at worst, whatever the pattern.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p + 1, t));
                p += 1;
            }
            Some(b) if *b == b'?' || *b == text[t] => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((after, from)) => {
                    star = Some((after, from + 1));
                    p = after;
                    t = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|b| *b == b'*')
}

#[cfg(test)]
#[path = "tests/signers.rs"]
mod tests;
