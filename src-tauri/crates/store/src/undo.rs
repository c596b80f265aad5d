//! Taking a gesture back, and doing it again.

use std::collections::BTreeSet;

use domain::{
    BusySource, CalendarAccount, Client, Firm, GestureId, Meeting, Need, Override, PlacementEntry, Poll, Provider,
    Reply, Room, Site, Topic,
};
use sqlx::SqliteConnection;

use crate::answers::GivenAnswer;
use crate::log::Kind;
use crate::settings::Setting;
use crate::stored::{Keys, Stored};
use crate::{Draft, StoreError, Undone, text};

/// Which way through a gesture's changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Undo,
    Redo,
}

/// A row to be brought to an image; `None`: to be deleted.
struct Step {
    kind: Kind,
    key: String,
    image: Option<String>,
}

/// Takes back the newest gesture, or does again the oldest one taken back. `None` where there is none.
///
/// A gesture whose images this program cannot read (an older version wrote them) stays where it is: it cannot be
/// undone, nor can what lies beyond it, since going round it would put old rows over newer ones.
pub(crate) async fn turn(
    connection: &mut SqliteConnection,
    direction: Direction,
) -> Result<Option<Undone>, StoreError> {
    let found = match direction {
        Direction::Undo => newest_done(connection).await?,
        Direction::Redo => oldest_undone(connection).await?,
    };
    let Some((seq, done)) = found else {
        return Ok(None);
    };
    let Some((done, batches)) = readable(&done, steps(connection, seq, direction).await?) else {
        tracing::warn!(gesture = seq, "the log holds a gesture that this version cannot read");
        return Ok(None);
    };
    // Rows come back one kind after another; what refers to what is right again only at the end.
    sqlx::query("PRAGMA defer_foreign_keys = ON").execute(&mut *connection).await?;
    let mut areas = BTreeSet::new();
    for batch in batches {
        areas.insert(batch.kind().area());
        batch.apply(connection).await?;
    }
    let undone = i64::from(direction == Direction::Undo);
    sqlx::query!("UPDATE gesture SET undone = ? WHERE seq = ?", undone, seq).execute(connection).await?;
    Ok(Some(Undone { gesture: GestureId(seq.to_string()), done, areas }))
}

async fn newest_done(connection: &mut SqliteConnection) -> Result<Option<(i64, String)>, StoreError> {
    let row = sqlx::query!("SELECT seq, done FROM gesture WHERE undone = 0 ORDER BY seq DESC LIMIT 1")
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|row| (row.seq, row.done)))
}

async fn oldest_undone(connection: &mut SqliteConnection) -> Result<Option<(i64, String)>, StoreError> {
    let row = sqlx::query!("SELECT seq, done FROM gesture WHERE undone = 1 ORDER BY seq LIMIT 1")
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|row| (row.seq, row.done)))
}

/// The steps of a gesture in the order in which they are to be taken; an unknown kind of row gives `None`.
async fn steps(
    connection: &mut SqliteConnection,
    seq: i64,
    direction: Direction,
) -> Result<Option<Vec<Step>>, StoreError> {
    let rows = sqlx::query!("SELECT kind, key, before, after FROM change WHERE gesture = ? ORDER BY position", seq)
        .fetch_all(connection)
        .await?;
    let mut steps: Vec<Step> = Vec::with_capacity(rows.len());
    for row in rows {
        let Ok(kind) = text::from_word::<Kind>(&row.kind) else {
            return Ok(None);
        };
        let image = if direction == Direction::Undo { row.before } else { row.after };
        steps.push(Step { kind, key: row.key, image });
    }
    if direction == Direction::Undo {
        steps.reverse();
    }
    Ok(Some(steps))
}

fn readable(done: &str, steps: Option<Vec<Step>>) -> Option<(crate::Done, Vec<Batch>)> {
    let done = text::from_json(done).ok()?;
    let mut steps = steps?;
    // One gesture may change a row more than once; the steps in between are worth nothing within one batch.
    let mut batches = Vec::new();
    while !steps.is_empty() {
        let run = steps
            .iter()
            .take_while(|step| step.kind == steps[0].kind && step.image.is_some() == steps[0].image.is_some())
            .count();
        batches.push(Batch::read(steps.drain(..run).collect())?);
    }
    Some((done, batches))
}

macro_rules! batches {
    ($($kind:ident => $type:ty),* $(,)?) => {
        /// Neighbouring steps of one kind and one sort, done at once.
        enum Batch {
            Erase(Kind, Keys),
            $($kind(Vec<$type>),)*
        }

        impl Batch {
            fn read(steps: Vec<Step>) -> Option<Self> {
                let kind = steps.first()?.kind;
                let mut last: std::collections::BTreeMap<String, Option<String>> = std::collections::BTreeMap::new();
                for step in steps {
                    last.insert(step.key, step.image);
                }
                if last.values().all(Option::is_none) {
                    return Some(Self::Erase(kind, Keys::of(last.keys().map(String::as_str)).ok()?));
                }
                let images = last.into_values().flatten();
                match kind {
                    $(Kind::$kind => {
                        let rows: Option<Vec<$type>> = images.map(|image| text::from_json(&image).ok()).collect();
                        rows.map(Self::$kind)
                    })*
                }
            }

            fn kind(&self) -> Kind {
                match self {
                    Self::Erase(kind, _) => *kind,
                    $(Self::$kind(_) => Kind::$kind,)*
                }
            }

            async fn apply(self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
                match self {
                    $(Self::Erase(Kind::$kind, keys) => <$type>::erase(connection, &keys).await,)*
                    $(Self::$kind(rows) => <$type>::save(connection, &rows).await,)*
                }
            }
        }
    };
}

batches! {
    Client => Client,
    Provider => Provider,
    Firm => Firm,
    Site => Site,
    Room => Room,
    Topic => Topic,
    Need => Need,
    Answer => GivenAnswer,
    Override => Override,
    Placement => PlacementEntry,
    Meeting => Meeting,
    Draft => Draft,
    Reply => Reply,
    Poll => Poll,
    BusySource => BusySource,
    CalendarAccount => CalendarAccount,
    Setting => Setting,
}
