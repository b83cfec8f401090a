import { vocabularySpelling } from '../../content/words/words-of.ts'
import { textHash } from '../../core/hash.ts'
import { splitWords } from '../request/words.ts'
import { parseSynonyms, type Synonyms } from '../spelling/synonyms.ts'
import type { Rule } from './rule.ts'

/** The rules that hold today, ready to be used. */
export type Curation = {
  rules: readonly Rule[]
  synonyms: Synonyms
  neverCorrect: ReadonlySet<string>
  /** Changes whenever a rule does, or begins or ends to hold. */
  version: string
}

/** No rules. */
export const NO_CURATION: Curation = {
  rules: [],
  synonyms: new Map(),
  neverCorrect: new Set(),
  version: '',
}

/** The rules that hold on a day such as `2026-12-24`. Throws an InputError for wrong synonyms. */
export function activeCuration(all: readonly Rule[], day: string): Curation {
  const rules = all.filter(({ from, until }) => (from ?? day) <= day && day <= (until ?? day))
  if (rules.length === 0) return NO_CURATION
  const lines = rules.flatMap(({ id, synonyms = [] }) => [
    ...parseSynonyms(synonyms.join('\n'), `rule ${id}`),
  ])
  const synonyms = new Map<string, readonly string[]>()
  for (const [word, others] of lines) synonyms.set(word, [...(synonyms.get(word) ?? []), ...others])
  const words = rules.flatMap((rule) => rule['never-correct'] ?? [])
  return {
    rules,
    synonyms,
    neverCorrect: new Set(words.flatMap(foldedWords)),
    version: textHash(JSON.stringify(rules)),
  }
}

/** The synonyms of a file and of rules together. */
export function bothSynonyms(some: Synonyms, others: Synonyms): Synonyms {
  if (others.size === 0) return some
  const both = new Map(some)
  for (const [word, texts] of others) both.set(word, [...new Set([...(both.get(word) ?? []), ...texts])])
  return both
}

/** The rules for a query, by any of its texts: as typed, corrected, or with synonyms. */
export function rulesFor({ rules }: Curation, texts: readonly string[]): Rule[] {
  const queries = texts.map(foldedWords)
  return rules.filter(({ when }) => {
    if (when === undefined) return false
    const words = foldedWords(when.query)
    return queries.some((query) => matches(query, words, when.match))
  })
}

function matches(query: readonly string[], words: readonly string[], match: 'exact' | 'contains' | 'all') {
  const inARow = query.some((_, i) => words.every((word, j) => query[i + j] === word))
  if (match === 'exact') return query.length === words.length && inARow
  return match === 'contains' ? inARow : words.every((word) => query.includes(word))
}

/** The words of a text as the vocabulary spells them. */
export function foldedWords(text: string): string[] {
  return splitWords(text).map(({ text: word }) => vocabularySpelling(word))
}
