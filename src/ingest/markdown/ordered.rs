//! Work on several threads, taken in order.

use std::ops::ControlFlow;
use std::sync::mpsc::sync_channel;

/// How many results each thread may be ahead of the taker, so that memory stays bounded.
const AHEAD: usize = 32;

/// Does `work` for every number below `count`, on `threads` threads, and calls `take` with the results in order on this
/// thread, until it breaks.
pub fn each<T: Send>(
    count: usize,
    threads: usize,
    work: &(dyn Fn(usize) -> T + Sync),
    take: &mut dyn FnMut(T) -> ControlFlow<()>,
) {
    let threads = threads.clamp(1, count.max(1));
    std::thread::scope(|scope| {
        // Thread k does k, k + threads, k + 2 × threads, …: taking from the channels in turn keeps the order.
        let channels: Vec<_> = (0..threads)
            .map(|first| {
                let (give, get) = sync_channel(AHEAD);
                scope.spawn(move || {
                    for number in (first..count).step_by(threads) {
                        if give.send(work(number)).is_err() {
                            return;
                        }
                    }
                });
                get
            })
            .collect();
        for number in 0..count {
            let Ok(result) = channels[number % threads].recv() else { return };
            if take(result).is_break() {
                return;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_stop_when_told() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            each(100, threads, &|number| number, &mut |number| {
                seen.push(number);
                if number == 60 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            assert_eq!(seen, (0..=60).collect::<Vec<_>>());
        }
        each(0, 2, &|number| number, &mut |_| panic!("there is nothing to do"));
    }
}
