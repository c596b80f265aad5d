//! Where passwords are kept: in the system's keyring (Secret Service, Keychain, Credential Manager), or, where there is
//! none or it refuses, in memory until the program ends. They are never in a file of ours.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Secret;

/// Under which name the keyring shows the entries.
const SERVICE: &str = "org.cuadrante.desktop";

/// A keyring that is locked asks the user; nobody answers for ever.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where a secret is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// In the system's keyring.
    Keyring,
    /// In memory, until the program ends; it will be asked for again.
    Memory,
}

/// Keeps passwords by the name of what they are for: an account's id, of no meaning to others.
#[derive(Clone)]
pub struct Secrets {
    keyring: bool,
    memory: Arc<Mutex<BTreeMap<String, Secret>>>,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Secrets").field("keyring", &self.keyring).finish_non_exhaustive()
    }
}

/// The keyring was there and did not do it: locked, dismissed, or out of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the keyring did not answer")]
pub struct NoKeyring;

impl Secrets {
    /// The system's keyring, and memory where it fails.
    pub fn of_the_system() -> Self {
        Self { keyring: true, memory: Arc::default() }
    }

    /// Memory only.
    pub fn in_memory() -> Self {
        Self { keyring: false, memory: Arc::default() }
    }

    /// Keeps a secret and says where.
    pub async fn keep(&self, name: &str, secret: Secret) -> Kept {
        let text = secret.clone();
        let kept = self.with_entry(name, move |entry| entry.set_password(text.reveal())).await;
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.is_ok() {
            memory.remove(name);
            Kept::Keyring
        } else {
            memory.insert(name.to_owned(), secret);
            Kept::Memory
        }
    }

    /// The secret of that name and where it is kept; nothing where it is not known, or no longer.
    pub async fn read(&self, name: &str) -> Option<(Secret, Kept)> {
        let in_memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
        if let Some(secret) = in_memory {
            return Some((secret, Kept::Memory));
        }
        let text = self.with_entry(name, |entry| entry.get_password()).await.ok()?;
        Some((Secret::new(text), Kept::Keyring))
    }

    /// Forgets a secret. What is not there counts as forgotten; what the keyring holds on to does not.
    pub async fn forget(&self, name: &str) -> Result<(), NoKeyring> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        if !self.keyring {
            return Ok(());
        }
        self.with_entry(name, |entry| match entry.delete_credential() {
            Err(keyring::Error::NoEntry) => Ok(()),
            other => other,
        })
        .await
    }

    /// Does something with an entry of the keyring, on a thread that may wait for the user.
    async fn with_entry<T: Send + 'static>(
        &self,
        name: &str,
        act: impl FnOnce(&keyring::Entry) -> keyring::Result<T> + Send + 'static,
    ) -> Result<T, NoKeyring> {
        if !self.keyring {
            return Err(NoKeyring);
        }
        let name = name.to_owned();
        let (answer, waiting) = tokio::sync::oneshot::channel();
        // A thread of its own: a runtime that ends waits for its blocking tasks, and so for the user.
        std::thread::spawn(move || answer.send(keyring::Entry::new(SERVICE, &name).and_then(|entry| act(&entry))));
        match tokio::time::timeout(PATIENCE, waiting).await {
            Ok(Ok(Ok(done))) => Ok(done),
            Ok(Ok(Err(keyring::Error::NoEntry))) => Err(NoKeyring),
            Ok(Ok(Err(fault))) => {
                // Some faults carry what was read; only their kind is said.
                tracing::warn!(kind = kind(&fault), "the keyring refused");
                Err(NoKeyring)
            }
            Ok(Err(_)) | Err(_) => {
                tracing::warn!("the keyring did not answer");
                Err(NoKeyring)
            }
        }
    }
}

fn kind(fault: &keyring::Error) -> &'static str {
    match fault {
        keyring::Error::NoStorageAccess(_) => "no access",
        keyring::Error::PlatformFailure(_) => "platform",
        keyring::Error::NoDefaultStore => "no keyring",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn memory_keeps_until_it_is_told_to_forget() {
        let secrets = Secrets::in_memory();
        assert_eq!(secrets.read("a").await, None);
        assert_eq!(secrets.keep("a", Secret::new("one")).await, Kept::Memory);
        assert_eq!(secrets.keep("a", Secret::new("two")).await, Kept::Memory);
        assert_eq!(secrets.read("a").await, Some((Secret::new("two"), Kept::Memory)));
        assert_eq!(secrets.clone().read("a").await, Some((Secret::new("two"), Kept::Memory)));
        assert_eq!(secrets.read("b").await, None);
        assert_eq!(secrets.forget("a").await, Ok(()));
        assert_eq!(secrets.forget("a").await, Ok(()));
        assert_eq!(secrets.read("a").await, None);
    }

    #[tokio::test]
    async fn nothing_that_is_printed_shows_a_secret() {
        let secrets = Secrets::in_memory();
        secrets.keep("a", Secret::new("hunter2")).await;
        let server = crate::caldav::Server::open(
            &crate::caldav::Account { address: "https://example.com".into(), user: "ana".into() },
            &Secret::new("hunter2"),
            &crate::Limits::default(),
        );
        let shown = format!("{:?} {:?} {secrets:?} {server:?}", Secret::new("hunter2"), secrets.read("a").await);
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
