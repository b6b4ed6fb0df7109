-- What the desk says of the site, its sections, people, topics and redirects: every revision of each document.
CREATE TABLE catalogue (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,         -- empty where there is one document of the kind
    version INTEGER NOT NULL,  -- from 1
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    note TEXT NOT NULL,
    document TEXT NOT NULL,    -- JSON
    PRIMARY KEY (kind, key, version)
) STRICT, WITHOUT ROWID;

ALTER TABLE author ADD COLUMN channel TEXT; -- JSON

-- The desk's redirects that hold. No target is itself a path here.
CREATE TABLE desk_redirect (
    path TEXT PRIMARY KEY,
    target TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_redirect_by_target ON desk_redirect (target);
