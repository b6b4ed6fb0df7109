//! In which year a story was published.

use std::ops::Range;

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Stories of years outside of these count as of the nearest.
pub const YEARS: Range<i16> = 1900..2200;

/// Mean years of the Gregorian calendar to a microsecond; a product takes less than a quotient.
const YEARS_A_MICROSECOND: f64 = 1.0 / (365.2425 * 86_400e6);

/// When each of [`YEARS`] begins somewhere, in microseconds since the Unix epoch.
pub fn starts(zone: &TimeZone) -> Vec<i64> {
    let start = |year| {
        let date = Date::new(year, 1, 1).and_then(|date| date.to_zoned_datetime(zone.clone()));
        date.map_or(0, |date| date.timestamp().as_microsecond())
    };
    YEARS.map(start).collect()
}

/// Which of the years that begin at `starts` an instant is in; the first or the last if in none. Guessed by a mean year's length,
/// which is off by one at most, instead of searched for.
pub fn year(starts: &[i64], at: i64) -> usize {
    let last = starts.len() - 1;
    let mut year = (((at.saturating_sub(starts[0])) as f64 * YEARS_A_MICROSECOND) as usize).min(last);
    while year > 0 && at < starts[year] {
        year -= 1;
    }
    while year < last && at >= starts[year + 1] {
        year += 1;
    }
    year
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_of_the_year_that_holds_it() {
        let starts = starts(&TimeZone::get("Asia/Karachi").unwrap());
        for (place, start) in starts.iter().enumerate() {
            assert_eq!((year(&starts, *start), year(&starts, start - 1)), (place, place.saturating_sub(1)));
        }
        assert_eq!((year(&starts, i64::MIN), year(&starts, i64::MAX)), (0, starts.len() - 1));
    }
}
