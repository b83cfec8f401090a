import { type Client, isAborted, RequestError, type SearchAnswer } from '../js/client.ts'
import { make } from './dom.ts'
import { type Choose, leftOutNodes, messageNodes, offerNodes } from './message.ts'
import { resultItems, summaryOf } from './results.ts'
import type { WidgetTexts } from './texts.ts'

/** The results of a query, as a part of the dialog. */
type ResultView = {
  node: HTMLElement
  /** Shows the results of a query, or why there are none. An answer to an older query is never shown. */
  search(q: string, options: { exact: boolean }): void
  /** Shows a hint instead of results. */
  invite(): void
}

type Nodes = (Node | string)[]
type Wanted = { q: string; exact: boolean; page: number }

/** A reader who waits longer sees that the search is running. */
const SHOW_WAITING_MS = 300

/** Texts beside the summary: the message, corrections that were not searched for, and excluded words. */
type Said = Partial<Record<'told' | 'others' | 'without', Nodes>>

/** The value of the parameter `no`: the widget shows no facets, and an exact search corrects nothing. */
function withoutFacets(exact: boolean): string {
  return exact ? 'fuzzy,facets' : 'facets'
}

/** The typed query with its text replaced and its operators kept; the new text alone where operators stand within the old one. */
function withOperators(typed: string, text: string, other: string): string {
  return text !== '' && typed.includes(text) ? typed.replace(text, () => other) : other
}

/** A view of results, in which a reader may choose another query. */
export function createResultView(
  client: Client,
  { size, lang, texts }: { size: number; lang: string; texts: WidgetTexts },
  choose: Choose,
): ResultView {
  const message = make('p', { class: 'message' })
  const summary = make('p', { class: 'summary' })
  const offered = make('p', { class: 'offered' })
  const leftOut = make('p', { class: 'offered' })
  const status = make('div', { role: 'status' }, message, summary, offered, leftOut)
  const list = make('ol', { class: 'results', part: 'results' })
  const more = make('button', { class: 'button', type: 'button', hidden: true })
  const node = make('div', { class: 'body', tabindex: '-1' }, status, list, more)
  let wanted: Wanted = { q: '', exact: false, page: 1 }

  const say = (text: string, { told = [], others = [], without = [] }: Said = {}) => {
    summary.textContent = text
    message.replaceChildren(...told)
    offered.replaceChildren(...others)
    leftOut.replaceChildren(...without)
  }
  const show = (answer: SearchAnswer, { q: typed, page }: Wanted) => {
    const { query } = answer
    const chooseText: Choose = (text, how) => choose(withOperators(typed, query.q, text), how)
    say(summaryOf(answer, texts, lang), {
      told: messageNodes(query, texts, chooseText),
      others: offerNodes(query, texts, chooseText),
      without: leftOutNodes(query, texts, choose),
    })
    const items = resultItems(answer.results, lang, texts)
    if (page === 1) list.replaceChildren(...items)
    else list.append(...items)
    if (page === 1) node.scrollTop = 0
    else items[0]?.querySelector('a')?.focus()
    const { value } = answer.total
    offer(value > page * size ? texts.more : undefined, { ...wanted, page: page + 1 })
  }
  const fail = (error: unknown, asked: Wanted) => {
    const refused = error instanceof RequestError && error.status === 400 ? error.errors[0] : undefined
    say(refused?.message ?? texts.failed)
    if (asked.page === 1) list.replaceChildren()
    offer(refused === undefined ? texts.again : undefined, asked)
  }
  const offer = (text: string | undefined, next: Wanted) => {
    more.hidden = text === undefined
    more.textContent = text ?? ''
    more.onclick = () => void run(next)
  }
  const run = async (next: Wanted) => {
    wanted = next
    const { q, exact, page } = next
    const slow = setTimeout(() => {
      summary.textContent = texts.searching
    }, SHOW_WAITING_MS)
    list.setAttribute('aria-busy', 'true')
    try {
      const answer = await client.search({ q, size, page, no: withoutFacets(exact) })
      if (wanted === next) show(answer, next)
    } catch (error) {
      if (wanted === next && !isAborted(error)) fail(error, next)
    } finally {
      clearTimeout(slow)
      if (wanted === next) list.removeAttribute('aria-busy')
    }
  }
  const invite = () => {
    wanted = { q: '', exact: false, page: 1 }
    say(texts.hint)
    list.replaceChildren()
    offer(undefined, wanted)
  }
  invite()
  return { node, search: (q, { exact }) => void run({ q, exact, page: 1 }), invite }
}
