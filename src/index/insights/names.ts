/** The tier of a search without a text, and the lowest one of others. */
export const NO_TEXT_TIER = 'no text'
export const SOME_WORDS = 'some words'
/** The name by which the filters tell that a reader asked for no corrections. */
export const WITHOUT_CORRECTIONS = 'no:fuzzy'
