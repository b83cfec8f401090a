import type { estypes } from '@elastic/elasticsearch'

/** How many documents a filter of a `filters` aggregation has; 0 if the answer has no such filter. */
export function filterCount(
  answer: estypes.MsearchMultiSearchItem | undefined,
  aggregation: string,
  filter: string,
): number {
  const aggregate = answer?.aggregations?.[aggregation] as estypes.AggregationsFiltersAggregate | undefined
  const buckets = aggregate?.buckets
  return buckets === undefined || Array.isArray(buckets) ? 0 : (buckets[filter]?.doc_count ?? 0)
}
