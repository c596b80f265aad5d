//! The bytes of a calendar elsewhere, and what is taken in them.

use std::io::Read as _;
use std::path::Path;
use std::time::UNIX_EPOCH;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{Problem, Task};
use domain::{BusyOrigin, BusySource, BusyTime, CalendarAccount, ZoneName};
use exchange::busy::{BusyDoubt, BusyFault, BusyRemark, BusySpan, Limits, union};
use servers::caldav::{Account, Server};
use servers::web::{Fetched, Validators, fetch};
use servers::{Secret, ServerFault};

use crate::problems;

/// Steps that every entry of a calendar may take, however many there are.
const LEAST_STEPS: u64 = 200_000;
/// Remarks kept of one source.
const MOST_REMARKS: usize = 200;

/// What a reading needs beside the source itself; gathered beforehand, so that readings run beside each other.
pub(super) struct Wanted {
    pub source: BusySource,
    /// What is known of the version read last; empty where it must be read whatever it is.
    pub known: Validators,
    pub window: (DateTime<Utc>, DateTime<Utc>),
    /// Zone of times that have none.
    pub home: ZoneName,
    /// For a calendar of an account: the account, and its secret where it is known.
    pub account: Option<(CalendarAccount, Option<Secret>)>,
    /// Names that calendars know our own meetings by: they are not elsewhere.
    pub own: std::sync::Arc<std::collections::HashSet<String>>,
}

/// What a reading brought.
pub(super) enum Brought {
    /// The same as last time.
    Unchanged,
    /// Times.
    Times { times: Vec<BusyTime>, remarks: Vec<BusyRemark>, validators: Validators },
}

impl Wanted {
    /// Reads the source. Dropping the future ends the waiting for a server.
    pub(super) async fn read(self) -> Result<Brought, Problem> {
        let name = self.source.name.clone();
        let server = |fault| Problem::Server { name: name.clone(), fault };
        let (bodies, validators) = match &self.source.origin {
            BusyOrigin::File { path } => match self.file(path.clone()).await? {
                Some((bytes, validators)) => (vec![bytes], validators),
                None => return Ok(Brought::Unchanged),
            },
            BusyOrigin::Web { address } => {
                match fetch(address, &self.known, &servers::Limits::default()).await.map_err(server)? {
                    Fetched::Unchanged => return Ok(Brought::Unchanged),
                    Fetched::New { body, validators, .. } => (vec![body], validators),
                }
            }
            BusyOrigin::Account { calendar, .. } => {
                if calendar.is_empty() {
                    return Err(Problem::NoCalendarChosen { name: name.clone() });
                }
                let server_of = self.server()?;
                let (from, to) = self.window;
                let entries = server_of.between(calendar, from, to).await.map_err(server)?;
                (entries.into_iter().map(|entry| entry.body).collect(), Validators::default())
            }
        };
        // Working out recurrences is the processor's work, bounded by counts.
        let worked_out = tokio::task::spawn_blocking(move || self.times(&bodies));
        let (times, remarks) = worked_out.await.map_err(problems::unexpected)??;
        Ok(Brought::Times { times, remarks, validators })
    }

    /// A file's bytes, unless it is the one that was read before.
    async fn file(&self, path: String) -> Result<Option<(Vec<u8>, Validators)>, Problem> {
        let (known, name) = (self.known.clone(), self.source.name.clone());
        let read = move || {
            let path = Path::new(&path);
            let about = std::fs::metadata(path).map_err(|error| problems::file(path, &error))?;
            let limit = Limits::default().bytes as u64;
            if about.len() > limit {
                let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
                let fault = BusyFault::TooLarge { bytes: small(about.len()), limit: small(limit) };
                return Err(Problem::BusyCalendar { source: name, fault });
            }
            let changed = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
            let etag = changed.map(|at| format!("{}-{}", about.len(), at.as_nanos()));
            if etag.is_some() && etag == known.etag {
                return Ok(None);
            }
            // Neither a device nor a pipe, which say nothing true of their size; nor more than was said.
            if !about.is_file() {
                return Err(problems::file(path, &std::io::ErrorKind::NotFound.into()));
            }
            let mut bytes = Vec::new();
            let read = std::fs::File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
            read.map_err(|error| problems::file(path, &error))?;
            Ok(Some((bytes, Validators { etag, last_modified: None })))
        };
        tokio::task::spawn_blocking(read).await.map_err(problems::unexpected)?
    }

