//! In place of models, in a program that was built without them.

use std::path::Path;

use super::Meaning;
use crate::error::Error;
use crate::sketch::Words;

/// There is none.
pub enum Model {}

impl Model {
    /// Refuses the folder.
    ///
    /// # Errors
    /// Always, with the folder's name and what to do.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let why = "this program was built without models; `cargo xtask build --features model` builds one with them";
        Err(Error::Model { folder: folder.to_owned(), why: why.into() })
    }

    /// What tells it from other models.
    pub fn print(&self) -> &str {
        match *self {}
    }

    /// What a story means.
    pub fn meaning(&self, _: &Words<'_>) -> Option<Meaning> {
        match *self {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_refused_with_the_way_to_have_one() {
        let Err(error) = Model::open(Path::new("models/small"));
        let said = error.to_string();
        assert!(said.contains("models/small") && said.contains("--features model"), "{said}");
    }
}
