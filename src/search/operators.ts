import { firstInstant, isLanguageTag } from './filter-values.ts'
import type { Range, SearchFilters } from './input.ts'

/** What a query asks for: the text to rank by, and what its operators say. */
export type ParsedQuery = SearchFilters & {
  text: string
  /** The stretches of text that were quoted. */
  fixed: Range[]
  titleOnly: boolean
  fuzzy: boolean
}

/** Of each operator no more than so many count; the others stay text. */
const MAX_EACH = 20

const QUOTES = /[“”„‟«»]/g
/** A token of a query: `-word`, `-"two words"`, `name:value`, `name:"two words"`, `"two words"`, or anything else up to the next white space. */
const TOKEN =
  /(?<exclusion>-(?:"(?<notPhrase>[^"]*)"|(?<notWord>[\p{L}\p{N}][^\s"]*)))(?=\s|$)|(?<name>\p{L}+):(?:"(?<quoted>[^"]*)"|(?<bare>[^\s"]\S*))(?=\s|$)|(?<![\p{L}\p{N}])"(?<phrase>[^"]*)"|(?<other>\S[^\s"]*)/gu

/**
 * Takes the operators out of a normalised query. What is no operator, or one with a value that it cannot have, stays text: a reader's
 * slip is no error. A quote that nothing closes is left out.
 */
export function parseQuery(q: string): ParsedQuery {
  const parsed: ParsedQuery = {
    text: '',
    fixed: [],
    phrases: [],
    excluded: [],
    categories: [],
    keywords: [],
    authors: [],
    languages: [],
    titleOnly: false,
    fuzzy: true,
  }
  for (const { 0: token, groups = {} } of q.replace(QUOTES, '"').matchAll(TOKEN)) {
    if (!takeToken(parsed, groups)) append(parsed, token.replaceAll('"', ''))
  }
  return parsed
}

type Groups = Record<string, string | undefined>

/** Takes a token for what it says; false if it is plain text. */
function takeToken(parsed: ParsedQuery, groups: Groups): boolean {
  const { exclusion, notPhrase, notWord, name, quoted, bare, phrase } = groups
  if (exclusion !== undefined) return add(parsed.excluded, notPhrase ?? notWord)
  if (name !== undefined) return takeOperator(parsed, name.toLowerCase(), quoted ?? bare ?? '')
  return phrase === undefined ? false : takePhrase(parsed, phrase)
}

function takePhrase(parsed: ParsedQuery, phrase: string): boolean {
  const text = tidy(phrase)
  if (text === '' || !add(parsed.phrases, text)) return false
  append(parsed, text)
  parsed.fixed.push({ start: parsed.text.length - text.length, end: parsed.text.length })
  return true
}

function takeOperator(parsed: ParsedQuery, name: string, given: string): boolean {
  const value = tidy(given)
  switch (name) {
    case 'category':
      return add(parsed.categories, value)
    case 'keyword':
      return add(parsed.keywords, value)
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

function takeDate(parsed: ParsedQuery, name: 'after' | 'before', value: string): boolean {
  const instant = firstInstant(value)
  return instant !== undefined && turn(parsed, { [name]: instant })
}

function turn(parsed: ParsedQuery, change: Partial<ParsedQuery>): true {
  Object.assign(parsed, change)
  return true
}

/** Adds a value that is not there yet. False if it is empty or one too many. */
function add(values: string[], given: string | undefined): boolean {
  const value = tidy(given ?? '')
  if (value === '' || values.length >= MAX_EACH) return false
  if (!values.includes(value)) values.push(value)
  return true
}

function append(parsed: ParsedQuery, text: string): void {
  if (text === '') return
  parsed.text = parsed.text === '' ? text : `${parsed.text} ${text}`
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
