//! The problem with its ids interned and its windows turned into sets of possible starts.

use std::collections::HashMap;

use smallvec::SmallVec;

use crate::bits::StartSets;
use crate::problem::{DAY, PlaceKind, Preference, Problem, day_of};

/// In place of a site: a remote meeting has none.
pub(crate) const NOWHERE: u32 = u32::MAX;
/// In place of a meeting: a need left out has none.
pub(crate) const NONE: u32 = u32::MAX;

/// Where a meeting is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Spot {
    Room(u32),
    /// At its only client's.
    Client,
    Remote,
}

pub(crate) struct ClientFacts {
    pub site: u32,
    pub value: i64,
    pub max_per_day: usize,
    /// Provider and strength of the tie.
    pub ties: SmallVec<[(u32, i64); 4]>,
    pub strongest: i64,
}

pub(crate) struct ProviderFacts {
    pub site: u32,
    pub max_per_day: usize,
}

pub(crate) struct RoomFacts {
    pub site: u32,
    pub seats: usize,
}

/// How a topic's clients are compared.
pub(crate) struct MixFacts {
    pub same: bool,
    /// Interned value of the attribute by client.
    pub values: Vec<u32>,
}

pub(crate) struct TopicFacts {
    pub duration: i32,
    /// Index of its duration among the distinct ones.
    pub class: usize,
    pub skills: usize,
    pub clients: (usize, usize),
    pub providers: (usize, usize),
    pub at_client: bool,
    pub remote: bool,
    /// Rooms with seats for the least number of people, the smallest first; empty where rooms are not allowed.
    pub rooms: Vec<u32>,
    /// Providers who can add something, with the topic's skills they hold as bits.
    pub team: Vec<(u32, u64)>,
    pub mix: Option<MixFacts>,
    pub needs: Vec<u32>,
}

impl TopicFacts {
    /// All of its skills as bits.
    pub(crate) fn all_skills(&self) -> u64 {
        if self.skills >= 64 { u64::MAX } else { (1 << self.skills) - 1 }
    }

    /// Whether its meetings can be visits: one client at its site, one provider.
    pub(crate) fn visits(&self) -> bool {
        self.alone() && self.at_client && self.providers.0 == 1
    }

    /// Whether its meetings take one client only.
    pub(crate) fn alone(&self) -> bool {
        self.clients.1 == 1
    }
}

/// A published promise about one need.
pub(crate) struct Promise {
    pub start: i32,
    /// None: a place that no longer exists.
    pub spot: Option<Spot>,
    pub providers: SmallVec<[u32; 4]>,
    /// Promised providers that no longer exist.
    pub gone: i64,
}

pub(crate) struct NeedFacts {
    pub client: u32,
    pub topic: u32,
    pub priority: i64,
    pub from: i32,
    pub until: i32,
    pub from_day: i32,
    /// What leaving it out adds to the medium score.
    pub medium: i64,
    pub promises: Vec<Promise>,
}

/// The problem as the search sees it.
pub(crate) struct Index<'a> {
    pub problem: &'a Problem,
    pub grid: i32,
    /// First and last-but-one start slot of each day.
    pub days: Vec<(usize, usize)>,
    pub(crate) sites: usize,
    pub(crate) travel: Vec<i32>,
    pub clients: Vec<ClientFacts>,
    pub providers: Vec<ProviderFacts>,
    pub rooms: Vec<RoomFacts>,
    pub topics: Vec<TopicFacts>,
    pub needs: Vec<NeedFacts>,
    pub client_starts: StartSets,
    pub preferred_starts: StartSets,
    pub provider_starts: StartSets,
    pub room_starts: StartSets,
    /// Rivals of each client, sorted.
    pub(crate) rivals: Vec<Vec<u32>>,
    pub client_ids: HashMap<&'a str, u32>,
    pub provider_ids: HashMap<&'a str, u32>,
    pub room_ids: HashMap<&'a str, u32>,
    pub topic_ids: HashMap<&'a str, u32>,
    pub need_ids: HashMap<&'a str, u32>,
}

fn intern<'a>(ids: impl Iterator<Item = &'a String>) -> HashMap<&'a str, u32> {
    ids.zip(0u32..).map(|(id, i)| (id.as_str(), i)).collect()
}

