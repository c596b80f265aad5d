//! The letters about a meeting, in the recipient's language. Every word of a meeting in them comes from the event that
//! was built for that recipient, so that a letter tells nothing that the calendar in it does not.

use chrono::{DateTime, Utc};
use domain::time::{civil, instant};
use domain::{Meeting, Minutes};

use super::{Letter, MailFault, Mailbox, header_text, span, zone_label};
use crate::calendar::{CalendarFault, Event, Language, Method, Names, Words, event, opaque, write};
use crate::invitation::{Invitee, cancel, request};

/// What a letter about a meeting is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LetterKind {
    /// There is a meeting.
    Invitation,
    /// It has changed.
    Update,
    /// It is off, or the recipient no longer comes to it.
    Cancellation,
    /// It comes near: a text without a calendar, which changes nothing in anybody's.
    Reminder,
}

impl LetterKind {
    /// All of them.
    pub const ALL: [LetterKind; 4] = [Self::Invitation, Self::Update, Self::Cancellation, Self::Reminder];

    fn word(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Update => "update",
            Self::Cancellation => "cancellation",
            Self::Reminder => "reminder",
        }
    }
}

/// The name of a letter's file: it names nobody.
pub fn file_name(kind: LetterKind, meeting: &Meeting, invitee: &Invitee<'_>) -> String {
    format!("cuadrante-{}-{}-{}.eml", kind.word(), opaque(meeting.id.as_str()), opaque(&invitee.party.id))
}

/// A letter about a meeting to one of those who come to it, in the language of `names`.
///
/// `before` is the meeting as the recipient was last told of it: an update then says what it was. The letter comes from
/// the meeting's single face. Where the recipient is that face, the letter brings the meeting for its calendar and asks
/// for no answer.
///
/// # Errors
/// [`MailFault`] where the face or the recipient has no mail address, or where the calendar cannot be written.
pub fn letter(
    kind: LetterKind,
    meeting: &Meeting,
    before: Option<&Meeting>,
    invitee: &Invitee<'_>,
    names: &Names<'_>,
    alarms: &[Minutes],
    now: DateTime<Utc>,
) -> Result<Letter, MailFault> {
    let file = match kind {
        LetterKind::Invitation | LetterKind::Update | LetterKind::Reminder => request(meeting, invitee, names, alarms),
        LetterKind::Cancellation => cancel(meeting, invitee, names),
    };
    let calendar = write(&file)?;
    let Some(told) = file.events.first() else {
        return Err(CalendarFault::OneEventOnly { found: 0 }.into());
    };
    let Some(organizer) = &told.organizer else {
        return Err(CalendarFault::NoOrganizer { uid: told.uid.clone() }.into());
    };
    let to = Mailbox::from(&invitee.party);
    let zone = names.zone_of(&invitee.recipient).and_then(|zone| zone.rules().ok());
    let page = Page { words: names.words, event: told, zone, is_own: file.method == Method::Publish };
    let before = before.map(|before| event(before, &invitee.recipient, names));
    let thread = format!("{}.{}@cuadrante", opaque(meeting.id.as_str()), opaque(&invitee.party.id));
    Ok(Letter {
        from: organizer.into(),
        subject: page.subject(kind),
        text: page.text(kind, before.as_ref(), &to.name, &organizer.name),
        to,
        calendar: match kind {
            LetterKind::Invitation | LetterKind::Update | LetterKind::Cancellation => Some((file.method, calendar)),
            LetterKind::Reminder => None,
        },
        attachments: Vec::new(),
        message_id: Some(format!("{}.{}.{:x}.{thread}", kind.word(), meeting.sequence, now.timestamp())),
        thread: Some(thread),
        date: now,
    })
}

/// An event to be put into words.
struct Page<'a> {
    words: Words,
    event: &'a Event,
    /// The recipient's.
    zone: Option<chrono_tz::Tz>,
    /// The recipient is the one who invites.
    is_own: bool,
}

