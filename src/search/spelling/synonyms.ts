import { readFileSync } from 'node:fs'
import { vocabularySpelling } from '../../content/words/words-of.ts'
import { InputError } from '../../core/errors.ts'
import { SYNONYM_SCORE } from '../ranking.ts'
import type { ParsedQuery } from '../request/parsed-query.ts'
import { splitWords, type Word } from '../request/words.ts'
import type { Option, SuggestedOption } from './options.ts'

/** Other texts to search for, by the words that they are synonyms of. These are folded and separated by single spaces. */
export type Synonyms = ReadonlyMap<string, readonly string[]>

export const NO_SYNONYMS: Synonyms = new Map()

/** Words of a synonym at most: longer texts are no names of things. */
const MAX_WORDS = 4
const MAX_FILE_BYTES = 1_000_000

/** The synonyms of a file. Throws an InputError if it cannot be read or has an invalid line. */
export function readSynonyms(path: string): Synonyms {
  let content: string
  try {
    content = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new InputError(`SYNONYMS_FILE: expected a readable file, got ${JSON.stringify(path)}`, { cause })
  }
  if (content.length > MAX_FILE_BYTES) {
    throw new InputError(`${path}: expected at most ${MAX_FILE_BYTES} characters, got ${content.length}`)
  }
  return parseSynonyms(content, path)
}

/** Parses lines such as `js, javascript` (each stands for the others) and `k8s => kubernetes` (one way), the rules of Solr and Elasticsearch; `#` begins a comment. Throws an InputError that names `place` and line. */
export function parseSynonyms(text: string, place: string): Synonyms {
  const synonyms = new Map<string, string[]>()
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    const rule = line.replace(/#.*/, '').trim()
    if (rule === '') continue
    for (const [from, to] of readRule(rule, `${place}:${i + 1}`)) {
      const key = fold(from)
      const others = synonyms.get(key) ?? []
      if (fold(to) !== key && !others.includes(to)) synonyms.set(key, [...others, to])
    }
  }
  return synonyms
}

function readRule(rule: string, place: string): [string, string][] {
  const sides = rule.split('=>').map((side) => side.split(',').map((name) => name.trim()))
  const [left = [], right = left] = sides
  const complete =
    sides.length <= 2 && [...left, ...right].every(isName) && (sides.length === 2 || left.length > 1)
  if (!complete) {
    const expected = `names of 1 to ${MAX_WORDS} words as "js, javascript" or "k8s => kubernetes"`
    throw new InputError(`${place}: expected ${expected}, got ${JSON.stringify(rule)}`)
  }
  return left.flatMap((from) => right.map((to): [string, string] => [from, to]))
}

function isName(name: string): boolean {
  const words = splitWords(name).length
  return words >= 1 && words <= MAX_WORDS
}

/** The synonyms of those words of a query that were not quoted. */
export function synonymOptions({ text, free: words }: ParsedQuery, synonyms: Synonyms): Option[] {
  if (synonyms.size === 0) return []
  return words.flatMap((first, i) =>
    words.slice(i, i + MAX_WORDS).flatMap((last) => optionsFor(text, first, last, synonyms)),
  )
}

function optionsFor(q: string, first: Word, last: Word, synonyms: Synonyms): Option[] {
  const { start } = first
  const { end } = last
  return (synonyms.get(fold(q.slice(start, end))) ?? []).map((text) => ({
    start,
    end,
    text,
    freq: 1,
    score: SYNONYM_SCORE,
    optional: true,
  }))
}

/** Synonyms and other forms of words as the debug answer shows them. */
export function describeGiven(q: string, options: readonly Option[]): SuggestedOption[] {
  return options.map(({ start, end, text, score, freq, isForm }) => ({
    suggester: isForm === true ? 'forms' : 'synonyms',
    word: q.slice(start, end),
    option: text,
    score,
    freq,
    outcome: 'used',
  }))
}

function fold(name: string): string {
  return splitWords(name)
    .map(({ text }) => vocabularySpelling(text))
    .join(' ')
}
