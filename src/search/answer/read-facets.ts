import type { estypes } from '@elastic/elasticsearch'
import { splitFacet } from '../../content/documents/facets.ts'
import type { IndexedPost } from '../../content/documents/indexed.ts'
import { foldName } from '../../core/letters/fold-name.ts'
import { MAX_VALUES, ownName } from '../query/facets.ts'
import type { Facets } from './answer.ts'

type Aggregates = Record<string, estypes.AggregationsAggregate>

/** The values of a post that facets count. */
export type FacetValues = {
  _source?: {
    categories: string[]
    tags: string[]
    facets?: string[] | undefined
    site?: string | undefined
    language?: string | undefined
    post: { date?: string | undefined; author?: string | undefined }
  }
}

/** How many posts have each value of each facet: the counts of the aggregations, plus the posts that their query did not find. `own` are the blog's own fields. */
export function readFacets(
  aggregates: Aggregates,
  beside: readonly FacetValues[],
  own: readonly string[],
): Facets {
  const sources = beside.flatMap(({ _source }) => (_source === undefined ? [] : [_source]))
  const countNames = (names: readonly string[], others: readonly string[]) =>
    byCount(
      count(
        names.flatMap((name) => bucketsOf(aggregates[name])),
        others,
      ),
    )
  const facets = sources.flatMap((source) => (source.facets ?? []).map(splitFacet))
  return {
    categories: countNames(
      ['categories', 'olderCategories'],
      sources.flatMap(({ categories }) => categories),
    ),
    tags: countNames(
      ['tags'],
      sources.flatMap(({ tags }) => tags),
    ),
    sites: countNames(
      ['sites'],
      sources.flatMap(({ site }) => site ?? []),
    ),
    authors: countNames(
      ['authors'],
      sources.flatMap(({ post }) => post.author ?? []),
    ),
    languages: countNames(
      ['languages'],
      sources.flatMap(({ language }) => language ?? []),
    ),
    years: count(
      ['years', 'yearsInUtc'].flatMap((name) => bucketsOf(aggregates[name])),
      sources.flatMap(({ post }) => post.date?.slice(0, 4) ?? []),
    ).sort((a, b) => Number(b.value) - Number(a.value)),
    own: own.map((field, i) => ({
      field,
      values: byCount(
        count(
          bucketsOf(aggregates[ownName(i)]).map(([facet, posts]) => [splitFacet(facet).value, posts]),
          facets.filter((facet) => facet.field === field).map(({ value }) => value),
        ),
      ),
    })),
  }
}

type Faceted = Pick<IndexedPost, 'categories' | 'tags' | 'author' | 'facets' | 'site' | 'language' | 'date'>

/** Facets with some more posts. */
export function addToFacets(facets: Facets, posts: readonly Faceted[]): Facets {
  if (posts.length === 0) return facets
  const add = (values: Values, others: readonly string[]): Values =>
    count(
      values.map(({ value, posts }) => [value, posts]),
      others,
    )
  const own = posts.flatMap((post) => (post.facets ?? []).map(splitFacet))
  const years = add(
    facets.years,
    posts.flatMap(({ date }) => date?.slice(0, 4) ?? []),
  )
  return {
    categories: byCount(
      add(
        facets.categories,
        posts.flatMap(({ categories = [] }) => categories),
      ),
    ),
    tags: byCount(
      add(
        facets.tags,
        posts.flatMap(({ tags = [] }) => tags),
      ),
    ),
    sites: byCount(
      add(
        facets.sites,
        posts.flatMap(({ site }) => site ?? []),
      ),
    ),
    authors: byCount(
      add(
        facets.authors,
        posts.flatMap(({ author }) => author ?? []),
      ),
    ),
    languages: byCount(
      add(
        facets.languages,
        posts.flatMap(({ language }) => language ?? []),
      ),
    ),
    years: years.sort((a, b) => Number(b.value) - Number(a.value)),
    own: facets.own.map(({ field, values }) => ({
      field,
      values: byCount(
        add(
          values,
          own.filter((facet) => facet.field === field).map(({ value }) => value),
        ),
      ),
    })),
  }
}

type Values = Facets['categories']
type Bucket = [value: string, posts: number]

/** The counts of values. Spellings that differ in case or accents alone are one value, called as most posts call it. */
function count(buckets: readonly Bucket[], others: readonly string[]): Values {
  const values = new Map<string, Values[number]>()
  for (const [value, posts] of [...buckets, ...others.map((other): Bucket => [other, 1])]) {
    const known = values.get(foldName(value))
    if (known === undefined) values.set(foldName(value), { value, posts })
    else known.posts += posts
  }
  return [...values.values()]
}

/** The buckets of an aggregation, or of the aggregation in a filter. The most frequent come first. */
function bucketsOf(aggregate: estypes.AggregationsAggregate | undefined): Bucket[] {
  const { buckets, values } = (aggregate ?? {}) as {
    buckets?: estypes.AggregationsStringTermsBucket[]
    values?: estypes.AggregationsAggregate
  }
  if (values !== undefined) return bucketsOf(values)
  return (buckets ?? []).map(({ key, doc_count, ...bucket }) => [
    'key_as_string' in bucket ? String(bucket.key_as_string) : String(key),
    doc_count,
  ])
}

function byCount(values: Values): Values {
  return values.sort((a, b) => b.posts - a.posts || (a.value < b.value ? -1 : 1)).slice(0, MAX_VALUES)
}
