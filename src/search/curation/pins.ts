import type { IndexedPost } from '../../content/documents/indexed.ts'
import { aliasesOf } from '../../elastic/ask.ts'
import { backendError, describeFault } from '../../elastic/retry.ts'
import { once } from '../../elastic/timeouts.ts'
import type { FoundPost } from '../answer/hits.ts'
import type { RankedPost } from '../answer/merge.ts'
import { addToFacets } from '../answer/read-facets.ts'
import type { Found, SearchContext } from '../find.ts'
import { postHighlight } from '../query/highlight.ts'
import { postsQuery } from '../query/query.ts'
import { POST_FIELDS } from '../query/ranked-searches.ts'
import { postConditions } from '../query/search-filters.ts'

/** The result with pinned posts, and the rule of each post that was pinned. */
type Pinned = { found: Found; by: ReadonlyMap<string, string> }

/** The name by which a hit tells that the query finds it without a pin too. */
const FOUND = 'found'

/**
 * Puts pinned posts first, in their order, if they pass the filters of the search. One that the query finds too moves, and one that it does not
 * find is added to the totals and facets. Nothing is pinned where readers ask for the newest first. A pinned post that is gone changes nothing.
 */
export async function applyPins(
  ctx: SearchContext,
  found: Found,
  pins: ReadonlyMap<string, string>,
  signal?: AbortSignal,
): Promise<Pinned> {
  if (pins.size === 0 || found.input.sort === 'date') return { found, by: new Map() }
  const hits = await readPins(ctx, found, [...pins.keys()], signal)
  const { ranking } = found
  const ranked = new Map(ranking.posts.map((post) => [post.id, post]))
  const byId = new Map(hits.map((hit) => [hit._source?.id ?? '', hit]))
  const shown = [...pins.keys()].flatMap((id) => {
    const hit = byId.get(id)
    return hit === undefined ? [] : [ranked.get(id) ?? toRanked(id, hit)]
  })
  const added = hits.filter((hit) => !ranked.has(hit._source?.id ?? '') && !isFound(hit))
  const isShown = new Set(shown.map(({ id }) => id))
  const { total } = ranking
  return {
    by: new Map([...pins].filter(([id]) => isShown.has(id))),
    found: {
      ...found,
      ranking: {
        ...ranking,
        posts: [...shown, ...ranking.posts.filter(({ id }) => !isShown.has(id))],
        total: { ...total, value: total.value + added.length },
        facets: addToFacets(
          ranking.facets,
          added.flatMap(({ _source }) => _source ?? []),
        ),
        details: new Map([...byId, ...ranking.details]),
      },
    },
  }
}

function toRanked(id: string, { _score }: FoundPost): RankedPost {
  return { id, score: _score ?? 0, date: undefined, comments: [] }
}

function isFound({ matched_queries: matched = [] }: FoundPost): boolean {
  return Array.isArray(matched) ? matched.includes(FOUND) : FOUND in matched
}

/** The pinned posts that pass the filters of the search, with their highlights, and with a mark if the query finds them. */
async function readPins(
  ctx: SearchContext,
  { input, terms, positions, joined, matchable, all, phrases }: Found,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<FoundPost[]> {
  const plain = { ...input, phrases, debug: false }
  const parts = { terms, positions, joined, matchable, all, language: ctx.language, input: plain }
  const { filter, must_not } = postConditions(plain, ctx.language)
  const isFoundToo = { bool: { must: [postsQuery(parts)], _name: FOUND } }
  const query = {
    bool: { filter: [{ terms: { id: [...ids] } }, ...filter], must_not, should: [isFoundToo] },
  }
  const body = {
    query,
    size: ids.length,
    _source: [...POST_FIELDS, 'facets'],
    highlight: postHighlight(parts),
  }
  try {
    const options = once(ctx.timeoutMs, signal)
    const { hits } = await ctx.client.search<IndexedPost>({ index: aliasesOf(ctx).posts, ...body }, options)
    return hits.hits
  } catch (error) {
    throw backendError(`Pinned posts could not be read: ${describeFault(error)}`, error)
  }
}
