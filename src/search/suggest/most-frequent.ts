import type { estypes } from '@elastic/elasticsearch'
import type { SearchBody } from '../../elastic/request-types.ts'

/** The search for the most frequent word of the vocabulary, whose count stands for the number of documents. */
export function mostFrequentSearch(): SearchBody {
  return {
    size: 1,
    track_total_hits: false,
    _source: false,
    stored_fields: ['_none_'],
    docvalue_fields: ['documents'],
    sort: [{ documents: 'desc' }],
  }
}

/** The number of documents that have it. */
export function readMostFrequent(answer: estypes.MsearchMultiSearchItem | undefined): number {
  return Number(answer?.hits.hits[0]?.fields?.documents?.[0] ?? 1)
}
