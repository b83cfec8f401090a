import { type Finding, findings, OPTIONS, type Patient } from './finding.ts'

/** Clocks that are kept by a time server differ by far less. */
const MAX_DIFFERENCE_MS = 5_000

/** Compares the clock of each node of Elasticsearch with the clock of this machine. */
export async function checkClocks({ client }: Patient): Promise<Finding[]> {
  const asked = Date.now()
  const { nodes } = await client.nodes.stats({ metric: ['process'] }, OPTIONS)
  const answered = Date.now()
  return Object.values(nodes).map(({ name = 'node', timestamp = asked }) =>
    judgeClock(name, { timestamp, asked, answered }),
  )
}

type Times = { timestamp: number; asked: number; answered: number }

/** A clock is right if it shows a time between question and answer. All times are in milliseconds since 1970. */
export function judgeClock(name: string, { timestamp, asked, answered }: Times): Finding {
  const { ok, warning } = findings('clock of Elasticsearch')
  const ahead = Math.max(0, timestamp - answered)
  const behind = Math.max(0, asked - timestamp)
  const difference = Math.max(ahead, behind)
  if (difference <= MAX_DIFFERENCE_MS) return ok(`${name}: as on this machine`)
  const seconds = (difference / 1000).toFixed(0)
  return warning(
    `${name}: ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine`,
    'Let a time server (NTP) set the clocks of all machines: of two writes the one with the later time counts.',
  )
}
