import { firstWords } from '../../core/first-words.ts'
import { textHash } from '../../core/hash.ts'
import { newInDescription } from './description.ts'
import type { Comment, Post } from './document.ts'
import { withIndexMarks, withoutIndexMarks } from './index-marks.ts'
import type { IndexedComment, IndexedPost, PostSummary, Provenance } from './indexed.ts'
import { toPlainText, toPlainTitle } from './plain-text.ts'
import { pathOf } from './post-id.ts'
import { tidyLine } from './tidy-text.ts'

/** Lengths in characters. An excerpt has two lines of a result; a title made from the text has one line of a heading. */
const EXCERPT_LENGTH = 200
const TITLE_LENGTH = 80

/** The post as it is indexed in a blog of this language. Without a title it gets its first words, and without any words its id. */
export function toIndexedPost(post: Post, blogLanguage = 'en'): IndexedPost {
  const ownTitle = toPlainTitle(post.title ?? '', post.format)
  const ownText = toPlainText(post.text, post.format)
  const text = withDescription(ownText, post, ownTitle)
  const names = {
    tags: toNames(post.tags),
    categories: toNames(post.categories),
    keywords: toNames(post.keywords),
  }
  const title = ownTitle || firstWords(text, TITLE_LENGTH) || tidyLine(post.id)
  return {
    id: post.id,
    url: post.url,
    ...toAliases(post.aliases),
    title: withIndexMarks(title, post.language, blogLanguage),
    text: withIndexMarks(text, post.language, blogLanguage),
    excerpt: firstWords(ownText || text, EXCERPT_LENGTH),
    ...(post.date !== undefined && { date: post.date }),
    ...(post.updated !== undefined && { updated: post.updated }),
    ...names,
    labels: toLabels(names, blogLanguage),
    ...(post.language !== undefined && { language: post.language }),
    ...toAuthor(post.author),
    ...(post.popularity !== undefined && { popularity: post.popularity }),
    ...provenance(post),
  }
}

/** The text of a post, and after it what its description adds. */
function withDescription(text: string, { description = '', format }: Post, title: string): string {
  const added = newInDescription(toPlainText(description, format), title, text)
  return [text, added].filter(Boolean).join('\n\n')
}

/** The data of its post that a comment needs; an indexed post has all of it. */
export type PostOfComment = PostSummary &
  Pick<IndexedPost, 'id' | 'tags' | 'categories' | 'keywords' | 'language'>

/** The comment as it is indexed, with its post's summary and filters. In `commentFragment`, `{id}` stands for the comment's id. */
export function toIndexedComment(
  comment: Comment,
  post: PostOfComment,
  { commentFragment, blogLanguage = 'en' }: { commentFragment: string; blogLanguage?: string },
): IndexedComment {
  const own = {
    id: comment.id,
    url: comment.url ?? commentUrl(post.url, comment.id, commentFragment),
    comment: toPlainText(comment.text, comment.format),
    ...toAuthor(comment.author),
    ...(comment.date !== undefined && { date: comment.date }),
    ...provenance(comment),
  }
  return ofPost(own, post, blogLanguage)
}

/** A comment with the present data of its post. */
export function ofPost(
  comment: Omit<IndexedComment, 'postId' | 'post' | 'tags' | 'categories' | 'keywords' | 'language'>,
  post: PostOfComment,
  blogLanguage: string,
): IndexedComment {
  const { language: _before, ...own }: Partial<IndexedComment> & typeof comment = comment
  return {
    ...own,
    comment: withIndexMarks(withoutIndexMarks(comment.comment), post.language, blogLanguage),
    postId: post.id,
    tags: post.tags,
    categories: post.categories,
    keywords: post.keywords,
    ...(post.language !== undefined && { language: post.language }),
    post: toSummary(post),
  }
}

function provenance(document: Post | Comment): Provenance {
  const version = document.updated === undefined ? {} : { version: Date.parse(document.updated) }
  return { hash: contentHash(document), ...version }
}

/** A hash of a validated document. Documents with equal hashes are indexed alike. */
export function contentHash(document: Post | Comment): string {
  return textHash(JSON.stringify(document))
}

function toSummary(post: PostOfComment): PostSummary {
  return {
    title: withoutIndexMarks(post.title),
    url: post.url,
    excerpt: post.excerpt,
    ...(post.date !== undefined && { date: post.date }),
    ...(post.author !== undefined && { author: post.author }),
  }
}

function commentUrl(postUrl: string, id: string, fragment: string): string {
  return postUrl.replace(/#.*$/, '') + fragment.replaceAll('{id}', () => encodeURIComponent(id))
}

function toNames(names: readonly string[]): string[] {
  return [...new Set(names.map(tidyLine).filter((name) => name !== ''))]
}

/** The names by whose words a post is found. They count as words of the blog's language, whatever that of the post. */
export function toLabels(
  { tags, categories, keywords }: Pick<IndexedPost, 'tags' | 'categories' | 'keywords'>,
  blogLanguage: string,
): string[] {
  return [...new Set([...tags, ...categories, ...keywords])].map((name) =>
    withIndexMarks(name, undefined, blogLanguage),
  )
}

function toAliases(addresses: readonly string[] = []): { aliases?: string[] } {
  const aliases = [...new Set(addresses.map(pathOf))].filter((path) => path !== '')
  return aliases.length === 0 ? {} : { aliases }
}

function toAuthor(author: string | undefined): { author?: string } {
  const name = tidyLine(author ?? '')
  return name === '' ? {} : { author: name }
}
