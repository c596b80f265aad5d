//! What can go wrong between this program and a server, as data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a server did not do what was asked. Holds names of hosts and nothing else of an address: addresses of web
/// calendars are often secrets themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum ServerFault {
    /// Not an address of a server or of a web calendar.
    #[error("not an address")]
    BadAddress,
    /// Would cross the network unprotected: a secret, or anything where the user did not allow it.
    #[error("{host} would be spoken to without protection")]
    Insecure {
        /// The host.
        host: String,
    },
    /// The domain says that its calendars are elsewhere, in a way that anybody on the network can forge. Whoever
    /// knows the other host gives it as the address.
    #[error("the calendars are said to be on {host}")]
    AnotherHost {
        /// The host that was named.
        host: String,
    },
    /// No such host, or nobody answers there.
    #[error("{host} cannot be reached")]
    Unreachable {
        /// The host.
        host: String,
    },
    /// The connection ended in the middle.
    #[error("the connection to {host} was cut")]
    CutOff {
        /// The host.
        host: String,
    },
    /// No answer in time.
    #[error("{host} takes too long")]
    TimedOut {
        /// The host.
        host: String,
    },
    /// The server does not show that it is who it says.
    #[error("the certificate of {host} is not good")]
    Certificate {
        /// The host.
        host: String,
        /// What is wrong with it.
        why: CertificateWrong,
    },
    /// The protected connection did not come about.
    #[error("no protected connection to {host}")]
    Tls {
        /// The host.
        host: String,
    },
    /// Name or password are not accepted, or are needed and were not given.
    #[error("name or password refused")]
    WrongCredentials,
    /// The server wants another way to sign in than name and password.
    #[error("{host} wants another way to sign in")]
    SignInNotSupported {
        /// The host.
        host: String,
    },
    /// Signed in, and may not do this.
    #[error("not allowed")]
    Forbidden,
    /// Nothing there.
    #[error("not found")]
    NotFound,
    /// Answers, and knows no calendars.
    #[error("{host} is not a calendar server")]
    NotACalendarServer {
        /// The host.
        host: String,
    },
    /// More than is taken in.
    #[error("more than {limit} bytes")]
    TooLarge {
        /// The bound, in bytes.
        limit: u32,
    },
    /// Sends from one address to the next without end.
    #[error("too many redirections")]
    TooManyRedirects,
    /// Asks to come back later.
    #[error("{host} is busy")]
    Busy {
        /// The host.
        host: String,
    },
    /// No room left on the server.
    #[error("the server is full")]
    Full,
    /// Has changed on the server since it was last seen.
    #[error("changed on the server")]
    Changed,
    /// Answers in a way that makes no sense.
    #[error("{host} gives an unreadable answer")]
    Unreadable {
        /// The host.
        host: String,
    },
    /// Any other refusal.
    #[error("refused with {status}")]
    Refused {
        /// The status of HTTP.
        status: u16,
    },
}

/// What is wrong with a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CertificateWrong {
    /// Its time is over.
    Expired,
    /// Its time has not come; often this computer's clock is wrong.
    NotYetValid,
    /// Nobody whom this computer trusts stands for it.
    UnknownIssuer,
    /// It belongs to another host.
    OtherName,
    /// Taken back by who gave it.
    Revoked,
    /// Something else.
    Other,
}

impl ServerFault {
    /// Whether the same request may go well a moment later.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::CutOff { .. } | Self::Busy { .. })
    }

    /// Whether it would befall every other request too, so that going on makes no sense.
    pub(crate) fn is_of_the_connection(&self) -> bool {
        !matches!(
            self,
            Self::BadAddress
                | Self::Forbidden
                | Self::NotFound
                | Self::Changed
                | Self::TooLarge { .. }
                | Self::Unreadable { .. }
                | Self::Refused { .. }
        )
    }
}