impl Page<'_> {
    fn pick(&self, es: &'static str, en: &'static str) -> &'static str {
        self.words.pick(es, en)
    }

    fn subject(&self, kind: LetterKind) -> String {
        let label = match kind {
            LetterKind::Invitation if self.is_own => self.pick("Para su calendario", "For your calendar"),
            LetterKind::Invitation => self.pick("Invitación", "Invitation"),
            LetterKind::Update => self.pick("Cambio", "Changed"),
            LetterKind::Cancellation => self.pick("Cancelada", "Cancelled"),
            LetterKind::Reminder => self.pick("Recordatorio", "Reminder"),
        };
        header_text(&format!("{label}: {} ({})", self.event.summary, self.beginning()))
    }

    /// Day and hour by the recipient's clocks. Where these are not the meeting's, or are not known, it says whose they
    /// are: in a list of mails nothing else does.
    fn beginning(&self) -> String {
        let agreed = self.event.zone.rules_or_utc();
        let at = instant(self.event.start, agreed);
        let zone = self.zone.unwrap_or(agreed);
        let local = civil(at, zone);
        let shown = local.format("%Y-%m-%d, %H:%M");
        if self.zone.is_some() && local == self.event.start {
            return shown.to_string();
        }
        format!("{shown}, {}", zone_label(&[at], zone, self.words.language()))
    }

    fn text(&self, kind: LetterKind, before: Option<&Event>, to: &str, from: &str) -> String {
        let (to, from) = (header_text(to), header_text(from));
        let greeting = match (self.words.language(), to.is_empty()) {
            (Language::Es, false) => format!("Hola, {to}:"),
            (Language::Es, true) => "Hola:".to_owned(),
            (Language::En, false) => format!("Hello {to},"),
            (Language::En, true) => "Hello,".to_owned(),
        };
        let opening = match (kind, self.is_own) {
            (LetterKind::Invitation, true) => {
                self.pick("Esta reunión es para su calendario:", "This meeting is for your calendar:").to_owned()
            }
            (LetterKind::Invitation, false) => match self.words.language() {
                Language::Es => format!("{from} invita a esta reunión:"),
                Language::En => format!("{from} invites you to this meeting:"),
            },
            (LetterKind::Update, _) => {
                self.pick("Esta reunión ha cambiado. Queda así:", "This meeting has changed. It is now:").to_owned()
            }
            (LetterKind::Cancellation, _) => self
                .pick(
                    "Esta reunión se ha cancelado y ya no hay que acudir a ella:",
                    "This meeting has been cancelled; there is no need to attend:",
                )
                .to_owned(),
            (LetterKind::Reminder, _) => {
                self.pick("Se acerca la fecha de esta reunión:", "This meeting is coming up:").to_owned()
            }
        };
        let mut facts = vec![header_text(&self.event.summary)];
        facts.extend(self.facts(self.event));
        let mut paragraphs = vec![greeting, opening, facts.join("\n")];
        let now = self.facts(self.event);
        let was = before.filter(|_| kind == LetterKind::Update).map(|before| self.facts(before)).unwrap_or_default();
        let was = was.into_iter().filter(|fact| !now.contains(fact)).collect::<Vec<_>>();
        if !was.is_empty() {
            paragraphs.push(format!("{}\n{}", self.pick("Antes:", "Before:"), was.join("\n")));
        }
        if kind != LetterKind::Cancellation {
            paragraphs.push(self.event.description.clone());
        }
        let answer = match (kind, self.is_own) {
            (LetterKind::Invitation | LetterKind::Update, false) => self.pick(
                "Para responder, basta aceptar o rechazar la invitación, o contestar a este mensaje.",
                "To answer, accept or decline the invitation, or reply to this message.",
            ),
            (LetterKind::Cancellation, _) => self.pick(
                "La entrada del calendario se retira con la cancelación adjunta.",
                "The attached cancellation takes it out of your calendar.",
            ),
            (LetterKind::Invitation | LetterKind::Update, true) | (LetterKind::Reminder, _) => "",
        };
        paragraphs.push(answer.to_owned());
        paragraphs.push(format!("{}\n{from}", self.pick("Saludos,", "Regards,")));
        paragraphs.retain(|paragraph| !paragraph.trim().is_empty());
        paragraphs.join("\n\n")
    }

    /// When and where, a line each.
    fn facts(&self, event: &Event) -> Vec<String> {
        let language = self.words.language();
        let agreed = event.zone.rules_or_utc();
        let at = instant(event.start, agreed);
        let when = self.pick("Cuándo", "When");
        let mut facts = vec![format!("{when}: {}", span(at, event.minutes, agreed, language))];
        let own = self.zone.filter(|own| civil(at, *own) != civil(at, agreed));
        if let Some(own) = own {
            let label = self.pick("En su hora", "Your time");
            facts.push(format!("{label}: {}", span(at, event.minutes, own, language)));
        }
        if !event.location.is_empty() {
            facts.push(format!("{}: {}", self.pick("Dónde", "Where"), event.location));
        }
        facts
    }
}
