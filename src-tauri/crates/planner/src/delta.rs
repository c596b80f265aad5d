//! The incremental score: what a meeting adds to the plan it joins.

use std::collections::BTreeMap;

use crate::index::{Index, Spot};
use crate::problem::{Weights, day_of};
use crate::state::{Meeting, State};

/// What the search minimises, asked for one meeting at a time. A meeting's leaving takes off exactly
/// what its joining the remaining plan would add, so joining is all there is to define.
pub(crate) trait Scoring {
    /// What leaving a need out adds: first what outweighs any cost, then cost.
    fn left_out(&self, index: &Index<'_>, need: u32) -> (i64, i64);

    /// What one need adds by being met at such a start, whoever attends: its client must not be in
    /// the meeting yet.
    fn need_at(&self, state: &State<'_>, need: u32, start: i32, spot: Spot) -> i64;

    /// What the needs add by these providers' attending.
    fn company(&self, index: &Index<'_>, needs: &[u32], providers: &[u32]) -> i64;

    /// What a need could save at most by this provider's attending: never less than
    /// what [`Scoring::company`] says, and the same where only one of a team saves.
    fn saving(&self, index: &Index<'_>, need: u32, provider: u32) -> i64;

    /// The providers with a [`Scoring::saving`] for the need, given to `each`.
    fn wanted(&self, index: &Index<'_>, need: u32, each: &mut dyn FnMut(u32));

    /// What a provider adds by attending one meeting more that makes its tour grow by `minutes`.
    fn attending(&self, state: &State<'_>, provider: u32, minutes: i32) -> i64;

    /// What a team of this number adds by the meeting's length.
    fn effort(&self, index: &Index<'_>, topic: u32, providers: usize) -> i64;

    /// What the clients of these needs add by being together.
    fn mix(&self, index: &Index<'_>, topic: u32, needs: &[u32]) -> i64;

    /// What a meeting adds to the plan in all; it must fit and not be in it.
    fn joining(&self, state: &State<'_>, meeting: &Meeting) -> i64 {
        let index = state.index;
        let site = index.site(meeting.spot, &meeting.needs);
        let mut cost = self.company(index, &meeting.needs, &meeting.providers)
            + self.effort(index, meeting.topic, meeting.providers.len())
            + self.mix(index, meeting.topic, &meeting.needs);
        for &need in &meeting.needs {
            cost += self.need_at(state, need, meeting.start, meeting.spot);
        }
        for &provider in &meeting.providers {
            let minutes = state.provider_growth(provider, meeting.start, site);
            cost += self.attending(state, provider, minutes);
        }
        cost
    }
}

impl<S: Scoring> Scoring for &S {
    fn left_out(&self, index: &Index<'_>, need: u32) -> (i64, i64) {
        (**self).left_out(index, need)
    }

    fn need_at(&self, state: &State<'_>, need: u32, start: i32, spot: Spot) -> i64 {
        (**self).need_at(state, need, start, spot)
    }

    fn company(&self, index: &Index<'_>, needs: &[u32], providers: &[u32]) -> i64 {
        (**self).company(index, needs, providers)
    }

    fn saving(&self, index: &Index<'_>, need: u32, provider: u32) -> i64 {
        (**self).saving(index, need, provider)
    }

    fn wanted(&self, index: &Index<'_>, need: u32, each: &mut dyn FnMut(u32)) {
        (**self).wanted(index, need, each);
    }

    fn attending(&self, state: &State<'_>, provider: u32, minutes: i32) -> i64 {
        (**self).attending(state, provider, minutes)
    }

    fn effort(&self, index: &Index<'_>, topic: u32, providers: usize) -> i64 {
        (**self).effort(index, topic, providers)
    }

    fn mix(&self, index: &Index<'_>, topic: u32, needs: &[u32]) -> i64 {
        (**self).mix(index, topic, needs)
    }
}

/// The definition's own score, with the problem's weights.
pub(crate) struct Weighted {
    continuity: i64,
    preferred: i64,
    delay: i64,
    mix: i64,
    travel: i64,
    load: i64,
    days: i64,
    effort: i64,
    disruption: i64,
    /// What each provider's attending costs besides, for what it has attended before; empty: nothing.
    before: Vec<i64>,
}

impl Weighted {
    pub(crate) fn new(weights: &Weights) -> Self {
        Self {
            continuity: weights.continuity.into(),
            preferred: weights.preferred.into(),
            delay: weights.delay.into(),
            mix: weights.mix.into(),
            travel: weights.travel.into(),
            load: weights.load.into(),
            days: weights.days.into(),
            effort: weights.effort.into(),
            disruption: weights.disruption.into(),
            before: Vec::new(),
        }
    }

    /// The same, counting what each provider has attended before.
    ///
    /// The square of all of a provider's meetings, those before and those of the plan, is what a fair load goes by;
    /// of (before + now) squared the plan decides on now squared, which [`Weights::load`] counts anyway, and on
    /// 2 x before x now, which is added here. A record of months must not drown a plan of days: it is scaled so that
    /// whoever has attended as many meetings more than the least busy as all do on average begins with as many as
    /// this plan will give each on average.
    pub(crate) fn after(weights: &Weights, index: &Index<'_>, attended: &BTreeMap<String, u32>) -> Self {
        let record: Vec<i64> =
            index.problem.providers.iter().map(|p| attended.get(&p.id).copied().unwrap_or(0).into()).collect();
        let total: i64 = record.iter().sum();
        let mut weighted = Self::new(weights);
        if total > 0 {
            let least = record.iter().min().copied().unwrap_or(0);
            let now = index.needs.len() as i64;
            // 2 x load x (before - least) / (total / people) x (now / people), rounded down once.
            weighted.before = record.iter().map(|before| 2 * weighted.load * (before - least) * now / total).collect();
        }
        weighted
    }

    /// What these providers' attending costs for what they have attended before.
    pub(crate) fn before(&self, providers: &[u32]) -> i64 {
        providers.iter().filter_map(|&provider| self.before.get(provider as usize)).sum()
    }

    fn tie(index: &Index<'_>, client: u32, provider: u32) -> i64 {
        let ties = &index.clients[client as usize].ties;
        ties.iter().find(|t| t.0 == provider).map_or(0, |t| t.1)
    }
}

impl Scoring for Weighted {
    fn left_out(&self, index: &Index<'_>, need: u32) -> (i64, i64) {
        let need = &index.needs[need as usize];
        (need.medium, 3 * self.disruption * need.promises.len() as i64)
    }

    fn need_at(&self, state: &State<'_>, need: u32, start: i32, spot: Spot) -> i64 {
        let index = state.index;
        let facts = &index.needs[need as usize];
        let day = day_of(start);
        let mut cost = self.delay * i64::from(day - facts.from_day) * facts.priority;
        if !index.preferred(facts.client, facts.topic, start) {
            cost += self.preferred;
        }
        let agenda = &state.clients[facts.client as usize];
        if !agenda.is_empty() && !agenda.iter().any(|s| day_of(s.start) == day) {
            cost += self.days;
        }
        for promise in &facts.promises {
            let moved = i64::from(promise.start != start) + i64::from(promise.spot != Some(spot));
            cost += self.disruption * (moved + promise.gone);
        }
        cost
    }

    fn company(&self, index: &Index<'_>, needs: &[u32], providers: &[u32]) -> i64 {
        let mut cost = 0;
        for &need in needs {
            let facts = &index.needs[need as usize];
            let client = &index.clients[facts.client as usize];
            if client.strongest > 0 {
                let ties = providers.iter().map(|&p| Self::tie(index, facts.client, p));
                cost += self.continuity * (client.strongest - ties.max().unwrap_or(0));
            }
            for promise in &facts.promises {
                let gone = promise.providers.iter().filter(|p| !providers.contains(p)).count();
                cost += self.disruption * gone as i64;
            }
        }
        cost
    }

    fn saving(&self, index: &Index<'_>, need: u32, provider: u32) -> i64 {
        let facts = &index.needs[need as usize];
        let promised = facts.promises.iter().filter(|p| p.providers.contains(&provider)).count() as i64;
        self.continuity * Self::tie(index, facts.client, provider) + self.disruption * promised
    }

    fn wanted(&self, index: &Index<'_>, need: u32, each: &mut dyn FnMut(u32)) {
        let facts = &index.needs[need as usize];
        let ties = &index.clients[facts.client as usize].ties;
        ties.iter().for_each(|t| each(t.0));
        for provider in facts.promises.iter().flat_map(|p| p.providers.iter()) {
            if !ties.iter().any(|t| t.0 == *provider) {
                each(*provider);
            }
        }
    }

    fn attending(&self, state: &State<'_>, provider: u32, minutes: i32) -> i64 {
        let meetings = state.providers[provider as usize].len() as i64;
        let before = self.before.get(provider as usize).copied().unwrap_or(0);
        self.load * (2 * meetings + 1) + self.travel * i64::from(minutes) + before
    }

    fn effort(&self, index: &Index<'_>, topic: u32, providers: usize) -> i64 {
        let minutes = providers as i64 * i64::from(index.topics[topic as usize].duration);
        self.effort * (minutes / 15)
    }

    fn mix(&self, index: &Index<'_>, topic: u32, needs: &[u32]) -> i64 {
        let Some(mix) = &index.topics[topic as usize].mix else { return 0 };
        let value = |need: u32| mix.values[index.needs[need as usize].client as usize];
        let distinct =
            (0..needs.len()).filter(|&i| needs[..i].iter().all(|&n| value(n) != value(needs[i]))).count() as i64;
        self.mix * if mix.same { distinct - 1 } else { needs.len() as i64 - distinct }
    }
}

/// A plan under construction with its running score.
pub(crate) struct Draft<'a, S> {
    pub state: State<'a>,
    pub scoring: S,
    /// What is left out.
    pub medium: i64,
    /// What it costs.
    pub soft: i64,
    /// Slots of meetings that came or went since the last [`Draft::settle`].
    touched: Vec<u32>,
    is_touched: Vec<bool>,
}

impl<'a, S: Scoring> Draft<'a, S> {
    /// Nothing planned.
    pub(crate) fn new(index: &'a Index<'a>, scoring: S) -> Self {
        let state = State::new(index);
        let (mut medium, mut soft) = (0, 0);
        for need in 0..index.needs.len() as u32 {
            let (left, cost) = scoring.left_out(index, need);
            medium += left;
            soft += cost;
        }
        // A published need that no longer exists counts as left out whatever the plan.
        for old in &index.problem.published {
            let lost = old.needs.iter().filter(|n| !index.need_ids.contains_key(n.as_str()));
            soft += 3 * i64::from(index.problem.weights.disruption) * lost.count() as i64;
        }
        Self { state, scoring, medium, soft, touched: Vec::new(), is_touched: Vec::new() }
    }

    /// Takes a meeting in; it must fit.
    pub(crate) fn attach(&mut self, meeting: Meeting) -> u32 {
        self.soft += self.scoring.joining(&self.state, &meeting);
        for &need in &meeting.needs {
            let (medium, soft) = self.scoring.left_out(self.state.index, need);
            self.medium -= medium;
            self.soft -= soft;
        }
        let id = self.state.attach(meeting);
        self.touch(id);
        id
    }

    /// Takes a meeting out.
    pub(crate) fn detach(&mut self, id: u32) -> Option<Meeting> {
        let meeting = self.state.detach(id)?;
        self.soft -= self.scoring.joining(&self.state, &meeting);
        for &need in &meeting.needs {
            let (medium, soft) = self.scoring.left_out(self.state.index, need);
            self.medium += medium;
            self.soft += soft;
        }
        self.touch(id);
        Some(meeting)
    }

    fn touch(&mut self, id: u32) {
        if self.is_touched.len() <= id as usize {
            self.is_touched.resize(id as usize + 1, false);
        }
        if !std::mem::replace(&mut self.is_touched[id as usize], true) {
            self.touched.push(id);
        }
    }

    /// Copies what changed since the last time into `kept`, which so becomes this plan.
    pub(crate) fn settle(&mut self, kept: &mut Vec<Option<Meeting>>) {
        kept.resize(self.state.ids(), None);
        for id in self.touched.drain(..) {
            self.is_touched[id as usize] = false;
            kept[id as usize] = self.state.meeting(id).cloned();
        }
    }

    /// Becomes the plan of `kept`, the one of the last [`Draft::settle`].
    pub(crate) fn restore(&mut self, kept: &mut Vec<Option<Meeting>>) {
        let ids: Vec<u32> = self.touched.clone();
        for &id in &ids {
            self.detach(id);
        }
        for &id in &ids {
            if let Some(meeting) = kept.get(id as usize).cloned().flatten() {
                self.attach(meeting);
            }
        }
        self.settle(kept);
    }
}
