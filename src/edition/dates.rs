//! Dates and times in words, in the newsroom's time zone and the page's language.

use dateline_story::Timestamp;
use jiff::ZonedDateTime;

use crate::Edition;

fn zoned(edition: &Edition, at: Timestamp) -> ZonedDateTime {
    at.to_zoned_datetime(edition.site.time_zone.clone())
}

fn written(edition: &Edition, at: Timestamp, key: &str) -> String {
    let local = zoned(edition, at);
    let month = edition.word(&format!("month-{}", local.month()));
    let weekday = edition.word(&format!("weekday-{}", local.weekday().to_monday_one_offset()));
    edition.words(
        key,
        &[
            ("day", local.day().to_string().into()),
            ("month", month.into()),
            ("year", local.year().to_string().into()),
            ("weekday", weekday.into()),
            ("time", clock(edition, at).into()),
        ],
    )
}

/// An instant for a `datetime` attribute, to the second: HTML allows no microseconds, which the clock gives.
pub fn datetime(at: Timestamp) -> String {
    format!("{at:.0}")
}

/// “9 July 2025”.
pub fn date(edition: &Edition, at: Timestamp) -> String {
    written(edition, at, "date")
}

/// “9 July 2025, 15:00”.
pub fn date_time(edition: &Edition, at: Timestamp) -> String {
    written(edition, at, "date-time")
}

/// “Wednesday 9 July 2025”.
pub fn date_long(edition: &Edition, at: Timestamp) -> String {
    written(edition, at, "date-long")
}

/// “15:00”.
pub fn clock(edition: &Edition, at: Timestamp) -> String {
    let local = zoned(edition, at);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// Whole years between two instants, in the newsroom's calendar; 0 when `then` is later.
pub fn years_since(edition: &Edition, then: Timestamp) -> i32 {
    let (then, now) = (zoned(edition, then).date(), zoned(edition, edition.now).date());
    let before_anniversary = (now.month(), now.day()) < (then.month(), then.day());
    (i32::from(now.year()) - i32::from(then.year()) - i32::from(before_anniversary)).max(0)
}

/// Whether two instants fall on one day in the newsroom.
pub fn same_day(edition: &Edition, one: Timestamp, other: Timestamp) -> bool {
    zoned(edition, one).date() == zoned(edition, other).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_has_whole_seconds() {
        for written in ["2026-11-28T22:19:33.965224Z", "2026-11-28T22:19:33Z"] {
            assert_eq!(datetime(written.parse().unwrap()), "2026-11-28T22:19:33Z");
        }
    }
}
