import type { IndexedComment, IndexedPost } from '../../content/documents/indexed.ts'
import { toIndexedComment } from '../../content/documents/to-indexed.ts'
import type { Writing } from './apply-writes.ts'
import { makeChanges } from './change.ts'
import { isChange, type Planned, plan, refusals } from './plan.ts'
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
  const { client, names } = writing
  const results = new Map<number, WriteResult>()
  const lost = new Set<string>()
  let waiting = comments
  while (waiting.length > 0) {
    const planned = await planComments(writing, waiting)
    for (const { placed, result } of planned) results.set(placed.place, result)
    const changes = planned.filter(isChange)
    const tooLarge = new Map<string, string>()
    const conflicts = await carryOut(writing, changes, { lost, tooLarge })
    for (const [place, result] of refusals(planned, tooLarge)) results.set(place, result)
    const orphans = await takeBackOrphans(
      writing,
      changes.filter(({ id }) => !tooLarge.has(id)),
    )
    for (const { placed } of orphans) results.set(placed.place, 'no post')
    waiting = waiting.filter(({ key }) => conflicts.has(key))
  }
  await forgetWords(client, names, lost)
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
  { lost, tooLarge }: { lost: Set<string>; tooLarge: Map<string, string> },
): Promise<Set<string>> {
  await addWords(
    client,
    names.words,
    planned.flatMap(({ after }) => [...wordsOfDocument(after)]),
    refresh,
  )
  const replaces = planned.some(({ before }) => before !== undefined)
  const conflicts = await makeChanges(client, names.comments, planned, replaces || refresh, (id, reason) =>
    tooLarge.set(id, reason),
  )
  for (const { id, before, after } of planned) {
    const left = tooLarge.has(id) ? after : before?.source
    if (!conflicts.has(id)) for (const word of wordsOfDocument(left)) lost.add(word)
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
