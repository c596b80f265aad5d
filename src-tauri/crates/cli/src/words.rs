//! Problems in words, in both languages, and their exit codes.

use contract::problem::FileTrouble;
use contract::{FieldFault, Problem, Thing};

use crate::args::Language;
use crate::reasons;
use crate::session::{FAILED, FOUND, WRONG_CALL};

/// A format's name, from its stored word.
pub fn format_word(word: &str, language: Language) -> &'static str {
    match (word, language) {
        ("work_table", Language::Es) => "mesa de trabajo",
        ("work_table", Language::En) => "work table",
        ("panel", _) => "panel",
        ("focus_group", Language::Es) => "dinámica de grupo",
        ("focus_group", Language::En) => "focus group",
        ("visit", Language::Es) => "entrevista",
        ("visit", Language::En) => "one-to-one visit",
        (_, Language::Es) => "sin determinar",
        (_, Language::En) => "undetermined",
    }
}

/// The exit code that a problem ends a run with.
pub fn exit_code(problem: &Problem) -> u8 {
    match problem {
        Problem::FaultyRows { .. } | Problem::NothingToPlan | Problem::Conflicts { .. } | Problem::Refused { .. } => {
            FOUND
        }
        Problem::Invalid { .. } | Problem::Answers { .. } | Problem::BadRequest { .. } => WRONG_CALL,
        _ => FAILED,
    }
}

/// A kind of thing in Spanish and in English.
fn thing(thing: Thing) -> (&'static str, &'static str) {
    match thing {
        Thing::Client => ("cliente", "client"),
        Thing::Provider => ("proveedor", "provider"),
        Thing::Firm => ("empresa", "firm"),
        Thing::Site => ("sede", "site"),
        Thing::Room => ("sala", "room"),
        Thing::Topic => ("tema", "topic"),
        Thing::Need => ("necesidad", "need"),
        Thing::Meeting => ("reunión", "meeting"),
        Thing::Placement => ("ubicación", "placement"),
        Thing::Override => ("excepción", "override"),
        Thing::Draft => ("borrador", "draft"),
        Thing::BusySource => ("calendario externo", "outside calendar"),
        Thing::CalendarAccount => ("cuenta de calendario", "calendar account"),
        Thing::Poll => ("encuesta de fecha", "date poll"),
        Thing::Invitation => ("invitación", "invitation"),
        Thing::Setting => ("ajuste", "setting"),
        Thing::Task => ("tarea", "task"),
    }
}

fn trouble(trouble: FileTrouble, language: Language) -> &'static str {
    use FileTrouble::*;
    match (trouble, language) {
        (NotFound, Language::Es) => "no existe",
        (NotFound, Language::En) => "does not exist",
        (Denied, Language::Es) => "sin permiso para leerlo o escribirlo",
        (Denied, Language::En) => "no permission to read or write it",
        (AlreadyExists, Language::Es) => "ya existe; elija otro nombre",
        (AlreadyExists, Language::En) => "exists already; choose another name",
        (DiskFull, Language::Es) => "el disco está lleno; libere espacio y repita",
        (DiskFull, Language::En) => "the disk is full; free some space and try again",
        (NotAFolder, Language::Es) => "no es una carpeta",
        (NotAFolder, Language::En) => "is not a folder",
        (TooLarge, Language::Es) => "es demasiado grande",
        (TooLarge, Language::En) => "is too large",
        (Other, Language::Es) => "no se pudo leer o escribir",
        (Other, Language::En) => "could not be read or written",
    }
}

fn field(fault: &FieldFault, es: bool) -> String {
    match fault {
        FieldFault::Empty { field } => {
            if es {
                format!("{field}: no puede quedar vacío")
            } else {
                format!("{field}: must not be empty")
            }
        }
        FieldFault::Range { field, min, max } => {
            if es {
                format!("{field}: de {min} a {max}")
            } else {
                format!("{field}: must be {min} to {max}")
            }
        }
        FieldFault::Order { field } => {
            if es {
                format!("{field}: termina antes de empezar")
            } else {
                format!("{field}: ends before it begins")
            }
        }
        FieldFault::UnknownZone { field, found } => {
            if es {
                format!("{field}: zona horaria desconocida, {found}")
            } else {
                format!("{field}: unknown time zone {found}")
            }
        }
        FieldFault::Unknown { field, found } => {
            if es {
                format!("{field}: no existe {found}")
            } else {
                format!("{field}: there is no {found}")
            }
        }
        FieldFault::Email { field, found } => {
            if es {
                format!("{field}: {found} no es una dirección de correo")
            } else {
                format!("{field}: {found} is not a mail address")
            }
        }
        FieldFault::OwnRival { field } => {
            if es {
                format!("{field}: un cliente no es su propio rival")
            } else {
                format!("{field}: a client is not its own rival")
            }
        }
    }
}

