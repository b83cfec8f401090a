import { GenerationCache } from '../cache/generation-cache.ts'
import { InFlight } from '../cache/in-flight.ts'
import type { Config } from '../config.ts'
import { textHash } from '../documents/hash.ts'
import type { SearchAnswer } from '../search/answer.ts'
import type { Synonyms } from '../search/synonyms.ts'
import type { WordFacts } from '../search/word-facts.ts'

/** An answer as it is sent. */
export type MadeAnswer = { answer: SearchAnswer; json: string }

/** What the service remembers as long as what searches find stays as it is. */
export type Memory = {
  answers: GenerationCache<MadeAnswer>
  underWay: InFlight<MadeAnswer>
  words: GenerationCache<WordFacts>
  /** Stands for all settings that answers depend on. */
  settings: string
}

const MEGABYTE = 1024 * 1024
/** A copy of an index may show a write later than the one that tells the generation: a second by default, and never this much. */
const TTL_MS = 60_000
/** The share of the memory that is for words: facts about most take some 200 bytes, while an answer takes 10 to 30 kB. */
const WORDS_SHARE = 0.2
/** Bytes of an answer beside its JSON: as objects it takes about as much once more. */
const BYTES_A_CHARACTER = 3
const BYTES_A_WORD = 200
const BYTES_AN_OPTION = 150

/** A memory of the size that the settings say. */
export function createMemory(
  { language, siteUrl, cache }: Pick<Config, 'language' | 'siteUrl' | 'cache'>,
  synonyms: Synonyms,
): Memory {
  const bytes = cache.megabytes * MEGABYTE
  const forWords = Math.floor(bytes * WORDS_SHARE)
  return {
    settings: textHash(JSON.stringify([language, siteUrl, [...synonyms]])),
    answers: new GenerationCache({
      maxSize: bytes - forWords,
      ttlMs: TTL_MS,
      sizeOf: ({ json }, key) => BYTES_A_CHARACTER * (json.length + key.length),
    }),
    underWay: new InFlight(),
    words: new GenerationCache({
      maxSize: forWords,
      ttlMs: TTL_MS,
      sizeOf: ({ options, suggested }) =>
        BYTES_A_WORD + BYTES_AN_OPTION * (options.length + suggested.length),
    }),
  }
}
