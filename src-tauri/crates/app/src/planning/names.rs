//! Names for the ids that plans, explanations and changes speak of.

use contract::views::{Named, PartyKind, PlanChange, PlanParty};
use domain::ClientId;
use planner::Party;

use super::opened::Opened;
use crate::meetings::Cast;

/// Every text in a value, at any depth.
pub(super) fn texts(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// Names as a draft knows them.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub opened: &'a Opened,
    pub cast: &'a Cast,
}

impl Names<'_> {
    pub(super) fn client(&self, id: &str) -> Named {
        Named { id: id.to_owned(), name: self.cast.client_name(&ClientId::from(id)) }
    }

    pub(super) fn provider(&self, id: &str) -> Named {
        Named { id: id.to_owned(), name: self.cast.provider_name(&id.into()) }
    }

    fn room(&self, id: &str) -> Named {
        let name = self.cast.rooms.get(&id.into()).map(|room| room.name.clone());
        Named { id: id.to_owned(), name: name.unwrap_or_default() }
    }

    /// A need goes by its client's name.
    pub(super) fn need(&self, id: &str) -> Named {
        let client = self.opened.need(id).map(|need| self.client(&need.client).name);
        Named { id: id.to_owned(), name: client.unwrap_or_default() }
    }

    /// A planned topic goes by the name of the topic or of the meeting that it stands for.
    pub(super) fn topic(&self, id: &str) -> Named {
        let meaning = self.opened.note.meanings.get(id);
        let meeting = meaning.and_then(|meaning| meaning.existing.as_ref()).map(|id| self.cast.meeting_title(id));
        let topic = || {
            let topic = self.cast.topics.get(meaning?.topic.as_ref()?)?;
            Some(topic.name.clone())
        };
        let name = meeting.filter(|title| !title.is_empty()).or_else(topic).unwrap_or_default();
        Named { id: id.to_owned(), name }
    }

    pub(super) fn party(&self, party: &Party) -> PlanParty {
        let (kind, named) = match party {
            Party::Client(id) => (PartyKind::Client, self.client(id)),
            Party::Provider(id) => (PartyKind::Provider, self.provider(id)),
            Party::Room(id) => (PartyKind::Room, self.room(id)),
        };
        PlanParty { kind, id: named.id, name: named.name }
    }

    /// Names of every id in a value.
    pub(super) fn all_in(&self, value: &serde_json::Value) -> Vec<Named> {
        let mut ids = Vec::new();
        texts(value, &mut ids);
        ids.sort();
        ids.dedup();
        let name = |id: String| {
            let name = self.cast.any_name(&id).or_else(|| self.opened.need(&id).map(|_| self.need(&id).name))?;
            Some(Named { id, name })
        };
        ids.into_iter().filter_map(name).collect()
    }

    /// A change with the names of what it speaks of.
    pub(super) fn change(&self, change: &PlanChange) -> PlanChange {
        let mut change = change.clone();
        match &mut change {
            PlanChange::Free { who, .. } | PlanChange::Away { who, .. } | PlanChange::PerDay { who, .. } => {
                who.name = match who.kind {
                    PartyKind::Client => self.client(&who.id).name,
                    PartyKind::Provider => self.provider(&who.id).name,
                    PartyKind::Room => self.room(&who.id).name,
                };
            }
            PlanChange::Clients { topic, .. }
            | PlanChange::Providers { topic, .. }
            | PlanChange::Place { topic, .. } => *topic = self.topic(&topic.id),
            PlanChange::Within { need, .. } => *need = self.need(&need.id),
            PlanChange::Seats { room, .. } => *room = self.room(&room.id),
            PlanChange::Skill { provider, .. } => *provider = self.provider(&provider.id),
            PlanChange::Weights { .. } => {}
        }
        change
    }
}
