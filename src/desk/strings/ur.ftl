language = اردو

desk = ڈیسک
skip = مواد پر جائیں
stories = خبریں
front-page = صفحۂ اول
pictures = تصاویر
catalogue = موضوعات اور لکھنے والے
people = عملہ
account = میرا کھاتہ
sign-out = باہر آئیں
view-site = سائٹ دیکھیں
pages = صفحات
newest = تازہ ترین
older = پرانے
or = یا

role-reporter = رپورٹر
role-editor = مدیر
role-owner = مالک
role-reporter-may = خبریں لکھتا اور جمع کراتا ہے
role-editor-may = شائع کرتا ہے؛ خبریں، تصاویر اور صفحۂ اول سنوارتا ہے
role-owner-may = سب کچھ، عملے سمیت

sign-in = داخل ہوں
sign-in-help = کھاتہ نہیں، یا پاس ورڈ یاد نہیں رہا؟ سائٹ کا مالک آپ کو ایک لنک بھیج سکتا ہے۔
email = ای میل
password = پاس ورڈ
passkey-sign-in = پاس کی سے داخل ہوں
passkey-failed = داخلہ نہیں ہو سکا۔ دوبارہ کوشش کریں، یا پاس ورڈ سے داخل ہوں۔

name = نام
new-password = نیا پاس ورڈ
new-password-hint = کم از کم 15 حروف۔ چند بے جوڑ الفاظ مضبوط بھی ہوتے ہیں اور یاد بھی رہتے ہیں۔
save-and-sign-in = محفوظ کریں اور داخل ہوں
first-owner-title = اپنے نیوز روم میں خوش آمدید
first-owner-intro = یہاں ابھی کسی کا کھاتہ نہیں۔ پہلا کھاتہ آپ کا ہے: مالک کی حیثیت سے آپ سب کچھ کر سکتے ہیں اور دوسروں کو بلا سکتے ہیں۔
invited-title = خوش آمدید، { $name }
invited-intro = آپ کو { $site } کے ڈیسک پر بلایا گیا ہے۔ آپ { $email } سے داخل ہوں گے؛ ایک پاس ورڈ چنیں۔
reset-title = نیا پاس ورڈ چنیں
reset-intro = { $site } پر { $email } کے لیے۔ آپ جہاں جہاں داخل ہیں، وہاں سے باہر ہو جائیں گے۔

profile = تعارف
save = محفوظ کریں
sign-in-as = آپ { $email } سے داخل ہوتے ہیں۔
desk-language = ڈیسک کی زبان
desk-language-hint = قارئین جو دیکھتے ہیں وہ نہیں بدلتا۔
present-password = موجودہ پاس ورڈ
change-password = پاس ورڈ بدلیں
password-ends-sessions = پاس ورڈ بدلنے پر آپ کی باقی نشستیں ختم ہو جاتی ہیں۔
no-password = آپ پاس کی سے داخل ہوتے ہیں اور آپ کا کوئی پاس ورڈ نہیں۔
passkeys = پاس کیز
passkeys-intro = پاس کی آپ کو انگلی، چہرے یا آلے کے قفل سے داخل کرتی ہے۔ نہ اس کا اندازہ لگایا جا سکتا ہے، نہ یہ غلطی سے کسی کو دی جا سکتی ہے۔
passkey-name = نئی پاس کی کا نام
passkey-name-hint = تاکہ آپ اسے پہچان سکیں، مثلاً ”دفتر کا لیپ ٹاپ“۔
passkey-not-added = پاس کی شامل نہیں ہو سکی۔ دوبارہ کوشش کریں۔
add-passkey = پاس کی شامل کریں
passkeys-need-scripts = پاس کی شامل کرنے کے لیے اسکرپٹ اور ایسا براؤزر درکار ہے جو پاس کیز جانتا ہو۔
passkeys-need-domain = پاس کیز تب کام کرتی ہیں جب سائٹ کا پتا ہندسوں کے بجائے نام ہو، جیسے localhost یا اس کا اپنا ڈومین۔
rename = نام بدلیں
rename-passkey = پاس کی { $name } کا نام بدلیں
remove = ہٹائیں
remove-passkey = پاس کی { $name } ہٹائیں
added = شامل ہوئی
last-used = آخری استعمال
never-used = کبھی استعمال نہیں ہوئی
sessions = آپ کہاں کہاں داخل ہیں
this-session = یہی
browser = براؤزر
address = پتا
last-seen = آخری بار
action = عمل
end-session-of = { $browser } سے باہر آئیں
sign-out-everywhere = ہر جگہ سے باہر آئیں

