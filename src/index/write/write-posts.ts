import { isDeepStrictEqual } from 'node:util'
import type { IndexedPost } from '../../content/documents/indexed.ts'
import { toIndexedPost } from '../../content/documents/to-indexed.ts'
import type { Writing } from './apply-writes.ts'
import { makeChanges } from './change.ts'
import { isChange, type Planned, plan } from './plan.ts'
import { deleteCommentsOf, updateCommentsOf } from './post-comments.ts'
import type { Placed } from './rounds.ts'
import { readStored } from './stored.ts'
import { addWords, forgetWords, wordsOfDocument } from './words.ts'
import type { Write, WriteResult } from './write.ts'

type PlannedPost = Planned<IndexedPost>

/** Writes posts into one generation, and lets their comments follow them. What somebody else changes meanwhile is judged again. */
export async function writePosts(
  writing: Writing,
  posts: readonly Placed[],
): Promise<Map<number, WriteResult>> {
  const results = new Map<number, WriteResult>()
  const lost = new Set<string>()
  let waiting = posts
  while (waiting.length > 0) {
    const planned = await planPosts(writing, waiting)
    for (const { placed, result } of planned) results.set(placed.place, result)
    const outrun = await carryOut(writing, planned, lost)
    waiting = waiting.filter(({ key }) => outrun.has(key))
  }
  await forgetWords(writing.client, writing.names, lost)
  return results
}

async function planPosts(writing: Writing, posts: readonly Placed[]): Promise<PlannedPost[]> {
  const { client, names, tombstones } = writing
  const stored = await readStored<IndexedPost>(
    client,
    names.posts,
    posts.map(({ key }) => key),
  )
  return posts.map((placed) =>
    plan(placed, stored.get(placed.key), tombstones, (before) => toDocument(writing, placed.write, before)),
  )
}

/** The post as it is to be indexed. Its popularity stays if the write says nothing of it. */
function toDocument(
  { config }: Writing,
  write: Write,
  before: IndexedPost | undefined,
): IndexedPost | undefined {
  if (write.action === 'delete' || write.kind !== 'posts') return undefined
  return {
    ...(before?.popularity !== undefined && { popularity: before.popularity }),
    ...toIndexedPost({ ...write.post, id: write.id }, config.language),
  }
}

/** Deletes comments before their posts and updates them after these, so that none is found without its post. Returns the ids of posts that must be judged again. */
async function carryOut(
  { client, names, refresh, config }: Writing,
  all: readonly PlannedPost[],
  lost: Set<string>,
): Promise<Set<string>> {
  const planned = all.filter(isChange)
  // Also of a post that is not there: while a reindex loads, its comments may have come before it.
  const gone = all.flatMap(({ id, after }) => (after === undefined ? [id] : []))
  const comments = await deleteCommentsOf(client, names.comments, gone)
  await addWords(
    client,
    names.words,
    planned.flatMap(({ after }) => [...wordsOfDocument(after)]),
    refresh,
  )
  const replaces = planned.some(({ before }) => before !== undefined)
  const outrun = await makeChanges(client, names.posts, planned, replaces || refresh)
  const done = planned.filter(({ id }) => !outrun.has(id))
  for (const comment of comments) addAll(lost, wordsOfDocument(comment))
  for (const { before } of done) addAll(lost, wordsOfDocument(before?.source))
  const changed = done.flatMap(({ before, after }) =>
    before !== undefined && after !== undefined && concernsComments(before.source, after) ? [after] : [],
  )
  await updateCommentsOf(client, names.comments, changed, { language: config.language, refresh })
  return outrun
}

/** Whether comments have to follow a change of their post: all but its text concerns them. */
function concernsComments(before: IndexedPost, after: IndexedPost): boolean {
  const own = { text: '', hash: '', version: 0, origin: undefined, updated: undefined, popularity: undefined }
  return !isDeepStrictEqual({ ...before, ...own }, { ...after, ...own })
}

function addAll(set: Set<string>, items: Iterable<string>): void {
  for (const item of items) set.add(item)
}
