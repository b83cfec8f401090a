import { connect, searchPath } from '../run/connection.ts'
import { type Place, type Program, startService } from '../run/program.ts'
import { idsOf } from './ours.ts'
import type { Way } from './way.ts'

/** The service of a version of the program over HTTP, in a process of its own, with nothing but words remembered. */
export async function startVersion(
  name: string,
  { place, program }: { place: Place; program: Program },
  signal: AbortSignal,
): Promise<Way> {
  const service = await startService(place, { cache: false, signal, program })
  const connection = connect(service.url)
  return {
    name,
    pid: service.child.pid,
    async ask(q) {
      const answer = await connection.get(searchPath(q))
      return { ids: () => idsOf(JSON.parse(answer)) }
    },
    async close() {
      await connection.close()
      await service.stop()
    },
  }
}
