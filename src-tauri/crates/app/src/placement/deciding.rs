//! Everything a recommendation looks at, loaded once for as many clients and topics as are asked about.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use contract::Problem;
use contract::views::Settings;
use domain::placement::{Answer, Circumstances, Fit, Item, Override, OverrideKind, Recommendation, place, recommend};
use domain::{ClientId, Format, Provider, Topic, TopicId};

use crate::index::Index;
use crate::state::App;
use crate::{problems, workspace};

/// What decides about formats.
pub(crate) struct Deciding {
    pub settings: Settings,
    pub today: chrono::NaiveDate,
    pub index: Arc<Index>,
    topics: HashMap<TopicId, Topic>,
    providers: Vec<Provider>,
    overrides: HashMap<ClientId, Vec<Override>>,
    rivals: HashMap<ClientId, HashSet<ClientId>>,
    /// Authors of S2 = 5, by client and topic.
    privileged: HashMap<(ClientId, TopicId), String>,
    /// Clients with an open need about a topic.
    wanting: HashMap<TopicId, Vec<ClientId>>,
    /// Those of them whose own place asks for a group, and who are not left in peace.
    grouping: HashMap<TopicId, HashSet<ClientId>>,
}

impl Deciding {
    pub(crate) async fn load(app: &App) -> Result<Self, Problem> {
        let index = app.index().await?;
        let mut read = app.read().await?;
        let settings = workspace::settings(&mut read).await?;
        let topics = store::topics::all(&mut read).await.map_err(problems::store)?;
        let providers = store::providers::all(&mut read).await.map_err(problems::store)?;
        let facts = store::overrides::all(&mut read).await.map_err(problems::store)?;
        let pairs = store::clients::rivalries(&mut read).await.map_err(problems::store)?;
        let vetoes = store::answers::privileged(&mut read).await.map_err(problems::store)?;
        let mut overrides: HashMap<ClientId, Vec<Override>> = HashMap::new();
        for fact in facts {
            overrides.entry(fact.client.clone()).or_default().push(fact);
        }
        let mut rivals: HashMap<ClientId, HashSet<ClientId>> = HashMap::new();
        for (a, b) in pairs {
            rivals.entry(a.clone()).or_default().insert(b.clone());
            rivals.entry(b).or_default().insert(a);
        }
        let mut wanting: HashMap<TopicId, Vec<ClientId>> = HashMap::new();
        for client in &index.clients {
            for (topic, _) in &client.needs {
                let clients = wanting.entry(topic.clone()).or_default();
                // A client's needs follow each other: only the last entry can be its own.
                if clients.last() != Some(&client.summary.id) {
                    clients.push(client.summary.id.clone());
                }
            }
        }
        let today = app.clock.today();
        let fixed_group = |topic: &TopicId| {
            topics.iter().any(|known| known.id == *topic && known.format.is_some_and(Format::is_group))
        };
        let for_a_group = |topic: &TopicId, client: &ClientId| {
            let entry = index.get(client).and_then(|c| c.entries.iter().find(|entry| entry.topic == *topic));
            let facts = overrides.get(client).into_iter().flatten();
            let in_peace = facts.clone().any(|fact| fact.fact == OverrideKind::InPeace && fact.holds(topic, today));
            let group = fixed_group(topic) || entry.and_then(|e| e.quadrant(today)).is_some_and(Format::is_group);
            group && !in_peace
        };
        let grouping = wanting
            .iter()
            .map(|(topic, clients)| {
                let fit = clients.iter().filter(|client| for_a_group(topic, client)).cloned().collect();
                (topic.clone(), fit)
            })
            .collect();
        Ok(Self {
            settings,
            today: app.clock.today(),
            index,
            topics: topics.into_iter().map(|topic| (topic.id.clone(), topic)).collect(),
            providers,
            overrides,
            rivals,
            privileged: vetoes.into_iter().map(|(client, topic, author)| ((client, topic), author)).collect(),
            wanting,
            grouping,
        })
    }

