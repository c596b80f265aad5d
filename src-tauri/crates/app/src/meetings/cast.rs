//! Everybody and everything that meetings of a stretch of time speak of, loaded once.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use contract::Problem;
use contract::views::Named;
use domain::{
    BusyOwner, BusySourceId, Client, ClientId, Meeting, MeetingId, MeetingStatus, Place, Provider, ProviderId, Room,
    RoomId, Site, SiteId, Topic, TopicId, ZoneName,
};
use store::{Read, TakenTime};

use crate::problems;

/// The meetings of a stretch of time, with everybody in them.
pub(crate) struct Cast {
    pub meetings: Vec<Meeting>,
    pub clients: HashMap<ClientId, Client>,
    pub providers: HashMap<ProviderId, Provider>,
    pub rooms: HashMap<RoomId, Room>,
    pub sites: HashMap<SiteId, Site>,
    pub topics: HashMap<TopicId, Topic>,
    /// Times taken by what is planned elsewhere, by whom they are of, in order of their beginning.
    pub taken: HashMap<BusyOwner, Vec<TakenTime>>,
}

impl Cast {
    /// Loads the meetings that touch a stretch of time, and their company.
    pub(crate) async fn load(read: &mut Read, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Self, Problem> {
        let mut cast = Self::times(read, from, to).await?;
        let providers = store::providers::all(read).await.map_err(problems::store)?;
        let rooms = store::rooms::all(read).await.map_err(problems::store)?;
        let sites = store::sites::all(read).await.map_err(problems::store)?;
        let topics = store::topics::all(read).await.map_err(problems::store)?;
        cast.providers = providers.into_iter().map(|provider| (provider.id.clone(), provider)).collect();
        cast.rooms = rooms.into_iter().map(|room| (room.id.clone(), room)).collect();
        cast.sites = sites.into_iter().map(|site| (site.id.clone(), site)).collect();
        cast.topics = topics.into_iter().map(|topic| (topic.id.clone(), topic)).collect();
        let named: Vec<ClientId> =
            cast.meetings.iter().flat_map(|meeting| meeting.clients.iter().map(|a| a.client.clone())).collect();
        cast.add_clients(read, named).await?;
        Ok(cast)
    }

    /// Loads the meetings that touch a stretch of time and the times taken elsewhere, without any names.
    pub(crate) async fn times(read: &mut Read, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Self, Problem> {
        let mut taken: HashMap<BusyOwner, Vec<TakenTime>> = HashMap::new();
        for time in store::busy::between(read, from, to).await.map_err(problems::store)? {
            taken.entry(time.owner.clone()).or_default().push(time);
        }
        Ok(Self {
            meetings: store::meetings::between(read, from, to).await.map_err(problems::store)?,
            clients: HashMap::new(),
            providers: HashMap::new(),
            rooms: HashMap::new(),
            sites: HashMap::new(),
            topics: HashMap::new(),
            taken,
        })
    }

    /// As much as stands in the way of one meeting: the planned meetings of those who come and of the place, and whoever
    /// is in them.
    pub(crate) fn around(&self, meeting: &Meeting) -> Self {
        let shares = |other: &&Meeting| {
            other.id != meeting.id
                && other.status == MeetingStatus::Planned
                && (other.place == meeting.place && matches!(other.place, Place::Room(_))
                    || other.clients.iter().any(|a| meeting.clients.iter().any(|own| own.client == a.client))
                    || other.providers.iter().any(|s| meeting.providers.iter().any(|own| own.provider == s.provider)))
        };
        let meetings: Vec<Meeting> = self.meetings.iter().filter(shares).cloned().collect();
        let mut clients: HashMap<ClientId, Client> = HashMap::new();
        for attendance in meetings.iter().chain([meeting]).flat_map(|meeting| &meeting.clients) {
            if let Some(client) = self.clients.get(&attendance.client) {
                clients.entry(client.id.clone()).or_insert_with(|| client.clone());
            }
        }
        let rooms = self.rooms.clone();
        let sites = clients.values().filter_map(|client| client.site.as_ref());
        let sites = sites.chain(rooms.values().map(|room| &room.site));
        let sites = sites.filter_map(|id| self.sites.get_key_value(id)).map(|(id, site)| (id.clone(), site.clone()));
        let owners = meeting.clients.iter().map(|a| BusyOwner::Client(a.client.clone()));
        let owners = owners.chain(meeting.providers.iter().map(|s| BusyOwner::Provider(s.provider.clone())));
        let room = match &meeting.place {
            Place::Room(room) => Some(BusyOwner::Room(room.clone())),
            Place::Client(_) | Place::Remote => None,
        };
        let taken = owners.chain(room).filter_map(|owner| Some((owner.clone(), self.taken.get(&owner)?.clone())));
        Self {
            taken: taken.collect(),
            sites: sites.collect(),
            providers: self.providers.clone(),
            topics: self.topics.clone(),
            rooms,
            clients,
            meetings,
        }
    }

    /// Loads the clients that are not loaded yet.
    pub(crate) async fn add_clients(&mut self, read: &mut Read, ids: Vec<ClientId>) -> Result<(), Problem> {
        for id in ids {
            if self.clients.contains_key(&id) {
                continue;
            }
            if let Some(client) = store::clients::get(read, &id).await.map_err(problems::store)? {
                self.clients.insert(id, client);
            }
        }
        Ok(())
    }

    pub(crate) fn client_name(&self, id: &ClientId) -> String {
        self.clients.get(id).map(|client| client.name.clone()).unwrap_or_default()
    }

    pub(crate) fn provider_name(&self, id: &ProviderId) -> String {
        self.providers.get(id).map(|provider| provider.name.clone()).unwrap_or_default()
    }

    /// Name of the client, provider or room that an id is of.
    pub(crate) fn any_name(&self, id: &str) -> Option<String> {
        let client = self.clients.get(&id.into()).map(|client| &client.name);
        let provider = || self.providers.get(&id.into()).map(|provider| &provider.name);
        let room = || self.rooms.get(&id.into()).map(|room| &room.name);
        client.or_else(provider).or_else(room).cloned()
    }

    /// Name of a calendar elsewhere.
    pub(crate) fn source_name(&self, id: &BusySourceId) -> String {
        let times = || self.taken.values().flatten();
        times().find(|time| time.source == *id).map(|time| time.name.clone()).unwrap_or_default()
    }

    /// The times that stand in the way of somebody or something between two instants.
    pub(crate) fn taken_between(
        &self,
        owner: &BusyOwner,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> impl Iterator<Item = &TakenTime> {
        let times = self.taken.get(owner).map(Vec::as_slice).unwrap_or_default();
        let begun = times.partition_point(|time| time.time.from < to);
        times[..begun].iter().filter(move |time| time.counts && from < time.time.to)
    }

    /// Name of a place: the room and its site, the client's premises; empty for remote.
    pub(crate) fn place_name(&self, place: &Place) -> String {
        match place {
            Place::Room(room) => {
                self.rooms.get(room).map_or_else(String::new, |room| match self.sites.get(&room.site) {
                    Some(site) => format!("{}, {}", room.name, site.name),
                    None => room.name.clone(),
                })
            }
            Place::Client(client) => match self.site_of(place) {
                Some(site) if !site.city.is_empty() => format!("{}, {}", self.client_name(client), site.city),
                _ => self.client_name(client),
            },
            Place::Remote => String::new(),
        }
    }

    /// The site at which a place lies.
    pub(crate) fn site_of(&self, place: &Place) -> Option<&Site> {
        let id = match place {
            Place::Room(room) => &self.rooms.get(room)?.site,
            Place::Client(client) => self.clients.get(client)?.site.as_ref()?,
            Place::Remote => return None,
        };
        self.sites.get(id)
    }

    /// Zone in which a meeting at a place is agreed: the site's; for remote ones the planning zone.
    pub(crate) fn zone_of(&self, place: &Place) -> ZoneName {
        self.site_of(place).map_or_else(|| planning_zone(self.providers.values()), |site| site.zone.clone())
    }

    pub(crate) fn clients_named(&self, meeting: &Meeting) -> Vec<Named> {
        meeting.clients.iter().map(|a| Named { id: a.client.0.clone(), name: self.client_name(&a.client) }).collect()
    }

    pub(crate) fn providers_named(&self, meeting: &Meeting) -> Vec<Named> {
        meeting
            .providers
            .iter()
            .map(|s| Named { id: s.provider.0.clone(), name: self.provider_name(&s.provider) })
            .collect()
    }

    pub(crate) fn meeting_title(&self, id: &MeetingId) -> String {
        self.meetings.iter().find(|meeting| meeting.id == *id).map(|meeting| self.title(meeting)).unwrap_or_default()
    }

    /// What people call a meeting.
    pub(crate) fn title(&self, meeting: &Meeting) -> String {
        if !meeting.title.is_empty() {
            return meeting.title.clone();
        }
        let topic = meeting.topic.as_ref().and_then(|id| self.topics.get(id)).map(|topic| topic.name.as_str());
        let names: Vec<String> = meeting.clients.iter().map(|a| self.client_name(&a.client)).collect();
        title(topic, &names)
    }
}

/// A title from topic and clients: a group goes by its topic, a meeting with one client by both.
pub(crate) fn title(topic: Option<&str>, clients: &[String]) -> String {
    match (topic, clients) {
        (Some(topic), [client]) => format!("{client} · {topic}"),
        (Some(topic), _) => topic.to_owned(),
        (None, clients) => clients.join(", "),
    }
}

/// The zone in which most providers work; a plan's days are this zone's days.
pub(crate) fn planning_zone<'a>(providers: impl Iterator<Item = &'a Provider>) -> ZoneName {
    let mut counts: BTreeMap<&ZoneName, u32> = BTreeMap::new();
    for provider in providers {
        *counts.entry(&provider.zone).or_default() += 1;
    }
    // Of equal counts the first name, so that the choice never depends on the order of rows.
    let most = counts.values().max().copied().unwrap_or(0);
    counts.into_iter().find(|(_, count)| *count == most).map_or_else(local_zone, |(zone, _)| zone.clone())
}

/// The zone of this machine, or UTC where it cannot be known.
fn local_zone() -> ZoneName {
    let named = std::env::var("TZ").ok().map(ZoneName).filter(|zone| zone.rules().is_ok());
    named
        .or_else(|| {
            let link = std::fs::read_link("/etc/localtime").ok()?;
            let text = link.to_string_lossy().into_owned();
            let name = text.split("zoneinfo/").nth(1)?;
            Some(ZoneName(name.to_owned())).filter(|zone| zone.rules().is_ok())
        })
        .unwrap_or_else(ZoneName::utc)
}
