-- Events that concern no story (a section renamed, a picture's renditions ready) change what readers see too.
CREATE TABLE event_next (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    article INTEGER REFERENCES article (id),
    revision INTEGER NOT NULL, -- 0 where no story is concerned
    act TEXT NOT NULL,
    public INTEGER NOT NULL -- 1 where readers see a difference
) STRICT;
INSERT INTO event_next (id, at, article, revision, act, public) SELECT id, at, article, revision, act, public FROM event;
DROP TABLE event;
ALTER TABLE event_next RENAME TO event;
CREATE INDEX event_public ON event (id) WHERE public = 1;
CREATE INDEX event_by_article ON event (article, revision);

-- When a story's text, draft or state last changed, and the account that filed it.
ALTER TABLE article ADD COLUMN touched INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN filed_by TEXT NOT NULL DEFAULT '';
UPDATE article SET touched = coalesce((SELECT r.at FROM revision r WHERE r.article = article.id AND r.number = article.revision), 0);
CREATE INDEX article_touched ON article (touched DESC, id DESC);
CREATE INDEX article_touched_in_state ON article (state, touched DESC, id DESC);
CREATE INDEX article_touched_by_filer ON article (filed_by, touched DESC, id DESC);

-- The text as it is being written. Kept when it is closed (published or given up), so that versions never go back.
CREATE TABLE draft (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    version INTEGER NOT NULL,
    open INTEGER NOT NULL,   -- 0 where the story's last revision is the newest text
    revision INTEGER NOT NULL, -- the revision it was begun from
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    key TEXT NOT NULL,       -- the writing browser's own mark for this save
    head TEXT NOT NULL,      -- JSON: the article without its body
    body TEXT NOT NULL       -- story markup as it was typed
) STRICT;

-- Who has a story open.
CREATE TABLE presence (
    article INTEGER NOT NULL,
    tab TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (article, tab)
) STRICT, WITHOUT ROWID;

-- Links to previews for people without an account.
CREATE TABLE share (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE, -- SHA-256 of the link's secret, in hex
    article INTEGER NOT NULL REFERENCES article (id),
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    revoked INTEGER
) STRICT;
CREATE INDEX share_by_article ON share (article, id);

-- What the desk's list is searched by.
CREATE VIRTUAL TABLE desk_text USING fts5 (
    headline, standfirst, people, topics,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO desk_text (rowid, headline, standfirst, people, topics)
    SELECT a.id, a.headline || ' ' || coalesce(a.short_headline, ''), coalesce(a.standfirst, ''),
        coalesce((SELECT group_concat(json_extract(b.value, '$.author'), ' ') FROM json_each(a.bylines) b), ''),
        coalesce((SELECT group_concat(t.value, ' ') FROM json_each(a.topics) t), '')
    FROM article a;
