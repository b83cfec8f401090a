import type { estypes } from '@elastic/elasticsearch'
import { Deadline } from '../core/deadline.ts'
import { UnavailableError } from '../core/errors.ts'
import type { Language } from '../core/language.ts'
import {
  type Answers,
  type Ask,
  type AskContext,
  aliasesOf,
  askParts,
  type Searches,
} from '../elastic/ask.ts'
import type { CurlTarget } from '../elastic/curl.ts'
import type { RoundTrip } from '../elastic/msearch.ts'
import { msearch } from '../elastic/msearch.ts'
import { correctedQuery } from './answer/meant.ts'
import { type Ranking, readRanking } from './answer/read-ranking.ts'
import { asksForMeaning, type MeaningSource, type QueryMeaning } from './meaning/meaning.ts'
import { NO_TEXT } from './no-text.ts'
import { isLong, keepRarest, rarestSearch } from './query/long-query.ts'
import type { QueryParts } from './query/query.ts'
import { type RankedPart, rankedSearches } from './query/ranked-searches.ts'
import { TIERS, type TierName } from './ranking.ts'
import { contentWords } from './request/content-words.ts'
import type { SearchInput } from './request/input.ts'
import type { ParsedQuery } from './request/parsed-query.ts'
import { isOff } from './request/switches.ts'
import { splitWords } from './request/words.ts'
import { joinedNeighbours } from './spelling/compounds.ts'
import { otherForms } from './spelling/forms.ts'
import { withoutGoneWords } from './spelling/gone-words.ts'
import type { Option } from './spelling/options.ts'
import { joinedTexts, type Position, positionsOf } from './spelling/positions.ts'
import { readSigns, signSearches } from './spelling/signs.ts'
import {
  readSpelling,
  type Spelling,
  type SpellingPart,
  spellingSearches,
  type WordQuestion,
  wordQuestion,
} from './spelling/spelling.ts'
import { NO_SYNONYMS, type Synonyms, synonymOptions } from './spelling/synonyms.ts'
import { termsOf } from './spelling/terms.ts'
import { NO_MEMORY, type WordMemory } from './spelling/word-memory.ts'

/** The context of a search. */
export type SearchContext = AskContext & {
  /** The blog's language, whose stop words the fallback drops. */
  language: Language
  synonyms?: Synonyms
  /** The blog's own fields that are facets. */
  facets?: readonly string[]
  /** Facts about words from earlier queries. Without it, all words are asked about. */
  words?: WordMemory
  /** Makes the vectors of queries. Without it, posts are found by words alone. */
  meaning?: MeaningSource | undefined
  /** The address of Elasticsearch in the curl lines of a debug answer. */
  curl?: () => CurlTarget
  /** Whether a partial answer, from the shards that responded, is better than none. */
  mayBePartial?: boolean
}

/** One query as it is asked: its terms, the texts of its positions, how many of its content words can match, whether a result must have all of them, and the phrases that it must have. */
type Question = Omit<QueryParts, 'language' | 'input'> & { phrases: string[] }

type Ranked = Question & { ranking: Ranking }

/** The result of a search, before it becomes an answer: the ranking, the question that was asked, and how the search arrived at it. */
export type Found = Ranked & {
  /** The input that was searched for: as asked, or with seeming exclusions such as "-la" as text, if a post has them with the dash. */
  input: SearchInput
  spelling: Spelling
  trips: RoundTrip[]
  /** Whether a result has the query as typed in a row, by its stems or its synonyms. */
  typedFound: boolean
  /** Whether some shards did not answer. */
  partial: boolean
}

/**
 * Ranks the posts for a query, in at most two round trips to Elasticsearch; three if the query has options such as "-la". The first asks
 * for the query as typed, which of its words are known, and candidates for the others. The second, if there are alternatives or nothing was
 * found, asks for all terms. A search without a text takes one round trip. Throws a BackendError when Elasticsearch is away, too slow or
 * refuses.
 */
export async function find(ctx: SearchContext, input: SearchInput, signal?: AbortSignal): Promise<Found> {
  const seen: Seen = { trips: [], partial: false }
  using until = new Deadline(signal, ctx.timeoutMs)
  const ask = sender(ctx, input, seen, until.signal)
  if (input.query.text === '')
    return { ...NO_TEXT, ...(await askAgain(ask, NO_TEXT, input, ctx)), input, ...seen }
  return await seek({ ctx, input, ask, signal: until.signal }, seen)
}

