//! Faults of a problem are named with their place.

use super::cases::*;
use super::*;

fn check(at: &str, fault: FaultKind, bend: impl Fn(&mut Problem)) {
    let mut problem = problem();
    bend(&mut problem);
    let want = ProblemFault { at: at.into(), fault };
    assert_eq!(problem.validate(), Err(vec![want.clone()]));
    assert!(want.to_string().len() > at.len() + 10, "no remedy: {want}");
    assert_eq!(solve(&problem, &Options::default(), &Undisturbed), Err(SolveError::BadProblem { faults: vec![want] }));
}

#[test]
fn each_fault_at_its_place() {
    use FaultKind::*;
    let id = |s: &str| s.to_owned();
    check("format", Version { found: id("x/2") }, |p| p.format = id("x/2"));
    check("grid", Grid { found: 0 }, |p| p.grid = 0);
    check("travel[1]", TravelNotSquare { rows: 2, length: 1 }, |p| p.travel[1].truncate(1));
    check("travel[0][1]", TravelTime { found: -1 }, |p| p.travel[0][1] = -1);
    check("travel[0][0]", TravelTime { found: 5 }, |p| p.travel[0][0] = 5);
    check("clients[3].id", DuplicateId { id: id("b") }, |p| p.clients.push(client("b", 0)));
    check("rooms[1].id", DuplicateId { id: id("hall") }, |p| p.rooms.push(room("hall", 1)));
    check("clients[0].conflicts", UnknownId { id: id("z") }, |p| {
        p.clients[0].conflicts.push("z".into());
    });
    check("needs[0].client", UnknownId { id: id("z") }, |p| p.needs[0].client = "z".into());
    check("needs[0].topic", UnknownId { id: id("z") }, |p| p.needs[0].topic = "z".into());
    check("clients[1].site", UnknownSite { site: 2, sites: 2 }, |p| p.clients[1].site = 2);
    check("providers[0].available[0]", EmptyWindow { from: 9, until: 9 }, |p| {
        p.providers[0].available[0] = Window(9, 9);
    });
    let minute = HORIZON + 1;
    check("needs[1]", OutsideHorizon { minute, most: HORIZON }, |p| p.needs[1].until = minute);
    check("needs[2].priority", OutOfRange { found: 6, min: 1, max: 5 }, |p| {
        p.needs[2].priority = 6;
    });
    check("clients[0].value", OutOfRange { found: 0, min: 1, max: 100 }, |p| {
        p.clients[0].value = 0;
    });
    check("topics[0].clients", Limits { min: 3, max: 2 }, |p| {
        p.topics[0].clients = planner::Limits(3, 2);
    });
    check("topics[1].duration", Duration { found: 0 }, |p| p.topics[1].duration = 0);
    check("topics[1].places", NoPlaces, |p| p.topics[1].places.clear());
    let entry = LockedMeeting {
        topic: id("visit"),
        needs: vec![],
        providers: None,
        start: None,
        place: Some(at_room("attic")),
    };
    let mut problem = problem();
    problem.locked = vec![entry];
    let faults = problem.validate().unwrap_err();
    let places: Vec<&str> = faults.iter().map(|f| f.at.as_str()).collect();
    assert_eq!(places, ["locked[0].needs", "locked[0].place"]);
}

#[test]
fn the_documents_read_as_they_are_written() {
    let text = r#"{"format":"cuadrante-problem/1","grid":15,"travel":[[0]],
        "clients":[{"id":"a","site":0,"value":3,"available":[[480,600]],"max_per_day":1}],
        "providers":[{"id":"p","site":0,"skills":["s"],"available":[[480,600]],"max_per_day":1}],
        "rooms":[],
        "topics":[{"id":"t","format":"focus_group","duration":45,"skills":["s"],"clients":[1,1],
            "providers":[1,1],"places":["client","remote"],"mix":null}],
        "needs":[{"id":"n","client":"a","topic":"t","priority":1,"from":0,"until":1440}],
        "locked":[{"topic":"t","needs":["n"],"place":"remote"}],"weights":{"travel":2}}"#;
    let problem: Problem = serde_json::from_str(text).unwrap();
    assert_eq!(problem.validate(), Ok(()));
    assert_eq!(problem.locked[0].place, Some(Place::Remote));
    assert_eq!((problem.weights.travel, problem.weights.load), (2, 0));
    let again: Problem = serde_json::from_str(&serde_json::to_string(&problem).unwrap()).unwrap();
    assert_eq!(again, problem);
    for (place, text) in
        [(at_room("r"), r#"{"room":"r"}"#), (at_client("c"), r#"{"client":"c"}"#), (Place::Remote, r#""remote""#)]
    {
        assert_eq!(serde_json::to_string(&place).unwrap(), text);
        assert_eq!(serde_json::from_str::<Place>(text).unwrap(), place);
    }
}
