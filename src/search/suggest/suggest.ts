import type { IndexNames } from '../../elastic/aliases.ts'
import { type Ask, aliasesOf, asking, askParts } from '../../elastic/ask.ts'
import type { SearchContext } from '../find.ts'
import { withText } from '../request/format-query.ts'
import { parseQuery } from '../request/parsed-query.ts'
import { readSigns, signSearches } from '../spelling/signs.ts'
import { askAsTyped } from './ask-as-typed.ts'
import { askCorrected } from './ask-corrected.ts'
import { best } from './completions.ts'
import { markBeginnings } from './marking.ts'
import type { SuggestInput } from './request.ts'
import type { SuggestAnswer } from './suggest-answer.ts'
import type { TitledPost } from './titles.ts'
import { readTyped } from './typed.ts'

type Suggestions = Pick<SuggestAnswer, 'completions' | 'posts'>

/**
 * Completions of a query that is being typed, and the posts whose titles have what was typed, in one round trip to Elasticsearch; in two if
 * nothing has it. One more asks whether the dash of a word excludes it, or belongs to it as in "ls -la". Throws a BackendError when Elasticsearch is away, too slow or refuses.
 */
export async function suggest(
  ctx: SearchContext,
  input: SuggestInput,
  signal?: AbortSignal,
): Promise<SuggestAnswer> {
  const started = performance.now()
  let elasticsearch = 0
  const onRoundTrip = (trip: { ms: number }) => {
    elasticsearch += trip.ms
    ctx.onRoundTrip?.(trip)
  }
  const found = await find({ ...ctx, onRoundTrip }, input, signal)
  return {
    q: input.q,
    ...found,
    took: { total: toTenths(performance.now() - started), elasticsearch: toTenths(elasticsearch) },
  }
}

async function find(ctx: SearchContext, given: SuggestInput, signal?: AbortSignal): Promise<Suggestions> {
  const ask = asking(ctx, signal)
  const aliases = aliasesOf(ctx)
  const input = await withSigns(ask, given, aliases)
  const typed = readTyped(input)
  if (typed.words.length === 0) return { completions: [], posts: [] }
  const asked = { input, typed, language: ctx.language, aliases }
  const first = await askAsTyped(ask, asked, ctx.words)
  const second = await askCorrected(ask, asked, first)
  return show(input, {
    completions: best([...first.completions, ...second.completions], input.text, input.size),
    posts: [...new Map([...first.posts, ...second.posts].map((post) => [post.id, post])).values()],
    words: typed.words.map(({ text }) => text),
  })
}

/** The request as a search would read it: words that posts have with their dash are text, and not excluded. */
async function withSigns(ask: Ask, input: SuggestInput, aliases: IndexNames): Promise<SuggestInput> {
  const { text, quoted, excluded, dashed } = input
  const reading = { query: parseQuery(text, quoted), excluded, ...(dashed && { dashed }) }
  const searches = signSearches(reading, aliases)
  if (searches.signs.length === 0) return input
  const meant = readSigns(reading, await askParts(ask, searches))
  if (meant === undefined) return input
  return { ...input, text: meant.query.text, quoted: [...meant.query.quoted], excluded: meant.excluded }
}

/** The suggestions as the answer shows them: with the typed words marked, and completions with the typed operators. */
function show(
  { q, text, size }: SuggestInput,
  found: { completions: readonly string[]; posts: readonly TitledPost[]; words: readonly string[] },
): Suggestions {
  return {
    completions: found.completions.map((completion) => {
      const whole = q === text ? completion : withText(q, completion)
      return { text: whole, pieces: markBeginnings(whole, found.words) }
    }),
    posts: found.posts
      .slice(0, size)
      .map((post) => ({ ...post, pieces: markBeginnings(post.title, found.words) })),
  }
}

function toTenths(ms: number): number {
  return Math.round(ms * 10) / 10
}
