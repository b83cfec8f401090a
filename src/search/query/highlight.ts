import type { estypes } from '@elastic/elasticsearch'
import { contentWords } from '../request/content-words.ts'
import { phraseTerms } from '../spelling/terms.ts'
import type { QueryParts } from './query.ts'
import { weighWords } from './word-weights.ts'

/** Characters of the private use area that mark hits. No indexed text has them, because they are removed from every document. */
export const HIT_START = '\uE000'
export const HIT_END = '\uE001'

const MARKS = {
  pre_tags: [HIT_START],
  post_tags: [HIT_END],
  order: 'score',
  // The cost of a highlight grows with the number of fragments that have hits, shown or not. At this size most sentences are one fragment.
  fragment_size: 240,
  number_of_fragments: 2,
  /** Below Elasticsearch's index.highlight.max_analyzed_offset: a huge document is highlighted in part, instead of failing the search. */
  max_analyzed_offset: 900_000,
} as const satisfies estypes.SearchHighlight | object

/** Highlights of a post: the whole title, and two fragments of the text. */
export function postHighlight(parts: QueryParts): estypes.SearchHighlight {
  return {
    ...MARKS,
    fields: {
      title: { number_of_fragments: 0, highlight_query: marksFor('title', parts) },
      text: { highlight_query: marksFor('text', parts) },
    },
  }
}

/** Highlights of a comment: two fragments, or its beginning. */
export function commentHighlight(parts: QueryParts): estypes.SearchHighlight {
  return {
    ...MARKS,
    fields: { comment: { no_match_size: 150, highlight_query: marksFor('comment', parts) } },
  }
}

/** The query that marks hits in a field. It is simpler than the search's own query, which takes three times as long to highlight. Phrases make a fragment come first. */
function marksFor(field: string, parts: QueryParts) {
  const { terms, language } = parts
  const words = new Set([
    ...phraseTerms(terms).flatMap((term) => contentWords(term, language).map((word) => word.toLowerCase())),
    ...weighWords(parts).flatMap((group) => group.words),
  ])
  // Emoji are no words, but may be all that was typed.
  return { match: { [field]: [...words].join(' ') || (terms[0]?.term ?? '') } }
}
