import type { estypes } from '@elastic/elasticsearch'
import { Deadline } from '../core/deadline.ts'
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
import { type Ranking, readRanking } from './answer/read-ranking.ts'
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
import { withoutGoneWords } from './spelling/gone-words.ts'
import type { Option } from './spelling/options.ts'
import { readSigns, signSearches } from './spelling/signs.ts'
import { joinedReadings, type Slot, slotsOf } from './spelling/slots.ts'
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

/** What a search needs. */
export type SearchContext = AskContext & {
  /** The blog's language, whose stop words the fallback drops. */
  language: Language
  synonyms?: Synonyms
  /** What is known of words already; without it, all are asked about. */
  words?: WordMemory
  /** How a shell would reach Elasticsearch, for whoever debugs. */
  curl?: () => CurlTarget
  /** Whether an answer that lacks what some shards did not say is better than none. */
  mayBePartial?: boolean
}

/** What is asked about one query: its terms, what may stand at each of its places, and how many of its sought words anybody could find, whether a result must have all of them, and what it must have as quoted. */
type Question = Omit<QueryParts, 'language' | 'input'> & { phrases: string[] }

type Ranked = Question & { ranking: Ranking }

/** What a search found, before it is made an answer: the ranking, the terms that it was asked by, what of them was quoted, and how it came to them. */
export type Found = Ranked & {
  /** What was searched for: what was asked, or with what it seemed to exclude as text, if a post has it with its sign. */
  input: SearchInput
  spelling: Spelling
  trips: RoundTrip[]
  /** Whether something has what was typed in a row, by its stems or its synonyms. */
  typedFound: boolean
  /** Whether some shards did not say what they have. */
  partial: boolean
}

/**
 * The ranking of the posts for a query, in at most two round trips to Elasticsearch, three if options such as "-la" are in it: the
 * first asks which words are known, how the others may be meant, and for the query as typed; the second, if there are alternatives or
 * nothing was found, for all terms. A search without a text asks for no words: it takes one round trip. Throws a
 * BackendError when Elasticsearch is away, too slow or refuses.
 */
export async function find(ctx: SearchContext, input: SearchInput, signal?: AbortSignal): Promise<Found> {
  const seen: Seen = { trips: [], partial: false }
  using until = new Deadline(signal, ctx.timeoutMs)
  const ask = sender(ctx, input, seen, until.signal)
  if (input.query.text === '')
    return { ...NO_TEXT, ...(await askAgain(ask, NO_TEXT, input, ctx)), input, ...seen }
  return await seek({ ctx, input, ask, signal: until.signal }, seen)
}

/** Asks for what was typed, and again where something else may be meant. */
async function seek(request: Request, seen: Seen): Promise<Found> {
  const { ctx, input, ask } = request
  const synonyms =
    input.fuzzy && !isOff(input, 'synonyms') ? synonymOptions(input.query, ctx.synonyms ?? NO_SYNONYMS) : []
  const typed = questionAsTyped(input, synonyms, ctx.language)
  // Whoever debugs sees all that there is to find out.
  const memory = input.debug ? NO_MEMORY : (ctx.words ?? NO_MEMORY)
  const words = wordQuestion(input, memory)

  const { asTyped, rarest, aboutWords, withSigns } = await askFirst(request, typed, words)
  if (withSigns !== undefined) return await seek({ ...request, input: withSigns }, seen)
  const row = asTyped !== undefined && reaches(asTyped.ranking, 'phrase')
  // An answer that lacks something tells no facts about words.
  const kept = seen.partial ? { ...memory, remember: NO_MEMORY.remember } : memory
  const spelling = readSpelling(input, words, aboutWords, {
    row,
    synonyms,
    memory: kept,
    language: ctx.language,
  })
  const meant = whatIsMeant(asTyped ?? typed, spelling, input, ctx.language)
  if (asTyped !== undefined && needsNoMore(asTyped, meant))
    return { ...asTyped, input, spelling, typedFound: row, ...seen }
  const asked = rarest === undefined ? meant : keepRarest(meant, rarest, ctx.language)
  return { ...(await askAgain(ask, asked, input, ctx)), input, spelling, typedFound: row, ...seen }
}

/** One search under way. */
type Request = { ctx: SearchContext; input: SearchInput; ask: Ask; signal: AbortSignal }

/** What the first round trip finds: the ranking of the query as typed, the rarest words of a long one, the answers about words, and the search that is meant if dashes of the query are signs. */
type First = {
  asTyped?: Ranked
  rarest?: estypes.MsearchMultiSearchItem | undefined
  aboutWords: Answers<SpellingPart>
  withSigns: SearchInput | undefined
}

