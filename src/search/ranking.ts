/** Every number of the ranking, with its reason. */

/** What the query as typed weighs before any alternative: more than the best alternative can reach, 1. */
export const TYPED_SCORE = 1.1

/** An option of a suggester below this is too far from what was typed: in lists of real misspellings the threshold costs at most 2.6 of 100 corrections. */
export const MIN_OPTION_SCORE = 0.6

/** Alternatives beside the query as typed: more add clauses, hardly ever the right word. */
export const MAX_ALTERNATIVES = 5

/** Words of a query for which the vocabulary is asked: each costs Elasticsearch a millisecond, and nobody mistypes more. */
export const MAX_CORRECTED_WORDS = 8

/** Candidates of the vocabulary that are kept for each misspelled word: more than can be used, so that several words can be combined. */
export const CANDIDATES_A_WORD = 8

/** A match in the title counts twice one in the text. */
export const TITLE_WEIGHT = 2

/**
 * What a match of word stems weighs beside one of the words exactly as spelled, so that "seeds" prefers "seeds" to "seeded".
 * Reciprocal rank of rare words, on a blog of 2,000 posts with 24,000 comments: .82 at 1, .91 at a half, .94 at a quarter.
 */
export const STEM_WEIGHT = 0.25

/**
 * What the best comment of a post adds to the post's own points: a hit in a comment counts less than one in the text, though BM25
 * favours short texts. The same rare words: .94 at a half, .98 at a quarter; quoted comments are found first at both.
 */
export const COMMENT_WEIGHT = 0.25

/** Comments shown under a post. */
export const COMMENTS_SHOWN = 3

/** How deep results can be paged: page x size. Posts and comments are ranked to this depth before they are merged. */
export const MAX_DEPTH = 1000

/** Posts fetched with their highlights beyond the page's own depth, since their comments move some up. */
export const DETAIL_MARGIN = 20

/** The best comments of a query take part in the ranking: of phrases enough for all but the broadest; of any words, which many comments have, fewer. Each costs a highlight: 50 instead of 200 halve the time of a fallback. */
export const COMMENT_WINDOW = { match_phrase: 200, match: 50 } as const

/** Term suggesters: any letter may be wrong, the first too; words of one or two letters are left alone; Elasticsearch allows at most two edits. */
export const SUGGESTER = { prefix_length: 0, min_word_length: 3, max_edits: 2, size: 8 } as const
