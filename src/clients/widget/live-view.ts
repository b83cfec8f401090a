import type { ChoiceList } from '../../service/pages/browser/choice-list.ts'
import { type Group, recentGroups } from '../../service/pages/browser/choices.ts'
import type { RecentSearches } from '../../service/pages/browser/recent-searches.ts'
import { createStatus } from '../../service/pages/browser/status.ts'
import type { Suggestions } from '../../service/pages/browser/suggestions.ts'
import type { WidgetTexts } from '../../service/pages/texts/types.ts'
import { RequestError, type SearchAnswer } from '../js/client.ts'
import type { Found, Part, Question } from './ask-live.ts'
import { make, safeUrl } from './dom.ts'
import { type Choose, leftOutNodes, messageNodes, offerNodes } from './message.ts'
import { allChoice, resultChoices, summaryOf } from './results.ts'

/** What the dialog shows below its input: some sentences, and a list of choices. */
type LiveView = {
  told: HTMLElement
  /** What a screen reader says. */
  status: HTMLElement
  waiting(): void
  empty(found: Pick<Found, 'newest'>): void
  answer(answer: SearchAnswer, found: Found, question: Question): void
  failed(error: unknown, again: () => void): void
  detach(): void
}

type ViewOptions = {
  recent: RecentSearches
  texts: WidgetTexts
  lang: string
  /** The address of the search page, or undefined if there is none. */
  page: string | undefined
  part: Part
  /** Whether results show the pictures of posts. */
  pictures: boolean
  search: Choose
}

type Nodes = readonly (Node | string)[]

/** A screen reader says what was found after a pause of typing this long. */
const ANNOUNCE_MS = 700
/** Completions shown above the results. */
const COMPLETIONS = 3

/** A view that shows its choices in a list. */
export function createLiveView(list: ChoiceList, options: ViewOptions): LiveView {
  const { recent, texts, lang, page, part, search } = options
  const told = make('div', { class: 'told' })
  const status = createStatus(ANNOUNCE_MS)

  const say = (...lines: readonly Nodes[]) => {
    told.replaceChildren(...lines.filter(({ length }) => length > 0).map((line) => make('p', {}, ...line)))
    status.node.textContent = ''
    status.announce(() => [...told.children].map(({ textContent }) => textContent).join(' '))
  }
  const show = (groups: readonly Group[]) => list.show(groups.filter(({ choices }) => choices.length > 0))
  const newestGroup = ({ newest }: Pick<Found, 'newest'>): Group => ({
    label: texts.newest,
    choices: resultChoices(
      newest.map((post) => ({ ...post, highlights: { title: [], text: [] } })),
      options,
    ),
  })
  return {
    told,
    status: status.node,
    waiting: () => say([texts.searching]),
    empty(found) {
      say([texts.hint])
      show([...recentGroups(recent.all(), texts), newestGroup(found)])
    },
    answer(answer, found, question) {
      const { query, total, results } = answer
      const chooseText: Choose = (text, how) => search(withOperators(question.q, query.q, text), how)
      say(
        ...(query.notes ?? []).map((note) => [note]),
        messageNodes(query, texts, chooseText),
        [make('span', { class: 'summary' }, summaryOf(answer, texts, lang))],
        offerNodes(query, texts, chooseText),
        leftOutNodes(query, texts, search),
        total.value === 0 ? [texts.tips] : [],
      )
      const all = page === undefined || results.length === 0 ? [] : [pageUrl(page, question, part)]
      show([
        completionGroup(found.suggestions, question.q),
        { choices: resultChoices(results, options) },
        { choices: all.map((url) => allChoice(url, answer, texts, lang)) },
        newestGroup(found),
      ])
    },
    failed(error, again) {
      const refused = error instanceof RequestError && error.status === 400 ? error.errors[0] : undefined
      say([refused?.message ?? texts.failed])
      show([])
      if (refused !== undefined) return
      const button = make('button', { class: 'button', type: 'button' }, texts.again)
      button.addEventListener('click', again)
      told.append(button)
    },
    detach: status.remove,
  }
}

function completionGroup({ completions }: Suggestions, q: string): Group {
  const others = completions.filter(({ text }) => text.toLowerCase() !== q.trim().toLowerCase())
  return {
    choices: others.slice(0, COMPLETIONS).map(({ text, pieces }) => ({ kind: 'completion', text, pieces })),
  }
}

/** The typed query with its text replaced and its operators kept; the new text alone where operators stand within the old one. */
function withOperators(typed: string, text: string, other: string): string {
  return text !== '' && typed.includes(text) ? typed.replace(text, () => other) : other
}

function pageUrl(page: string, { q, exact }: Question, { site }: Part): string {
  const url = new URL(safeUrl(page), document.baseURI)
  url.searchParams.set('q', q.trim())
  if (site !== undefined) url.searchParams.set('site', site)
  if (exact) url.searchParams.set('no', 'fuzzy')
  return url.href
}
