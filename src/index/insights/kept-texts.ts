import { createHmac, randomBytes } from 'node:crypto'
import type { Client } from '@elastic/elasticsearch'
import { BackendError } from '../../core/errors.ts'
import { textHash } from '../../core/hash.ts'
import { getMany } from '../../elastic/get-many.ts'
import { once, TIMEOUTS } from '../../elastic/timeouts.ts'
import { ENOUGH } from './askers.ts'
import type { Collected } from './collected.ts'
import { insightsIndex } from './insights-index.ts'
import { sendBulk } from './send-bulk.ts'

type Asked = Pick<Collected, 'day' | 'query' | 'open'>
type Stored = { days?: Record<string, true> }

/** Services that mark the same query at the same moment. */
const RETRIES = 5

/** Salts by quarter, so that each is read once. */
export type Salts = Map<string, string>

/** The day from which the text of each query may be kept. */
export type KeptFrom = ReadonlyMap<string, string>

/** A query whose text has been kept since always. */
const ALWAYS = ''

/**
 * Decides which texts may be kept: of queries that were asked on three days, from the third day on, and of those whose text was kept
 * before. Of the others Elasticsearch gets a hash with the day. Its salt is new each quarter, when the hashes are deleted too. Throws if
 * Elasticsearch does not take it; then nothing is decided, and it may be asked again.
 */
export async function keptTexts(
  client: Client,
  prefix: string,
  asked: readonly Asked[],
  salts: Salts = new Map(),
): Promise<KeptFrom> {
  const byQuery = groupByQuery(asked)
  if (byQuery.size === 0) return new Map()
  const quarter = quarterOf(asked[0]?.day ?? '')
  const salt = salts.get(quarter) ?? (await readSalt(client, prefix, quarter))
  salts.set(quarter, salt)
  const seenId = (query: string) => `seen-${createHmac('sha256', salt).update(query).digest('base64url')}`
  const ids = [...byQuery.keys()].flatMap((query) => [knownId(query), seenId(query)])
  const from = { index: insightsIndex(prefix), ids }
  const stored = await getMany<Stored>(client, from, { timeoutMs: TIMEOUTS.small })
  const decided = [...byQuery].map(([query, mine]): [string, Decision] => {
    if (stored.has(knownId(query))) return [query, { from: ALWAYS, operations: [] }]
    const before = Object.keys(stored.get(seenId(query))?._source.days ?? {})
    return [query, decide({ before, mine, known: knownId(query), seen: seenId(query), quarter })]
  })
  const operations = decided.flatMap(([, decision]) => decision.operations)
  const failed = await sendBulk(client, prefix, operations)
  if (failed.size > 0) throw new BackendError('not all hashes of queries could be stored')
  return new Map(decided.flatMap(([query, { from }]) => (from === undefined ? [] : [[query, from]])))
}

/** From when on a text may be kept, if at all, and what to note about it. */
type Decision = { from: string | undefined; operations: object[] }

type Known = {
  before: readonly string[]
  mine: readonly Asked[]
  known: string
  seen: string
  quarter: string
}

/** Decides about a text that was not kept before. Days that another service notes at the same time stay too. */
function decide({ before, mine, known, seen, quarter }: Known): Decision {
  const days = [...new Set([...before, ...mine.map(({ day }) => day)])].sort()
  const from = days[ENOUGH - 1]
  if (from !== undefined || mine.some(({ open }) => open))
    return { from, operations: [{ index: { _id: known } }, { kind: 'known' }] }
  if (days.length === before.length) return { from, operations: [] }
  const doc = { kind: 'seen', quarter, days: Object.fromEntries(days.map((day) => [day, true])) }
  const update = { _id: seen, retry_on_conflict: RETRIES }
  return { from, operations: [{ update }, { doc, doc_as_upsert: true }] }
}

function groupByQuery(asked: readonly Asked[]): Map<string, Asked[]> {
  const groups = new Map<string, Asked[]>()
  for (const one of asked) {
    const group = groups.get(one.query)
    if (group !== undefined) group.push(one)
    else if (one.query !== '') groups.set(one.query, [one])
  }
  return groups
}

/** The mark of a text that is kept. Its hash needs no salt, since the text itself is there. */
function knownId(query: string): string {
  return `known-${textHash(query)}`
}

/** The quarter of a day: `2026q4`. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

/** The salt of a quarter. The service that needs it first makes it. */
async function readSalt(client: Client, prefix: string, quarter: string): Promise<string> {
  const index = insightsIndex(prefix)
  const id = `salt-${quarter}`
  const made = { kind: 'salt', quarter, salt: randomBytes(32).toString('base64url') }
  await sendBulk(client, prefix, [{ create: { _id: id } }, made])
  const { _source } = await client.get<{ salt: string }>({ index, id }, once(TIMEOUTS.small))
  if (_source === undefined) throw new BackendError(`${index}: expected the salt of ${quarter}, got none`)
  return _source.salt
}
