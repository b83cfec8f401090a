import { aliasesOf, asking } from '../../elastic/ask.ts'
import type { Query } from '../../elastic/request-types.ts'
import { POST_REF_FIELDS, type PostRef, postsIn, toPostRef } from '../answer/post-ref.ts'
import type { SearchContext } from '../find.ts'
import { type Address, readAddress } from '../request/address.ts'
import type { ResolveAnswer } from './answers.ts'
import { type Likeness, likeness, mayBeOf } from './likeness.ts'
import type { ResolveInput } from './request.ts'

/** Posts that are compared with the address. */
const COMPARED = 40
/** Words of a name, and letters of each, that are searched for: titles have no more, and hundreds cost Elasticsearch too much. */
const MOST_WORDS = 24
const MOST_LETTERS = 60
/** Words that a misspelled word of an address may stand for: Elasticsearch compiles each into an automaton. */
const MOST_EXPANSIONS = 10
/** Candidates in an answer. */
const TOLD = 5
const NOTHING: ResolveAnswer = { match: null, candidates: [] }

type Compared = Likeness & { post: PostRef; dated: boolean }

/**
 * The post that an address surely means, or else the posts that it may mean. Sure are the same path or id, a name that only one post has,
 * and a name changed so little that no other comes near. A post with another date or another number is never sure. Throws a BackendError
 * when Elasticsearch is away, too slow or refuses.
 */
export async function resolve(
  ctx: SearchContext,
  { path }: ResolveInput,
  signal?: AbortSignal,
): Promise<ResolveAnswer> {
  const address = readAddress(path)
  if (address === undefined) return NOTHING
  const { posts } = aliasesOf(ctx)
  const [byId, alike] = await asking(
    ctx,
    signal,
  )([
    { index: posts, body: idSearch(address) },
    { index: posts, body: nameSearch(address) },
  ])
  const found = [...postsIn(byId), ...postsIn(alike)].map(toPostRef)
  const distinct = [...new Map(found.map((post) => [post.id, post])).values()]
  const compared = distinct.flatMap((post) => compare(address, post)).sort(likeliestFirst)
  const match = surelyMeant(address, compared)
  if (match !== undefined) return { match, candidates: [] }
  return { match: null, candidates: compared.slice(0, TOLD).map(({ post }) => post) }
}

/** Posts with an id that is in the address. */
function idSearch({ ids }: Address) {
  const query: Query = { ids: { values: ids } }
  return { size: ids.length, track_total_hits: false, _source: POST_REF_FIELDS, query }
}

/** Posts whose titles or ids have words of the address's name, the most alike first. */
function nameSearch(address: Address) {
  const words = address.words.slice(0, MOST_WORDS).map((word) => [...word].slice(0, MOST_LETTERS).join(''))
  const query = words.join(' ')
  const some = { query, minimum_should_match: '30%' } as const
  const misspelled = { fuzziness: 'AUTO', prefix_length: 1, max_expansions: MOST_EXPANSIONS } as const
  const should: Query[] = [
    { match: { title: some } },
    { match: { title: { ...some, ...misspelled, boost: 0.5 } } },
    { match: { slug: some } },
    { match: { slug: { query, operator: 'and', boost: 100 } } },
  ]
  return { size: COMPARED, track_total_hits: false, _source: POST_REF_FIELDS, query: { bool: { should } } }
}

function compare(address: Address, post: PostRef): Compared[] {
  const dated = mayBeOf(address, post)
  if (address.ids.includes(post.id)) return [{ kind: 'same', distance: 0, folders: 0, post, dated: true }]
  const own = readAddress(post.url)
  const byUrl = likeness(address, { address: own, title: post.title, date: post.date })
  const byId = likeness(address, { address: readAddress(post.id), title: '', date: post.date })
  const [best] = [byUrl, byId].filter((alike) => alike !== undefined).sort(bySureness)
  return best === undefined ? [] : [{ ...best, post, dated }]
}

const KINDS: Likeness['kind'][] = ['same', 'name', 'changed', 'alike']

function bySureness(a: Likeness, b: Likeness): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || b.folders - a.folders || a.distance - b.distance
}

function likeliestFirst(a: Compared, b: Compared): number {
  return Number(b.dated) - Number(a.dated) || bySureness(a, b)
}

/** The first, if it is sure in itself and no other is as sure. */
function surelyMeant({ words }: Address, compared: readonly Compared[]): PostRef | undefined {
  const [first, second] = compared
  if (first === undefined || !first.dated || first.kind === 'alike') return undefined
  if (first.kind === 'name' && words.length === 0) return undefined
  const rivals = second !== undefined && second.kind === first.kind && second.folders === first.folders
  return rivals ? undefined : first.post
}
