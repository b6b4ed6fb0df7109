language = Türkçe

desk = Yazı işleri
skip = İçeriğe geç
stories = Haberler
front-page = Ana sayfa
pictures = Fotoğraflar
catalogue = Konular ve yazarlar
people = Ekip
account = Hesap
sign-out = Çıkış yap
view-site = Siteyi görüntüle
pages = Sayfalar
newest = En yeni
older = Daha eski
or = ya da

role-reporter = Muhabir
role-editor = Editör
role-owner = Site sahibi
role-reporter-may = haber yazar ve teslim eder
role-editor-may = yayımlar; haberleri, fotoğrafları ve ana sayfayı düzenler
role-owner-may = ekip dahil her şey

sign-in = Giriş yap
sign-in-help = Hesabınız ya da parolanız yok mu? Sitenin bir sahibi size bağlantı gönderebilir.
email = E-posta
password = Parola
passkey-sign-in = Geçiş anahtarıyla giriş yap
passkey-failed = Olmadı. Yeniden deneyin ya da parolanızla giriş yapın.

name = Ad
new-password = Yeni parola
new-password-hint = En az 15 karakter. Birbiriyle ilgisiz birkaç sözcük hem güçlüdür hem de akılda kalır.
save-and-sign-in = Kaydet ve giriş yap
first-owner-title = Haber merkezinize hoş geldiniz
first-owner-intro = Burada henüz kimsenin hesabı yok. İlki sizin: site sahibi olarak her şeyi yapabilir, başkalarını davet edebilirsiniz.
invited-title = Hoş geldiniz, { $name }
invited-intro = { $site } yazı işlerine davet edildiniz. { $email } adresiyle giriş yapacaksınız; bir parola seçin.
reset-title = Yeni bir parola seçin
reset-intro = { $site } sitesinde { $email } için. Giriş yaptığınız her yerden çıkış yapılacak.

profile = Profil
save = Kaydet
sign-in-as = { $email } adresiyle giriş yapıyorsunuz.
desk-language = Yazı işlerinin dili
desk-language-hint = Okurların gördüğü değişmez.
present-password = Şimdiki parola
change-password = Parolayı değiştir
password-ends-sessions = Parola değişince öteki oturumlarınız kapanır.
no-password = Geçiş anahtarıyla giriş yapıyorsunuz; parolanız yok.
passkeys = Geçiş anahtarları
passkeys-intro = Geçiş anahtarı sizi parmağınız, yüzünüz ya da aygıtınızın kilidiyle içeri alır. Tahmin edilemez, yanlışlıkla başkasına verilemez.
passkey-name = Yeni geçiş anahtarının adı
passkey-name-hint = Onu tanıyabilmeniz için, örneğin “ofisteki dizüstü”.
passkey-not-added = Geçiş anahtarı eklenmedi. Yeniden deneyin.
add-passkey = Geçiş anahtarı ekle
passkeys-need-scripts = Geçiş anahtarı eklemek için betikler ve geçiş anahtarlarını tanıyan bir tarayıcı gerekir.
passkeys-need-domain = Geçiş anahtarları, siteye sayıyla değil localhost ya da kendi alan adı gibi bir adla ulaşıldığında çalışır.
rename = Yeniden adlandır
rename-passkey = Yeniden adlandır: { $name } geçiş anahtarı
remove = Kaldır
remove-passkey = Kaldır: { $name } geçiş anahtarı
added = Eklendi
last-used = Son kullanım
never-used = Hiç kullanılmadı
sessions = Giriş yaptığınız yerler
this-session = bu oturum
browser = Tarayıcı
address = Adres
last-seen = Son görülme
action = İşlem
end-session-of = Çıkış yap: { $browser }
sign-out-everywhere = Her yerden çıkış yap

role = Görev
standing = Hesap
active = Etkin
invited = Davetli
disabled = Kapalı
since = Başlangıç
invite = Birini davet et
invite-hint = Yedi gün içinde bir kez çalışan bir bağlantı alırsınız. Ona siz gönderin.
make-invitation = Davet oluştur
invite-again = Yeniden davet et
invite-again-text = Yeni bir bağlantı oluşturur; önceki artık çalışmaz.
reset-link = Yeni parola
reset-link-text = Yeni parola seçmesini sağlayan bir bağlantı oluşturur. Bir gün içinde bir kez çalışır; kullanana dek oturumları açık kalır.
make-link = Bağlantı oluştur
disable = Hesabı kapat
disable-text = Hemen çıkışı yapılır ve geri giremez. Haberleri kalır.
enable = Hesabı aç
enable-text = Eskisi gibi yeniden giriş yapabilir.
all-people = Tüm ekip
link-title = { $name } için bağlantı
link-text =
    { $days ->
        [one] Bu bağlantıyı { $name } ({ $email }) kişisine gönderin. Bir gün içinde bir kez çalışır.
       *[other] Bu bağlantıyı { $name } ({ $email }) kişisine gönderin. { $days } gün içinde bir kez çalışır.
    }
