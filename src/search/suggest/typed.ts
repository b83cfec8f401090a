import type { Range } from '../request/words.ts'
import type { SuggestInput } from './request.ts'
import { type SpelledWord, typedWords } from './spelled.ts'

/** The typed text, word by word. */
export type Typed = {
  /** Up to the end of the last word. */
  text: string
  words: readonly SpelledWord[]
  /** Words that are typed to their ends. */
  finished: readonly SpelledWord[]
  /** The word that is still being typed. */
  prefixToken: SpelledWord | undefined
  /** The quoted ranges, whose words are not corrected. */
  quoted: readonly Range[]
}

/** Splits the typed text into words. After a space or a closed quote there is no prefix token. A sign at the end is dropped, since it may be within a word, as in "2.1.". */
export function readTyped({ text, quoted, ended }: Pick<SuggestInput, 'text' | 'quoted' | 'ended'>): Typed {
  const words = typedWords(text)
  const last = words.at(-1)
  return {
    text: text.slice(0, last?.end ?? 0),
    words,
    quoted,
    prefixToken: ended ? undefined : last,
    finished: ended ? words : words.slice(0, -1),
  }
}
