//! Bringing a calendar to what it should hold.
//!
//! Nothing that somebody changed on the server is written over unless that very version was chosen to be. A writing
//! whose answer was lost is recognised the next time by what the server then holds. So pushing may stop anywhere and
//! start again: nothing is lost and nothing is there twice.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;

use http::StatusCode;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::collection::written;
use super::meaning::{differing, digest, hexadecimal, touches_core};
use super::{Server, Stored};
use crate::ServerFault;
use crate::transport::Answer;

/// A meeting as the calendar is to hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// The meeting's UID.
    pub uid: String,
    /// What it is called in the calendar where it is new: one segment of a path, the same each time.
    pub file_name: String,
    /// The iCalendar text.
    pub body: String,
    /// To be taken away from the calendar.
    pub cancelled: bool,
}

/// What the calendar is known to hold of ours. To be kept from one push to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pushed {
    /// The meeting's UID.
    pub uid: String,
    /// Its name for the server.
    pub href: String,
    /// The version of ours; empty where a writing was begun and its answer never came.
    pub etag: String,
    /// By which our text and what it means are recognised. Opaque.
    pub body_hash: String,
}

/// What the user wants done about a difference, in view of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The meeting's UID.
    pub uid: String,
    /// [`Difference::href`].
    pub href: String,
    /// [`Difference::etag`]: the choice holds for this version only.
    pub etag: Option<String>,
    /// What is to be done.
    pub choice: Choice,
}

/// What can be done about a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The server's version holds. It stays as it is until our text changes; who pushes takes it over on this side.
    Take,
    /// Ours holds.
    Overwrite,
}

/// Something that was done, to be stored before the next is begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// The server holds this: stored in place of what was known of that UID.
    Pushed(Pushed),
    /// The calendar no longer holds the meeting: what was known of it is forgotten.
    Removed {
        /// The meeting's UID.
        uid: String,
    },
}

/// A meeting that was changed on the server by somebody else. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The meeting's UID.
    pub uid: String,
    /// Its name for the server.
    pub href: String,
    /// What we would write; nothing where we would take it away.
    pub ours: Option<String>,
    /// What is there; nothing where somebody took it away.
    pub theirs: Option<Vec<u8>>,
    /// The version of `theirs`.
    pub etag: Option<String>,
    /// The properties that differ, sorted; `*` for the whole. Empty where either is gone.
    pub properties: Vec<String>,
}

/// A meeting that the server would not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The meeting's UID.
    pub uid: String,
    /// Why.
    pub fault: ServerFault,
}

/// What came of a push.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PushReport {
    /// What was done, in order, also before a fault.
    pub done: Vec<Done>,
    /// Meetings that needed nothing.
    pub unchanged: u32,
    /// Meetings about which somebody must choose.
    pub differences: Vec<Difference>,
    /// Meetings that the server would not take.
    pub refused: Vec<Refused>,
    /// What ended the push before its end.
    pub failed: Option<ServerFault>,
    /// Whether it was asked to stop.
    pub stopped: bool,
}

/// How far a push is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Meetings dealt with.
    pub dealt_with: u32,
    /// All of them.
    pub of: u32,
}

/// Asks a push to go no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// Stores what a push does while it does it.
pub trait Record: Send {
    /// Stores one thing that was done. Until this returns nothing more is asked of the server.
    fn done(&mut self, done: &Done) -> impl Future<Output = Result<(), Stopped>> + Send;

    /// Is told how far the push is.
    fn progress(&mut self, progress: Progress) -> Result<(), Stopped>;
}

/// Brings `calendar` to hold `desired`. What it holds beside that stays untouched. `known` is what [`Record`] stored of
/// the same calendar; `chosen` what the user decided about differences of earlier pushes.
pub async fn push(
    server: &Server,
    calendar: &str,
    desired: &[Resource],
    known: &[Pushed],
    chosen: &[Chosen],
    record: &mut impl Record,
) -> PushReport {
    let mut report = PushReport::default();
    let listed = match server.list(calendar).await {
        Ok(listed) => listed.into_iter().map(|entry| (entry.href, entry.etag)).collect(),
        Err(fault) => {
            report.failed = Some(fault);
            return report;
        }
    };
    let push = Push {
        server,
        calendar,
        listed,
        known: known.iter().map(|pushed| (pushed.uid.as_str(), pushed)).collect(),
        chosen: chosen.iter().map(|chosen| (chosen.uid.as_str(), chosen)).collect(),
    };
    let mut seen = BTreeSet::new();
    let of = u32::try_from(desired.len()).unwrap_or(u32::MAX);
    for (dealt_with, resource) in (1..).zip(desired) {
        if seen.insert(resource.uid.as_str()) {
            match push.one(resource).await {
                Ok(Outcome::Unchanged) => report.unchanged += 1,
                Ok(Outcome::Done(done)) => {
                    report.stopped |= record.done(&done).await.is_err();
                    report.done.push(done);
                }
                Ok(Outcome::Difference(difference)) => report.differences.push(difference),
                Err(fault) if fault.is_of_the_connection() => {
                    report.failed = Some(fault);
                    return report;
                }
                Err(fault) => report.refused.push(Refused { uid: resource.uid.clone(), fault }),
            }
        }
        report.stopped |= record.progress(Progress { dealt_with, of }).is_err();
        if report.stopped {
            return report;
        }
    }
    report
}