link-once = Yalnızca şimdi gösteriliyor. Kaybolursa yenisini oluşturun.

audit = Kim ne yaptı
when = Ne zaman
who = Kim
what = Ne
subject = Neye
command-line = komut satırı
visitor = ziyaretçi
user-number = Kullanıcı { $number }
audit-user-add = Birini ekledi
audit-invite = Davet oluşturdu
audit-reset-link = Yeni parola bağlantısı oluşturdu
audit-first-owner-link = İlk sahibin bağlantısını oluşturdu
audit-first-owner = Sitenin ilk sahibi oldu
audit-password = Parola belirledi
audit-sign-in = Giriş yaptı
audit-sign-in-failed = Giriş yapamadı
audit-sign-out = Çıkış yaptı
audit-sign-out-all = Her yerden çıkış yaptı
audit-session-end = Bir oturumu kapattı
audit-profile = Profilini değiştirdi
audit-user-role = Bir görevi değiştirdi
audit-user-disable = Bir hesabı kapattı
audit-user-enable = Bir hesabı yeniden açtı
audit-passkey-add = Geçiş anahtarı ekledi
audit-passkey-name = Geçiş anahtarını yeniden adlandırdı
audit-passkey-remove = Geçiş anahtarını kaldırdı
audit-refused = İzin verilmedi

done-welcome = Hoş geldiniz. Giriş yaptınız.
done-profile = Kaydedildi.
done-password = Parola değişti. Öteki oturumlarınız kapandı.
done-passkey-added = Geçiş anahtarı eklendi.
done-passkey-named = Geçiş anahtarının adı değişti.
done-passkey-removed = Geçiş anahtarı kaldırıldı.
done-session-ended = O oturum kapandı.
done-signed-out = Çıkış yaptınız.
done-signed-out-everywhere = Her yerden çıkış yaptınız.
done-role = Görev değişti.
done-disabled = Hesap kapatıldı, oturumları sona erdi.
done-enabled = Hesap yeniden kullanılabilir.

wrong-credentials = E-posta adresi ya da parola yanlış.
wrong-name = En çok 100 karakterlik bir ad gerekir.
wrong-email = Bu bir e-posta adresi değil. Beklenen: ada@example.org gibi.
wrong-email-taken = Bu adresle zaten bir hesap var.
wrong-short = En az { $shortest } karakter gerekir.
wrong-long = En çok { $longest } bayt sığar.
wrong-guessable = Tahmin etmesi çok kolay: ad, adres ya da yinelenen birkaç karakter.
wrong-present-password = Bu şimdiki parolanız değil.
wrong-role = Görevlerden birini seçin.
wrong-language = Dillerden birini seçin.
wrong-last-owner = Giriş yapabilen son site sahibi bu. Önce bir başkasını sahip yapın.

to-desk = Yazı işlerine git
to-sign-in = Giriş sayfasına git
notice-forbidden-title = Göreviniz buna izin vermiyor
notice-forbidden-text = Göreviniz bunu yapmanıza izin vermiyor. Denemeniz kayda geçti; bir site sahibi görevinizi değiştirebilir.
notice-not-found-title = Burada bir şey yok
notice-not-found-text = Yazı işlerinde bu adreste bir şey yok.
notice-foreign-title = Bu istek yazı işlerinden gelmedi
notice-foreign-text = İstek başka bir siteden gönderildi ya da tarayıcınız nereden gönderildiğini söylemedi. Hiçbir şey yapılmadı. Sayfayı yazı işlerinde açıp oradan yeniden deneyin.
notice-bad-request-title = Bu okunamıyor
notice-bad-request-text = Form bozuk geldi ve hiçbir şey yapılmadı. Geri dönün, sayfayı yeniden yükleyin ve bir kez daha gönderin.
notice-too-large-title = Bu çok büyük
notice-too-large-text = Form alınabilecekten fazlasını içeriyor ve hiçbir şey yapılmadı.
notice-too-often-title = Çok fazla deneme
notice-too-often-text =
    { $seconds ->
        [one] Bir saniye bekleyip yeniden deneyin.
       *[other] { $seconds } saniye bekleyip yeniden deneyin.
    }
