// The pages of places.mjs that answer anybody, and of those the ones that search engines are to know: they have a canonical address.
import { PAGES } from "../places.mjs";

const without = (aside) => Object.fromEntries(Object.entries(PAGES).filter(([, path]) => !aside.test(path)));

/** The desk sends strangers to its door. */
export const OPEN = without(/^\/desk\b/);
export const AT_HOME = without(/^\/(search|more|desk)\b/);
