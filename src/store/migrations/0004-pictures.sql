-- Pictures: what the desk knows of them, and the queue of jobs.
ALTER TABLE picture RENAME TO picture_before;

CREATE TABLE picture (
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- newer pictures have higher ones
    name TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    widths TEXT NOT NULL,                     -- JSON
    tint TEXT,                                -- JSON: steps of red, green and blue
    avif INTEGER NOT NULL DEFAULT 0,          -- 1 where every width is there as AVIF too
    alt TEXT NOT NULL DEFAULT '',
    credit TEXT NOT NULL DEFAULT '',
    caption TEXT NOT NULL DEFAULT '',
    focus_x INTEGER NOT NULL DEFAULT 50,
    focus_y INTEGER NOT NULL DEFAULT 50,
    mime TEXT,                                -- the original's; null where it is not known
    bytes INTEGER,
    added_at INTEGER,
    added_by TEXT NOT NULL DEFAULT '',        -- a name, as it was then
    added_by_user INTEGER,                    -- null where it was no user
    version INTEGER NOT NULL DEFAULT 1        -- counts changes to its words and its focal point
) STRICT;
CREATE INDEX picture_by_digest ON picture (digest);

INSERT INTO picture (name, digest, width, height, widths)
    SELECT name, digest, width, height, widths FROM picture_before ORDER BY name;
DROP TABLE picture_before;

CREATE VIRTUAL TABLE picture_words USING fts5 (
    name, alt, credit, caption,
    content = 'picture', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO picture_words (picture_words) VALUES ('rebuild');
CREATE TRIGGER picture_words_of_new AFTER INSERT ON picture BEGIN
    INSERT INTO picture_words (rowid, name, alt, credit, caption)
        VALUES (new.number, new.name, new.alt, new.credit, new.caption);
END;
CREATE TRIGGER picture_words_of_old AFTER DELETE ON picture BEGIN
    INSERT INTO picture_words (picture_words, rowid, name, alt, credit, caption)
        VALUES ('delete', old.number, old.name, old.alt, old.credit, old.caption);
END;
CREATE TRIGGER picture_words_of_changed AFTER UPDATE OF name, alt, credit, caption ON picture BEGIN
    INSERT INTO picture_words (picture_words, rowid, name, alt, credit, caption)
        VALUES ('delete', old.number, old.name, old.alt, old.credit, old.caption);
    INSERT INTO picture_words (rowid, name, alt, credit, caption)
        VALUES (new.number, new.name, new.alt, new.credit, new.caption);
END;

-- Which stories show a picture, in whatever state they are.
CREATE TABLE picture_use (
    picture TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (picture, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_use_by_article ON picture_use (article);

-- Counts what pages show of pictures and no event tells: renditions that became ready. Part of the page cache's key.
CREATE TABLE picture_change (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL
) STRICT;
INSERT INTO picture_change VALUES (1, 0);

CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,               -- what it is about
    payload TEXT NOT NULL,           -- JSON, or empty
    priority INTEGER NOT NULL,       -- higher ones first
    queued_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    leased_until INTEGER,            -- while somebody does it
    failed INTEGER NOT NULL DEFAULT 0, -- 1 where it was given up
    error TEXT                       -- why it failed last
) STRICT;
CREATE UNIQUE INDEX job_waiting ON job (kind, key) WHERE leased_until IS NULL AND failed = 0;
CREATE INDEX job_next ON job (priority DESC, not_before, id) WHERE failed = 0;
CREATE INDEX job_failed ON job (id) WHERE failed = 1;

-- What is there already gets its AVIF renditions and its list of uses.
INSERT INTO job (kind, key, payload, priority, queued_at, not_before)
    SELECT 'renditions', name, '', 0, 0, 0 FROM picture;
INSERT INTO job (kind, key, payload, priority, queued_at, not_before)
    SELECT 'picture-uses', '', '', 1, 0, 0 WHERE EXISTS (SELECT 1 FROM article);