/** Asks the first round trip. What was typed is not looked for yet if it is not what is meant: the beginning of a word, or more words than can be looked for. */
async function askFirst(
  { ctx, input, ask, signal }: Request,
  typed: Question,
  words: WordQuestion,
): Promise<First> {
  const aliases = aliasesOf(ctx)
  const long = isLong(input.query, ctx.language)
  const later = long || (input.prefix && words.begun !== undefined)
  const answers = await askParts(ask, {
    ...(later ? { posts: [], comments: [] } : rankedFor(typed, input, ctx)),
    rarest: long ? [rarestSearch(input.query, ctx.language, aliases)] : [],
    ...spellingSearches(words, aliases),
    ...signSearches(input, aliases),
  })
  // Only whoever debugs is shown suggestions that find nothing.
  const aboutWords = input.debug
    ? await withoutGoneWords({ client: ctx.client, aliases, signal }, answers)
    : answers
  const ranking = later ? undefined : readRanking(answers, typed.terms, input)
  return {
    ...(ranking !== undefined && { asTyped: { ...typed, ranking } }),
    rarest: answers.rarest[0],
    aboutWords,
    withSigns: readSigns(input, answers),
  }
}

/** The query as typed and by synonyms, and of a short one its words joined. */
function questionAsTyped(input: SearchInput, synonyms: readonly Option[], language: Language): Question {
  const joined = input.fuzzy && !isOff(input, 'alternatives') ? joinedNeighbours(input.query) : []
  return {
    terms: termsOf(input.query, [...joined, ...synonyms]),
    slots: slotsOf(input.query, synonyms),
    joined: joinedReadings(input.query, [...joined, ...synonyms]),
    findable: contentWords(input.query, language).length,
    all: input.sort === 'date',
    phrases: input.phrases,
  }
}

/** What came of the round trips. */
type Seen = Pick<Found, 'trips' | 'partial'>

/** Sends searches while time is left, and remembers each trip. */
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
  return rankedSearches(parts, aliasesOf(ctx))
}

/** What to ask next. When nothing is found, and there is no other way to spell it, some of the words must do, and those that were quoted without their quotes. */
function whatIsMeant(
  asTyped: Question & Partial<Pick<Ranked, 'ranking'>>,
  spelling: Spelling,
  input: SearchInput,
  language: Language,
): Question {
  const { terms, slots, joined } = spelling
  const findable = countFindable(input.query, spelling, language)
  const nothing = asTyped.ranking?.posts.length === 0
  const asBefore = findable === asTyped.findable && terms.length === 1
  const mayFallBack = !isOff(input, 'fallback')
  return {
    terms,
    slots,
    joined,
    findable,
    all: asTyped.all && !(asBefore && nothing && mayFallBack),
    phrases: nothing && input.fuzzy && mayFallBack ? [] : input.phrases,
  }
}

/** How many sought words are known or can be mended. */
function countFindable(query: ParsedQuery, { words, known, terms }: Spelling, language: Language): number {
  const content = contentWords(query, language)
  if (terms.length > 1) return content.length
  const unknown = words.filter((word) => !known.has(word)).map((word) => word.text)
  return content.filter((compound) => !splitWords(compound).some(({ text }) => unknown.includes(text))).length
}

/** The first answer stands if the query means nothing that was not asked, and if it found something or no word more would be found. */
function needsNoMore(asTyped: Ranked, { terms, slots, findable, all, phrases }: Question): boolean {
  const asked = new Set(asTyped.terms.map(({ term }) => term))
  if (hasNewReadings(slots, asTyped.slots) || !terms.every(({ term }) => asked.has(term))) return false
  if (asTyped.ranking.posts.length > 0 || findable === 0) return true
  return findable === asTyped.findable && all === asTyped.all && phrases.length === asTyped.phrases.length
}

/** Whether something else may stand at a place of the query than was asked. */
function hasNewReadings(slots: readonly Slot[], asked: readonly Slot[]): boolean {
  return slots.length !== asked.length || slots.some((slot, i) => slot.length > (asked[i]?.length ?? 0))
}

async function askAgain(
  ask: Ask,
  question: Question,
  input: SearchInput,
  ctx: SearchContext,
): Promise<Ranked> {
  const answers = await askParts(ask, rankedFor(question, input, ctx))
  const ranking = readRanking(answers, question.terms, input)
  return { ...question, ranking }
}

/** Whether any result, a post or a comment, reaches a tier. */
export function reaches({ posts }: Ranking, tier: TierName): boolean {
  return posts.some(({ score }) => score >= TIERS[tier])
}
