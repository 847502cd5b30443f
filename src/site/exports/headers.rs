//! What a server should send with the site, and the tokens of the configured accent colour.

use crate::parse::colour;

/// `_headers`, in the form that static hosts read; other servers take the values from it.
pub fn headers() -> Vec<u8> {
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
                  base-uri 'none'; frame-ancestors 'none'";
    format!(
        "/*\n  Content-Security-Policy: {policy}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n  \
         Cross-Origin-Opener-Policy: same-origin\n  Permissions-Policy: camera=(), geolocation=(), microphone=()\n"
    )
    .into_bytes()
}

/// The tint of boxes in the stylesheet (`--surface`), and the contrast that links need on it.
const SURFACE: [u8; 3] = [0xf5, 0xf7, 0xf9];
const LEAST_CONTRAST: f64 = 4.5;

/// The accent colour as tokens of the stylesheet, to stand at its end. A colour that white can carry and the tint of boxes cannot takes the tint away.
pub fn tokens(accent: &str) -> String {
    let pale = colour::parse(accent).is_some_and(|parsed| colour::contrast(parsed, SURFACE) < LEAST_CONTRAST);
    let boxes = if pale { " --surface: #ffffff;" } else { "" };
    let tokens = format!("--link: {accent}; --focus: {accent};{boxes}");
    format!(
        "@layer brand {{\n  @media (prefers-color-scheme: light) {{ :root:not([data-theme=\"dark\"]) {{ {tokens} }} }}\n  \
         :root[data-theme=\"light\"] {{ {tokens} }}\n}}\n"
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_accent_that_boxes_cannot_carry_stands_on_white_boxes() {
        assert!(!super::tokens("#0b56a3").contains("--surface"));
        assert!(super::tokens("#767676").contains("--surface: #ffffff"), "4.54 on white, 4.23 on the tint");
        let css = include_str!("../../../templates/assets/css/site.css");
        assert!(css.contains("--surface: #f5f7f9"), "the tint is the stylesheet's");
    }
}
