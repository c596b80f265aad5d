//! Answers to invitations and to polls, as calendar files and as mails.
#![no_main]

use exchange::invitation::{Limits, read_reply};
use exchange::poll::read_answer;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(reply) = read_reply(bytes, &Limits::default()) {
        assert!(reply.comment.chars().count() <= Limits::default().comment);
    }
    if let Ok(answer) = read_answer(bytes) {
        assert!(!answer.slots.is_empty() && answer.slots.is_sorted_by_key(|(slot, _)| *slot));
    }
});
