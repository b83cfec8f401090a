import type { Weights } from '../core/weights.ts'

/** Every number of the ranking, with its reason. */

/** Score of the query as typed. It is above 1, the highest score that an alternative can reach. */
export const TYPED_SCORE = 1.1

/** Least score of a suggester's option: others are too far from what was typed. In lists of real misspellings the threshold costs at most 2.6 of 100 corrections. */
export const MIN_OPTION_SCORE = 0.6

/** Alternatives that the reader is told, besides the query as typed: further ones are hardly ever the right word. */
export const MAX_ALTERNATIVES = 5

/** Alternatives of a query of several words that are searched for: its other words tell which of them were meant. */
export const MAX_TRIED = 15

/** Least score of a spelling that is blended into the results, as a share of the likeliest spelling's score: in a query of several words, and of one word. Less likely spellings are only offered. With .3 for a single word too, success at 10 for three edits or a wrong first letter is .75 instead of .80. */
export const SHARE_OF_BEST = 0.3
export const SHARE_OF_BEST_ALONE = 0.1

/** Alternatives of all words of a query together that are searched for near the other words. */
export const MAX_READINGS = 24

/** Far more frequent words that are searched for in place of a known word, where no document has the query as typed in a row. */
export const MAX_DOUBTFUL = 3

/** Alternatives with joined words that are searched for. */
export const MAX_JOINED = 3

/** Words of a query that are looked up in the vocabulary. Each costs Elasticsearch a millisecond, and nobody mistypes more. */
export const MAX_CORRECTED_WORDS = 8

/** Words of a query, its alternatives included, that are searched for one by one. Elasticsearch's time grows with their number. On long questions (CISI, 20 to 90 words) nDCG@10 is .399 with the 30 rarest words, .402 with all, .387 with 20. */
export const MAX_WORDS = 32

/** Pairs of neighbouring words that are searched for near each other. */
export const MAX_PAIRS = 12

/** Words of a query's conditions (its phrases and exclusions) that count; conditions beyond them are ignored. */
export const MAX_CONDITION_WORDS = 60

/** Candidates of the vocabulary kept for each misspelled word: more than one word can use, so that several words can be combined. */
export const CANDIDATES_A_WORD = 16

/** Cost, in edits, of joining or splitting words ("java script" for "javascript"). */
export const COMPOUND_COST = 0.7

/** Cost, in edits, of taking a word for the beginning of another. It is less than most mistakes cost, since readers stop typing when they see what they look for. */
export const COMPLETION_COST = 0.5

/** Score of another way to write what was typed, such as "addon" for "add-on". It is below 1, which is the weight of a correction that is needed. */
export const FORM_SCORE = 0.9

/** Other forms that are looked for at most: each doubles the phrases. */
export const MAX_FORMS = 2

/** Likelihood that a synonym was meant: less than for the word as typed, more than for most corrections. */
export const SYNONYM_SCORE = 0.5

/** A query of at most so many words is also searched for with its neighbouring words joined, from the start. */
export const MAX_JOINED_WORDS = 3

/** Fewest letters of each half of a word that is split in two: shorter halves are found in any word. */
export const MIN_HALF = 3

/** A known word that is nowhere near the query's other words may stand for another word that is at least so many times as frequent. */
export const FAR_MORE_FREQUENT = 20

/** A match in the title counts twice as much as one in the text. */
const TITLE_WEIGHT = 2

/**
 * Weight of a match of word stems. A match of the words exactly as spelled weighs 1, so that "seeds" prefers "seeds" to "seeded".
 * Reciprocal rank of rare words, on a blog of 2,000 posts with 24,000 comments: .82 at 1, .91 at a half, .94 at a quarter.
 */
export const STEM_WEIGHT = 0.25

/** More points than BM25 can give one word at a boost of 1. The formula's limit is 2.2 x ln(1 + 1,000,000 documents) = 30.4, which no word of such a blog reaches. */
export const MAX_BM25 = 30

/** Words that a prefix token may expand to. */
export const MAX_EXPANSIONS = 20

/** Most points that all phrases together, and all words together, can give. Points order posts within a tier, never across tiers. */
export const PHRASE_POINTS = 0.45
export const WORD_POINTS = 0.25

/** The tiers of results. They are whole points, so that no points of words or phrases lift a result into another tier. Results with only some of the words are below all tiers. The query as typed comes before its stems and before every correction: with stems in its tier, success at 1 of rare words typed correctly was .985 to .990 instead of .995. By the tier of corrected titles, a mistyped title finds its post before posts that quote the title: without it, on a blog whose posts list each other's titles, MRR of titles with a hard typo was .983 instead of 1. */
export const TIERS = {
  phrase: 1,
  'corrected title': 2,
  'phrase as typed': 3,
  'exact title': 4,
  address: 5,
} as const
export type TierName = keyof typeof TIERS

