//! The words that calendars carry, in both languages: a calendar leaves the house, so they cannot be the interface's.

use domain::Format;
pub use domain::Language;
use domain::meeting::Role;

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// A meeting that has neither title nor topic.
    pub meeting: &'static str,
    /// Before the format's name.
    pub format: &'static str,
    /// Before the clients' names.
    pub clients: &'static str,
    /// Before the providers' names.
    pub providers: &'static str,
    /// Before the agenda.
    pub agenda: &'static str,
    /// Before the reason for format and place.
    pub reason: &'static str,
    /// Before internal notes.
    pub notes: &'static str,
    /// Before the clients' values.
    pub value: &'static str,
    /// A conflict was kept on purpose.
    pub conflict_kept: &'static str,
    /// In place of an address.
    pub remote: &'static str,
    language: Language,
}

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> Self {
        match language {
            Language::Es => Self {
                meeting: "Reunión",
                format: "Formato",
                clients: "Clientes",
                providers: "Participan",
                agenda: "Agenda",
                reason: "Motivo",
                notes: "Notas internas",
                value: "Valor",
                conflict_kept: "Se mantiene a pesar de un conflicto.",
                remote: "A distancia",
                language,
            },
            Language::En => Self {
                meeting: "Meeting",
                format: "Format",
                clients: "Clients",
                providers: "Taking part",
                agenda: "Agenda",
                reason: "Reason",
                notes: "Internal notes",
                value: "Value",
                conflict_kept: "Kept in spite of a conflict.",
                remote: "Remote",
                language,
            },
        }
    }

    /// A format's name.
    pub fn format_name(&self, format: Format) -> &'static str {
        let (es, en) = match format {
            Format::WorkTable => ("Mesa de trabajo", "Work table"),
            Format::Panel => ("Panel", "Panel"),
            Format::FocusGroup => ("Dinámica de grupo", "Focus group"),
            Format::Visit => ("Entrevista", "One-to-one visit"),
        };
        self.pick(es, en)
    }

    /// What a provider is in a meeting.
    pub fn role_name(&self, role: Role) -> &'static str {
        let (es, en) = match role {
            Role::Chair => ("preside", "chair"),
            Role::Face => ("interlocutor único", "single face"),
            Role::Owner => ("responsable de área", "area owner"),
            Role::Scribe => ("secretaría", "scribe"),
            Role::Expert => ("experto", "expert"),
            Role::Moderator => ("modera", "moderator"),
            Role::Assistant => ("asistente", "assistant"),
            Role::Observer => ("observa", "observer"),
            Role::Executive => ("ejecutivo", "executive"),
            Role::Listener => ("escucha", "listener"),
            Role::Speaker => ("ponente", "speaker"),
        };
        self.pick(es, en)
    }

    /// The language they are of.
    pub fn language(&self) -> Language {
        self.language
    }

    pub(crate) fn pick(&self, es: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Es => es,
            Language::En => en,
        }
    }
}
