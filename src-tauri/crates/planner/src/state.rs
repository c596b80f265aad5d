//! A plan under construction: who is where when, kept so that a meeting can come and go cheaply.

use smallvec::SmallVec;

use crate::index::{Index, NONE, NOWHERE, Spot};
use crate::problem::{DAY, day_of};

/// A party's stay in a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stay {
    pub start: i32,
    pub end: i32,
    pub site: u32,
    pub meeting: u32,
}

/// A party's stays, in order of time.
pub(crate) type Agenda = Vec<Stay>;

/// A meeting of the plan under construction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meeting {
    pub topic: u32,
    pub needs: SmallVec<[u32; 8]>,
    pub providers: SmallVec<[u32; 4]>,
    pub start: i32,
    pub spot: Spot,
    /// Position in [`crate::locks::Locks`] of the entry that holds it, or [`NONE`].
    pub lock: u32,
}

/// Why a party cannot take a stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clash {
    /// In another meeting then.
    Taken,
    /// As many meetings that day as allowed.
    Full,
    /// Not enough time to travel from or to a neighbouring meeting.
    Travel,
}

/// A list that knows where each of its items is.
#[derive(Default)]
pub(crate) struct Roster {
    pub items: Vec<u32>,
    place: Vec<u32>,
}

impl Roster {
    pub(crate) fn add(&mut self, item: u32) {
        if self.place.len() <= item as usize {
            self.place.resize(item as usize + 1, NONE);
        }
        self.place[item as usize] = self.items.len() as u32;
        self.items.push(item);
    }

    pub(crate) fn remove(&mut self, item: u32) {
        let at = std::mem::replace(&mut self.place[item as usize], NONE);
        self.items.swap_remove(at as usize);
        if let Some(&moved) = self.items.get(at as usize) {
            self.place[moved as usize] = at;
        }
    }
}

/// The meetings so far and everyone's agenda.
pub(crate) struct State<'a> {
    pub index: &'a Index<'a>,
    meetings: Vec<Option<Meeting>>,
    spare: Vec<u32>,
    /// Ids of the meetings there are.
    pub live: Roster,
    /// Needs left out.
    pub out: Roster,
    /// Meeting of each need, or [`NONE`].
    pub met: Vec<u32>,
    /// Meetings of each topic, in no order.
    pub by_topic: Vec<Vec<u32>>,
    pub clients: Vec<Agenda>,
    pub providers: Vec<Agenda>,
    pub rooms: Vec<Agenda>,
    /// Slots of the grid that each room's meetings touch, so that most questions cost one look at a word or two.
    touched: Touched,
}

/// Slots of the grid by room.
struct Touched {
    grid: i32,
    words: usize,
    bits: Vec<u64>,
    /// A locked meeting began off the grid: two meetings may touch one slot without meeting each other.
    doubtful: bool,
}

impl Touched {
    fn slots(&self, start: i32, end: i32) -> std::ops::Range<usize> {
        let most = self.words * 64;
        let (from, until) = (start.div_euclid(self.grid).max(0), (end + self.grid - 1).div_euclid(self.grid).max(0));
        (from as usize).min(most)..(until as usize).min(most)
    }

    /// Whether any slot that `[start, end)` touches is touched; [`None`] where the slots do not say.
    fn any(&self, room: u32, start: i32, end: i32) -> Option<bool> {
        let row = &self.bits[room as usize * self.words..][..self.words];
        let any = self.slots(start, end).any(|slot| row[slot / 64] >> (slot % 64) & 1 == 1);
        (!any || !self.doubtful).then_some(any)
    }

    fn set(&mut self, room: u32, stay: &Stay, touched: bool) {
        self.doubtful |= stay.start % self.grid != 0;
        let slots = self.slots(stay.start, stay.end);
        let row = &mut self.bits[room as usize * self.words..][..self.words];
        for slot in slots {
            if touched {
                row[slot / 64] |= 1 << (slot % 64);
            } else {
                row[slot / 64] &= !(1 << (slot % 64));
            }
        }
    }
}

