-- Instants are microseconds since 1970-01-01T00:00:00Z.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    section TEXT NOT NULL,
    slug TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    scheduled_at INTEGER,
    headline TEXT NOT NULL,
    short_headline TEXT,
    standfirst TEXT,
    dateline TEXT,
    first_published INTEGER,
    updated_at INTEGER,
    update_reason TEXT,
    topics TEXT NOT NULL,      -- JSON: slugs, in order
    bylines TEXT NOT NULL,     -- JSON
    credits TEXT NOT NULL,     -- JSON
    lead TEXT,                 -- JSON
    corrections TEXT NOT NULL, -- JSON
    canonical TEXT,
    related TEXT NOT NULL,     -- JSON: ids
    body TEXT NOT NULL,        -- story markup
    revision INTEGER NOT NULL,
    UNIQUE (section, slug)
) STRICT;

CREATE INDEX article_latest ON article (first_published DESC, id DESC) WHERE state = 'published';
CREATE INDEX article_in_section ON article (section, first_published DESC, id DESC) WHERE state = 'published';
CREATE INDEX article_in_language ON article (language, first_published DESC, id DESC) WHERE state = 'published';
CREATE INDEX article_in_section_and_language ON article (section, language, first_published DESC, id DESC) WHERE state = 'published';
CREATE INDEX article_state ON article (state);
CREATE INDEX article_scheduled ON article (scheduled_at) WHERE state = 'scheduled';

-- Lists by topic and author hold published stories only, with the instant they are sorted by.
CREATE TABLE in_topic (
    topic TEXT NOT NULL,
    first_published INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (topic, first_published, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX in_topic_by_article ON in_topic (article);

CREATE TABLE by_author (
    author TEXT NOT NULL,
    first_published INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (author, first_published, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX by_author_by_article ON by_author (article);

-- Every text a story ever had.
CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id),
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    note TEXT NOT NULL,
    head TEXT NOT NULL, -- JSON: the article without its body
    body TEXT NOT NULL, -- story markup
    UNIQUE (article, number)
) STRICT;

-- What happened, in order. Everything derived follows it by cursor.
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id),
    revision INTEGER NOT NULL,
    act TEXT NOT NULL,
    public INTEGER NOT NULL -- 1 where readers see a difference
) STRICT;

CREATE TABLE author (
    slug TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    bio TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE topic (
    slug TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE picture (
    name TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    widths TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

-- Old addresses, from the root.
CREATE TABLE redirect (
    path TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX redirect_by_article ON redirect (article);

-- Where an imported story came from, and what it said then: importing it again changes nothing.
CREATE TABLE source (
    key TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX source_by_article ON source (article);
