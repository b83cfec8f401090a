/** Every number by which suggestions are weighed, with its reason. */

/** Likelihood that a word is mistyped at all, besides the cost of each mistake. */
export const SLIP_SHARE = 0.2

/** Letters from which on a beginning may be mistyped. */
export const MIN_SLIP_LETTERS = 3

/** Weight of each title that has a word or phrase, added to the root of the number of documents that have it: readers look for what posts are about. */
export const TITLE_COUNT_WEIGHT = 5

/** Factor for each word of a phrase beyond those that were typed. */
export const WORD_MORE = 0.5

/** Words of a phrase beyond those that were typed, at most. */
export const MAX_WORDS_MORE = 2

/** Corrected readings by which titles are searched. */
export const MAX_CORRECTED_READINGS = 5

/** Least likelihood of a corrected reading; the text as typed has 1. */
export const LEAST_READING = 0.05

/** Completions that are tried, to see whether a post has them. */
export const MAX_TRIED_COMPLETIONS = 30

/** Other words allowed between those of a completion, where its words stand near each other. */
export const NEAR_GAPS = 1

/** Weight of a phrase compared with a single word: as much as a word that one of twenty documents has. */
export const PHRASE_TELLS = 3
