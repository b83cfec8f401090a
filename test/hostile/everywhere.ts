import { MARK, SECRET_LANGUAGE, SECRET_YEAR } from './secret-blog.ts'

/** Words that lead to secrets without naming them: public words beside them, and beginnings of theirs. */
const LEADING = ['kettle', 'Mara patience', 'z', 'zorq', 'kettle z']
/** In queries whose words nothing has in a row, so that any of them must do, as it may have been meant. */
export const ANY_WORD = 'patience%20'
const YEAR = `after=${SECRET_YEAR}&before=1872`

/** Whatever a stranger can ask a service for that tells of posts and comments, by the names of secrets. */
export function everywhere(names: readonly string[]): string[] {
  return [
    ...LEADING.flatMap((q) => [...searches(q), ...typed(q)]),
    ...FILTERS.map((filter) => `/api/v1/search?q=kettle&${filter}`),
    `/search?q=kettle&${YEAR}`,
    `/search?q=kettle&lang=${SECRET_LANGUAGE}&debug-search`,
    ...names.flatMap(byName),
    '/search',
    '/opensearch.xml',
    '/metrics',
    '/readyz',
    '/docs',
    '/',
  ]
}

const FILTERS = [
  YEAR,
  `lang=${SECRET_LANGUAGE}`,
  'after=2030',
  'sort=date&size=50',
  'size=1&page=2',
  'prefix=1',
  'in=title',
  'no=popularity',
  'no=comments',
  'no=alternatives',
  'no=fallback',
  'no=synonyms',
  'no=fuzzy',
]

function searches(q: string): string[] {
  const query = `q=${encodeURIComponent(q)}`
  return [`/api/v1/search?${query}`, `/search?${query}`, `/api/v1/search?${query}&debug-search`]
}

function typed(q: string): string[] {
  const query = `q=${encodeURIComponent(q)}`
  return [`/api/v1/suggest?${query}&size=10`, `/opensearch/suggest?${query}`]
}

/** What asks for one secret by its words, by misspellings of them, and by its id and address. */
function byName(name: string): string[] {
  const word = (part: string) => `${MARK}${name}${part}`
  const parts = ['title', 'text', 'comment', 'author', 'commenter'].map(word)
  const misspelled = parts.map((part) => part.replace(MARK, 'sorqu'))
  const queries = [
    ...[...parts, ...misspelled].flatMap((part) => [`/api/v1/search?q=${part}`, `/api/v1/suggest?q=${part}`]),
    ...['title', 'comment'].flatMap((part) => searches(word(part).slice(0, -1))),
    ...['text', 'comment'].flatMap((part) =>
      searches(`${decodeURIComponent(ANY_WORD)}${word(part).slice(0, -1)} firefox`),
    ),
    ...misspelled.slice(0, 2).flatMap((part) => [...searches(part), ...typed(part)]),
    `/api/v1/search?phrase=${encodeURIComponent(`slow kettle ${word('text')}`)}`,
    `/api/v1/search?q=kettle&exclude=${word('text')}`,
    `/search?q=kettle&exclude=${word('comment')}`,
    ...['category', 'keyword', 'author'].map((kind) => `/api/v1/search?q=kettle&${kind}=${word(kind)}`),
    ...['category', 'keyword', 'author'].map((kind) => `/search?q=kettle+${kind}:${word(kind)}&debug-search`),
    `/api/v1/search?q=keyword:${word('tag')}+kettle`,
    `/api/v1/suggest?q=category:${word('category')}+ket`,
  ]
  return [...queries, ...byAddress(word('id'), `/${SECRET_YEAR}/${word('slug')}/`)]
}

function byAddress(id: string, path: string): string[] {
  return [
    ...[id, path].flatMap((post) => [
      `/api/v1/search?q=kettle&debug-search&debug-post=${encodeURIComponent(post)}`,
      `/search?q=kettle&debug-search&debug-post=${encodeURIComponent(post)}`,
    ]),
    `/api/v1/posts/${id}/related`,
    ...[id, path, path.replace('slug', 'slugs'), path.slice(5)].map(
      (lost) => `/api/v1/resolve?path=${encodeURIComponent(lost)}`,
    ),
    ...[`/api/v1/posts/${id}`, `/api/v1/posts/${id}/comments/${id}`, `/posts/${id}`],
  ]
}
