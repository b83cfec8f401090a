import type { Client, estypes } from '@elastic/elasticsearch'
import { aliasNames } from '../elastic/aliases.ts'
import type { RoundTrip, SearchAnswer, SuggestedOption, Term } from './answer.ts'
import { explainHits } from './debug.ts'
import { toPostHit } from './hits.ts'
import type { SearchInput } from './input.ts'
import { msearch } from './msearch.ts'
import { candidateSearch, correctable, describeVocabulary, readVocabulary, weighOptions } from './options.ts'
import { fallbackWords, type Strategy } from './query.ts'
import { type AliasedSearch, type Aliases, RANKED_SEARCHES, rankedSearches } from './ranked-searches.ts'
import { type Ranking, readRanking } from './read-ranking.ts'
import type { Language } from './stop-words.ts'
import { buildWordLookup, knownWords, readOptions } from './suggestions.ts'
import { termsOf } from './terms.ts'
import { splitWords, type Word } from './words.ts'

/** What a search needs: Elasticsearch, the prefix of its aliases, and how long it may take all in all. */
export type SearchContext = {
  client: Client
  indexPrefix: string
  timeoutMs: number
  /** The blog's language, whose stop words the fallback drops. */
  language: Language
  /** Called once a round trip to Elasticsearch. */
  onRoundTrip?: (trip: { ms: number }) => void
}

/** What is asked about one query: the terms, and how they are looked for. */
type Question = { terms: Term[]; strategy: Strategy }

type Ranked = Question & { ranking: Ranking }

/** What the first request found out about the words of the query. */
type Spelling = { words: Word[]; known: Set<Word>; terms: Term[]; seen: SuggestedOption[] }

/**
 * The posts for a query, in at most two round trips to Elasticsearch: the first asks which words are known, how the others may be
 * meant, and for the query as typed; the second, if there are alternatives or nothing was found, for all terms and for any of their
 * words. Throws a BackendError when Elasticsearch is away, too slow or refuses.
 */
export async function search(
  ctx: SearchContext,
  input: SearchInput,
  signal?: AbortSignal,
): Promise<SearchAnswer> {
  const started = performance.now()
  const trips: RoundTrip[] = []
  const ask = sender(ctx, input, trips, signal)
  const words = splitWords(input.q)
  const asked = correctable(words)
  const typed: Question = { terms: termsOf(input.q, []), strategy: 'match_phrase' }

  const first = await ask([
    ...rankedFor(typed, input, ctx),
    ...wordLookups(input.q, words, aliasesOf(ctx)),
    ...asked.map((word) => ({ index: aliasesOf(ctx).words, body: candidateSearch(word) })),
  ])
  const asTyped = { ...typed, ranking: readRanking(first.splice(0, RANKED_SEARCHES.length)) }
  const lookups = first.splice(0, LOOKUPS)
  const spelling = readSpelling(input.q, words, lookups, { asked, answers: first })
  const found = needsNoMore(asTyped, spelling) ? asTyped : await askAgain(ask, spelling, asTyped, input, ctx)

  return toAnswer(input, ctx, spelling, found, trips, started)
}

type Ask = (searches: AliasedSearch[]) => Promise<estypes.MsearchMultiSearchItem[]>

/** Sends searches while time is left, and remembers each trip. */
function sender(ctx: SearchContext, input: SearchInput, trips: RoundTrip[], signal?: AbortSignal): Ask {
  const deadline = AbortSignal.timeout(ctx.timeoutMs)
  const either = signal === undefined ? deadline : AbortSignal.any([deadline, signal])
  return async (searches) => {
    const options = { named: input.debug, timeoutMs: ctx.timeoutMs, signal: either }
    const { responses, trip } = await msearch(ctx.client, searches, options)
    trips.push(trip)
    ctx.onRoundTrip?.({ ms: trip.ms })
    return responses
  }
}

function aliasesOf(ctx: SearchContext): Aliases {
  return aliasNames(ctx.indexPrefix)
}

