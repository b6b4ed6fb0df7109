//! Dates in all the forms that exports and front matter write them.

use dateline_story::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

/// The instant that `text` names; `zone` counts where the text has no offset of its own.
///
/// Understands `2020-03-24`, `2020-03-24 18:00`, `2020-03-24T18:00:00.5`, each with `Z`, `-0500`, `-05:00`, `UTC` or a
/// zone's name after it, and RFC 2822. `None` for anything else, WordPress's `0000-00-00 00:00:00` among it.
pub fn instant(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    if let Some(instant) = iso_like(text, zone) {
        return Some(instant);
    }
    jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp())
}

fn iso_like(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let mut rest = text;
    let year = number(&mut rest, 4, 4)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/'))?;
    rest = rest.strip_prefix(separator)?;
    let month = number(&mut rest, 1, 2)?;
    rest = rest.strip_prefix(separator)?;
    let day = number(&mut rest, 1, 2)?;
    let (mut hour, mut minute, mut second, mut nanos) = (0, 0, 0, 0);
    if let Some(time) = rest.strip_prefix(['T', 't']).or_else(|| rest.strip_prefix(' ').map(str::trim_start))
        && time.starts_with(|c: char| c.is_ascii_digit())
    {
        rest = time;
        hour = number(&mut rest, 1, 2)?;
        rest = rest.strip_prefix(':')?;
        minute = number(&mut rest, 2, 2)?;
        if let Some(after) = rest.strip_prefix(':') {
            rest = after;
            second = number(&mut rest, 2, 2)?;
            if let Some(after) = rest.strip_prefix(['.', ',']) {
                let digits = after.bytes().take_while(u8::is_ascii_digit).count();
                let nine: String = after[..digits].chars().chain("000000000".chars()).take(9).collect();
                nanos = nine.parse().ok()?;
                rest = &after[digits..];
            }
        }
    }
    let civil = DateTime::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        // A leap second counts as the second before it.
        i8::try_from(second.min(59)).ok()?,
        nanos,
    )
    .ok()?;
    let zone = match rest.trim() {
        "" => zone.clone(),
        "Z" | "z" | "UTC" | "GMT" => TimeZone::UTC,
        offset if offset.starts_with(['+', '-']) => TimeZone::fixed(fixed_offset(offset)?),
        name => TimeZone::get(name).ok()?,
    };
    zone.to_ambiguous_timestamp(civil).compatible().ok()
}

/// Takes `least` to `most` digits off the front.
fn number(rest: &mut &str, least: usize, most: usize) -> Option<i32> {
    let digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if digits < least {
        return None;
    }
    let (number, after) = rest.split_at(digits);
    *rest = after;
    number.parse().ok()
}

fn fixed_offset(text: &str) -> Option<Offset> {
    let (sign, digits) = text.split_at(1);
    let digits: String = digits.chars().filter(|c| *c != ':').collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        4 => digits.split_at(2),
        _ => return None,
    };
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    Offset::from_seconds(if sign == "-" { -seconds } else { seconds }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        instant(text, &TimeZone::fixed(jiff::tz::offset(5))).map(|instant| instant.to_string())
    }

    #[test]
    fn reads_every_form_found_in_the_wild() {
        for (text, expected) in [
            ("2020-03-24 18:00:00 -0500", "2020-03-24T23:00:00Z"),
            ("2014-03-28 1:00:27 -0400", "2014-03-28T05:00:27Z"),
            ("2020-03-24", "2020-03-23T19:00:00Z"),
            ("2020-3-4", "2020-03-03T19:00:00Z"),
            ("2020-03-24T18:00:00Z", "2020-03-24T18:00:00Z"),
            ("2020-03-24T18:00:00.25+05:30", "2020-03-24T12:30:00.25Z"),
            ("2020-03-24 18:00", "2020-03-24T13:00:00Z"),
            ("2020/03/24 18:00:00 UTC", "2020-03-24T18:00:00Z"),
            ("2020-07-01 12:00:00 Europe/London", "2020-07-01T11:00:00Z"),
            ("Tue, 27 Jan 2015 14:56:57 +0000", "2015-01-27T14:56:57Z"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "0000-00-00 00:00:00",
            "2020-13-01",
            "2020-02-30",
            "tomorrow",
            "2020-03-24 25:00",
            "2020-01-01 10:00 -9",
        ] {
            let _ = read(text);
        }
        for text in [
            "",
            "0000-00-00 00:00:00",
            "2020-13-01",
            "2020-02-30",
            "tomorrow",
            "2020-03-24 25:00",
            "2020-01-01 Mars/Base",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_the_clock_skipped_is_still_an_instant() {
        let zone = TimeZone::get("America/New_York").unwrap();
        assert!(instant("2020-03-08 02:30:00", &zone).is_some());
    }
}
