//! Other people's calendars.
#![no_main]

use chrono::{DateTime, Utc};
use domain::ZoneName;
use exchange::busy::{Limits, read, union};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let at = |seconds| DateTime::<Utc>::from_timestamp(seconds, 0).unwrap_or_default();
    // The years 2027 and 2028.
    let (from, to) = (at(1_798_761_600), at(1_861_920_000));
    let limits = Limits { instances: 2_000, steps: 200_000, steps_per_rule: 50_000, ..Limits::default() };
    let Ok(calendar) = read(bytes, (from, to), &ZoneName("Europe/Madrid".to_owned()), &limits) else { return };
    for span in &calendar.busy {
        assert!(span.from < span.to && span.from < to && span.to > from, "{span:?}");
    }
    assert!(calendar.busy.is_sorted_by_key(|span| span.from));
    assert!(union(&calendar.busy).windows(2).all(|pair| pair[0].1 < pair[1].0));
});