function rankedFor(question: Question, input: SearchInput, ctx: SearchContext): AliasedSearch[] {
  const parts = { ...question, language: ctx.language, filters: input, named: input.debug }
  return rankedSearches(parts, input, aliasesOf(ctx))
}

/** How many searches wordLookups makes. */
const LOOKUPS = 2

function wordLookups(q: string, words: Word[], aliases: Aliases): AliasedSearch[] {
  const inPosts = { suggest_title: 'title.spelling', suggest_text: 'text.spelling' }
  const inComments = { suggest_comment: 'comment.spelling' }
  return [
    { index: aliases.posts, body: buildWordLookup(q, words, inPosts) },
    { index: aliases.comments, body: buildWordLookup(q, words, inComments) },
  ]
}

function readSpelling(
  q: string,
  words: Word[],
  lookups: estypes.MsearchMultiSearchItem[],
  vocabulary: { asked: Word[]; answers: estypes.MsearchMultiSearchItem[] },
): Spelling {
  const known = knownWords(words, lookups)
  const { options, seen } = readOptions(lookups, known)
  const found = readVocabulary(vocabulary.asked, vocabulary.answers, known)
  const terms = termsOf(q, weighOptions(q, options, found))
  return { words, known, terms, seen: [...seen, ...describeVocabulary(q, found)] }
}

/** The first answer stands if the query has no alternatives, and if it found something or has just one word to find. */
function needsNoMore(asTyped: Ranked, spelling: Spelling): boolean {
  return spelling.terms.length === 1 && (isFound(asTyped) || spelling.words.length < 2)
}

function isFound({ ranking }: Ranked): boolean {
  return ranking.posts.length > 0
}

/** All terms and the fallback at once; the fallback is the answer only if no term is found as a phrase. */
async function askAgain(
  ask: Ask,
  { terms, words }: Spelling,
  asTyped: Ranked,
  input: SearchInput,
  ctx: SearchContext,
): Promise<Ranked> {
  const phrases: Question[] = terms.length > 1 ? [{ terms, strategy: 'match_phrase' }] : []
  const anyWord: Question[] = words.length > 1 ? [{ terms, strategy: 'match' }] : []
  const questions = [...phrases, ...anyWord]
  const responses = await ask(questions.flatMap((question) => rankedFor(question, input, ctx)))
  const answers = questions.map((question, i) => ({
    ...question,
    ranking: readRanking(responses.slice(i * RANKED_SEARCHES.length, (i + 1) * RANKED_SEARCHES.length)),
  }))
  return answers.find(isFound) ?? answers[0] ?? asTyped
}

function toAnswer(
  input: SearchInput,
  ctx: SearchContext,
  spelling: Spelling,
  { terms, strategy, ranking }: Ranked,
  trips: RoundTrip[],
  started: number,
): SearchAnswer {
  const page = ranking.posts.slice((input.page - 1) * input.size, input.page * input.size)
  return {
    query: { q: input.q, strategy, ...(strategy === 'match' && { message: anyWordMessage(input.q, ctx) }) },
    terms,
    total: ranking.total,
    page: input.page,
    size: input.size,
    results: page.map((post) => toPostHit(post, ranking.details.get(post.id))),
    took: {
      total: toTenths(performance.now() - started),
      elasticsearch: toTenths(trips.reduce((sum, trip) => sum + trip.ms, 0)),
    },
    ...(input.debug && {
      debug: {
        terms,
        hits: explainHits(page, ranking.postRanks),
        words: spelling.words.map((word) => ({ word: word.text, known: spelling.known.has(word) })),
        suggestions: spelling.seen,
        requests: trips,
      },
    }),
  }
}

/** Milliseconds to the tenth: more digits are noise. */
function toTenths(ms: number): number {
  return Math.round(ms * 10) / 10
}

function anyWordMessage(q: string, ctx: SearchContext): string {
  const words = [...new Set(fallbackWords(q, ctx.language))].join(', ')
  return `Couldn't find any exact matches for “${q}”, so trying any of the words ${words}`
}
