//! The most common words of a language, which carry grammar and no subject. Closed classes: articles, pronouns, prepositions,
//! conjunctions, auxiliaries, and the verbs with which news attributes what it reports.

use super::fold::fold;
use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::LazyLock;

const ENGLISH: &str = "a about above after again against ago all almost along already also although always am among an and another any are \
    around as at away back be because been before being below between both but by came can cannot come could did do does done down during each \
    either else enough even ever every few first for from further get gets getting give given go goes going gone got had has have having he her \
    here hers herself him himself his how however i if in indeed instead into is it its itself just keep last least less let like likely made \
    make makes making many may me might mine more most much must my myself near neither never next no none nor not nothing now of off often on \
    once one only onto or other others our ours ourselves out over own per perhaps put quite rather really said same saw say saying says see \
    seen several she should since so some something soon still such take taken tell than that the their theirs them themselves then there \
    therefore these they thing things this those though three through thus to together told too took toward towards two under until up upon us \
    use used using very via want wants was way we well went were what whatever when where whether which while who whole whom whose why will \
    with within without would yet you your yours yourself yourselves it's don't didn't doesn't isn't wasn't aren't can't won't wouldn't couldn't \
    he's she's that's there's i'm i've we've they've we're they're you're hasn't haven't hadn't mr mrs ms";

const TURKISH: &str = "acaba ama ancak arada artık aslında ayrıca bana bazı belki ben benden beni benim beri bile bin bir biraz birçok biri birkaç birşey \
    biz bizden bizi bizim böyle böylece bu buna bunda bundan bunlar bunları bunların bunu bunun burada bütün çok çünkü da daha dahi de defa değil \
    diğer diye dolayı dolayısıyla edecek eden ederek edilen ediyor etti ettiği ettiğini ettik fakat gibi göre halen hangi hatta hem henüz hep hepsi her \
    herhangi herkes hiç hiçbir için ifade ile ilgili ise işte itibaren kadar karşın kendi kendine kendini kez ki kim kime kimse mı mi mu mü nasıl ne \
    neden nedenle nerde nerede niye niçin o olan olarak oldu olduğu olduğunu olduklarını olmak olması olmayan olmaz olsa olsun olup olur olursa oluyor \
    on ona ondan onlar onlardan onları onların onu onun oysa öyle pek rağmen sadece sanki şey siz sizden sizi sizin sonra şu şuna şunda şunlar şunu \
    tarafından tüm ve veya ya yani yapan yapılan yapılması yapıyor yapmak yaptı yaptığı yaptığını yer yine yoksa zaten dedi söyledi belirtti";

const URDU: &str = "کا کی کے کو سے میں پر نے اور یا ہے ہیں تھا تھی تھے ہو ہوا ہوئی ہوئے گا گی گے یہ وہ اس ان جس جن کہ جو تو بھی ہی نہیں نہ مگر لیکن اگر تک \
    ساتھ لیے لئے بعد پہلے دوران کر کیا کیے کئے کرنے کرتے کرتا کرتی کرنا کریں رہا رہی رہے گیا گئی گئے جا جاتا جاتی جاتے دیا دی دیے دیئے والے والی والا اپنے اپنی \
    اپنا ایک دو کچھ کسی کوئی سب تمام ہر بہت زیادہ کم اب جب تب یہاں وہاں کہا کہنا بتایا مطابق طور انہوں انھوں انہیں انھیں اسے ہم آپ میرے میری ہمارے ہماری تھیں ہونے ہوتا \
    ہوتی ہوتے چکا چکی چکے سکتا سکتی سکتے لیا لی جانب طرف درمیان خلاف بارے وجہ کیونکہ چنانچہ تاہم جبکہ جس جنہوں پھر اسی انہی اندر باہر اوپر نیچے";

const ARABIC: &str = "في من على إلى عن مع أن إن ان لا ما لم لن هذا هذه ذلك تلك الذي التي الذين هو هي هم كان كانت يكون قد كل بعد قبل بين حول عند حتى ثم أو او و كما \
    لكن غير أي اي ولا وقد وقال قال قالت التى فيه فيها منها منه عليه عليها به بها له لها أنه انه أنها خلال منذ وفي ومن وعلى";

static LISTS: LazyLock<HashMap<&'static str, HashSet<String>>> = LazyLock::new(|| {
    let lists = [("en", ENGLISH), ("tr", TURKISH), ("ur", URDU), ("ar", ARABIC)];
    lists.into_iter().map(|(language, words)| (language, words.split_whitespace().map(fold).collect())).collect()
});

/// Whether a folded word is one of a language's most common.
pub fn is_common(primary: &str, folded: &str) -> bool {
    LISTS.get(primary).is_some_and(|list| list.contains(folded))
}
