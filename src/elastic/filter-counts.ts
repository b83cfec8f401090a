import type { estypes } from '@elastic/elasticsearch'

/** The number of documents that match one filter of a `filters` aggregation; 0 if the answer has no such filter. */
export function filterCount(
  answer: estypes.MsearchMultiSearchItem | undefined,
  aggregation: string,
  filter: string,
): number {
  const aggregate = answer?.aggregations?.[aggregation] as estypes.AggregationsFiltersAggregate | undefined
  const buckets = aggregate?.buckets
  return buckets === undefined || Array.isArray(buckets) ? 0 : (buckets[filter]?.doc_count ?? 0)
}
