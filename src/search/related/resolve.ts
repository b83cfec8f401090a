import type { IndexedPost } from '../../content/documents/indexed.ts'
import { pathOf } from '../../content/documents/post-id.ts'
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

const COMPARED_FIELDS = [...POST_REF_FIELDS, 'aliases']

type Compared = Likeness & { post: PostRef; dated: boolean }

/**
 * The post that an address surely means, or else the posts that it may mean. Sure are the same path or id, a further address of one post, a name that only one post has,
 * and a name changed so little that no other comes near. A post with another date or another number is never sure. Throws a BackendError
 * when Elasticsearch is away, too slow or refuses.
 */
export async function resolve(
  ctx: SearchContext,
  { path }: ResolveInput,
  signal?: AbortSignal,
): Promise<ResolveAnswer> {
  const address = readAddress(path)
  const paths = [pathOf(path), address?.path ?? ''].filter((one) => one !== '')
  if (paths.length === 0) return { match: null, candidates: [] }
  const searches = [
    aliasSearch(paths),
    ...(address === undefined ? [] : [idSearch(address), nameSearch(address)]),
  ]
  const index = aliasesOf(ctx).posts
  const answers = await asking(ctx, signal)(searches.map((body) => ({ index, body })))
  const found = answers.flatMap(postsIn)
  const distinct = [...new Map(found.map((post) => [post.id, post])).values()]
  const compared = distinct.flatMap((post) => compare({ address, paths }, post)).sort(likeliestFirst)
  const match = surelyMeant(address?.words ?? [], compared)
  if (match !== undefined) return { match, candidates: [] }
  return { match: null, candidates: compared.slice(0, TOLD).map(({ post }) => post) }
}

/** Posts that an address leads to beside their own. */
function aliasSearch(paths: readonly string[]) {
  const query: Query = { terms: { aliases: [...paths] } }
  return { size: TOLD, track_total_hits: false, _source: COMPARED_FIELDS, query }
}

/** Posts with an id that is in the address. */
function idSearch({ ids }: Address) {
  const query: Query = { ids: { values: ids } }
  return { size: ids.length, track_total_hits: false, _source: COMPARED_FIELDS, query }
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
  return { size: COMPARED, track_total_hits: false, _source: COMPARED_FIELDS, query: { bool: { should } } }
}

function compare(
  { address, paths }: { address: Address | undefined; paths: readonly string[] },
  found: Partial<IndexedPost>,
): Compared[] {
  const post = toPostRef(found)
  const own = address === undefined ? [] : compareOwn(address, post)
  if (own[0]?.kind === 'same' || !found.aliases?.some((alias) => paths.includes(alias))) return own
  return [{ kind: 'alias', distance: 0, folders: 0, post, dated: true }]
}

function compareOwn(address: Address, post: PostRef): Compared[] {
  const dated = mayBeOf(address, post)
  if (address.ids.includes(post.id)) return [{ kind: 'same', distance: 0, folders: 0, post, dated: true }]
  const own = readAddress(post.url)
  const byUrl = likeness(address, { address: own, title: post.title, date: post.date })
  const byId = likeness(address, { address: readAddress(post.id), title: '', date: post.date })
  const [best] = [byUrl, byId].filter((alike) => alike !== undefined).sort(bySureness)
  return best === undefined ? [] : [{ ...best, post, dated }]
}

const KINDS: Likeness['kind'][] = ['same', 'alias', 'name', 'changed', 'alike']

function bySureness(a: Likeness, b: Likeness): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || b.folders - a.folders || a.distance - b.distance
}

function likeliestFirst(a: Compared, b: Compared): number {
  return Number(b.dated) - Number(a.dated) || bySureness(a, b)
}

/** The first, if it is sure in itself and no other is as sure. */
function surelyMeant(words: readonly string[], compared: readonly Compared[]): PostRef | undefined {
  const [first, second] = compared
  if (first === undefined || !first.dated || first.kind === 'alike') return undefined
  if (first.kind === 'name' && words.length === 0) return undefined
  const rivals = second !== undefined && second.kind === first.kind && second.folders === first.folders
  return rivals ? undefined : first.post
}
