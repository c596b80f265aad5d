//! Why a need is left out, one small cause at a time.

use super::cases::*;
use super::*;

fn check(need: &str, want: &[Reason], bend: impl Fn(&mut Problem)) {
    let mut problem = problem();
    bend(&mut problem);
    let options = Options { seed: 2, time: None, steps: Some(300), threads: None };
    let outcome = solve(&problem, &options, &Undisturbed).unwrap();
    let left = outcome.left_out.iter().find(|l| l.need == need);
    let left = left.unwrap_or_else(|| panic!("{need} was met"));
    assert_eq!(left.reasons, want);
}

fn id(s: &str) -> String {
    s.to_owned()
}

#[test]
fn what_no_plan_could_meet() {
    use Reason::*;
    check("va", &[OutsideWindow { from: 480, until: 530, duration: 60 }], |p| {
        (p.needs[0].from, p.needs[0].until) = (480, 530);
    });
    check("vc", &[ClientUnavailable { client: id("c"), duration: 60 }], |p| {
        p.clients[2].available = vec![Window(480, 530)];
    });
    check("va", &[NoProviderWithSkill { skill: id("magic") }], |p| {
        p.topics[0].skills = vec![id("magic"), id("tax")];
    });
    check("va", &[NoTeamWithSkills { skills: vec![id("tax"), id("law")], max: 1 }], |p| {
        p.topics[0].skills.push(id("law"));
    });
    check("ta", &[TooFewProviders { have: 2, min: 3 }], |p| {
        p.topics[1].providers = Limits(3, 4);
    });
    check("ta", &[RoomTooSmall { seats: 3, people: 4 }], |p| p.rooms[0].seats = 3);
    check("ta", &[NoPlace], |p| p.topics[1].places = vec![PlaceKind::Client]);
    check("ta", &[TooFewClients { have: 2, min: 3 }], |p| p.topics[1].clients = Limits(3, 3));
    check("ta", &[Rivals { clients: vec![id("b")], have: 1, min: 2 }], |p| {
        p.clients[1].conflicts = vec![id("a")];
    });
    check("ta", &[NoCommonTime { have: 1, min: 2 }], |p| {
        p.clients[0].available = vec![Window(480, 780)];
        p.clients[1].available = vec![Window(720, 1080)];
    });
    // The client's starts on the first day are 8:00 to 17:00 on the quarters.
    check("va", &[NoProviderTime { starts: 37, skills: vec![id("tax")] }], |p| {
        p.needs[0].until = 1440;
        p.providers[0].available.remove(0);
    });
    check("ta", &[NoRoom { starts: 35 }], |p| {
        (p.needs[2].until, p.needs[3].until) = (1440, 1440);
        p.rooms[0].available.remove(0);
    });
}

#[test]
fn what_the_rest_of_the_plan_takes() {
    use Reason::*;
    // Two visits at the same hour, one provider: the dearer client is met.
    let same_hour = |p: &mut Problem| {
        p.needs.truncate(2);
        for need in &mut p.needs {
            (need.from, need.until) = (480, 540);
        }
        p.clients[2].value = 20;
    };
    let ann = || Party::Provider(id("ann"));
    check("va", &[Taken { party: ann(), starts: 1 }], same_hour);
    check("va", &[DailyLimit { party: ann(), starts: 1 }], |p| {
        same_hour(p);
        (p.needs[1].from, p.needs[1].until) = (600, 660);
        p.providers[0].max_per_day = 1;
    });
    check("va", &[TravelTime { provider: id("ann"), starts: 1 }], |p| {
        same_hour(p);
        p.topics[0].places = vec![PlaceKind::Client];
        (p.needs[1].from, p.needs[1].until) = (570, 630);
    });
    check("va", &[Taken { party: Party::Room(id("hall")), starts: 1 }], |p| {
        same_hour(p);
        p.topics[0].places = vec![PlaceKind::Room];
        p.providers[1].skills.push(id("tax"));
    });
    // a's table with b takes its day.
    let a = || Party::Client(id("a"));
    let day = [DailyLimit { party: a(), starts: 28 }, Taken { party: a(), starts: 9 }];
    check("va", &day, |p| {
        p.clients[0].max_per_day = 1;
        p.clients[0].value = 1;
        p.needs[0].priority = 1;
        p.needs.iter_mut().for_each(|n| n.until = 1440);
    });
    // Four could make two groups, but of three at a table two meet and one waits.
    check("tc", &[OthersPlaced { needs: vec![id("ta"), id("tb")], min: 2 }], |p| {
        p.topics[1].clients = Limits(2, 2);
        p.needs.remove(1);
        p.needs.push(need("tc", "c", "table"));
        p.needs.iter_mut().for_each(|n| n.until = 1440);
        p.clients[2].value = 1;
    });
}
