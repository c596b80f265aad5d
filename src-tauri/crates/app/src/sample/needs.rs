//! What is to be dealt with in the coming five weeks.

use chrono::NaiveDate;
use domain::{Need, NeedId, PlacePreference};

use super::answers::{Interest, interests};
use super::days::shifted;
use super::table::draw;

/// Days from today after which nothing is asked for.
pub(super) const HORIZON: i64 = 35;

/// Topics whose clients usually meet in groups: their windows are wide, so that a day suits many.
const TOGETHER: [&str; 7] =
    ["banca-electronica", "cobranza-nomina", "flotas", "calidad", "inventario", "app-movil", "fraude"];
/// Too far to come into a room of ours for an hour or two.
const ABROAD: [&str; 2] = ["importadora-iberia", "exportadora-caribe"];

fn key_of<'a>(id: &'a str, kind: &str) -> &'a str {
    id.strip_prefix(kind).unwrap_or(id)
}

/// One need for each interest that asks for one.
pub(super) fn needs(today: NaiveDate) -> Vec<Need> {
    interests().into_iter().filter(|interest| interest.needed).map(|interest| need(interest, today)).collect()
}

fn need(interest: Interest, today: NaiveDate) -> Need {
    let client = key_of(interest.client.as_str(), "client-").to_owned();
    let topic = key_of(interest.topic.as_str(), "topic-").to_owned();
    let lot = |what: &str, bound| draw(&format!("need-{client}-{topic} {what}"), bound) as i64;
    let together = TOGETHER.contains(&topic.as_str());
    let from = if together { 1 + lot("from", 3) } else { lot("from", 13) };
    let until = if together { HORIZON - lot("until", 12) } else { (from + 11 + lot("until", 14)).min(HORIZON) };
    let abroad = ABROAD.contains(&client.as_str());
    let place = match (together, abroad, lot("place", 6)) {
        (true, true, _) => PlacePreference::Remote,
        (true, false, _) => PlacePreference::Any,
        (false, true, _) => PlacePreference::Client,
        (false, false, 0) => PlacePreference::Room,
        (false, false, 1 | 2) => PlacePreference::Client,
        (false, false, _) => PlacePreference::Any,
    };
    let note = match (topic.as_str(), lot("note", 4)) {
        ("tarifas", 0) => "Comparó nuestras comisiones con las de otro banco.",
        ("plan-anual", 0) => "Trae metas y cifras del año; quiere salir con fechas.",
        ("siniestros", 0) => "Ya contó el caso dos veces: que no tenga que repetirlo.",
        ("banca-electronica", 0) => "Le interesa cómo firman otras empresas.",
        ("inventario", 0) => "Pierde mercancía los fines de semana.",
        _ => "",
    };
    Need {
        id: NeedId(format!("need-{client}-{topic}")),
        client: interest.client,
        topic: interest.topic,
        priority: priority(lot("priority", 12)),
        from: shifted(today, from),
        until: shifted(today, until),
        place,
        note: note.to_owned(),
        version: 0,
    }
}

/// Most needs are of the middle; few can wait, few are for now.
fn priority(lot: i64) -> u32 {
    match lot {
        0 => 1,
        1..=3 => 2,
        4..=7 => 3,
        8..=10 => 4,
        _ => 5,
    }
}
