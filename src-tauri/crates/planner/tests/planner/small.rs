//! Small problems at random, tight enough that rules bite.

use proptest::prelude::*;

use super::{
    Client, Format, Limits, Mix, Need, PROBLEM_FORMAT, PlaceKind, Preference, Problem, Provider, Room, Topic, Weights,
    Window,
};

const SKILLS: [&str; 3] = ["law", "risk", "tax"];

/// Days of the horizon.
const DAYS: i32 = 3;

fn windows() -> impl Strategy<Value = Vec<Window>> {
    let day = prop::collection::vec((0..20i32, 2..20i32), 1..3);
    prop::collection::vec(day, DAYS as usize).prop_map(|days| {
        let mut windows = Vec::new();
        for (day, stretches) in (0..).zip(days) {
            for (from, length) in stretches {
                let from = day * 1440 + 480 + from * 30;
                windows.push(Window(from, from + length * 30));
            }
        }
        windows
    })
}

fn clients(sites: u32, providers: usize) -> impl Strategy<Value = Vec<Client>> {
    let one = (
        0..sites,
        1..20u32,
        windows(),
        prop::option::of(windows()),
        prop::collection::vec(0..8usize, 0..2),
        0..3usize,
        1..3u32,
        prop::collection::btree_map(0..providers, 1..10u32, 0..3),
    );
    prop::collection::vec(one, 2..9).prop_map(|list| {
        let count = list.len();
        let made = list.into_iter().enumerate().map(|(i, c)| Client {
            id: format!("c{i}"),
            site: c.0,
            value: c.1,
            available: c.2,
            preferred: c.3.unwrap_or_default(),
            conflicts: c.4.into_iter().filter(|&o| o < count && o != i).map(|o| format!("c{o}")).collect(),
            attributes: if c.5 == 0 { Default::default() } else { [("size".to_owned(), c.5.to_string())].into() },
            max_per_day: c.6,
            continuity: c.7.into_iter().map(|(p, s)| (format!("p{p}"), s)).collect(),
        });
        made.collect()
    })
}

fn providers(sites: u32) -> impl Strategy<Value = Vec<Provider>> {
    let one = (0..sites, prop::sample::subsequence(SKILLS.to_vec(), 0..3), windows(), 1..5u32);
    prop::collection::vec(one, 1..6).prop_map(|list| {
        let made = list.into_iter().enumerate().map(|(i, p)| Provider {
            id: format!("p{i}"),
            site: p.0,
            skills: p.1.into_iter().map(str::to_owned).collect(),
            available: p.2,
            max_per_day: p.3,
        });
        made.collect()
    })
}

fn rooms(sites: u32) -> impl Strategy<Value = Vec<Room>> {
    prop::collection::vec((0..sites, 2..9u32, windows()), 0..3).prop_map(|list| {
        let made = list.into_iter().enumerate().map(|(i, r)| Room {
            id: format!("r{i}"),
            site: r.0,
            seats: r.1,
            available: r.2,
        });
        made.collect()
    })
}

fn topics() -> impl Strategy<Value = Vec<Topic>> {
    let places = vec![PlaceKind::Room, PlaceKind::Client, PlaceKind::Remote];
    let one = (
        prop::sample::select(vec![30, 45, 50, 90]),
        prop::sample::subsequence(SKILLS.to_vec(), 0..3),
        (1..4u32, 0..3u32),
        (1..3u32, 0..2u32),
        prop::sample::subsequence(places, 1..=3),
        prop::option::of(any::<bool>()),
    );
    prop::collection::vec(one, 1..5).prop_map(|list| {
        let made = list.into_iter().enumerate().map(|(i, t)| Topic {
            id: format!("t{i}"),
            format: if t.2.0 == 1 { Format::Visit } else { Format::FocusGroup },
            duration: t.0,
            skills: t.1.into_iter().map(str::to_owned).collect(),
            clients: Limits(t.2.0, t.2.0 + t.2.1),
            providers: Limits(t.3.0, t.3.0 + t.3.1),
            places: t.4,
            mix: t.5.map(|same| Mix {
                attribute: "size".into(),
                prefer: if same { Preference::Same } else { Preference::Varied },
            }),
        });
        made.collect()
    })
}

/// A valid problem without locked or published meetings. Its travel matrix need not be symmetrical,
/// nor the direct way the shortest.
pub fn problem() -> impl Strategy<Value = Problem> {
    let sites = 3u32;
    providers(sites).prop_flat_map(move |providers| {
        let travel = prop::collection::vec(prop::collection::vec(0..80i32, 3), 3);
        let needs = prop::collection::vec((0..8usize, 0..4usize, 1..6u32, 0..3i32, 1..4i32), 1..16);
        let weights = prop::collection::vec(0..9u32, 9);
        let parts = (clients(sites, providers.len()), rooms(sites), topics(), travel, needs, weights);
        (Just(providers), parts, prop::sample::select(vec![15, 10, 7])).prop_map(build)
    })
}

type Parts = (Vec<Client>, Vec<Room>, Vec<Topic>, Vec<Vec<i32>>, Vec<(usize, usize, u32, i32, i32)>, Vec<u32>);

fn build((providers, parts, grid): (Vec<Provider>, Parts, i32)) -> Problem {
    let (clients, rooms, topics, mut travel, needs, w) = parts;
    (0..travel.len()).for_each(|i| travel[i][i] = 0);
    let needs = needs.into_iter().enumerate().map(|(i, n)| Need {
        id: format!("n{i}"),
        client: clients[n.0 % clients.len()].id.clone(),
        topic: topics[n.1 % topics.len()].id.clone(),
        priority: n.2,
        from: n.3 * 1440,
        until: ((n.3 + n.4) * 1440).min(DAYS * 1440),
    });
    Problem {
        format: PROBLEM_FORMAT.into(),
        grid,
        needs: needs.collect(),
        travel,
        clients,
        providers,
        rooms,
        topics,
        locked: vec![],
        published: vec![],
        weights: Weights {
            continuity: w[0],
            preferred: w[1],
            delay: w[2],
            mix: w[3],
            travel: w[4],
            load: w[5],
            days: w[6],
            effort: w[7],
            disruption: w[8],
        },
    }
}
