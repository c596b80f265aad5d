//! A change of a plan that can be taken back.

use crate::delta::{Draft, Scoring};
use crate::state::Meeting;

/// What a change took out and put in.
#[derive(Default)]
pub(crate) struct Change {
    removed: Vec<Meeting>,
    added: Vec<u32>,
}

impl Change {
    /// Starts afresh, keeping what was done.
    pub(crate) fn begin(&mut self) {
        self.removed.clear();
        self.added.clear();
    }

    /// Whether nothing was changed.
    pub(crate) fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty()
    }

    /// Puts a meeting in; it must fit.
    pub(crate) fn attach<S: Scoring>(&mut self, draft: &mut Draft<'_, S>, meeting: Meeting) -> u32 {
        let id = draft.attach(meeting);
        self.added.push(id);
        id
    }

    /// Takes a meeting out.
    pub(crate) fn detach<S: Scoring>(&mut self, draft: &mut Draft<'_, S>, id: u32) -> Option<Meeting> {
        let meeting = draft.detach(id)?;
        if let Some(at) = self.added.iter().position(|&a| a == id) {
            self.added.swap_remove(at);
        } else {
            self.removed.push(meeting.clone());
        }
        Some(meeting)
    }

    /// Makes the plan what it was when the change began.
    pub(crate) fn undo<S: Scoring>(&mut self, draft: &mut Draft<'_, S>) {
        for id in self.added.drain(..) {
            draft.detach(id);
        }
        for meeting in self.removed.drain(..) {
            draft.attach(meeting);
        }
    }
}
