language = English

# The shell
skip = Skip to the content
home = Home
sections = Sections
editions = Languages
breadcrumb = You are here
about = About this site
latest = Latest
footer-note = Published with Dateline.

# Dates: the newspaper's way
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
date = { $day } { $month } { $year }
date-time = { $day } { $month } { $year }, { $time }
date-long = { $weekday } { $day } { $month } { $year }

# Kinds
kind-analysis = Analysis
kind-opinion = Opinion
kind-explainer = Explainer
kind-live = Live

# A story
by = By { $names }
and = { $first } and { $last }
comma = ,{" "}
published = Published { $when }
updated = Updated { $when }
old-story = This story is more than { $years ->
    [one] a year
   *[other] { $years } years
} old.
credit-source = Source: { $agencies }
credit-inputs = With inputs from { $agencies }
picture-credit = Picture: { $credit }
picture-away = Picture not yet on this site: { $alt }
key-points = Key points
key-moments = Key moments
corrections = Corrections and clarifications
notes = Notes
note-back = Back to the text at note { $number }
correction-dated = Correction, { $when }
quote-by = — { $name }
table = Table
listing = Listing
topics = Topics
canonical-note = First published at { $host }

# Embeds
embed-play = Load from { $provider }
embed-note = Loads from { $provider }, which may set cookies. Nothing is loaded before you choose it.
embed-open = Open on { $provider }

# The channel
channel-line = Follow { $name } on WhatsApp for the stories that matter, as they happen.
channel-follow = Follow the channel
channel-short = WhatsApp channel

# Sharing
share = Share this story
share-whatsapp = WhatsApp
share-mail = E-mail
share-copy = Copy link
share-native = More ways
share-qr = QR code
share-copied = Link copied.
share-refused = The link could not be copied. Here it is:
share-qr-story = Scan to read on your phone
share-qr-channel = Scan to follow the channel

# Related
related = Related stories
related-more = More related stories
related-added = More stories were added.
related-ended = More stories were added. There are no others.
related-to = Related to “{ $headline }”
related-none = There are no further related stories.
related-chosen = Chosen by the editors
related-shared = Also on: { $what }
back-to-story = Back to the story
recent-in = More from { $section }

# Lists
older = Older stories
newest = Newest stories
list-empty = Nothing has been published here yet.
topic-title = { $name }: stories on this topic
author-title = { $name }: stories by this author
section-title = { $name }
front-empty-title = The first story is still to come
front-empty = Nothing has been published yet. Stories come in from an export of another system, or from the desk.
front-topics = In the news
all-in = All from { $section }

# Ways on
not-found-title = We cannot find that page
not-found = The address may be mistyped, or the page may have moved.
gone-title = This story is no longer available
gone = The newsroom has withdrawn it.
link-ended-title = This preview has ended
link-ended = The link has expired or was taken back. Ask whoever sent it for a new one.
removed = It was removed, and its address will stay empty.
failure-title = Something went wrong on our side
failure = The page could not be made. It has been written down and will be looked at; trying again in a minute often helps.
busy-title = Many are searching at this moment
busy = Your search has not had its turn. Nothing is wrong with it; please try again in a few seconds.
bad-request-title = That request makes no sense to us
bad-request = The part “{ $what }” of the address cannot be understood.
ways-on = Where to go from here
go-home = Go to the front page
go-latest = See the latest stories

# About
about-intro = What this site is, who makes it and how it treats its readers.
about-privacy-title = Your privacy
about-privacy = Pages on this site hold nothing about you, set no cookies and send nothing to anybody else. What you have read is remembered on your own device, only to put unread stories first.
about-corrections-title = Corrections
about-corrections = Mistakes are corrected openly: a corrected story says what was wrong and when it was put right.
about-sections-title = Sections
about-languages-title = Languages
about-time-title = Times
about-time = Times on this site are those of { $zone }.
about-channel-title = WhatsApp

# Search
search = Search
search-label = What are you looking for?
search-help = Words, "phrases", -without, and section:, author:, topic:, before: and after: with a date.
search-found = { $stories ->
    [one] One story
   *[other] { $stories } stories
}
search-found-first = { $stories ->
    [one] One story with all of the words, and others with some
   *[other] { $stories } stories with all of the words, and others with some
}
search-none = Nothing was found.
search-end = There are no further stories.
search-tips = Fewer words, other words, or no field may find more.
search-some = No story has all of the words; these have some.
search-corrected = No story has “{ $typed }”; stories with “{ $used }” are shown.
search-cut = The query is long: only its beginning was looked for.
search-quote = The quotation mark at character { $at } is never closed.
search-field = At character { $at }: there is no field “{ $field }”. There are section, author, topic, before and after.
search-value = At character { $at }: “{ $field }:” is followed by nothing that it could mean.
search-date = At character { $at }: “{ $value }” is no date. Dates are written 2025, 2025-07 or 2025-07-09.
search-not-yet = Search is being prepared. Please try again in a minute.
search-failed = The search did not get through. Press Enter to try again.
search-by-relevance = Best first
search-by-date = Newest first
search-order = Order
search-next = More results
search-first = First results
search-pages = Pages of results
search-narrow = Narrow the search
search-authors = Authors
search-years = Years

also-in = Also in

feeds = Feeds
feeds-intro = Follow this site with a feed reader: new stories come to you, and nobody learns what you read.
feeds-how = Give one of these addresses to a feed reader. It looks for new stories by itself; all three formats hold the same ones.
feeds-stories = Stories
feeds-all = All stories
feeds-others = Every topic, every author and every search has feeds of its own: feed readers find them by the address of the page.
feeds-authors = Authors
feeds-opml = All of these feeds in one file (OPML), for feed readers that can take in a list
feed-named = { $name }, { $format }
feed-search = Search: { $query }
