//! The brand's colour: read, and refused when its text could not be read on white (WCAG 2.2, 1.4.3).

/// Red, green and blue of `#rrggbb`.
pub fn parse(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The contrast ratio of two colours, 1 to 21.
pub fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let linear = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

/// The nearest darker shade of the same hue that reaches the ratio on white, as `#rrggbb`.
pub fn darker(colour: [u8; 3], ratio: f64) -> String {
    let shade = |percent: u16| colour.map(|part| (u16::from(part) * percent / 100) as u8);
    let fits = (0..=100).rev().map(shade).find(|shade| contrast(*shade, [255; 3]) >= ratio).unwrap_or([0; 3]);
    format!("#{:02x}{:02x}{:02x}", fits[0], fits[1], fits[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
        let blue = parse("#0b56a3").unwrap();
        assert!((contrast(blue, [255; 3]) - 7.31).abs() < 0.01);
        assert_eq!(parse("#12345"), None);
        let fixed = parse(&darker(parse("#ff9900").unwrap(), 4.5)).unwrap();
        assert!(contrast(fixed, [255; 3]) >= 4.5);
    }
}
