import type { Query } from '../../elastic/request-types.ts'
import { MAX_JOINED, MAX_WORDS, TIERS, type TierName } from '../ranking.ts'
import type { PastedAddress } from '../request/pasted-address.ts'
import type { Slot } from '../spelling/slots.ts'
import type { SearchTerm } from '../spelling/term.ts'
import { type Place, phraseType } from './clauses.ts'

/** What the tiers ask about: the terms, the first as typed, and what may stand at each place of the query. */
export type Asked = {
  terms: readonly SearchTerm[]
  slots: readonly Slot[]
  places: readonly Place[]
  named: boolean
  address: PastedAddress | undefined
  /** Whether the last word as typed may be the beginning of a word. */
  prefix: boolean
}

/** The constant points of the best tier that a result reaches. */
export function tierClause(asked: Asked): Query {
  const corrected = asked.terms.length > 1 || asked.slots.some((slot) => slot.length > 1)
  const queries = [
    tier('phrase', corrected ? inARow(asked) : asTyped(asked, ''), asked),
    tier('phrase as typed', asTyped(asked, '.spelling'), asked),
    ...(hasTitle(asked) ? titleTiers(asked) : []),
  ]
  return { dis_max: { queries } }
}

function tier(name: TierName, filter: Query, { named }: Asked): Query {
  return { constant_score: { filter, boost: TIERS[name], ...(named && { _name: name }) } }
}

function titleTiers(asked: Asked): Query[] {
  const [typed, ...corrected] = asked.terms.map(({ term }) => term)
  return [
    ...(corrected.length > 0 ? [tier('corrected title', anyTitle(corrected), asked)] : []),
    tier('exact title', anyTitle([typed ?? '']), asked),
    ...(asked.address === undefined ? [] : [tier('address', ofAddress(asked.address), asked)]),
  ]
}

function hasTitle({ places }: Asked): boolean {
  return places.some(({ field }) => field === 'title')
}

/** A whole title, whatever its case, accents and signs. */
function anyTitle(titles: string[]): Query {
  return { terms: { 'title.exact': titles } }
}

/** An alternative in a row: one text of each slot, or a term that joins words. */
function inARow({ terms, slots, places }: Asked): Query {
  const joined = terms
    .filter(({ words }) => words.length < slots.length && slots.length <= MAX_WORDS)
    .slice(0, MAX_JOINED)
  return any([...oneOfEach(slots, places), ...joined.map(({ term }) => phrase(term, fieldsOf(places)))])
}

/** One text of each slot, of a long query of the first ones, in a row, in any of the places. */
function oneOfEach(slots: readonly Slot[], places: readonly Place[]): Query[] {
  const all_of = { intervals: slots.slice(0, MAX_WORDS).map(anyReading), max_gaps: 0, ordered: true }
  return places.map(({ field }) => ({ intervals: { [field]: { all_of } } }))
}

function anyReading(slot: Slot) {
  const readings = slot.map(({ text: query }) => ({ match: { query, max_gaps: 0, ordered: true } }))
  return readings.length === 1 && readings[0] !== undefined
    ? readings[0]
    : { any_of: { intervals: readings } }
}

/** What was typed, in a row, in the fields or a subfield of them. */
function asTyped({ terms, places, prefix }: Asked, subfield: '' | '.spelling'): Query {
  const fields = fieldsOf(places).map((field) => `${field}${subfield}`)
  return phrase(terms[0]?.term ?? '', fields, prefix)
}

function phrase(query: string, fields: string[], prefix = false): Query {
  return { multi_match: { query, fields, ...phraseType(prefix) } }
}

function fieldsOf(places: readonly Place[]): string[] {
  return places.map(({ field }) => field)
}

function any(queries: Query[]): Query {
  return queries.length === 1 && queries[0] !== undefined ? queries[0] : { bool: { should: queries } }
}

/** Finds the post of an address: by its id, or by all words of its last name. */
function ofAddress({ ids, name }: PastedAddress): Query {
  const byName = name === '' ? [] : [{ match: { slug: { query: name, operator: 'and' as const } } }]
  return { bool: { should: [{ terms: { id: ids } }, ...byName] } }
}
