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
  /** Whether it may stand in for a new one while Elasticsearch is away. */
  settled: boolean
}

/** What the service remembers as long as what searches find stays as it is. */
export type Memory = {
  answers: GenerationCache<MadeAnswer>
  underWay: InFlight<MadeAnswer>
  words: GenerationCache<WordFacts>
  /** What suggestions learn of words, which is less. */
  typedWords: GenerationCache<WordFacts>
  /** Suggestions, related posts and resolved addresses as they are sent, by what was asked. */
  lookups: GenerationCache<{ json: string }>
  lookupsUnderWay: InFlight<{ json: string } | undefined>
  /** Stands for all settings that answers depend on. */
  settings: string
}

const MEGABYTE = 1024 * 1024
/** A copy of an index may show a write later than the one that tells the generation: a second by default, and never this much. */
const TTL_MS = 60_000
/** What was made seconds after the last change or later is right until the next one. That posts grow older meanwhile moves no score by a millionth. */
const SETTLED_TTL_MS = 600_000
/** For standing in while Elasticsearch is away; what has changed since it was made is forgotten long before. */
const KEEP_MS = 86_400_000
const LASTING = { ttlMs: TTL_MS, settledMs: SETTLED_TTL_MS }
/** For words: some 20,000 of them, more than a day's queries have. */
const WORDS_BYTES = 4 * MEGABYTE
/** Bytes of an answer beside its JSON: as objects it takes about as much once more. */
const BYTES_A_CHARACTER = 3
/** The share of the answers' megabytes for what is looked up beside searches: suggestions are short and many. */
const LOOKUP_SHARE = 0.25
const BYTES_A_WORD = 200
const BYTES_AN_OPTION = 150

/** A memory of the size that the settings say. */
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
