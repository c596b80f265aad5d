//! Answers to the questionnaire: a few written out, the rest in the shape of the quadrant they belong to.

use chrono::NaiveDate;
use domain::placement::{Scope, parse_answers};
use domain::{Answer, ClientId, Item, TopicId};

use super::clients::{client_id, table};
use super::days::shifted;
use super::table::{Line, draw, lines};

/// The three questions that are answered once per client, in the order of the clients' table.
const OF_THE_CLIENT: [Item; 3] = [Item::S3, Item::S5, Item::P5];

const AUTHORS: [&str; 4] = ["Mariana Rojas", "Beatriz Salcedo", "Andrés Quintero", "Patricia Lozano"];

/// A client's concern with a topic.
pub(super) struct Interest {
    pub(super) topic: TopicId,
    pub(super) client: ClientId,
    /// The answers' shape, or the answers.
    pub(super) answers: &'static str,
    /// Whether it is to be dealt with in the coming weeks.
    pub(super) needed: bool,
}

/// Who is concerned with what.
pub(super) fn interests() -> Vec<Interest> {
    let of_line = |line: Line| {
        line.cell(3).split_whitespace().map(move |key| Interest {
            topic: TopicId(format!("topic-{}", line.cell(0))),
            client: client_id(key),
            answers: line.cell(1),
            needed: line.cell(2) == "yes",
        })
    };
    lines(include_str!("tables/interests.txt")).flat_map(of_line).collect()
}

/// All answers, the clients' own first.
pub(super) fn answers(today: NaiveDate) -> Vec<(ClientId, Option<TopicId>, Answer)> {
    let own = table().flat_map(|line| {
        let client = client_id(line.cell(0));
        let values = line.cell(6).chars().filter_map(|sign| sign.to_digit(10));
        OF_THE_CLIENT
            .into_iter()
            .zip(values)
            .map(|(item, value)| {
                let answer = given(client.as_str(), item, value as u8, today);
                (client.clone(), None, answer)
            })
            .collect::<Vec<_>>()
    });
    let about_topics = interests().into_iter().flat_map(|interest| {
        let pair = format!("{}/{}", interest.client, interest.topic);
        let client_and_topic = (interest.client.clone(), interest.topic.clone());
        values(&interest, &pair)
            .into_iter()
            .map(|(item, value)| {
                let (client, topic) = client_and_topic.clone();
                (client, Some(topic), given(&pair, item, value, today))
            })
            .collect::<Vec<_>>()
    });
    own.chain(about_topics).collect()
}

/// One sitting answers all questions of a client and topic; every seventh sitting is more than a year ago.
fn given(sitting: &str, item: Item, value: u8, today: NaiveDate) -> Answer {
    let old = if draw(&format!("{sitting} old"), 7) == 0 { 380 } else { 0 };
    let ago = old + 9 + draw(&format!("{sitting} day"), 260) as i64;
    Answer {
        item,
        value,
        on: Some(shifted(today, -ago)),
        author: AUTHORS[draw(sitting, AUTHORS.len() as u64) as usize].to_owned(),
        inherited: false,
    }
}

/// The answers about a topic: as written, or drawn between the bounds of a shape.
fn values(interest: &Interest, pair: &str) -> Vec<(Item, u8)> {
    if let Ok(written) = parse_answers(interest.answers) {
        return written
            .into_iter()
            .filter(|answer| answer.item.scope() == Scope::Topic)
            .map(|answer| (answer.item, answer.value))
            .collect();
    }
    Item::ALL
        .into_iter()
        .filter(|item| item.scope() == Scope::Topic)
        .filter(|item| interest.answers != "half" || matches!(item, Item::S1 | Item::P1 | Item::P2))
        .map(|item| {
            let (least, most) = bounds(interest.answers, item);
            let value = least + draw(&format!("{pair} {item:?}"), u64::from(most - least + 1)) as u8;
            (item, value)
        })
        .collect()
}

/// Between which answers a shape lies: high or low on each axis, or in the middle of the sharing axis.
fn bounds(shape: &str, item: Item) -> (u8, u8) {
    let shared = matches!(shape, "table" | "group");
    let many = matches!(shape, "table" | "panel" | "near" | "half");
    match (item, shared, many) {
        (Item::S1 | Item::S2 | Item::S4 | Item::S6 | Item::S7, false, _) if shape == "near" => (3, 3),
        (Item::S1 | Item::S4, true, _) | (Item::P1 | Item::P3 | Item::P7, _, true) => (4, 5),
        (Item::S2, true, _) | (Item::P2, _, true) => (1, 2),
        (Item::S6, true, _) | (Item::P4, _, true) => (3, 5),
        (Item::S7, true, _) => (1, 3),
        (Item::S1 | Item::S4, false, _) | (Item::P1 | Item::P3, _, false) => (1, 2),
        // Never 5: that would be a veto, and vetoes are written out.
        (Item::S2, false, _) => (4, 4),
        (Item::S6, false, _) | (Item::P4, _, false) => (1, 3),
        (Item::S7, false, _) | (Item::P2, _, false) => (4, 5),
        (Item::P6, _, true) => (2, 5),
        _ => (1, 2),
    }
}
