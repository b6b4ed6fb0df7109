-- Related stories as the index found them: derived, and made again with each new index.
CREATE TABLE panel (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    made_with TEXT NOT NULL, -- the index's name; empty where it is to be made again
    panel TEXT NOT NULL      -- JSON
) STRICT;

CREATE TRIGGER change_of_new_panel AFTER INSERT ON panel BEGIN
    INSERT INTO change (kind, key) VALUES ('panel', new.article);
END;
CREATE TRIGGER change_of_panel AFTER UPDATE ON panel WHEN old.panel IS NOT new.panel BEGIN
    INSERT INTO change (kind, key) VALUES ('panel', new.article);
END;
