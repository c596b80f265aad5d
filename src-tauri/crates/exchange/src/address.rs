//! Mail addresses.

/// Whether text is a mail address that can be written into a `mailto:` URI as it stands.
///
/// Stricter than RFC 5322 on purpose: quoted local parts, comments and addresses without a domain with a dot are
/// refused, and so is every character that has a meaning in iCalendar or a URI. Nobody's real address is lost by it.
pub fn is_mail_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let local_fits = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_alphanumeric() || "!#$&'*+-/=_{|}~.".contains(c));
    let labels = domain.split('.').collect::<Vec<_>>();
    let domain_fits = domain.len() <= 253
        && labels.len() >= 2
        && labels.iter().all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    local_fits && domain_fits
}

#[cfg(test)]
mod tests {
    use super::is_mail_address;

    #[test]
    fn addresses() {
        for good in ["ana@banco.com.ve", "o'neil+x@a-b.co", "josé@correo.es", "a@b.c"] {
            assert!(is_mail_address(good), "{good}");
        }
        for bad in [
            "",
            "ana",
            "ana@",
            "@x.com",
            "a b@x.com",
            "a@x",
            "a@x..com",
            "a@-x.com",
            "a@b@c.d e",
            "a;b@x.com",
            "a\n@x.com",
        ] {
            assert!(!is_mail_address(bad), "{bad}");
        }
    }
}
