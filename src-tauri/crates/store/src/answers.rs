//! Current answers to the questionnaire. One without a topic is given for the client as a whole.

use domain::{Answer, ClientId, Item, TopicId};
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{Source, StoreError, Write, text};

/// An answer, and about whom and what it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenAnswer {
    /// About whom.
    pub client: ClientId,
    /// About which topic; `None`: about the client as a whole.
    pub topic: Option<TopicId>,
    /// The answer; as stored it is never `inherited`.
    pub answer: Answer,
}

/// Every current answer.
///
/// # Errors
/// Of the database only.
pub async fn all(source: &mut impl Source) -> Result<Vec<GivenAnswer>, StoreError> {
    stored::all(source).await
}

/// The current answers of one client, those about the client as a whole first.
///
/// # Errors
/// Of the database only.
pub async fn of_client(source: &mut impl Source, client: &ClientId) -> Result<Vec<GivenAnswer>, StoreError> {
    let connection = source.connection();
    let keys =
        sqlx::query_scalar!("SELECT id FROM answer WHERE client = ? ORDER BY COALESCE(topic, ''), item", client.0)
            .fetch_all(&mut *connection)
            .await?;
    stored::ordered(connection, &keys).await
}

/// Records an answer in place of the one before it.
///
/// # Errors
/// [`StoreError::BrokenReference`] where there is no such client or topic.
pub async fn put(
    write: &mut Write,
    client: &ClientId,
    topic: Option<&TopicId>,
    answer: &Answer,
) -> Result<(), StoreError> {
    let given = GivenAnswer { client: client.clone(), topic: topic.cloned(), answer: answer.clone() };
    put_all(write, &[given]).await
}

/// [`put`] for many at once; all or none.
///
/// # Errors
/// As [`put`]; [`StoreError::Unique`] where a question is answered twice.
pub async fn put_all(write: &mut Write, given: &[GivenAnswer]) -> Result<(), StoreError> {
    let mut own = given.to_vec();
    for given in &mut own {
        given.answer.inherited = false;
    }
    stored::put_all(write, &own).await.map(|_| ())
}

/// Takes an answer back.
///
/// # Errors
/// [`StoreError::NotFound`] where there is none.
pub async fn remove(
    write: &mut Write,
    client: &ClientId,
    topic: Option<&TopicId>,
    item: Item,
) -> Result<(), StoreError> {
    stored::delete::<GivenAnswer>(write, &key(client, topic, item)).await
}

fn key(client: &ClientId, topic: Option<&TopicId>, item: Item) -> String {
    serde_json::json!([client, topic, item]).to_string()
}

/// Deletes what was answered about a client that is being deleted.
pub(crate) async fn forget_client(write: &mut Write, client: &ClientId) -> Result<(), StoreError> {
    let keys =
        sqlx::query_scalar!("SELECT id FROM answer WHERE client = ?", client.0).fetch_all(write.connection()).await?;
    stored::remove_all::<GivenAnswer>(write, &Keys::of(keys.iter().map(String::as_str))?).await.map(|_| ())
}

/// Deletes what was answered about a topic that is being deleted.
pub(crate) async fn forget_topic(write: &mut Write, topic: &TopicId) -> Result<(), StoreError> {
    let keys =
        sqlx::query_scalar!("SELECT id FROM answer WHERE topic = ?", topic.0).fetch_all(write.connection()).await?;
    stored::remove_all::<GivenAnswer>(write, &Keys::of(keys.iter().map(String::as_str))?).await.map(|_| ())
}

impl Stored for GivenAnswer {
    const KIND: Kind = Kind::Answer;

    fn key(&self) -> String {
        key(&self.client, self.topic.as_ref(), self.answer.item)
    }

    fn version(&self) -> Option<u32> {
        None
    }

    fn at_version(self, _: u32) -> Self {
        self
    }

    async fn keys(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar!("SELECT id FROM answer ORDER BY client, COALESCE(topic, ''), item")
            .fetch_all(connection)
            .await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query!(
            "SELECT client, topic, item, value, given, author
             FROM answer WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(GivenAnswer {
                    client: row.client.into(),
                    topic: row.topic.map(Into::into),
                    answer: Answer {
                        item: text::from_word(&row.item)?,
                        value: u8::try_from(row.value).map_err(|error| sqlx::Error::Decode(error.into()))?,
                        on: text::from_word_of(row.given.as_deref())?,
                        author: row.author,
                        inherited: false,
                    },
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            let (id, topic) = (row.key(), row.topic.as_ref().map(TopicId::as_str));
            let (item, given) = (row.answer.item.word(), text::word_of(row.answer.on.as_ref())?);
            sqlx::query!(
                "INSERT INTO answer (id, client, topic, item, value, given, author) VALUES (?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET value = excluded.value, given = excluded.given,
                    author = excluded.author",
                id,
                row.client.0,
                topic,
                item,
                row.answer.value,
                given,
                row.answer.author
            )
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM answer WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }
}

/// Clients and topics whose information is the client's privilege (S2 answered 5), with the answer's author.
///
/// # Errors
/// Of the database only.
pub async fn privileged(source: &mut impl Source) -> Result<Vec<(ClientId, TopicId, String)>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT client, topic AS "topic!", author FROM answer
           WHERE item = 'S2' AND value = 5 AND topic IS NOT NULL ORDER BY client, topic"#
    )
    .fetch_all(source.connection())
    .await?;
    Ok(rows.into_iter().map(|row| (row.client.into(), row.topic.into(), row.author)).collect())
}
