//! A site to test: a store in a temporary folder, a router over it, and a clock that stands still.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use dateline_media::Media;
use dateline_newsroom::{Newsroom, Submission};
use dateline_server::app::App;
use dateline_server::config;
use dateline_store::Store;
use dateline_store::sqlite::Sqlite;
use dateline_story::{Article, ArticleId, Author, Byline, Kind, Language, Slug, State, Timestamp, Topic, markup};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// The instant at which every page is rendered: 2026-11-24T06:00:00Z.
pub fn now() -> Timestamp {
    "2026-11-24T06:00:00Z".parse().unwrap()
}

pub struct Rig {
    pub folder: tempfile::TempDir,
    pub store: Arc<Sqlite>,
    pub newsroom: Newsroom,
    pub app: App,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}

/// Gives the library the site's files, as the binary does.
pub fn carry() {
    dateline_server::assets::carry(include_bytes!("../../../../target/site/site.bundle")).unwrap();
}

pub fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

/// A published story, `hours` before [`now`].
pub fn story(number: i64, section: &str, hours: i64) -> Article {
    let source =
        format!("Paragraph one of story {number}.\n\n## A subhead\n\nParagraph *two*, which goes on for a while.\n");
    Article {
        id: ArticleId::UNASSIGNED,
        language: Language::english(),
        kind: Kind::News,
        section: slug(section),
        slug: slug(&format!("story-{number}")),
        topics: vec![slug("trade")],
        headline: format!("Headline of story {number}"),
        short_headline: None,
        standfirst: Some(format!("What story {number} says in a sentence.")),
        bylines: vec![Byline { author: slug("a-reporter"), role: None }],
        dateline: Some("ISLAMABAD".into()),
        credits: Vec::new(),
        lead: None,
        body: markup::parse(&source).blocks,
        first_published: Some(Timestamp::from_second(now().as_second() - hours * 3600).unwrap()),
        updated: None,
        corrections: Vec::new(),
        canonical: None,
        description: None,
        related: Vec::new(),
        state: State::Published,
    }
}

impl Rig {
    /// A site in English, Urdu and Turkish with a menu and a channel, and no stories.
    pub fn new() -> Self {
        Self::over(tempfile::tempdir().unwrap())
    }

    /// The same over a folder in which there may be stories.
    pub fn over(folder: tempfile::TempDir) -> Self {
        let settings = [
            "languages=[\"en\", \"ur\", \"tr\"]",
            "time_zone=Asia/Karachi",
            "channel.url=https://whatsapp.com/channel/1",
            "channel.name=The Test",
            "sections=[{slug=\"pakistan\", name={en=\"Pakistan\", ur=\"پاکستان\"}}, {slug=\"world\", name=\"World\"}]",
        ];
        let settings: Vec<String> = settings.iter().map(|setting| (*setting).to_owned()).collect();
        carry();
        let site = config::read(None, &[], &settings, "https://news.example").unwrap();
        let store = Arc::new(Sqlite::open(&folder.path().join("dateline.db")).unwrap());
        let newsroom = Newsroom::new(store.clone());
        let mut app = App::new(store.clone(), site, Media::folder(&folder.path().join("media")).unwrap());
        app.now = now;
        Self { folder, store, newsroom, app }
    }

    /// Publishes stories, with their author and topic.
    pub async fn publish(&self, stories: Vec<Article>) -> Vec<ArticleId> {
        let submissions = stories.into_iter().map(|article| self.submission(article)).collect();
        let outcomes = self.newsroom.import(submissions, now()).await.unwrap();
        let mut ids = Vec::new();
        for outcome in outcomes {
            let (section, name) = outcome.path()[1..].split_once('/').map(|(a, b)| (slug(a), slug(b))).unwrap();
            ids.push(self.store.id_at(&section, &name).await.unwrap().unwrap());
        }
        ids
    }

    pub fn submission(&self, article: Article) -> Submission {
        Submission {
            source: format!("test:{}", article.path()),
            authors: vec![Author {
                slug: slug("a-reporter"),
                name: "Ada Reporter".into(),
                role: "Correspondent".into(),
                bio: "Writes.".into(),
                channel: None,
            }],
            topics: vec![Topic { slug: slug("trade"), name: "Trade".into() }],
            pictures: Vec::new(),
            redirects: Vec::new(),
            article,
        }
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response: Response = self.app.clone().router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// The answer to a request with these fields.
    pub async fn get_with(&self, path: &str, fields: &[(header::HeaderName, &str)]) -> Answer {
        let request = fields.iter().fold(Request::get(path), |request, (name, value)| request.header(name, *value));
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// A page as text; fails where it is no page.
    pub async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        answer.text()
    }
}
