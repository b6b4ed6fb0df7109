//! Encrypted connections (TLS 1.2 and 1.3), where the program is given a certificate.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use thiserror::Error;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// What is offered to browsers, the best first (RFC 7301).
const PROTOCOLS: [&[u8]; 2] = [b"h2", b"http/1.1"];

/// The files of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// The certificate and those that vouch for it, in PEM.
    pub certificate: PathBuf,
    /// Its private key, in PEM.
    pub key: PathBuf,
}

/// Why a certificate cannot be used.
#[derive(Debug, Error)]
pub enum Failure {
    /// A file cannot be read, or is no PEM of that kind.
    #[error("{path}: {why}", path = .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: rustls::pki_types::pem::Error,
    },
    /// No certificate is in the file.
    #[error("{} holds no certificate", .0.display())]
    Nothing(PathBuf),
    /// The certificate and the key do not fit, or are of a kind that is not known.
    #[error("{} with {}: {why}", .files.certificate.display(), .files.key.display())]
    Unfit {
        /// The files.
        files: Files,
        /// What is wrong.
        why: rustls::Error,
    },
    /// The system's library for encryption cannot be used.
    #[error(transparent)]
    Library(rustls::Error),
}

/// A certificate that is read again when its files change.
#[derive(Debug)]
struct Certificate {
    files: Files,
    now: RwLock<(Arc<CertifiedKey>, Stamp)>,
}

/// When the files were written.
type Stamp = [Option<SystemTime>; 2];

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.now.read().unwrap_or_else(PoisonError::into_inner).0.clone())
    }
}

impl Certificate {
    fn read(files: Files) -> Result<Self, Failure> {
        let stamp = stamp(&files);
        let now = RwLock::new((Arc::new(read(&files)?), stamp));
        Ok(Self { files, now })
    }

    /// Reads the files again if they are others; whether they were.
    fn renew(&self) -> Result<bool, Failure> {
        let stamp = stamp(&self.files);
        if stamp == self.now.read().unwrap_or_else(PoisonError::into_inner).1 {
            return Ok(false);
        }
        let renewed = Arc::new(read(&self.files)?);
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = (renewed, stamp);
        Ok(true)
    }
}

/// Reads a certificate, and begins to look, every so often, whether it is another one.
///
/// # Errors
/// What is wrong with the files.
pub fn acceptor(files: Files, every: Duration) -> Result<(TlsAcceptor, JoinHandle<()>), Failure> {
    let certificate = Arc::new(Certificate::read(files)?);
    let versions = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let versions = versions.with_safe_default_protocol_versions().map_err(Failure::Library)?;
    let mut config = versions.with_no_client_auth().with_cert_resolver(certificate.clone());
    config.alpn_protocols = PROTOCOLS.iter().map(|protocol| protocol.to_vec()).collect();
    Ok((TlsAcceptor::from(Arc::new(config)), tokio::spawn(renew(certificate, every))))
}

async fn renew(certificate: Arc<Certificate>, every: Duration) {
    let mut failed = None;
    loop {
        tokio::time::sleep(every).await;
        let looked = certificate.clone();
        let stamp = stamp(&certificate.files);
        match tokio::task::spawn_blocking(move || looked.renew()).await {
            Ok(Ok(true)) => tracing::info!("there is a new certificate"),
            Ok(Ok(false)) | Err(_) => {}
            // Half of a renewal may have been seen; it is said once for each state of the files.
            Ok(Err(error)) if failed != Some(stamp) => {
                tracing::error!(%error, "the certificate cannot be renewed: the one before is used");
                failed = Some(stamp);
            }
            Ok(Err(_)) => {}
        }
    }
}

/// Whether a certificate can be used.
///
/// # Errors
/// What is wrong with the files.
pub fn check(files: &Files) -> Result<(), Failure> {
    read(files).map(drop)
}

fn stamp(files: &Files) -> Stamp {
    [&files.certificate, &files.key].map(|file| fs::metadata(file).ok()?.modified().ok())
}

fn read(files: &Files) -> Result<CertifiedKey, Failure> {
    let wrong = |path: &Path| {
        let path = path.to_owned();
        move |why| Failure::File { path, why }
    };
    let chain: Vec<_> = CertificateDer::pem_file_iter(&files.certificate)
        .and_then(Iterator::collect)
        .map_err(wrong(&files.certificate))?;
    if chain.is_empty() {
        return Err(Failure::Nothing(files.certificate.clone()));
    }
    let key = PrivateKeyDer::from_pem_file(&files.key).map_err(wrong(&files.key))?;
    let unfit = |why| Failure::Unfit { files: files.clone(), why };
    let key = CertifiedKey::from_der(chain, key, &ring::default_provider()).map_err(unfit)?;
    // Of some kinds of keys it is not known whether they fit.
    match key.keys_match() {
        Ok(()) | Err(rustls::Error::InconsistentKeys(rustls::InconsistentKeys::Unknown)) => Ok(key),
        Err(why) => Err(unfit(why)),
    }
}