/** Searches for the query as typed, and again where something else may be meant. */
async function seek(request: Request, seen: Seen): Promise<Found> {
  const { ctx, input, ask } = request
  const given = input.fuzzy ? [...otherForms(input.query), ...synonymsFor(input, ctx)] : []
  const typed = {
    ...questionAsTyped(input, given, ctx.language),
    meaning: await meaningOf(input.query.text, input, ctx),
  }
  // A debug answer shows all facts, so none come from the memory.
  const memory = input.debug ? NO_MEMORY : (ctx.words ?? NO_MEMORY)
  const words = wordQuestion(input, memory)

  const { asTyped, rarest, aboutWords, withSigns } = await askFirst(request, typed, words)
  if (withSigns !== undefined) return await seek({ ...request, input: withSigns }, seen)
  const row = asTyped !== undefined && reaches(asTyped.ranking, 'phrase')
  // Do not remember facts about words from a partial response.
  const kept = seen.partial ? { ...memory, remember: NO_MEMORY.remember } : memory
  const spelling = readSpelling(input, words, aboutWords, {
    row,
    given,
    memory: kept,
    language: ctx.language,
  })
  const reading = whatIsMeant(asTyped ?? typed, spelling, input, ctx.language)
  if (asTyped !== undefined && needsNoMore(asTyped, reading))
    return { ...asTyped, input, spelling, typedFound: row, ...seen }
  const [mended] = correctedQuery(input.query.text, spelling)
  const meaning = mended === undefined ? typed.meaning : await meaningOf(mended, input, ctx)
  const meant = { ...reading, meaning: meaning ?? typed.meaning }
  const asked = rarest === undefined ? meant : keepRarest(meant, rarest, ctx.language)
  const again = await askAgain(ask, asked, input, ctx).catch(firstAlone(ctx, asTyped, seen))
  return { ...again, input, spelling, typedFound: row, ...seen }
}

/** The meaning of a query, or of what it stands for, where it is searched for by that. */
async function meaningOf(
  text: string,
  input: SearchInput,
  { meaning, language }: SearchContext,
): Promise<QueryMeaning | undefined> {
  return meaning !== undefined && asksForMeaning(input, language) ? await meaning.of(text) : undefined
}

/** What to do if the second round trip fails: if the first found posts, its answer is better than none, though it lacks corrections, and says that it is partial. */
function firstAlone(ctx: SearchContext, asTyped: Ranked | undefined, seen: Seen): (error: unknown) => Ranked {
  return (error) => {
    const found = asTyped !== undefined && asTyped.ranking.posts.length > 0
    if (!found || !ctx.mayBePartial || !(error instanceof UnavailableError)) throw error
    seen.partial = true
    return asTyped
  }
}

/** One search under way. */
type Request = { ctx: SearchContext; input: SearchInput; ask: Ask; signal: AbortSignal }

/** The results of the first round trip: the ranking of the query as typed, the rarest words of a long one, the answers about words, and the search that is meant if dashes of the query are signs. */
type First = {
  asTyped?: Ranked
  rarest?: estypes.MsearchMultiSearchItem | undefined
  aboutWords: Answers<SpellingPart>
  withSigns: SearchInput | undefined
}

/** Sends the first round trip. It leaves out the query as typed if that is not what is meant: it ends with a prefix token, or has more words than can be searched for. */
async function askFirst(
  { ctx, input, ask, signal }: Request,
  typed: Question,
  words: WordQuestion,
): Promise<First> {
  const aliases = aliasesOf(ctx)
  const long = isLong(input.query, ctx.language)
  const later = long || (input.prefix && words.prefixToken !== undefined)
  const answers = await askParts(ask, {
    ...(later ? { posts: [], comments: [], meaning: [], facets: [] } : rankedFor(typed, input, ctx)),
    rarest: long ? [rarestSearch(input.query, ctx.language, aliases)] : [],
    ...spellingSearches(words, aliases),
    ...signSearches(input, aliases),
  })
  // Only a debug answer shows suggestions that find nothing.
  const aboutWords = input.debug
    ? await withoutGoneWords({ client: ctx.client, aliases, signal }, answers)
    : answers
  const ranking = later
    ? undefined
    : readRanking(answers, typed.terms, input, ctx.facets, typed.meaning?.unrelated)
  return {
    ...(ranking !== undefined && { asTyped: { ...typed, ranking } }),
    rarest: answers.rarest[0],
    aboutWords,
    withSigns: readSigns(input, answers),
  }
}

