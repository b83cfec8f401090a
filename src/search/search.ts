import { withoutWordBreaks } from '../core/letters/word-breaks.ts'
import type { SearchAnswer } from './answer/answer.ts'
import type { DebugHit } from './answer/debug-answer.ts'
import { toPostHit } from './answer/hits.ts'
import { isLabelOf } from './answer/label-asked.ts'
import { tellExcluded } from './answer/left-out.ts'
import { correctedQuery, whatWasMeant } from './answer/meant.ts'
import type { RankedPost } from './answer/merge.ts'
import { messageOf } from './answer/message.ts'
import type { Curation } from './curation/curation.ts'
import { type Applied, findCurated } from './curation/find-curated.ts'
import { explainSearch } from './explain/debug-search.ts'
import { type SearchContext as FindContext, type Found, reaches } from './find.ts'
import { MAX_ALTERNATIVES } from './ranking.ts'
import type { SearchInput } from './request/input.ts'
import { isOff } from './request/switches.ts'
import type { SearchTerm, Term } from './spelling/term.ts'
import { toTerm } from './spelling/term.ts'

/** The context of a search, with the rules of the owner. */
export type SearchContext = FindContext & { curation?: Curation }

/** The answer to a query: one page of what find() ranks. Throws a BackendError when Elasticsearch is away, too slow or refuses. */
export async function search(
  ctx: SearchContext,
  asked: SearchInput,
  signal?: AbortSignal,
): Promise<SearchAnswer> {
  const started = performance.now()
  const { found, applied } = await findCurated(ctx, asked, signal)
  const { input } = found
  const page = found.ranking.posts.slice((input.page - 1) * input.size, input.page * input.size)
  const answer = toAnswer(input, { found, applied, page, started })
  if (!input.debug) return answer
  const debug = await explainSearch(ctx, input, found, page, signal)
  return { ...answer, debug: { ...debug, hits: debug.hits.map((hit) => withRule(hit, applied)) } }
}

type Made = { found: Found; applied: Applied; page: readonly RankedPost[]; started: number }

function toAnswer(input: SearchInput, { found, applied, page, started }: Made): SearchAnswer {
  const { ranking, trips, partial } = found
  return {
    query: { ...tellQuery(input, found), ...tellRules(applied) },
    terms: termsToShow(found, input),
    total: partial ? { ...ranking.total, relation: 'gte' } : ranking.total,
    ...(partial && { partial }),
    facets: ranking.facets,
    page: input.page,
    size: input.size,
    results: page.map((post) => toPostHit(post, ranking.details.get(post.id))),
    took: {
      total: toTenths(performance.now() - started),
      elasticsearch: toTenths(trips.reduce((sum, trip) => sum + trip.ms, 0)),
    },
  }
}

/** What the rules of the owner tell the reader. */
function tellRules({ redirect, notes }: Applied): Pick<SearchAnswer['query'], 'redirect' | 'notes'> {
  return { ...(redirect !== undefined && { redirect }), ...(notes.length > 0 && { notes: [...notes] }) }
}

/** A result as it is explained, with the rule that pinned it. */
function withRule(hit: DebugHit, { pinned }: Applied): DebugHit {
  const rule = pinned.get(hit.id)
  return rule === undefined ? hit : { ...hit, pinnedBy: rule }
}

/** How the query was understood, as the reader is told it. */
function tellQuery(input: SearchInput, found: Found): SearchAnswer['query'] {
  const { phrases, ranking, spelling } = found
  const q = input.query.text
  const inARow = q === '' || reaches(ranking, 'phrase') || isOff(input, 'fallback')
  const { meant, typedToo, offered } = whatWasMeant({ q, prefix: input.prefix }, found)
  const message = messageOf({
    q,
    ...{ meant, typedToo },
    inARow: inARow || isLabelOf(ranking.details.values(), q),
    severalWords: spelling.words.length > 1,
    unquoted: phrases.length < input.phrases.length ? input.phrases : [],
    titleOnly: input.titleOnly,
  })
  return withoutBreaks({
    q,
    ...tellExcluded(input),
    strategy: inARow ? 'exact' : 'words',
    ...(meant.length > 0 && { meant }),
    ...(offered.length > 0 && { offered }),
    ...(message !== undefined && ranking.total.value > 0 && { message }),
  })
}

/** The texts as readers write them, without the word breaks of scripts that have no spaces. */
function withoutBreaks({ q, meant, offered, message, ...others }: SearchAnswer['query']) {
  return {
    q: withoutWordBreaks(q),
    ...others,
    ...(meant !== undefined && { meant: meant.map(withoutWordBreaks) }),
    ...(offered !== undefined && { offered: offered.map(withoutWordBreaks) }),
    ...(message !== undefined && { message: withoutWordBreaks(message) }),
  }
}

/** Milliseconds to the tenth: more digits are noise. */
function toTenths(ms: number): number {
  return Math.round(ms * 10) / 10
}

/** The terms whose words some document has near each other. If the words of alternatives are found only one by one, the query with the likeliest of them stands for all. It is never a single word, which would be found itself. */
function termsToShow(
  { terms, ranking: { live }, spelling }: Found,
  { query: { text }, weights }: SearchInput,
): Term[] {
  const told = (term: SearchTerm) => toTerm(term, weights.title)
  if (live.length > 1) return live.slice(0, 1 + MAX_ALTERNATIVES).map(told)
  const [corrected] = correctedQuery(text, spelling)
  return [...live, ...terms.filter(({ term }) => term === corrected && term !== text)].map(told)
}
