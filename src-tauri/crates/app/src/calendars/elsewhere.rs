//! Addresses as people give them.

/// Whether text can be the address of a web calendar; whether anything is there is told by reading it.
pub(super) fn is_web_address(text: &str) -> bool {
    let text = text.trim();
    let rest = match text.split_once("://") {
        Some((scheme, rest)) => {
            let scheme = scheme.to_ascii_lowercase();
            if !["http", "https", "webcal", "webcals"].contains(&scheme.as_str()) {
                return false;
            }
            rest
        }
        None => text,
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty() && !host.contains(char::is_whitespace)
}
