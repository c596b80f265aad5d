//! Some meetings with everybody in them, what each was told, and what each answered.

use std::collections::HashMap;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use contract::views::InvitationQuery;
use contract::{Problem, Thing};
use domain::time::instant;
use domain::{ClientId, FirmId, Invited, Language, Meeting, MeetingId, Minutes, Reply};
use exchange::calendar::{Names, Words};
use store::{Outward, Read, Told};

use crate::meetings::{Cast, planning_zone};
use crate::problems;
use crate::state::App;

/// Years ahead that a list without an end reaches.
const AHEAD: i64 = 5;

/// What a list of invitations is made from.
pub(crate) struct Round {
    pub now: DateTime<Utc>,
    pub cast: Cast,
    /// Names of firms.
    pub firms: HashMap<FirmId, String>,
    /// The meetings that are there, by time.
    pub meetings: Vec<Meeting>,
    /// What was told of them.
    pub told: HashMap<MeetingId, Vec<Told>>,
    /// What was told of meetings that are gone, to those who do not know it yet.
    pub gone: Vec<Told>,
    /// What is known outside of all these meetings.
    pub outward: HashMap<MeetingId, Outward>,
    /// By meeting and party.
    pub replies: HashMap<(MeetingId, String), Reply>,
}

impl Round {
    /// The meetings that a query asks for.
    pub(crate) async fn load(app: &App, query: &InvitationQuery) -> Result<Self, Problem> {
        let mut read = app.read().await?;
        if let Some(id) = &query.meeting {
            let meeting = store::meetings::get(&mut read, id).await.map_err(problems::store)?;
            let mut gone = store::told::of_gone(&mut read).await.map_err(problems::store)?;
            gone.retain(|told| told.meeting == *id);
            if meeting.is_none() && gone.is_empty() {
                return Err(Problem::NotFound { what: Thing::Meeting, id: id.0.clone() });
            }
            return Self::of(app, &mut read, meeting.into_iter().collect(), gone).await;
        }
        let providers = store::providers::all(&mut read).await.map_err(problems::store)?;
        let rules = planning_zone(providers.iter()).rules_or_utc();
        let first = query.from.unwrap_or_else(|| app.clock.today());
        let last = query.to.unwrap_or(first + TimeDelta::days(365 * AHEAD));
        let from = instant(first.and_time(NaiveTime::MIN), rules);
        let to = instant((last + TimeDelta::days(1)).and_time(NaiveTime::MIN), rules);
        let meetings = store::meetings::between(&mut read, from, to).await.map_err(problems::store)?;
        let mut gone = store::told::of_gone(&mut read).await.map_err(problems::store)?;
        gone.retain(|told| {
            let (begins, ends) = told.then.span();
            begins < to && from < ends
        });
        Self::of(app, &mut read, meetings, gone).await
    }

    /// Given meetings.
    pub(crate) async fn of(
        app: &App,
        read: &mut Read,
        meetings: Vec<Meeting>,
        gone: Vec<Told>,
    ) -> Result<Self, Problem> {
        let now = app.clock.now();
        let ids: Vec<MeetingId> = meetings.iter().map(|meeting| meeting.id.clone()).collect();
        let every: Vec<MeetingId> = ids.iter().cloned().chain(gone.iter().map(|told| told.meeting.clone())).collect();
        let mut told: HashMap<MeetingId, Vec<Told>> = HashMap::new();
        for row in store::told::of(read, &ids).await.map_err(problems::store)? {
            told.entry(row.meeting.clone()).or_default().push(row);
        }
        let outward = store::outward::of(read, &every).await.map_err(problems::store)?;
        let replies = store::replies::of(read, &every).await.map_err(problems::store)?;
        let firms = store::firms::all(read).await.map_err(problems::store)?;
        // No time at all: providers, rooms and topics, and the clients named below.
        let mut cast = Cast::load(read, now, now).await?;
        let thens = told.values().flatten().chain(&gone).map(|told| &told.then);
        let mut named: Vec<ClientId> =
            meetings.iter().chain(thens).flat_map(|m| m.clients.iter().map(|a| a.client.clone())).collect();
        named.sort();
        named.dedup();
        cast.add_clients(read, named).await?;
        Ok(Self {
            now,
            cast,
            firms: firms.into_iter().map(|firm| (firm.id, firm.name)).collect(),
            meetings,
            told,
            gone,
            outward,
            replies: replies.into_iter().map(|r| ((r.meeting.clone(), r.invited.party().to_owned()), r)).collect(),
        })
    }

    /// The names that calendars in a language use.
    pub(crate) fn names(&self, language: Language) -> Names<'_> {
        names(&self.cast, language)
    }

    pub(crate) fn reply(&self, meeting: &MeetingId, invited: &Invited) -> Option<&Reply> {
        self.replies.get(&(meeting.clone(), invited.party().to_owned()))
    }

    /// The language in which somebody invited is written to.
    pub(crate) fn language(&self, invited: &Invited) -> Language {
        match invited {
            Invited::Guest { client, .. } => {
                self.cast.clients.get(client).map(|client| super::language::of_client(&self.cast, client))
            }
            Invited::Provider { provider } => {
                self.cast.providers.get(provider).map(|provider| super::language::of_provider(&self.cast, provider))
            }
        }
        .unwrap_or_default()
    }
}

/// The names that calendars in a language use.
pub(crate) fn names(cast: &Cast, language: Language) -> Names<'_> {
    Names::new(
        cast.clients.values(),
        cast.providers.values(),
        cast.rooms.values(),
        cast.sites.values(),
        cast.topics.values(),
        Words::of(language),
    )
}

/// How long before a meeting the calendars we send remind of it.
pub(crate) async fn alarms(read: &mut Read) -> Result<Vec<Minutes>, Problem> {
    Ok(crate::workspace::settings(read).await?.reminders.into_iter().map(Minutes).collect())
}
