-- What search engines and link previews are told of a story, where it is not its standfirst.
ALTER TABLE article ADD COLUMN description TEXT;
