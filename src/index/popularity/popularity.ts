import type { Client } from '@elastic/elasticsearch'
import type { IndexedPost } from '../../content/documents/indexed.ts'
import { PostAddresses } from '../../content/intake/post-addresses.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import { refresh } from '../../elastic/refresh.ts'
import { scan } from '../../elastic/scan.ts'
import { makeChanges } from '../write/change.ts'
import { findGenerations } from '../write/generations.ts'
import { readStored } from '../write/stored.ts'
import type { Views } from './read-views.ts'

/** Posts that are read and written at once. */
const BATCH_SIZE = 500
const MAX_EXAMPLES = 20

/** Counts of the posts of a list of views. */
export type PopularityReport = {
  updated: number
  unchanged: number
  /** Rows whose post is not in the index: their number, and the first of them. */
  unknown: { count: number; first: string[] }
}

/**
 * Sets the popularity of posts from their views: ln(1 + views) / ln(1 + most views), 0 to 1. It is logarithmic, since
 * the tenth thousand views say less than the first. Rows of one post add up. Nothing else of a post changes, and posts
 * without a row keep their popularity.
 */
export async function updatePopularity(
  client: Client,
  prefix: string,
  rows: AsyncIterable<Views>,
): Promise<PopularityReport> {
  const { live, loading } = await findGenerations(client, prefix)
  const addresses = await readAddresses(client, live.posts)
  const report: PopularityReport = { updated: 0, unchanged: 0, unknown: { count: 0, first: [] } }
  const views = new Map<string, number>()
  for await (const { place, id, url, views: count } of rows) {
    const found = addresses.idOf({ postId: id, postUrl: url })
    if (found !== undefined && addresses.has(found)) views.set(found, (views.get(found) ?? 0) + count)
    else noteUnknown(report, `${id ?? url} (${place})`)
  }
  const popularity = toPopularity(views)
  await update(client, live, popularity, report)
  if (loading !== undefined) await update(client, loading, popularity, undefined)
  await refresh(client, [live.posts])
  return report
}

/** The popularity of each post, from its views. */
export function toPopularity(views: ReadonlyMap<string, number>): Map<string, number> {
  const most = [...views.values()].reduce((a, b) => Math.max(a, b), 0)
  const share = (count: number) => (most === 0 ? 0 : Math.log1p(count) / Math.log1p(most))
  return new Map([...views].map(([id, count]) => [id, Math.round(share(count) * 1e6) / 1e6]))
}

async function readAddresses(client: Client, index: string): Promise<PostAddresses> {
  const addresses = new PostAddresses()
  for await (const { _source } of scan<Pick<IndexedPost, 'id' | 'url' | 'aliases'>>(client, {
    index,
    _source: ['id', 'url', 'aliases'],
  })) {
    if (_source !== undefined) addresses.add(_source)
  }
  return addresses
}

async function update(
  client: Client,
  { posts: index }: IndexNames,
  popularity: ReadonlyMap<string, number>,
  report: PopularityReport | undefined,
): Promise<void> {
  let waiting = [...popularity]
  while (waiting.length > 0) {
    const batch = waiting.slice(0, BATCH_SIZE)
    const stored = await readStored<IndexedPost>(
      client,
      index,
      batch.map(([id]) => id),
    )
    const changes = batch.flatMap(([id, popularity]) => {
      const before = stored.get(id)
      if (before === undefined || before.source.popularity === popularity) return []
      return [{ id, before, after: { ...before.source, popularity } }]
    })
    const conflicts = await makeChanges(client, index, changes, false)
    if (report !== undefined) {
      report.updated += changes.length - conflicts.size
      report.unchanged += batch.length - changes.length
    }
    waiting = [...batch.filter(([id]) => conflicts.has(id)), ...waiting.slice(BATCH_SIZE)]
  }
}

function noteUnknown({ unknown }: PopularityReport, row: string): void {
  unknown.count += 1
  if (unknown.first.length < MAX_EXAMPLES) unknown.first.push(row)
}
