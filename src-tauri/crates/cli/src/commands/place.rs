//! Placing a client on the matrix.

use contract::views::{PlacementRequest, PlacementView, TryRequest, TryView};
use contract::{FieldFault, Problem};
use serde_json::{Value, json};

use super::lists::{client_id, topic_id};
use crate::args::Language;
use crate::session::{Done, Session};
use crate::words;

/// One decimal, as the matrix shows its scores.
fn tenth(value: Option<f64>) -> Value {
    value.map_or(Value::Null, |value| json!((value * 10.0).round() / 10.0))
}

/// Places answers, or shows where a client stands about a topic.
pub async fn place(session: &Session, answers: Option<String>, subject: Option<(String, String)>) -> Done {
    let (placement, recommendation, explanation) = match (answers, subject) {
        (Some(answers), None) => {
            let view: TryView = session.ask("placement.try", &TryRequest { answers }).await?;
            (view.placement, view.recommendation, view.explanation)
        }
        (answers, Some((client, topic))) => {
            session.need_workspace().await?;
            let request = PlacementRequest {
                client: client_id(session, &client).await?.into(),
                topic: topic_id(session, &topic).await?.into(),
            };
            let view: PlacementView = match answers {
                Some(answers) => {
                    let given = given(session, &answers).await?;
                    let request = json!({ "client": request.client, "topic": request.topic, "answers": given });
                    session.ask("placement.answer", &request).await?
                }
                None => session.ask("placement.get", &request).await?,
            };
            (view.placement, view.recommendation, view.explanation)
        }
        (None, None) => {
            let faults = vec![FieldFault::Empty { field: "--answers".into() }];
            return Err(Problem::Invalid { faults }.into());
        }
    };
    let bounds = |low: f64, high: f64| json!([tenth(Some(low)), tenth(Some(high))]);
    let result = json!({
        "sharing": tenth(placement.sharing.score),
        "providers": tenth(placement.providers.score),
        "bounds": {
            "sharing": bounds(placement.sharing.low, placement.sharing.high),
            "providers": bounds(placement.providers.low, placement.providers.high),
        },
        "confidence": {
            "sharing": tenth(Some(placement.sharing.confidence)),
            "providers": tenth(Some(placement.providers.confidence)),
        },
        "state": placement.state,
        "fit": placement.fit,
        "format": placement.format,
        "flips": placement.flips,
        "next_question": placement.next_question,
        "recommendation": recommendation,
        "explanation": explanation,
    });
    session.show(&result, || text(session, &result));
    Ok(0)
}

/// Answers as the contract takes them; which of them can be read is checked by placing them first.
async fn given(session: &Session, answers: &str) -> Result<Vec<Value>, crate::session::Failure> {
    session.ask::<TryView>("placement.try", &TryRequest { answers: answers.to_owned() }).await?;
    let items = ["S1", "S2", "S3", "S4", "S5", "S6", "S7", "P1", "P2", "P3", "P4", "P5", "P6", "P7"];
    let signs = answers.chars().filter(|sign| *sign != '/' && !sign.is_whitespace());
    Ok(items
        .iter()
        .zip(signs)
        .filter_map(|(item, sign)| Some(json!({ "item": item, "value": sign.to_digit(10)? })))
        .collect())
}

fn text(session: &Session, result: &Value) -> String {
    let word = |value: &Value| words::format_word(value.as_str().unwrap_or(""), session.language);
    let number = |value: &Value| value.as_f64().map_or_else(|| "-".to_owned(), |value| format!("{value:.1}"));
    let es = session.language == Language::Es;
    let mut lines = vec![
        format!("{}: {}", session.say("formato", "format"), word(&result["recommendation"]["format"])),
        format!(
            "{} {} ({}..{}), {} {} ({}..{})",
            session.say("compartir", "sharing"),
            number(&result["sharing"]),
            number(&result["bounds"]["sharing"][0]),
            number(&result["bounds"]["sharing"][1]),
            session.say("proveedores", "providers"),
            number(&result["providers"]),
            number(&result["bounds"]["providers"][0]),
            number(&result["bounds"]["providers"][1]),
        ),
    ];
    let state = match (result["state"].as_str().unwrap_or(""), es) {
        ("clear", true) => "claro",
        ("near_boundary", true) => "cerca del límite",
        ("undetermined", true) => "sin determinar: faltan respuestas",
        ("near_boundary", false) => "near the boundary",
        ("undetermined", false) => "undetermined: answers are missing",
        (state, _) => state,
    };
    lines.push(format!("{}: {state}", session.say("estado", "state")));
    if let Some(fit) = result["fit"].as_object() {
        let shares: Vec<String> = fit
            .iter()
            .map(|(format, share)| format!("{} {share} %", words::format_word(format, session.language)))
            .collect();
        lines.push(format!("{}: {}", session.say("ajuste", "fit"), shares.join(", ")));
    }
    for flip in result["flips"].as_array().into_iter().flatten() {
        let (item, from, to, format) = (&flip["item"], &flip["from"], &flip["to"], word(&flip["format"]));
        let item = item.as_str().unwrap_or("");
        lines.push(if es {
            format!("si {item} pasara de {from} a {to}: {format}")
        } else {
            format!("if {item} went from {from} to {to}: {format}")
        });
    }
    if let Some(item) = result["next_question"].as_str() {
        lines.push(format!("{}: {item}", session.say("próxima pregunta", "next question")));
    }
    lines.join("\n")
}
