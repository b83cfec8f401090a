/** Every number by which suggestions are weighed, with its reason. */

/** How likely a word is mistyped at all, beside what each mistake costs. */
export const SLIP_SHARE = 0.2

/** Letters from which a beginning may be mistyped. */
export const MIN_SLIP_LETTERS = 3

/** What a title that has a word or phrase weighs, beside the root of the number of documents that have it: readers look for what posts are about. */
export const TITLE_WEIGHT = 5

/** What each word weighs that a phrase goes on beyond what was typed. */
export const WORD_MORE = 0.5

/** Words that a phrase goes on for at most. */
export const MAX_WORDS_MORE = 2

/** Corrected readings of what was typed that titles are looked for by. */
export const MAX_READINGS = 5

/** How likely a reading must be, beside the likeliest. */
export const LEAST_READING = 0.05

/** Completions of several words that are tried, whether anything has them. */
export const MAX_TRIED = 30

/** Other words between those of a completion, where its words stand near each other. */
export const NEAR_GAPS = 1

/** What a phrase tells, beside a single word: as much as a word that one of twenty documents has. */
export const PHRASE_TELLS = 3
