/** Every number of the ranking, with its reason. */

/** What the query as typed weighs before any alternative: more than the best alternative can reach, 1. */
export const TYPED_SCORE = 1.1

/** An option of a suggester below this is too far from what was typed: in lists of real misspellings the threshold costs at most 2.6 of 100 corrections. */
export const MIN_OPTION_SCORE = 0.6

/** Alternatives beside the query as typed that the reader is told: more are hardly ever the right word. */
export const MAX_ALTERNATIVES = 5

/** Alternatives of a query of several words that are looked for: its other words tell which of them were meant. */
export const MAX_TRIED = 15

/** The share of the likeliest spelling's score that another must have to be blended into the results, in a query of several words and of one; what is less likely is offered. With .3 for a single word too, three edits or a wrong first letter have success at 10 of .75, so .80. */
export const SHARE_OF_BEST = 0.3
export const SHARE_OF_BEST_ALONE = 0.1

/** Alternatives of all words of a query together that are looked for near the other words. */
export const MAX_READINGS = 24

/** Far more frequent words that are looked for in place of a known one, where nothing has what was typed in a row. */
export const MAX_DOUBTFUL = 3

/** Alternatives with joined words that are looked for. */
export const MAX_JOINED = 3

/** Words of a query for which the vocabulary is asked: each costs Elasticsearch a millisecond, and nobody mistypes more. */
export const MAX_CORRECTED_WORDS = 8

/** Words of a query, its spellings included, that are looked for each by itself. Elasticsearch's time grows with them. On long questions (CISI, 20 to 90 words) nDCG@10 is .399 with the 30 rarest words, .402 with all, .387 with 20. */
export const MAX_WORDS = 32

/** Pairs of neighbouring words that are looked for near each other. */
export const MAX_PAIRS = 12

/** Words of the conditions of a query, its phrases and what it excludes, that count. */
export const MAX_CONDITION_WORDS = 60

/** Candidates of the vocabulary that are kept for each misspelled word: more than can be used, so that several words can be combined. */
export const CANDIDATES_A_WORD = 16

/** What it costs to part words otherwise ("java script" for "javascript"), in edits. */
export const COMPOUND_COST = 0.7

/** What it costs to take a word for the beginning of another, in edits: less than most mistakes, since readers stop typing when they see what they look for. */
export const COMPLETION_COST = 0.5

/** How likely a synonym was meant: less than what was typed, more than most corrections. */
export const SYNONYM_SCORE = 0.5

/** Words of a query up to which neighbours are looked for joined from the start. */
export const MAX_JOINED_WORDS = 3

/** Letters of the shorter half of a word that is cut in two: shorter ones are found in any word. */
export const MIN_HALF = 3

/** How many times as frequent another word must be to stand for a known one that is nowhere near the other words of the query. */
export const FAR_MORE_FREQUENT = 20

/** A match in the title counts twice one in the text. */
export const TITLE_WEIGHT = 2

/**
 * What a match of word stems weighs beside one of the words exactly as spelled, so that "seeds" prefers "seeds" to "seeded".
 * Reciprocal rank of rare words, on a blog of 2,000 posts with 24,000 comments: .82 at 1, .91 at a half, .94 at a quarter.
 */
export const STEM_WEIGHT = 0.25

/** More than BM25 can give one word at a boost of 1: 2.2 x ln(1 + 1,000,000 documents) is 30.4, and no word stands in every corner of such a blog. */
export const MAX_BM25 = 30

/** Words that a beginning of a word may stand for. */
export const MAX_EXPANSIONS = 20

/** What all phrases together, and all words together, can give at most: posts differ by points within a tier, never across tiers. */
export const PHRASE_POINTS = 0.45
export const WORD_POINTS = 0.25

/** The tiers of results, above those with some of the words: whole points, so that no points of words or phrases lift a result into another tier. What was typed comes before its stems and before every correction: with stems in the tier of what was typed, rare words typed correctly had success at 1 of .985 to .990, so .995. A mistyped title finds its post before those that quote the title: without that tier, on a blog whose posts list each other's titles, titles with a hard typo had MRR .983, so 1. */
export const TIERS = {
  phrase: 1,
  'corrected title': 2,
  'phrase as typed': 3,
  'exact title': 4,
  address: 5,
} as const
export type TierName = keyof typeof TIERS

/** What a word gives exactly as spelled beside its stem, in title, labels and text together. */
export const SPELLING_WEIGHT = 0.3

/** What two neighbouring words of the query give that stand near each other, beside each by itself. */
export const PAIR_WEIGHT = 0.7

/** How far apart such words may stand: their places, in edits of a phrase. */
export const PAIR_SLOP = 8

/** Words of a query from which a post must have two: with one of so many it is not about them. */
export const MANY_WORDS = 5

/** The share of the words that a comment must have: comments are many. */
export const COMMENT_SHARE = 0.75

/** What the points of a post's best comment weigh beside its own: a hit in a comment counts less, though BM25 favours short texts. Rare words, on a blog with 24,000 comments: MRR .94 at a half, .98 at a quarter. */
export const COMMENT_WEIGHT = 0.25

/** What the author's name adds at most: it decides between posts that match alike, and finds those that only it matches. */
export const AUTHOR_POINTS = 0.05

/** Words of the longest names of authors. */
export const MAX_NAME_WORDS = 6

/** What the newest post gets more than one without a date; half of it after HALF_LIFE. It decides between posts that match alike. */
export const FRESHNESS_POINTS = 0.0005
export const HALF_LIFE = '730d'

/** What the most popular post gets more than one without popularity. */
export const POPULARITY_POINTS = 0.002

/** Comments shown under a post. */
export const COMMENTS_SHOWN = 3

/** How deep results can be paged: page x size. For pages that reach far, posts are ranked to this depth before they are merged with comments. */
export const MAX_DEPTH = 1000

/** The depth for pages of its first half: a post beyond it that a comment lifts counts by that comment alone. With 100, phrases take Elasticsearch .4 ms more, and no judged query changes. */
export const RANKED_AT_FIRST = 50

/** Documents that are counted; of more the total is a lower bound. */
export const MAX_COUNTED = 10_000

/** The best comments of a query take part in the ranking. Each is fetched and highlighted: with 25, phrases take Elasticsearch .5 ms more of 8, and of 2,000 judged queries one is found better, one worse. */
export const COMMENT_WINDOW = 15

/** Term suggesters: any letter may be wrong, the first too; words of one or two letters are left alone; Elasticsearch allows at most two edits. */
export const SUGGESTER = { prefix_length: 0, min_word_length: 3, max_edits: 2, size: 8 } as const
