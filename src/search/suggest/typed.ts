import type { Range } from '../request/words.ts'
import type { SuggestInput } from './request.ts'
import { type SpelledWord, typedWords } from './spelled.ts'

/** What was typed, word by word. */
export type Typed = {
  /** Up to the end of the last word. */
  text: string
  words: readonly SpelledWord[]
  /** Words that are typed to their ends. */
  finished: readonly SpelledWord[]
  /** The word that is being typed, of which there may be more to come. */
  begun: SpelledWord | undefined
  /** The words that are quoted, which nobody corrects. */
  quoted: readonly Range[]
}

/** What was typed as words: after a space or a closed quote, none is being typed. A sign at the end may be within a word, as in "2.1.". */
export function readTyped({ text, quoted, ended }: Pick<SuggestInput, 'text' | 'quoted' | 'ended'>): Typed {
  const words = typedWords(text)
  const last = words.at(-1)
  return {
    text: text.slice(0, last?.end ?? 0),
    words,
    quoted,
    begun: ended ? undefined : last,
    finished: ended ? words : words.slice(0, -1),
  }
}
