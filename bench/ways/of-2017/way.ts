import type { Client } from '@elastic/elasticsearch'
import { nextMessage, startScript } from '../../run/children.ts'
import { connect } from '../../run/connection.ts'
import type { Way } from '../way.ts'
import { makeIndexes } from './indexes.ts'

const SERVER = new URL('server.ts', import.meta.url)
const START_MS = 30_000

type Body = { hits: { _source: { id: string; postId?: string } }[] }

const idsOf = ({ hits }: Body) => hits.map(({ _source }) => _source.postId ?? _source.id)

/** The way of 2017 over HTTP, in a process of its own. */
export async function startWayOf2017(
  { client, elasticsearch, prefix }: { client: Client; elasticsearch: string; prefix: string },
  signal: AbortSignal,
): Promise<Way> {
  const { posts, comments } = await makeIndexes(client, prefix, signal)
  const child = await startScript(SERVER, [elasticsearch, posts, comments])
  const { url } = await nextMessage<{ url: string }>(child, { timeoutMs: START_MS, signal })
  const connection = connect(url)
  return {
    name: 'the way of 2017',
    pid: child.pid,
    async ask(q) {
      const answer = await connection.get(`/search?q=${encodeURIComponent(q)}`)
      return { ids: () => idsOf(JSON.parse(answer)) }
    },
    async close() {
      await connection.close()
      await child.stop()
    },
  }
}
