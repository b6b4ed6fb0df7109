-- Accounts: users, sessions, passkeys, the audit trail. Tokens are kept as their SHA-256 only.
CREATE TABLE user (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE, -- in lower case
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    password TEXT,              -- a PHC string; NULL until one is chosen
    disabled INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token BLOB NOT NULL UNIQUE,
    user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    created INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    agent TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;
CREATE INDEX session_by_user ON session (user, seen DESC);

CREATE TABLE passkey (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    credential BLOB NOT NULL UNIQUE,
    user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    key TEXT NOT NULL,          -- JSON: the public key and its counter
    created INTEGER NOT NULL,
    used INTEGER
) STRICT;
CREATE INDEX passkey_by_user ON passkey (user);

-- What a passkey is to sign, between the question and the answer.
CREATE TABLE ceremony (
    token BLOB PRIMARY KEY,
    user INTEGER REFERENCES user (id) ON DELETE CASCADE,
    state TEXT NOT NULL,        -- JSON
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ceremony_expires ON ceremony (expires);

-- Links that work once: to a first password, a new one, or the first owner's account (no user yet).
CREATE TABLE link (
    token BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    user INTEGER REFERENCES user (id) ON DELETE CASCADE,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX link_by_user ON link (user);

-- Who did what, to what, from where. Rows are never changed.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    user INTEGER REFERENCES user (id),
    who TEXT NOT NULL,          -- the name at that time
    what TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;
