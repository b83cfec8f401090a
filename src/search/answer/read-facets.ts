import type { estypes } from '@elastic/elasticsearch'
import { MAX_VALUES } from '../query/facets.ts'
import type { Facets } from './answer.ts'

/** The values of a post that facets count. */
export type FacetValues = {
  _source?: { categories: string[]; language?: string | undefined; post: { date?: string | undefined } }
}

/** How many posts each category, language and year has: the counts of the aggregations, plus the posts that their query did not find. */
export function readFacets(
  aggregations: Record<string, estypes.AggregationsAggregate> | undefined,
  others: readonly FacetValues[],
): Facets {
  const sources = others.flatMap(({ _source }) => (_source === undefined ? [] : [_source]))
  const categories = sources.flatMap((source) => [...new Set(source.categories.map(fold))])
  const languages = sources.flatMap(({ language }) => language ?? [])
  const years = sources.flatMap(({ post }) => post.date?.slice(0, 4) ?? [])
  return {
    categories: byCount(count(aggregations?.categories, categories)),
    languages: byCount(count(aggregations?.languages, languages)),
    years: count(aggregations?.years, [...years, ...yearsInUtc(aggregations)]).sort(
      (a, b) => Number(b.value) - Number(a.value),
    ),
  }
}

type Values = Facets['categories']

function count(aggregate: estypes.AggregationsAggregate | undefined, others: readonly string[]): Values {
  const counts = new Map(bucketsOf(aggregate))
  for (const value of others) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].map(([value, posts]) => ({ value, posts }))
}

/** The years of posts whose index does not know their own day. */
function yearsInUtc(aggregations: Record<string, estypes.AggregationsAggregate> | undefined): string[] {
  const { years } = (aggregations?.yearsInUtc ?? {}) as { years?: estypes.AggregationsAggregate }
  return bucketsOf(years).flatMap(([year, posts]) => Array<string>(posts).fill(year))
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

/** Folds a name as the index's normalizer does. */
function fold(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
}