/** The synonyms of the query's words, if they are not turned off. */
function synonymsFor(input: SearchInput, { synonyms = NO_SYNONYMS }: SearchContext): Option[] {
  return isOff(input, 'synonyms') ? [] : synonymOptions(input.query, synonyms)
}

/** The query as typed, in other forms and with synonyms; a short query also with its words joined. */
function questionAsTyped(input: SearchInput, given: readonly Option[], language: Language): Question {
  const joined = input.fuzzy && !isOff(input, 'alternatives') ? joinedNeighbours(input.query) : []
  return {
    terms: termsOf(input.query, [...joined, ...given]),
    positions: positionsOf(input.query, given),
    joined: joinedTexts(input.query, [...joined, ...given]),
    matchable: contentWords(input.query, language).length,
    all: input.sort === 'date',
    phrases: input.phrases,
  }
}

/** The round trips so far, and whether a response was partial. */
type Seen = Pick<Found, 'trips' | 'partial'>

/** Returns a function that sends searches while time is left, and records each round trip. */
function sender(ctx: SearchContext, input: SearchInput, seen: Seen, signal: AbortSignal): Ask {
  const began = performance.now()
  return async (searches) => {
    const start = performance.now() - began
    const { timeoutMs, mayBePartial = false } = ctx
    const options = { named: input.debug, timeoutMs, signal, mayBePartial }
    const { responses, trip, partial } = await msearch(ctx.client, searches, options)
    seen.trips.push({ start, ...trip })
    seen.partial ||= partial
    ctx.onRoundTrip?.({ ms: trip.ms })
    return responses
  }
}

function rankedFor(
  { phrases, ...question }: Question,
  input: SearchInput,
  ctx: SearchContext,
): Searches<RankedPart> {
  const parts = { ...question, language: ctx.language, input: { ...input, phrases } }
  return rankedSearches(parts, aliasesOf(ctx), ctx.facets)
}

/** The question to ask next. When nothing is found, phrases lose their quotes; if there is no other spelling either, some of the words are enough. */
function whatIsMeant(
  asTyped: Question & Partial<Pick<Ranked, 'ranking'>>,
  spelling: Spelling,
  input: SearchInput,
  language: Language,
): Question {
  const { terms, positions, joined } = spelling
  const matchable = countMatchable(input.query, spelling, language)
  const nothing = asTyped.ranking?.byWords === 0
  const asBefore = matchable === asTyped.matchable && terms.length === 1
  const mayFallBack = !isOff(input, 'fallback')
  return {
    terms,
    positions,
    joined,
    matchable,
    all: asTyped.all && !(asBefore && nothing && mayFallBack),
    phrases: nothing && input.fuzzy && mayFallBack ? [] : input.phrases,
  }
}

/** How many content words are known or can be corrected. */
function countMatchable(query: ParsedQuery, { words, known, terms }: Spelling, language: Language): number {
  const content = contentWords(query, language)
  if (terms.length > 1) return content.length
  const unknown = words.filter((word) => !known.has(word)).map((word) => word.text)
  return content.filter((compound) => !splitWords(compound).some(({ text }) => unknown.includes(text))).length
}

/** Whether the first answer stands: there is nothing new to ask for, and it found something or no more words can match. */
function needsNoMore(asTyped: Ranked, { terms, positions, matchable, all, phrases }: Question): boolean {
  const asked = new Set(asTyped.terms.map(({ term }) => term))
  if (hasNewTexts(positions, asTyped.positions) || !terms.every(({ term }) => asked.has(term))) return false
  if (asTyped.ranking.byWords > 0 || matchable === 0) return true
  return matchable === asTyped.matchable && all === asTyped.all && phrases.length === asTyped.phrases.length
}

/** Whether a position has texts that were not asked for. */
function hasNewTexts(positions: readonly Position[], asked: readonly Position[]): boolean {
  return (
    positions.length !== asked.length ||
    positions.some((position, i) => position.length > (asked[i]?.length ?? 0))
  )
}

async function askAgain(
  ask: Ask,
  question: Question,
  input: SearchInput,
  ctx: SearchContext,
): Promise<Ranked> {
  const answers = await askParts(ask, rankedFor(question, input, ctx))
  const ranking = readRanking(answers, question.terms, input, ctx.facets, question.meaning?.unrelated)
  return { ...question, ranking }
}

/** Whether any result, a post or a comment, reaches a tier. */
export function reaches({ posts }: Ranking, tier: TierName): boolean {
  return posts.some(({ score }) => score >= TIERS[tier])
}
