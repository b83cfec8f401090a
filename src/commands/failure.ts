import { type Client, errors } from '@elastic/elasticsearch'
import { readSettings } from '../content/project/settings.ts'
import type { Config } from '../core/config.ts'
import { BackendError } from '../core/errors.ts'
import { createClient, maskUrl } from '../elastic/client.ts'
import { AWAY, connectionFault } from '../elastic/connection-fault.ts'
import { describeCause, describeFault } from '../elastic/retry.ts'
import { once, TIMEOUTS } from '../elastic/timeouts.ts'
import { checkReadiness, type Problem, type Readiness } from '../service/http/readiness.ts'

/** What a command that failed says: for a failure of Elasticsearch or its indexes, what is wrong and what to do about it. */
export async function describeFailure(error: unknown): Promise<string> {
  if (!(error instanceof Error)) return String(error)
  if (!isOfElasticsearch(error)) return error.message
  const fault = connectionFault(error)
  if (fault !== undefined) return `${fault.reason}. ${fault.whatToDo}`
  const found = await findProblem()
  return found === undefined ? ownWords(error) : sentences(found)
}

/** Says on standard error what is wrong with indexes that are searched all the same, such as those of an older version. */
export async function warnOfIndexes(config: Config): Promise<void> {
  const state = await look(config)
  if (state.ready && state.warning !== undefined) process.stderr.write(`${sentences(state.warning)}\n`)
}

/** Throws a BackendError unless Elasticsearch answers, before sources are read for minutes. */
export async function assertAnswers(client: Client): Promise<void> {
  await client.info({}, once(TIMEOUTS.small)).catch((cause: unknown) => {
    const isNobody = cause instanceof errors.ResponseError && cause.statusCode === 401
    // A node that is slow or starts is tried for longer later, and a user may lack only the privilege to ask this.
    if (!isNobody && !(cause instanceof errors.ConnectionError)) return
    throw new BackendError('Elasticsearch does not answer', { cause })
  })
}

/** Whether an error, or one that it was made of, is of Elasticsearch. */
function isOfElasticsearch(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const isOne = error instanceof BackendError || error instanceof errors.ElasticsearchClientError
  return isOne || isOfElasticsearch(error.cause)
}

/** The problem of Elasticsearch or of the indexes, if there is one that is known. */
async function findProblem(): Promise<Problem | undefined> {
  const config = settings()
  if (config === undefined) return undefined
  const state = await look(config)
  const problem = state.ready ? state.warning : state
  if (problem?.reason !== `${AWAY.reason}.`) return problem
  const at = config.elasticsearch.nodes.map(maskUrl).join(', ')
  return { ...problem, reason: `${AWAY.reason} at ${at}.` }
}

async function look({ elasticsearch, indexPrefix }: Config): Promise<Readiness> {
  const client = createClient(elasticsearch)
  try {
    return await checkReadiness(client, { indexPrefix, timeoutMs: elasticsearch.timeoutMs })
  } finally {
    await client.close()
  }
}

function settings(): Config | undefined {
  try {
    return readSettings()
  } catch {
    return undefined
  }
}

function sentences({ reason, whatToDo }: Problem): string {
  return `${reason} ${whatToDo}`
}

/** The words of an error of Elasticsearch for which nobody knows more. */
function ownWords(error: Error): string {
  if (error instanceof errors.ElasticsearchClientError) return describeFault(error)
  const { message, cause } = error
  if (cause === undefined) return message
  const below = cause instanceof Error ? describeFault(cause) : describeCause(cause)
  return message.includes(below) ? message : `${message}: ${below}`
}
