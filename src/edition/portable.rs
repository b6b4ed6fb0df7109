//! A site as data, to be carried into a browser where the same pages are rendered for a preview.

use dateline_story::{Language, ShareCard};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::{Assets, Channel, Policies, Section, Site, Strings};

/// Everything of a [`Site`] that is not in the program anyway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortableSite {
    name: String,
    tagline: String,
    url: String,
    languages: Vec<Language>,
    sections: Vec<Section>,
    time_zone: String,
    channel: Option<Channel>,
    colophon: Vec<String>,
    share: Option<ShareCard>,
    policies: Policies,
    style: String,
    loader: String,
    glue: String,
    wasm: String,
}

impl From<&Site> for PortableSite {
    fn from(site: &Site) -> Self {
        Self {
            name: site.name.clone(),
            tagline: site.tagline.clone(),
            url: site.url.clone(),
            languages: site.languages.clone(),
            sections: site.sections.clone(),
            time_zone: site.time_zone_name.clone(),
            channel: site.channel.clone(),
            colophon: site.colophon.clone(),
            share: site.share.clone(),
            policies: Policies::clone(&site.policies),
            style: site.assets.style.to_owned(),
            loader: site.assets.loader.to_owned(),
            glue: site.assets.glue.to_owned(),
            wasm: site.assets.wasm.to_owned(),
        }
    }
}

impl PortableSite {
    /// The site again. The build's addresses and styles are kept for as long as the program runs, so this is to be
    /// called once for a site, not once for a page.
    ///
    /// # Errors
    /// Where this program does not know the time zone.
    pub fn site(self) -> Result<Site, jiff::Error> {
        let keep = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
        Ok(Site {
            name: self.name,
            tagline: self.tagline,
            url: self.url,
            languages: self.languages,
            sections: self.sections,
            time_zone: TimeZone::get(&self.time_zone)?,
            time_zone_name: self.time_zone,
            channel: self.channel,
            colophon: self.colophon,
            share: self.share,
            policies: self.policies.into(),
            // Nothing of it is seen in a story's page.
            outside: Default::default(),
            strings: Strings::all().into(),
            assets: Assets {
                style: keep(self.style),
                loader: keep(self.loader),
                glue: keep(self.glue),
                wasm: keep(self.wasm),
                // Previews show stories only.
                search: "",
            },
        })
    }
}
