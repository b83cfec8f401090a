import { z } from 'zod'
import { InputError } from '../../../core/errors.ts'
import type { Fetcher } from '../../fetching/fetcher.ts'
import { siteOf } from '../id-prefix.ts'
import type { Source, SourceItem } from '../source-types.ts'
import { type GhostPost, toItem } from './ghost-post.ts'

type GhostApiOptions = { fetch: Fetcher; key: string; pages?: boolean }

const PAGE_SIZE = 100
/** More pages than a blog has. */
const MAX_PAGES = 10_000

const Page = z.looseObject({
  posts: z.array(z.unknown()).optional(),
  pages: z.array(z.unknown()).optional(),
  meta: z.looseObject({ pagination: z.looseObject({ next: z.number().nullable() }) }),
})
const Labels = z.looseObject({
  tags: z.array(z.looseObject({ name: z.string() })).nullish(),
  authors: z.array(z.looseObject({ name: z.string() })).nullish(),
})

/** All posts of a Ghost blog by its Content API, with a read-only key. No name and no error contains the key. */
export function openGhostApi(url: string, { fetch, key, pages = false }: GhostApiOptions): Source {
  const site = url.replace(/\/+$/, '')
  const known = siteOf(url)
  return {
    name: site,
    format: 'ghost',
    complete: true,
    ...(known !== undefined && { site: known }),
    async *items(signal) {
      const reading = { fetch, key, signal, pages }
      yield* readItems(site, 'posts', reading)
      if (pages) yield* readItems(site, 'pages', reading)
    },
  }
}

type Kind = 'posts' | 'pages'
type Reading = { fetch: Fetcher; key: string; signal: AbortSignal | undefined; pages: boolean }

async function* readItems(site: string, kind: Kind, reading: Reading): AsyncGenerator<SourceItem> {
  const options = { siteUrl: site, pages: reading.pages }
  for await (const { value, place } of readAll(site, kind, reading)) {
    const item = kind === 'pages' && isObject(value) ? { ...value, type: 'page' } : value
    yield toItem(item, place, labelsOf, options)
  }
}

async function* readAll(
  site: string,
  kind: Kind,
  { fetch, key, signal }: Reading,
): AsyncGenerator<{ value: unknown; place: string }, void, undefined> {
  let next: number | null = 1
  for (let asked = 0; next !== null && asked < MAX_PAGES; asked++) {
    const query = new URLSearchParams({
      key,
      include: 'tags,authors',
      limit: String(PAGE_SIZE),
      page: String(next),
    })
    const address = `${site}/ghost/api/content/${kind}/`
    const fetched = await fetch(`${address}?${query}`, { signal, accept: 'application/json' })
    const page = fetched.kind === 'content' ? parse(fetched.body, address) : undefined
    if (page === undefined) return
    for (const [i, value] of (page[kind] ?? []).entries()) {
      yield { value, place: `${address} page ${next}: ${i + 1}` }
    }
    const after: number | null = page.meta.pagination.next
    next = after !== null && after > next ? after : null
  }
}

function parse(body: Buffer, address: string): z.infer<typeof Page> {
  try {
    return Page.parse(JSON.parse(body.toString()))
  } catch (cause) {
    throw new InputError(`${address}: expected an answer of Ghost's Content API, got another`, { cause })
  }
}

function labelsOf(post: GhostPost) {
  const { tags, authors } = Labels.parse(post)
  return { tags: tags?.map(({ name }) => name) ?? [], authors: authors?.map(({ name }) => name) ?? [] }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
