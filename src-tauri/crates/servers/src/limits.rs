//! How long and how much.

use std::time::Duration;

/// Bounds of every exchange with a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one answer, after decompression.
    pub bytes: u32,
    /// Until the connection stands.
    pub connect: Duration,
    /// One request with its redirections, until the last byte.
    pub whole: Duration,
    /// Redirections followed for one request.
    pub redirects: u8,
    /// How often a request is tried again after a fault that passes.
    pub retries: u8,
    /// Before the first new attempt; doubles from one to the next.
    pub pause: Duration,
    /// Whether the user allows `http` to other computers. Never lets a secret through.
    pub plain_http: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            connect: Duration::from_secs(10),
            whole: Duration::from_secs(60),
            redirects: 5,
            retries: 3,
            pause: Duration::from_millis(500),
            plain_http: false,
        }
    }
}
