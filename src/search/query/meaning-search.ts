import type { estypes } from '@elastic/elasticsearch'
import type { SearchBody } from '../../elastic/request-types.ts'
import type { QueryMeaning } from '../meaning/meaning.ts'
import { MEANING_DEPTH, MEANING_SHOWN } from '../ranking.ts'
import { isOff } from '../request/switches.ts'
import { postHighlight } from './highlight.ts'
import { postsQuery, type QueryParts } from './query.ts'
import { postConditions } from './search-filters.ts'

/** The values of a post that facets count. */
const FACET_VALUES = [
  ...['categories.name', 'tags.name', 'author.name', 'facets.name', 'site.name', 'language', 'date.year'],
]

/**
 * The posts that are nearest to a query in meaning: the first ones as results with highlights, all of them by id and cosine
 * in the aggregation `ranks`, and in `alone` those of them that the words of the query do not find.
 */
export function nearestPosts(parts: QueryParts, meaning: QueryMeaning, fields: string[]): SearchBody {
  const { input, language } = parts
  const { filter, must_not } = postConditions(input, language)
  const ids = { size: MEANING_DEPTH, sort: BY_COSINE, _source: false, stored_fields: '_none_' }
  return {
    query: {
      knn: {
        field: meaning.field,
        query_vector: [...meaning.vector],
        k: MEANING_DEPTH,
        num_candidates: 2 * MEANING_DEPTH,
        ...((filter.length > 0 || must_not.length > 0) && { filter: { bool: { filter, must_not } } }),
      },
    },
    sort: BY_COSINE,
    size: Math.min(MEANING_DEPTH, MEANING_SHOWN + (input.page - 1) * input.size),
    track_total_hits: false,
    _source: fields,
    highlight: postHighlight(parts),
    aggs: {
      ranks: {
        top_hits: { ...ids, _source: fields, stored_fields: [], docvalue_fields: ['id'] },
      },
      alone: {
        filter: { bool: { must_not: [postsQuery({ ...parts, input: { ...input, debug: false } })] } },
        aggs: {
          posts: {
            top_hits: { ...ids, docvalue_fields: ['id', ...(isOff(input, 'facets') ? [] : FACET_VALUES)] },
          },
        },
      },
    },
  }
}

const BY_COSINE: estypes.SortOptions[] = [{ _score: { order: 'desc' } }, { id: 'asc' }]