enum Outcome {
    Unchanged,
    Done(Done),
    Difference(Difference),
}

struct Push<'a> {
    server: &'a Server,
    calendar: &'a str,
    /// What the calendar held at the beginning: version by href.
    listed: BTreeMap<String, String>,
    known: BTreeMap<&'a str, &'a Pushed>,
    chosen: BTreeMap<&'a str, &'a Chosen>,
}

impl Push<'_> {
    async fn one(&self, resource: &Resource) -> Result<Outcome, ServerFault> {
        let known = self.known.get(resource.uid.as_str()).copied();
        let chosen = self.chosen.get(resource.uid.as_str()).copied();
        let href = match (chosen, known) {
            (Some(chosen), _) => chosen.href.clone(),
            (None, Some(known)) => known.href.clone(),
            (None, None) => self.href_of(&resource.file_name)?,
        };
        let there = self.listed.get(&href);
        if let Some(chosen) = chosen.filter(|chosen| chosen.choice == Choice::Take) {
            return match (there, &chosen.etag) {
                (None, None) => Ok(Outcome::Done(Done::Removed { uid: resource.uid.clone() })),
                (Some(there), Some(etag)) if is_same(there, etag) => Ok(pushed(resource, href, there.clone())),
                _ => self.look(resource, &href, None).await,
            };
        }
        let overwrites = chosen.is_some();
        let begun = known.map(|known| &known.etag).filter(|etag| !etag.is_empty());
        let expected = chosen.map_or(begun, |chosen| chosen.etag.as_ref());
        match (there, expected) {
            (None, _) if resource.cancelled && known.is_none() && !overwrites => Ok(Outcome::Unchanged),
            (None, _) if resource.cancelled => Ok(Outcome::Done(Done::Removed { uid: resource.uid.clone() })),
            (None, None) => self.create(resource, &href).await,
            (None, Some(_)) => Ok(gone(resource, href)),
            (Some(there), Some(expected)) if is_same(there, expected) => {
                if resource.cancelled {
                    self.remove(resource, &href, there).await
                } else if overwrites || known.is_none_or(|known| known.body_hash != body_hash(&resource.body)) {
                    self.update(resource, &href, there).await
                } else {
                    Ok(Outcome::Unchanged)
                }
            }
            // There all the same: perhaps by a writing whose answer was lost.
            (Some(_), None) => self.look(resource, &href, Some(known.map_or(Expected::Nothing, Expected::Ours))).await,
            (Some(_), Some(_)) => self.look(resource, &href, known.filter(|_| !overwrites).map(Expected::Ours)).await,
        }
    }

    fn href_of(&self, file_name: &str) -> Result<String, ServerFault> {
        let is_segment = !file_name.is_empty()
            && !file_name.starts_with('.')
            && file_name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.@".contains(&byte));
        if !is_segment {
            return Err(ServerFault::BadAddress);
        }
        Ok(format!("{}/{file_name}", self.calendar.trim_end_matches('/')))
    }

    async fn create(&self, resource: &Resource, href: &str) -> Result<Outcome, ServerFault> {
        let answer = self.server.try_create(href, &resource.body).await?;
        match answer.status {
            StatusCode::PRECONDITION_FAILED => self.look(resource, href, None).await,
            // The calendar has that meeting under another name: it may have come there by another way.
            StatusCode::FORBIDDEN | StatusCode::CONFLICT if is_about_uid(&answer) => {
                match self.server.with_uid(self.calendar, &resource.uid).await? {
                    Some(other) => self.look(resource, &other, None).await,
                    None => Err(answer.fault()),
                }
            }
            _ => self.after(resource, href, &answer).await,
        }
    }

    async fn update(&self, resource: &Resource, href: &str, etag: &str) -> Result<Outcome, ServerFault> {
        let answer = self.server.try_update(href, &resource.body, etag).await?;
        match answer.status {
            StatusCode::PRECONDITION_FAILED => self.look(resource, href, None).await,
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(gone(resource, href.to_owned())),
            _ => self.after(resource, href, &answer).await,
        }
    }

    /// After a writing that went well.
    async fn after(&self, resource: &Resource, href: &str, answer: &Answer) -> Result<Outcome, ServerFault> {
        if let Some(etag) = written(answer)? {
            return Ok(pushed(resource, href.to_owned(), etag));
        }
        // The server names no version where it did not keep the very bytes. What it made of them is ours as long as it
        // is the same meeting; otherwise somebody was quicker than this question.
        match self.server.get(href).await {
            Ok(stored) if touches_core(&differing(&resource.body, &stored.body)) => Ok(difference(resource, stored)),
            Ok(stored) => Ok(pushed(resource, stored.href, stored.etag)),
            Err(ServerFault::NotFound) => Ok(gone(resource, href.to_owned())),
            Err(fault) => Err(fault),
        }
    }

    async fn remove(&self, resource: &Resource, href: &str, etag: &str) -> Result<Outcome, ServerFault> {
        match self.server.delete(href, etag).await {
            Ok(()) | Err(ServerFault::NotFound) => Ok(Outcome::Done(Done::Removed { uid: resource.uid.clone() })),
            Err(ServerFault::Changed) => self.look(resource, href, None).await,
            Err(fault) => Err(fault),
        }
    }

    /// Looks at what is there in place of what was expected: ours after all, or a difference.
    async fn look(
        &self,
        resource: &Resource,
        href: &str,
        expected: Option<Expected<'_>>,
    ) -> Result<Outcome, ServerFault> {
        match (self.server.get(href).await, expected) {
            (Ok(stored), _) if !resource.cancelled && differing(&resource.body, &stored.body).is_empty() => {
                Ok(pushed(resource, stored.href, stored.etag))
            }
            // The version is another and the meeting is not: servers that are moved or restored count anew.
            (Ok(stored), Some(Expected::Ours(known))) if is_untouched(known, &stored) => {
                if resource.cancelled {
                    Box::pin(self.remove(resource, href, &stored.etag)).await
                } else {
                    Box::pin(self.update(resource, href, &stored.etag)).await
                }
            }
            (Ok(stored), _) => Ok(difference(resource, stored)),
            (Err(ServerFault::NotFound), _) if resource.cancelled => {
                Ok(Outcome::Done(Done::Removed { uid: resource.uid.clone() }))
            }
            // Was there when the calendar was listed and is no longer.
            (Err(ServerFault::NotFound), Some(Expected::Nothing)) => Box::pin(self.create(resource, href)).await,
            (Err(ServerFault::NotFound), _) => Ok(gone(resource, href.to_owned())),
            (Err(fault), _) => Err(fault),
        }
    }
}

