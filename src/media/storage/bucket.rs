//! Pictures in a bucket that speaks S3: whole objects are got, put, asked after and deleted by addresses that are signed (AWS Signature
//! Version 4, in the query).

use std::time::Duration;

use rusty_s3::{Credentials, S3Action, UrlStyle};
use ureq::Agent;
use ureq::http::{Response, StatusCode};

use super::Failure;
use crate::MAX_BYTES;

/// A bucket. Credentials come from the environment, as for the AWS command line: `AWS_ACCESS_KEY_ID`,
/// `AWS_SECRET_ACCESS_KEY` and, where there is one, `AWS_SESSION_TOKEN`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Its region: `eu-central-1`. Stores other than Amazon's often take any. Without it, `AWS_REGION`, else `us-east-1`.
    pub region: Option<String>,
    /// The address of a store other than Amazon's: `https://s3.example.org`.
    pub endpoint: Option<String>,
}

/// How long a signature holds: as long as a try may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often a store that is busy or out of reach is asked, and the first pause, which doubles.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(200);

/// A bucket that can be asked.
pub struct Remote {
    agent: Agent,
    bucket: rusty_s3::Bucket,
    credentials: Credentials,
}

impl Remote {
    /// With what the environment says beside the configuration.
    pub fn new(bucket: &Bucket, environment: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let set = |name: &str| environment(name).filter(|value| !value.is_empty());
        let needed = |name: &str| set(name).ok_or_else(|| format!("{name} is not set in the environment"));
        let (key, secret) = (needed("AWS_ACCESS_KEY_ID")?, needed("AWS_SECRET_ACCESS_KEY")?);
        let credentials = match set("AWS_SESSION_TOKEN") {
            Some(token) => Credentials::new_with_token(key, secret, token),
            None => Credentials::new(key, secret),
        };
        let region = bucket.region.clone().or_else(|| set("AWS_REGION")).or_else(|| set("AWS_DEFAULT_REGION"));
        let region = region.unwrap_or_else(|| "us-east-1".into());
        let endpoint = bucket.endpoint.clone().or_else(|| set("AWS_ENDPOINT_URL"));
        let endpoint = endpoint.unwrap_or_else(|| format!("https://s3.{region}.amazonaws.com"));
        let address = endpoint.parse().map_err(|error| format!("its endpoint “{endpoint}” is no address: {error}"))?;
        let bucket = rusty_s3::Bucket::new(address, UrlStyle::Path, bucket.name.clone(), region)
            .map_err(|error| format!("its endpoint “{endpoint}” or its name will not do: {error}"))?;
        let agent = Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false).build().into();
        Ok(Self { agent, bucket, credentials })
    }

    /// How messages call it.
    pub fn name(&self) -> String {
        format!("the bucket {}", self.bucket.name())
    }

    pub fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Failure> {
        let found = patiently(|| {
            let address = self.bucket.get_object(Some(&self.credentials), key).sign(PATIENCE);
            self.agent.get(address.as_str()).call()
        })?;
        let Some(mut found) = found else { return Ok(None) };
        Ok(Some(found.body_mut().with_config().limit(MAX_BYTES as u64).read_to_vec()?))
    }

    pub fn has(&self, key: &str) -> Result<bool, Failure> {
        let found = patiently(|| {
            let address = self.bucket.head_object(Some(&self.credentials), key).sign(PATIENCE);
            self.agent.head(address.as_str()).call()
        })?;
        Ok(found.is_some())
    }

    pub fn put(&self, key: &str, bytes: &[u8]) -> Result<(), Failure> {
        let done = patiently(|| {
            let address = self.bucket.put_object(Some(&self.credentials), key).sign(PATIENCE);
            self.agent.put(address.as_str()).send(bytes)
        })?;
        done.map(drop).ok_or_else(|| "there is no such bucket".into())
    }

    /// What is not there needs no removing.
    pub fn remove(&self, key: &str) -> Result<(), Failure> {
        let done = patiently(|| {
            let address = self.bucket.delete_object(Some(&self.credentials), key).sign(PATIENCE);
            self.agent.delete(address.as_str()).call()
        })?;
        drop(done);
        Ok(())
    }
}

/// Asks, and again after a pause where the store cannot be reached or says that it is busy; `None` for what is not there.
fn patiently<B>(ask: impl Fn() -> Result<Response<B>, ureq::Error>) -> Result<Option<Response<B>>, Failure> {
    let mut pause = PAUSE;
    for tries in 1.. {
        let why: Failure = match ask() {
            Ok(answer) if answer.status().is_success() => return Ok(Some(answer)),
            Ok(answer) if answer.status() == StatusCode::NOT_FOUND => return Ok(None),
            Ok(answer) => {
                let why = format!("the store answers {}", answer.status()).into();
                if !answer.status().is_server_error() && answer.status() != StatusCode::TOO_MANY_REQUESTS {
                    return Err(why);
                }
                why
            }
            Err(error) => error.into(),
        };
        if tries == TRIES {
            return Err(why);
        }
        std::thread::sleep(pause);
        pause *= 2;
    }
    Ok(None)
}
