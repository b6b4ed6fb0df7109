//! When an island is hydrated.

/// What wakes an island. On a slow connection, or where the reader saves data, every island waits for interaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// When the browser has nothing better to do.
    Idle,
    /// When it comes near the window.
    Visible,
    /// When it is touched, clicked or focused; the click is done again once it is awake.
    Interaction,
}

impl Wake {
    /// The value of `data-wake`, which the loader reads.
    pub fn as_str(self) -> &'static str {
        match self {
            Wake::Idle => "idle",
            Wake::Visible => "visible",
            Wake::Interaction => "interaction",
        }
    }
}
