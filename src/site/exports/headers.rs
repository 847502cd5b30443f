//! What a server should send with the site, and the stylesheet of the configured accent colour.

use crate::site::Site;

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

/// The accent colour as a token of the stylesheet.
pub fn accent(site: &Site<'_>) -> Vec<u8> {
    let colour = site.handbook.config.accent.as_deref().unwrap_or("#0b56a3");
    let tokens = format!("--link: {colour}; --focus: {colour};");
    format!(
        "@layer brand {{\n  @media (prefers-color-scheme: light) {{ :root:not([data-theme=\"dark\"]) {{ {tokens} }} }}\n  \
         :root[data-theme=\"light\"] {{ {tokens} }}\n  @media print {{ :root {{ {tokens} }} }}\n}}\n"
    )
    .into_bytes()
}
