//! What the running program holds: the open workspace, the running tasks, the reading index.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use contract::{Problem, Task};
use servers::secrets::Secrets;
use store::{Read, Store};
use tokio::sync::RwLock;

use crate::clock::Clock;
use crate::index::Index;
use crate::problems;

/// The application.
pub(crate) struct App {
    pub(crate) clock: Clock,
    /// Whether the next start is to open what is open now. Not where a start named its own workspace: a script that
    /// works on some file does not change what the window opens.
    pub(crate) remembers: bool,
    open: RwLock<Option<Store>>,
    pub(crate) trouble: Mutex<Option<Problem>>,
    tasks: Mutex<HashMap<String, Task>>,
    /// Goes up with every change; an index made before is out of date.
    generation: AtomicU64,
    index: tokio::sync::Mutex<Option<(u64, Arc<Index>)>>,
    /// Passwords of accounts.
    pub(crate) secrets: Secrets,
    /// Work of which there is one at a time, by name.
    turns: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
}

/// A lock whose holder panicked holds data that is still whole: everything here is replaced in one assignment.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl App {
    pub(crate) fn new(clock: Clock, remembers: bool, memory_secrets: bool) -> Self {
        Self {
            clock,
            remembers,
            open: RwLock::new(None),
            trouble: Mutex::new(None),
            tasks: Mutex::default(),
            generation: AtomicU64::new(0),
            index: tokio::sync::Mutex::new(None),
            secrets: if memory_secrets { Secrets::in_memory() } else { Secrets::of_the_system() },
            turns: Mutex::default(),
        }
    }

    /// The open workspace.
    pub(crate) async fn store(&self) -> Result<Store, Problem> {
        self.open.read().await.clone().ok_or(Problem::NoWorkspace)
    }

    /// A consistent view of the open workspace.
    pub(crate) async fn read(&self) -> Result<Read, Problem> {
        self.store().await?.read().await.map_err(problems::store)
    }

    /// Puts another workspace in place of the open one, which is closed first.
    pub(crate) async fn replace(&self, store: Option<Store>) {
        // Work on the workspace that closes must not end up in the one that opens.
        self.cancel_all();
        let before = std::mem::replace(&mut *self.open.write().await, store);
        self.changed();
        if let Some(before) = before {
            before.close().await;
        }
    }

    /// Closes the open workspace, so that its file can be opened anew.
    pub(crate) async fn close(&self) {
        self.replace(None).await;
    }

    /// Tells that data has changed.
    pub(crate) fn changed(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
    }

    /// The index of clients for table and matrix, made anew where something has changed.
    pub(crate) async fn index(&self) -> Result<Arc<Index>, Problem> {
        // Held while it is built: two views that open at once wait for one index instead of building two.
        let mut cached = self.index.lock().await;
        let generation = self.generation.load(Ordering::SeqCst);
        if let Some((made, index)) = cached.as_ref()
            && *made == generation
            // Over midnight places chosen by hand may have ended.
            && index.today == self.clock.today()
        {
            return Ok(Arc::clone(index));
        }
        let index = Arc::new(Index::build(self).await?);
        *cached = Some((generation, Arc::clone(&index)));
        Ok(index)
    }

    /// Waits here whoever wants to do work of which there is one at a time.
    pub(crate) fn turn(&self, name: &str) -> Arc<tokio::sync::Mutex<()>> {
        lock(&self.turns).entry(name.to_owned()).or_default().clone()
    }

    /// Remembers a running task under its name.
    pub(crate) fn begin(&self, name: &str, task: &Task) {
        lock(&self.tasks).insert(name.to_owned(), task.clone());
    }

    /// Forgets a task that has ended.
    pub(crate) fn end(&self, name: &str) {
        lock(&self.tasks).remove(name);
    }

    /// A running task.
    pub(crate) fn task(&self, name: &str) -> Option<Task> {
        lock(&self.tasks).get(name).cloned()
    }

    fn cancel_all(&self) {
        for task in lock(&self.tasks).values() {
            task.cancel();
        }
    }
}
