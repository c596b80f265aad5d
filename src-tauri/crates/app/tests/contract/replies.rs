//! X4: answers in: taken, refused with the reason, undone; another time asked for is taken or declined.

use contract::Problem;
use serde_json::{Value, json};

use crate::post::*;

fn marta<'a>(rows: &'a [Value], post: &Post) -> &'a Value {
    rows.iter().find(|row| row["invited"]["person"] == post.marta.as_str()).unwrap()
}

#[tokio::test]
async fn x4_an_answer_is_taken_once_and_undone() {
    let post = Post::office().await;
    let desk = &post.desk;
    let meeting = post.visit(&post.molinos, "2027-01-05T10:00").await;
    post.write().await;
    let fate = post.read(&Answer { partstat: "TENTATIVE", ..Answer::to(&meeting) }).await;
    assert_eq!((&fate["kind"], &fate["row"]["attends"]), (&json!("taken"), &json!("tentative")), "{fate}");
    assert_eq!(fate["row"]["comment"], "Hasta luego");
    let fate = post.read(&Answer { partstat: "TENTATIVE", ..Answer::to(&meeting) }).await;
    assert_eq!((&fate["kind"], &fate["name"]), (&json!("known"), &json!("Marta Ríos")));
    let later = Answer { stamp: "20270104T140000Z", email: "Marta@Molinos.Example", ..Answer::to(&meeting) };
    assert_eq!(post.read(&later).await["kind"], "taken");
    let answers = desk.call("meeting.get", json!({ "id": meeting })).await["answers"].clone();
    assert_eq!(answers, json!({ "unanswered": 0, "accepted": 1, "tentative": 0, "declined": 0 }));

    assert_eq!(desk.call("undo", json!({})).await["done"]["kind"], "reply_read");
    assert_eq!(marta(&post.rows(json!({})).await, &post)["attends"], "tentative");
    desk.call("undo", json!({})).await;
    assert_eq!(marta(&post.rows(json!({})).await, &post)["attends"], "unanswered");

    let said = json!({ "meeting": meeting, "party": post.marta, "attends": "declined", "comment": " por teléfono " });
    let row = desk.call("reply.set", said).await;
    assert_eq!((&row["attends"], &row["comment"]), (&json!("declined"), &json!("por teléfono")));
    let nobody = json!({ "meeting": meeting, "party": post.john, "attends": "accepted" });
    assert!(matches!(desk.refused("reply.set", nobody).await, Problem::NotFound { .. }));
    assert_eq!(post.due().await, Vec::<String>::new(), "an answer changes nobody's invitation");
    let remind = json!({ "folder": post.folder(), "form": "eml", "reminder": true });
    assert_eq!(desk.call("invitations.write", remind).await["reminders"], 0, "who does not come is not reminded");
}

#[tokio::test]
async fn x4_a_stale_or_foreign_answer_is_refused_with_the_reason() {
    let post = Post::office().await;
    let desk = &post.desk;
    let meeting = post.visit(&post.molinos, "2027-01-05T10:00").await;
    let untold = post.visit(&post.molinos, "2027-01-08T10:00").await;
    let off = post.visit(&post.molinos, "2027-01-07T10:00").await;
    let told = json!({ "folder": post.folder(), "form": "ics", "meetings": [meeting, off] });
    desk.call("invitations.write", told).await;
    post.read(&Answer { stamp: "20270104T150000Z", ..Answer::to(&meeting) }).await;
    desk.call("meeting.cancel", json!({ "id": off })).await;
    let check = async |answer: Answer<'_>, reason: &str| {
        let fate = post.read(&answer).await;
        assert_eq!((&fate["kind"], &fate["reason"]["kind"]), (&json!("refused"), &json!(reason)), "{fate}");
    };
    check(Answer { stamp: "20270104T140000Z", ..Answer::to(&meeting) }, "older_answer").await;
    check(Answer { email: "otra@molinos.example", ..Answer::to(&meeting) }, "not_invited").await;
    check(Answer { uid: "something@else".into(), ..Answer::to(&meeting) }, "unknown_meeting").await;
    check(Answer::to(&untold), "unknown_meeting").await;
    check(Answer { method: "PUBLISH", ..Answer::to(&meeting) }, "no_reply").await;
    check(Answer::to(&off), "over").await;
    desk.call("meeting.move", json!({ "id": meeting, "start": "2027-01-05T15:00:00" })).await;
    let row = marta(&post.rows(json!({ "meeting": meeting })).await, &post).clone();
    assert_eq!((&row["attends"], &row["outdated"]), (&json!("accepted"), &json!(true)), "a move resets no answer");
    post.write().await;
    check(Answer { stamp: "20270104T160000Z", ..Answer::to(&meeting) }, "old_version").await;
    let fresh = Answer { stamp: "20270104T160000Z", sequence: 1, ..Answer::to(&meeting) };
    assert_eq!(post.read(&fresh).await["row"]["outdated"], false);

    let none = desk.folder.path().join("none.ics");
    let large = desk.beside("large.ics", vec![b'x'; (8 << 20) + 1]);
    let outcome = desk.call("replies.read", json!({ "paths": [none, large] })).await;
    let trouble = |at: usize| outcome[at]["fate"]["reason"]["trouble"].clone();
    assert_eq!((trouble(0), trouble(1)), (json!("not_found"), json!("too_large")));
    assert_eq!(desk.call("undo.names", json!({})).await["undo"]["args"]["count"], "1", "refused ones are no gesture");
}

