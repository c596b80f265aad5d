//! Civil time, zones and lengths of time.
//!
//! A meeting happens at a civil time in a named zone: "Tuesday 10:00 in Bogotá" stays that when the rules of daylight
//! saving change. Stamps of when something was recorded are UTC.

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A length of time in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export)]
pub struct Minutes(pub u32);

impl Minutes {
    /// The same length for date arithmetic.
    pub fn delta(self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.0))
    }
}

/// The name of a time zone in the IANA database, such as `America/Caracas`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export)]
pub struct ZoneName(pub String);

/// A zone name that the zone data does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown time zone {0}")]
pub struct UnknownZone(pub String);

impl ZoneName {
    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self("UTC".to_owned())
    }

    /// The zone's rules.
    ///
    /// # Errors
    /// [`UnknownZone`] where the zone data holds no such name.
    pub fn rules(&self) -> Result<Tz, UnknownZone> {
        self.0.parse().map_err(|_| UnknownZone(self.0.clone()))
    }

    /// The zone's rules, or those of UTC where the name is unknown; names are checked when they are entered.
    pub fn rules_or_utc(&self) -> Tz {
        self.rules().unwrap_or(Tz::UTC)
    }
}

/// The instant of a civil time in a zone.
///
/// A time that daylight saving skips (02:30 on the spring night) is moved forward by the length of the gap; of a time
/// that comes twice, the first is meant. Both are what calendars do (RFC 5545, section 3.3.5).
pub fn instant(civil: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    match zone.from_local_datetime(&civil) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
        LocalResult::None => {
            // No zone has ever skipped more than a day; the offset before the gap interprets the skipped time.
            let before = zone.from_local_datetime(&(civil - TimeDelta::days(1))).earliest();
            match before {
                Some(at) => at.with_timezone(&Utc) + TimeDelta::days(1),
                None => civil.and_utc(),
            }
        }
    }
}

/// The civil time of an instant in a zone.
pub fn civil(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(zone: &str, local: &str, utc: &str) {
        let civil = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").unwrap();
        let want = NaiveDateTime::parse_from_str(utc, "%Y-%m-%dT%H:%M").unwrap().and_utc();
        assert_eq!(instant(civil, ZoneName(zone.into()).rules().unwrap()), want, "{zone} {local}");
    }

    #[test]
    fn civil_times_across_daylight_saving() {
        check("America/Caracas", "2027-03-28T10:00", "2027-03-28T14:00");
        check("Europe/Madrid", "2027-03-27T10:00", "2027-03-27T09:00");
        check("Europe/Madrid", "2027-03-28T10:00", "2027-03-28T08:00");
        // Skipped: 02:30 becomes 03:30 summer time.
        check("Europe/Madrid", "2027-03-28T02:30", "2027-03-28T01:30");
        // Twice: the first, still summer time.
        check("Europe/Madrid", "2027-10-31T02:30", "2027-10-31T00:30");
    }

    #[test]
    fn unknown_zone_is_an_error() {
        assert_eq!(ZoneName("Europe/Atlantis".into()).rules(), Err(UnknownZone("Europe/Atlantis".into())));
    }
}
