import type { estypes } from '@elastic/elasticsearch'
import { withoutIndexMarks } from '../../content/documents/index-marks.ts'
import type { Language } from '../../core/language.ts'
import { aliasesOf } from '../../elastic/ask.ts'
import { filterCount } from '../../elastic/filter-counts.ts'
import { msearch } from '../../elastic/msearch.ts'
import type { Query, SearchBody } from '../../elastic/request-types.ts'
import type { WhyMissing } from '../answer/debug-post-answer.ts'
import type { Found, SearchContext } from '../find.ts'
import { commentsQuery, postsQuery, requiredOfPost } from '../query/query.ts'
import { postConditions } from '../query/search-filters.ts'
import { contentWords } from '../request/content-words.ts'
import { noFilters, type SearchFilters, type SearchInput } from '../request/input.ts'

/** Asks the index about one post that was not found. */
export async function whyMissing(
  ctx: SearchContext,
  input: SearchInput,
  found: Found,
  id: string,
  signal: AbortSignal,
): Promise<WhyMissing> {
  const { language } = ctx
  const aliases = aliasesOf(ctx)
  const conditions = singleConditions(input, language)
  const words = [...new Set(found.ranking.live.flatMap((term) => contentWords(term, language)))]
  const parts = { ...found, language, input: { ...found.input, phrases: found.phrases } }
  const searches = [
    { index: aliases.posts, body: aboutPost(id, conditions, words) },
    { index: aliases.comments, body: aboutComments(id, words) },
    { index: aliases.posts, body: matching(postsQuery(parts), { term: { id } }) },
    { index: aliases.comments, body: matching(commentsQuery(parts), { term: { postId: id } }) },
  ]
  const options = { named: false, timeoutMs: ctx.timeoutMs, signal }
  const { responses } = await msearch(ctx.client, searches, options)
  const [post, ofComments, ranked, rankedComment] = responses
  const title = titleOf(post)
  return {
    ...(title !== undefined && { title }),
    failed: conditions
      .filter((_, i) => filterCount(post, 'about', `condition_${i}`) === 0)
      .map(({ name }) => name),
    words: words.map((word, i) => ({
      word,
      title: filterCount(post, 'about', `title_${i}`) > 0,
      text: filterCount(post, 'about', `text_${i}`) > 0,
      comments: filterCount(ofComments, 'about', `comment_${i}`) > 0,
    })),
    required: requiredOfPost(found),
    beyond: { post: scoreOf(ranked), comment: scoreOf(rankedComment) },
  }
}

/** A search that tells whether a query matches one document, and with what score. */
function matching(query: Query, filter: Query): SearchBody {
  return { size: 1, _source: false, query: { bool: { must: [query], filter: [filter] } } }
}

function scoreOf(response: estypes.MsearchMultiSearchItem | undefined): number | null {
  return response?.hits.hits[0]?._score ?? null
}

type Condition = { name: string; query: Query }

/** Each condition of a search by itself. */
function singleConditions(input: SearchInput, language: Language): Condition[] {
  const { titleOnly, after, before } = input
  const each = (key: keyof SearchFilters, values: readonly string[], told: string) =>
    values.map((value) => ({ told: `${told} “${value}”`, filters: { [key]: [value] } }))
  const parts: { told: string; filters: Partial<SearchFilters> }[] = [
    ...each('phrases', input.phrases, 'has the phrase'),
    ...each('excluded', input.excluded, 'is without'),
    ...each('categories', input.categories, 'is in the category'),
    ...each('keywords', input.keywords, 'has the keyword'),
    ...each('facets', input.facets, 'has the value'),
    ...(input.sites.length > 0
      ? [{ told: `is of the part ${input.sites.join(' or ')}`, filters: { sites: input.sites } }]
      : []),
    ...(input.authors.length > 0
      ? [{ told: `is by ${input.authors.join(' or ')}`, filters: { authors: input.authors } }]
      : []),
    ...(input.languages.length > 0
      ? [{ told: `is in ${input.languages.join(' or ')}`, filters: { languages: input.languages } }]
      : []),
    ...(after !== undefined ? [{ told: `is of ${after} or later`, filters: { after } }] : []),
    ...(before !== undefined ? [{ told: `is of before ${before}`, filters: { before } }] : []),
  ]
  return parts.map(({ told, filters }) => ({
    name: told,
    query: { bool: postConditions({ ...noFilters(), ...filters, titleOnly }, language) },
  }))
}

function aboutPost(id: string, conditions: readonly Condition[], words: readonly string[]) {
  const filters = [
    ...conditions.map(({ query }, i) => [`condition_${i}`, query]),
    ...words.flatMap((word, i) => ['title', 'text'].map((field) => [`${field}_${i}`, has(field, word)])),
  ]
  return { size: 1, _source: ['title'], query: { term: { id } }, ...counting(filters) }
}

function aboutComments(id: string, words: readonly string[]) {
  const filters = words.map((word, i) => [`comment_${i}`, has('comment', word)])
  return { size: 0, query: { term: { postId: id } }, ...counting(filters) }
}

function counting(filters: readonly unknown[][]) {
  if (filters.length === 0) return {}
  return { aggs: { about: { filters: { filters: Object.fromEntries(filters) } } } }
}

function has(field: string, query: string) {
  return { multi_match: { query, operator: 'and', fields: [field, `${field}.spelling`] } }
}

function titleOf(response: estypes.MsearchMultiSearchItem | undefined): string | undefined {
  const source = response?.hits.hits[0]?._source as { title?: string } | undefined
  return source?.title === undefined ? undefined : withoutIndexMarks(source.title)
}
