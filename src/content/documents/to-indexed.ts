import { firstWords } from '../../core/first-words.ts'
import { textHash } from '../../core/hash.ts'
import { foldName } from '../../core/letters/fold-name.ts'
import { newInDescription } from './description.ts'
import type { Comment, Post } from './document.ts'
import { type FacetValues, facetOf } from './facets.ts'
import { CODE_LINE, withIndexMarks, withoutIndexMarks } from './index-marks.ts'
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
  const altTexts = [post.imageAlt ?? '']
  const ownText = toPlainText(post.text, post.format, { codeLines: true, altTexts })
  const description = toPlainText(post.description ?? '', post.format)
  const added = newInDescription(description, ownTitle, ownText)
  const text = [ownText, added].filter(Boolean).join('\n\n')
  const names = {
    tags: toNames(post.tags),
    categories: toNames(post.categories),
    keywords: toNames(post.keywords),
    ...toAltTexts(altTexts),
  }
  const title = ownTitle || firstWords(withoutIndexMarks(text), TITLE_LENGTH) || tidyLine(post.id)
  return {
    id: post.id,
    url: post.url,
    ...toAliases(post.aliases),
    title: withIndexMarks(title, post.language, blogLanguage),
    text: withIndexMarks(text, post.language, blogLanguage),
    excerpt: firstWords(added || proseOf(ownText), EXCERPT_LENGTH),
    ...(post.image !== undefined && { image: post.image }),
    ...(post.date !== undefined && { date: post.date }),
    ...(post.updated !== undefined && { updated: post.updated }),
    ...names,
    labels: toLabels(names, blogLanguage),
    ...toFacets(post.facets),
    ...toSite(post.site),
    ...(post.language !== undefined && { language: post.language }),
    ...toAuthor(post.author),
    ...(post.popularity !== undefined && { popularity: post.popularity }),
    ...provenance(post),
  }
}

/** The fields of its post that a comment has too, so that one filter serves both. */
type FilteredField = 'tags' | 'categories' | 'keywords' | 'facets' | 'site' | 'language'

/** The lines of a text that are no code; all of it, if it has no other. */
function proseOf(text: string): string {
  const prose = text.split('\n').filter((line) => !line.startsWith(CODE_LINE))
  return withoutIndexMarks(prose.some((line) => line !== '') ? prose.join('\n') : text)
}

/** The data of its post that a comment needs; an indexed post has all of it. */
export type PostOfComment = PostSummary & Pick<IndexedPost, 'id' | FilteredField>

/** The comment as it is indexed, with its post's summary and filters. In `commentFragment`, `{id}` stands for the comment's id. */
export function toIndexedComment(
  comment: Comment,
  post: PostOfComment,
  { commentFragment, blogLanguage = 'en' }: { commentFragment: string; blogLanguage?: string },
): IndexedComment {
  const own = {
    id: comment.id,
    url: comment.url ?? commentUrl(post.url, comment.id, commentFragment),
    comment: toPlainText(comment.text, comment.format, { codeLines: true }),
    ...toAuthor(comment.author),
    ...(comment.date !== undefined && { date: comment.date }),
    ...provenance(comment),
  }
  return ofPost(own, post, blogLanguage)
}

/** A comment with the present data of its post. */
export function ofPost(
  comment: Omit<IndexedComment, 'postId' | 'post' | FilteredField>,
  post: PostOfComment,
  blogLanguage: string,
): IndexedComment {
  const {
    language: _language,
    facets: _facets,
    site: _site,
    ...own
  }: Partial<IndexedComment> & typeof comment = comment
  return {
    ...own,
    comment: withIndexMarks(comment.comment, post.language, blogLanguage),
    postId: post.id,
    tags: post.tags,
    categories: post.categories,
    keywords: post.keywords,
    ...(post.facets !== undefined && { facets: post.facets }),
    ...(post.site !== undefined && { site: post.site }),
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
    ...(post.image !== undefined && { image: post.image }),
  }
}

/** The descriptions of a post's pictures together: no more than some pages of them. */
const MAX_ALT_LENGTH = 20_000

function toAltTexts(given: readonly string[]): { altTexts?: string[] } {
  let length = 0
  const altTexts = [...new Set(given.map(tidyLine))].filter((text) => {
    length += text.length
    return text !== '' && length <= MAX_ALT_LENGTH
  })
  return altTexts.length === 0 ? {} : { altTexts }
}

function commentUrl(postUrl: string, id: string, fragment: string): string {
  return postUrl.replace(/#.*$/, '') + fragment.replaceAll('{id}', () => encodeURIComponent(id))
}

/** The names as the blog writes them. Of spellings that differ in case or accents alone, the first counts. */
function toNames(names: readonly string[]): string[] {
  const tidy = names.map(tidyLine).filter((name) => name !== '')
  return [...new Map(tidy.toReversed().map((name) => [foldName(name), name])).values()].toReversed()
}

/** Values with their fields. */
function toFacets(given: FacetValues = {}): { facets?: string[] } {
  const facets = Object.entries(given).flatMap(([field, values]) =>
    toNames(values).map((value) => facetOf(field, value)),
  )
  return facets.length === 0 ? {} : { facets }
}

function toSite(site = ''): { site?: string } {
  const name = tidyLine(site)
  return name === '' ? {} : { site: name }
}

/** The names by whose words a post is found. They count as words of the blog's language, whatever that of the post. */
export function toLabels(
  {
    tags,
    categories,
    keywords,
    altTexts = [],
  }: Pick<IndexedPost, 'tags' | 'categories' | 'keywords' | 'altTexts'>,
  blogLanguage: string,
): string[] {
  return [...new Set([...tags, ...categories, ...keywords, ...altTexts])].map((name) =>
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
