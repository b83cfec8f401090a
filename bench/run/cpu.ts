import { readFile } from 'node:fs/promises'
import type { Client } from '@elastic/elasticsearch'

/** Linux counts the processor time of a process in hundredths of a second. */
const MS_PER_TICK = 10
/** Places of user and system time behind the name of the program, which may have blanks. */
const USER = 11
const SYSTEM = 12

/** The milliseconds of processor time that a process has had, to ten; NaN where /proc does not tell. */
export async function cpuMsOf(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[USER] ?? Number.NaN) + Number(fields[SYSTEM] ?? Number.NaN)) * MS_PER_TICK
}

/** The process of Elasticsearch, if it is one node on this machine. */
export async function pidOfElasticsearch(client: Client): Promise<number | undefined> {
  const { nodes } = await client.nodes.info({ metric: 'process' })
  const pids = Object.values(nodes).map((node) => node.process?.id)
  const [pid] = pids
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
  return pids.length === 1 && name.trim() === 'java' ? pid : undefined
}