impl<'a> State<'a> {
    /// Nothing planned.
    pub(crate) fn new(index: &'a Index<'a>) -> Self {
        let mut out = Roster::default();
        (0..index.needs.len() as u32).for_each(|n| out.add(n));
        let words = index.days.last().map_or(0, |day| day.1).div_ceil(64);
        Self {
            index,
            meetings: Vec::new(),
            spare: Vec::new(),
            live: Roster::default(),
            out,
            met: vec![NONE; index.needs.len()],
            by_topic: vec![Vec::new(); index.topics.len()],
            clients: vec![Vec::new(); index.clients.len()],
            providers: vec![Vec::new(); index.providers.len()],
            rooms: vec![Vec::new(); index.rooms.len()],
            touched: Touched { grid: index.grid, words, bits: vec![0; words * index.rooms.len()], doubtful: false },
        }
    }

    /// A meeting by its id.
    pub(crate) fn meeting(&self, id: u32) -> Option<&Meeting> {
        self.meetings.get(id as usize).and_then(Option::as_ref)
    }

    /// Ids ever given, one more than the greatest.
    pub(crate) fn ids(&self) -> usize {
        self.meetings.len()
    }

    /// Takes a meeting in; it must fit.
    pub(crate) fn attach(&mut self, meeting: Meeting) -> u32 {
        let id = self.spare.pop().unwrap_or_else(|| {
            self.meetings.push(None);
            self.meetings.len() as u32 - 1
        });
        let end = meeting.start + self.index.topics[meeting.topic as usize].duration;
        let site = self.index.site(meeting.spot, &meeting.needs);
        let stay = Stay { start: meeting.start, end, site, meeting: id };
        for &need in &meeting.needs {
            self.met[need as usize] = id;
            self.out.remove(need);
            enter(&mut self.clients[self.index.needs[need as usize].client as usize], stay);
        }
        for &provider in &meeting.providers {
            enter(&mut self.providers[provider as usize], stay);
        }
        if let Spot::Room(room) = meeting.spot {
            enter(&mut self.rooms[room as usize], stay);
            self.touched.set(room, &stay, true);
        }
        self.by_topic[meeting.topic as usize].push(id);
        self.live.add(id);
        self.meetings[id as usize] = Some(meeting);
        id
    }

    /// Takes a meeting out; none where there is none of that id.
    pub(crate) fn detach(&mut self, id: u32) -> Option<Meeting> {
        let meeting = self.meetings.get_mut(id as usize)?.take()?;
        self.spare.push(id);
        self.live.remove(id);
        for &need in &meeting.needs {
            self.met[need as usize] = NONE;
            self.out.add(need);
            let client = self.index.needs[need as usize].client;
            leave(&mut self.clients[client as usize], meeting.start, id);
        }
        for &provider in &meeting.providers {
            leave(&mut self.providers[provider as usize], meeting.start, id);
        }
        if let Spot::Room(room) = meeting.spot {
            self.leave_room(room, meeting.start, id);
        }
        let list = &mut self.by_topic[meeting.topic as usize];
        if let Some(at) = list.iter().position(|&m| m == id) {
            list.swap_remove(at);
        }
        Some(meeting)
    }

    fn leave_room(&mut self, room: u32, start: i32, id: u32) {
        let agenda = &mut self.rooms[room as usize];
        if let Some(stay) = agenda.iter().find(|stay| stay.meeting == id).copied() {
            leave(agenda, start, id);
            self.touched.set(room, &stay, false);
            if self.touched.doubtful {
                // Another may touch a slot of this one's.
                for other in agenda.iter() {
                    self.touched.set(room, other, true);
                }
            }
        }
    }

    /// Whether a client can take such a stay.
    pub(crate) fn client_fits(&self, client: u32, start: i32, end: i32) -> Result<(), Clash> {
        let agenda = &self.clients[client as usize];
        let max = self.index.clients[client as usize].max_per_day;
        if agenda.is_empty() && max > 0 {
            return Ok(());
        }
        let day = Day::of(agenda, day_of(start));
        if day.overlaps(start, end) {
            return Err(Clash::Taken);
        }
        if day.stays.len() >= max { Err(Clash::Full) } else { Ok(()) }
    }

    /// Whether a room can.
    pub(crate) fn room_fits(&self, room: u32, start: i32, end: i32) -> Result<(), Clash> {
        if let Some(taken) = self.touched.any(room, start, end) {
            return if taken { Err(Clash::Taken) } else { Ok(()) };
        }
        let day = Day::of(&self.rooms[room as usize], day_of(start));
        if day.overlaps(start, end) { Err(Clash::Taken) } else { Ok(()) }
    }

