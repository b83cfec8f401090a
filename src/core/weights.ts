import { z } from 'zod'

const FRESHNESS_EXPECTED = 'expected none, tie, or a number of years from 0.5 to 50'
const TITLE_EXPECTED = 'expected a number from 1 to 10'
const COMMENTS_EXPECTED = 'expected a number from 0 to 1'

const Years = z.number().min(0.5, FRESHNESS_EXPECTED).max(50, FRESHNESS_EXPECTED)
const Freshness = z.union([z.enum(['none', 'tie']), Years], FRESHNESS_EXPECTED)
const Title = z.number(TITLE_EXPECTED).min(1, TITLE_EXPECTED).max(10, TITLE_EXPECTED)
const Comments = z.number(COMMENTS_EXPECTED).min(0, COMMENTS_EXPECTED).max(1, COMMENTS_EXPECTED)

/** What an owner may set of the ranking. All of it decides within tiers: no weight lifts a result above one of a better tier. */
export const Weights = z.strictObject({
  /** `none`: the date of a post gives no points. `tie`: it decides between posts that match alike. A number: new posts get points, half of them after so many years. */
  freshness: Freshness,
  /** Weight of a match in the title, where one in the text weighs 1. */
  title: Title,
  /** Weight of the points of a post's best comment, where the post's own weigh 1. */
  comments: Comments,
})
export type Weights = z.infer<typeof Weights>

/** Some of these. */
export const SomeWeights = z.strictObject({
  freshness: Freshness.exactOptional(),
  title: Title.exactOptional(),
  comments: Comments.exactOptional(),
})
export type SomeWeights = z.infer<typeof SomeWeights>

/** The weights of a text such as `freshness=3,title=4`, or what is wrong with it. An empty text has none. */
export function readWeights(text: string): { weights: SomeWeights } | { problem: string } {
  const pairs = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => part.split('=').map((side) => side.trim()))
  const values = pairs.map(([name = '', value = '']) => [
    name,
    /^[\d.]+$/.test(value) ? Number(value) : value,
  ])
  const parsed = SomeWeights.safeParse(Object.fromEntries(values))
  if (parsed.success && new Set(pairs.map(([name]) => name)).size === pairs.length) {
    return { weights: parsed.data }
  }
  const [issue] = parsed.error?.issues ?? []
  const [name] = issue?.path ?? []
  const wrong = name === undefined ? '' : `, ${String(name)}: ${issue?.message}`
  return { problem: `expected some of freshness, title and comments, such as freshness=3,title=4${wrong}` }
}

/** Weights as readWeights takes them. */
export function formatWeights(weights: SomeWeights): string {
  return Object.entries(weights)
    .map(([name, value]) => `${name}=${value}`)
    .join()
}