    pub(crate) fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topics.get(id)
    }

    /// Clients that never share a room with this one, in the order of their ids.
    pub(crate) fn rivals_of(&self, client: &ClientId) -> Vec<ClientId> {
        let mut rivals: Vec<_> = self.rivals.get(client).into_iter().flatten().cloned().collect();
        rivals.sort();
        rivals
    }

    /// The overrides on record for a client and a topic, whether or not they hold today.
    pub(crate) fn overrides_of(&self, client: &ClientId, topic: &TopicId) -> Vec<Override> {
        let about = |fact: &&Override| fact.topic.as_ref().is_none_or(|own| own == topic);
        self.overrides.get(client).into_iter().flatten().filter(about).cloned().collect()
    }

    /// What bears on a client's format for a topic today. `privileged` where the answers at hand say so.
    pub(crate) fn circumstances(&self, client: &ClientId, topic: &TopicId) -> Circumstances {
        let held = self
            .overrides
            .get(client)
            .into_iter()
            .flatten()
            .filter(|fact| fact.holds(topic, self.today))
            .cloned()
            .collect();
        let wanting = self.wanting.get(topic).map_or(&[][..], Vec::as_slice);
        let own_rivals = self.rivals.get(client);
        let is_rival = |other: &ClientId| own_rivals.is_some_and(|rivals| rivals.contains(other));
        let known = self.topics.get(topic);
        let empty = HashSet::new();
        let grouping = self.grouping.get(topic).unwrap_or(&empty);
        let among = |others: &HashSet<ClientId>| {
            own_rivals.into_iter().flatten().filter(|rival| others.contains(*rival)).count()
        };
        // The client itself is at the table, whether or not it has a need yet.
        let others = grouping.len() - usize::from(grouping.contains(client)) - among(grouping);
        let compatible = others as u32 + 1;
        let mut rivals: Vec<_> = match own_rivals {
            Some(_) => wanting.iter().filter(|other| is_rival(other)).cloned().collect(),
            None => Vec::new(),
        };
        rivals.sort();
        Circumstances {
            overrides: held,
            privileged: self.privileged.get(&(client.clone(), topic.clone())).cloned(),
            rivals,
            sensitive: known.is_some_and(|topic| topic.sensitive),
            // Before anybody has a need about the topic there is nobody to count.
            compatible: (!wanting.is_empty()).then_some(compatible),
            variant: known.map(|topic| topic.group_variant).unwrap_or_default(),
            capacity: known.map(|topic| {
                topic.skills.iter().all(|skill| self.providers.iter().any(|p| p.skills.contains(skill)))
                    && !self.providers.is_empty()
            }),
        }
    }

    /// How to meet a client about a topic, from its current placement.
    pub(crate) fn recommend(&self, client: &ClientId, topic: &TopicId) -> Recommendation {
        let entry =
            self.index.get(client).and_then(|indexed| indexed.entries.iter().find(|entry| entry.topic == *topic));
        let quadrant = entry.and_then(|entry| entry.quadrant(self.today));
        let point = entry.and_then(|entry| entry.point(self.today));
        // The same fit that the placement shows, so that a format ruled out gives way to the same one everywhere.
        let scores = entry.and_then(|entry| entry.sharing.zip(entry.providers));
        let fit = scores.map(|(sharing, providers)| Fit::at(sharing, providers, &self.settings.placement));
        self.decide(client, topic, quadrant, point.is_some_and(|(_, providers)| providers >= 50.0), fit.as_ref())
    }

    /// The same, from a quadrant and fit at hand.
    pub(crate) fn decide(
        &self,
        client: &ClientId,
        topic: &TopicId,
        quadrant: Option<Format>,
        many_providers: bool,
        fit: Option<&Fit>,
    ) -> Recommendation {
        let fixed = self.topics.get(topic).and_then(|topic| topic.format);
        recommend(fixed.or(quadrant), many_providers, fit, &self.circumstances(client, topic))
    }
}

/// Whether answers say that the information is the client's privilege (S2 = 5), and who answered so.
pub(crate) fn privileged(answers: &[Answer]) -> Option<String> {
    answers.iter().find(|answer| answer.item == Item::S2 && answer.value == 5).map(|answer| answer.author.clone())
}

/// The placement that answers come to.
pub(crate) fn placed(
    answers: &[Answer],
    settings: &Settings,
    today: chrono::NaiveDate,
) -> domain::placement::Placement {
    place(answers, &settings.placement, today)
}
