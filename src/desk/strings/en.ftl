language = English

desk = Desk
skip = Skip to the content
stories = Stories
front-page = Front page
pictures = Pictures
catalogue = Topics and authors
people = People
account = Account
sign-out = Sign out
view-site = View the site
pages = Pages
newest = Newest
older = Older
or = or

role-reporter = Reporter
role-editor = Editor
role-owner = Owner
role-reporter-may = writes and hands in stories
role-editor-may = publishes; edits stories, pictures and the front page
role-owner-may = everything, people included

sign-in = Sign in
sign-in-help = No account, or no password any more? An owner of the site can send you a link.
email = E-mail
password = Password
passkey-sign-in = Sign in with a passkey
passkey-failed = That did not work. Try again, or sign in with your password.

name = Name
new-password = New password
new-password-hint = At least 15 characters. A few words that do not belong together are strong and easy to remember.
save-and-sign-in = Save and sign in
first-owner-title = Welcome to your newsroom
first-owner-intro = Nobody has an account here yet. The first one is yours: as the owner you may do everything, and invite others.
invited-title = Welcome, { $name }
invited-intro = You were invited to the desk of { $site }. You will sign in as { $email }; choose a password.
reset-title = Choose a new password
reset-intro = For { $email } at { $site }. Wherever you are signed in, you will be signed out.

profile = Profile
save = Save
sign-in-as = You sign in as { $email }.
desk-language = Language of the desk
desk-language-hint = What readers see stays as it is.
present-password = Present password
change-password = Change the password
password-ends-sessions = Your other sessions end when the password changes.
no-password = You sign in with a passkey and have no password.
passkeys = Passkeys
passkeys-intro = A passkey signs you in with your finger, your face or the lock of your device. It cannot be guessed, or given away by mistake.
passkey-name = Name of the new passkey
passkey-name-hint = So that you know it again: “office laptop”.
passkey-not-added = The passkey was not added. Try again.
add-passkey = Add a passkey
passkeys-need-scripts = Adding a passkey needs scripts and a browser that knows passkeys.
passkeys-need-domain = Passkeys work once the site is reached by a name, such as localhost or its own domain, rather than a number.
rename = Rename
rename-passkey = Rename the passkey { $name }
remove = Remove
remove-passkey = Remove the passkey { $name }
added = Added
last-used = Last used
never-used = Never used
sessions = Where you are signed in
this-session = this one
browser = Browser
address = Address
last-seen = Last seen
action = Action
end-session-of = Sign out { $browser }
sign-out-everywhere = Sign out everywhere

role = Role
standing = Account
active = Active
invited = Invited
disabled = Shut out
since = Since
invite = Invite somebody
invite-hint = You get a link that works once, for seven days. Send it to them yourself.
make-invitation = Make the invitation
invite-again = Invite again
invite-again-text = Makes a new link; the one before stops working.
reset-link = A new password
reset-link-text = Makes a link with which they choose a new password. It works once, for a day; they stay signed in until they use it.
make-link = Make a link
disable = Shut out
disable-text = They are signed out at once and cannot come back in. Their stories stay.
enable = Let in again
enable-text = They can sign in again, as before.
all-people = All people
link-title = A link for { $name }
link-text =
    { $days ->
        [one] Send this link to { $name } ({ $email }). It works once, for one day.
       *[other] Send this link to { $name } ({ $email }). It works once, for { $days } days.
    }
link-once = It is shown only now. If it is lost, make another.

audit = Who did what
when = When
who = Who
what = What
subject = To what
command-line = command line
visitor = visitor
user-number = User { $number }
audit-user-add = Added somebody
audit-invite = Made an invitation
audit-reset-link = Made a link to a new password
audit-first-owner-link = Made the first owner’s link
audit-first-owner = Became the first owner
audit-password = Set a password
audit-sign-in = Signed in
audit-sign-in-failed = Failed to sign in
audit-sign-out = Signed out
audit-sign-out-all = Signed out everywhere
audit-session-end = Ended a session
audit-profile = Changed their profile
audit-user-role = Changed a role
audit-user-disable = Shut somebody out
audit-user-enable = Let somebody in again
audit-passkey-add = Added a passkey
audit-passkey-name = Renamed a passkey
audit-passkey-remove = Removed a passkey
audit-refused = Was refused