/** Weight of a word exactly as spelled, added to 1 for its stem, in title, labels and text together. */
export const SPELLING_WEIGHT = 0.3

/** Weight of two neighbouring words of the query that stand near each other, added to 1 for each word by itself. */
export const PAIR_WEIGHT = 0.7

/** Greatest distance of such words, as the slop of a phrase (moves of words). */
export const PAIR_SLOP = 8

/** If a query has at least so many words, a post must have two of them: a post with only one is not about them. */
export const MANY_WORDS = 5

/** Share of its pairs of syllables that a post must have of a long Korean word. Of "블로그검색", "블로그 검색" has three of four. */
export const SHARE_OF_COMPOUND = '75%'

/** Share of the words that a comment must have. It is high because there are many comments. */
export const COMMENT_SHARE = 0.75

/** Weight of the points of a post's best comment, where the post's own weigh 1. A hit in a comment counts less, though BM25 favours short texts. Rare words, on a blog with 24,000 comments: MRR .94 at a half, .98 at a quarter. It does not change the tier: a phrase in a comment lifts its post as much as one in its text (answer/merge.ts). */
const COMMENT_WEIGHT = 0.25

/** Most points of the author's name. They decide between posts that match alike, and find posts that match only by it. */
export const AUTHOR_POINTS = 0.05

/** Words of the longest author names. */
export const MAX_NAME_WORDS = 6

/** Extra points of the newest post, compared with a post without a date; half of them after HALF_LIFE. They decide between posts that match alike. */
export const FRESHNESS_POINTS = 0.0005
export const HALF_LIFE = '730d'

/** The same if the owner sets a number of years, after which half of them is left. Natural queries of a blog of 750 posts, with 1 year: MRR changes by -.02 and .00; with .002 by -.01 and +.01, with .01 by -.04 and -.06, with .02 (on half of the queries) by -.20 and -.19. */
export const FRESHNESS_POINTS_OF_YEARS = 0.005

/** The weights that an owner may set, where nobody does. */
export const DEFAULT_WEIGHTS: Weights = { freshness: 'tie', title: TITLE_WEIGHT, comments: COMMENT_WEIGHT }

/** Extra points of the most popular post, compared with a post without popularity. */
export const POPULARITY_POINTS = 0.002

/** Comments shown under a post. */
export const COMMENTS_SHOWN = 3

/** Greatest depth of paging: page x size. For deep pages, posts are ranked to this depth before they are merged with comments. */
export const MAX_DEPTH = 1000

/** Ranking depth for pages that end in its first half. A post beyond it that a comment lifts counts by that comment alone. With 100, phrases take Elasticsearch .4 ms more, and no judged query changes. */
export const RANKED_AT_FIRST = 50

/** Documents that are counted exactly; beyond them the total is a lower bound. */
export const MAX_COUNTED = 10_000

/** Best comments of a query that take part in the ranking. Each is fetched and highlighted: with 25, phrases take Elasticsearch .5 ms more than their 8 ms, and of 2,000 judged queries one is found better, one worse. */
export const COMMENT_WINDOW = 15

/** Options of term suggesters: any letter may be wrong, even the first; words of one or two letters are left alone; Elasticsearch allows at most two edits. */
export const SUGGESTER = { prefix_length: 0, min_word_length: 3, max_edits: 2, size: 8 } as const

/** Posts nearest in meaning that take part in the ranking. With 50, posts that words find get no cosine too often: success at 10 of natural questions is .911 instead of .948. */
export const MEANING_DEPTH = 100

/** Weight of the cosine of a post beside its words. With 1 (half and half), MRR of natural queries of 2 to 5 words is .754 instead of .763, of questions .705 instead of .696. */
export const MEANING_WEIGHT = 0.8

/** Least cosine of a post that only its meaning finds. Of 50 queries about nothing that the blogs are about, 45 and more find no post that is nearer. */
export const MEANING_FLOOR = 0.4

/** Posts nearest in meaning that are fetched with their highlights. Further ones that get to a page are shown with their beginning. */
export const MEANING_SHOWN = 15

/** Posts after those of the page that are fetched with their highlights, since their meaning may move them there. */
export const MEANING_MOVES = 10

/** Ranking depth beside meaning, for pages that end in its first half. */
export const RANKED_BESIDE_MEANING = 100
