//! Topics with the skills they ask for.

use std::collections::HashMap;

use domain::topic::Mix;
use domain::{Minutes, Topic, TopicId};
use serde_json::json;
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{StoreError, Write, answers, overrides, placements, text};

area_functions!(Topic, TopicId, without delete);

/// Deletes one, and with it what was answered, placed and overridden about it.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::InUse`] where needs or meetings are about it.
pub async fn delete(write: &mut Write, id: &TopicId) -> Result<(), StoreError> {
    stored::ask_for_uses::<Topic>(write, id.as_str()).await?;
    overrides::forget_topic(write, id).await?;
    answers::forget_topic(write, id).await?;
    placements::forget_topic(write, id).await?;
    stored::delete::<Topic>(write, id.as_str()).await
}

impl Stored for Topic {
    const KIND: Kind = Kind::Topic;

    fn key(&self) -> String {
        self.id.0.clone()
    }

    fn version(&self) -> Option<u32> {
        Some(self.version)
    }

    fn at_version(self, version: u32) -> Self {
        Self { version, ..self }
    }

    async fn keys(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar!("SELECT id FROM topic ORDER BY name, id").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let mut skills: HashMap<String, Vec<String>> = HashMap::new();
        for row in sqlx::query!(
            "SELECT topic, skill FROM topic_skill WHERE topic IN (SELECT value FROM json_each(?))
             ORDER BY topic, position",
            keys.0
        )
        .fetch_all(&mut *connection)
        .await?
        {
            skills.entry(row.topic).or_default().push(row.skill);
        }
        let rows = sqlx::query!(
            "SELECT id, name, description, format, group_variant, minutes, places, mix_attribute, mix_prefer,
                    sensitive, version
             FROM topic WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                let prefer = text::from_word_of(row.mix_prefer.as_deref())?;
                Ok(Topic {
                    skills: skills.remove(&row.id).unwrap_or_default(),
                    id: row.id.into(),
                    name: row.name,
                    description: row.description,
                    format: text::from_word_of(row.format.as_deref())?,
                    group_variant: text::from_word(&row.group_variant)?,
                    minutes: row.minutes.map(text::count).transpose()?.map(Minutes),
                    places: text::from_json(&row.places)?,
                    mix: row.mix_attribute.zip(prefer).map(|(attribute, prefer)| Mix { attribute, prefer }),
                    sensitive: row.sensitive != 0,
                    version: text::count(row.version)?,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        let mut skills = Vec::new();
        for row in rows {
            let format = row.format.map(|format| format.word());
            let (variant, places) = (text::word(&row.group_variant)?, text::json(&row.places)?);
            let minutes = row.minutes.map(|minutes| minutes.0);
            let attribute = row.mix.as_ref().map(|mix| mix.attribute.as_str());
            let prefer = text::word_of(row.mix.as_ref().map(|mix| &mix.prefer))?;
            sqlx::query!(
                "INSERT INTO topic (id, name, description, format, group_variant, minutes, places, mix_attribute,
                    mix_prefer, sensitive, version)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description,
                    format = excluded.format, group_variant = excluded.group_variant, minutes = excluded.minutes,
                    places = excluded.places, mix_attribute = excluded.mix_attribute,
                    mix_prefer = excluded.mix_prefer, sensitive = excluded.sensitive, version = excluded.version",
                row.id.0,
                row.name,
                row.description,
                format,
                variant,
                minutes,
                places,
                attribute,
                prefer,
                row.sensitive,
                row.version
            )
            .execute(&mut *connection)
            .await?;
            for (position, skill) in row.skills.iter().enumerate() {
                skills.push(json!({ "topic": row.id, "position": position, "skill": skill }));
            }
        }
        let (keys, skills) = (Keys::of_rows(rows)?, text::json(&skills)?);
        sqlx::query!("DELETE FROM topic_skill WHERE topic IN (SELECT value FROM json_each(?))", keys.0)
            .execute(&mut *connection)
            .await?;
        sqlx::query!(
            "INSERT INTO topic_skill (topic, position, skill)
             SELECT value ->> 'topic', value ->> 'position', value ->> 'skill' FROM json_each(?)",
            skills
        )
        .execute(connection)
        .await?;
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM topic_skill WHERE topic IN (SELECT value FROM json_each(?))", keys.0)
            .execute(&mut *connection)
            .await?;
        sqlx::query!("DELETE FROM topic WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }

    async fn uses(connection: &mut SqliteConnection, key: &str) -> Result<Vec<(&'static str, i64)>, StoreError> {
        let row = sqlx::query!(
            r#"SELECT (SELECT COUNT(*) FROM need WHERE topic = ?1) AS "needs!: i64",
                      (SELECT COUNT(*) FROM meeting WHERE topic = ?1) AS "meetings!: i64""#,
            key
        )
        .fetch_one(connection)
        .await?;
        Ok(vec![("needs", row.needs), ("meetings", row.meetings)])
    }
}
