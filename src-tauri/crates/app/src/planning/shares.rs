//! How the meetings are shared among the providers: by the record of months, not by one plan alone.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contract::views::{Named, Share};
use domain::{Meeting, MeetingStatus};

use super::opened::Opened;
use crate::meetings::Cast;

/// Meetings of each provider that began between two instants (the last exclusive), held or planned.
pub(super) fn attended(meetings: &[Meeting], since: DateTime<Utc>, until: DateTime<Utc>) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    let counted = |meeting: &&Meeting| {
        let start = meeting.span().0;
        meeting.status != MeetingStatus::Cancelled && since <= start && start < until
    };
    for service in meetings.iter().filter(counted).flat_map(|meeting| &meeting.providers) {
        *counts.entry(service.provider.0.clone()).or_default() += 1;
    }
    counts
}

/// What each provider attends by the record and with a draft, the busiest first.
pub(super) fn shares(opened: &Opened, cast: &Cast) -> Vec<Share> {
    let mut planned: BTreeMap<&str, u32> = BTreeMap::new();
    for provider in opened.plan.meetings.iter().flat_map(|meeting| &meeting.providers) {
        *planned.entry(provider).or_default() += 1;
    }
    let mut shares: Vec<Share> = opened
        .problem
        .providers
        .iter()
        .map(|provider| Share {
            provider: Named { id: provider.id.clone(), name: cast.provider_name(&provider.id.as_str().into()) },
            held: opened.note.attended.get(&provider.id).copied().unwrap_or(0),
            planned: planned.get(provider.id.as_str()).copied().unwrap_or(0),
        })
        .collect();
    shares.sort_by(|a, b| {
        let all = |share: &Share| share.held + share.planned;
        all(b).cmp(&all(a)).then_with(|| a.provider.name.cmp(&b.provider.name))
    });
    shares
}
