//! Two years of held meetings.
//!
//! Three clients in five have an executive of their own, who comes again and again; the others get whoever is free.
//! So both relationships and encounters can be seen in the record.

use chrono::NaiveDate;
use domain::client::are_rivals;
use domain::format::GroupVariant;
use domain::provider::Provider;
use domain::{Client, Format, MeetingStatus, Topic};

use super::answers::{Interest, interests};
use super::days::{shifted, stamp};
use super::diary::{Diary, Where, Wish};
use super::table::draw;

/// Days back to the first meeting.
const YEARS: i64 = 728;
/// Meetings tried; a few find no day.
const MEETINGS: i64 = 256;

/// Which format is next, over and over.
const ROUND: [Format; 10] = [
    Format::Visit,
    Format::Panel,
    Format::Visit,
    Format::FocusGroup,
    Format::Visit,
    Format::WorkTable,
    Format::Visit,
    Format::Panel,
    Format::Visit,
    Format::FocusGroup,
];

/// What each format has been about.
fn subjects(format: Format) -> &'static [&'static str] {
    match format {
        Format::WorkTable => &["banca-electronica", "cobranza-nomina", "flotas"],
        Format::Panel => &["siniestros", "junta-medica", "proyecto"],
        Format::FocusGroup => &["calidad", "inventario", "app-movil", "calidad", "fraude", "inventario", "app-movil"],
        Format::Visit => &["plan-anual", "tarifas", "plan-anual"],
    }
}

/// Enters the meetings of two years, the oldest first.
pub(super) fn fill(diary: &mut Diary, today: NaiveDate) {
    let interests = interests();
    for nth in 0..MEETINGS {
        let turn = nth as usize;
        let format = ROUND[turn % ROUND.len()];
        // Which of its kind it is, so that topics and clients go round evenly.
        let round = turn / ROUND.len() * ROUND.iter().filter(|other| **other == format).count()
            + ROUND[..turn % ROUND.len()].iter().filter(|other| **other == format).count();
        let about = subjects(format);
        let Some(topic) = diary.topic(about[round % about.len()]) else { continue };
        let Some(wish) = wish(diary, &interests, topic, format, round) else { continue };
        let first = shifted(today, nth * YEARS / MEETINGS - YEARS);
        let Some(meeting) = diary.put(&wish, first, shifted(first, 9).min(shifted(today, -1)), turn) else { continue };
        meeting.status = MeetingStatus::Held;
        meeting.updated = stamp(shifted(meeting.start.date(), 1).min(shifted(today, -1)));
        // One in nine had been moved before it was held.
        meeting.sequence = u32::from(turn % 9 == 4);
    }
}

fn wish<'a>(
    diary: &Diary<'a>,
    interests: &[Interest],
    topic: &'a Topic,
    format: Format,
    round: usize,
) -> Option<Wish<'a>> {
    let clients = if format.is_group() {
        group(diary, interests, topic, format, round)
    } else {
        vec![alone(diary, interests, topic, format, round)?]
    };
    let first = clients.first()?;
    let abroad = clients.iter().any(|client| diary.country(client) != diary.country(first));
    let own_rooms = ["Venezuela", "Colombia"].contains(&diary.country(first));
    let place = match format {
        _ if format.is_group() && (abroad || round % 6 == 5) => Where::Remote,
        Format::Visit if !own_rooms || round % 4 != 3 => Where::Theirs,
        Format::Panel if !own_rooms || round % 5 == 4 => Where::Theirs,
        _ => Where::Ours,
    };
    let providers = team(diary, topic, format, first, round);
    let template = topic.template(format);
    let fits = template.refusals(clients.len() as u32, providers.len() as u32).is_empty();
    fits.then_some(Wish { topic, format, clients, providers, place })
}

/// One client: for a visit the thirty busiest come round twice as often; for a panel those concerned.
fn alone<'a>(
    diary: &Diary<'a>,
    interests: &[Interest],
    topic: &Topic,
    format: Format,
    round: usize,
) -> Option<&'a Client> {
    if format == Format::Visit {
        let step = if round % 3 == 2 { 7 * round } else { 14 * round };
        return diary.clients.get(step % diary.clients.len());
    }
    let concerned = concerned(diary, interests, topic);
    concerned.get(round / subjects(format).len() % concerned.len().max(1)).copied()
}

