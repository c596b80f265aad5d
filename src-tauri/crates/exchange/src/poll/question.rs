//! The question.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::time::{civil, instant};
use domain::{Meeting, Minutes, ZoneName};

use super::{BEFORE_TOKEN, is_token};
use crate::calendar::{CalendarFault, Language, Names, event, opaque};
use crate::invitation::Invitee;
use crate::mail::{Enclosure, Letter, MailFault, Mailbox, day, header_text, hours, zone_label};

/// What a poll asks one guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking<'a> {
    /// Stands for poll and guest: see [`super::is_token`].
    pub token: &'a str,
    /// Candidate beginnings, civil, in `zone`; numbered from 1 in this order.
    pub slots: &'a [NaiveDateTime],
    /// The zone of `slots`.
    pub zone: &'a ZoneName,
    /// How long the meeting would be.
    pub minutes: Minutes,
    /// Last day for answers.
    pub closes: Option<NaiveDate>,
}

/// The name of a question's file: it names nobody.
pub fn file_name(token: &str) -> String {
    format!("cuadrante-poll-{}.eml", opaque(token))
}

/// The question to one guest, in the language of `names` and the guest's zone.
///
/// It holds what the guest may see of `meeting`, whose own time plays no part, and nobody else's name but the single
/// face's, from whom it comes.
///
/// # Errors
/// [`MailFault`] where the face or the guest has no mail address, or where the token is none.
pub fn question(
    meeting: &Meeting,
    invitee: &Invitee<'_>,
    names: &Names<'_>,
    asking: &Asking<'_>,
    now: DateTime<Utc>,
) -> Result<Letter, MailFault> {
    if !is_token(asking.token) {
        return Err(MailFault::NoToken { token: header_text(asking.token) });
    }
    let about = event(meeting, &invitee.recipient, names);
    let organizer = about.organizer.as_ref().ok_or_else(|| CalendarFault::NoOrganizer { uid: about.uid.clone() })?;
    if !organizer.email.as_deref().is_some_and(|email| crate::is_mail_address(email.trim())) {
        return Err(CalendarFault::NoAddress { uid: about.uid.clone(), name: header_text(&organizer.name) }.into());
    }
    let words = names.words;
    let language = words.language();
    let pick = |es, en| words.pick(es, en);
    let (to, from) = (header_text(&invitee.party.name), header_text(&organizer.name));
    let own = names.zone_of(&invitee.recipient).unwrap_or(asking.zone).rules_or_utc();
    let topic = header_text(&about.summary);

    let starts = asking.slots.iter().map(|slot| instant(*slot, asking.zone.rules_or_utc())).collect::<Vec<_>>();
    let dates = starts.iter().zip(1_u32..).map(|(at, number)| {
        let (begins, ends) = (civil(*at, own), civil(*at + asking.minutes.delta(), own));
        format!("[ ] {number}  {}, {}", day(begins.date(), language), hours(begins, ends, language))
    });
    let dates = dates.collect::<Vec<_>>().join("\n");
    let zone = zone_label(&starts, own, language);
    let token = format!("{BEFORE_TOKEN}{}]", asking.token);
    let how = pick(
        "Entre los corchetes de cada fecha: x = sí, n = no, q = quizá, solo si hace falta.",
        "Between the brackets of each date: x = yes, n = no, m = only if needed (maybe).",
    );
    let keep = pick("Código de la consulta (no borrar)", "Code of this poll (please keep)");
    let hour = pick("Horas", "Times");
    let form = [how.to_owned(), format!("{hour}: {zone}"), dates, format!("{keep}: {token}")];

    let mut paragraphs = vec![match (language, to.is_empty()) {
        (Language::Es, false) => format!("Hola, {to}:"),
        (Language::Es, true) => "Hola:".to_owned(),
        (Language::En, false) => format!("Hello {to},"),
        (Language::En, true) => "Hello,".to_owned(),
    }];
    paragraphs.push(match language {
        Language::Es => format!("{from} busca fecha para una reunión:"),
        Language::En => format!("{from} is looking for a date for a meeting:"),
    });
    let mut facts = vec![topic.clone()];
    if !about.location.is_empty() {
        facts.push(format!("{}: {}", pick("Dónde", "Where"), about.location));
    }
    facts.push(format!("{}: {} min", pick("Duración", "Length"), asking.minutes.0));
    paragraphs.push(facts.join("\n"));
    paragraphs.push(about.description.clone());
    paragraphs.push(
        pick(
            "¿Qué fechas convienen? Basta contestar a este mensaje con las marcas puestas, o devolver el archivo adjunto.",
            "Which dates suit you? Reply to this message with your marks, or send the attached file back.",
        )
        .to_owned(),
    );
    paragraphs.extend(asking.closes.map(|last| match language {
        Language::Es => format!("Se espera respuesta hasta el {}.", day(last, language)),
        Language::En => format!("Please answer by {}.", day(last, language)),
    }));
    paragraphs.extend(form.iter().cloned());
    paragraphs.push(format!("{}\n{from}", pick("Saludos,", "Regards,")));
    paragraphs.retain(|paragraph| !paragraph.trim().is_empty());

    let sheet = format!("{topic}\n\n{}\n", form.join("\n\n")).replace('\n', "\r\n");
    // Notepad takes a file without the mark for the system's own encoding.
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend(sheet.into_bytes());
    let thread = format!("{}@cuadrante", opaque(asking.token));
    Ok(Letter {
        from: Mailbox::from(organizer),
        to: Mailbox::from(&invitee.party),
        subject: header_text(&format!("{}: {topic} {token}", pick("Consulta de fecha", "Finding a date"))),
        text: paragraphs.join("\n\n"),
        calendar: None,
        attachments: vec![Enclosure {
            name: pick("respuesta.txt", "answer.txt").to_owned(),
            media: "text/plain; charset=utf-8",
            bytes,
        }],
        message_id: Some(format!("poll.{:x}.{thread}", now.timestamp())),
        thread: Some(thread),
        date: now,
    })
}
