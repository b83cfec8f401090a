import { readInsights } from '../../index/insights/read-insights.ts'
import type { PostHit, SearchAnswer } from '../../search/answer/answer.ts'
import type { Curation } from '../../search/curation/curation.ts'
import type { Rule } from '../../search/curation/rule.ts'
import { DEFAULT_WEIGHTS } from '../../search/ranking.ts'
import { plainInput } from '../../search/request/input.ts'
import { type CommandContext, searchContext } from '../context.ts'

/** Results of a query that are compared. */
const SIZE = 10
const SINCE = '90d'

/** What rules change for a query: posts that moved, the number of posts, and what readers are told. */
type RuleEffect = { query: string; changes: readonly string[] }

/** The effects of rules, and for how many queries they were looked for. */
type RuleEffects = { effects: readonly RuleEffect[]; asked: number }

/** The queries of rules, and the most asked ones of the last months. */
export async function queriesToAsk(ctx: CommandContext, rules: readonly Rule[]): Promise<string[]> {
  const { top, nothingFound } = await readInsights(searchContext(ctx), SINCE)
  const asked = [...top, ...nothingFound].map(({ query }) => query)
  const own = rules.flatMap(({ when, synonyms = [], ...rule }) => [
    ...(when === undefined ? [] : [when.query]),
    ...synonyms.flatMap((line) => line.split(/,|=>/).map((name) => name.trim())),
    ...(rule['never-correct'] ?? []),
  ])
  return [...new Set([...own, ...asked])]
}

/** What changes from some rules to others, for the queries for which anything does. No further query is asked once `patienceMs` are over. */
export async function effectsOf(
  ctx: CommandContext,
  rules: { before: Curation; after: Curation },
  queries: readonly string[],
  patienceMs = Number.POSITIVE_INFINITY,
): Promise<RuleEffects> {
  const end = performance.now() + patienceMs
  const weights = { ...DEFAULT_WEIGHTS, ...ctx.config.weights }
  const ask = (query: string, curation: Curation) =>
    ctx.search(
      searchContext({ ...ctx, curation: { current: curation } }),
      plainInput(query, { size: SIZE, weights }),
    )
  const effects: RuleEffect[] = []
  let asked = 0
  for (const query of queries) {
    if (performance.now() > end) break
    const changes = changesOf(await ask(query, rules.before), await ask(query, rules.after))
    if (changes.length > 0) effects.push({ query, changes })
    asked += 1
  }
  return { effects, asked }
}

function changesOf(then: SearchAnswer, now: SearchAnswer): string[] {
  return [
    ...movesOf(then.results, now.results),
    ...(then.total.value === now.total.value ? [] : [`found: ${then.total.value} → ${now.total.value}`]),
    ...(now.query.notes ?? []).map((note) => `readers are told: ${note}`),
    ...(now.query.redirect === undefined ? [] : [`leads to ${now.query.redirect}`]),
  ]
}

/** The posts that moved, came or went: `“Rye bread”: 3 → 1`. */
function movesOf(before: readonly PostHit[], after: readonly PostHit[]): string[] {
  const placeIn = (results: readonly PostHit[], id: string) => {
    const at = results.findIndex((post) => post.id === id)
    return at < 0 ? '–' : String(at + 1)
  }
  const posts = new Map([...after, ...before].map((post) => [post.id, post]))
  return [...posts.values()].flatMap(({ id, title }) => {
    const [from, to] = [placeIn(before, id), placeIn(after, id)]
    return from === to ? [] : [`“${title}”: ${from} → ${to}`]
  })
}