notice-link-spent-title = Bu bağlantı artık çalışmıyor
notice-link-spent-text = Kullanılmış, süresi dolmuş ya da yerini yenisi almış. Sitenin bir sahibinden yenisini isteyin.
notice-failure-title = Burada bir hata oldu
notice-failure-text = Kusur bizde ve kayda geçti. Hiçbir şey değişmedi. Az sonra yeniden deneyin.

all-stories = Tümü
my-drafts = Taslaklarım
new-story = Yeni haber
untitled = Başlıksız
headline = Başlık
section = Bölüm
state = Durum
touched = Son değişiklik
by-whom = Kim
search = Ara
show = Göster
kind = Tür
story-language = Dil
any-section = Her bölüm
any-kind = Her tür
any-language = Her dil
no-story-yet = Burada henüz haber yok. Birine başlayın.
no-story-found = Böyle bir haber yok.
unpublished-text = yayımlanmamış değişiklikler
scheduled-for = Yayın zamanı: { $when }
state-draft = Taslak
state-in-review = İncelemede
state-scheduled = Zamanlandı
state-published = Yayımlandı
state-withdrawn = Geri çekildi
state-taken-down = Kaldırıldı
kind-news = Haber
kind-analysis = Analiz
kind-opinion = Görüş
kind-explainer = Açıklayıcı
kind-live = Canlı
keys-title = Klavye kısayolları
key-next = Sonraki haber
key-previous = Önceki haber
key-open = Haberi aç
close = Kapat
editor-needs-scripts = Düzenleyici yükleniyor. Betiklere gerek duyar.

revisions = Sürümler
compare = Karşılaştır
compare-from = { $number } sürümünden karşılaştır
compare-to = { $number } sürümüyle karşılaştır
compared = { $from } sürümünden { $to } sürümüne
nothing-changed = Başlıkta ve metinde bir şey değişmedi.
restore = Geri getir
restore-number = { $number } sürümünü geri getir
was-added = Eklendi:
was-removed = Çıkarıldı:
standfirst = Spot
short-headline = Kısa başlık
bylines = İmza
topics-of-story = Konular
lead-picture = Ana fotoğraf
did-file = Başlandı
did-revise = Kaydedildi
did-import = İçe aktarıldı
did-submit = Teslim edildi
did-send-back = Geri gönderildi
did-schedule = Zamanlandı
did-unschedule = Zamanlamadan çıkarıldı
did-publish = Yayımlandı
did-update = Değişiklikler yayımlandı
did-correct = Düzeltme yayımlandı
did-withdraw = Yayından alındı
did-take-down = Kaldırıldı
did-restore = Taslak olarak geri getirildi
done-restored = O metin artık en yeni taslak.
done-shared-back = Bağlantı geri alındı.

share-title = Önizlemeyi paylaş
share-intro = Bağlantıya sahip olan herkes, bağlantı bitene ya da haber yayımlanana kadar, haberi yazıldığı haliyle hesapsız görür.
share-for = Bağlantının süresi
one-hour = bir saat
one-day = bir gün
three-days = üç gün
one-week = bir hafta
thirty-days = otuz gün
share-make = Bağlantı oluştur
share-made = Bu bağlantıyı gönderin. Yalnızca şimdi gösteriliyor.
share-links = Önizleme bağlantıları
share-until = Bitiş
share-holds = geçerli
share-over = bitti
share-revoked = geri alındı
share-revoke = Geri al

notice-stale-title = Biri daha çabuk davrandı
notice-stale-text = Bu sayfa yüklendikten sonra biri kaydetti; bir şey yapılmadı. Sayfayı yeniden yükleyin ve yeniliklere bakın.
audit-share = Önizleme paylaştı
upload = Yükle
library-add = Fotoğraf ekle
library-add-hint = JPEG, PNG, WebP, AVIF veya GIF; her biri en fazla 40 MB ve 80 megapiksel. Kredi ve altyazı dosyada varsa oradan okunur; konum ve kamera bilgileri silinir.
picture-too-large-here = 40 MB’den büyük:
library-search = Ad, metin ve kredilerde ara
library-none = Henüz fotoğraf yok.
library-not-found = Hiçbir şey bulunamadı.
library-all = Bütün fotoğraflar
library-added-beside = Şunlar yine de alındı: { $names }.
no-alt = Alternatif metin yok
no-credit = Kredi yok
picture-uses-number =
    { $number ->
        [one] Bir haberde
       *[other] { $number } haberde
    }
