//! Calendars on servers (CalDAV, RFC 4791).
//!
//! Every href here is absolute (`https://host/path`), as the server wrote it but for its percent signs: to be kept and
//! given back, not to be taken apart. The requests and the reading of their answers are `libdav`'s.

mod collection;
mod discover;
mod meaning;
mod push;

use http::{Request, Uri};
use libdav::requests::{DavRequest, ParseResponseError};
use serde::{Deserialize, Serialize};

use crate::address::{host, of_server};
use crate::transport::{Answer, Credentials, Transport, as_it_is};
use crate::{Limits, Secret, ServerFault};

pub use collection::{Listed, Stored};
pub use discover::Calendar;
pub use push::{
    Choice, Chosen, Difference, Done, Progress, PushReport, Pushed, Record, Refused, Resource, Stopped, body_hash, push,
};

/// Where somebody's calendars are, and under what name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// What the user gave: a full address, a host, or a mail address.
    pub address: String,
    /// The name to sign in with.
    pub user: String,
}

/// A calendar server, as somebody who may sign in. Opening it sends nothing.
#[derive(Clone)]
pub struct Server {
    transport: Transport,
    credentials: Credentials,
    address: reqwest::Url,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").field("host", &host(&self.address)).finish_non_exhaustive()
    }
}

impl Server {
    /// Gets ready to speak to `account`'s server. Sends nothing.
    pub fn open(account: &Account, secret: &Secret, limits: &Limits) -> Result<Self, ServerFault> {
        Ok(Self {
            transport: Transport::new(limits)?,
            credentials: Credentials { user: account.user.clone(), secret: secret.clone() },
            address: of_server(&account.address)?,
        })
    }

    /// Sends once.
    async fn send(&self, mut request: Request<String>) -> Result<Answer, ServerFault> {
        let (name, value) = as_it_is();
        request.headers_mut().insert(name, value);
        self.transport.send(request, Some(&self.credentials)).await
    }

    /// Sends, and again after faults that pass. Only for requests that may arrive twice.
    async fn send_patiently(&self, request: &Request<String>) -> Result<Answer, ServerFault> {
        let limits = &self.transport.limits;
        let mut pause = limits.pause;
        let mut left = limits.retries;
        loop {
            let outcome = self.send(request.clone()).await.and_then(|answer| match answer.fault() {
                busy @ ServerFault::Busy { .. } => Err(busy),
                _ => Ok(answer),
            });
            match outcome {
                Err(fault) if fault.is_passing() && left > 0 => {
                    tracing::debug!(%fault, left, "trying again");
                    tokio::time::sleep(pause).await;
                    pause *= 2;
                    left -= 1;
                }
                other => return other,
            }
        }
    }

    /// Sends one of libdav's questions to the server of `place` and reads the answer.
    async fn ask<R>(&self, place: &Place, request: &R) -> Result<R::Response, ServerFault>
    where
        R: DavRequest<ParseError = ParseResponseError>,
    {
        let answer = self.send_patiently(&place.prepare(request)?).await?;
        read(request, answer)
    }
}

/// Reads the answer to one of libdav's questions.
fn read<R>(request: &R, answer: Answer) -> Result<R::Response, ServerFault>
where
    R: DavRequest<ParseError = ParseResponseError>,
{
    let mut response = http::Response::new(());
    *response.status_mut() = answer.status;
    response.headers_mut().clone_from(&answer.headers);
    let (parts, ()) = response.into_parts();
    request.parse_response(&parts, &answer.body).map_err(|fault| match fault {
        ParseResponseError::BadStatusCode(_) => answer.fault(),
        _ => ServerFault::Unreadable { host: host(&answer.url) },
    })
}

/// An absolute href in the two halves that libdav wants.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    /// Scheme, host and port.
    base: Uri,
    /// Path, percent signs resolved but for reserved characters.
    path: String,
}

impl Place {
    fn of(href: &str) -> Result<Self, ServerFault> {
        let (scheme, rest) = href.split_once("://").ok_or(ServerFault::BadAddress)?;
        let (authority, path) = match rest.find('/') {
            Some(at) => rest.split_at(at),
            None => (rest, "/"),
        };
        let base = format!("{scheme}://{authority}/").parse().map_err(|_| ServerFault::BadAddress)?;
        Ok(Self { base, path: path.to_owned() })
    }

    fn of_url(url: &reqwest::Url) -> Result<Self, ServerFault> {
        let path = libdav::encoding::normalise_percent_encoded(url.path()).map_err(|_| ServerFault::BadAddress)?;
        Self::of(&format!("{}{path}", crate::address::origin(url)))
    }

    /// What a server calls `href`, seen from here: a path of the same server, or an absolute address.
    fn to(&self, href: &str) -> String {
        if href.contains("://") {
            return href.to_owned();
        }
        let base = self.base.to_string();
        format!("{}{href}", base.trim_end_matches('/'))
    }

    fn prepare<R: DavRequest>(&self, request: &R) -> Result<Request<String>, ServerFault> {
        request.prepare_request(self.base.clone()).map_err(|_| ServerFault::BadAddress)
    }

    /// A request without libdav's help.
    fn bare(&self, method: http::Method) -> Result<Request<String>, ServerFault> {
        let uri = libdav::dav::make_relative_url(self.base.clone(), &self.path).map_err(|_| ServerFault::BadAddress)?;
        Request::builder().method(method).uri(uri).body(String::new()).map_err(|_| ServerFault::BadAddress)
    }
}
