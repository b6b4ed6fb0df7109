//! What is known when a text is read, beside the text.

use std::sync::Arc;

use crate::meaning::Model;
use crate::names::Listed;

/// The newsroom's topics, and the model if the operator supplies one.
#[derive(Clone, Default)]
pub struct Known {
    /// The topics, which are looked for in what stories say.
    pub topics: Arc<Listed>,
    /// The model.
    pub model: Option<Arc<Model>>,
}

impl Known {
    /// What tells the model from others; `None` without one.
    pub fn model_print(&self) -> Option<&str> {
        self.model.as_ref().map(|model| model.print())
    }
}
