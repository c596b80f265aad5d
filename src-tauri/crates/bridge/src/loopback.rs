//! Refuses what does not come from this machine's own page: a foreign `Host` (a rebound name) or a foreign `Origin`
//! (another page in the same browser).

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Lets a request pass only when it was addressed to loopback and, where it names its page, sent from there.
pub async fn only(request: Request, next: Next) -> Response {
    if is_from_here(request.headers()) { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let addressed = text(header::HOST).is_some_and(is_loopback);
    let origin = text(header::ORIGIN);
    addressed && origin.is_none_or(|origin| origin.strip_prefix("http://").is_some_and(is_loopback))
}

/// `127.0.0.1` or `localhost`, with or without a port.
fn is_loopback(authority: &str) -> bool {
    let (name, port) = authority.split_once(':').unwrap_or((authority, "0"));
    matches!(name, "127.0.0.1" | "localhost") && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(host: &str, origin: Option<&str>, expected: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        assert_eq!(is_from_here(&headers), expected, "{host} {origin:?}");
    }

    #[test]
    fn only_this_machine_s_page_is_answered() {
        check("127.0.0.1:7811", None, true);
        check("localhost:7811", Some("http://localhost:1420"), true);
        check("127.0.0.1:7811", Some("http://127.0.0.1:7811"), true);
        check("example.org", None, false);
        check("127.0.0.1.example.org", None, false);
        check("127.0.0.1:7811", Some("https://example.org"), false);
        check("127.0.0.1:7811", Some("http://localhost.example.org"), false);
        check("127.0.0.1:7811", Some("null"), false);
        assert!(!is_from_here(&HeaderMap::new()));
    }
}
