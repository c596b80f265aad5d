//! Whatever is done: taking it all back gives every state again, and doing it all again too.
#![allow(clippy::unwrap_used)] // Clippy knows the functions marked as tests only, not what they share.

mod common;

use common::*;
use domain::{ClientId, Item};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use store::*;

#[derive(Debug, Clone)]
enum Step {
    PutClient(u8, String, Vec<u8>, f64),
    DeleteClient(u8),
    PutNeed(u8, u8, u32),
    DeleteNeed(u8),
    PutMeeting(u8, u8, Option<u8>),
    DeleteMeeting(u8),
    Answer(u8, bool, u8),
    Forget(u8, bool),
    Place(u8, u8, f64),
    Set(String),
}

fn steps() -> impl Strategy<Value = Step> {
    let id = 0u8..3;
    let words = "[a-zñ'\"\\\\% \n\u{1F980}]{0,8}";
    prop_oneof![
        (id.clone(), words, prop::collection::vec(0u8..3, 0..3), any::<f64>().prop_filter("finite", |x| x.is_finite()))
            .prop_map(|(id, name, rivals, sales)| Step::PutClient(id, name, rivals, sales)),
        id.clone().prop_map(Step::DeleteClient),
        (id.clone(), id.clone(), 1u32..6).prop_map(|(id, client, priority)| Step::PutNeed(id, client, priority)),
        id.clone().prop_map(Step::DeleteNeed),
        (id.clone(), id.clone(), prop::option::of(id.clone()))
            .prop_map(|(id, at, need)| Step::PutMeeting(id, at, need)),
        id.clone().prop_map(Step::DeleteMeeting),
        (id.clone(), any::<bool>(), 1u8..6).prop_map(|(client, about, value)| Step::Answer(client, about, value)),
        (id.clone(), any::<bool>()).prop_map(|(client, about)| Step::Forget(client, about)),
        (any::<u8>(), id, 0.0..100.0).prop_map(|(entry, client, sharing)| Step::Place(entry, client, sharing)),
        words.prop_map(Step::Set),
    ]
}

/// Takes a step; one that is refused gives its error.
async fn take(write: &mut Write, step: &Step) -> Result<(), StoreError> {
    let id = |number: &u8| number.to_string();
    match step {
        Step::PutClient(number, name, rivals, sales) => {
            let there = clients::get(write, &id(number).into()).await?;
            let mut row = client(&id(number));
            (row.name, row.sales, row.version) = (name.clone(), Some(*sales), there.map_or(0, |there| there.version));
            row.rivals = rivals.iter().map(|rival| ClientId::from(id(rival))).collect();
            clients::put(write, &row).await.map(|_| ())
        }
        Step::DeleteClient(number) => clients::delete(write, &id(number).into()).await,
        Step::PutNeed(number, whose, priority) => {
            let there = needs::get(write, &id(number).into()).await?;
            let mut row = need(&id(number), &id(whose), "topic");
            (row.priority, row.version) = (*priority, there.map_or(0, |there| there.version));
            needs::put(write, &row).await.map(|_| ())
        }
        Step::DeleteNeed(number) => needs::delete(write, &id(number).into()).await,
        Step::PutMeeting(number, whose, met) => {
            let there = meetings::get(write, &id(number).into()).await?;
            let mut row = meeting(&id(number), &id(whose), met.as_ref().map(id).as_deref());
            row.version = there.map_or(0, |there| there.version);
            meetings::put(write, &row).await.map(|_| ())
        }
        Step::DeleteMeeting(number) => meetings::delete(write, &id(number).into()).await,
        Step::Answer(whose, about, value) => {
            let topic = about.then(|| "topic".into());
            answers::put(write, &id(whose).into(), topic.as_ref(), &answer(Item::S3, *value)).await
        }
        Step::Forget(whose, about) => {
            let topic = about.then(|| "topic".into());
            answers::remove(write, &id(whose).into(), topic.as_ref(), Item::S3).await
        }
        Step::Place(entry, whose, sharing) => {
            let hour = entry % 24;
            let mut row = placement(&format!("p{entry}"), &id(whose), "topic", &format!("2026-01-01T{hour:02}:00:00Z"));
            row.sharing = Some(*sharing);
            placements::append(write, &row).await
        }
        Step::Set(value) => settings::put(write, "word", value).await,
    }
}

async fn run(gestures: Vec<Vec<Step>>) -> Result<(), TestCaseError> {
    let place = Place::new();
    let store = place.created().await;
    let mut write = store.write(done("ground")).await.unwrap();
    firms::put(&mut write, &firm()).await.unwrap();
    sites::put(&mut write, &site()).await.unwrap();
    rooms::put(&mut write, &room()).await.unwrap();
    providers::put(&mut write, &provider()).await.unwrap();
    topics::put(&mut write, &topic("topic")).await.unwrap();
    write.commit().await.unwrap();
    let mut states = vec![rows(&store).await];
    for gesture in gestures {
        let mut write = store.write(done("random")).await.unwrap();
        let mut refused = false;
        for step in &gesture {
            if let Err(error) = take(&mut write, step).await {
                prop_assert!(!matches!(error, StoreError::Database(_) | StoreError::Damaged { .. }), "{error:?}");
                refused = true;
                break;
            }
        }
        if refused {
            drop(write);
        } else if write.commit().await.unwrap().is_some() {
            states.push(rows(&store).await);
        }
    }
    let store = place.reopened(store).await;
    for state in states.iter().rev().skip(1) {
        prop_assert!(store.undo().await.unwrap().is_some());
        prop_assert_eq!(&rows(&store).await, state);
    }
    let store = place.reopened(store).await;
    for state in states.iter().skip(1) {
        prop_assert!(store.redo().await.unwrap().is_some());
        prop_assert_eq!(&rows(&store).await, state);
    }
    prop_assert!(store.redo().await.unwrap().is_none());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_after_do_is_identity(gestures in prop::collection::vec(prop::collection::vec(steps(), 1..6), 1..24)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(run(gestures))?;
    }
}
