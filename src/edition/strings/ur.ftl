language = اردو

skip = مواد پر جائیں
home = صفحۂ اول
sections = شعبے
editions = زبانیں
breadcrumb = آپ یہاں ہیں
about = اس سائٹ کے بارے میں
latest = تازہ ترین
footer-note = ڈیٹ لائن پر شائع شدہ۔

month-1 = جنوری
month-2 = فروری
month-3 = مارچ
month-4 = اپریل
month-5 = مئی
month-6 = جون
month-7 = جولائی
month-8 = اگست
month-9 = ستمبر
month-10 = اکتوبر
month-11 = نومبر
month-12 = دسمبر
weekday-1 = پیر
weekday-2 = منگل
weekday-3 = بدھ
weekday-4 = جمعرات
weekday-5 = جمعہ
weekday-6 = ہفتہ
weekday-7 = اتوار
date = { $day } { $month } { $year }
date-time = { $day } { $month } { $year }، { $time }
date-long = { $weekday }، { $day } { $month } { $year }

kind-analysis = تجزیہ
kind-opinion = رائے
kind-explainer = پس منظر
kind-live = لائیو

by = تحریر: { $names }
and = { $first } اور { $last }
comma = ،{" "}
published = اشاعت: { $when }
updated = تازہ کاری: { $when }
old-story = یہ خبر { $years ->
    [one] ایک سال
   *[other] { $years } سال
} سے زیادہ پرانی ہے۔
credit-source = بشکریہ: { $agencies }
credit-inputs = { $agencies } کی معلومات کے ساتھ
picture-credit = تصویر: { $credit }
picture-away = یہ تصویر ابھی سائٹ پر نہیں: { $alt }
key-points = اہم نکات
key-moments = اہم لمحات
corrections = تصحیح اور وضاحت
notes = حواشی
note-back = حاشیہ { $number } کے متن پر واپس جائیں
correction-dated = تصحیح، { $when }
quote-by = — { $name }
table = جدول
listing = کوڈ
topics = موضوعات
canonical-note = پہلی اشاعت: { $host }

embed-play = { $provider } سے لوڈ کریں
embed-note = یہ { $provider } سے لوڈ ہوگا جو کوکیز رکھ سکتا ہے۔ آپ کے چننے سے پہلے کچھ لوڈ نہیں ہوتا۔
embed-open = { $provider } پر کھولیں

channel-line = اہم خبریں بروقت جاننے کے لیے واٹس ایپ پر { $name } کو فالو کریں۔
channel-follow = چینل فالو کریں
channel-short = واٹس ایپ چینل

share = یہ خبر دوسروں تک پہنچائیں
share-whatsapp = واٹس ایپ
share-mail = ای میل
share-copy = لنک کاپی کریں
share-native = مزید طریقے
share-qr = کیو آر کوڈ
share-copied = لنک کاپی ہو گیا۔
share-refused = لنک کاپی نہ ہو سکا۔ لنک یہ ہے:
share-qr-story = فون پر پڑھنے کے لیے اسکین کریں
share-qr-channel = چینل فالو کرنے کے لیے اسکین کریں

related = متعلقہ خبریں
related-more = مزید متعلقہ خبریں
related-added = مزید خبریں شامل کر دی گئیں۔
related-ended = مزید خبریں شامل کر دی گئیں۔ اب اور نہیں ہیں۔
related-to = ”{ $headline }“ سے متعلق
related-none = مزید متعلقہ خبریں نہیں ہیں۔
related-chosen = ادارتی انتخاب
related-shared = یہ بھی انہی کے بارے میں: { $what }
back-to-story = خبر پر واپس
recent-in = { $section } سے مزید

older = پرانی خبریں
newest = نئی خبریں
list-empty = یہاں ابھی کچھ شائع نہیں ہوا۔
topic-title = { $name }: اس موضوع پر خبریں
author-title = { $name } کی تحریریں
section-title = { $name }
front-empty-title = پہلی خبر ابھی آنی ہے
front-empty = ابھی کچھ شائع نہیں ہوا۔ خبریں کسی دوسرے نظام سے درآمد ہوتی ہیں یا ڈیسک سے آتی ہیں۔
front-topics = خبروں میں
all-in = { $section } کی تمام خبریں

not-found-title = یہ صفحہ نہیں ملا
not-found = ہو سکتا ہے پتا غلط لکھا گیا ہو یا صفحہ منتقل ہو گیا ہو۔
gone-title = یہ خبر اب دستیاب نہیں
gone = ادارے نے اسے واپس لے لیا ہے۔
link-ended-title = یہ پیش منظر ختم ہو چکا ہے
link-ended = لنک کی مدت ختم ہو گئی یا اسے واپس لے لیا گیا۔ جس نے بھیجا اس سے نیا لنک مانگیں۔
removed = اسے ہٹا دیا گیا ہے اور یہ پتا خالی رہے گا۔
failure-title = ہماری طرف کچھ خرابی ہو گئی
failure = صفحہ تیار نہیں ہو سکا۔ خرابی درج کر لی گئی ہے؛ ایک منٹ بعد دوبارہ کوشش اکثر کام آتی ہے۔
busy-title = اس وقت بہت سے لوگ تلاش کر رہے ہیں
busy = آپ کی تلاش کی باری نہیں آ سکی۔ آپ کی تلاش میں کوئی خرابی نہیں؛ براہِ کرم چند سیکنڈ بعد دوبارہ کوشش کریں۔
bad-request-title = یہ درخواست سمجھ میں نہیں آئی
bad-request = پتے کا حصہ “{ $what }” سمجھا نہیں جا سکا۔
ways-on = یہاں سے کہاں جائیں
go-home = صفحۂ اول پر جائیں
go-latest = تازہ ترین خبریں دیکھیں