role = کردار
standing = کھاتہ
active = فعال
invited = مدعو
disabled = بند
since = تاریخِ آغاز
invite = کسی کو بلائیں
invite-hint = آپ کو ایک لنک ملے گا جو سات دن کے اندر ایک بار کام کرتا ہے۔ وہ انھیں خود بھیجیں۔
make-invitation = دعوت نامہ بنائیں
invite-again = دوبارہ بلائیں
invite-again-text = نیا لنک بنتا ہے؛ پچھلا کام کرنا چھوڑ دیتا ہے۔
reset-link = نیا پاس ورڈ
reset-link-text = ایسا لنک بنتا ہے جس سے وہ نیا پاس ورڈ چن سکیں۔ یہ ایک دن کے اندر ایک بار کام کرتا ہے؛ استعمال ہونے تک وہ داخل رہتے ہیں۔
make-link = لنک بنائیں
disable = کھاتہ بند کریں
disable-text = وہ فوراً باہر ہو جاتے ہیں اور واپس نہیں آ سکتے۔ ان کی خبریں باقی رہتی ہیں۔
enable = کھاتہ کھولیں
enable-text = وہ پہلے کی طرح دوبارہ داخل ہو سکیں گے۔
all-people = سارا عملہ
link-title = { $name } کے لیے لنک
link-text =
    { $days ->
        [one] یہ لنک { $name } ({ $email }) کو بھیجیں۔ یہ ایک دن کے اندر ایک بار کام کرتا ہے۔
       *[other] یہ لنک { $name } ({ $email }) کو بھیجیں۔ یہ { $days } دن کے اندر ایک بار کام کرتا ہے۔
    }
link-once = یہ صرف ابھی دکھایا جا رہا ہے۔ کھو جائے تو دوسرا بنا لیں۔

audit = کس نے کیا کیا
when = کب
who = کس نے
what = کیا
subject = کس کے ساتھ
command-line = کمانڈ لائن
visitor = مہمان
user-number = صارف { $number }
audit-user-add = کسی کو شامل کیا
audit-invite = دعوت نامہ بنایا
audit-reset-link = نئے پاس ورڈ کا لنک بنایا
audit-first-owner-link = پہلے مالک کا لنک بنایا
audit-first-owner = پہلے مالک بنے
audit-password = پاس ورڈ مقرر کیا
audit-sign-in = داخل ہوئے
audit-sign-in-failed = داخل نہ ہو سکے
audit-sign-out = باہر آئے
audit-sign-out-all = ہر جگہ سے باہر آئے
audit-session-end = نشست ختم کی
audit-profile = اپنا تعارف بدلا
audit-user-role = کردار بدلا
audit-user-disable = کھاتہ بند کیا
audit-user-enable = کھاتہ دوبارہ کھولا
audit-passkey-add = پاس کی شامل کی
audit-passkey-name = پاس کی کا نام بدلا
audit-passkey-remove = پاس کی ہٹائی
audit-refused = اجازت نہ ملی

done-welcome = خوش آمدید۔ آپ داخل ہو چکے ہیں۔
done-profile = محفوظ ہو گیا۔
done-password = پاس ورڈ بدل گیا۔ آپ کی باقی نشستیں ختم ہو گئیں۔
done-passkey-added = پاس کی شامل ہو گئی۔
done-passkey-named = پاس کی کا نام بدل گیا۔
done-passkey-removed = پاس کی ہٹا دی گئی۔
done-session-ended = وہ نشست ختم ہو گئی۔
done-signed-out = آپ باہر آ چکے ہیں۔
done-signed-out-everywhere = آپ ہر جگہ سے باہر آ چکے ہیں۔
done-role = کردار بدل گیا۔
done-disabled = کھاتہ بند ہو گیا اور اس کی نشستیں ختم ہو گئیں۔
done-enabled = کھاتہ دوبارہ استعمال ہو سکتا ہے۔