/// A problem in words: what is wrong, where, and what to do.
pub fn problem(problem: &Problem, language: Language) -> String {
    let es = language == Language::Es;
    let say = |spanish: String, english: String| if es { spanish } else { english };
    match problem {
        Problem::NoWorkspace => say(
            "no hay ningún espacio de trabajo; créelo con «cuadrante sample» o «cuadrante import clients ARCHIVO»"
                .into(),
            "there is no workspace; make one with `cuadrante sample` or `cuadrante import clients FILE`".into(),
        ),
        Problem::WorkspaceNewer { path, found, known } => say(
            format!(
                "{path} lo escribió una versión más nueva (esquema {found}, este programa conoce hasta {known}); instale esa versión"
            ),
            format!(
                "{path} was written by a newer version (schema {found}, this program knows up to {known}); install that version"
            ),
        ),
        Problem::WorkspaceDamaged { path, detail } => say(
            format!("{path} está dañado ({detail}); abra una copia de seguridad"),
            format!("{path} is damaged ({detail}); open a backup instead"),
        ),
        Problem::NotAWorkspace { path } => {
            say(format!("{path} no es un espacio de trabajo de Cuadrante"), format!("{path} is no Cuadrante workspace"))
        }
        Problem::WorkspaceInUse { path } => say(
            format!("{path} está abierto en otro programa; ciérrelo allí y repita"),
            format!("{path} is open in another program; close it there and try again"),
        ),
        Problem::File { path, trouble: what } => format!("{path}: {}", trouble(*what, language)),
        Problem::NotFound { what, id } => {
            let (spanish, english) = thing(*what);
            say(format!("no hay {spanish} {id}"), format!("there is no {english} {id}"))
        }
        Problem::Stale { id, .. } => say(
            format!("{id} cambió entretanto; vuelva a cargarlo"),
            format!("{id} has changed in the meantime; load it again"),
        ),
        Problem::InUse { id, by, .. } => {
            let kind = |word: &str| {
                let known = serde_json::from_value(serde_json::Value::String(word.to_owned())).map(thing);
                known.map_or(word.to_owned(), |(spanish, english)| if es { spanish } else { english }.to_owned())
            };
            let uses: Vec<String> = by.iter().map(|using| format!("{} × {}", using.count, kind(&using.what))).collect();
            say(format!("{id} está en uso: {}", uses.join(", ")), format!("{id} is in use: {}", uses.join(", ")))
        }
        Problem::Invalid { faults } => faults.iter().map(|fault| field(fault, es)).collect::<Vec<_>>().join("; "),
        Problem::Refused { refusals } => {
            let why: Vec<String> = refusals.iter().map(|refusal| reasons::refusal(refusal, language)).collect();
            say(
                format!("el formato lo rechaza: {}", why.join("; ")),
                format!("the format refuses it: {}", why.join("; ")),
            )
        }
        Problem::Conflicts { conflicts } => {
            say(format!("{} conflictos", conflicts.len()), format!("{} conflicts", conflicts.len()))
        }
        Problem::SlotRefused { names } => {
            let names = names.join(", ");
            say(
                format!("esa fecha no puede ganar: la rechaza {names}"),
                format!("that time cannot win: {names} refused it"),
            )
        }
        Problem::Table { fault } => {
            say(format!("el archivo no se puede leer como tabla: {fault}"), format!("the file cannot be read: {fault}"))
        }
        Problem::BusyCalendar { source, fault } => {
            say(format!("{source}: no se puede leer como calendario: {fault}"), format!("{source}: {fault}"))
        }
        Problem::Server { name, fault } => {
            say(format!("{name}: el servidor no lo hizo: {fault}"), format!("{name}: {fault}"))
        }
        Problem::NoSecret { name } => say(
            format!("{name}: falta la contraseña; vuelva a darla"),
            format!("{name}: the password is not known; give it again"),
        ),
        Problem::NoCalendarChosen { name } => say(
            format!("{name}: elija antes el calendario al que enviar"),
            format!("{name}: choose the calendar to push to first"),
        ),
        Problem::FaultyRows { count, first_line } => say(
            format!(
                "{count} filas con errores, la primera en la línea {first_line}; nada se importó. Corríjalas o añada --good-rows"
            ),
            format!(
                "{count} faulty rows, the first on line {first_line}; nothing was imported. Mend them, or add --good-rows"
            ),
        ),
        Problem::Answers { fault } => say(format!("respuestas ilegibles: {fault}"), fault.to_string()),
        Problem::PlanningProblem { faults } => say(
            format!("el problema se contradice: {}", faults.join("; ")),
            format!("the problem contradicts itself: {}", faults.join("; ")),
        ),
        Problem::WrongLock { meeting, detail } => say(
            format!("la reunión fija de {meeting} no puede quedar como está: {detail}"),
            format!("the locked meeting of {meeting} cannot stay as it is: {detail}"),
        ),
        Problem::NothingToPlan => say(
            "no hay necesidades que planificar en esos días".into(),
            "there is no need to plan in those days".into(),
        ),
        Problem::Cancelled => say("cancelado; nada cambió".into(), "cancelled; nothing was changed".into()),
        Problem::BadRequest { detail } => detail.clone(),
        Problem::Unexpected { incident } => say(
            format!("error inesperado, anotado con el número {incident}"),
            format!("unexpected error, logged as {incident}"),
        ),
    }
}

/// A format's name in words.
pub fn format(format: Option<impl serde::Serialize>, language: Language) -> &'static str {
    let word = format.and_then(|format| serde_json::to_value(format).ok());
    format_word(word.as_ref().and_then(|word| word.as_str()).unwrap_or(""), language)
}
