import type { Range } from '../search/input.ts'
import type { SuggestInput } from './request.ts'
import { type SpelledWord, spelledWords } from './spelled.ts'

/** What was typed, word by word. */
export type Typed = {
  text: string
  words: readonly SpelledWord[]
  /** Words that are typed to their ends. */
  finished: readonly SpelledWord[]
  /** The word that is being typed, of which there may be more to come. */
  begun: SpelledWord | undefined
  /** The words that are quoted, which nobody corrects. */
  fixed: readonly Range[]
}

/** What was typed as words: after a space or a closed quote, none is being typed. */
export function readTyped({ text, fixed, ended }: Pick<SuggestInput, 'text' | 'fixed' | 'ended'>): Typed {
  const words = spelledWords(text)
  const last = words.at(-1)
  const begun = ended || last === undefined || last.end < text.length ? undefined : last
  return { text, words, fixed, begun, finished: begun === undefined ? words : words.slice(0, -1) }
}
