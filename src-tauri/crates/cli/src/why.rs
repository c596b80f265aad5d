//! Why a meeting is where it is, in words.

use app::{MeasureCost, MeetingWhy, ObstacleCause};
use contract::views::{ProposalWhy, RuleShift};

use crate::args::Language;
use crate::remedies::id;

/// Obstacles named of a meeting.
const OBSTACLES: usize = 3;

/// Why a proposal of the workspace's is as it is, and what would have been next best: three lines at most.
pub fn proposal(why: &ProposalWhy, language: Language) -> Vec<String> {
    let costs = why.costs.iter().map(|RuleShift { rule, cost }| (rule.clone(), i64::from(*cost)));
    let obstacles = why.obstacles.iter().map(|obstacle| {
        (obstacle.who.as_ref().map(|who| who.name.clone()).unwrap_or_default(), obstacle.cause, obstacle.starts)
    });
    let mut all = lines(costs.collect(), why.possible, why.starts, obstacles.collect(), language);
    all.extend(why.next.as_ref().map(|next| {
        let remote = if language == Language::Es { "a distancia" } else { "remote" };
        let place = if next.place_name.is_empty() { remote } else { &next.place_name };
        let who: Vec<&str> = next.providers.iter().map(|who| who.name.as_str()).collect();
        let (at, who) = (next.start.format("%Y-%m-%d %H:%M"), who.join(", "));
        match language {
            Language::Es => format!("    lo mejor después: {at}, {place}, {who}; coste {:+}", next.cost),
            Language::En => format!("    next best: {at}, {place}, {who}; cost {:+}", next.cost),
        }
    }));
    all
}

/// Why a meeting of a document is as it is: two lines.
pub fn meeting(why: &MeetingWhy, language: Language) -> Vec<String> {
    let word = |cost: &MeasureCost| format!("{:?}", cost.measure).to_lowercase();
    let costs = why.costs.iter().map(|cost| (word(cost), cost.cost));
    let obstacles = why.obstacles.iter().map(|obstacle| {
        (obstacle.party.as_ref().map(|party| id(party).to_owned()).unwrap_or_default(), obstacle.cause, obstacle.starts)
    });
    lines(costs.collect(), why.possible, why.starts, obstacles.collect(), language)
}

fn lines(
    costs: Vec<(String, i64)>,
    possible: u32,
    starts: u32,
    obstacles: Vec<(String, ObstacleCause, u32)>,
    language: Language,
) -> Vec<String> {
    let es = language == Language::Es;
    let costs: Vec<String> = costs.iter().map(|(word, cost)| format!("{} {cost}", rule(word, language))).collect();
    let costs = if costs.is_empty() { (if es { "nada" } else { "nothing" }).to_owned() } else { costs.join(", ") };
    let mut all = vec![if es {
        format!("    cuesta: {costs}; posible en {possible} de {starts} comienzos")
    } else {
        format!("    costs: {costs}; possible at {possible} of {starts} starts")
    }];
    let told: Vec<String> = obstacles
        .iter()
        .take(OBSTACLES)
        .map(|(who, cause, starts)| {
            let what = obstacle(*cause, language);
            let who = if who.is_empty() { String::new() } else { format!("{who} ") };
            if es { format!("{who}{what} ({starts} comienzos)") } else { format!("{who}{what} ({starts} starts)") }
        })
        .collect();
    if !told.is_empty() {
        all.push(format!("    {} {}", if es { "impedía:" } else { "in the way:" }, told.join("; ")));
    }
    all
}

fn obstacle(cause: ObstacleCause, language: Language) -> &'static str {
    let (spanish, english) = match cause {
        ObstacleCause::Unavailable => ("no está disponible", "is not available"),
        ObstacleCause::Taken => ("está en otra reunión", "is in another meeting"),
        ObstacleCause::Full => ("ya tiene las reuniones de un día", "has all the meetings a day allows"),
        ObstacleCause::Travel => ("no llega a tiempo", "could not be there in time"),
        ObstacleCause::NoTeam => {
            ("ningún equipo libre reúne las competencias", "no team that is free holds the skills")
        }
        ObstacleCause::NoRoom => ("ninguna sala libre alcanza", "no room that is free is large enough"),
    };
    if language == Language::Es { spanish } else { english }
}

/// A rule's name from its weight's.
fn rule(word: &str, language: Language) -> &str {
    if language == Language::En {
        return word;
    }
    match word {
        "continuity" => "continuidad",
        "preferred" => "horas preferidas",
        "delay" => "espera",
        "mix" => "mezcla",
        "travel" => "viaje",
        "load" => "carga",
        "days" => "días",
        "effort" => "esfuerzo",
        "disruption" => "cambios",
        other => other,
    }
}
