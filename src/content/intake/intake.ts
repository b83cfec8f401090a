import type { Comment } from '../documents/document.ts'
import { PostSpool } from './post-spool.ts'
import { Spool } from './spool.ts'

/** A comment that waits for all posts to be read. */
export type SpooledComment = { place: string; comment: Comment }

/** What sources have for readers, in temporary files: comments may come before their posts, and of several posts at one address only one counts. Always remove it after use. */
export class Intake {
  readonly posts: PostSpool
  readonly comments: Spool<SpooledComment>

  private constructor(posts: PostSpool, comments: Spool<SpooledComment>) {
    this.posts = posts
    this.comments = comments
  }

  /** An empty intake. */
  static async create(): Promise<Intake> {
    return new Intake(await PostSpool.create(), await Spool.create<SpooledComment>())
  }

  async remove(): Promise<void> {
    await this.posts.remove()
    await this.comments.remove()
  }
}