wrong-credentials = ای میل یا پاس ورڈ درست نہیں۔
wrong-name = نام درکار ہے، زیادہ سے زیادہ 100 حروف کا۔
wrong-email = یہ ای میل کا پتا نہیں۔ کچھ یوں ہونا چاہیے: ada@example.org
wrong-email-taken = اس پتے پر پہلے سے کسی کا کھاتہ ہے۔
wrong-short = کم از کم { $shortest } حروف درکار ہیں۔
wrong-long = زیادہ سے زیادہ { $longest } بائٹ سما سکتے ہیں۔
wrong-guessable = اس کا اندازہ لگانا بہت آسان ہے: یہ نام، پتا یا وہی چند حروف ہیں۔
wrong-present-password = یہ آپ کا موجودہ پاس ورڈ نہیں۔
wrong-role = کرداروں میں سے ایک چنیں۔
wrong-language = زبانوں میں سے ایک چنیں۔
wrong-last-owner = یہ آخری مالک ہیں جو داخل ہو سکتے ہیں۔ پہلے کسی اور کو مالک بنائیں۔

to-desk = ڈیسک پر جائیں
to-sign-in = داخلے کے صفحے پر جائیں
notice-forbidden-title = آپ کے کردار کے لیے نہیں
notice-forbidden-text = آپ کا کردار اس کی اجازت نہیں دیتا۔ یہ کوشش لکھ لی گئی ہے؛ مالک آپ کا کردار بدل سکتا ہے۔
notice-not-found-title = یہاں کچھ نہیں
notice-not-found-text = ڈیسک پر اس پتے پر کچھ نہیں ہے۔
notice-foreign-title = یہ درخواست ڈیسک سے نہیں آئی
notice-foreign-text = درخواست کسی اور سائٹ سے بھیجی گئی، یا آپ کے براؤزر نے نہیں بتایا کہ کہاں سے۔ کچھ نہیں کیا گیا۔ ڈیسک کا صفحہ کھولیں اور وہاں سے دوبارہ کوشش کریں۔
notice-bad-request-title = یہ پڑھا نہیں جا سکتا
notice-bad-request-text = فارم خراب حالت میں پہنچا اور کچھ نہیں کیا گیا۔ واپس جائیں، صفحہ دوبارہ کھولیں اور پھر بھیجیں۔
notice-too-large-title = یہ بہت بڑا ہے
notice-too-large-text = فارم میں گنجائش سے زیادہ مواد ہے اور کچھ نہیں کیا گیا۔
notice-too-often-title = بہت زیادہ کوششیں
notice-too-often-text =
    { $seconds ->
        [one] ایک سیکنڈ ٹھہریں، پھر کوشش کریں۔
       *[other] { $seconds } سیکنڈ ٹھہریں، پھر کوشش کریں۔
    }
notice-link-spent-title = یہ لنک اب کام نہیں کرتا
notice-link-spent-text = یہ استعمال ہو چکا، اس کی میعاد ختم ہو گئی، یا نیا لنک اس کی جگہ لے چکا ہے۔ سائٹ کے مالک سے دوسرا مانگیں۔
notice-failure-title = یہاں خرابی ہوئی
notice-failure-text = یہ ہماری خرابی ہے اور لکھ لی گئی ہے۔ کچھ نہیں بدلا۔ تھوڑی دیر میں دوبارہ کوشش کریں۔

all-stories = سب
my-drafts = میرے مسودے
new-story = نئی خبر
untitled = بلا عنوان
headline = سرخی
section = شعبہ
state = حالت
touched = آخری تبدیلی
by-whom = کس نے
search = تلاش
show = دکھائیں
kind = قسم
story-language = زبان
any-section = ہر شعبہ
any-kind = ہر قسم
any-language = ہر زبان
no-story-yet = یہاں ابھی کوئی خبر نہیں۔ ایک شروع کریں۔
no-story-found = ایسی کوئی خبر نہیں۔
unpublished-text = غیر شائع شدہ تبدیلیاں
scheduled-for = اشاعت کا وقت: { $when }
state-draft = مسودہ
state-in-review = زیرِ جائزہ
state-scheduled = وقت مقرر
state-published = شائع شدہ
state-withdrawn = واپس لی گئی
state-taken-down = ہٹائی گئی
kind-news = خبر
kind-analysis = تجزیہ
kind-opinion = رائے
kind-explainer = وضاحت
kind-live = براہِ راست
keys-title = کی بورڈ شارٹ کٹ
key-next = اگلی خبر
key-previous = پچھلی خبر
key-open = خبر کھولیں
close = بند کریں
editor-needs-scripts = ایڈیٹر کھل رہا ہے۔ اسے اسکرپٹ درکار ہیں۔

