language = Türkçe

skip = İçeriğe geç
home = Ana sayfa
sections = Bölümler
editions = Diller
breadcrumb = Buradasınız
about = Bu site hakkında
latest = Son haberler
footer-note = Dateline ile yayımlanmıştır.

month-1 = Ocak
month-2 = Şubat
month-3 = Mart
month-4 = Nisan
month-5 = Mayıs
month-6 = Haziran
month-7 = Temmuz
month-8 = Ağustos
month-9 = Eylül
month-10 = Ekim
month-11 = Kasım
month-12 = Aralık
weekday-1 = Pazartesi
weekday-2 = Salı
weekday-3 = Çarşamba
weekday-4 = Perşembe
weekday-5 = Cuma
weekday-6 = Cumartesi
weekday-7 = Pazar
date = { $day } { $month } { $year }
date-time = { $day } { $month } { $year }, { $time }
date-long = { $day } { $month } { $year } { $weekday }

kind-analysis = Analiz
kind-opinion = Görüş
kind-explainer = Açıklayıcı
kind-live = Canlı

by = { $names }
and = { $first } ve { $last }
comma = ,{" "}
published = Yayın: { $when }
updated = Güncelleme: { $when }
old-story = Bu haber { $years ->
    [one] bir
   *[other] { $years }
} yıldan daha eski.
credit-source = Kaynak: { $agencies }
credit-inputs = { $agencies } katkılarıyla
picture-credit = Görsel: { $credit }
picture-away = Görsel henüz bu sitede değil: { $alt }
key-points = Öne çıkanlar
key-moments = Önemli anlar
corrections = Düzeltme ve açıklamalar
notes = Notlar
note-back = { $number } numaralı notun metindeki yerine dön
correction-dated = Düzeltme, { $when }
quote-by = — { $name }
table = Tablo
listing = Kod
topics = Konular
canonical-note = İlk yayın: { $host }

embed-play = { $provider } üzerinden yükle
embed-note = İçerik { $provider } üzerinden yüklenir ve çerez bırakabilir. Siz seçmeden hiçbir şey yüklenmez.
embed-open = { $provider } üzerinde aç

channel-line = Önemli haberleri anında almak için { $name } WhatsApp kanalını takip edin.
channel-follow = Kanalı takip et
channel-short = WhatsApp kanalı

share = Bu haberi paylaş
share-whatsapp = WhatsApp
share-mail = E-posta
share-copy = Bağlantıyı kopyala
share-native = Diğer yollar
share-qr = Karekod
share-copied = Bağlantı kopyalandı.
share-refused = Bağlantı kopyalanamadı. Bağlantı:
share-qr-story = Telefonunuzda okumak için okutun
share-qr-channel = Kanalı takip etmek için okutun

related = İlgili haberler
related-more = Daha fazla ilgili haber
related-added = Daha fazla haber eklendi.
related-ended = Daha fazla haber eklendi. Başka haber yok.
related-to = “{ $headline }” ile ilgili
related-none = Başka ilgili haber yok.
related-chosen = Yazı işlerinin seçimi
related-shared = Ortak konular: { $what }
back-to-story = Habere dön
recent-in = { $section } bölümünden

older = Daha eski haberler
newest = En yeni haberler
list-empty = Burada henüz bir şey yayımlanmadı.
topic-title = { $name }: bu konudaki haberler
author-title = { $name }: yazarın haberleri
section-title = { $name }
front-empty-title = İlk haber yolda
front-empty = Henüz bir şey yayımlanmadı. Haberler başka bir sistemden aktarılır ya da yazı işlerinden gelir.
front-topics = Gündem
all-in = { $section } bölümünün tümü

