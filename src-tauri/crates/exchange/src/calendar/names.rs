//! The names behind the ids that a meeting holds.

use std::collections::HashMap;

use domain::{
    Client, ClientId, Meeting, Person, Place, Provider, ProviderId, Room, RoomId, Site, SiteId, Topic, TopicId,
    ZoneName,
};

use super::text::one_line;
use super::{Field, Party, Recipient, Words, may_see};

/// The things that meetings name by their ids, and the words of the language.
pub struct Names<'a> {
    pub(super) clients: HashMap<&'a ClientId, &'a Client>,
    pub(super) providers: HashMap<&'a ProviderId, &'a Provider>,
    pub(super) rooms: HashMap<&'a RoomId, &'a Room>,
    sites: HashMap<&'a SiteId, &'a Site>,
    pub(super) topics: HashMap<&'a TopicId, &'a Topic>,
    pub(crate) words: Words,
}

impl<'a> Names<'a> {
    /// Looks things up in these lists; what is missing in them is left out of the events.
    pub fn new(
        clients: impl IntoIterator<Item = &'a Client>,
        providers: impl IntoIterator<Item = &'a Provider>,
        rooms: impl IntoIterator<Item = &'a Room>,
        sites: impl IntoIterator<Item = &'a Site>,
        topics: impl IntoIterator<Item = &'a Topic>,
        words: Words,
    ) -> Self {
        Self {
            clients: clients.into_iter().map(|client| (&client.id, client)).collect(),
            providers: providers.into_iter().map(|provider| (&provider.id, provider)).collect(),
            rooms: rooms.into_iter().map(|room| (&room.id, room)).collect(),
            sites: sites.into_iter().map(|site| (&site.id, site)).collect(),
            topics: topics.into_iter().map(|topic| (&topic.id, topic)).collect(),
            words,
        }
    }

    /// The meeting's clients that are known.
    pub(crate) fn guests(&self, meeting: &Meeting) -> Vec<&'a Client> {
        meeting.clients.iter().filter_map(|attendance| self.clients.get(&attendance.client)).copied().collect()
    }

    /// The provider from whom invitations to a meeting come.
    pub(crate) fn face(&self, meeting: &Meeting) -> Option<&'a Provider> {
        meeting.face().and_then(|face| self.providers.get(face)).copied()
    }

    pub(crate) fn provider(&self, id: &ProviderId) -> Option<&'a Provider> {
        self.providers.get(id).copied()
    }

    /// The zone a recipient lives by; none where it is not known.
    pub(crate) fn zone_of(&self, recipient: &Recipient<'_>) -> Option<&'a ZoneName> {
        match recipient {
            Recipient::Guest(client) => self.clients.get(client).map(|client| &client.zone),
            Recipient::Provider(provider) => self.providers.get(provider).map(|provider| &provider.zone),
            Recipient::Internal | Recipient::Room => None,
        }
    }

    /// Where a meeting is held, as far as a recipient may know; empty where nothing is known.
    pub(super) fn location(&self, place: &Place, recipient: &Recipient<'_>) -> String {
        if !may_see(recipient.reader(), Field::Place) {
            return String::new();
        }
        let parts = match place {
            Place::Remote => vec![self.words.remote],
            Place::Room(room) => match self.rooms.get(room) {
                Some(room) => {
                    let site = self.sites.get(&room.site).copied();
                    let mut parts = vec![room.name.as_str()];
                    parts.extend(site.map(|site| site.name.as_str()));
                    parts.extend(address(site));
                    parts
                }
                None => Vec::new(),
            },
            Place::Client(host) => match self.clients.get(host) {
                Some(client) => {
                    let site = client.site.as_ref().and_then(|site| self.sites.get(site)).copied();
                    // At another client's premises a guest learns where to go, not whose house it is.
                    let is_own = matches!(recipient, Recipient::Guest(own) if *own == host);
                    let known = is_own || may_see(recipient.reader(), Field::OtherGuests);
                    let mut parts = if known { vec![client.name.as_str()] } else { Vec::new() };
                    parts.extend(address(site));
                    parts
                }
                None => Vec::new(),
            },
        };
        let mut different = Vec::<String>::new();
        for part in parts.into_iter().map(one_line).filter(|part| !part.is_empty()) {
            if !different.contains(&part) {
                different.push(part);
            }
        }
        different.join(", ")
    }
}

fn address(site: Option<&Site>) -> Vec<&str> {
    site.map(|site| vec![site.address.as_str(), site.city.as_str(), site.country.as_str()]).unwrap_or_default()
}

/// The people of a client who come unless somebody else is named: its principals, or all where it has none.
pub(crate) fn who_comes(client: &Client) -> impl Iterator<Item = &Person> {
    let all = !client.people.iter().any(|person| person.principal);
    client.people.iter().filter(move |person| all || person.principal)
}

pub(crate) fn person(person: &Person) -> Party {
    Party { id: person.id.0.clone(), name: person.name.clone(), email: Some(person.email.clone()) }
}

pub(crate) fn provider(provider: &Provider) -> Party {
    Party { id: provider.id.0.clone(), name: provider.name.clone(), email: Some(provider.email.clone()) }
}