done-welcome = Welcome. You are signed in.
done-profile = Saved.
done-password = The password is changed. Your other sessions have ended.
done-passkey-added = The passkey is added.
done-passkey-named = The passkey has its new name.
done-passkey-removed = The passkey is removed.
done-session-ended = That session has ended.
done-signed-out = You are signed out.
done-signed-out-everywhere = You are signed out everywhere.
done-role = The role is changed.
done-disabled = The account is shut out, and its sessions have ended.
done-enabled = The account can be used again.

wrong-credentials = The e-mail address or the password is wrong.
wrong-name = A name is needed, of at most 100 characters.
wrong-email = That is no e-mail address. Expected something like ada@example.org.
wrong-email-taken = Somebody already has an account with this address.
wrong-short = At least { $shortest } characters are needed.
wrong-long = At most { $longest } bytes fit.
wrong-guessable = That is too easy to guess: it is the name, the address or the same few characters again.
wrong-present-password = That is not your present password.
wrong-role = Choose one of the roles.
wrong-language = Choose one of the languages.
wrong-last-owner = This is the last owner who can sign in. Make somebody else an owner first.

to-desk = To the desk
to-sign-in = To the sign-in
notice-forbidden-title = Not for your role
notice-forbidden-text = Your role does not allow this. That you tried is written down; an owner can change your role.
notice-not-found-title = Nothing here
notice-not-found-text = At the desk there is nothing at this address.
notice-foreign-title = This did not come from the desk
notice-foreign-text = The request was sent from another site, or your browser did not say where from. Nothing was done. Open the page at the desk and try again there.
notice-bad-request-title = This cannot be read
notice-bad-request-text = The form arrived damaged, and nothing was done. Go back, load the page again and send it once more.
notice-too-large-title = This is too large
notice-too-large-text = The form holds more than can be taken in, and nothing was done.
notice-too-often-title = Too many tries
notice-too-often-text =
    { $seconds ->
        [one] Wait one second, then try again.
       *[other] Wait { $seconds } seconds, then try again.
    }
notice-link-spent-title = This link works no more
notice-link-spent-text = It was used already, has expired, or a newer one took its place. Ask an owner of the site for another.
notice-failure-title = It failed here
notice-failure-text = This is our fault, and it is written down. Nothing was changed. Try again in a moment.

all-stories = All
my-drafts = My drafts
new-story = New story
untitled = Untitled
headline = Headline
section = Section
state = State
touched = Last changed
by-whom = By
search = Search
show = Show
kind = Kind
story-language = Language
any-section = Any section
any-kind = Any kind
any-language = Any language
no-story-yet = There is no story here yet. Begin one.
no-story-found = No story is like that.
unpublished-text = changes not published
scheduled-for = Scheduled for { $when }
upload = Upload
library-add = Add pictures
library-add-hint = JPEG, PNG, WebP, AVIF or GIF; up to 40 MB and 80 megapixels each. Credit and caption are read from the file where it has them; places and camera data are removed.
picture-too-large-here = Larger than 40 MB:
library-search = Search names, texts and credits
library-none = There are no pictures yet.
library-not-found = Nothing was found.
library-all = All pictures
library-added-beside = Taken in all the same: { $names }.
no-alt = No alternative text
no-credit = No credit
picture-uses-number =
    { $number ->
        [one] In one story
       *[other] In { $number } stories
    }
focal-point = Focal point
focal-point-hint = Click on what must stay in view when the picture is cropped, or give its place in numbers.
focal-point-set = Set the focal point at this place
focal-point-save = Set the focal point
focal-x = From the left, %
focal-y = From the top, %
crops = How it is cropped
picture-words = Words
alt-text = Alternative text
alt-text-hint = What the picture shows, for those who cannot see it. Needed to publish.
credit = Credit
credit-hint = Who made it or holds the rights. Needed to publish.
caption = Caption
caption-hint = What every story begins with; each can say it in its own way.
picture-not-yours = Somebody else brought this picture in. An editor can change it.
picture-changed-meanwhile = Somebody else has changed this picture meanwhile. This is what they wrote; what you wrote is below, and replaces it when you save.
picture-uses = Where it is shown
picture-unused = No story shows it.
picture-uses-more =
    { $number ->
        [one] And in one more.
       *[other] And in { $number } more.
    }
