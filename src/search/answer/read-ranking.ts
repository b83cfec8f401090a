import type { estypes } from '@elastic/elasticsearch'
import type { Answers } from '../../elastic/ask.ts'
import { readLiveTerms } from '../query/live-terms.ts'
import type { RankedPart } from '../query/ranked-searches.ts'
import type { SearchInput } from '../request/input.ts'
import { isOff } from '../request/switches.ts'
import type { SearchTerm } from '../spelling/term.ts'
import { addMeaning, readNear } from './add-meaning.ts'
import type { Facets, SearchAnswer } from './answer.ts'
import type { FoundPost } from './hits.ts'
import { commentsByPost, type FoundComment, mergeRanks, type OwnRank, type RankedPost } from './merge.ts'
import { type FacetValues, readFacets } from './read-facets.ts'

/** The range of JavaScript's dates, in milliseconds before and after 1970. */
const MAX_DATE_MS = 8.64e15

type Response = estypes.MsearchMultiSearchItem

/** The results of the ranked searches: all posts in their order, and the best of them in detail. */
export type Ranking = {
  posts: RankedPost[]
  /** How many of them words find, in the post or its comments; meaning alone finds the others. */
  byWords: number
  total: SearchAnswer['total']
  facets: Facets
  /** The terms that some document has. */
  live: readonly SearchTerm[]
  details: ReadonlyMap<string, FoundPost>
  postRanks: readonly estypes.SearchHit[]
}

/** Makes the ranking from the answers to the ranked searches. */
export function readRanking(
  answers: Answers<RankedPart>,
  terms: readonly SearchTerm[],
  { sort, weights, excluded, off }: Pick<SearchInput, 'sort' | 'weights' | 'excluded' | 'off'>,
  ownFacets: readonly string[] = [],
  unrelated?: number,
): Ranking {
  const [ofPosts] = answers.posts
  const [ofComments] = answers.comments
  const posts = ofPosts?.hits
  const comments = ofComments?.hits
  const ranks = ranksOf(ofPosts)
  const own = new Map(ranks.map((hit) => [idOf(hit), ownRank(hit, sort)] as const))
  const found = ((comments?.hits ?? []) as FoundComment[]).filter(
    // A comment does not tell whether its post has an excluded word, so it counts only for posts that were found themselves.
    ({ _source }) => excluded.length === 0 || own.has(_source?.postId ?? ''),
  )
  const byWords = mergeRanks(own, commentsByPost(found), { sort, weights })
  const near = readNear(answers.meaning[0], unrelated)
  const ranked = near.posts.length === 0 ? byWords : addMeaning(byWords, near.posts)
  const similar = new Set(ranked.flatMap(({ id, meaning }) => (meaning?.alone === true ? [id] : [])))
  const unranked = countOf(posts) - ranks.length
  const total = {
    value: Math.max(byWords.length, countOf(posts)) + similar.size,
    // It is not known whether a comment's post is among the unranked ones.
    relation: isWhole(comments) && isCounted(posts) && (unranked === 0 || found.length === 0) ? 'eq' : 'gte',
  } as const
  const byComments =
    total.relation === 'eq' && !isOff({ off }, 'facets') ? byWords.filter(({ id }) => !own.has(id)) : []
  return {
    posts: ranked,
    byWords: byWords.length,
    total,
    facets: readFacets(
      Object.assign({}, ...[ofPosts, ...answers.facets].map((answer) => answer?.aggregations)),
      [
        ...byComments.flatMap((post) => post.comments.slice(0, 1)),
        ...near.alone.filter((hit) => similar.has(idOf(hit))).map(facetValues),
      ],
      isOff({ off }, 'facets') ? [] : ownFacets,
    ),
    live: readLiveTerms(terms, [ofPosts, ofComments]),
    details: new Map([
      ...near.details,
      ...((posts?.hits ?? []) as FoundPost[]).map((hit) => [hit._source?.id ?? '', hit] as const),
    ]),
    postRanks: ranks,
  }
}

/** The values that facets count, of a post that only its meaning finds. */
function facetValues({ fields = {} }: estypes.SearchHit): FacetValues {
  const post = { date: fields['date.year']?.[0], author: fields['author.name']?.[0] }
  const { 'categories.name': categories = [], 'tags.name': tags = [], 'facets.name': facets = [] } = fields
  const site: string | undefined = fields['site.name']?.[0]
  return { _source: { categories, tags, facets, site, language: fields.language?.[0], post } }
}

function ranksOf(response: Response | undefined): estypes.SearchHit[] {
  const ranks = response?.aggregations?.ranks as estypes.AggregationsTopHitsAggregate | undefined
  return ranks?.hits.hits ?? []
}

/** The id of a ranked post. */
export function idOf({ fields }: estypes.SearchHit): string {
  return String(fields?.id?.[0])
}

/** The values that a ranked post is sorted by: the score is the last but one; by date, the date is the first. */
function ownRank({ sort: values = [] }: estypes.SearchHit, sort: SearchInput['sort']): OwnRank {
  const score = Number(values.at(-2))
  return sort === 'date' ? { score, date: dateOf(Number(values[0])) } : { score }
}

/** Elasticsearch sorts a missing date as the least of all numbers. */
function dateOf(ms: number): number | undefined {
  return Math.abs(ms) <= MAX_DATE_MS ? ms : undefined
}

type Hits = estypes.SearchHitsMetadata<unknown> | undefined

function isWhole(hits: Hits): boolean {
  return countOf(hits) === (hits?.hits.length ?? 0)
}

function isCounted(hits: Hits): boolean {
  return typeof hits?.total === 'number' || hits?.total?.relation !== 'gte'
}

function countOf(hits: Hits): number {
  return typeof hits?.total === 'number' ? hits.total : (hits?.total?.value ?? 0)
}