#[tokio::test]
async fn x4_another_time_asked_for_is_taken_or_declined() {
    for accept in [true, false] {
        let post = Post::office().await;
        let desk = &post.desk;
        let meeting = post.visit(&post.molinos, "2027-01-05T10:00").await;
        let other = post.visit(&post.acme, "2027-01-06T16:00").await;
        post.write().await;
        let counter = |start| Answer { method: "COUNTER", partstat: "TENTATIVE", start, ..Answer::to(&meeting) };
        let fate = post.read(&counter("20270106T160000")).await;
        assert_eq!(fate["row"]["proposed"]["start"], "2027-01-06T16:00:00", "{fate}");
        assert_eq!(desk.call("today.get", json!({})).await["proposals"].as_array().unwrap().len(), 1);

        let settle = |accept: bool| json!({ "meeting": meeting, "party": post.marta, "accept": accept });
        if accept {
            let refused = desk.refused("proposal.settle", settle(true)).await;
            assert!(matches!(refused, Problem::Conflicts { .. }), "Ana is at the other then: {refused:?}");
            desk.call("meeting.cancel", json!({ "id": other })).await;
        }
        let sheet = desk.call("proposal.settle", settle(accept)).await;
        let (start, minutes) = if accept { ("2027-01-06T16:00:00", 90) } else { ("2027-01-05T10:00:00", 60) };
        assert_eq!((text(&sheet["meeting"]["start"]), &sheet["meeting"]["minutes"]), (start, &json!(minutes)));
        assert_eq!(marta(&post.rows(json!({ "meeting": meeting })).await, &post)["proposed"], Value::Null);
        assert!(matches!(desk.refused("proposal.settle", settle(true)).await, Problem::NotFound { .. }));
        let due = post.due().await;
        assert!(due.contains(&"Marta Ríos: update".to_owned()), "{due:?}");
        let written = post.write().await;
        let told = post.file(&written, &meeting, &post.marta);
        assert_eq!(field(&told, "SEQUENCE"), if accept { "1" } else { "0" });
        assert!(
            field(&told, "DTSTAMP").as_str() > "20270104T120000Z",
            "a later stamp, so that it replaces what she asked"
        );
        assert_eq!(post.due().await, Vec::<String>::new());
        assert_eq!(post.read(&counter("20270106T160000")).await["kind"], if accept { "refused" } else { "known" });

        let kind = if accept { "proposal_accepted" } else { "proposal_declined" };
        assert_eq!(desk.call("undo", json!({})).await["done"]["kind"], kind);
        let rows = post.rows(json!({ "meeting": meeting })).await;
        assert_eq!(marta(&rows, &post)["proposed"]["start"], "2027-01-06T16:00:00", "one step takes all of it back");
        assert_eq!(marta(&rows, &post)["start"], "2027-01-05T10:00:00");
    }
}
