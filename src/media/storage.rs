//! Where pictures are kept: a folder, or a bucket that speaks S3.

mod bucket;
mod folder;

use std::path::{Component, Path};
use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::Error;
pub use bucket::Bucket;
use bucket::Remote;
use folder::Folder;

/// The media store: renditions under their names, originals under `originals/`.
#[derive(Clone)]
pub struct Media {
    place: Arc<Place>,
    /// Pictures that are decoded at the same time.
    pub(crate) decoding: Arc<Semaphore>,
    /// Pictures that are encoded in the background at the same time: one, so that readers keep the other cores.
    pub(crate) encoding: Arc<Semaphore>,
}

enum Place {
    Folder(Folder),
    Bucket(Box<Remote>),
}

/// Why a file could not be read or written.
type Failure = Box<dyn std::error::Error + Send + Sync>;

impl Media {
    /// Keeps pictures in a folder, which is made when it is not there.
    ///
    /// # Errors
    /// [`Error::Storage`] when it cannot be made.
    pub fn folder(path: &Path) -> Result<Self, Error> {
        let unusable = |error: std::io::Error| unusable(&path.display(), &error);
        Ok(Self::over(Place::Folder(Folder::open(path).map_err(unusable)?)))
    }

    /// Keeps pictures in a bucket. Nothing is asked of it yet.
    ///
    /// # Errors
    /// [`Error::Storage`] when what is known of it is not enough.
    pub fn bucket(bucket: &Bucket) -> Result<Self, Error> {
        Self::bucket_as(bucket, |name| std::env::var(name).ok())
    }

    fn bucket_as(bucket: &Bucket, environment: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let place = format!("the bucket {}", bucket.name);
        let remote = Remote::new(bucket, environment).map_err(|why| unusable(&place, &why))?;
        Ok(Self::over(Place::Bucket(Box::new(remote))))
    }

    fn over(place: Place) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            place: Arc::new(place),
            decoding: Arc::new(Semaphore::new(cores.min(4))),
            encoding: Arc::new(Semaphore::new(1)),
        }
    }

    /// Does something with the place, which may take its time, on a thread that may wait.
    async fn with<T: Send + 'static>(
        &self,
        what: &'static str,
        file: &str,
        work: impl FnOnce(&Place, &str) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Error> {
        let (place, key) = (self.place.clone(), file.to_owned());
        let done = tokio::task::spawn_blocking(move || work(&place, &key)).await.map_err(Failure::from);
        done.flatten().map_err(|why| Error::Storage {
            what,
            place: format!("{file} in {}", self.place.name()),
            why: why.to_string(),
        })
    }

    /// A file's content; `None` where there is none of the name.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn get(&self, file: &str) -> Result<Option<Vec<u8>>, Error> {
        if !is_key(file) {
            return Ok(None);
        }
        let read = |place: &Place, key: &str| match place {
            Place::Folder(folder) => Ok(folder.get(key)?),
            Place::Bucket(bucket) => bucket.get(key),
        };
        self.with("read", file, read).await
    }

    /// Whether there is a file of the name.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn has(&self, file: &str) -> Result<bool, Error> {
        if !is_key(file) {
            return Ok(false);
        }
        let look = |place: &Place, key: &str| match place {
            Place::Folder(folder) => Ok(folder.has(key)?),
            Place::Bucket(bucket) => bucket.has(key),
        };
        self.with("read", file, look).await
    }

    /// Writes a file: nobody ever reads half of one.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn put(&self, file: &str, bytes: Vec<u8>) -> Result<(), Error> {
        if !is_key(file) {
            return Err(Error::Storage {
                what: "write",
                place: format!("{file} in {}", self.place.name()),
                why: "this is no name of a picture's file".into(),
            });
        }
        let write = move |place: &Place, key: &str| match place {
            Place::Folder(folder) => Ok(folder.put(key, &bytes)?),
            Place::Bucket(bucket) => bucket.put(key, &bytes),
        };
        self.with("write", file, write).await
    }

    /// Removes a file. Not an error when there is none of the name.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn remove(&self, file: &str) -> Result<(), Error> {
        if !is_key(file) {
            return Ok(());
        }
        let remove = |place: &Place, key: &str| match place {
            Place::Folder(folder) => Ok(folder.remove(key)?),
            Place::Bucket(bucket) => bucket.remove(key),
        };
        self.with("remove", file, remove).await
    }
}

impl Place {
    /// How messages call it.
    fn name(&self) -> String {
        match self {
            Self::Folder(folder) => folder.name(),
            Self::Bucket(bucket) => bucket.name(),
        }
    }
}

/// Whether a name leads to a file within the place and nowhere else.
fn is_key(file: &str) -> bool {
    !file.is_empty() && Path::new(file).components().all(|part| matches!(part, Component::Normal(_)))
}

fn unusable(place: &dyn std::fmt::Display, why: &dyn std::fmt::Display) -> Error {
    Error::Storage { what: "use", place: place.to_string(), why: why.to_string() }
}

#[cfg(test)]
mod tests;
