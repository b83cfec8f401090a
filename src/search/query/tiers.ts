import type { Query } from '../../elastic/request-types.ts'
import { MAX_JOINED, MAX_WORDS, TIERS, type TierName } from '../ranking.ts'
import type { PastedAddress } from '../request/pasted-address.ts'
import type { Position } from '../spelling/positions.ts'
import type { SearchTerm } from '../spelling/term.ts'
import { phraseType, type WeightedField } from './clauses.ts'

/** The input of the tiers: the terms, the first as typed, and the candidates for each position of the query. */
type TierInput = {
  terms: readonly SearchTerm[]
  positions: readonly Position[]
  phraseFields: readonly WeightedField[]
  named: boolean
  address: PastedAddress | undefined
  /** Whether the last word as typed may be the beginning of a word. */
  prefix: boolean
}

/** The constant points of the best tier that a result reaches. */
export function tierClause(input: TierInput): Query {
  const corrected = input.terms.length > 1 || input.positions.some((position) => position.length > 1)
  const queries = [
    tier('phrase', corrected ? inARow(input) : asTyped(input, ''), input),
    tier('phrase as typed', asTyped(input, '.spelling'), input),
    ...(searchesTitle(input) ? titleTiers(input) : []),
  ]
  return { dis_max: { queries } }
}

function tier(name: TierName, filter: Query, { named }: TierInput): Query {
  return { constant_score: { filter, boost: TIERS[name], ...(named && { _name: name }) } }
}

function titleTiers(input: TierInput): Query[] {
  const typed = input.terms.filter((term) => term.asTyped).map(({ term }) => term)
  const corrected = input.terms.filter((term) => !term.asTyped).map(({ term }) => term)
  return [
    ...(corrected.length > 0 ? [tier('corrected title', anyTitle(corrected), input)] : []),
    tier('exact title', anyTitle(typed), input),
    ...(input.address === undefined ? [] : [tier('address', ofAddress(input.address), input)]),
  ]
}

function searchesTitle({ phraseFields }: TierInput): boolean {
  return phraseFields.some(({ field }) => field === 'title')
}

/** Matches a whole title, whatever its case, accents and signs. */
function anyTitle(titles: string[]): Query {
  return { terms: { 'title.exact': titles } }
}

/** Matches an alternative in a row: one text of each position, or a term that joins words. */
function inARow({ terms, positions, phraseFields }: TierInput): Query {
  const joined = terms
    .filter(({ words }) => words.length < positions.length && positions.length <= MAX_WORDS)
    .slice(0, MAX_JOINED)
  return any([
    ...oneOfEach(positions, phraseFields),
    ...joined.map(({ term }) => phrase(term, fieldsOf(phraseFields))),
  ])
}

/** Matches one text of each position in a row, in any of the fields. Of a long query only the first positions count. */
function oneOfEach(positions: readonly Position[], phraseFields: readonly WeightedField[]): Query[] {
  const all_of = { intervals: positions.slice(0, MAX_WORDS).map(anyText), max_gaps: 0, ordered: true }
  return phraseFields.map(({ field }) => ({ intervals: { [field]: { all_of } } }))
}

function anyText(position: Position) {
  const readings = position.map(({ text: query }) => ({ match: { query, max_gaps: 0, ordered: true } }))
  return readings.length === 1 && readings[0] !== undefined
    ? readings[0]
    : { any_of: { intervals: readings } }
}

/** Matches the query as typed or in another form in a row, in the fields or a subfield of them. */
function asTyped({ terms, phraseFields, prefix }: TierInput, subfield: '' | '.spelling'): Query {
  const fields = fieldsOf(phraseFields).map((field) => `${field}${subfield}`)
  return any(
    terms.filter((term) => term.asTyped).map(({ term }, i) => phrase(term, fields, prefix && i === 0)),
  )
}

function phrase(query: string, fields: string[], prefix = false): Query {
  return { multi_match: { query, fields, ...phraseType(prefix) } }
}

function fieldsOf(phraseFields: readonly WeightedField[]): string[] {
  return phraseFields.map(({ field }) => field)
}

function any(queries: Query[]): Query {
  return queries.length === 1 && queries[0] !== undefined ? queries[0] : { bool: { should: queries } }
}

/** Finds the post of an address: by its id, by a further address of it, or by all words of its name. */
function ofAddress({ path, ids, name }: PastedAddress): Query {
  const byName = name === '' ? [] : [{ match: { slug: { query: name, operator: 'and' as const } } }]
  return { bool: { should: [{ terms: { id: ids } }, { term: { aliases: path } }, ...byName] } }
}