impl<'a> Index<'a> {
    /// Indexes a valid problem.
    pub(crate) fn new(problem: &'a Problem) -> Self {
        let client_ids = intern(problem.clients.iter().map(|c| &c.id));
        let provider_ids = intern(problem.providers.iter().map(|p| &p.id));
        let room_ids = intern(problem.rooms.iter().map(|r| &r.id));
        let topic_ids = intern(problem.topics.iter().map(|t| &t.id));
        let need_ids = intern(problem.needs.iter().map(|n| &n.id));
        let grid = problem.grid;
        let end = problem.needs.iter().map(|n| n.until).max().unwrap_or(0);
        let slots = (end / grid) as usize + 1;
        let days = (0..=day_of(end))
            .map(|d| {
                let first = |day: i32| ((day * DAY + grid - 1) / grid) as usize;
                (first(d).min(slots), first(d + 1).min(slots))
            })
            .collect();
        let mut durations: Vec<i32> = problem.topics.iter().map(|t| t.duration).collect();
        durations.sort_unstable();
        durations.dedup();
        let rivals = rivals(problem, &client_ids);
        let mut index = Self {
            problem,
            grid,
            days,
            sites: problem.travel.len(),
            travel: problem.travel.iter().flatten().copied().collect(),
            clients: Vec::new(),
            providers: problem
                .providers
                .iter()
                .map(|p| ProviderFacts { site: p.site, max_per_day: p.max_per_day as usize })
                .collect(),
            rooms: problem.rooms.iter().map(|r| RoomFacts { site: r.site, seats: r.seats as usize }).collect(),
            topics: Vec::new(),
            needs: Vec::new(),
            client_starts: StartSets::new(problem.clients.len(), &durations, grid, slots),
            preferred_starts: StartSets::new(problem.clients.len(), &durations, grid, slots),
            provider_starts: StartSets::new(problem.providers.len(), &durations, grid, slots),
            room_starts: StartSets::new(problem.rooms.len(), &durations, grid, slots),
            rivals,
            client_ids,
            provider_ids,
            room_ids,
            topic_ids,
            need_ids,
        };
        index.add_clients();
        index.add_topics(&durations);
        index.add_needs();
        index.add_promises();
        index.add_starts();
        index
    }

    fn add_clients(&mut self) {
        for client in &self.problem.clients {
            let ties: SmallVec<[(u32, i64); 4]> =
                client.continuity.iter().map(|(id, &s)| (self.provider_ids[id.as_str()], i64::from(s))).collect();
            self.clients.push(ClientFacts {
                site: client.site,
                value: i64::from(client.value),
                max_per_day: client.max_per_day as usize,
                strongest: ties.iter().map(|t| t.1).max().unwrap_or(0),
                ties,
            });
        }
    }

    fn add_topics(&mut self, durations: &[i32]) {
        for topic in &self.problem.topics {
            let mut skills: Vec<&str> = topic.skills.iter().map(String::as_str).collect();
            skills.sort_unstable();
            skills.dedup();
            let held = |provider: &crate::problem::Provider| {
                let mut mask = 0u64;
                for (bit, skill) in skills.iter().enumerate().take(64) {
                    if provider.skills.iter().any(|s| s == skill) {
                        mask |= 1 << bit;
                    }
                }
                mask
            };
            let providers = (topic.providers.min() as usize, topic.providers.max() as usize);
            let masks: Vec<u64> = self.problem.providers.iter().map(held).collect();
            // Someone without any of the skills can make up the number, where that may be needed, or be
            // wanted by a client.
            let skilled = masks.iter().filter(|&&mask| mask != 0).count();
            let fill = skills.len() < providers.0 || (providers.0 > 1 && skilled <= 8.max(2 * providers.0));
            let tied = self.tied(&topic.id);
            let team = (0u32..)
                .zip(&masks)
                .filter(|&(p, &mask)| mask != 0 || fill || (providers.1 > 1 && tied.binary_search(&p).is_ok()))
                .map(|(p, &mask)| (p, mask))
                .collect();
            let clients = (topic.clients.min() as usize, topic.clients.max() as usize);
            let mut rooms: Vec<u32> = Vec::new();
            if topic.places.contains(&PlaceKind::Room) {
                let people = clients.0 + providers.0;
                rooms = (0u32..).zip(&self.rooms).filter(|(_, r)| r.seats >= people).map(|(i, _)| i).collect();
                rooms.sort_by_key(|&r| (self.rooms[r as usize].seats, r));
            }
            let mix = topic.mix.as_ref().map(|mix| {
                let mut seen: HashMap<&str, u32> = HashMap::new();
                let values = self.problem.clients.iter().map(|c| {
                    let value = c.attributes.get(&mix.attribute).map_or("", String::as_str);
                    let next = seen.len() as u32;
                    *seen.entry(value).or_insert(next)
                });
                MixFacts { values: values.collect(), same: mix.prefer == Preference::Same }
            });
            self.topics.push(TopicFacts {
                duration: topic.duration,
                class: durations.partition_point(|&d| d < topic.duration),
                skills: skills.len(),
                clients,
                providers,
                at_client: topic.places.contains(&PlaceKind::Client),
                remote: topic.places.contains(&PlaceKind::Remote),
                rooms,
                team,
                mix,
                needs: Vec::new(),
            });
        }
    }

