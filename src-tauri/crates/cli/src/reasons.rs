//! Why a need was left out of a plan, or a row of an import: in words, with names.

use contract::views::{LeftOutView, NotPlanned, NotPlannedReason};
use contract::{Fault, Party, Reason, Refusal, RowFault};

use crate::args::Language;

/// Why a need was left out, the most telling reason first.
pub fn left_out(left: &LeftOutView, language: Language) -> String {
    let name =
        |id: &str| left.names.iter().find(|named| named.id == id).map_or(id.to_owned(), |named| named.name.clone());
    let reasons: Vec<String> = left.reasons.iter().map(|reason| in_words(reason, &name, language)).collect();
    format!("{}, {}: {}", left.need.client_name, left.need.topic_name, reasons.join("; "))
}

/// One reason, each id by its name.
pub fn in_words(reason: &Reason, name: &dyn Fn(&str) -> String, language: Language) -> String {
    let say = |spanish: String, english: String| if language == Language::Es { spanish } else { english };
    let party = |party: &Party| match party {
        Party::Client(id) | Party::Provider(id) | Party::Room(id) => name(id),
    };
    match reason {
        Reason::OutsideWindow { duration, .. } => say(
            format!("no caben {duration} minutos en las fechas pedidas"),
            format!("the dates asked for leave no {duration} minutes"),
        ),
        Reason::ClientUnavailable { duration, .. } => say(
            format!("el cliente nunca está disponible {duration} minutos seguidos en esas fechas"),
            format!("the client is never available for {duration} minutes on end in those dates"),
        ),
        Reason::NoProviderWithSkill { skill } => {
            say(format!("nadie sabe de {skill}"), format!("nobody has the skill {skill}"))
        }
        Reason::NoTeamWithSkills { skills, max } => say(
            format!("ningún equipo de {max} reúne {}", skills.join(", ")),
            format!("no team of {max} holds {}", skills.join(", ")),
        ),
        Reason::TooFewProviders { have, min } => say(
            format!("hay {have} proveedores y hacen falta {min}"),
            format!("there are {have} providers, it takes {min}"),
        ),
        Reason::NoPlace => {
            say("ningún lugar sirve para esa reunión".into(), "no place serves for such a meeting".into())
        }
        Reason::RoomTooSmall { seats, people } => say(
            format!("la sala más grande tiene {seats} plazas y son {people} personas"),
            format!("the largest room seats {seats}, they are {people}"),
        ),
        Reason::NoRoom { starts } => say(
            format!("ninguna sala libre en los {starts} comienzos posibles"),
            format!("no room free at any of {starts} possible starts"),
        ),
        Reason::TooFewClients { have, min } => {
            say(format!("{have} clientes para una mesa de {min}"), format!("{have} clients for a table of {min}"))
        }
        Reason::Rivals { clients, have, min } => {
            let names: Vec<String> = clients.iter().map(|id| name(id)).collect();
            say(
                format!("rivales que no comparten sala ({}) dejan {have} de {min}", names.join(", ")),
                format!("rivals who share no room ({}) leave {have} of {min}", names.join(", ")),
            )
        }
        Reason::NoCommonTime { have, min } => say(
            format!("a lo sumo {have} de {min} clientes coinciden"),
            format!("at most {have} of {min} clients are free at once"),
        ),
        Reason::NoProviderTime { starts, skills } if skills.is_empty() => say(
            format!("en ninguno de los {starts} comienzos posibles coincide un equipo"),
            format!("no team is free together at any of {starts} possible starts"),
        ),
        Reason::NoProviderTime { starts, skills } => say(
            format!("en ninguno de los {starts} comienzos posibles hay quien sepa de {}", skills.join(", ")),
            format!("nobody with {} is free at any of {starts} possible starts", skills.join(", ")),
        ),
        Reason::DailyLimit { party: whose, starts } => say(
            format!("{} ya tiene las reuniones de un día ({starts} comienzos)", party(whose)),
            format!("{} has all the meetings a day allows ({starts} starts)", party(whose)),
        ),
        Reason::Taken { party: whose, starts } => say(
            format!("{} está en otra reunión ({starts} comienzos)", party(whose)),
            format!("{} is in another meeting ({starts} starts)", party(whose)),
        ),
        Reason::TravelTime { provider, starts } => say(
            format!("{} no llega a tiempo ({starts} comienzos)", name(provider)),
            format!("{} could not be there in time ({starts} starts)", name(provider)),
        ),
        Reason::OthersPlaced { min, .. } => say(
            format!("los demás clientes del tema ya están en otras reuniones; hacen falta {min}"),
            format!("the topic's other clients are in meetings already; it takes {min}"),
        ),
        Reason::SearchEnded => say(
            "la búsqueda terminó antes; dele más segundos".into(),
            "the search ended first; give it more seconds".into(),
        ),
    }
}

