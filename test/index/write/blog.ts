import type { Client } from '@elastic/elasticsearch'
import { Comment, Post } from '../../../src/content/documents/document.ts'
import type { IndexedComment, IndexedPost } from '../../../src/content/documents/indexed.ts'
import { scan } from '../../../src/elastic/scan.ts'
import type { WriteContext } from '../../../src/index/write/apply-writes.ts'
import type { Write } from '../../../src/index/write/write.ts'

export type Fields = Record<string, unknown>

export function aPost(id: string, fields: Fields = {}): Fields {
  return { id, url: `https://example.org/${id}`, title: `Title of ${id}`, text: `Text of ${id}`, ...fields }
}

export function aComment(id: string, postId: string, fields: Fields = {}): Fields {
  return { id, postId, text: `Comment ${id}`, format: 'plain', ...fields }
}

export function putPost(version: number, post: Fields, origin: 'api' | undefined = 'api'): Write {
  const parsed = Post.parse(post)
  return { action: 'put', kind: 'posts', id: parsed.id, post: parsed, version, ...(origin && { origin }) }
}

export function putComment(version: number, comment: Fields, origin: 'api' | undefined = 'api'): Write {
  const parsed = Comment.parse(comment)
  const { id, postId = '' } = parsed
  return { action: 'put', kind: 'comments', id, postId, comment: parsed, version, ...(origin && { origin }) }
}

export function deletePost(version: number, id: string): Write {
  return { action: 'delete', kind: 'posts', id, version, origin: 'api' }
}

export function deleteComment(version: number, postId: string, id: string): Write {
  return { action: 'delete', kind: 'comments', postId, id, version, origin: 'api' }
}

export function contextFor(client: Client, indexPrefix: string): WriteContext {
  return { client, config: { indexPrefix, commentFragment: '#comment-{id}', language: 'en' } }
}

/** What searches can find: titles of posts, texts of comments with their post's title, and words. */
export async function whatIsFound(client: Client, prefix: string) {
  const all = async <T>(kind: string) => {
    const found: T[] = []
    for await (const { _source } of scan<T>(client, { index: `${prefix}-${kind}` }))
      if (_source) found.push(_source)
    return found
  }
  const posts = await all<IndexedPost>('posts')
  const comments = await all<IndexedComment>('comments')
  const words = await all<{ word: string }>('words')
  return {
    posts: Object.fromEntries(posts.map(({ id, title }) => [id, title]).sort()),
    comments: Object.fromEntries(
      comments
        .map(({ id, postId, comment, post }) => [`${postId}#${id}`, `${comment} (${post.title})`])
        .sort(),
    ),
    words: words.map(({ word }) => word).sort(),
  }
}
