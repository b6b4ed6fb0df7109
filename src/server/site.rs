//! The site as it is now: what the configuration says, and over it what the desk has written.

use std::sync::{Arc, PoisonError, RwLock};

use dateline_edition::Site;
use dateline_store::{Error, SITE, Store};
use dateline_story::catalogue::{Document, DocumentKind};

/// A site that is read anew when the desk has written of it.
pub struct LiveSite {
    configured: Arc<Site>,
    now: RwLock<Arc<Site>>,
}

impl LiveSite {
    /// A site as it is configured.
    pub fn new(site: Site) -> Self {
        let site = Arc::new(site);
        Self { configured: site.clone(), now: RwLock::new(site) }
    }

    /// The site as it was when the store was last read.
    pub fn now(&self) -> Arc<Site> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The site as the configuration has it.
    pub fn configured(&self) -> &Site {
        &self.configured
    }

    /// Reads what the desk has written.
    ///
    /// # Errors
    /// The store's.
    pub async fn read(&self, store: &dyn Store) -> Result<(), Error> {
        let mut site = Site::clone(&self.configured);
        site.share = store.card(SITE).await?;
        for kind in [DocumentKind::Site, DocumentKind::Sections] {
            match store.document(kind, "").await?.map(|revision| revision.document) {
                Some(Document::Site(masthead)) => {
                    site.name = masthead.name;
                    site.tagline = masthead.tagline;
                    site.channel = masthead.channel;
                }
                Some(Document::Sections(sections)) => site.sections = sections,
                _ => {}
            }
        }
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(site);
        Ok(())
    }
}
