import type { Client, estypes } from '@elastic/elasticsearch'

/** Where posts and comments are indexed for it. */
export type Indexes = { posts: string; comments: string }
export type Hit = estypes.SearchHit<unknown>
type SearchTerm = { score: number; word: string }
type Strategy = 'match_phrase' | 'match'

const FIELDS = [
  ['posts', 'title'],
  ['posts', 'text'],
  ['comments', 'comment'],
] as const
const TYPED_SCORE = 1.1
const MIN_SCORE = 0.6
const MAX_TERMS = 5
const TITLE_BOOST = 2
const SIZE = 10

/**
 * The search of "A decent Elasticsearch search engine implementation" (2017): one suggest request for each field, what is suggested
 * replaced in the query as text, then posts and comments asked for all terms as phrases; when nothing is found by several words, all of
 * it once more with their words.
 */
export async function searchOf2017(
  client: Client,
  indexes: Indexes,
  q: string,
  strategy: Strategy = 'match_phrase',
): Promise<Hit[]> {
  const terms = await searchTerms(client, indexes, q)
  const posts = await find(client, indexes.posts, { title: TITLE_BOOST, text: 1 }, terms, strategy)
  const comments = await find(client, indexes.comments, { comment: 1 }, terms, strategy)
  const hits = [...posts, ...comments]
  const again = hits.length === 0 && strategy === 'match_phrase' && q.includes(' ')
  return again ? searchOf2017(client, indexes, q, 'match') : hits
}

async function searchTerms(client: Client, indexes: Indexes, q: string): Promise<SearchTerm[]> {
  const terms = new Map([[q, TYPED_SCORE]])
  for (const [kind, field] of FIELDS) {
    const suggest = { sugg: { text: q, term: { field } } }
    const answer = await client.search({ index: indexes[kind], size: 0, suggest })
    for (const { text, option, score } of suggestionsOf(answer)) {
      const word = q.replace(text, option)
      if (score >= MIN_SCORE && !terms.has(word)) terms.set(word, score)
    }
  }
  return [...terms]
    .map(([word, score]) => ({ word, score }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MAX_TERMS)
}

function suggestionsOf({
  suggest,
}: estypes.SearchResponse): { text: string; option: string; score: number }[] {
  return (suggest?.sugg ?? []).flatMap(({ text, options }) =>
    [options]
      .flat()
      .flatMap((option) =>
        'text' in option ? [{ text, option: option.text, score: option.score ?? 0 }] : [],
      ),
  )
}

async function find(
  client: Client,
  index: string,
  boosts: Record<string, number>,
  terms: readonly SearchTerm[],
  strategy: Strategy,
): Promise<Hit[]> {
  const should = terms.flatMap(({ score, word }, i) =>
    Object.entries(boosts).map(([field, boost]) => ({
      [strategy]: { [field]: { query: word, boost: boost * (terms.length - i) * score } },
    })),
  )
  const answer = await client.search({
    index,
    size: SIZE,
    query: { bool: { should } },
    highlight: { fields: Object.fromEntries(Object.keys(boosts).map((field) => [field, {}])) },
    _source: ['id', 'url', 'title', 'date', 'postId'],
  })
  return answer.hits.hits
}
