import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { FAVICON } from './assets.ts'

/** The longest short name that the specification allows. */
const MAX_NAME_LENGTH = 16

/** The OpenSearch description of a search page at an origin. */
export function renderOpenSearch({ name, origin }: { name: string; origin: string }): string {
  const url = (type: string, template: string) => h('Url', { type, template: `${origin}${template}` })
  const description = h(
    'OpenSearchDescription',
    { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' },
    h('ShortName', null, shorten(name)),
    h('Description', null, `Search all posts and comments of ${name}`),
    h('InputEncoding', null, 'UTF-8'),
    h('Image', { width: '16', height: '16', type: 'image/svg+xml' }, `${origin}${FAVICON.path}`),
    url('text/html', '/search?q={searchTerms}'),
    url('application/x-suggestions+json', '/opensearch/suggest?q={searchTerms}'),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>${renderToString(description)}`
}

/** As many whole words of a name as fit, or the beginning of the first word. */
function shorten(name: string): string {
  const letters = [...name]
  if (letters.length <= MAX_NAME_LENGTH) return name
  const cut = letters.slice(0, MAX_NAME_LENGTH + 1).join('')
  const whole = cut.slice(0, Math.max(0, cut.lastIndexOf(' ')))
  return whole || letters.slice(0, MAX_NAME_LENGTH).join('')
}
