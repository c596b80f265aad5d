//! Meetings already planned for the coming fortnight.

use chrono::NaiveDate;
use domain::{Format, Lock, Meeting, MeetingStatus, Need, PlacePreference, RoomId};

use super::days::{shifted, stamp, working_day};
use super::diary::{Diary, Where, Wish};

/// A planned meeting before it has an hour.
struct Plan {
    topic: &'static str,
    format: Format,
    clients: &'static [&'static str],
    providers: &'static [&'static str],
    place: Where,
    /// Working days from today.
    after: u32,
    locked: bool,
    reason: &'static str,
}

const fn plan(
    topic: &'static str,
    format: Format,
    clients: &'static [&'static str],
    providers: &'static [&'static str],
    place: Where,
    after: u32,
) -> Plan {
    Plan { topic, format, clients, providers, place, after, locked: false, reason: "" }
}

const fn held_fast(plan: Plan, reason: &'static str) -> Plan {
    Plan { locked: true, reason, ..plan }
}

const PLANS: [Plan; 7] = [
    plan("plan-anual", Format::Visit, &["inmobiliaria-mirador"], &["mariana-rojas"], Where::Ours, 2),
    held_fast(
        plan(
            "siniestros",
            Format::Panel,
            &["constructora-tres-rios"],
            &["beatriz-salcedo", "hernan-villegas", "tomas-echeverri"],
            Where::Ours,
            3,
        ),
        "Caso crítico: la fecha está dada a la dirección del cliente.",
    ),
    plan("plan-anual", Format::Visit, &["clinica-los-cerros"], &["andres-quintero"], Where::Theirs, 2),
    plan("tarifas", Format::Visit, &["constructora-cumbres"], &["mariana-rojas"], Where::Theirs, 4),
    held_fast(
        plan(
            "calidad",
            Format::FocusGroup,
            &["farmacia-san-onofre", "centro-medico-el-cedro", "posadas-mar-azul", "seguridad-centinela"],
            &["gabriela-torrealba", "carolina-uzcategui"],
            Where::Ours,
            5,
        ),
        "Invitaciones enviadas y sala preparada.",
    ),
    plan("plan-anual", Format::Visit, &["frutos-del-altiplano"], &["patricia-lozano"], Where::Theirs, 5),
    plan(
        "proyecto",
        Format::Panel,
        &["universidad-del-valle-alto"],
        &["mariana-rojas", "ricardo-blanco"],
        Where::Ours,
        6,
    ),
];

/// A visit that was squeezed in over another of the same executive, knowingly.
const SQUEEZED: Plan = Plan {
    reason: "Mariana sale antes de la otra visita; así lo acordó con ambos clientes.",
    ..plan("plan-anual", Format::Visit, &["sistemas-orinoco"], &["mariana-rojas"], Where::Ours, 2)
};
const SQUEEZED_INTO: &str = "room-sala-caroni";

/// Enters the planned meetings, each with the need it meets.
pub(super) fn fill(diary: &mut Diary, needs: &mut [Need], today: NaiveDate) {
    let mut first = None;
    for (turn, plan) in PLANS.iter().enumerate() {
        let Some(wish) = wish(diary, plan) else { continue };
        let Some(meeting) = diary.put(&wish, working_day(today, plan.after), shifted(today, 14), turn) else {
            continue;
        };
        settle(meeting, plan, needs, today);
        if first.is_none() {
            first = Some(meeting.clone());
        }
    }
    if let Some(other) = first
        && let Some(wish) = wish(diary, &SQUEEZED)
        && let Some(meeting) = diary.put_over(&wish, &other, RoomId::from(SQUEEZED_INTO))
    {
        settle(meeting, &SQUEEZED, needs, today);
        meeting.conflict_kept = true;
    }
}

fn wish<'a>(diary: &Diary<'a>, plan: &Plan) -> Option<Wish<'a>> {
    Some(Wish {
        topic: diary.topic(plan.topic)?,
        format: plan.format,
        clients: plan.clients.iter().filter_map(|key| diary.client(key)).collect(),
        providers: plan.providers.iter().filter_map(|key| diary.provider(key)).collect(),
        place: plan.place,
    })
}

fn settle(meeting: &mut Meeting, plan: &Plan, needs: &mut [Need], today: NaiveDate) {
    meeting.status = MeetingStatus::Planned;
    meeting.lock = if plan.locked { Lock::ALL } else { Lock::default() };
    meeting.reason = plan.reason.to_owned();
    meeting.created = stamp(shifted(today, -3 - i64::from(plan.after)));
    meeting.updated = meeting.created;
    let (day, kind) = (meeting.start.date(), meeting.place.kind());
    for attendance in &mut meeting.clients {
        let wanted = |need: &&mut Need| need.client == attendance.client && Some(&need.topic) == meeting.topic.as_ref();
        let Some(need) = needs.iter_mut().find(wanted) else { continue };
        // What has been agreed suits the client: its need asks for no other day and no other place.
        need.from = need.from.min(day);
        need.until = need.until.max(day);
        if need.place.kind().is_some_and(|asked| asked != kind) {
            need.place = PlacePreference::Any;
        }
        attendance.need = Some(need.id.clone());
    }
}
