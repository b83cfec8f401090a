import type { IndexedComment, IndexedPost } from '../../content/documents/indexed.ts'
import { toIndexedComment } from '../../content/documents/to-indexed.ts'
import type { Writing } from './apply-writes.ts'
import { makeChanges } from './change.ts'
import { isChange, type Planned, plan } from './plan.ts'
import type { Placed } from './rounds.ts'
import { readStored } from './stored.ts'
import { addWords, forgetWords, wordsOfDocument } from './words.ts'
import type { Write, WriteResult } from './write.ts'

type PlannedComment = Planned<IndexedComment>

/** Writes comments into one generation. A comment whose post is missing, or is deleted meanwhile, is not written. */
export async function writeComments(
  writing: Writing,
  comments: readonly Placed[],
): Promise<Map<number, WriteResult>> {
  const results = new Map<number, WriteResult>()
  const lost = new Set<string>()
  let waiting = comments
  while (waiting.length > 0) {
    const planned = await planComments(writing, waiting)
    for (const { placed, result } of planned) results.set(placed.place, result)
    const conflicts = await carryOut(writing, planned.filter(isChange), lost)
    const orphans = await takeBackOrphans(writing, planned.filter(isChange))
    for (const { placed } of orphans) results.set(placed.place, 'no post')
    waiting = waiting.filter(({ key }) => conflicts.has(key))
  }
  await forgetWords(writing.client, writing.names, lost)
  return results
}

async function planComments(writing: Writing, comments: readonly Placed[]): Promise<PlannedComment[]> {
  const { client, names, tombstones } = writing
  const posts = await readPosts(
    writing,
    comments.map(({ write }) => postIdOf(write)),
  )
  const stored = await readStored<IndexedComment>(
    client,
    names.comments,
    comments.map(({ key }) => key),
  )
  return comments.map((placed) =>
    plan(placed, stored.get(placed.key), tombstones, () =>
      toDocument(writing, placed.write, posts.get(postIdOf(placed.write))),
    ),
  )
}

function toDocument(
  { config }: Writing,
  write: Write,
  post: IndexedPost | undefined,
): IndexedComment | undefined {
  if (write.action === 'delete' || write.kind !== 'comments' || post === undefined) return undefined
  const { commentFragment, language: blogLanguage } = config
  return toIndexedComment({ ...write.comment, id: write.id }, post, { commentFragment, blogLanguage })
}

/** The posts of comments. Posts that a reindex has not loaded yet are read from the live indexes. */
async function readPosts(
  { client, names, also }: Writing,
  ids: readonly string[],
): Promise<Map<string, IndexedPost>> {
  const found = await readStored<IndexedPost>(client, names.posts, ids)
  const missing = ids.filter((id) => !found.has(id))
  const others = also === undefined ? [] : await readStored<IndexedPost>(client, also.posts, missing)
  return new Map([...others, ...found].map(([id, { source }]) => [id, source]))
}

async function carryOut(
  { client, names, refresh }: Writing,
  planned: readonly PlannedComment[],
  lost: Set<string>,
): Promise<Set<string>> {
  await addWords(
    client,
    names.words,
    planned.flatMap(({ after }) => [...wordsOfDocument(after)]),
    refresh,
  )
  const replaces = planned.some(({ before }) => before !== undefined)
  const conflicts = await makeChanges(client, names.comments, planned, replaces || refresh)
  for (const { id, before } of planned) {
    if (!conflicts.has(id)) for (const word of wordsOfDocument(before?.source)) lost.add(word)
  }
  return conflicts
}

/** Deletes comments whose post was deleted while they were written: that deletion did not see them. */
async function takeBackOrphans(
  writing: Writing,
  planned: readonly PlannedComment[],
): Promise<PlannedComment[]> {
  const { client, names } = writing
  const put = planned.filter(({ after }) => after !== undefined)
  const posts = await readPosts(
    writing,
    put.map(({ placed }) => postIdOf(placed.write)),
  )
  const orphans = put.filter(({ placed }) => !posts.has(postIdOf(placed.write)))
  const deletions = orphans.map(({ id }) => ({ id, before: undefined, after: undefined }))
  await makeChanges(client, names.comments, deletions, true)
  await forgetWords(client, names, new Set(orphans.flatMap(({ after }) => [...wordsOfDocument(after)])))
  return orphans
}

function postIdOf(write: Write): string {
  return write.kind === 'comments' ? write.postId : write.id
}
