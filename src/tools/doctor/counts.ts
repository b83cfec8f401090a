import { aliasNames } from '../../elastic/aliases.ts'
import { KINDS, type Kind } from '../../elastic/mappings.ts'
import { type Finding, findings, OPTIONS, type Patient } from './finding.ts'

/** Counts the documents, and the missing posts among those that have comments. */
export async function checkCounts({ client, config }: Patient): Promise<Finding[]> {
  const aliases = aliasNames(config.indexPrefix)
  const count = async (kind: Kind) =>
    [kind, (await client.count({ index: aliases[kind], ignore_unavailable: true }, OPTIONS)).count] as const
  const counts = new Map(await Promise.all(KINDS.map(count)))
  const of = (kind: Kind) => counts.get(kind) ?? 0
  const { ok, warning, problem } = findings('documents')
  const found = KINDS.map((kind) => `${of(kind)} ${kind}`).join(', ')
  if (of('posts') === 0) return [problem(found, 'Nothing can be found: run `blog-search reindex`.')]
  if (of('words') === 0) {
    return [problem(found, 'Without words fewer typos are corrected: run `blog-search reindex`.')]
  }
  const orphans = await countOrphans({ client, aliases, comments: of('comments') })
  if (orphans === 0) return [ok(found)]
  return [
    warning(
      `${found}; among the posts that have comments, ${orphans} are not there`,
      'Run `blog-search reindex`, which leaves comments without a post out.',
    ),
  ]
}

/** Posts looked up: those with the most comments, not all of a large blog. */
const LOOKED_UP = 1_000

async function countOrphans({
  client,
  aliases,
  comments,
}: {
  client: Patient['client']
  aliases: Record<Kind, string>
  comments: number
}): Promise<number> {
  if (comments === 0) return 0
  const { aggregations } = await client.search<unknown, { posts: { buckets: { key: string }[] } }>(
    { index: aliases.comments, size: 0, aggs: { posts: { terms: { field: 'postId', size: LOOKED_UP } } } },
    OPTIONS,
  )
  const ids = aggregations?.posts.buckets.map(({ key }) => key) ?? []
  const { count } = await client.count({ index: aliases.posts, query: { terms: { id: ids } } }, OPTIONS)
  return ids.length - count
}