about-intro = یہ سائٹ کیا ہے، اسے کون بناتا ہے اور قارئین سے کیا برتاؤ کرتی ہے۔
about-privacy-title = آپ کی رازداری
about-privacy = اس سائٹ کے صفحات میں آپ کے بارے میں کچھ نہیں ہوتا، نہ کوکیز رکھی جاتی ہیں اور نہ کسی اور کو کچھ بھیجا جاتا ہے۔ آپ نے کیا پڑھا، یہ صرف آپ کے اپنے آلے پر یاد رہتا ہے تاکہ نئی خبریں پہلے آئیں۔
about-corrections-title = تصحیح
about-corrections = غلطیاں کھلے عام درست کی جاتی ہیں: خبر میں لکھا جاتا ہے کہ کیا غلط تھا اور کب درست کیا گیا۔
about-sections-title = شعبے
about-languages-title = زبانیں
about-time-title = اوقات
about-time = اس سائٹ پر اوقات { $zone } کے مطابق ہیں۔
about-channel-title = واٹس ایپ

search = تلاش
search-label = آپ کیا تلاش کر رہے ہیں؟
search-help = الفاظ، "پورا فقرہ"، -جو نہ ہو، اور {"\u2066"}section:{"\u2069"}، {"\u2066"}author:{"\u2069"}، {"\u2066"}topic:{"\u2069"}؛ تاریخ کے ساتھ {"\u2066"}before:{"\u2069"} اور {"\u2066"}after:{"\u2069"}
search-found = { $stories ->
    [one] ایک خبر
   *[other] { $stories } خبریں
}
search-found-first = { $stories ->
    [one] سب الفاظ والی ایک خبر، پھر کچھ الفاظ والی خبریں
   *[other] سب الفاظ والی { $stories } خبریں، پھر کچھ الفاظ والی خبریں
}
search-none = کچھ نہیں ملا۔
search-end = مزید خبریں نہیں ہیں۔
search-tips = کم یا مختلف الفاظ سے، یا شرط ہٹانے سے شاید زیادہ ملے۔
search-some = کسی خبر میں سب الفاظ نہیں؛ ان میں کچھ الفاظ ہیں۔
search-corrected = ”{ $typed }“ کسی خبر میں نہیں؛ ”{ $used }“ والی خبریں دکھائی گئی ہیں۔
search-cut = تلاش طویل ہے: صرف اس کا ابتدائی حصہ تلاش کیا گیا۔
search-quote = حرف نمبر { $at } پر واوین بند نہیں ہوئے۔
search-field = حرف نمبر { $at } پر: ”{ $field }“ نام کی کوئی شرط نہیں۔ section، author، topic، before اور after لکھی جا سکتی ہیں۔
search-value = حرف نمبر { $at } پر: ”{ $field }:“ کے بعد کوئی بامعنی چیز نہیں۔
search-date = حرف نمبر { $at } پر: ”{ $value }“ تاریخ نہیں۔ تاریخ یوں لکھیں: 2025، 2025-07 یا 2025-07-09
search-not-yet = تلاش تیار کی جا رہی ہے۔ ایک منٹ بعد دوبارہ کوشش کریں۔
search-failed = تلاش نہ ہو سکی۔ دوبارہ کوشش کے لیے Enter دبائیں۔
search-by-relevance = بہترین پہلے
search-by-date = تازہ ترین پہلے
search-order = ترتیب
search-next = مزید نتائج
search-first = پہلے نتائج
search-pages = نتائج کے صفحات
search-narrow = تلاش محدود کریں
search-authors = لکھنے والے
search-years = سال

also-in = دیگر زبانوں میں

feeds = فیڈز
feeds-intro = اس سائٹ کو فیڈ ریڈر سے فالو کریں: نئی خبریں خود آپ تک آئیں گی، اور کوئی نہیں جان پائے گا کہ آپ نے کیا پڑھا۔
feeds-how = ان میں سے کوئی پتہ اپنے فیڈ ریڈر کو دیں۔ وہ نئی خبریں خود دیکھتا ہے؛ تینوں شکلوں میں ایک ہی خبریں ہیں۔
feeds-stories = خبریں
feeds-all = تمام خبریں
feeds-others = ہر موضوع، ہر لکھنے والے اور ہر تلاش کی اپنی فیڈ ہے: فیڈ ریڈر انہیں صفحے کے پتے سے ڈھونڈ لیتے ہیں۔
feeds-authors = لکھنے والے
feeds-opml = یہ سب فیڈز ایک فائل میں (OPML)، ان فیڈ ریڈرز کے لیے جو فہرست لے سکتے ہیں
feed-named = { $name }، { $format }
feed-search = تلاش: { $query }
