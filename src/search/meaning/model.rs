//! Models that model2vec has written, read by its authors' own crate.

use std::path::Path;

use model2vec_rs::model::StaticModel;

use super::{Meaning, quantised};
use crate::error::Error;
use crate::sketch::Words;
use crate::text::id_of;

/// A model that was read from its folder.
pub struct Model {
    inner: StaticModel,
    print: String,
}

impl Model {
    /// Reads a folder with `config.json`, `tokenizer.json` and `model.safetensors`, as model2vec writes it.
    ///
    /// # Errors
    /// When something is missing or is not as it should be, with the folder's name.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let unusable = |why: String| Error::Model { folder: folder.to_owned(), why };
        let inner =
            StaticModel::from_pretrained(folder, None, None, None).map_err(|why| unusable(format!("{why:#}")))?;
        // What it makes of a sentence tells one model from another, wherever its folder is.
        let sample = quantised(&inner.encode_single("Ministers met in the capital to talk of water, trade and peace."));
        let Some(sample) = sample else {
            return Err(unusable("it makes nothing of a plain sentence".into()));
        };
        let letters: String = sample.0.iter().map(|byte| char::from(*byte)).collect();
        Ok(Self { print: format!("{}-{:08x}", inner.dim(), id_of(&letters)), inner })
    }

    /// What tells it from other models.
    pub fn print(&self) -> &str {
        &self.print
    }

    /// What a story means; `None` where the model knows none of its words.
    pub fn meaning(&self, words: &Words<'_>) -> Option<Meaning> {
        let text = [words.headline, "\n", words.standfirst, "\n", words.body].concat();
        quantised(&self.inner.encode_single(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_a_model_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let Err(error) = Model::open(folder.path()) else { panic!("nothing is in it") };
        let said = error.to_string();
        assert!(said.contains(&folder.path().display().to_string()) && said.contains("config.json"), "{said}");
        for (name, content) in [("config.json", "{}"), ("tokenizer.json", "no"), ("model.safetensors", "no")] {
            std::fs::write(folder.path().join(name), content).unwrap();
        }
        assert!(Model::open(folder.path()).is_err());
    }
}
