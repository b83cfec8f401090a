import type { estypes } from '@elastic/elasticsearch'

/** Values of a facet in an answer: the most frequent ones. */
export const MAX_VALUES = 50
/** Values that each shard counts, so that a value that is rare in one shard is not lost. With up to so many categories the counts are right. */
const COUNTED_VALUES = 1_000

/** Years that are counted: far more than any blog has. */
const MAX_YEARS = 1_000

/** The aggregations that count the posts of each category, language and year. The year is that of the author's own day. Indexes of before schema version 7 do not know it; their years are those of UTC. */
export const FACET_AGGREGATIONS = {
  categories: { terms: { field: 'categories', size: MAX_VALUES, shard_size: COUNTED_VALUES } },
  languages: { terms: { field: 'language', size: MAX_VALUES } },
  years: { terms: { field: 'date.year', size: MAX_YEARS } },
  yearsInUtc: {
    filter: { bool: { must_not: [{ exists: { field: 'date.year' } }] } },
    aggregations: {
      years: {
        date_histogram: { field: 'date', calendar_interval: 'year', format: 'yyyy', min_doc_count: 1 },
      },
    },
  },
} as const satisfies Record<string, estypes.AggregationsAggregationContainer>
