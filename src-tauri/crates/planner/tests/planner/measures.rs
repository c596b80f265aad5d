//! Each soft measure, counted by hand on the tiny plan.

use super::cases::*;
use super::*;

fn check(measure: Measure, want: i64, bend: impl Fn(&mut Problem, &mut Plan)) {
    let (mut problem, mut plan) = (problem(), plan());
    let w = &mut problem.weights;
    *w = Weights::default();
    for (m, weight) in [
        (Measure::Continuity, &mut w.continuity),
        (Measure::Preferred, &mut w.preferred),
        (Measure::Delay, &mut w.delay),
        (Measure::Mix, &mut w.mix),
        (Measure::Travel, &mut w.travel),
        (Measure::Load, &mut w.load),
        (Measure::Days, &mut w.days),
        (Measure::Effort, &mut w.effort),
        (Measure::Disruption, &mut w.disruption),
    ] {
        *weight = u32::from(m == measure) * 7;
    }
    bend(&mut problem, &mut plan);
    let evaluation = evaluate(&problem, &plan);
    assert_eq!(evaluation.broken, vec![]);
    let found = evaluation.by_rule.iter().find(|m| m.measure == measure).unwrap();
    assert_eq!((found.raw, found.cost, evaluation.soft), (want, want * 7, want * 7));
}

#[test]
fn continuity_counts_what_the_best_tie_would_add() {
    check(Measure::Continuity, 0, |_, _| {});
    let ties = |p: &mut Problem, who: usize, ties: &[(&str, u32)]| {
        p.clients[who].continuity = ties.iter().map(|t| (t.0.to_owned(), t.1)).collect();
    };
    // c: 9 - 0; a: once 5 - 3 with ann alone, once 5 - 5 with both.
    check(Measure::Continuity, 11, |p, _| {
        ties(p, 2, &[("bob", 9)]);
        ties(p, 0, &[("ann", 3), ("bob", 5)]);
    });
}

#[test]
fn preferred_counts_clients_not_wholly_inside() {
    // a's table ends at 630; b's window holds it; c has no preference.
    check(Measure::Preferred, 1, |p, _| {
        p.clients[0].preferred = vec![Window(480, 629)];
        p.clients[1].preferred = vec![Window(540, 630)];
    });
}

#[test]
fn delay_counts_days_times_priority() {
    // tb and ta wait a day at priorities 2 and 5.
    check(Measure::Delay, 7, |p, plan| {
        p.needs[2].priority = 5;
        plan.meetings[1].start = 1980;
    });
    check(Measure::Delay, 0, |p, plan| {
        p.needs[2].from = 1440;
        p.needs[3].from = 1441;
        plan.meetings[1].start = 1980;
    });
}

#[test]
fn mix_counts_differences_or_their_lack() {
    let mix = |prefer| Some(Mix { attribute: "size".into(), prefer });
    let size = |p: &mut Problem, who: usize| {
        p.clients[who].attributes.insert("size".into(), "S".into());
    };
    check(Measure::Mix, 1, |p, _| {
        p.topics[1].mix = mix(Preference::Same);
        size(p, 0);
    });
    check(Measure::Mix, 0, |p, _| {
        p.topics[1].mix = mix(Preference::Varied);
        size(p, 0);
    });
    check(Measure::Mix, 1, |p, _| p.topics[1].mix = mix(Preference::Varied));
}

#[test]
fn travel_counts_the_tour_from_base_to_base() {
    // Ann: base, hall, hall, c, base. Bob never leaves.
    check(Measure::Travel, 80, |_, _| {});
    check(Measure::Travel, 0, |p, plan| {
        p.topics[0].places.push(PlaceKind::Remote);
        plan.meetings[2].place = Place::Remote;
    });
}

#[test]
fn load_counts_squares() {
    check(Measure::Load, 9 + 1, |_, _| {});
}

#[test]
fn days_counts_further_days() {
    check(Measure::Days, 0, |_, _| {});
    check(Measure::Days, 1, |_, plan| plan.meetings[1].start = 1980);
}

#[test]
fn effort_counts_quarters_of_an_hour_rounded_down() {
    // 4 + 2 x 6 + 4.
    check(Measure::Effort, 20, |_, _| {});
    // 2 x 97 / 15 is 12.93.
    check(Measure::Effort, 20, |p, _| p.topics[1].duration = 97);
}

#[test]
fn disruption_counts_broken_promises() {
    let told = |start, place, who: &[&str]| meeting("visit", &["vc"], who, start, place);
    check(Measure::Disruption, 0, |p, _| {
        p.published = vec![told(780, at_client("c"), &["ann"])];
    });
    check(Measure::Disruption, 4, |p, _| {
        p.published = vec![told(795, at_room("hall"), &["bob", "gone", "ann"])];
    });
    check(Measure::Disruption, 3, |p, plan| {
        p.published = vec![told(780, at_client("c"), &["ann"])];
        let out = plan.meetings.pop().unwrap();
        plan.unscheduled.extend(out.needs);
    });
}

#[test]
fn medium_counts_value_times_priority_of_what_is_left_out() {
    let (problem, mut plan) = (problem(), plan());
    let out = plan.meetings.remove(1);
    plan.unscheduled.extend(out.needs);
    let evaluation = evaluate(&problem, &plan);
    assert_eq!((evaluation.broken.len(), evaluation.medium), (0, 2 * 10 * 2));
}
