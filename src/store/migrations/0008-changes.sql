-- What readers' pages show and no event of a story tells: whoever keeps pages follows it by number. Triggers write it, so that nothing
-- is changed beside it.
CREATE TABLE change (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL, -- author, topic, picture, panel, or document:KIND
    key TEXT NOT NULL
) STRICT;

CREATE TRIGGER change_of_new_author AFTER INSERT ON author BEGIN
    INSERT INTO change (kind, key) VALUES ('author', new.slug);
END;
CREATE TRIGGER change_of_author AFTER UPDATE ON author
WHEN (old.name, old.role, old.bio, old.channel) IS NOT (new.name, new.role, new.bio, new.channel) BEGIN
    INSERT INTO change (kind, key) VALUES ('author', new.slug);
END;
CREATE TRIGGER change_of_no_author AFTER DELETE ON author BEGIN
    INSERT INTO change (kind, key) VALUES ('author', old.slug);
END;

CREATE TRIGGER change_of_new_topic AFTER INSERT ON topic BEGIN
    INSERT INTO change (kind, key) VALUES ('topic', new.slug);
END;
CREATE TRIGGER change_of_topic AFTER UPDATE ON topic WHEN old.name IS NOT new.name BEGIN
    INSERT INTO change (kind, key) VALUES ('topic', new.slug);
END;
CREATE TRIGGER change_of_no_topic AFTER DELETE ON topic BEGIN
    INSERT INTO change (kind, key) VALUES ('topic', old.slug);
END;

CREATE TRIGGER change_of_new_picture AFTER INSERT ON picture BEGIN
    INSERT INTO change (kind, key) VALUES ('picture', new.name);
END;
CREATE TRIGGER change_of_picture AFTER UPDATE ON picture
WHEN (old.name, old.digest, old.width, old.height, old.widths, old.tint, old.avif)
    IS NOT (new.name, new.digest, new.width, new.height, new.widths, new.tint, new.avif) BEGIN
    INSERT INTO change (kind, key) VALUES ('picture', new.name);
END;

CREATE TRIGGER change_of_document AFTER INSERT ON catalogue BEGIN
    INSERT INTO change (kind, key) VALUES ('document:' || new.kind, new.key);
END;

-- Who asked for these asks the table above instead.
DROP TABLE picture_change;
DROP INDEX event_public;
