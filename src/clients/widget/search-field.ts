import { recentSearches } from '../../service/pages/browser/recent-searches.ts'
import { attachTypeahead } from '../../service/pages/browser/typeahead.ts'
import type { Client } from '../js/client.ts'
import { magnifyingGlass, make, safeUrl } from './dom.ts'
import type { WidgetTexts } from './texts.ts'

/** An input with its suggestions. */
type SearchField = { node: HTMLFormElement; input: HTMLInputElement; detach(): void }

/** The input in the page, or the one in the dialog. It shows suggestions, and calls `search` with the query to search for. */
export function createSearchField(
  client: Client,
  texts: WidgetTexts,
  search: (q: string, options: { exact: boolean }) => void,
): SearchField {
  const recent = recentSearches()
  const input = make('input', {
    type: 'text',
    name: 'q',
    class: 'input',
    part: 'input',
    'aria-label': texts.label,
    placeholder: texts.placeholder,
    enterkeyhint: 'search',
    autocapitalize: 'off',
    spellcheck: 'false',
    maxlength: '200',
  })
  const submit = make(
    'button',
    { class: 'submit', part: 'submit', 'aria-label': texts.submit },
    magnifyingGlass(),
  )
  const node = make('form', { class: 'field' }, input, submit)
  const find = (q: string, options: { exact: boolean }) => {
    recent.add(q)
    search(q, options)
  }
  const typeahead = attachTypeahead(input, {
    suggest: (q, signal) => client.suggest({ q }, { signal }),
    search: find,
    open: (url, { newTab }) => {
      if (newTab) window.open(safeUrl(url), '_blank', 'noopener')
      else location.assign(safeUrl(url))
    },
    recent,
    texts,
  })
  node.addEventListener('submit', (event) => {
    event.preventDefault()
    typeahead.close()
    const q = input.value.trim()
    if (q !== '') find(q, { exact: false })
  })
  return { node, input, detach: typeahead.detach }
}
