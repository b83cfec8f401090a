import type { BenchRun } from '../bench-run.ts'
import type { IndexedBlog } from '../run/indexed-blog.ts'
import { openLayers } from './layers.ts'
import { startMiniSearch } from './minisearch/way.ts'
import { startWayOf2017 } from './of-2017/way.ts'
import { startPostgresWay } from './postgres/way.ts'
import type { Way } from './way.ts'

/** All ways to search a blog that are there, ready to be asked, and what must be known of them. */
export type OpenWays = {
  ways: Way[]
  notes: string[]
  compare(q: string): Promise<number>
  close(): Promise<void>
}

/** Starts all ways, those that can in a process of their own. */
export async function openWays({ ctx, place }: IndexedBlog, run: BenchRun): Promise<OpenWays> {
  const { signal, folder, say } = run
  const source = { client: ctx.client, ...place }
  const { ways, compare } = await openLayers({ ctx, place }, signal)
  const close = async () => {
    for (const way of ways.toReversed()) await way.close()
  }
  const notes = [
    'over HTTP: our service as in production, in a process of its own, but with CACHE_MB=0: it remembers words, no answers.',
  ]
  try {
    say('starting the other ways to search')
    ways.push(await startWayOf2017(source, signal))
    notes.push(
      'the way of 2017: an Express handler over the official client, in a process and on indexes of its own.',
    )
    const postgres = await startPostgresWay(source, folder, signal)
    if (postgres === undefined) notes.push('PostgreSQL is not installed here.')
    else ways.push(postgres)
    ways.push(await startMiniSearch(place, signal))
    notes.push('PostgreSQL and MiniSearch: asked without HTTP, the latter without highlights.')
  } catch (error) {
    await close()
    throw error
  }
  return { ways, notes, compare, close }
}
