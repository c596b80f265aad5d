//! Addresses as people give them.

use reqwest::Url;

use crate::ServerFault;

/// An address of a web calendar: `webcal` means `https`, and so does an address that names no scheme.
pub(crate) fn of_web(text: &str) -> Result<Url, ServerFault> {
    let url = parse(text, &[("webcals", "https"), ("webcal", "https")])?;
    if has_credentials(&url) { Err(ServerFault::BadAddress) } else { Ok(url) }
}

/// An address of a calendar server: a full one, a host, or a mail address, whose domain is taken.
pub(crate) fn of_server(text: &str) -> Result<Url, ServerFault> {
    let text = text.trim();
    let text = match text.rsplit_once('@') {
        Some((name, domain)) if !name.contains('/') => domain,
        _ => text,
    };
    let url = parse(text, &[("caldavs", "https"), ("caldav", "https")])?;
    if has_credentials(&url) || url.query().is_some() {
        return Err(ServerFault::BadAddress);
    }
    Ok(url)
}

/// A name and a password have places of their own; here they would be shown and stored with the address.
pub(crate) fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

fn parse(text: &str, schemes: &[(&str, &str)]) -> Result<Url, ServerFault> {
    let text = text.trim();
    let full = match text.split_once("://") {
        Some((scheme, rest)) => {
            let scheme = scheme.to_ascii_lowercase();
            let meant = schemes.iter().find(|(known, _)| *known == scheme).map_or(scheme.as_str(), |(_, meant)| meant);
            format!("{meant}://{rest}")
        }
        None => format!("https://{text}"),
    };
    let mut url = Url::parse(&full).map_err(|_| ServerFault::BadAddress)?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err(ServerFault::BadAddress);
    }
    url.set_fragment(None);
    Ok(url)
}

pub(crate) fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

/// Whether what is sent there stays on this computer.
pub(crate) fn is_here(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let by_name = host == "localhost" || host.ends_with(".localhost");
    by_name || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Scheme, host and port, without a slash at the end.
pub(crate) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(read: fn(&str) -> Result<Url, ServerFault>, cases: &[(&str, Option<&str>)]) {
        for (given, meant) in cases {
            assert_eq!(read(given).ok().as_ref().map(Url::as_str), *meant, "{given}");
        }
    }

    #[test]
    fn web_calendars() {
        check(
            of_web,
            &[
                ("https://example.com/a.ics?key=1#x", Some("https://example.com/a.ics?key=1")),
                ("webcal://example.com/a.ics", Some("https://example.com/a.ics")),
                ("WEBCAL://example.com/a.ics", Some("https://example.com/a.ics")),
                ("webcals://example.com/a.ics", Some("https://example.com/a.ics")),
                ("http://example.com/a.ics", Some("http://example.com/a.ics")),
                (" example.com/a.ics ", Some("https://example.com/a.ics")),
                ("https://example.com/ana@example.com/a.ics", Some("https://example.com/ana@example.com/a.ics")),
                ("https://ana:secret@example.com/a.ics", None),
                ("webcal://ana@example.com/a.ics", None),
                ("https://:secret@example.com/a.ics", None),
                ("ana:secret@example.com/a.ics", None),
                ("file:///etc/passwd", None),
                ("ftp://example.com/", None),
                ("https://", None),
                ("", None),
                ("a b", None),
            ],
        );
    }

    #[test]
    fn servers() {
        check(
            of_server,
            &[
                ("ana@example.com", Some("https://example.com/")),
                ("https://example.com/dav/ana@example.com/", Some("https://example.com/dav/ana@example.com/")),
                ("caldav://example.com:8443/x", Some("https://example.com:8443/x")),
                ("http://127.0.0.1:5232", Some("http://127.0.0.1:5232/")),
                ("https://ana:secret@example.com/", None),
                ("https://example.com/?key=1", None),
            ],
        );
    }

    #[test]
    fn this_computer() {
        for (address, here) in [
            ("http://127.0.0.1:1/", true),
            ("http://[::1]:1/", true),
            ("http://localhost/", true),
            ("http://cal.localhost/", true),
            ("http://192.168.1.2/", false),
            ("http://localhost.example.com/", false),
            ("http://127.0.0.1.example.com/", false),
        ] {
            assert_eq!(is_here(&Url::parse(address).unwrap()), here, "{address}");
        }
    }
}
