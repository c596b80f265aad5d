//! Web calendars: a file at an address, read again from time to time.

use http::{Method, Request, StatusCode, header};
use serde::{Deserialize, Serialize};

use crate::address;
use crate::transport::Transport;
use crate::{Limits, ServerFault};

/// What the server said of the file's version when it was last read. Opaque; kept beside what was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What came of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// The same as last time.
    Unchanged,
    /// A file.
    New {
        /// Its bytes, decompressed.
        body: Vec<u8>,
        /// For the next time.
        validators: Validators,
        /// Where it has moved for good.
        moved_to: Option<String>,
    },
}

/// Reads the file at `address` (`https`, `webcal`; `http` on this computer, or where `limits` allow it), unless it is
/// still the one that `known` describes. Dropping the future ends the reading.
pub async fn fetch(address: &str, known: &Validators, limits: &Limits) -> Result<Fetched, ServerFault> {
    let url = address::of_web(address)?;
    let transport = Transport::new(limits)?;
    let mut request =
        Request::builder().method(Method::GET).uri(url.as_str()).header(header::ACCEPT, "text/calendar, */*;q=0.5");
    let conditions = [(header::IF_NONE_MATCH, &known.etag), (header::IF_MODIFIED_SINCE, &known.last_modified)];
    for (name, value) in conditions {
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    let request = request.body(String::new()).map_err(|_| ServerFault::BadAddress)?;
    let answer = transport.send(request, None).await?;
    match answer.status {
        StatusCode::NOT_MODIFIED => Ok(Fetched::Unchanged),
        StatusCode::OK => Ok(Fetched::New {
            validators: Validators {
                etag: answer.header(header::ETAG),
                last_modified: answer.header(header::LAST_MODIFIED),
            },
            // One that could not be asked again is not kept.
            moved_to: answer.moved_to.filter(|url| !address::has_credentials(url)).map(String::from),
            body: answer.body,
        }),
        _ => Err(answer.fault()),
    }
}
