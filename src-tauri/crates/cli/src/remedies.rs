//! What would let a need be met that a plan leaves out, in words: from the workspace with names and dates, from a
//! document with ids and the days of its horizon.

use app::{Adjustment, PlaceKind, Remedy};
use contract::Party;
use contract::views::{PlanChange, RemedyView};

use crate::args::Language;

/// A remedy of the workspace's.
pub fn remedy(remedy: &RemedyView, language: Language) -> String {
    let changes: Vec<String> = remedy.changes.iter().map(|change| change_in_words(change, language)).collect();
    let at = remedy.start.format("%Y-%m-%d %H:%M").to_string();
    joined(&changes, &at, &names(&remedy.providers), language)
}

/// A remedy of a document's.
pub fn remedy_of_document(remedy: &Remedy, language: Language) -> String {
    let changes: Vec<String> = remedy.changes.iter().map(|change| adjustment_in_words(change, language)).collect();
    joined(&changes, &moment(remedy.meeting.start, language), &remedy.meeting.providers.join(", "), language)
}

fn names(named: &[contract::views::Named]) -> String {
    named.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn joined(changes: &[String], at: &str, providers: &str, language: Language) -> String {
    match language {
        Language::Es => format!("{}: {at}, {providers}", changes.join(" y ")),
        Language::En => format!("{}: {at}, {providers}", changes.join(" and ")),
    }
}

/// A minute of a document: its day, counted from one, and the hour.
pub fn moment(minute: i32, language: Language) -> String {
    let (day, minute) = (minute.div_euclid(1440) + 1, minute.rem_euclid(1440));
    let word = if language == Language::Es { "día" } else { "day" };
    format!("{word} {day} {:02}:{:02}", minute / 60, minute % 60)
}

/// What changes, each part in words already.
enum Said<'a> {
    Free { who: &'a str, span: String },
    Away { who: &'a str, span: String },
    Clients { topic: &'a str, min: u32, max: u32 },
    Providers { topic: &'a str, min: u32, max: u32 },
    PerDay { who: &'a str, max: u32 },
    Within { need: &'a str, span: String },
    Place { topic: &'a str, place: PlaceKind },
    Seats { room: &'a str, seats: u32 },
    Skill { provider: &'a str, skill: &'a str },
    Weights,
}

fn change_in_words(change: &PlanChange, language: Language) -> String {
    let span = |from: &chrono::NaiveDateTime, until: &chrono::NaiveDateTime| {
        let end = if from.date() == until.date() { "%H:%M" } else { "%Y-%m-%d %H:%M" };
        format!("{}-{}", from.format("%Y-%m-%d %H:%M"), until.format(end))
    };
    let said = match change {
        PlanChange::Free { who, from, until } => Said::Free { who: &who.name, span: span(from, until) },
        PlanChange::Away { who, from, until } => Said::Away { who: &who.name, span: span(from, until) },
        PlanChange::Clients { topic, min, max } => Said::Clients { topic: &topic.name, min: *min, max: *max },
        PlanChange::Providers { topic, min, max } => Said::Providers { topic: &topic.name, min: *min, max: *max },
        PlanChange::PerDay { who, max } => Said::PerDay { who: &who.name, max: *max },
        PlanChange::Within { need, from, until } => Said::Within { need: &need.name, span: span(from, until) },
        PlanChange::Place { topic, place } => Said::Place { topic: &topic.name, place: *place },
        PlanChange::Seats { room, seats } => Said::Seats { room: &room.name, seats: *seats },
        PlanChange::Skill { provider, skill } => Said::Skill { provider: &provider.name, skill },
        PlanChange::Weights { .. } => Said::Weights,
    };
    in_words(&said, language)
}

fn adjustment_in_words(change: &Adjustment, language: Language) -> String {
    let span = |from: i32, until: i32| {
        let end = moment(until, language);
        // On the same day the hour says it.
        let same_day = from.div_euclid(1440) == until.div_euclid(1440);
        let end = if same_day { end.rsplit(' ').next().unwrap_or(&end).to_owned() } else { end.clone() };
        format!("{}-{end}", moment(from, language))
    };
    let said = match change {
        Adjustment::Free { party, from, until } => Said::Free { who: id(party), span: span(*from, *until) },
        Adjustment::Away { party, from, until } => Said::Away { who: id(party), span: span(*from, *until) },
        Adjustment::Clients { topic, clients } => Said::Clients { topic, min: clients.min(), max: clients.max() },
        Adjustment::Providers { topic, providers } => {
            Said::Providers { topic, min: providers.min(), max: providers.max() }
        }
        Adjustment::PerDay { party, max } => Said::PerDay { who: id(party), max: *max },
        Adjustment::Within { need, from, until } => Said::Within { need, span: span(*from, *until) },
        Adjustment::Place { topic, place } => Said::Place { topic, place: *place },
        Adjustment::Seats { room, seats } => Said::Seats { room, seats: *seats },
        Adjustment::Skill { provider, skill } => Said::Skill { provider, skill },
        Adjustment::Weights { .. } => Said::Weights,
    };
    in_words(&said, language)
}

/// The id of somebody or a room.
pub fn id(party: &Party) -> &str {
    match party {
        Party::Client(id) | Party::Provider(id) | Party::Room(id) => id,
    }
}

fn in_words(said: &Said<'_>, language: Language) -> String {
    let es = language == Language::Es;
    let say = |spanish: String, english: String| if es { spanish } else { english };
    let from_to = |min: u32, max: u32, word: &str| {
        if min == max { format!("{min} {word}") } else { format!("{min}-{max} {word}") }
    };
    match said {
        Said::Free { who, span } => say(format!("{who} disponible el {span}"), format!("{who} free {span}")),
        Said::Away { who, span } => say(format!("{who} ausente el {span}"), format!("{who} away {span}")),
        Said::Clients { topic, min, max } => say(
            format!("{topic} con {}", from_to(*min, *max, "clientes")),
            format!("{topic} with {}", from_to(*min, *max, "clients")),
        ),
        Said::Providers { topic, min, max } => say(
            format!("{topic} con {}", from_to(*min, *max, "proveedores")),
            format!("{topic} with {}", from_to(*min, *max, "providers")),
        ),
        Said::PerDay { who, max } => {
            say(format!("{who} con hasta {max} reuniones al día"), format!("{who} with up to {max} meetings a day"))
        }
        Said::Within { need, span } => say(format!("{need} dentro de {span}"), format!("{need} within {span}")),
        Said::Place { topic, place } => {
            let (spanish, english) = match place {
                PlaceKind::Room => ("en una sala", "in a room"),
                PlaceKind::Client => ("en la sede del cliente", "at the client's"),
                PlaceKind::Remote => ("a distancia", "remotely"),
            };
            say(format!("{topic} también {spanish}"), format!("{topic} also {english}"))
        }
        Said::Seats { room, seats } => say(format!("{room} con {seats} plazas"), format!("{room} with {seats} seats")),
        Said::Skill { provider, skill } => {
            say(format!("{provider} con la competencia {skill}"), format!("{provider} with the skill {skill}"))
        }
        Said::Weights => say("otros pesos".into(), "other weights".into()),
    }
}
