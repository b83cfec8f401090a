import type { estypes } from '@elastic/elasticsearch'
import type { Facets } from './answer.ts'
import type { FoundComment } from './merge.ts'

/** Values of a facet that are told, the most frequent ones. */
const MAX_VALUES = 50
/** Values that each shard counts, so that what is rare in one of them is not forgotten: of as many categories the counts are right. */
const COUNTED_VALUES = 1_000

/** The aggregations that count the posts of each category, language and year. */
export const FACET_AGGREGATIONS = {
  categories: { terms: { field: 'categories', size: MAX_VALUES, shard_size: COUNTED_VALUES } },
  languages: { terms: { field: 'language', size: MAX_VALUES } },
  years: { date_histogram: { field: 'date', calendar_interval: 'year', format: 'yyyy', min_doc_count: 1 } },
} as const satisfies Record<string, estypes.AggregationsAggregationContainer>

/** How many posts each category, language and year has: those of the aggregations, and the posts that only their comments found. */
export function readFacets(
  aggregations: Record<string, estypes.AggregationsAggregate> | undefined,
  foundByComments: readonly FoundComment[],
): Facets {
  const sources = foundByComments.flatMap(({ _source }) => (_source === undefined ? [] : [_source]))
  const categories = sources.flatMap((source) => [...new Set(source.categories.map(fold))])
  const languages = sources.flatMap(({ language }) => language ?? [])
  const years = sources.flatMap(({ post }) => post.date?.slice(0, 4) ?? [])
  return {
    categories: byCount(count(aggregations?.categories, categories)),
    languages: byCount(count(aggregations?.languages, languages)),
    years: count(aggregations?.years, years).sort((a, b) => Number(b.value) - Number(a.value)),
  }
}

type Values = Facets['categories']

function count(aggregate: estypes.AggregationsAggregate | undefined, others: readonly string[]): Values {
  const counts = new Map(bucketsOf(aggregate))
  for (const value of others) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].map(([value, posts]) => ({ value, posts }))
}

function bucketsOf(aggregate: estypes.AggregationsAggregate | undefined): [string, number][] {
  const { buckets } = (aggregate ?? {}) as { buckets?: estypes.AggregationsStringTermsBucket[] }
  return (buckets ?? []).map(({ key, doc_count, ...bucket }) => [
    'key_as_string' in bucket ? String(bucket.key_as_string) : String(key),
    doc_count,
  ])
}

function byCount(values: Values): Values {
  return values.sort((a, b) => b.posts - a.posts || (a.value < b.value ? -1 : 1)).slice(0, MAX_VALUES)
}

/** As the index's normalizer folds names. */
function fold(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
}