/// What was thought to be in a place.
enum Expected<'a> {
    /// Nothing yet.
    Nothing,
    /// What was pushed there.
    Ours(&'a Pushed),
}

fn pushed(resource: &Resource, href: String, etag: String) -> Outcome {
    let (uid, body_hash) = (resource.uid.clone(), body_hash(&resource.body));
    Outcome::Done(Done::Pushed(Pushed { uid, href, etag, body_hash }))
}

fn ours(resource: &Resource) -> Option<String> {
    (!resource.cancelled).then(|| resource.body.clone())
}

fn difference(resource: &Resource, stored: Stored) -> Outcome {
    let Stored { href, etag, body } = stored;
    let properties = if resource.cancelled { Vec::new() } else { differing(&resource.body, &body) };
    let (uid, ours) = (resource.uid.clone(), ours(resource));
    Outcome::Difference(Difference { uid, href, ours, theirs: Some(body), etag: Some(etag), properties })
}

fn gone(resource: &Resource, href: String) -> Outcome {
    let (uid, ours) = (resource.uid.clone(), ours(resource));
    Outcome::Difference(Difference { uid, href, ours, theirs: None, etag: None, properties: Vec::new() })
}

/// What [`Pushed::body_hash`] is of a text: its hash and that of its meaning.
pub fn body_hash(body: &str) -> String {
    let meaning = digest(body.as_bytes()).unwrap_or_default();
    format!("{}-{meaning}", hexadecimal(&Sha256::digest(body.as_bytes())))
}

/// Whether what is there still means what was pushed, whatever its version is called by now.
fn is_untouched(known: &Pushed, stored: &Stored) -> bool {
    let pushed = known.body_hash.split_once('-').map(|(_, meaning)| meaning);
    pushed.is_some_and(|meaning| digest(&stored.body).is_some_and(|now| now == meaning))
}

/// Servers call the same version weak in one answer and strong in the next.
fn is_same(a: &str, b: &str) -> bool {
    a.trim_start_matches("W/") == b.trim_start_matches("W/")
}

/// Whether a server refuses because the calendar has that UID already (RFC 4791, 5.3.2.1).
fn is_about_uid(answer: &Answer) -> bool {
    let text = std::str::from_utf8(&answer.body).unwrap_or_default();
    roxmltree::Document::parse(text)
        .is_ok_and(|tree| tree.descendants().any(|node| node.tag_name().name() == "no-uid-conflict"))
}
