import { type Found, find, type SearchContext } from '../find.ts'
import { MAX_ALTERNATIVES, SHARE_OF_BEST } from '../ranking.ts'
import type { SearchInput } from '../request/input.ts'
import { NO_SYNONYMS } from '../spelling/synonyms.ts'
import { bothSynonyms, type Curation, foldedWords, NO_CURATION, rulesFor } from './curation.ts'
import { applyPins } from './pins.ts'
import type { Rule } from './rule.ts'

/** The rules of the owner that hold for a query: which post is pinned by which rule, where the page leads instead, and what readers are told. */
export type Applied = { pinned: ReadonlyMap<string, string>; redirect?: string; notes: readonly string[] }

const NOTHING: Applied = { pinned: new Map(), notes: [] }

/**
 * Ranks the posts for a query as find() does, with the rules of the owner. Their synonyms and words that are never corrected count from the
 * start. Which rules hold is known once the query is corrected; hidden posts then take a search of their own, so that all counts are right.
 */
export async function findCurated(
  ctx: SearchContext & { curation?: Curation },
  asked: SearchInput,
  signal?: AbortSignal,
): Promise<{ found: Found; applied: Applied }> {
  const curation = ctx.curation ?? NO_CURATION
  if (curation.rules.length === 0) return { found: await find(ctx, asked, signal), applied: NOTHING }
  const curated = { ...ctx, synonyms: bothSynonyms(ctx.synonyms ?? NO_SYNONYMS, curation.synonyms) }
  const input = withKnownWords(asked, curation)
  const first = await find(curated, input, signal)
  const rules = input.query.text === '' ? [] : rulesFor(curation, textsOf(first))
  if (rules.length === 0) return { found: first, applied: NOTHING }
  const hidden = [...new Set(rules.flatMap(({ hide = [] }) => hide))]
  const found = hidden.length === 0 ? first : await find(curated, { ...input, hidden }, signal)
  const pinned = await applyPins(curated, found, pinsOf(rules, hidden), signal)
  return { found: pinned.found, applied: { ...told(rules), pinned: pinned.by } }
}

function told(rules: readonly Rule[]): Omit<Applied, 'pinned'> {
  const redirect = rules.find((rule) => rule.redirect !== undefined)?.redirect
  return {
    ...(redirect !== undefined && { redirect }),
    notes: rules.flatMap(({ message }) => message ?? []),
  }
}

/** Words that are never corrected count like quoted ones. */
function withKnownWords(input: SearchInput, { neverCorrect }: Curation): SearchInput {
  if (neverCorrect.size === 0) return input
  const isFree = ({ text }: { text: string }) => !foldedWords(text).every((word) => neverCorrect.has(word))
  return { ...input, query: { ...input.query, free: input.query.free.filter(isFree) } }
}

/** The texts that a query stands for: as typed, its likely corrections, and its synonyms. */
function textsOf({ input, ranking, spelling }: Found): string[] {
  const typed = input.query.text
  const others = [...ranking.live, ...spelling.terms].filter(({ term }) => term !== typed)
  const least = SHARE_OF_BEST * Math.max(0, ...others.map(({ score }) => score))
  const likely = others.filter(({ score }) => score >= least).map(({ term }) => term)
  return [typed, ...new Set(likely.slice(0, MAX_ALTERNATIVES))]
}

/** The pinned posts in their order, each with its rule. A hidden post is not pinned. */
function pinsOf(rules: readonly Rule[], hidden: readonly string[]): Map<string, string> {
  const pins = new Map<string, string>()
  for (const { id, pin = [] } of rules) {
    for (const post of pin) if (!pins.has(post) && !hidden.includes(post)) pins.set(post, id)
  }
  return pins
}
