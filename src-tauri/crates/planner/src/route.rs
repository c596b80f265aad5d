//! Visits put into tours: the others of the day move forward or back as far as they can to let one more in.
//!
//! A meeting has an hour, but a visit's matters little beside the way to it. Looking only for gaps between hours as
//! they happen to be would leave most tours as they are.

use smallvec::SmallVec;

use crate::delta::{Draft, Scoring};
use crate::dice::Dice;
use crate::index::{NONE, NOWHERE, Spot};
use crate::placing::Breadth;
use crate::search::Search;
use crate::state::{Day, Meeting, Stay};

/// Visits of one tour looked at; a longer tour is left alone.
const LONGEST: usize = 16;

/// New starts of a tour's visits, in its order, the new one's among them.
type Starts = SmallVec<[i32; LONGEST]>;

/// A place in a tour for a visit.
struct Fit {
    provider: u32,
    day: i32,
    /// The position it takes among the day's stays.
    at: usize,
    starts: Starts,
    cost: i64,
}

/// One stop of a tour while its times are being found.
#[derive(Clone, Copy)]
struct Stop {
    site: u32,
    duration: i32,
    /// The start it has; none for the new one.
    start: Option<i32>,
    /// The need whose visit it is, where it may move.
    need: u32,
    topic: u32,
    /// The meeting, or [`NONE`] for the new one.
    meeting: u32,
}

impl<S: Scoring> Search<'_, S> {
    /// Puts the visit of `need`, which no meeting meets, into the tour where it adds the least; false where none of
    /// those looked at can take it. Each place is overlooked once in 64 times.
    pub(crate) fn join_tour(&mut self, need: u32, breadth: &Breadth) -> bool {
        let Some(fit) = self.best_fit(need, breadth) else { return false };
        let index = self.draft.state.index;
        let facts = &index.needs[need as usize];
        let agenda = &self.draft.state.providers[fit.provider as usize];
        let stays: SmallVec<[Stay; LONGEST]> = SmallVec::from_slice(Day::of(agenda, fit.day).stays);
        let mut moved: SmallVec<[Meeting; LONGEST]> = SmallVec::new();
        for (number, stay) in stays.iter().enumerate() {
            let start = fit.starts[number + usize::from(number >= fit.at)];
            if start != stay.start
                && let Some(meeting) = self.change.detach(&mut self.draft, stay.meeting)
            {
                moved.push(Meeting { start, ..meeting });
            }
        }
        for meeting in moved {
            self.change.attach(&mut self.draft, meeting);
        }
        let visit = Meeting {
            topic: facts.topic,
            needs: SmallVec::from_slice(&[need]),
            providers: SmallVec::from_slice(&[fit.provider]),
            start: fit.starts[fit.at],
            spot: Spot::Client,
            lock: NONE,
        };
        self.change.attach(&mut self.draft, visit);
        true
    }

    /// Whether the topic's meetings are visits that tours can take: one client at its site, one provider.
    pub(crate) fn tours(&self, topic: u32) -> bool {
        self.may_shift && self.draft.state.index.topics[topic as usize].visits()
    }

    fn best_fit(&mut self, need: u32, breadth: &Breadth) -> Option<Fit> {
        let index = self.draft.state.index;
        let facts = &index.needs[need as usize];
        let topic = &index.topics[facts.topic as usize];
        self.placing.days_of(&self.draft, facts.topic, need, breadth.days, &mut self.dice);
        self.placing.visitors(&self.draft, facts.topic, need, breadth.providers, &mut self.dice);
        let mut best: Option<Fit> = None;
        let effort = self.draft.scoring.effort(index, facts.topic, 1);
        for at in 0..self.placing.candidates.len() {
            let (provider, _) = self.placing.candidates[at];
            let fixed = effort
                + self.draft.scoring.company(index, &[need], &[provider])
                + self.draft.scoring.attending(&self.draft.state, provider, 0);
            for day_at in 0..self.placing.days.len() {
                let day = self.placing.days[day_at] as i32;
                let (first, next) = index.days[day as usize];
                let Some(row) = index.provider_starts.row(provider as usize, topic.class) else { continue };
                if !crate::bits::any_slot(row, first, next) {
                    continue;
                }
                fit_day(&self.draft, &mut self.dice, need, provider, day, fixed, &mut best);
            }
        }
        best
    }
}

/// The best place for the visit in one provider's day, kept where it is better than `best`.
fn fit_day<S: Scoring>(
    draft: &Draft<'_, S>,
    dice: &mut Dice,
    need: u32,
    provider: u32,
    day: i32,
    fixed: i64,
    best: &mut Option<Fit>,
) {
    let state = &draft.state;
    let index = state.index;
    let facts = &index.needs[need as usize];
    let topic = &index.topics[facts.topic as usize];
    let stays = Day::of(&state.providers[provider as usize], day).stays;
    if stays.len() + 1 >= LONGEST || stays.len() >= index.providers[provider as usize].max_per_day {
        return;
    }
    let site = index.clients[facts.client as usize].site;
    let new = Stop { site, duration: topic.duration, start: None, need, topic: facts.topic, meeting: NONE };
    let mut stops: SmallVec<[Stop; LONGEST]> = SmallVec::new();
    let base = index.providers[provider as usize].site;
    for at in 0..=stays.len() {
        if !stays.is_empty() && dice.chance(1, 64) {
            continue;
        }
        let before = stays[..at].iter().rev().find(|stay| stay.site != NOWHERE).map_or(base, |stay| stay.site);
        let after = stays[at..].iter().find(|stay| stay.site != NOWHERE).map_or(base, |stay| stay.site);
        let alone = stays.iter().all(|stay| stay.site == NOWHERE);
        let way = index.travel(before, site) + index.travel(site, after);
        let way = if alone { way } else { way - index.travel(before, after) };
        // What the hours cost comes on top: delay counts whole days. A neighbour that moves into hours its client prefers
        // could pay back some of it; such places are overlooked, for speed.
        let least = fixed + draft.scoring.attending(state, provider, way) - draft.scoring.attending(state, provider, 0);
        if best.as_ref().is_some_and(|best| least >= best.cost) {
            continue;
        }
        stops.clear();
        stops.extend(stays[..at].iter().map(|stay| stop_of(draft, stay)));
        stops.push(new);
        stops.extend(stays[at..].iter().map(|stay| stop_of(draft, stay)));
        let Some(starts) = times(draft, provider, day, &stops, at) else { continue };
        let mut cost = least + draft.scoring.need_at(state, need, starts[at], Spot::Client);
        for (stop, &start) in stops.iter().zip(&starts) {
            if let Some(old) = stop.start
                && old != start
            {
                // The client's days stay the same: it is met that day either way.
                cost += draft.scoring.need_at(state, stop.need, start, Spot::Client)
                    - draft.scoring.need_at(state, stop.need, old, Spot::Client);
            }
        }
        if best.as_ref().is_none_or(|best| cost < best.cost) {
            *best = Some(Fit { provider, day, at, starts, cost });
        }
    }
}

