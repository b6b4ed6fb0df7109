//! Pictures in a folder.

use std::fs::File;
use std::io::{Result, Write};
use std::path::{Path, PathBuf};

/// A folder that is there.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes the folder if need be.
    pub fn open(path: &Path) -> Result<Self> {
        std::fs::create_dir_all(path)?;
        Ok(Self(path.to_owned()))
    }

    /// How messages call it.
    pub fn name(&self) -> String {
        self.0.display().to_string()
    }

    pub fn get(&self, key: &str) -> Result<Option<Vec<u8>>> {
        match std::fs::read(self.0.join(key)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub fn has(&self, key: &str) -> Result<bool> {
        self.0.join(key).try_exists()
    }

    /// Writes beside the file and puts it in its place when all is on the disk, the folders' own entries included: what the
    /// database says is there must be there after a power cut, too.
    pub fn put(&self, key: &str, bytes: &[u8]) -> Result<()> {
        let path = self.0.join(key);
        let folder = path.parent().unwrap_or(&self.0);
        std::fs::create_dir_all(folder)?;
        // Not tempfile's own way to make one, which only this user could read: a web server may serve the folder.
        let mut file = tempfile::Builder::new().prefix(".new-").make_in(folder, |path| File::create_new(path))?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(&path)?;
        if cfg!(unix) {
            for folder in folder.ancestors().take_while(|it| it.starts_with(&self.0)) {
                File::open(folder)?.sync_all()?;
            }
        }
        Ok(())
    }

    /// What is not there needs no removing.
    pub fn remove(&self, key: &str) -> Result<()> {
        match std::fs::remove_file(self.0.join(key)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}
