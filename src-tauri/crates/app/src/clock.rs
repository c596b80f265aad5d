//! The one place where today and now are read, so that scripts and tests can set them.

use chrono::{DateTime, Local, NaiveDate, NaiveTime, Utc};

/// What day it is.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Clock {
    set: Option<NaiveDate>,
}

impl Clock {
    /// The system's clock, or a day on which time stands still at noon.
    pub fn new(set: Option<NaiveDate>) -> Self {
        Self { set }
    }

    /// Today, as the user's calendar shows it.
    pub fn today(self) -> NaiveDate {
        self.set.unwrap_or_else(|| Local::now().date_naive())
    }

    /// Now, for stamps.
    pub fn now(self) -> DateTime<Utc> {
        match self.set {
            Some(day) => day.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()).and_utc(),
            None => Utc::now(),
        }
    }
}