fn concerned<'a>(diary: &Diary<'a>, interests: &[Interest], topic: &Topic) -> Vec<&'a Client> {
    let about = |client: &&Client| interests.iter().any(|i| i.topic == topic.id && i.client == client.id);
    diary.clients.iter().filter(about).collect()
}

/// Those concerned, beginning with another each time, without rivals of one another, as many as sit well together.
fn group<'a>(
    diary: &Diary<'a>,
    interests: &[Interest],
    topic: &Topic,
    format: Format,
    round: usize,
) -> Vec<&'a Client> {
    let mut candidates = concerned(diary, interests, topic);
    if !candidates.is_empty() {
        let turned = round % candidates.len();
        candidates.rotate_left(turned);
    }
    // Those of the first one's country come first: with enough of them nobody has to join from a distance.
    if let Some(home) = candidates.first().map(|first| diary.country(first)) {
        candidates.sort_by_key(|candidate| diary.country(candidate) != home);
    }
    let sizes = topic.template(format).clients;
    let most = (sizes.ideal_from + round as u32 % 3) as usize;
    let mut group: Vec<&Client> = Vec::new();
    for candidate in candidates {
        if group.len() < most && !group.iter().any(|other| are_rivals(other, candidate)) {
            group.push(candidate);
        }
    }
    group
}

/// Who serves: an executive with the client, experts for each skill, and others up to the usual number.
fn team<'a>(diary: &Diary<'a>, topic: &Topic, format: Format, first: &Client, round: usize) -> Vec<&'a Provider> {
    let usual = match (format, topic.group_variant) {
        (Format::WorkTable, _) => 4,
        (Format::Panel, _) => 3,
        (Format::FocusGroup, GroupVariant::FocusGroup) => 2,
        (Format::FocusGroup, GroupVariant::Talk) | (Format::Visit, _) => 1,
    };
    let mut team: Vec<&Provider> = Vec::new();
    if matches!(format, Format::Visit | Format::Panel | Format::WorkTable) {
        team.extend(executive(diary, first, round));
    }
    for skill in &topic.skills {
        if !team.iter().any(|provider| provider.skills.contains(skill)) {
            team.extend(pick(diary, first, round, |provider| {
                provider.skills.contains(skill) && !team.iter().any(|other| other.id == provider.id)
            }));
        }
    }
    while team.len() < usual {
        // The seller does not sit in a focus group.
        let seller = |provider: &Provider| provider.skills.iter().any(|skill| skill == "cuenta");
        let further = pick(diary, first, round + team.len(), |provider| {
            team.iter().all(|other| other.id != provider.id) && (format != Format::FocusGroup || !seller(provider))
        });
        let Some(further) = further else { break };
        team.push(further);
    }
    team
}

/// The client's own executive, or whoever's turn it is.
fn executive<'a>(diary: &Diary<'a>, client: &Client, round: usize) -> Option<&'a Provider> {
    let loyal = draw(client.id.as_str(), 5) < 3;
    // The busiest clients come round every thirty visits: without the shift it would be the same turn each time.
    let turn = if loyal { draw(&format!("{} executive", client.id), 60) as usize } else { round + round / 30 };
    pick(diary, client, turn, |provider| provider.skills.iter().any(|skill| skill == "cuenta"))
}

/// Somebody of the client's own country if there is one, else anybody; by turns.
fn pick<'a>(
    diary: &Diary<'a>,
    client: &Client,
    turn: usize,
    suits: impl Fn(&Provider) -> bool,
) -> Option<&'a Provider> {
    let near = |provider: &&Provider| diary.base(provider) == diary.country(client);
    let (here, elsewhere): (Vec<&Provider>, Vec<_>) =
        diary.providers.iter().filter(|provider| suits(provider)).partition(near);
    let candidates = if here.is_empty() { elsewhere } else { here };
    candidates.get(turn % candidates.len().max(1)).copied()
}
