import { firstWords } from '../../core/first-words.ts'
import { commentKey } from '../documents/comment-key.ts'
import type { Comment, Post } from '../documents/document.ts'
import { withoutIndexMarks } from '../documents/index-marks.ts'
import type { IndexedPost } from '../documents/indexed.ts'
import { toPlainText } from '../documents/plain-text.ts'
import { toIndexedPost } from '../documents/to-indexed.ts'
import { convertText } from '../intake/convert.ts'
import type { Intake, SpooledComment } from '../intake/intake.ts'
import { PostAddresses } from '../intake/post-addresses.ts'
import { shortHash } from '../intake/short-hash.ts'
import type { TakenIn } from '../intake/take-in.ts'
import { OF_UNPUBLISHED, Tally } from '../intake/tally.ts'
import type { CommentFound } from './inspect.ts'

const EXCERPT_LENGTH = 200
/** Comments in one batch. */
const BATCH_SIZE = 500

/** Takes the items of sources as a reindex does, but without an index. It takes posts at once and comments at the end, since they may come before their posts. */
export class Reading {
  readonly tally = new Tally()
  readonly first: IndexedPost[] = []
  readonly firstComments: CommentFound[] = []
  readonly #addresses = new PostAddresses()
  /** Hashes of the ids of posts that stay out of the index. */
  readonly #unpublished = new Set<number>()
  /** Hashes of the ids of posts and comments that are found. */
  readonly #seen = { posts: new Set<number>(), comments: new Set<number>() }
  readonly #intake: Intake
  readonly #show: number

  constructor({ intake, show }: { intake: Intake; show: number }) {
    this.#intake = intake
    this.#show = show
  }

  async take(taken: TakenIn): Promise<void> {
    const { place } = taken
    if (taken.published) {
      if (taken.kind === 'post')
        await this.#intake.posts.add({ place, source: taken.source, post: taken.post })
      else await this.#intake.comments.add({ place, comment: taken.comment })
    } else if (taken.kind === 'post') {
      this.#addresses.add(taken.post)
      this.#unpublished.add(shortHash(taken.post.id))
    }
  }

  /** Counts the posts that a reindex would index. */
  async countPosts(signal: AbortSignal | undefined): Promise<void> {
    const counting = this.#intake.posts.counting({ tally: this.tally, addresses: this.#addresses }, signal)
    for await (const { place, post } of counting) {
      if (post !== undefined) this.#takePost(place, post)
    }
  }

  /** Takes the comments that wait for their posts. If there are no posts at all, the posts are elsewhere, and all comments count. */
  async findPostsOfComments(signal: AbortSignal | undefined): Promise<void> {
    for await (const batch of this.#intake.comments.batches(BATCH_SIZE, signal)) {
      for (const spooled of batch) this.#findPost(spooled)
    }
  }

  #takePost(place: string, post: Post): void {
    const { posts } = this.tally
    this.#addresses.add(post)
    const indexed = convertText(this.tally, { id: post.id, place }, () => asWritten(toIndexedPost(post)))
    if (indexed === undefined) return
    this.#seen.posts.add(shortHash(post.id))
    posts.indexed += 1
    if (this.first.length < this.#show) this.first.push(indexed)
  }

  #findPost({ place, comment }: SpooledComment): void {
    const { comments } = this.tally
    const postId = this.#addresses.idOf(comment)
    const known = this.#whatIsKnownOf(postId)
    if (known === 'unpublished') comments.skip(OF_UNPUBLISHED)
    else if (known === 'nothing') comments.skipWithoutPost(place, comment)
    else this.#count(place, comment, postId ?? comment.postUrl ?? comment.postSlug ?? '')
  }

  #whatIsKnownOf(postId = ''): 'found' | 'unpublished' | 'nothing' {
    const hash = shortHash(postId)
    if (this.#unpublished.has(hash) && !this.#seen.posts.has(hash)) return 'unpublished'
    const hasPosts = this.#seen.posts.size + this.#unpublished.size > 0
    return hasPosts && !this.#seen.posts.has(hash) ? 'nothing' : 'found'
  }

  #count(place: string, comment: Comment, post: string): void {
    const id = commentKey({ postId: post, id: comment.id })
    const text = convertText(this.tally, { id, place }, () => toPlainText(comment.text, comment.format))
    if (text === undefined || this.#isRepeated(id, place)) return
    this.tally.comments.indexed += 1
    if (this.firstComments.length < this.#show) this.firstComments.push(toFound(comment, post, text))
  }

  #isRepeated(id: string, place: string): boolean {
    const hash = shortHash(id)
    const isRepeated = this.#seen.comments.has(hash)
    if (isRepeated) this.tally.skipRepeated(place, id)
    this.#seen.comments.add(hash)
    return isRepeated
  }
}

/** The post as it is indexed, without the marks for analyzers. */
function asWritten(post: IndexedPost): IndexedPost {
  return { ...post, title: withoutIndexMarks(post.title), text: withoutIndexMarks(post.text) }
}

function toFound({ id, author, date }: Comment, post: string, text: string): CommentFound {
  return {
    id,
    post,
    ...(author !== undefined && { author }),
    ...(date !== undefined && { date }),
    text,
    excerpt: firstWords(text, EXCERPT_LENGTH),
  }
}
