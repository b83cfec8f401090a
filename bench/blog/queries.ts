import type { Client } from '@elastic/elasticsearch'
import { vocabularySpelling } from '../../src/content/words/words-of.ts'
import { seededRandom, shuffled } from '../../src/core/random.ts'
import { splitWords } from '../../src/search/request/words.ts'
import { transpositions } from '../../src/tools/evaluation/generate/error-patterns.ts'
import { generateQueries } from '../../src/tools/evaluation/generate/generate.ts'
import { isAskable, type KnownItem } from '../../src/tools/evaluation/generate/known-item.ts'
import { knownWords } from '../../src/tools/evaluation/generate/lookups.ts'
import { isMistypable } from '../../src/tools/evaluation/generate/misspell.ts'
import { type OwnerIndex, openIndex } from '../../src/tools/evaluation/generate/owner-index.ts'
import { readPosts, type SampledPost, sampleIds } from '../../src/tools/evaluation/generate/sample.ts'
import { sentencesOf } from '../../src/tools/evaluation/generate/sentences.ts'

/** Kinds of query that cost differently. */
export const KINDS = [
  'correct word',
  'common word',
  'correct phrase',
  'one typo',
  'two typos',
  'nothing found',
  'long sentence',
] as const
export type QueryKind = (typeof KINDS)[number]

/** A query, and the posts that it should find; none where any may do. */
export type Query = { q: string; ids: readonly string[] }
export type QueriesByKind = Record<QueryKind, Query[]>

export type QueryOptions = { count: number; seed: number; maxQueryLength: number }

/** Posts that are read for sentences and common words. */
const SAMPLED = 400
const LONG_WORDS = 12
/** A common word is in so many of a hundred documents. */
const COMMON_SHARE = { from: 0.005, to: 0.1 }
const MIN_COMMON = 3
/** No language has words of these. */
const UNWRITABLE = 'zxqjkvwf'

/** Queries of each kind, made of an indexed blog: the same kinds at every size, up to `count` of each. */
export async function queriesByKind(
  { client, prefix }: { client: Client; prefix: string },
  options: QueryOptions,
): Promise<QueriesByKind> {
  const random = seededRandom(options.seed)
  const owner = await openIndex(client, prefix)
  const made = await knownItems(client, prefix, options)
  const typos = made['typo-term'] ?? []
  const phrases = made.phrase ?? []
  const posts = await readPosts(owner, await sampleIds(owner, owner.aliases.posts, options.seed, SAMPLED))
  return {
    'correct word': typos.flatMap(({ meant, ids }) => (meant === undefined ? [] : [{ q: meant, ids }])),
    'common word': await commonWords(owner, posts, options, random),
    'correct phrase': phrases.map(({ q, ids }) => ({ q, ids })),
    'one typo': typos.map(({ q, ids }) => ({ q, ids })),
    'two typos': phrases.map(({ q, ids }) => ({ q: withTwoTypos(q, random), ids })),
    'nothing found': Array.from({ length: options.count }, () => ({ q: unwritable(random), ids: [] })),
    'long sentence': longSentences(posts, options, random),
  }
}

async function knownItems(
  client: Client,
  indexPrefix: string,
  options: QueryOptions,
): Promise<Record<string, KnownItem[]>> {
  const made: Record<string, KnownItem[]> = {}
  for await (const { kind, items } of generateQueries({ client, indexPrefix }, options)) {
    made[kind] = items
    if (kind === 'typo-term') break
  }
  return made
}

async function commonWords(
  owner: OwnerIndex,
  posts: readonly SampledPost[],
  { count }: QueryOptions,
  random: () => number,
): Promise<Query[]> {
  const words = posts.flatMap(({ title, text }) =>
    splitWords(`${title} ${text.slice(0, 500)}`).map((word) => word.text),
  )
  const known = await knownWords(owner, words.filter(isMistypable))
  const from = Math.max(MIN_COMMON, owner.documents * COMMON_SHARE.from)
  const common = [...known].filter(
    ([, documents]) => documents >= from && documents <= owner.documents * COMMON_SHARE.to,
  )
  return shuffled(common, random)
    .slice(0, count)
    .map(([q]) => ({ q, ids: [] }))
}

function longSentences(posts: readonly SampledPost[], options: QueryOptions, random: () => number): Query[] {
  return shuffled(posts, random)
    .flatMap(({ id, text }) => {
      const long = sentencesOf(text).filter(
        (sentence) => splitWords(sentence).length >= LONG_WORDS && isAskable(sentence, options),
      )
      return shuffled(long, random)
        .slice(0, 1)
        .map((q) => ({ q, ids: [id] }))
    })
    .slice(0, options.count)
}

/** The phrase with its two longest words mistyped: two neighbouring letters of each in each other's place. */
export function withTwoTypos(phrase: string, random: () => number): string {
  const longest = splitWords(phrase)
    .toSorted((a, b) => b.text.length - a.text.length)
    .slice(0, 2)
    .toSorted((a, b) => b.start - a.start)
  return longest.reduce((q, { text, start, end }) => {
    const [typo = text] = shuffled(transpositions(text), random)
    return q.slice(0, start) + typo + q.slice(end)
  }, phrase)
}

/** Two words that nothing is like. */
export function unwritable(random: () => number): string {
  const word = () =>
    Array.from({ length: 7 }, () => UNWRITABLE[Math.floor(random() * UNWRITABLE.length)]).join('')
  return `${word()} ${word()}`
}

/** A word as somebody types it who has not come to its end. */
export function beginnings(words: readonly Query[], random: () => number): Query[] {
  return words.map(({ q }) => {
    const word = vocabularySpelling(q)
    return { q: word.slice(0, 3 + Math.floor(random() * Math.max(1, word.length - 3))), ids: [] }
  })
}
