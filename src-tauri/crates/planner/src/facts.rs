//! Questions the index answers: ways, sites, availability.

use crate::bits::StartSets;
use crate::index::{Index, NOWHERE, Spot};
use crate::plan::Place;
use crate::problem::Window;

impl Index<'_> {
    /// A place of a meeting whose only client, if it has one only, is `client`.
    pub(crate) fn spot(&self, place: &Place, client: u32) -> Option<Spot> {
        match place {
            Place::Remote => Some(Spot::Remote),
            Place::Room(id) => self.room_ids.get(id.as_str()).map(|&r| Spot::Room(r)),
            Place::Client(id) => (self.client_ids.get(id.as_str()) == Some(&client)).then_some(Spot::Client),
        }
    }

    /// Minutes from site to site; neither may be [`NOWHERE`].
    pub(crate) fn travel(&self, from: u32, to: u32) -> i32 {
        self.travel[from as usize * self.sites + to as usize]
    }

    /// Whether two clients may never share a meeting.
    pub(crate) fn rivals(&self, a: u32, b: u32) -> bool {
        self.rivals[a as usize].binary_search(&b).is_ok()
    }

    /// The site of a meeting with this spot and these needs.
    pub(crate) fn site(&self, spot: Spot, needs: &[u32]) -> u32 {
        match spot {
            Spot::Room(room) => self.rooms[room as usize].site,
            Spot::Client => self.clients[self.needs[needs[0] as usize].client as usize].site,
            Spot::Remote => NOWHERE,
        }
    }

    /// Whether the client is available throughout a meeting of this topic starting then.
    pub(crate) fn client_available(&self, client: u32, topic: u32, start: i32) -> bool {
        let windows = &self.problem.clients[client as usize].available;
        self.free(&self.client_starts, client, topic, start, windows)
    }

    /// The same for a provider.
    pub(crate) fn provider_available(&self, provider: u32, topic: u32, start: i32) -> bool {
        let windows = &self.problem.providers[provider as usize].available;
        self.free(&self.provider_starts, provider, topic, start, windows)
    }

    /// The same for a room.
    pub(crate) fn room_available(&self, room: u32, topic: u32, start: i32) -> bool {
        let windows = &self.problem.rooms[room as usize].available;
        self.free(&self.room_starts, room, topic, start, windows)
    }

    /// Whether such a meeting lies in one of the client's preferred windows, if it has any.
    pub(crate) fn preferred(&self, client: u32, topic: u32, start: i32) -> bool {
        let windows = &self.problem.clients[client as usize].preferred;
        windows.is_empty() || self.free(&self.preferred_starts, client, topic, start, windows)
    }

    fn free(&self, sets: &StartSets, who: u32, topic: u32, start: i32, windows: &[Window]) -> bool {
        let topic = &self.topics[topic as usize];
        match sets.has(who as usize, topic.class, start) {
            Some(free) => free,
            // A locked start may lie off the grid.
            None => windows.iter().any(|w| w.holds(start, start + topic.duration)),
        }
    }
}