picture-file = File
picture-original = Original
picture-size = Pixels
kilobytes = { $number } KB
renditions = Renditions
renditions-running = Further ones are being made now.
renditions-waiting = Further ones wait for their turn.
renditions-failed = Further ones could not be made:
state-draft = Draft
state-in-review = In review
state-scheduled = Scheduled
state-published = Published
state-withdrawn = Withdrawn
state-taken-down = Taken down
kind-news = News
kind-analysis = Analysis
kind-opinion = Opinion
kind-explainer = Explainer
kind-live = Live
keys-title = Keyboard shortcuts
key-next = The next story
key-previous = The story before
key-open = Open the story
close = Close
editor-needs-scripts = The editor is loading. It needs scripts.

revisions = Revisions
compare = Compare
compare-from = Compare from revision { $number }
compare-to = Compare to revision { $number }
compared = From { $from } to { $to }
nothing-changed = Nothing changed in headline and text.
restore = Restore
restore-number = Restore revision { $number }
was-added = Added:
was-removed = Taken out:
standfirst = Standfirst
short-headline = Short headline
bylines = Byline
topics-of-story = Topics
lead-picture = Lead picture
did-file = Begun
did-revise = Saved
did-import = Imported
did-submit = Handed in
did-send-back = Sent back
did-schedule = Scheduled
did-unschedule = Taken off the schedule
did-publish = Published
did-update = Changes published
did-correct = Correction published
did-withdraw = Unpublished
did-take-down = Taken down
did-restore = Restored as a draft
done-restored = That text is the newest draft now.
done-shared-back = The link is taken back.

share-title = Share a preview
share-intro = Whoever has the link sees the story as it is being written, without an account, until the link ends or the story is published.
share-for = The link holds for
one-hour = one hour
one-day = one day
three-days = three days
one-week = one week
thirty-days = thirty days
share-make = Make a link
share-made = Send this link. It is shown only now.
share-links = Links to previews
share-until = Until
share-holds = holds
share-over = over
share-revoked = taken back
share-revoke = Take back

notice-stale-title = Somebody was quicker
notice-stale-text = Somebody has saved since this page was loaded, and nothing was done. Load the page again and look at what is new.
audit-share = Shared a preview
jobs = Background work
jobs-intro = Renditions of pictures and the like are made in the background, one after the other. What fails is tried again by itself a few times, and then stays here.
jobs-none = Nothing waits and nothing has failed.
jobs-open =
    { $number ->
        [one] One job is still to be done.
       *[other] { $number } jobs are still to be done.
    }
jobs-failed =
    { $number ->
        [one] One has failed
       *[other] { $number } have failed
    }
jobs-given-up = Failed
jobs-running = Under way
jobs-waiting = Waiting
jobs-more =
    { $number ->
        [one] And one more.
       *[other] And { $number } more.
    }
job-kind-renditions = Make a picture’s renditions
job-kind-picture-uses = Find out where pictures are shown
job-queued = Queued
job-tries = Tries
job-error = What went wrong
try-again = Try again
audit-picture-add = Added a picture
audit-picture-words = Changed a picture’s words
audit-picture-focus = Set a focal point
audit-job-again = Had a job tried again
done-picture-added = The picture is in the library. Say what it shows and whose it is.
done-pictures-added = The pictures are in the library.
done-picture-known = The library has had this picture before: here it is.
done-picture-saved = Saved.
done-picture-focus = The focal point is set.
done-job-again = The job waits for its turn again.
wrong-picture-none = No file was chosen.
wrong-picture-bytes = The file is larger than { $limit } MB.
wrong-picture-pixels = The picture has { $width } × { $height } pixels; at most { $limit } megapixels are taken in.
wrong-picture-kind = This is no picture that can be read ({ $why }).
wrong-picture-slow = It took longer than { $seconds } seconds to read, and was given up.
wrong-picture-storage = It could not be kept, which is our fault, and it is written down. Try again in a moment.
wrong-picture-cut-off = The upload was cut off. Send it again.
wrong-picture-text = At most 2,000 characters fit.
wrong-picture-focus = A focal point is two numbers from 0 to 100.
audit-revise = Saved a revision
audit-submit = Handed in
audit-send-back = Sent back
audit-schedule = Scheduled
audit-unschedule = Took off the schedule
audit-publish = Published
audit-update = Published changes
audit-correct = Published a correction
audit-withdraw = Unpublished
audit-take-down = Took down
audit-restore = Restored as a draft
