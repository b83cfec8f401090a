import type { estypes } from '@elastic/elasticsearch'
import type { Language } from '../../core/language.ts'
import { filterCount } from '../../elastic/filter-counts.ts'
import type { SearchBody } from '../../elastic/request-types.ts'
import { postConditions } from '../query/search-filters.ts'
import type { Weighed } from './completions.ts'
import type { SuggestInput } from './request.ts'
import { NEAR_GAPS } from './weights.ts'

/** The search that counts the posts that have each completion, its words near each other. */
export function trySearch(tried: readonly Weighed[], input: SuggestInput, language: Language): SearchBody {
  const { filter, must_not } = postConditions(input, language)
  const fields = input.titleOnly ? ['title'] : ['title', 'text']
  const filters = tried.map(({ text: query }, i) => [
    `text_${i}`,
    { multi_match: { query, type: 'phrase', slop: NEAR_GAPS, fields } },
  ])
  return {
    size: 0,
    track_total_hits: false,
    query: { bool: { filter, must_not } },
    aggs: { tried: { filters: { filters: Object.fromEntries(filters) } } },
  }
}

/** The completions that some post has, weighed by the number of such posts. */
export function readTried(
  tried: readonly Weighed[],
  answer: estypes.MsearchMultiSearchItem | undefined,
): Weighed[] {
  return tried.flatMap(({ text, likely = 1 }, i) => {
    const posts = filterCount(answer, 'tried', `text_${i}`)
    return posts === 0 ? [] : [{ text, weight: likely * Math.sqrt(posts) }]
  })
}