revisions = نظرثانیاں
compare = موازنہ
compare-from = نظرثانی { $number } سے موازنہ
compare-to = نظرثانی { $number } تک موازنہ
compared = { $from } سے { $to } تک
nothing-changed = سرخی اور متن میں کچھ نہیں بدلا۔
restore = بحال کریں
restore-number = نظرثانی { $number } بحال کریں
was-added = شامل ہوا:
was-removed = نکالا گیا:
standfirst = ذیلی سرخی
short-headline = مختصر سرخی
bylines = مصنف
topics-of-story = موضوعات
lead-picture = مرکزی تصویر
did-file = شروع کی
did-revise = محفوظ کی
did-import = درآمد کی
did-submit = جمع کرائی
did-send-back = واپس بھیجی
did-schedule = وقت مقرر کیا
did-unschedule = مقررہ وقت ہٹایا
did-publish = شائع کی
did-update = تبدیلیاں شائع کیں
did-correct = تصحیح شائع کی
did-withdraw = اشاعت واپس لی
did-take-down = ہٹائی
did-restore = مسودے کے طور پر بحال کی
done-restored = وہ متن اب تازہ ترین مسودہ ہے۔
done-shared-back = ربط واپس لے لیا گیا۔

share-title = پیش نظارہ بھیجیں
share-intro = جس کے پاس ربط ہو وہ بغیر کھاتے کے خبر کو جیسی لکھی جا رہی ہے دیکھ سکتا ہے، جب تک ربط ختم نہ ہو یا خبر شائع نہ ہو جائے۔
share-for = ربط کی مدت
one-hour = ایک گھنٹہ
one-day = ایک دن
three-days = تین دن
one-week = ایک ہفتہ
thirty-days = تیس دن
share-make = ربط بنائیں
share-made = یہ ربط بھیجیں۔ یہ صرف ابھی دکھایا جا رہا ہے۔
share-links = پیش نظارے کے ربط
share-until = کب تک
share-holds = چل رہا ہے
share-over = ختم
share-revoked = واپس لیا گیا
share-revoke = واپس لیں

notice-stale-title = کوئی پہلے کر گیا
notice-stale-text = اس صفحے کے کھلنے کے بعد کسی نے محفوظ کیا ہے، اور کچھ نہیں کیا گیا۔ صفحہ دوبارہ کھولیں اور نئی باتیں دیکھیں۔
audit-share = پیش نظارہ بھیجا
upload = اپ لوڈ کریں
library-add = تصویریں شامل کریں
library-add-hint = JPEG، PNG، WebP، AVIF یا GIF؛ ہر ایک زیادہ سے زیادہ 40 MB اور 80 میگا پکسل۔ کریڈٹ اور کیپشن فائل میں ہوں تو وہیں سے پڑھے جاتے ہیں؛ مقام اور کیمرے کی معلومات ہٹا دی جاتی ہیں۔
picture-too-large-here = 40 MB سے بڑی:
library-search = نام، متن اور کریڈٹ میں تلاش
library-none = ابھی کوئی تصویر نہیں۔
library-not-found = کچھ نہیں ملا۔
library-all = تمام تصویریں
library-added-beside = یہ بہرحال شامل ہو گئیں: { $names }۔
no-alt = متبادل متن نہیں
no-credit = کریڈٹ نہیں
picture-uses-number =
    { $number ->
        [one] ایک خبر میں
       *[other] { $number } خبروں میں
    }
focal-point = مرکزی نقطہ
focal-point-hint = تصویر کاٹی جائے تو جو حصہ نظر آتا رہنا چاہیے اس پر کلک کریں، یا اس کی جگہ عدد میں لکھیں۔
focal-point-set = مرکزی نقطہ یہاں رکھیں
focal-point-save = مرکزی نقطہ مقرر کریں
focal-x = بائیں سے، %
focal-y = اوپر سے، %
crops = کیسے کاٹی جائے گی
picture-words = متن
alt-text = متبادل متن
alt-text-hint = تصویر میں کیا ہے، ان کے لیے جو دیکھ نہیں سکتے۔ شائع کرنے کے لیے ضروری ہے۔
credit = کریڈٹ
credit-hint = تصویر کس نے بنائی یا حقوق کس کے ہیں۔ شائع کرنے کے لیے ضروری ہے۔
caption = کیپشن
caption-hint = ہر خبر اسی سے شروع ہوتی ہے؛ ہر خبر میں اسے بدلا جا سکتا ہے۔
picture-not-yours = یہ تصویر کسی اور نے شامل کی ہے۔ ایڈیٹر اسے بدل سکتا ہے۔
picture-changed-meanwhile = اس دوران کسی اور نے یہ تصویر بدل دی ہے۔ ان کا لکھا ہوا یہ ہے؛ آپ کا لکھا ہوا نیچے ہے اور محفوظ کرنے پر اس کی جگہ لے گا۔
picture-uses = کہاں دکھائی جا رہی ہے
picture-unused = کسی خبر میں نہیں۔
picture-uses-more =
    { $number ->
        [one] اور ایک خبر میں۔
       *[other] اور { $number } خبروں میں۔
    }
