import type { Config } from '../../core/config.ts'
import { textHash } from '../../core/hash.ts'
import type { SearchAnswer } from '../../search/answer/answer.ts'
import type { Synonyms } from '../../search/spelling/synonyms.ts'
import type { WordFacts } from '../../search/spelling/word-facts.ts'
import { GenerationCache } from './generation-cache.ts'
import { InFlight } from './in-flight.ts'

/** An answer as it is sent. */
export type MadeAnswer = {
  answer: SearchAnswer
  json: string
  /** Whether it may stand in for a new answer while Elasticsearch is away. */
  settled: boolean
}

/** The memory of the service: all that is kept until the content of the indexes changes. */
export type Memory = {
  answers: GenerationCache<MadeAnswer>
  underWay: InFlight<MadeAnswer>
  words: GenerationCache<WordFacts>
  /** The facts about words that suggestions look up, fewer than those of searches. */
  typedWords: GenerationCache<WordFacts>
  /** Suggestions, related posts and resolved addresses as they are sent, by request. */
  lookups: GenerationCache<{ json: string }>
  lookupsUnderWay: InFlight<{ json: string } | undefined>
  /** A hash of all settings that answers depend on. */
  settings: string
}

const MEGABYTE = 1024 * 1024
/** A replica may show a write later than the one that tells the generation: by a second by default, and never by this much. */
const TTL_MS = 60_000
/** A value made some seconds after the last change is right until the next one. Meanwhile the age of posts changes no score by a millionth. */
const SETTLED_TTL_MS = 600_000
/** How long an answer may stand in while Elasticsearch is away. One that a change made wrong is dropped long before. */
const KEEP_MS = 86_400_000
const LASTING = { ttlMs: TTL_MS, settledMs: SETTLED_TTL_MS }
/** Memory for some 20,000 words, more than the queries of a day have. */
const WORDS_BYTES = 4 * MEGABYTE
/** Bytes of an answer for each character of its JSON. The answer as objects, which is kept too, takes about as much again. */
const BYTES_A_CHARACTER = 3
/** The share of the megabytes for lookups beside searches, such as suggestions, which are short and many. */
const LOOKUP_SHARE = 0.25
const BYTES_A_WORD = 200
const BYTES_AN_OPTION = 150

/** A memory of the size in the settings. */
export function createMemory(
  { language, siteUrl, cache }: Pick<Config, 'language' | 'siteUrl' | 'cache'>,
  synonyms: Synonyms,
): Memory {
  return {
    settings: textHash(JSON.stringify([language, siteUrl, [...synonyms]])),
    answers: new GenerationCache({
      maxSize: (1 - LOOKUP_SHARE) * cache.megabytes * MEGABYTE,
      ...LASTING,
      keepMs: KEEP_MS,
      sizeOf: ({ json }, key) => BYTES_A_CHARACTER * (json.length + key.length),
    }),
    underWay: new InFlight(),
    lookups: new GenerationCache({
      maxSize: LOOKUP_SHARE * cache.megabytes * MEGABYTE,
      ...LASTING,
      sizeOf: ({ json }, key) => json.length + key.length + BYTES_A_WORD,
    }),
    lookupsUnderWay: new InFlight(),
    words: wordCache(),
    typedWords: wordCache(),
  }
}

function wordCache(): GenerationCache<WordFacts> {
  return new GenerationCache({
    maxSize: WORDS_BYTES,
    ...LASTING,
    sizeOf: ({ options, suggested }) => BYTES_A_WORD + BYTES_AN_OPTION * (options.length + suggested.length),
  })
}
