//! One request and its answer, inside bounds of time, size and redirections.

use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, Request, StatusCode};
use reqwest::{Client, Url};

use crate::address::{host, is_here};
use crate::fault::{CertificateWrong, ServerFault};
use crate::limits::Limits;
use crate::secret::Secret;

/// Name and password, for the servers that the user named and those that these name.
#[derive(Clone)]
pub(crate) struct Credentials {
    pub user: String,
    pub secret: Secret,
}

pub(crate) struct Answer {
    /// Where the answer came from, after redirections.
    pub url: Url,
    /// Where a permanent redirection from the very beginning leads.
    pub moved_to: Option<Url>,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value, where it is text.
    pub fn header(&self, name: header::HeaderName) -> Option<String> {
        let value = self.headers.get(name)?;
        Some(value.to_str().ok()?.to_owned())
    }

    /// The fault that a status means where nothing more is known of it.
    pub fn fault(&self) -> ServerFault {
        let host = host(&self.url);
        match self.status {
            StatusCode::UNAUTHORIZED => {
                let ways = self.headers.get_all(header::WWW_AUTHENTICATE);
                let mut ways = ways.iter().filter_map(|way| way.to_str().ok()).map(str::to_ascii_lowercase).peekable();
                if ways.peek().is_some() && !ways.any(|way| way.contains("basic")) {
                    ServerFault::SignInNotSupported { host }
                } else {
                    meaning(self.status, host)
                }
            }
            status => meaning(status, host),
        }
    }
}

/// The fault that a status means, that of an answer or of one of the entries in it.
pub(crate) fn meaning(status: StatusCode, host: String) -> ServerFault {
    match status {
        StatusCode::UNAUTHORIZED => ServerFault::WrongCredentials,
        StatusCode::FORBIDDEN => ServerFault::Forbidden,
        StatusCode::NOT_FOUND | StatusCode::GONE => ServerFault::NotFound,
        StatusCode::PRECONDITION_FAILED => ServerFault::Changed,
        StatusCode::INSUFFICIENT_STORAGE => ServerFault::Full,
        StatusCode::TOO_MANY_REQUESTS
        | StatusCode::BAD_GATEWAY
        | StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::GATEWAY_TIMEOUT => ServerFault::Busy { host },
        status => ServerFault::Refused { status: status.as_u16() },
    }
}

/// Sends requests. One connection to a server is kept open between them.
#[derive(Clone)]
pub(crate) struct Transport {
    /// For other computers, through the system's proxy.
    outside: Client,
    /// For this computer, through none.
    here: Client,
    pub limits: Limits,
}

impl Transport {
    pub fn new(limits: &Limits) -> Result<Self, ServerFault> {
        // The first of the program stays; that one is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let build = |here: bool| {
            let client = Client::builder()
                .user_agent(concat!("Cuadrante/", env!("CARGO_PKG_VERSION")))
                .redirect(reqwest::redirect::Policy::none())
                .connect_timeout(limits.connect)
                .referer(false);
            let client = if here { client.no_proxy() } else { client };
            client.build().map_err(|fault| {
                tracing::error!(?fault, "no client for the network");
                ServerFault::Tls { host: String::new() }
            })
        };
        Ok(Self { outside: build(false)?, here: build(true)?, limits: limits.clone() })
    }

    /// Sends `request` to its absolute address and follows where it leads.
    pub async fn send(
        &self,
        request: Request<String>,
        credentials: Option<&Credentials>,
    ) -> Result<Answer, ServerFault> {
        let first = Url::parse(&request.uri().to_string()).map_err(|_| ServerFault::BadAddress)?;
        let name = host(&first);
        let whole = tokio::time::timeout(self.limits.whole, self.follow(first, request, credentials)).await;
        whole.unwrap_or(Err(ServerFault::TimedOut { host: name }))
    }

    async fn follow(
        &self,
        first: Url,
        request: Request<String>,
        credentials: Option<&Credentials>,
    ) -> Result<Answer, ServerFault> {
        let (parts, body) = request.into_parts();
        let mut url = first;
        let mut with_secret = credentials;
        let mut permanent = true;
        for step in 0..=self.limits.redirects {
            let mut answer = self.once(&url, &parts.method, &parts.headers, &body, with_secret).await?;
            let Some(next) = next_address(&answer, &parts.method) else {
                answer.moved_to = (permanent && step > 0).then(|| answer.url.clone());
                return Ok(answer);
            };
            let next = next?;
            if url.scheme() == "https" && next.scheme() == "http" {
                return Err(ServerFault::Insecure { host: host(&next) });
            }
            // A server reached over https that has the secret says where it goes on; nobody else's word counts.
            let both_safe = url.scheme() == "https" && next.scheme() == "https";
            if !both_safe && next.origin() != url.origin() {
                with_secret = None;
            }
            permanent &= matches!(answer.status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
            url = next;
        }
        Err(ServerFault::TooManyRedirects)
    }

    async fn once(
        &self,
        url: &Url,
        method: &Method,
        headers: &HeaderMap,
        body: &str,
        credentials: Option<&Credentials>,
    ) -> Result<Answer, ServerFault> {
        let here = is_here(url);
        let carries_secret = credentials.is_some() || !url.username().is_empty() || url.password().is_some();
        if url.scheme() != "https" && !here && (carries_secret || !self.limits.plain_http) {
            return Err(ServerFault::Insecure { host: host(url) });
        }
        let client = if here { &self.here } else { &self.outside };
        let mut request = client.request(method.clone(), url.clone()).headers(headers.clone());
        if let Some(Credentials { user, secret }) = credentials {
            request = request.basic_auth(user, Some(secret.reveal()));
        }
        if !body.is_empty() {
            request = request.body(body.to_owned());
        }
        let mut response = request.send().await.map_err(|fault| meant(&fault, url))?;
        let limit = self.limits.bytes;
        let too_large = ServerFault::TooLarge { limit };
        if response.content_length().is_some_and(|length| length > u64::from(limit)) {
            return Err(too_large);
        }
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|fault| meant(&fault, url))? {
            if body.len() + chunk.len() > limit as usize {
                return Err(too_large);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { url: url.clone(), moved_to: None, status, headers, body })
    }
}

