import { separator } from '../../search/answer/message.ts'
import { messagePieces } from '../../search/answer/message-pieces.ts'
import { fill } from '../../service/pages/texts/fill.ts'
import { listOf, toldMessage } from '../../service/pages/texts/told.ts'
import type { WidgetTexts } from '../../service/pages/texts/types.ts'
import type { SearchAnswer } from '../js/client.ts'
import { make } from './dom.ts'

type Query = SearchAnswer['query']

/** Searches for another query. */
export type Choose = (q: string, how: { exact: boolean }) => void

/** The message of an answer: what was searched for, if not simply the typed query, with a button that searches for that query alone. */
export function messageNodes(query: Query, texts: WidgetTexts, choose: Choose): (Node | string)[] {
  const { q, meant } = query
  return messagePieces({ ...query, message: toldMessage(query, texts) }).flatMap(({ kind, text }) => {
    if (kind === 'text') return [text]
    const name = make('bdi', {}, text)
    if (kind === 'only') return [' ', choice(fill(texts.only, { q }), () => choose(q, { exact: true }))]
    return kind === 'meant' && meant?.includes(text) ? [make('b', {}, name)] : ['“', name, '”']
  })
}

/** Corrections that were not searched for, each a button that searches for it. */
export function offerNodes({ offered = [] }: Query, texts: WidgetTexts, choose: Choose): (Node | string)[] {
  const choices = offered.flatMap((q, i) => [
    i === 0 ? ' ' : separator(i, offered.length, texts.or),
    choice(q, () => choose(q, { exact: false })),
  ])
  return choices.length > 0 ? [texts.offered, ...choices, '?'] : []
}

/** The words that the query excludes by dashes, with a button that searches for them as text. */
export function leftOutNodes(query: Query, texts: WidgetTexts, choose: Choose): (Node | string)[] {
  const { excluded = [], withExcluded } = query
  if (excluded.length === 0 || withExcluded === undefined) return []
  const leftOut = fill(texts.leftOut, { words: listOf(excluded, texts.or) })
  const signed = excluded.map((words) => `-${words}`)
  const asText = fill(texts.asText, { words: listOf(signed, texts.and) })
  return [`${leftOut} `, choice(asText, () => choose(withExcluded, { exact: false }))]
}

function choice(text: string, choose: () => void): HTMLElement {
  const button = make('button', { class: 'link', type: 'button', dir: 'auto' }, text)
  button.addEventListener('click', choose)
  return button
}