focal-point = Odak noktası
focal-point-hint = Fotoğraf kırpıldığında görünmesi gereken yere tıklayın ya da yerini sayıyla verin.
focal-point-set = Odak noktasını buraya koy
focal-point-save = Odak noktasını ayarla
focal-x = Soldan, %
focal-y = Üstten, %
crops = Nasıl kırpılıyor
picture-words = Metinler
alt-text = Alternatif metin
alt-text-hint = Göremeyenler için fotoğrafta ne olduğu. Yayımlamak için gerekir.
credit = Kredi
credit-hint = Kimin çektiği veya hakların kimde olduğu. Yayımlamak için gerekir.
caption = Altyazı
caption-hint = Her haber bununla başlar; her biri kendince söyleyebilir.
picture-not-yours = Bu fotoğrafı başkası ekledi. Bir editör değiştirebilir.
picture-changed-meanwhile = Bu arada başkası bu fotoğrafı değiştirdi. Onun yazdığı burada; sizin yazdığınız aşağıda duruyor ve kaydederseniz onun yerini alır.
picture-uses = Nerede gösteriliyor
picture-unused = Hiçbir haberde yok.
picture-uses-more =
    { $number ->
        [one] Bir haberde daha.
       *[other] { $number } haberde daha.
    }
picture-file = Dosya
picture-original = Asıl dosya
picture-size = Piksel
kilobytes = { $number } KB
renditions = Boyutlar
renditions-running = Diğerleri şu anda hazırlanıyor.
renditions-waiting = Diğerleri sırasını bekliyor.
renditions-failed = Diğerleri hazırlanamadı:
jobs = Arka plan işleri
jobs-intro = Fotoğraf boyutları ve benzerleri arka planda sırayla hazırlanır. Başarısız olan kendiliğinden birkaç kez yeniden denenir, sonra burada kalır.
jobs-none = Bekleyen de başarısız olan da yok.
jobs-open =
    { $number ->
        [one] Yapılacak bir iş var.
       *[other] Yapılacak { $number } iş var.
    }
jobs-failed =
    { $number ->
        [one] Biri başarısız oldu
       *[other] { $number } iş başarısız oldu
    }
jobs-given-up = Başarısız
jobs-running = Sürüyor
jobs-waiting = Bekliyor
jobs-more =
    { $number ->
        [one] Bir iş daha.
       *[other] { $number } iş daha.
    }
job-kind-renditions = Fotoğrafın boyutlarını hazırlama
job-kind-picture-uses = Fotoğrafların nerede gösterildiğini bulma
job-queued = Sıraya girdi
job-tries = Deneme
job-error = Sorun
try-again = Yeniden dene
audit-picture-add = Fotoğraf ekledi
audit-picture-words = Fotoğrafın metinlerini değiştirdi
audit-picture-focus = Odak noktasını ayarladı
audit-job-again = Bir işi yeniden denetti
done-picture-added = Fotoğraf arşivde. Ne gösterdiğini ve kime ait olduğunu yazın.
done-pictures-added = Fotoğraflar arşivde.
done-picture-known = Bu fotoğraf arşivde zaten vardı: işte burada.
done-picture-saved = Kaydedildi.
done-picture-focus = Odak noktası ayarlandı.
done-job-again = İş yeniden sırasını bekliyor.
wrong-picture-none = Dosya seçilmedi.
wrong-picture-bytes = Dosya { $limit } MB’den büyük.
wrong-picture-pixels = Fotoğraf { $width } × { $height } piksel; en fazla { $limit } megapiksel alınır.
wrong-picture-kind = Bu, okunabilen bir fotoğraf değil ({ $why }).
wrong-picture-slow = Okunması { $seconds } saniyeden uzun sürdü ve bırakıldı.
wrong-picture-storage = Saklanamadı; bu bizim hatamız ve not edildi. Biraz sonra yeniden deneyin.
wrong-picture-cut-off = Yükleme yarıda kesildi. Yeniden gönderin.
wrong-picture-text = En fazla 2.000 karakter sığar.
wrong-picture-focus = Odak noktası 0 ile 100 arasında iki sayıdır.
audit-revise = Sürüm kaydetti
audit-submit = Teslim etti
audit-send-back = Geri gönderdi
audit-schedule = Zamanladı
audit-unschedule = Zamanlamadan çıkardı
audit-publish = Yayımladı
audit-update = Değişiklikleri yayımladı
audit-correct = Düzeltme yayımladı
audit-withdraw = Yayından aldı
audit-take-down = Kaldırdı
audit-restore = Taslak olarak geri getirdi
