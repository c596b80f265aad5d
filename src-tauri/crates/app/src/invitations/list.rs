//! Who was told what, and who must be told.

use contract::Problem;
use contract::views::{AnswerCounts, Due, InvitationList, InvitationObstacle, InvitationQuery, InvitationRow};
use domain::{Attends, MeetingStatus};

use super::line::{Line, lines};
use super::round::Round;
use crate::state::App;

/// The list, with its sums.
pub(crate) async fn list(app: &App, query: &InvitationQuery) -> Result<InvitationList, Problem> {
    let round = Round::load(app, query).await?;
    let rows: Vec<InvitationRow> = lines(&round).into_iter().map(|line| line.row).collect();
    let due = rows.iter().filter(|row| row.due != Due::Nothing);
    let lacks = |row: &&InvitationRow| {
        matches!(row.obstacle, Some(InvitationObstacle::NoAddress | InvitationObstacle::NoAddressOfFace))
    };
    Ok(InvitationList { due: due.clone().count() as u32, without_address: due.filter(lacks).count() as u32, rows })
}

/// What a meeting's page, and the day's, say of its invitations.
#[derive(Default)]
pub(crate) struct Sums {
    pub answers: AnswerCounts,
    /// How many must be told something.
    pub due: u32,
    /// How many were told and have not answered the version they know.
    pub unanswered: u32,
    pub proposals: Vec<InvitationRow>,
}

/// The sums of some lines.
pub(crate) fn sums(round: &Round) -> Sums {
    let mut sums = Sums::default();
    for Line { row, addressee, answered, told, .. } in lines(round) {
        sums.due += u32::from(row.due != Due::Nothing);
        let told = told.filter(|told| !told.cancelled);
        // The single face invites; whoever is off the meeting is asked nothing more.
        let is_asked = !addressee.is_face && row.due != Due::Cancellation && row.status.is_some();
        if !is_asked || row.status == Some(MeetingStatus::Cancelled) {
            continue;
        }
        if told.is_some() || row.answered.is_some() {
            sums.answers.add(row.attends);
        }
        let planned = row.status == Some(MeetingStatus::Planned);
        sums.unanswered += u32::from(planned && told.is_some() && answered == Attends::Unanswered);
        if row.proposed.is_some() {
            sums.proposals.push(row);
        }
    }
    sums
}
