import type { RecentSearches } from '../../service/pages/browser/recent-searches.ts'
import { attachTypeahead } from '../../service/pages/browser/typeahead.ts'
import type { WidgetTexts } from '../../service/pages/texts/types.ts'
import type { Client } from '../js/client.ts'
import type { Part } from './ask-live.ts'
import { safeUrl } from './dom.ts'
import type { Choose } from './message.ts'
import { createSearchForm, type SearchForm } from './search-form.ts'

type PageFieldOptions = {
  client: Client
  recent: RecentSearches
  texts: WidgetTexts
  part: Part
  keys: string | undefined
}

/** The input in the page, with suggestions below it. It calls `search` with the query to search for. */
export function createPageField(
  { client, recent, texts, part, keys }: PageFieldOptions,
  search: Choose,
): SearchForm & { detach(): void } {
  const find: Choose = (q, how) => {
    recent.add(q)
    search(q, how)
  }
  const form = createSearchForm(
    texts,
    (q) => {
      typeahead.close()
      if (q !== '') find(q, { exact: false })
    },
    keys,
  )
  const typeahead = attachTypeahead(form.input, {
    suggest: (q, signal) => client.suggest({ q, ...part }, { signal }),
    search: find,
    open: (url, { newTab }) => {
      if (newTab) window.open(safeUrl(url), '_blank', 'noopener')
      else location.assign(safeUrl(url))
    },
    recent,
    texts,
  })
  return { ...form, detach: typeahead.detach }
}
