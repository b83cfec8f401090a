import { z } from 'zod'
import { withoutIndexMarks } from '../../../content/documents/index-marks.ts'
import { hashOf } from '../../../core/random.ts'
import { within } from '../../../elastic/timeouts.ts'
import { answered, documentsOf, type OwnerIndex } from './owner-index.ts'

/** The documents from which queries are made: a post, or a comment with the post that it should find. */
export type SampledPost = { id: string; title: string; text: string }
export type SampledComment = { id: string; postId: string; comment: string }

const Text = z.string().transform(withoutIndexMarks)
const Post = z.object({ id: z.string(), title: Text, text: Text })
const Comment = z.object({ id: z.string(), postId: z.string(), comment: Text })

/** Ids read in one request: the most that Elasticsearch gives. */
const PAGE = 10_000

/**
 * The ids of up to `most` documents, drawn with a seed. The draw depends on ids and seed alone, so it is the same after a reindex of the
 * same blog. Elasticsearch's random_score would depend on the name of the index too.
 */
export async function sampleIds(
  owner: OwnerIndex,
  index: string,
  seed: number,
  most: number,
): Promise<string[]> {
  let drawn: { id: string; hash: number }[] = []
  for await (const ids of pagesOfIds(owner, index)) {
    drawn = [...drawn, ...ids.map((id) => ({ id, hash: hashOf(seed, id) }))]
      .sort((a, b) => a.hash - b.hash)
      .slice(0, most)
  }
  return drawn.map(({ id }) => id)
}

async function* pagesOfIds({ client, timeoutMs }: OwnerIndex, index: string): AsyncGenerator<string[]> {
  const sort = [{ id: 'asc' as const }, { postId: 'asc' as const }]
  let after: (string | number | boolean | null)[] | undefined
  do {
    const { hits } = await answered(
      client.search(
        {
          index,
          size: PAGE,
          sort,
          _source: false,
          track_total_hits: false,
          ...(after && { search_after: after }),
        },
        within(timeoutMs),
      ),
    )
    yield hits.hits.flatMap(({ _id }) => (_id === undefined ? [] : [_id]))
    after = hits.hits.length === PAGE ? hits.hits.at(-1)?.sort : undefined
  } while (after !== undefined)
}

/** The posts with these ids. Posts whose id cannot stand in a list with commas are left out. */
export async function readPosts(owner: OwnerIndex, ids: readonly string[]): Promise<SampledPost[]> {
  const posts = await documentsOf(owner, owner.aliases.posts, ids)
  return posts.map((post) => Post.parse(post)).filter(({ id }) => isListable(id))
}

/** The comments with these keys. */
export async function readComments(owner: OwnerIndex, keys: readonly string[]): Promise<SampledComment[]> {
  const comments = await documentsOf(owner, owner.aliases.comments, keys)
  return comments.map((comment) => Comment.parse(comment)).filter(({ postId }) => isListable(postId))
}

/** Whether an id can stand in a list with commas on a line of its own. */
export function isListable(id: string): boolean {
  return id === id.trim() && !/[,\t\r\n]/.test(id)
}
