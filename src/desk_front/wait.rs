//! Waiting, and not waiting too long.

use std::future::Future;

use futures_util::future::{Either, select};
use wasm_bindgen_futures::JsFuture;

/// Waits so many milliseconds.
pub async fn wait(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// What a future comes to, or `None` where that takes longer.
pub async fn within<T>(milliseconds: i32, future: impl Future<Output = T>) -> Option<T> {
    let future = std::pin::pin!(future);
    let late = std::pin::pin!(wait(milliseconds));
    match select(future, late).await {
        Either::Left((value, _)) => Some(value),
        Either::Right(((), _)) => None,
    }
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    js_sys::Date::now()
}
