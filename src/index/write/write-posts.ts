import { isDeepStrictEqual } from 'node:util'
import type { IndexedPost } from '../../content/documents/indexed.ts'
import { toIndexedPost } from '../../content/documents/to-indexed.ts'
import type { Writing } from './apply-writes.ts'
import { makeChanges } from './change.ts'
import { isChange, type Planned, plan, refusals } from './plan.ts'
import { deleteCommentsOf, updateCommentsOf } from './post-comments.ts'
import type { Placed } from './rounds.ts'
import { readStored } from './stored.ts'
import { addWords, forgetWords, wordsOfDocument } from './words.ts'
import type { Write, WriteResult } from './write.ts'

type PlannedPost = Planned<IndexedPost>

/** Writes posts into one generation, and updates their comments. Posts that somebody else changes meanwhile are planned again. */
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
    const tooLarge = new Map<string, string>()
    const conflicts = await carryOut(writing, planned, { lost, tooLarge })
    for (const [place, result] of refusals(planned, tooLarge)) results.set(place, result)
    waiting = waiting.filter(({ key }) => conflicts.has(key))
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

/** The post to index. It keeps its popularity if the write gives none. */
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

/** Deletes comments before their posts, and updates comments after their posts, so that no comment is found without its post. Returns the ids of posts that must be planned again. */
async function carryOut(
  { client, names, refresh, config }: Writing,
  all: readonly PlannedPost[],
  { lost, tooLarge }: { lost: Set<string>; tooLarge: Map<string, string> },
): Promise<Set<string>> {
  const planned = all.filter(isChange)
  // Includes posts that are not there: while a reindex loads, their comments may have come before them.
  const gone = all.flatMap(({ id, after }) => (after === undefined ? [id] : []))
  const comments = await deleteCommentsOf(client, names.comments, gone)
  await addWords(
    client,
    names.words,
    planned.flatMap(({ after }) => [...wordsOfDocument(after)]),
    refresh,
  )
  const replaces = planned.some(({ before }) => before !== undefined)
  const conflicts = await makeChanges(client, names.posts, planned, replaces || refresh, (id, reason) =>
    tooLarge.set(id, reason),
  )
  for (const { id, after } of planned) if (tooLarge.has(id)) addAll(lost, wordsOfDocument(after))
  const done = planned.filter(({ id }) => !conflicts.has(id) && !tooLarge.has(id))
  for (const comment of comments) addAll(lost, wordsOfDocument(comment))
  for (const { before } of done) addAll(lost, wordsOfDocument(before?.source))
  const changed = done.flatMap(({ before, after }) =>
    before !== undefined && after !== undefined && concernsComments(before.source, after) ? [after] : [],
  )
  await updateCommentsOf(client, names.comments, changed, { language: config.language, refresh })
  return conflicts
}

/** Whether a change of a post changes its comments: every field does except text, popularity, update time and provenance. */
function concernsComments(before: IndexedPost, after: IndexedPost): boolean {
  const own = { text: '', hash: '', version: 0, origin: undefined, updated: undefined, popularity: undefined }
  return !isDeepStrictEqual({ ...before, ...own }, { ...after, ...own })
}

function addAll(set: Set<string>, items: Iterable<string>): void {
  for (const item of items) set.add(item)
}