picture-file = فائل
picture-original = اصل فائل
picture-size = پکسل
kilobytes = { $number } KB
renditions = مختلف چوڑائیاں
renditions-running = باقی اس وقت تیار ہو رہی ہیں۔
renditions-waiting = باقی اپنی باری کی منتظر ہیں۔
renditions-failed = باقی تیار نہ ہو سکیں:
jobs = پس منظر کے کام
jobs-intro = تصویروں کی چوڑائیاں اور ایسے دوسرے کام پس منظر میں ایک ایک کر کے ہوتے ہیں۔ جو ناکام ہو اسے خود بخود چند بار پھر آزمایا جاتا ہے، پھر وہ یہاں رہتا ہے۔
jobs-none = نہ کوئی کام منتظر ہے نہ کوئی ناکام ہوا ہے۔
jobs-open =
    { $number ->
        [one] ایک کام باقی ہے۔
       *[other] { $number } کام باقی ہیں۔
    }
jobs-failed =
    { $number ->
        [one] ایک ناکام ہوا
       *[other] { $number } ناکام ہوئے
    }
jobs-given-up = ناکام
jobs-running = جاری
jobs-waiting = منتظر
jobs-more =
    { $number ->
        [one] اور ایک۔
       *[other] اور { $number }۔
    }
job-kind-renditions = تصویر کی چوڑائیاں تیار کرنا
job-kind-picture-uses = معلوم کرنا کہ تصویریں کہاں ہیں
job-queued = قطار میں آیا
job-tries = کوششیں
job-error = خرابی
try-again = پھر کوشش کریں
audit-picture-add = تصویر شامل کی
audit-picture-words = تصویر کا متن بدلا
audit-picture-focus = مرکزی نقطہ مقرر کیا
audit-job-again = کام پھر سے کروایا
done-picture-added = تصویر ذخیرے میں ہے۔ لکھیں کہ اس میں کیا ہے اور یہ کس کی ہے۔
done-pictures-added = تصویریں ذخیرے میں ہیں۔
done-picture-known = یہ تصویر ذخیرے میں پہلے سے تھی: یہ رہی۔
done-picture-saved = محفوظ ہو گیا۔
done-picture-focus = مرکزی نقطہ مقرر ہو گیا۔
done-job-again = کام پھر اپنی باری کا منتظر ہے۔
wrong-picture-none = کوئی فائل نہیں چنی گئی۔
wrong-picture-bytes = فائل { $limit } MB سے بڑی ہے۔
wrong-picture-pixels = تصویر { $width } × { $height } پکسل کی ہے؛ زیادہ سے زیادہ { $limit } میگا پکسل لیے جاتے ہیں۔
wrong-picture-kind = یہ ایسی تصویر نہیں جو پڑھی جا سکے ({ $why })۔
wrong-picture-slow = اسے پڑھنے میں { $seconds } سیکنڈ سے زیادہ لگے، اس لیے چھوڑ دیا گیا۔
wrong-picture-storage = اسے رکھا نہ جا سکا؛ غلطی ہماری ہے اور درج کر لی گئی ہے۔ تھوڑی دیر میں پھر کوشش کریں۔
wrong-picture-cut-off = اپ لوڈ بیچ میں کٹ گیا۔ پھر بھیجیں۔
wrong-picture-text = زیادہ سے زیادہ 2,000 حروف آ سکتے ہیں۔
wrong-picture-focus = مرکزی نقطہ 0 سے 100 تک کے دو عدد ہیں۔
audit-revise = نظرثانی محفوظ کی
audit-submit = جمع کرائی
audit-send-back = واپس بھیجی
audit-schedule = وقت مقرر کیا
audit-unschedule = مقررہ وقت ہٹایا
audit-publish = شائع کی
audit-update = تبدیلیاں شائع کیں
audit-correct = تصحیح شائع کی
audit-withdraw = اشاعت واپس لی
audit-take-down = ہٹائی
audit-restore = مسودے کے طور پر بحال کی