/// Why a need was not given to the planner.
pub fn not_planned(left: &NotPlanned, language: Language) -> String {
    let (spanish, english) = match left.why {
        NotPlannedReason::DoNotMeet => {
            ("el cliente quiere que lo dejen en paz", "the client wants to be left in peace")
        }
        NotPlannedReason::Undetermined => {
            ("faltan respuestas para saber el formato", "answers are missing to know the format")
        }
        NotPlannedReason::OutsideHorizon => {
            ("sus fechas quedan fuera de los días planificados", "its dates lie outside the days planned")
        }
        NotPlannedReason::NoSite => ("el cliente no tiene sede registrada", "the client has no premises on record"),
    };
    let why = if language == Language::Es { spanish } else { english };
    format!("{}, {}: {why}", left.need.client_name, left.need.topic_name)
}

/// What is wrong with a row of a file.
pub fn row(fault: &RowFault, language: Language) -> String {
    let say = |spanish: String, english: String| if language == Language::Es { spanish } else { english };
    let what = match &fault.fault {
        Fault::EmptyName => say("falta el nombre".into(), "the name is missing".into()),
        Fault::NotANumber { found } => say(format!("«{found}» no es un número"), format!("{found:?} is no number")),
        Fault::AmbiguousNumber { found } => {
            say(format!("«{found}» se puede leer de dos maneras"), format!("{found:?} can be read in two ways"))
        }
        Fault::OutOfRange { found, min, max } => {
            say(format!("{found} no está entre {min} y {max}"), format!("{found} is not within {min} to {max}"))
        }
        Fault::BadEmail { found } => {
            say(format!("«{found}» no es una dirección de correo"), format!("{found:?} is not a mail address"))
        }
        Fault::UnknownZone { found } => {
            say(format!("«{found}» no es una zona horaria"), format!("{found:?} is not a time zone"))
        }
        Fault::RaggedRow { expected, found } => say(
            format!("tiene {found} celdas y la tabla {expected} columnas"),
            format!("has {found} cells, the table {expected} columns"),
        ),
        Fault::UnclosedQuote => say("comillas sin cerrar".into(), "a quotation mark is never closed".into()),
        Fault::DuplicateInFile { first_line } => say(
            format!("es el mismo cliente que en la línea {first_line}"),
            format!("is the same client as on line {first_line}"),
        ),
    };
    let line = if language == Language::Es { "línea" } else { "line" };
    match &fault.column {
        Some(column) => format!("{line} {}, {column}: {what}", fault.line),
        None => format!("{line} {}: {what}", fault.line),
    }
}

/// What a format refuses.
pub fn refusal(refusal: &Refusal, language: Language) -> String {
    let say = |spanish: String, english: String| if language == Language::Es { spanish } else { english };
    match refusal {
        Refusal::TooFewClients { have, min } => {
            say(format!("{have} clientes y hacen falta {min}"), format!("{have} clients, it takes {min}"))
        }
        Refusal::TooManyClients { have, max } => {
            say(format!("{have} clientes y caben {max}"), format!("{have} clients, it takes at most {max}"))
        }
        Refusal::SecondClient { have } => {
            say(format!("es para un solo cliente y hay {have}"), format!("it is for one client, there are {have}"))
        }
        Refusal::TooFewProviders { have, min } => {
            say(format!("{have} proveedores y hacen falta {min}"), format!("{have} providers, it takes {min}"))
        }
        Refusal::TooManyProviders { have, max } => {
            say(format!("{have} proveedores y caben {max}"), format!("{have} providers, it takes at most {max}"))
        }
    }
}