    /// Providers tied to a client that needs the topic, sorted.
    fn tied(&self, topic: &str) -> Vec<u32> {
        let needs = self.problem.needs.iter().filter(|n| n.topic == topic);
        let mut tied: Vec<u32> = needs
            .map(|n| &self.clients[self.client_ids[n.client.as_str()] as usize])
            .flat_map(|c| c.ties.iter().map(|t| t.0))
            .collect();
        tied.sort_unstable();
        tied.dedup();
        tied
    }

    fn add_needs(&mut self) {
        for (need, i) in self.problem.needs.iter().zip(0u32..) {
            let client = self.client_ids[need.client.as_str()];
            let topic = self.topic_ids[need.topic.as_str()];
            let priority = i64::from(need.priority);
            self.topics[topic as usize].needs.push(i);
            self.needs.push(NeedFacts {
                client,
                topic,
                priority,
                from: need.from,
                until: need.until,
                from_day: day_of(need.from),
                medium: self.clients[client as usize].value * priority,
                promises: Vec::new(),
            });
        }
    }

    fn add_promises(&mut self) {
        for old in &self.problem.published {
            let mut providers: Vec<&str> = old.providers.iter().map(String::as_str).collect();
            providers.sort_unstable();
            providers.dedup();
            for id in &old.needs {
                let Some(&need) = self.need_ids.get(id.as_str()) else { continue };
                let known: SmallVec<[u32; 4]> =
                    providers.iter().filter_map(|p| self.provider_ids.get(p).copied()).collect();
                let gone = (providers.len() - known.len()) as i64;
                let spot = self.spot(&old.place, self.needs[need as usize].client);
                let promise = Promise { start: old.start, spot, providers: known, gone };
                self.needs[need as usize].promises.push(promise);
            }
        }
    }

    fn add_starts(&mut self) {
        let problem = self.problem;
        for need in &self.needs {
            let (client, class) = (need.client as usize, self.topics[need.topic as usize].class);
            let facts = &problem.clients[client];
            self.client_starts.fill(client, class, &facts.available);
            if !facts.preferred.is_empty() {
                self.preferred_starts.fill(client, class, &facts.preferred);
            }
        }
        for class in 0..self.client_starts.classes() {
            for (i, p) in problem.providers.iter().enumerate() {
                self.provider_starts.fill(i, class, &p.available);
            }
            for (i, r) in problem.rooms.iter().enumerate() {
                self.room_starts.fill(i, class, &r.available);
            }
        }
    }
}

fn rivals(problem: &Problem, ids: &HashMap<&str, u32>) -> Vec<Vec<u32>> {
    let mut rivals = vec![Vec::new(); problem.clients.len()];
    for (client, i) in problem.clients.iter().zip(0u32..) {
        for id in &client.conflicts {
            let other = ids[id.as_str()];
            rivals[i as usize].push(other);
            rivals[other as usize].push(i);
        }
    }
    for list in &mut rivals {
        list.sort_unstable();
        list.dedup();
    }
    rivals
}
