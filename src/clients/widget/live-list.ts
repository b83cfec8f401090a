import { createAsker } from '../../service/pages/browser/asker.ts'
import { createChoiceList } from '../../service/pages/browser/choice-list.ts'
import type { Choice } from '../../service/pages/browser/choices.ts'
import { pressKey } from '../../service/pages/browser/combobox-keys.ts'
import type { Counting } from '../../service/pages/browser/counting.ts'
import { isSettled } from '../../service/pages/browser/input-method.ts'
import type { RecentSearches } from '../../service/pages/browser/recent-searches.ts'
import type { WidgetTexts } from '../../service/pages/texts/types.ts'
import type { Client } from '../js/client.ts'
import { type Found, liveQuestions, type Part, type Question } from './ask-live.ts'
import { make } from './dom.ts'
import { createLiveView } from './live-view.ts'
import type { Choose } from './message.ts'

/** The list of the dialog: results and suggestions in one, while a reader types. */
type LiveList = {
  /** What is said above the list, and the list. */
  nodes: readonly HTMLElement[]
  /** Shows the results of a query; recent searches and the newest posts for an empty one. */
  search: Choose
  /** How far the list is scrolled. */
  scrolled(): number
  /** Scrolls the next list that is shown. */
  scrollNext(top: number): void
  detach(): void
}

export type LiveOptions = {
  client: Client
  recent: RecentSearches
  texts: WidgetTexts
  lang: string
  size: number
  part: Part
  /** The address of the search page, or undefined if there is none. */
  page: string | undefined
  /** Whether results show the pictures of posts. */
  pictures: boolean
  counting: Counting
  /** Called when a reader follows a link, and the document stays in place. */
  onFollowed(): void
}

const WAIT_MS = 60
const TIMEOUT_MS = 15_000
/** A reader who waits longer sees that the search is running. */
const SHOW_WAITING_MS = 300

/** Makes a combobox of an input, with a list that is always there. */
export function createLiveList(input: HTMLInputElement, options: LiveOptions): LiveList {
  const { client, recent, texts, counting } = options
  const place = make('div', { class: 'list', part: 'results' })
  let asked: Question = { q: '', exact: false, typing: false }
  let slow: ReturnType<typeof setTimeout> | undefined
  let top = 0

  const search: Choose = (q, { exact }) => {
    input.value = q
    recent.add(q)
    ask({ q, exact, typing: false })
  }
  const ask = (question: Question) => {
    asked = question
    clearTimeout(slow)
    if (question.q.trim() === '') view.empty({ newest: [] })
    else slow = setTimeout(view.waiting, SHOW_WAITING_MS)
    place.setAttribute('aria-busy', 'true')
    asker.ask(question)
  }
  const show = (draw: () => void) => {
    clearTimeout(slow)
    place.removeAttribute('aria-busy')
    draw()
    place.scrollTop = top
    top = 0
  }
  const asker = createAsker<Question, Found>({
    request: liveQuestions(client, options, counting.knows),
    onAnswer: (question, found) => {
      if (found.answer === undefined) counting.left()
      else counting.shown(found.search, { counted: !question.typing })
      show(() =>
        found.answer === undefined ? view.empty(found) : view.answer(found.answer, found, question),
      )
    },
    onFailure: (question, error) => show(() => view.failed(error, () => ask(question))),
    waitMs: WAIT_MS,
    timeoutMs: TIMEOUT_MS,
  })
  const countClick = (choice: Choice) => {
    if ('position' in choice && choice.position !== undefined) counting.clicked(choice.position)
  }
  const onClick = (choice: Choice, event: MouseEvent) => {
    if ('url' in choice) {
      recent.add(asked.q)
      countClick(choice)
      setTimeout(() => staysHere(event, choice.url) && options.onFollowed())
    } else if (choice.kind === 'clear') {
      recent.clear()
      ask(asked)
    } else search(choice.text, { exact: false })
  }
  const list = createChoiceList(input, { texts, onClick, place })
  const view = createLiveView(list, { ...options, search })
  searchWhileTyping(input, list, (q) => ask({ q, exact: false, typing: true }), countClick)
  return {
    nodes: [view.told, place, view.status],
    search,
    scrolled: () => place.scrollTop,
    scrollNext(y) {
      top = y
    },
    detach() {
      clearTimeout(slow)
      counting.left()
      asker.stop()
      view.detach()
    },
  }
}

/** Calls `ask` with each text that is typed, and lets keys choose from the list. */
function searchWhileTyping(
  input: HTMLInputElement,
  list: ReturnType<typeof createChoiceList>,
  ask: (q: string) => void,
  onOpened: (choice: Choice) => void,
): void {
  const typed = (event: Event) => isSettled(event) && ask(input.value.trimStart())
  const actions = {
    list,
    open() {},
    close() {},
    choose(choice: Choice, { newTab }: { newTab: boolean }) {
      if (newTab && 'url' in choice) {
        onOpened(choice)
        window.open(choice.url, '_blank', 'noopener')
      } else list.click()
    },
  }
  input.addEventListener('input', typed)
  input.addEventListener('compositionend', typed)
  input.addEventListener('keydown', (event) => pressKey(event, actions) && event.preventDefault())
}

/** Whether a click on a link leaves the document in place: a fragment of it is shown, or a script of the page shows the other page. */
function staysHere(event: MouseEvent, url: string): boolean {
  const there = new URL(url, document.baseURI)
  const sameDocument = there.hash !== '' && there.href.split('#')[0] === location.href.split('#')[0]
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  return plain && (event.defaultPrevented || sameDocument)
}
