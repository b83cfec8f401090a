import type { WidgetTexts } from '../../service/pages/texts/types.ts'
import { magnifyingGlass, make } from './dom.ts'

/** An input with a button. */
export type SearchForm = { node: HTMLFormElement; input: HTMLInputElement }

/** A form that calls `search` with what was typed, without blanks around it. `keys` are shown in the empty input: they lead to the search too. */
export function createSearchForm(texts: WidgetTexts, search: (q: string) => void, keys?: string): SearchForm {
  const input = make('input', {
    type: 'text',
    name: 'q',
    class: 'input',
    part: 'input',
    'aria-label': texts.label,
    'aria-keyshortcuts': keys?.replace('Ctrl', 'Control').replace('⌘', 'Meta').replace(' ', '+'),
    placeholder: texts.placeholder,
    enterkeyhint: 'search',
    autocapitalize: 'off',
    spellcheck: 'false',
  })
  const submit = make(
    'button',
    { class: 'submit', part: 'submit', 'aria-label': texts.submit },
    magnifyingGlass(),
  )
  const hint = keys === undefined ? [] : [make('kbd', { class: 'hint', 'aria-hidden': 'true' }, keys)]
  const node = make('form', { class: 'field' }, input, ...hint, submit)
  node.addEventListener('submit', (event) => {
    event.preventDefault()
    search(input.value.trim())
  })
  return { node, input }
}
