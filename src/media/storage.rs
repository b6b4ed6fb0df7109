//! Where pictures are kept: a folder, or a bucket that speaks S3.

use std::path::Path;
use std::sync::Arc;

use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use tokio::sync::Semaphore;

use crate::Error;

/// A bucket. Credentials come from the environment: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or whatever else
/// the AWS command line would find there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Its region: `eu-central-1`. Stores other than Amazon's often take any.
    pub region: Option<String>,
    /// The address of a store other than Amazon's: `https://s3.example.org`.
    pub endpoint: Option<String>,
}

/// The media store: renditions under their names, originals under `originals/`.
#[derive(Clone)]
pub struct Media {
    store: Arc<dyn ObjectStore>,
    place: Arc<str>,
    /// Pictures that are decoded at the same time.
    pub(crate) decoding: Arc<Semaphore>,
    /// Pictures that are encoded in the background at the same time: one, so that readers keep the other cores.
    pub(crate) encoding: Arc<Semaphore>,
}

impl Media {
    /// Keeps pictures in a folder, which is made when it is not there.
    ///
    /// # Errors
    /// [`Error::Storage`] when it cannot be made.
    pub fn folder(path: &Path) -> Result<Self, Error> {
        let place = path.display().to_string();
        let failed = |why: String| Error::Storage { what: "use", place: place.clone(), why };
        std::fs::create_dir_all(path).map_err(|error| failed(error.to_string()))?;
        let store = LocalFileSystem::new_with_prefix(path).map_err(|error| failed(error.to_string()))?;
        // What the database says is there must be there after a power cut, too.
        Ok(Self::over(Arc::new(store.with_fsync(true)), &place))
    }

    /// Keeps pictures in a bucket. Nothing is asked of it yet.
    ///
    /// # Errors
    /// [`Error::Storage`] when what is known of it is not enough.
    pub fn bucket(bucket: &Bucket) -> Result<Self, Error> {
        Self::bucket_with(bucket, |builder| builder)
    }

    fn bucket_with(bucket: &Bucket, also: impl FnOnce(AmazonS3Builder) -> AmazonS3Builder) -> Result<Self, Error> {
        // A second call only says that there is one already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = also(AmazonS3Builder::from_env()).with_bucket_name(&bucket.name);
        if let Some(region) = &bucket.region {
            builder = builder.with_region(region);
        }
        if let Some(endpoint) = &bucket.endpoint {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        let place = format!("the bucket {}", bucket.name);
        let store = builder.build().map_err(|error| Error::Storage {
            what: "use",
            place: place.clone(),
            why: error.to_string(),
        })?;
        Ok(Self::over(Arc::new(store), &place))
    }

    fn over(store: Arc<dyn ObjectStore>, place: &str) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            store,
            place: place.into(),
            decoding: Arc::new(Semaphore::new(cores.min(4))),
            encoding: Arc::new(Semaphore::new(1)),
        }
    }

    fn failed(&self, what: &'static str, file: &str, error: &object_store::Error) -> Error {
        Error::Storage { what, place: format!("{file} in {}", self.place), why: error.to_string() }
    }

    /// A file's content; `None` where there is none of the name.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn get(&self, file: &str) -> Result<Option<Vec<u8>>, Error> {
        let found = match self.store.get(&Key::from(file)).await {
            Ok(found) => found.bytes().await,
            Err(error) => Err(error),
        };
        match found {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.failed("read", file, &error)),
        }
    }

    /// Whether there is a file of the name.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn has(&self, file: &str) -> Result<bool, Error> {
        match self.store.head(&Key::from(file)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(self.failed("read", file, &error)),
        }
    }

    /// Writes a file: nobody ever reads half of one.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn put(&self, file: &str, bytes: Vec<u8>) -> Result<(), Error> {
        let written = self.store.put(&Key::from(file), PutPayload::from(bytes)).await;
        written.map(drop).map_err(|error| self.failed("write", file, &error))
    }
}

#[cfg(test)]
mod tests;
