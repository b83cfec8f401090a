/** The parameters that narrow or order a search. The links of a page keep them. */
const KEPT_PARAMETERS = [
  'category',
  'keyword',
  'facet',
  'site',
  'author',
  'lang',
  'after',
  'before',
  'in',
  'no',
  'phrase',
  'exclude',
  'sort',
  'prefix',
  'size',
] as const
export type KeptParameter = (typeof KEPT_PARAMETERS)[number]

/** The request for a search page, as typed. */
export type SearchView = {
  q: string
  kept: readonly (readonly [KeptParameter, string])[]
}

/** The request for a search page in the parameters of its address. */
export function readView(params: URLSearchParams): SearchView {
  const kept = KEPT_PARAMETERS.flatMap((name) => params.getAll(name).map((value) => [name, value] as const))
  return { q: params.get('q') ?? '', kept }
}

/** The address of a search page; the first page needs no number. */
export function searchUrl({ q, kept }: SearchView, page = 1): string {
  const params = new URLSearchParams([['q', q], ...kept.map(([name, value]) => [name, value])])
  if (page > 1) params.set('page', String(page))
  return `/search?${params}`
}

/** The same search without one value of a parameter. */
export function withoutValue(view: SearchView, name: KeptParameter, value: string): SearchView {
  return { ...view, kept: view.kept.filter(([other, given]) => other !== name || given !== value) }
}

/** The same search with other values of some parameters, or without those that are undefined. */
export function withValues(
  view: SearchView,
  values: Partial<Record<KeptParameter, string | undefined>>,
): SearchView {
  const others = view.kept.filter(([name]) => !(name in values))
  const changed = KEPT_PARAMETERS.flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...view, kept: [...others, ...changed] }
}

/** The same search with another value of one of the blog's own fields, or without one. */
export function withFacet(view: SearchView, field: string, value: string | undefined): SearchView {
  const others = view.kept.filter(([name, given]) => name !== 'facet' || !given.startsWith(`${field}:`))
  return { ...view, kept: value === undefined ? others : [...others, ['facet', `${field}:${value}`]] }
}

/** The chosen value of one of the blog's own fields, or undefined. */
export function facetValue(view: SearchView, field: string): string | undefined {
  const chosen = view.kept.find(([name, given]) => name === 'facet' && given.startsWith(`${field}:`))
  return chosen?.[1].slice(field.length + 1)
}

/** The value of a parameter, or undefined. */
export function keptValue(view: SearchView, name: KeptParameter): string | undefined {
  return view.kept.find(([other]) => other === name)?.[1]
}

/** A safe link for the url of a post or comment: an http(s) address as it is, a path on the blog's site; `undefined` for anything else, such as `javascript:`. */
export function safeLink(url: string, siteUrl?: string): string | undefined {
  if (/^https?:\/\//i.test(url)) return URL.canParse(url) ? url : undefined
  if (!/^\/(?![/\\])/.test(url)) return undefined
  if (siteUrl === undefined) return url
  return URL.canParse(url, siteUrl) ? new URL(url, siteUrl).href : undefined
}
