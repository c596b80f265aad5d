//! K9: a poll for a date: each guest is asked alone, a refused time cannot win, the winner moves the meeting.

use contract::Problem;
use serde_json::{Value, json};

use crate::post::*;
use crate::world::*;

const SLOTS: [&str; 3] = ["2027-01-12T10:00:00", "2027-01-13T10:00:00", "2027-01-14T10:00:00"];

async fn asked(post: &Post) -> (String, String) {
    let both = meeting(
        "focus_group",
        &[&post.molinos, &post.acme],
        &[&post.house.ana, &post.house.beto],
        "2027-01-11T10:00",
        in_room(&post.house.room),
    );
    let meeting = post.add(both).await;
    let poll = post.desk.call("poll.save", json!({ "meeting": meeting, "slots": SLOTS, "closes": "2027-01-08" })).await;
    (meeting, text(&poll["poll"]["id"]).to_owned())
}

fn token(view: &Value, person: &str) -> String {
    text(&found(&view["poll"]["guests"], "person", person)["token"]).to_owned()
}

/// An answer sheet with a mark for each time.
fn sheet(post: &Post, token: &str, marks: [&str; 3]) -> String {
    let lines: Vec<String> = marks.iter().enumerate().map(|(at, mark)| format!("[{mark}] {}  fecha", at + 1)).collect();
    post.desk.beside("answer.txt", format!("{}\r\n[cuadrante:{token}]\r\n", lines.join("\r\n")))
}

async fn read(post: &Post, token: &str, marks: [&str; 3]) -> Value {
    let path = sheet(post, token, marks);
    post.desk.call("poll.read", json!({ "paths": [path] })).await[0]["fate"].clone()
}

#[tokio::test]
async fn k9_questions_out_answers_in_and_the_winner_moves_the_meeting() {
    let post = Post::office().await;
    let desk = &post.desk;
    let (meeting, id) = asked(&post).await;
    assert_eq!(desk.call("meeting.get", json!({ "id": meeting })).await["poll"], id.as_str());
    let request = json!({ "id": id, "folder": post.folder() });
    let written = desk.call("poll.write", request.clone()).await;
    assert_eq!(written["files"].as_array().unwrap().len(), 2);
    let view = desk.call("poll.get", json!({ "id": id })).await;
    assert!(view["guests"].as_array().unwrap().iter().all(|guest| guest["asked"] == "2027-01-04T12:00:00Z"));
    assert_eq!(desk.call("undo.names", json!({})).await["undo"]["kind"], "poll_added", "asking is no gesture");
    for (person, others) in [(&post.marta, ["John", JOHN, "Acme"]), (&post.john, ["Marta", MARTA, "Molinos"])] {
        let token = token(&view, person);
        let file = path(&written, &token, "", ".eml");
        let mail = readable(&std::fs::read(&file).unwrap());
        assert!(mail.contains(&token), "the question carries its guest's token");
        assert!(others.iter().all(|other| !mail.contains(other) && !file.contains(other)), "{mail}");
    }

    let fate = read(&post, &token(&view, &post.marta), ["n", "x", "x"]).await;
    assert_eq!((&fate["kind"], &fate["name"]), (&json!("taken"), &json!("Marta Ríos")), "{fate}");
    let view = desk.call("poll.get", json!({ "id": id })).await;
    assert_eq!((&view["ranking"], &view["due"]), (&json!([1, 2]), &json!(false)));
    let one = desk.call("poll.write", json!({ "id": id, "folder": post.folder(), "unanswered": true })).await;
    assert_eq!(one["files"].as_array().unwrap().len(), 1, "who has answered is left in peace");
    let fate = read(&post, &token(&view, &post.john), ["x", "q", "x"]).await;
    assert_eq!(fate["kind"], "taken");
    let view = desk.call("poll.get", json!({ "id": id })).await;
    assert_eq!((&view["ranking"], &view["due"]), (&json!([2, 1]), &json!(true)), "all have answered");
    assert_eq!(desk.call("today.get", json!({})).await["due_polls"][0]["id"], id.as_str());
    assert_eq!((&view["slots"][0]["no"], &view["slots"][1]["if_needed"]), (&json!(1), &json!(1)));

    let refused = desk.refused("poll.close", json!({ "id": id, "slot": 0 })).await;
    assert_eq!(refused, Problem::SlotRefused { names: vec!["Marta Ríos".into()] });
    let closed = desk.call("poll.close", json!({ "id": id, "slot": 2, "keep_conflicts": true })).await;
    assert_eq!(closed["poll"]["state"], json!({ "kind": "won", "slot": 2 }));
    let sheet = desk.call("meeting.get", json!({ "id": meeting })).await;
    assert_eq!((&sheet["meeting"]["start"], &sheet["poll"]), (&json!(SLOTS[2]), &Value::Null));
    assert_eq!(read(&post, &token(&view, &post.marta), ["x", "x", "x"]).await["kind"], "over");
    assert!(matches!(desk.refused("poll.close", json!({ "id": id })).await, Problem::Stale { .. }));

    assert_eq!(desk.call("undo", json!({})).await["done"]["kind"], "poll_closed");
    let sheet = desk.call("meeting.get", json!({ "id": meeting })).await;
    assert_eq!((&sheet["meeting"]["start"], &sheet["poll"]), (&json!("2027-01-11T10:00:00"), &json!(id)));
    for kind in ["poll_answered", "poll_answered", "poll_added"] {
        assert_eq!(desk.call("undo", json!({})).await["done"]["kind"], kind);
    }
    assert_eq!(desk.call("polls.list", json!({})).await, json!([]));
    assert_eq!(read(&post, &token(&view, &post.marta), ["x", "x", "x"]).await["kind"], "foreign");
}