    /// The minutes a provider's tour of that day grows by with such a stay, where it fits.
    pub(crate) fn provider_fits(&self, provider: u32, start: i32, end: i32, site: u32) -> Result<i32, Clash> {
        let day = Day::of(&self.providers[provider as usize], day_of(start));
        self.provider_fits_day(provider, &day, start, end, site)
    }

    /// The same, with the provider's day already found.
    pub(crate) fn provider_fits_day(
        &self,
        provider: u32,
        day: &Day<'_>,
        start: i32,
        end: i32,
        site: u32,
    ) -> Result<i32, Clash> {
        let facts = &self.index.providers[provider as usize];
        if day.overlaps(start, end) {
            return Err(Clash::Taken);
        }
        if day.stays.len() >= facts.max_per_day {
            return Err(Clash::Full);
        }
        if site == NOWHERE {
            return Ok(0);
        }
        // Held against every meeting of the day, not the neighbours alone, so that taking one out
        // between two others can never leave these too close, even where a detour is the faster way.
        for stay in day.stays.iter().filter(|s| s.site != NOWHERE && s.site != site) {
            let late = if stay.start < start {
                start - stay.end < self.index.travel(stay.site, site)
            } else {
                stay.start - end < self.index.travel(site, stay.site)
            };
            if late {
                return Err(Clash::Travel);
            }
        }
        Ok(self.tour_growth(facts.site, day, start, site))
    }

    /// The minutes a tour of that day from `base` and back grows by with such a stay.
    fn tour_growth(&self, base: u32, day: &Day<'_>, start: i32, site: u32) -> i32 {
        let (mut from, mut to, mut alone) = (base, base, true);
        for stay in day.stays.iter().filter(|s| s.site != NOWHERE) {
            alone = false;
            if stay.start < start {
                from = stay.site;
            } else {
                to = stay.site;
                break;
            }
        }
        let detour = self.index.travel(from, site) + self.index.travel(site, to);
        if alone { detour } else { detour - self.index.travel(from, to) }
    }

    /// The minutes a provider's tour grows by with such a stay, whether it fits or not.
    pub(crate) fn provider_growth(&self, provider: u32, start: i32, site: u32) -> i32 {
        if site == NOWHERE {
            return 0;
        }
        let day = Day::of(&self.providers[provider as usize], day_of(start));
        self.tour_growth(self.index.providers[provider as usize].site, &day, start, site)
    }
}

/// One day of an agenda, and what reaches into it.
#[derive(Clone, Copy)]
pub(crate) struct Day<'s> {
    pub stays: &'s [Stay],
    /// End of the last stay of an earlier day.
    before: i32,
    /// Start of the first stay of a later day.
    after: i32,
}

impl<'s> Day<'s> {
    pub(crate) fn of(agenda: &'s [Stay], day: i32) -> Self {
        let first = agenda.partition_point(|s| s.start < day * DAY);
        let next = (day + 1) * DAY;
        let mut last = first;
        while agenda.get(last).is_some_and(|s| s.start < next) {
            last += 1;
        }
        Self {
            stays: &agenda[first..last],
            before: if first == 0 { i32::MIN } else { agenda[first - 1].end },
            after: agenda.get(last).map_or(i32::MAX, |s| s.start),
        }
    }

    /// Whether a meeting of another day reaches into `[start, end)`, or this stretch into one.
    pub(crate) fn reached(&self, start: i32, end: i32) -> bool {
        start < self.before || end > self.after
    }

    pub(crate) fn overlaps(&self, start: i32, end: i32) -> bool {
        self.reached(start, end) || self.stays.iter().any(|s| s.start < end && start < s.end)
    }
}

fn enter(agenda: &mut Agenda, stay: Stay) {
    let at = agenda.partition_point(|s| s.start < stay.start);
    agenda.insert(at, stay);
}

fn leave(agenda: &mut Agenda, start: i32, meeting: u32) {
    let mut at = agenda.partition_point(|s| s.start < start);
    while agenda.get(at).is_some_and(|s| s.meeting != meeting) {
        at += 1;
    }
    if at < agenda.len() {
        agenda.remove(at);
    }
}
