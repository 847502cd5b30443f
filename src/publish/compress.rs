//! Compressed copies for web servers that send them as they are (`gzip_static`, `brotli_static`): the same input, the same bytes.
//!
//! Knows bytes and endings of names; nothing of the site.

use std::io::{self, BufWriter, Read, Write};

/// Below this size (bytes) the headers of the answer outweigh the gain.
const SMALLEST: u64 = 1024;

/// Above this size (bytes) time counts for more than the last hundredths of the size.
const LARGE: u64 = 1 << 20;

/// Endings of names whose files are text.
const TEXT: [&str; 9] = ["html", "css", "js", "json", "svg", "xml", "csv", "txt", "ics"];

/// Whether a file of this name and size gains from a compressed copy.
pub(super) fn is_worthwhile(path: &str, bytes: u64) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    bytes > SMALLEST
        && name.rsplit_once('.').is_some_and(|(_, ending)| TEXT.iter().any(|text| ending.eq_ignore_ascii_case(text)))
}

/// A way to compress that browsers read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Encoding {
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

impl Encoding {
    pub(super) const ALL: [Encoding; 2] = [Encoding::Gzip, Encoding::Brotli];

    /// What is added to the name of the file.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Encoding::Gzip => "gz",
            Encoding::Brotli => "br",
        }
    }

    /// Compresses input of a known size (bytes), a piece at a time.
    pub(super) fn compress(self, from: &mut dyn Read, bytes: u64, to: &mut dyn Write) -> io::Result<()> {
        let mut to = BufWriter::with_capacity(64 << 10, to);
        match self {
            Encoding::Gzip => {
                // No name and no time in the header: they would differ between builds.
                let mut encoder = flate2::GzBuilder::new().mtime(0).write(&mut to, flate2::Compression::best());
                io::copy(from, &mut encoder)?;
                encoder.finish()?;
            }
            Encoding::Brotli => {
                // Measured on pages of 4 to 200 kB: 11 takes more than twice the time of 10 for three hundredths less, and
                // 5 to 9 set up tables that cost small files more than 10 does. Only on large files are they fast.
                let quality = if bytes <= LARGE { 10 } else { 7 };
                // A window no larger than the file spares memory; the format allows 10 to 24 bits.
                let lgwin = (u64::BITS - bytes.leading_zeros()).clamp(10, 22) as i32;
                let size_hint = usize::try_from(bytes).unwrap_or(usize::MAX);
                let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin, size_hint, ..Default::default() };
                let mut from = from;
                brotli::BrotliCompress(&mut from, &mut to, &parameters)?;
            }
        }
        to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compressed(encoding: Encoding, bytes: &[u8]) -> Vec<u8> {
        let mut to = Vec::new();
        encoding.compress(&mut &bytes[..], bytes.len() as u64, &mut to).unwrap();
        to
    }

    #[test]
    fn text_above_a_kilobyte_is_worthwhile() {
        for (path, bytes, expected) in [
            ("a/index.html", 1025, true),
            ("a/index.html", 1024, false),
            ("A.SVG", 5000, true),
            ("reviews/ciso.ics", 5000, true),
            ("logo.png", 500_000, false),
            ("html", 5000, false),
            ("a.html/b", 5000, false),
            ("a.html.gz", 5000, false),
        ] {
            assert_eq!(is_worthwhile(path, bytes), expected, "{path} {bytes}");
        }
    }

    #[test]
    fn copies_read_back_and_are_the_same_each_time() {
        for (encoding, times) in Encoding::ALL.into_iter().flat_map(|encoding| [(encoding, 900), (encoding, 40_000)]) {
            let text = "Les mesures de la clause 5.1, é et œ. ".repeat(times).into_bytes();
            let packed = compressed(encoding, &text);
            assert!(packed.len() < text.len() / 20, "{encoding:?} {}", packed.len());
            assert_eq!(packed, compressed(encoding, &text), "{encoding:?}");
            let mut back = Vec::new();
            match encoding {
                Encoding::Gzip => flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut back).map(drop),
                Encoding::Brotli => brotli::BrotliDecompress(&mut &packed[..], &mut back),
            }
            .unwrap();
            assert_eq!(back, text, "{encoding:?}");
        }
    }

    #[test]
    fn the_gzip_header_says_neither_when_nor_where() {
        let packed = compressed(Encoding::Gzip, b"x");
        // Flags and time are zero, the system is 255 (unknown).
        assert_eq!((&packed[3..8], packed[9]), (&[0; 5][..], 255));
    }
}