#[tokio::test]
async fn k9_a_poll_closes_by_date_also_after_a_restart() {
    let post = Post::office().await;
    let (_, id) = asked(&post).await;
    assert_eq!(post.desk.call("polls.list", json!({})).await[0]["due"], false);
    let desk = post.desk.restarted("2027-01-09").await;
    let rows = desk.call("polls.list", json!({})).await;
    assert_eq!((&rows[0]["due"], &rows[0]["answered"], &rows[0]["asked"]), (&json!(true), &json!(0), &json!(2)));
    let closed = desk.call("poll.close", json!({ "id": id })).await;
    assert_eq!((&closed["poll"]["state"]["kind"], &closed["due"]), (&json!("closed"), &json!(false)));
}

#[tokio::test]
async fn k9_other_times_are_asked_anew_and_old_answers_are_nobodys() {
    let post = Post::office().await;
    let desk = &post.desk;
    let (meeting, id) = asked(&post).await;
    let before = desk.call("poll.get", json!({ "id": id })).await;
    let set = json!({ "id": id, "person": post.marta, "answers": ["no", "yes", null] });
    let view = desk.call("poll.answer", set).await;
    assert_eq!(view["ranking"], json!([1, 2]));
    let times = [SLOTS[1], "2027-01-15T10:00:00"];
    let view = desk.call("poll.save", json!({ "id": id, "meeting": meeting, "slots": times })).await;
    assert_eq!(found(&view["guests"], "person", &post.marta)["answers"], json!(["yes", null]), "what stays is kept");
    assert_ne!(token(&view, &post.marta), token(&before, &post.marta));
    assert_eq!(read(&post, &token(&before, &post.marta), ["x", "x", "x"]).await["kind"], "foreign");
    let fate = read(&post, &token(&view, &post.marta), ["x", "x", "x"]).await;
    assert_eq!(fate["kind"], "no_answer", "there is no third time: {fate}");
    let again = desk.call("poll.save", json!({ "meeting": meeting, "slots": SLOTS })).await;
    assert_eq!(again["poll"]["id"], id.as_str(), "a meeting has one open poll");

    for (slots, closes) in
        [(json!([]), Value::Null), (json!(["2027-01-04T07:00:00"]), Value::Null), (json!(SLOTS), json!("2027-01-01"))]
    {
        let wrong = json!({ "meeting": meeting, "slots": slots, "closes": closes });
        assert!(matches!(desk.refused("poll.save", wrong).await, Problem::Invalid { .. }));
    }
    desk.call("meeting.cancel", json!({ "id": meeting })).await;
    assert_eq!(desk.call("polls.list", json!({})).await[0]["state"]["kind"], "closed");
    desk.call("undo", json!({})).await;
    assert_eq!(desk.call("polls.list", json!({})).await[0]["state"]["kind"], "open");
    desk.call("meeting.delete", json!({ "id": meeting })).await;
    assert_eq!(desk.call("polls.list", json!({})).await, json!([]));
    desk.call("undo", json!({})).await;
    desk.call("poll.delete", json!({ "id": id })).await;
    assert_eq!(desk.call("polls.list", json!({})).await, json!([]));
}