/// Where an answer sends on to; nothing where it is an answer.
fn next_address(answer: &Answer, method: &Method) -> Option<Result<Url, ServerFault>> {
    let follows = match answer.status.as_u16() {
        301 | 302 | 307 | 308 => true,
        303 => *method == Method::GET,
        _ => false,
    };
    let location = answer.headers.get(header::LOCATION).filter(|_| follows)?;
    let next = std::str::from_utf8(location.as_bytes()).ok().and_then(|text| answer.url.join(text).ok());
    Some(match next {
        Some(next) if matches!(next.scheme(), "http" | "https") => Ok(next),
        _ => Err(ServerFault::Unreadable { host: host(&answer.url) }),
    })
}

/// What a failure of the library means. Its own words may hold the address, and are dropped.
fn meant(fault: &reqwest::Error, url: &Url) -> ServerFault {
    let host = host(url);
    if fault.is_timeout() {
        return ServerFault::TimedOut { host };
    }
    let mut cause = std::error::Error::source(fault);
    let mut is_garbled = false;
    while let Some(this) = cause {
        // What is called a failure to decompress may also be a connection that ended too early.
        is_garbled |= this.downcast_ref::<std::io::Error>().is_some_and(|fault| {
            matches!(fault.kind(), std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput)
        });
        if let Some(tls) = tls_fault(this) {
            return match tls {
                rustls::Error::InvalidCertificate(why) => ServerFault::Certificate { host, why: wrong(why) },
                _ => ServerFault::Tls { host },
            };
        }
        cause = this.source();
    }
    if fault.is_connect() {
        ServerFault::Unreachable { host }
    } else if fault.is_builder() {
        ServerFault::BadAddress
    } else if is_garbled {
        ServerFault::Unreadable { host }
    } else {
        ServerFault::CutOff { host }
    }
}

/// The fault of the protected connection inside `cause`; libraries wrap it more than once.
fn tls_fault<'a>(cause: &'a (dyn std::error::Error + 'static)) -> Option<&'a rustls::Error> {
    cause.downcast_ref().or_else(|| tls_fault(cause.downcast_ref::<std::io::Error>()?.get_ref()?))
}

fn wrong(why: &rustls::CertificateError) -> CertificateWrong {
    use rustls::CertificateError as Why;
    match why {
        Why::Expired | Why::ExpiredContext { .. } => CertificateWrong::Expired,
        Why::NotValidYet | Why::NotValidYetContext { .. } => CertificateWrong::NotYetValid,
        Why::UnknownIssuer => CertificateWrong::UnknownIssuer,
        Why::NotValidForName | Why::NotValidForNameContext { .. } => CertificateWrong::OtherName,
        Why::Revoked => CertificateWrong::Revoked,
        _ => CertificateWrong::Other,
    }
}

/// The header by which a server is asked to send an answer as it is: some give a compressed answer an ETag of its own,
/// which does not match afterwards.
pub(crate) fn as_it_is() -> (header::HeaderName, HeaderValue) {
    (header::ACCEPT_ENCODING, HeaderValue::from_static("identity"))
}
