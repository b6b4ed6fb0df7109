//! The site as it is now: what the configuration says, and over it what the desk has written.

use std::sync::{Arc, PoisonError, RwLock};

use dateline_edition::Site;
use dateline_store::{Error, Store};
use dateline_story::catalogue::{Document, DocumentKind};

/// A site that follows the store. Programs that share a database agree on it, since each looks again when the last
/// public event is another.
pub struct LiveSite {
    configured: Arc<Site>,
    /// The site, and the event up to which it is known; `None` before the store was looked at.
    now: RwLock<(Option<u64>, Arc<Site>)>,
}

impl LiveSite {
    /// A site as it is configured.
    pub fn new(site: Site) -> Self {
        let site = Arc::new(site);
        Self { configured: site.clone(), now: RwLock::new((None, site)) }
    }

    /// The site as it was when the store was last looked at.
    pub fn now(&self) -> Arc<Site> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).1.clone()
    }

    /// The site as the configuration has it.
    pub fn configured(&self) -> &Site {
        &self.configured
    }

    /// Looks at the store where `event`, its last public one, is not the one that the site is known up to.
    ///
    /// # Errors
    /// The store's.
    pub async fn follow(&self, store: &dyn Store, event: u64) -> Result<(), Error> {
        if self.now.read().unwrap_or_else(PoisonError::into_inner).0 == Some(event) {
            return Ok(());
        }
        let mut site = Site::clone(&self.configured);
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
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        // A slower look must not undo a later one.
        if now.0.is_none_or(|known| known < event) {
            *now = (Some(event), Arc::new(site));
        }
        Ok(())
    }
}
