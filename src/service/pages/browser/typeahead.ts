import { createAsker } from './asker.ts'
import { createChoiceList } from './choice-list.ts'
import { type Choice, groupsFor, type TypeaheadTexts } from './choices.ts'
import { pressKey } from './combobox-keys.ts'
import { isSettled } from './input-method.ts'
import type { RecentSearches } from './recent-searches.ts'
import { NO_SUGGESTIONS, type Suggestions } from './suggestions.ts'

type TypeaheadOptions = {
  /** Asks for suggestions. If it throws, there are none. */
  suggest(q: string, signal: AbortSignal): Promise<Suggestions>
  /** Searches for what was chosen; `exact`: without corrections. */
  search(q: string, options: { exact: boolean }): void
  /** Goes to a post, in a new tab if the reader asks for one. */
  open(url: string, options: { newTab: boolean }): void
  recent?: RecentSearches
  texts: TypeaheadTexts
}

type Typeahead = {
  /** Closes the list. No answer that is under way opens it again. */
  close(): void
  /** Restores the input as it was before. */
  detach(): void
}

/** At most one request in this time. */
const WAIT_MS = 60
const TIMEOUT_MS = 4_000

/**
 * Makes a combobox of an input (ARIA authoring practices, list autocomplete with manual selection). The list comes
 * right behind the input, so the input may be in a shadow root; its parent should be positioned. Only a choice
 * changes the text in the input.
 */
export function attachTypeahead(input: HTMLInputElement, options: TypeaheadOptions): Typeahead {
  const { recent, texts } = options
  let suggestions = NO_SUGGESTIONS
  /** A blank at the end stays: it tells that the last word is complete. */
  const typed = () => input.value.trimStart()
  const show = () => list.show(groupsFor(typed().trim(), suggestions, recent?.all() ?? [], texts))
  const take = (q: string, found: Suggestions) => {
    if (q !== typed() || !isFocused(input)) return
    suggestions = found
    show()
  }
  const asker = createAsker({
    request: options.suggest,
    onAnswer: take,
    onFailure: (q) => take(q, NO_SUGGESTIONS),
    waitMs: WAIT_MS,
    timeoutMs: TIMEOUT_MS,
  })
  const close = () => {
    asker.stop()
    list.hide()
  }
  const open = () => {
    asker.stop()
    if (typed() === '') suggestions = NO_SUGGESTIONS
    else asker.ask(typed())
    show()
  }
  const choose = (choice: Choice, { newTab }: { newTab: boolean }) => {
    if (!newTab) close()
    if (choice.kind === 'clear') recent?.clear()
    else if ('url' in choice) options.open(choice.url, { newTab })
    else {
      input.value = choice.text
      options.search(choice.text, { exact: choice.kind === 'exact' })
    }
  }
  const list = createChoiceList(input, {
    texts,
    onClick: (choice, event) =>
      choose(choice, { newTab: event.ctrlKey || event.metaKey || event.button === 1 }),
  })
  const actions = { list, open, close, choose }
  const stopListening = listen(input, {
    keydown: (event) => pressKey(event, actions) && event.preventDefault(),
    input: (event) => isSettled(event) && open(),
    compositionend: open,
    click: () => !list.isOpen() && typed() === '' && open(),
    blur: close,
  })
  return {
    close,
    detach() {
      asker.stop()
      stopListening()
      list.remove()
    },
  }
}

type Handlers = { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => unknown }

function listen(input: HTMLInputElement, handlers: Handlers): () => void {
  const listening = new AbortController()
  for (const [name, handle] of Object.entries(handlers)) {
    input.addEventListener(name, handle as EventListener, { signal: listening.signal })
  }
  return () => listening.abort()
}

/** Whether an input has the focus, also within a shadow root. */
function isFocused(input: HTMLInputElement): boolean {
  const root = input.getRootNode()
  return (root instanceof Document || root instanceof ShadowRoot) && root.activeElement === input
}
