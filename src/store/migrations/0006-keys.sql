-- What the program signs with: made once, and the same for every server on this database.
CREATE TABLE signing_key (
    purpose TEXT PRIMARY KEY,
    key BLOB NOT NULL -- 32 bytes of chance
) STRICT, WITHOUT ROWID;
