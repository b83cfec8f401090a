import { safeLink } from '../links.ts'
import type { ScriptTexts } from '../texts/types.ts'
import { createCounting } from './counting.ts'
import { isSettled } from './input-method.ts'
import { recentSearches } from './recent-searches.ts'
import { suggestionsFrom } from './request-suggestions.ts'
import { createResults } from './results.ts'
import { attachTypeahead } from './typeahead.ts'
import { addressOf } from './visits.ts'

const SEARCH_PATH = '/search'

/** Makes the search page faster: results while the reader types, suggestions, and new pages without a reload. Without scripts, links and a form do all. */
function enhance(form: HTMLFormElement, input: HTMLInputElement): void {
  const recent = recentSearches()
  const texts: ScriptTexts = JSON.parse(form.dataset.texts ?? '{}')
  const counting = createCounting('/api/v1')
  const results = createResults({
    form,
    input,
    texts,
    counting,
    onShown: (visit) => {
      if (visit !== 'typed') typeahead.close()
    },
  })
  const search = (q: string, { exact }: { exact: boolean }) => {
    recent.add(q)
    typeahead.close()
    // A phone's keyboard would hide the results.
    if (matchMedia('(pointer: coarse)').matches) input.blur()
    results.visit(urlFor(form, q, exact ? { no: 'fuzzy' } : {}), 'chosen')
  }
  const typeahead = attachTypeahead(input, {
    suggest: suggestionsFrom('/api/v1/suggest', () => chosenPart(form)),
    search,
    open(url, { newTab }) {
      const href = safeLink(url, form.dataset.siteUrl)
      if (href === undefined) return
      if (newTab) open(href, '_blank', 'noopener')
      else location.assign(href)
    },
    recent,
    texts,
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    search(input.value, { exact: false })
  })
  const asYouType = (event: Event) => {
    if (!isSettled(event)) return
    const q = input.value.trim()
    results.visit(q === '' ? frontOf(form) : urlFor(form, input.value, { prefix: '1' }), 'typed')
  }
  input.addEventListener('input', asYouType)
  input.addEventListener('compositionend', asYouType)
  for (const click of ['click', 'auxclick'] as const) {
    document.addEventListener(click, (event) => {
      const position = positionOf(event)
      if (position !== undefined) counting.clicked(position)
    })
  }
  document.addEventListener('click', (event) => {
    const link = followed(event)
    if (link === undefined) return
    if (link.origin === location.origin && link.pathname === SEARCH_PATH) {
      event.preventDefault()
      results.visit(addressOf(link.href), 'chosen')
      const q = new URL(link.href).searchParams.get('q') ?? ''
      input.value = q
    } else recent.add(input.value)
  })
  if (input.value === '' && !matchMedia('(pointer: coarse)').matches) input.focus()
}

/** The position of the result that a click opens, in this tab or another; undefined if it opens none. */
function positionOf({ target, button }: MouseEvent): number | undefined {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('.result a[href]') : null
  const result = link?.closest('.result')
  const list = result?.closest('ol')
  if (button > 1 || !link || !result || !list) return undefined
  if (link.origin === location.origin && link.pathname === SEARCH_PATH) return undefined
  return list.start + [...list.children].indexOf(result)
}

/** The link of a plain click, which opens it in this tab. */
function followed(event: MouseEvent): HTMLAnchorElement | undefined {
  const link =
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('main a[href]') : null
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  return link !== null && plain && !event.defaultPrevented ? link : undefined
}

/** The part of the blog that the reader has chosen, if any, as parameters. */
function chosenPart(form: HTMLFormElement): [string, string][] {
  return [...form.querySelectorAll<HTMLInputElement>('input[name="site"]')].map(({ name, value }) => [
    name,
    value,
  ])
}

/** The address of the page without a query: the chosen part of the blog, or the front. */
function frontOf(form: HTMLFormElement): string {
  const part = new URLSearchParams(chosenPart(form)).toString()
  return part === '' ? SEARCH_PATH : `${SEARCH_PATH}?${part}`
}

/** The address of a search with the filters of the form. */
function urlFor(form: HTMLFormElement, q: string, others: Record<string, string>): string {
  const params = new URLSearchParams([['q', q.trim()]])
  for (const field of form.querySelectorAll<HTMLInputElement>('input[type="hidden"]')) {
    params.append(field.name, field.value)
  }
  for (const [name, value] of Object.entries(others)) params.set(name, value)
  return `${SEARCH_PATH}?${params}`
}

const form = document.querySelector<HTMLFormElement>('.search-form')
const input = form?.querySelector<HTMLInputElement>('input[name="q"]')
if (form && input) enhance(form, input)