fn stop_of<S: Scoring>(draft: &Draft<'_, S>, stay: &Stay) -> Stop {
    let index = draft.state.index;
    let fixed = Stop {
        site: stay.site,
        duration: stay.end - stay.start,
        start: Some(stay.start),
        need: NONE,
        topic: 0,
        meeting: stay.meeting,
    };
    match draft.state.meeting(stay.meeting) {
        Some(meeting)
            if meeting.lock == NONE
                && meeting.spot == Spot::Client
                && meeting.providers.len() == 1
                && meeting.start % index.grid == 0 =>
        {
            Stop { need: meeting.needs[0], topic: meeting.topic, ..fixed }
        }
        _ => fixed,
    }
}

/// Starts for the stops in their order, the new one at `new`: those before it as they are if that will do, else as
/// early as can be; those after it as they are, or as much later as they must.
fn times<S: Scoring>(draft: &Draft<'_, S>, provider: u32, day: i32, stops: &[Stop], new: usize) -> Option<Starts> {
    let as_they_are = timed(draft, provider, day, stops, new, false);
    as_they_are.or_else(|| if new == 0 { None } else { timed(draft, provider, day, stops, new, true) })
}

fn timed<S: Scoring>(
    draft: &Draft<'_, S>,
    provider: u32,
    day: i32,
    stops: &[Stop],
    new: usize,
    early: bool,
) -> Option<Starts> {
    let index = draft.state.index;
    let mut starts = Starts::new();
    for (number, stop) in stops.iter().enumerate() {
        // Held against every stop before it: see `State::provider_fits_day`.
        let ready = stops[..number].iter().zip(&starts).map(|(before, start)| {
            let way = if before.site == NOWHERE || stop.site == NOWHERE || before.site == stop.site {
                0
            } else {
                index.travel(before.site, stop.site)
            };
            start + before.duration + way
        });
        let ready = ready.max().unwrap_or(day * crate::problem::DAY);
        let start = match stop.start {
            // What cannot move, and what need not.
            Some(start) if stop.need == NONE || ((number > new || !early) && start >= ready) => {
                if start < ready {
                    return None;
                }
                start
            }
            Some(_) | None => earliest(draft, provider, day, stop, ready)?,
        };
        starts.push(start);
    }
    Some(starts)
}

/// The first start of a visit at or after `ready`, that day, at which provider and client have time for it.
fn earliest<S: Scoring>(draft: &Draft<'_, S>, provider: u32, day: i32, stop: &Stop, ready: i32) -> Option<i32> {
    let state = &draft.state;
    let index = state.index;
    let need = &index.needs[stop.need as usize];
    let class = index.topics[stop.topic as usize].class;
    let client = index.client_starts.row(need.client as usize, class)?;
    let own = index.provider_starts.row(provider as usize, class)?;
    let (first, next) = index.days[day as usize];
    let grid = index.grid;
    let mut from = ((ready.max(need.from) + grid - 1) / grid).max(first as i32) as usize;
    let last = (need.until - stop.duration).div_euclid(grid);
    let until = next.min(usize::try_from(last + 1).ok()?);
    loop {
        let slot = next_of_both(client, own, from, until)?;
        let start = slot as i32 * grid;
        let end = start + stop.duration;
        // The client's other meetings, and the provider's of the days around, which reach into this one.
        let others = state.clients[need.client as usize].iter().filter(|stay| stay.meeting != stop.meeting);
        match others.filter(|stay| stay.start < end && start < stay.end).map(|stay| stay.end).max() {
            None if stop.meeting == NONE && state.client_fits(need.client, start, end).is_err() => return None,
            None => {
                let today = Day::of(&state.providers[provider as usize], day);
                return (!today.reached(start, end)).then_some(start);
            }
            Some(busy) => from = ((busy + grid - 1) / grid).max(slot as i32 + 1) as usize,
        }
    }
}

/// The first slot in `[from, until)` that both sets have.
fn next_of_both(a: &[u64], b: &[u64], from: usize, until: usize) -> Option<usize> {
    if from >= until {
        return None;
    }
    for (word, (a, b)) in a.iter().zip(b).enumerate().skip(from / 64) {
        if word * 64 >= until {
            return None;
        }
        let mut both = a & b;
        if word == from / 64 {
            both &= u64::MAX << (from % 64);
        }
        if both != 0 {
            let slot = word * 64 + both.trailing_zeros() as usize;
            return (slot < until).then_some(slot);
        }
    }
    None
}
