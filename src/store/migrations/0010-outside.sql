-- What a story sends into the world.

-- When a story last changed for its readers: what sitemaps say of it. An import changes nothing that its readers had not seen elsewhere.
ALTER TABLE article ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
UPDATE article SET changed = max(
    coalesce(first_published, 0), coalesce(updated_at, 0),
    coalesce((SELECT max(e.at) FROM event e WHERE e.article = article.id AND e.public = 1 AND e.act <> 'import'), 0)
);
-- With the state, though it says no more than the condition: only so is the table itself not looked into.
CREATE INDEX article_mapped ON article (id, changed, state) WHERE state = 'published';
CREATE INDEX article_sections ON article (section, state) WHERE state = 'published';

-- Share pictures that are there, by what they are made of. Of those made before, which may be in chats, only the name is kept.
CREATE TABLE card (
    digest TEXT PRIMARY KEY,
    article INTEGER NOT NULL,  -- 0: the site's own
    pictured INTEGER NOT NULL, -- 1 where the story's picture is there in other shapes too
    current INTEGER NOT NULL   -- 1 where it is the one to be shown
) STRICT, WITHOUT ROWID;
CREATE INDEX card_by_article ON card (article);

CREATE TRIGGER change_of_new_card AFTER INSERT ON card BEGIN
    INSERT INTO change (kind, key) VALUES ('card', new.article);
END;
CREATE TRIGGER change_of_card AFTER UPDATE ON card WHEN old.current IS NOT new.current BEGIN
    INSERT INTO change (kind, key) VALUES ('card', new.article);
END;
CREATE TRIGGER change_of_no_card AFTER DELETE ON card BEGIN
    INSERT INTO change (kind, key) VALUES ('card', old.article);
END;

-- Stories that are one another's translations have one number here: that of the first.
CREATE TABLE translation (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    of INTEGER NOT NULL
) STRICT;
CREATE INDEX translation_by_of ON translation (of);

-- Each of them shows the others.
CREATE TRIGGER change_of_new_translation AFTER INSERT ON translation BEGIN
    INSERT INTO change (kind, key) SELECT 'translations', article FROM translation WHERE of = new.of;
END;
CREATE TRIGGER change_of_translation AFTER UPDATE ON translation BEGIN
    INSERT INTO change (kind, key) SELECT 'translations', article FROM translation WHERE of IN (old.of, new.of);
END;
CREATE TRIGGER change_of_no_translation AFTER DELETE ON translation BEGIN
    INSERT INTO change (kind, key) VALUES ('translations', old.article);
    INSERT INTO change (kind, key) SELECT 'translations', article FROM translation WHERE of = old.of;
END;

-- Up to which event somebody has followed the log who keeps nothing else.
CREATE TABLE cursor (
    name TEXT PRIMARY KEY,
    event INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
