import { firstDay, isLanguageTag } from './filter-values.ts'
import { type DashedWord, noFilters, type SearchFilters } from './input.ts'
import type { Range } from './words.ts'

/** A parsed query: the text that ranks the results, and the values of its operators. */
export type OperatorQuery = SearchFilters & {
  text: string
  /** The ranges of the text that were quoted. */
  quoted: Range[]
  titleOnly: boolean
  fuzzy: boolean
}

/** Values kept of each operator; more are ignored. */
const MAX_EACH = 20

const QUOTES = /[“”„‟«»]/g
/** The inch sign in `19"-monitor`: the hyphen stands within a word. */
const INCHES = /(?<=\d)"(?=-[\p{L}\p{N}])/gu
/** A phrase without any of these finds nothing, and excludes nothing. */
export const WORD = /[\p{L}\p{N}\p{Extended_Pictographic}]/u
/** A token of a query. An operator counts only where a word begins. `other` is a stray quote, or anything else up to white space or a quote. */
const TOKEN = new RegExp(
  [
    String.raw`(?<=^|[\s"])(?<exclusion>-(?:"(?<notPhrase>[^"]*)"|(?<notWord>\.?[\p{L}\p{N}][^\s"]*)))`,
    String.raw`(?<=^|[\s"])(?<name>author|keyword|category|site|lang|after|before|in|no):(?:"(?<quoted>[^"]*)"|(?<bare>[^\s"]+))`,
    String.raw`(?<![\p{L}\p{N}])"(?<phrase>[^"]*)"`,
    String.raw`(?<other>"|[^\s"]+)`,
  ].join('|'),
  'giu',
)

/**
 * Separates the operators of a normalised query from its text, and appends the given phrases. An unknown operator, or one with an invalid
 * value, stays text: a reader's slip is no error. A quote that is never closed is dropped.
 */
export function parseOperators(q: string, phrases: readonly string[] = []): OperatorQuery {
  return parseDashed(q, phrases).parsed
}

/** A parsed query, and the ranges of its exclusions in the query as typed. */
export type DashedQuery = { parsed: OperatorQuery; typed: string; words: DashedWord[] }

/** Parses a query as parseOperators does, and also returns where its exclusions stood. */
export function parseDashed(q: string, phrases: readonly string[] = []): DashedQuery {
  const parsed: OperatorQuery = {
    text: '',
    quoted: [],
    ...noFilters(),
    titleOnly: false,
    fuzzy: true,
  }
  const typed = straight(q).replace(INCHES, '')
  const dashed: DashedWord[] = []
  for (const { 0: token, index, groups = {} } of typed.matchAll(TOKEN)) {
    const at = parsed.text.length
    takeToken(parsed, groups)
    if (groups.exclusion === undefined) continue
    const words = tidy(groups.notPhrase ?? groups.notWord ?? '')
    const quoted = groups.notPhrase !== undefined
    dashed.push({ words, quoted, at, start: index, end: index + token.length })
  }
  for (const phrase of phrases) takePhrase(parsed, straight(phrase).replaceAll('"', ' '))
  return { parsed, typed, words: dashed.filter(({ words }) => parsed.excluded.includes(words)) }
}

function straight(text: string): string {
  return text.replace(QUOTES, '"')
}

type Groups = Record<string, string | undefined>

/** Adds a token to the parsed query, as what it says or as text. */
function takeToken(parsed: OperatorQuery, groups: Groups): void {
  const { exclusion, notPhrase, notWord, name, quoted, bare, phrase, other } = groups
  if (exclusion !== undefined) takeExclusion(parsed, notPhrase ?? notWord ?? '')
  else if (phrase !== undefined) takePhrase(parsed, phrase)
  else if (name !== undefined) takeNamed(parsed, name, { quoted, bare })
  else append(parsed, other?.replace('"', '') ?? '')
}

/** Adds an operator or, if it is invalid, its name and value as text. A quoted value stays a phrase. */
function takeNamed(parsed: OperatorQuery, name: string, { quoted, bare }: Groups): void {
  if (takeOperator(parsed, name.toLowerCase(), quoted ?? bare ?? '')) return
  append(parsed, `${name}:${bare ?? ''}`)
  takePhrase(parsed, quoted ?? '')
}

function takeExclusion(parsed: OperatorQuery, words: string): void {
  if (!add(parsed.excluded, words)) append(parsed, '-')
}

/** Adds a phrase to the text. A phrase without a word, or beyond MAX_EACH, is no condition. */
function takePhrase(parsed: OperatorQuery, phrase: string): void {
  const text = tidy(phrase)
  append(parsed, text)
  if (!WORD.test(text) || parsed.phrases.length >= MAX_EACH) return
  add(parsed.phrases, text)
  parsed.quoted.push({ start: parsed.text.length - text.length, end: parsed.text.length })
}

function takeOperator(parsed: OperatorQuery, name: string, given: string): boolean {
  const value = tidy(given)
  switch (name) {
    case 'category':
      return add(parsed.categories, value)
    case 'keyword':
      return add(parsed.keywords, value)
    case 'site':
      return add(parsed.sites, value)
    case 'author':
      return add(parsed.authors, value)
    case 'lang':
      return isLanguageTag(value) && add(parsed.languages, value)
    case 'after':
    case 'before':
      return takeDate(parsed, name, value)
    case 'in':
      return value.toLowerCase() === 'title' && turn(parsed, { titleOnly: true })
    case 'no':
      return value.toLowerCase() === 'fuzzy' && turn(parsed, { fuzzy: false })
    default:
      return false
  }
}

function takeDate(parsed: OperatorQuery, name: 'after' | 'before', value: string): boolean {
  const day = firstDay(value)
  return day !== undefined && turn(parsed, { [name]: day })
}

function turn(parsed: OperatorQuery, change: Partial<OperatorQuery>): true {
  Object.assign(parsed, change)
  return true
}

/** Adds a value that is not there yet, up to MAX_EACH values. False if it is empty. */
function add(values: string[], given: string): boolean {
  const value = tidy(given)
  if (value === '') return false
  if (!values.includes(value) && values.length < MAX_EACH) values.push(value)
  return true
}

function append(parsed: OperatorQuery, text: string): void {
  if (text === '') return
  parsed.text = parsed.text === '' ? text : `${parsed.text} ${text}`
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
