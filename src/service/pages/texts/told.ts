import type { SearchAnswer } from '../../../search/answer/answer.ts'
import { onlyFor, separator } from '../../../search/answer/message.ts'
import { fill } from './fill.ts'
import type { WidgetTexts } from './types.ts'

type Words = Pick<WidgetTexts, 'showing' | 'someWords' | 'unquoted' | 'and'>

/** The message of an answer in the language of some texts; as the service gave it, in English, where they have no such text. */
export function toldMessage(
  { q, meant, message, strategy }: SearchAnswer['query'],
  t: Words,
): string | undefined {
  if (message === undefined) return undefined
  if (meant !== undefined) {
    const showing = fill(t.showing, { queries: listOf(meant, t.and) })
    const only = message.endsWith(`${onlyFor(q)}.`) ? ` ${onlyFor(q)}.` : ''
    return showing === '' ? message : showing + only
  }
  return fill(strategy === 'words' ? t.someWords : t.unquoted, { q }) || message
}

/** Words in quotes, with a joiner such as "and" before the last. */
export function listOf(words: readonly string[], joiner: string): string {
  return words.map((one, i) => `${separator(i, words.length, joiner)}“${one}”`).join('')
}
