import { type Client, errors } from '@elastic/elasticsearch'
import { BackendError } from '../../core/errors.ts'
import { backendError } from '../../elastic/retry.ts'
import { ensureStateIndex, stateIndex } from '../../elastic/state-index.ts'
import { once, TIMEOUTS, within } from '../../elastic/timeouts.ts'
import type { Rule } from '../../search/curation/rule.ts'

const ID = 'curation'
/** Others may change rules at the same moment: after so many rounds something else is wrong. */
const MAX_ROUNDS = 20
const CONFLICT = 409
const NOT_FOUND = 404

type Stored = { rules: Rule[]; seqNo?: number; primaryTerm?: number }

/** The rules that the API wrote, as they are now. They belong to no generation. Throws a BackendError if Elasticsearch does not tell them. */
export async function readStoredRules(client: Client, prefix: string, signal?: AbortSignal): Promise<Rule[]> {
  try {
    return (await read(client, prefix, signal)).rules
  } catch (error) {
    throw backendError('Elasticsearch did not tell the rules', error)
  }
}

/** Changes the rules. If another change came between, it is made again on what that left. Throws a BackendError if Elasticsearch does not take it. */
export async function changeStoredRules(
  client: Client,
  prefix: string,
  change: (rules: readonly Rule[]) => Rule[],
): Promise<void> {
  try {
    await ensureStateIndex(client, prefix)
    // The state index of an earlier version does not know rules.
    const properties = { curation: { type: 'object', enabled: false } } as const
    await client.indices.putMapping({ index: stateIndex(prefix), properties }, within(TIMEOUTS.small))
    for (let round = 0; round < MAX_ROUNDS; round++) {
      if (await tryToChange(client, prefix, change)) return
    }
  } catch (error) {
    throw backendError('Rules could not be stored', error)
  }
  throw new BackendError('Rules could not be stored: others changed them at the same time')
}

async function tryToChange(
  client: Client,
  prefix: string,
  change: (rules: readonly Rule[]) => Rule[],
): Promise<boolean> {
  const { rules, seqNo, primaryTerm } = await read(client, prefix)
  const asBefore =
    seqNo === undefined || primaryTerm === undefined
      ? ({ op_type: 'create' } as const)
      : { if_seq_no: seqNo, if_primary_term: primaryTerm }
  try {
    const document = { curation: { rules: change(rules) } }
    await client.index({ index: stateIndex(prefix), id: ID, document, ...asBefore }, once(TIMEOUTS.small))
    return true
  } catch (error) {
    if (error instanceof errors.ResponseError && error.statusCode === CONFLICT) return false
    throw error
  }
}

async function read(client: Client, prefix: string, signal?: AbortSignal): Promise<Stored> {
  try {
    const { _source, _seq_no, _primary_term } = await client.get<{ curation: { rules: Rule[] } }>(
      { index: stateIndex(prefix), id: ID },
      once(TIMEOUTS.probe, signal),
    )
    return {
      rules: _source?.curation.rules ?? [],
      ...(_seq_no !== undefined && { seqNo: _seq_no }),
      ...(_primary_term !== undefined && { primaryTerm: _primary_term }),
    }
  } catch (error) {
    if (error instanceof errors.ResponseError && error.statusCode === NOT_FOUND) return { rules: [] }
    throw error
  }
}
