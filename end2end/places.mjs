// Addresses in the demonstration newsroom, one for each kind of page.

export const STORY = "/pakistan/turkish-ministers-hold-talks-in-islamabad";
export const URDU_STORY = "/pakistan/ترکیہ-کے-وزرا-کی-اسلام-آباد-آمد";
export const TURKISH_STORY = "/world/fidan-islamabadda";
export const LIVE = "/pakistan/rail-conference-live";
export const EXPLAINER = "/climate/indus-gauges-explained";
export const GALLERY = "/world/bosphorus-night-ferries";
export const EMBED = "/climate/hunza-glacier-alarm";
export const MORE = `/more${STORY}?from=6`;
export const NOWHERE = "/pakistan/nothing-was-ever-here";

/** Every kind of page that answers 200. */
export const PAGES = {
	"front page": "/",
	section: "/pakistan",
	topic: "/topic/turkiye",
	author: "/author/ayesha-siddiqui",
	latest: "/latest",
	about: "/about",
	feeds: "/feeds",
	story: STORY,
	"live story": LIVE,
	"story with a table and code": EXPLAINER,
	"story with a gallery": GALLERY,
	"story with an embed": EMBED,
	"more related stories": MORE,
	search: "/search",
	"what was found": "/search?q=islamabad",
	"nothing found": "/search?q=zzzzqq",
	"a query that is not understood": "/search?q=%22open",
	"Urdu search": "/search?lang=ur&q=پاکستان",
	"Urdu front page": "/ur",
	"Urdu story": URDU_STORY,
	"Turkish front page": "/tr",
	"Turkish story": TURKISH_STORY,
	desk: "/desk",
};