not-found-title = Bu sayfayı bulamadık
not-found = Adres yanlış yazılmış ya da sayfa taşınmış olabilir.
gone-title = Bu haber artık yayında değil
gone = Yazı işleri haberi geri çekti.
link-ended-title = Bu önizleme sona erdi
link-ended = Bağlantının süresi doldu ya da bağlantı geri alındı. Gönderenden yenisini isteyin.
removed = Kaldırıldı; bu adres boş kalacak.
failure-title = Bizden kaynaklanan bir sorun oluştu
failure = Sayfa hazırlanamadı. Sorun kaydedildi ve incelenecek; bir dakika sonra yeniden denemek çoğu kez işe yarar.
busy-title = Şu anda çok kişi arama yapıyor
busy = Aramanıza sıra gelmedi. Aramanızda bir sorun yok; lütfen birkaç saniye sonra yeniden deneyin.
bad-request-title = Bu isteği anlayamadık
bad-request = Adresin “{ $what }” bölümü anlaşılamadı.
ways-on = Buradan nereye
go-home = Ana sayfaya git
go-latest = Son haberleri gör

about-intro = Bu site nedir, kim hazırlar ve okurlarına nasıl davranır.
about-privacy-title = Gizliliğiniz
about-privacy = Bu sitenin sayfaları sizinle ilgili hiçbir şey taşımaz, çerez bırakmaz ve kimseye bir şey göndermez. Okuduklarınız, yalnızca yeni haberleri öne almak için kendi cihazınızda hatırlanır.
about-corrections-title = Düzeltmeler
about-corrections = Yanlışlar açıkça düzeltilir: düzeltilen haberde neyin yanlış olduğu ve ne zaman düzeltildiği yazar.
about-sections-title = Bölümler
about-languages-title = Diller
about-time-title = Saatler
about-time = Bu sitedeki saatler { $zone } saatidir.
about-channel-title = WhatsApp

search = Ara
search-label = Ne arıyorsunuz?
search-help = Sözcükler, "tam ifade", -istenmeyen; section:, author:, topic: ve bir tarihle before:, after:
search-found = { $stories ->
    [one] Bir haber
   *[other] { $stories } haber
}
search-found-first = { $stories ->
    [one] Sözcüklerin tümünü içeren bir haber, sonra bir kısmını içerenler
   *[other] Sözcüklerin tümünü içeren { $stories } haber, sonra bir kısmını içerenler
}
search-none = Hiçbir şey bulunamadı.
search-end = Başka haber yok.
search-tips = Daha az ya da başka sözcüklerle, alan belirtmeden aramak daha çok sonuç verebilir.
search-some = Hiçbir haberde sözcüklerin tümü yok; bunlarda bir kısmı var.
search-corrected = “{ $typed }” hiçbir haberde yok; “{ $used }” içeren haberler gösteriliyor.
search-cut = Sorgu uzun: yalnızca başı arandı.
search-quote = { $at }. karakterdeki tırnak hiç kapanmıyor.
search-field = { $at }. karakterde: “{ $field }” diye bir alan yok. Alanlar: section, author, topic, before ve after.
search-value = { $at }. karakterde: “{ $field }:” sözünden sonra anlamlı bir şey yok.
search-date = { $at }. karakterde: “{ $value }” bir tarih değil. Tarihler 2025, 2025-07 ya da 2025-07-09 biçiminde yazılır.
search-not-yet = Arama hazırlanıyor. Lütfen bir dakika sonra yeniden deneyin.
search-failed = Arama yapılamadı. Yeniden denemek için Enter’a basın.
search-by-relevance = Önce en uygun
search-by-date = Önce en yeni
search-order = Sıralama
search-next = Daha fazla sonuç
search-first = İlk sonuçlar
search-pages = Sonuç sayfaları
search-narrow = Aramayı daralt
search-authors = Yazarlar
search-years = Yıllar

also-in = Diğer diller

feeds = Akışlar
feeds-intro = Bu siteyi bir akış okuyucuyla izleyin: yeni haberler size gelir ve ne okuduğunuzu kimse öğrenmez.
feeds-how = Bu adreslerden birini bir akış okuyucuya verin. Yeni haberlere kendisi bakar; üç biçimde de aynı haberler vardır.
feeds-stories = Haberler
feeds-all = Bütün haberler
feeds-others = Her konunun, her yazarın ve her aramanın kendi akışı vardır: akış okuyucular onları sayfanın adresinden bulur.
feeds-authors = Yazarlar
feeds-opml = Bu akışların hepsi tek dosyada (OPML), liste alabilen akış okuyucular için
feed-named = { $name }, { $format }
feed-search = Arama: { $query }