    fn server(&self) -> Result<Server, Problem> {
        let Some((account, secret)) = &self.account else {
            return Err(Problem::Server { name: self.source.name.clone(), fault: ServerFault::NotFound });
        };
        open(account, secret.as_ref())
    }

    fn times(&self, bodies: &[Vec<u8>]) -> Result<(Vec<BusyTime>, Vec<BusyRemark>), Problem> {
        let limits = Limits::default();
        let (mut spans, mut remarks): (Vec<BusySpan>, Vec<BusyRemark>) = (Vec::new(), Vec::new());
        let mut more = 0u32;
        // The entries of a server's calendar share the work that one calendar may cost.
        let share = limits.steps / bodies.len().max(1) as u64;
        let each = Limits { steps: share.max(LEAST_STEPS).min(limits.steps), ..limits };
        for body in bodies {
            let read = exchange::busy::read(body, self.window, &self.home, &each);
            let read = read.map_err(|fault| Problem::BusyCalendar { source: self.source.name.clone(), fault })?;
            // Half a calendar must free nobody: the times read before stay.
            if !read.whole {
                return Err(Problem::BusyCalendar { source: self.source.name.clone(), fault: BusyFault::CutShort });
            }
            spans.extend(read.busy.into_iter().filter(|span| !self.own.contains(&span.uid)));
            for remark in read.remarks {
                if remarks.len() < MOST_REMARKS { remarks.push(remark) } else { more += 1 }
            }
            if spans.len() > limits.instances as usize {
                let uid = spans.last().map(|span| span.uid.clone()).unwrap_or_default();
                let fault = BusyFault::TooManyInstances { uid, limit: limits.instances };
                return Err(Problem::BusyCalendar { source: self.source.name.clone(), fault });
            }
        }
        if more > 0 {
            remarks.push(BusyRemark { uid: String::new(), line: None, doubt: BusyDoubt::More { count: more } });
        }
        // What it is taken for is not kept, and so times that touch are one.
        let mut times = Vec::new();
        for tentative in [false, true] {
            let some = union(spans.iter().filter(|span| span.tentative == tentative));
            times.extend(some.into_iter().map(|(from, to)| BusyTime { from, to, tentative }));
        }
        times.sort();
        Ok((times, remarks))
    }
}

/// Gets ready to speak to an account's server.
pub(super) fn open(account: &CalendarAccount, secret: Option<&Secret>) -> Result<Server, Problem> {
    let Some(secret) = secret else { return Err(Problem::NoSecret { name: account.name.clone() }) };
    let known = Account { address: account.address.clone(), user: account.user.clone() };
    Server::open(&known, secret, &servers::Limits::default())
        .map_err(|fault| Problem::Server { name: account.name.clone(), fault })
}

/// Ends waiting work once somebody cancels it.
pub(super) async fn unless_cancelled<T>(
    task: &Task,
    work: impl Future<Output = Result<T, Problem>>,
) -> Result<T, Problem> {
    let cancelled = async {
        while !task.is_cancelled() {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    };
    tokio::select! {
        biased;
        () = cancelled => Err(Problem::Cancelled),
        done = work => done,
    }
}

/// The stretch of time that is read: what lies back a month may still be asked about, and plans reach a year ahead.
pub(super) fn window(today: chrono::NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
    let midnight = today.and_time(chrono::NaiveTime::MIN).and_utc();
    (midnight - TimeDelta::days(31), midnight + TimeDelta::days(400))
}
