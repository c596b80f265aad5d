//! Finding the best start, place and team for given clients.

use smallvec::SmallVec;

use crate::delta::{Draft, Scoring};
use crate::dice::Dice;
use crate::index::{Index, NONE, Spot, TopicFacts};
use crate::problem::day_of;
use crate::slots::Slot;
use crate::state::{Day, Meeting};
use crate::team::{Member, Teams, Wanted};

/// What is settled beforehand; the rest is free.
#[derive(Clone, Copy, Default)]
pub(crate) struct Keep<'k> {
    pub start: Option<i32>,
    pub day: Option<i32>,
    pub providers: Option<&'k [u32]>,
    pub spot: Option<Spot>,
}

/// How much is looked at: a random sample of each, all where there are fewer.
#[derive(Clone, Copy)]
pub(crate) struct Breadth {
    pub days: usize,
    /// Starts with their place, where a team is sought for each.
    pub slots: usize,
    /// Free rooms for each start.
    pub rooms: usize,
    /// Providers, besides those whom a client wants.
    pub providers: usize,
}

impl Breadth {
    /// Everything.
    pub(crate) const ALL: Self = Self { days: usize::MAX, slots: usize::MAX, rooms: usize::MAX, providers: usize::MAX };
}

/// A meeting that fits, and what it would add.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub meeting: Meeting,
    pub cost: i64,
}

/// Memory kept from one search to the next.
pub(crate) struct Placing {
    pub(crate) row: Vec<u64>,
    pub(crate) days: Vec<u32>,
    pub(crate) slots: Vec<Slot>,
    saving: Vec<i64>,
    wanted: Vec<u32>,
    pub(crate) candidates: Vec<(u32, u64)>,
    members: Vec<Member>,
    effort: Vec<i64>,
    teams: Teams,
}

impl Placing {
    pub(crate) fn new(index: &Index<'_>) -> Self {
        Self {
            row: Vec::new(),
            days: Vec::new(),
            slots: Vec::new(),
            saving: vec![0; index.providers.len()],
            wanted: Vec::new(),
            candidates: Vec::new(),
            members: Vec::new(),
            effort: Vec::new(),
            teams: Teams::default(),
        }
    }

    /// The cheapest meeting of `topic` with exactly `needs`, none of them met yet, among those looked
    /// at. The needs must be sound together: one per client, no rivals, a number the topic allows.
    pub(crate) fn best<S: Scoring>(
        &mut self,
        draft: &Draft<'_, S>,
        topic: u32,
        needs: &[u32],
        keep: &Keep<'_>,
        breadth: &Breadth,
        dice: &mut Dice,
    ) -> Option<Choice> {
        self.find_slots(draft, topic, needs, keep, breadth, dice);
        if self.slots.is_empty() {
            return None;
        }
        let index = draft.state.index;
        let facts = &index.topics[topic as usize];
        self.effort.clear();
        for people in 0..=facts.providers.1.min(index.providers.len()) {
            self.effort.push(draft.scoring.effort(index, topic, people));
        }
        let found = if let Some(team) = keep.providers {
            self.for_team(draft, topic, needs, team)
        } else if facts.providers.1 == 1 || (facts.providers.0 == 1 && dice.chance(3, 4)) {
            self.for_one(draft, topic, needs, breadth, dice)
                .or_else(|| self.for_teams(draft, topic, needs, breadth, dice))
        } else {
            self.for_teams(draft, topic, needs, breadth, dice)
        };
        let (slot, providers, cost) = found?;
        let meeting = Meeting {
            topic,
            needs: SmallVec::from_slice(needs),
            providers,
            start: slot.start,
            spot: slot.spot,
            lock: NONE,
        };
        Some(Choice { meeting, cost: cost + draft.scoring.mix(index, topic, needs) })
    }

    /// Fills `candidates` with a sample of those who could attend alone, all whom the client wants among them.
    pub(crate) fn visitors<S: Scoring>(
        &mut self,
        draft: &Draft<'_, S>,
        topic: u32,
        need: u32,
        most: usize,
        dice: &mut Dice,
    ) {
        let facts = &draft.state.index.topics[topic as usize];
        let all = facts.all_skills();
        let breadth = Breadth { providers: most, ..Breadth::ALL };
        self.gather(draft, facts, &[need], &breadth, dice, |skills| skills == all);
    }

    fn for_team<S: Scoring>(
        &mut self,
        draft: &Draft<'_, S>,
        topic: u32,
        needs: &[u32],
        team: &[u32],
    ) -> Option<(Slot, SmallVec<[u32; 4]>, i64)> {
        let state = &draft.state;
        let index = state.index;
        let duration = index.topics[topic as usize].duration;
        let people = needs.len() + team.len();
        let mut best: Option<(Slot, i64)> = None;
        for slot in &self.slots {
            if matches!(slot.spot, Spot::Room(r) if index.rooms[r as usize].seats < people) {
                continue;
            }
            let mut cost = slot.cost;
            let all = team.iter().all(|&p| {
                let minutes = state.provider_fits(p, slot.start, slot.start + duration, slot.site);
                let free = index.provider_available(p, topic, slot.start);
                match minutes {
                    Ok(minutes) if free => {
                        cost += draft.scoring.attending(state, p, minutes);
                        true
                    }
                    _ => false,
                }
            });
            if all && best.as_ref().is_none_or(|b| cost < b.1) {
                best = Some((*slot, cost));
            }
        }
        let (slot, cost) = best?;
        let rest = draft.scoring.company(index, needs, team) + self.effort.get(team.len())?;
        Some((slot, SmallVec::from_slice(team), cost + rest))
    }

