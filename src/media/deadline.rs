//! Work that may take too long or fail in a library: done on a thread of its own, and given up after a time.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, oneshot};

/// Why work came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It took too long.
    TooSlow,
    /// It panicked, or no thread could be had.
    Broken,
}

/// How urgent work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Somebody waits for it.
    Now,
    /// It takes what time others leave.
    Background,
}

/// Does `work` on a thread of its own, one of as many as `gate` lets through, and waits `limit` for it.
///
/// A thread cannot be stopped from outside: one that is given up goes on until it is done. It keeps its place at the gate
/// so long, so that work that is given up cannot pile up.
pub async fn within<T: Send + 'static>(
    gate: &Arc<Semaphore>,
    limit: Duration,
    urgency: Urgency,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    let place = gate.clone().acquire_owned().await.map_err(|_| Failure::Broken)?;
    let (reply, done) = oneshot::channel();
    let thread = std::thread::Builder::new().name("picture".into()).spawn(move || {
        if urgency == Urgency::Background {
            be_nice();
        }
        let result = work();
        drop(place);
        // Whoever asked may have given up.
        let _ = reply.send(result);
    });
    thread.map_err(|_| Failure::Broken)?;
    match tokio::time::timeout(limit, done).await {
        Ok(Ok(result)) => Ok(result),
        Ok(Err(_)) => Err(Failure::Broken),
        Err(_) => Err(Failure::TooSlow),
    }
}

/// Lets readers' requests go first: on Linux a priority is a thread's own (setpriority(2)).
fn be_nice() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, 15) {
        tracing::debug!(%error, "background work keeps its priority");
    }
}

/// Does work on a thread that does nothing else, and says how much of a processor's time it took; where a thread's own time cannot be
/// had, by the clock.
pub fn measured<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let began = Instant::now();
    let result = work();
    (result, processor_time().unwrap_or_else(|| began.elapsed()))
}

#[cfg(target_os = "linux")]
fn processor_time() -> Option<Duration> {
    rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime).try_into().ok()
}

#[cfg(not(target_os = "linux"))]
fn processor_time() -> Option<Duration> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn slow_work_is_given_up_and_keeps_its_place_until_it_ends() {
        let gate = Arc::new(Semaphore::new(1));
        let (release, wait) = std::sync::mpsc::channel::<()>();
        let slow = within(&gate, Duration::from_millis(20), Urgency::Now, move || wait.recv());
        assert_eq!(slow.await.unwrap_err(), Failure::TooSlow);
        assert_eq!(gate.available_permits(), 0);
        release.send(()).unwrap();
        let next = within(&gate, Duration::from_secs(10), Urgency::Background, || 7).await;
        assert_eq!(next, Ok(7));
    }

    #[tokio::test]
    async fn a_panic_is_a_failure_of_the_work_alone() {
        let gate = Arc::new(Semaphore::new(1));
        let broken = within(&gate, Duration::from_secs(10), Urgency::Now, || panic!("on purpose"));
        assert_eq!(broken.await, Err::<(), _>(Failure::Broken));
        assert_eq!(gate.available_permits(), 1);
    }
}
