//! How much memory the program has.

/// Its parts in bytes, as the system tells them (proc(5), `/proc/pid/status`): all that is in memory, and of that what no file
/// holds. Nothing where the system does not tell.
pub fn now() -> Vec<(&'static str, u64)> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    [("resident", "VmRSS:"), ("anonymous", "RssAnon:")]
        .into_iter()
        .filter_map(|(part, name)| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
            Some((part, kibibytes << 10))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    #[cfg(target_os = "linux")]
    fn what_no_file_holds_is_a_part_of_all() {
        let memory = super::now();
        assert!(matches!(memory[..], [("resident", all), ("anonymous", own)] if own > 0 && own <= all), "{memory:?}");
    }
}