    fn for_one<S: Scoring>(
        &mut self,
        draft: &Draft<'_, S>,
        topic: u32,
        needs: &[u32],
        breadth: &Breadth,
        dice: &mut Dice,
    ) -> Option<(Slot, SmallVec<[u32; 4]>, i64)> {
        let state = &draft.state;
        let index = state.index;
        let facts = &index.topics[topic as usize];
        let all = facts.all_skills();
        self.gather(draft, facts, needs, breadth, dice, |skills| skills == all);
        let effort = *self.effort.get(1)?;
        let mut best: Option<(Slot, u32, i64)> = None;
        for &(provider, _) in &self.candidates {
            let fixed =
                draft.scoring.company(index, needs, &[provider]) + draft.scoring.attending(state, provider, 0) + effort;
            let mut day: Option<(i32, Day<'_>)> = None;
            for slot in &self.slots {
                if best.as_ref().is_some_and(|b| slot.cost + fixed >= b.2)
                    || !index.provider_available(provider, topic, slot.start)
                {
                    continue;
                }
                let number = day_of(slot.start);
                let today = match day {
                    Some((n, today)) if n == number => today,
                    _ => {
                        let today = Day::of(&state.providers[provider as usize], number);
                        day = Some((number, today));
                        today
                    }
                };
                let end = slot.start + facts.duration;
                let fits = state.provider_fits_day(provider, &today, slot.start, end, slot.site);
                let Ok(minutes) = fits else { continue };
                let way =
                    draft.scoring.attending(state, provider, minutes) - draft.scoring.attending(state, provider, 0);
                let cost = slot.cost + fixed + way;
                if best.as_ref().is_none_or(|b| cost < b.2) {
                    best = Some((*slot, provider, cost));
                }
            }
        }
        let (slot, provider, cost) = best?;
        Some((slot, SmallVec::from_slice(&[provider]), cost))
    }

    fn for_teams<S: Scoring>(
        &mut self,
        draft: &Draft<'_, S>,
        topic: u32,
        needs: &[u32],
        breadth: &Breadth,
        dice: &mut Dice,
    ) -> Option<(Slot, SmallVec<[u32; 4]>, i64)> {
        let state = &draft.state;
        let index = state.index;
        let facts = &index.topics[topic as usize];
        self.gather(draft, facts, needs, breadth, dice, |_| true);
        for &need in needs {
            draft.scoring.wanted(index, need, &mut |p| {
                self.saving[p as usize] += draft.scoring.saving(index, need, p);
                self.wanted.push(p);
            });
        }
        dice.draw(&mut self.slots, breadth.slots);
        self.slots.truncate(breadth.slots);
        let mut best: Option<(Slot, SmallVec<[u32; 4]>, i64)> = None;
        for slot in &self.slots {
            if best.as_ref().is_some_and(|b| slot.cost >= b.2) {
                continue;
            }
            let end = slot.start + facts.duration;
            self.members.clear();
            for &(provider, skills) in &self.candidates {
                if !index.provider_available(provider, topic, slot.start) {
                    continue;
                }
                if let Ok(minutes) = state.provider_fits(provider, slot.start, end, slot.site) {
                    let cost = draft.scoring.attending(state, provider, minutes) - self.saving[provider as usize];
                    self.members.push(Member { provider, skills, cost });
                }
            }
            let mut max = facts.providers.1.min(index.providers.len());
            if let Spot::Room(room) = slot.spot {
                max = max.min(index.rooms[room as usize].seats - needs.len());
            }
            let wanted = Wanted {
                skills: facts.skills,
                all: facts.all_skills(),
                min: facts.providers.0,
                max,
                effort: &self.effort,
            };
            let Some(team) = self.teams.cheapest(&mut self.members, &wanted) else { continue };
            let attending: i64 = self
                .members
                .iter()
                .filter(|m| team.contains(&m.provider))
                .map(|m| m.cost + self.saving[m.provider as usize])
                .sum();
            let cost = slot.cost + attending + draft.scoring.company(index, needs, &team) + self.effort[team.len()];
            if best.as_ref().is_none_or(|b| cost < b.2) {
                best = Some((*slot, team, cost));
            }
        }
        for provider in self.wanted.drain(..) {
            self.saving[provider as usize] = 0;
        }
        best
    }

    /// Chooses whom to look at: everyone a client wants, and a sample of the others.
    fn gather<S: Scoring>(
        &mut self,
        draft: &Draft<'_, S>,
        facts: &TopicFacts,
        needs: &[u32],
        breadth: &Breadth,
        dice: &mut Dice,
        able: impl Fn(u64) -> bool,
    ) {
        self.candidates.clear();
        self.candidates.extend(facts.team.iter().filter(|m| able(m.1)));
        if self.candidates.len() <= breadth.providers {
            return;
        }
        let mut front = 0;
        for &need in needs {
            draft.scoring.wanted(draft.state.index, need, &mut |provider| {
                let at = self.candidates.iter().position(|m| m.0 == provider);
                if let Some(at) = at.filter(|&at| at >= front) {
                    self.candidates.swap(front, at);
                    front += 1;
                }
            });
        }
        dice.draw(&mut self.candidates[front..], breadth.providers);
        self.candidates.truncate(front + breadth.providers);
    }
}
