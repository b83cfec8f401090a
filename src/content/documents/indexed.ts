/** The form of a document in Elasticsearch: the `_source` that index-mappings/*.json describe. */

/** A post as it stands in `<prefix>-posts`; its `_id` is `id`. All text is plain and NFC. */
export type IndexedPost = Provenance & {
  id: string
  url: string
  /** The paths of its further addresses, decoded and in lower case; absent if it has none. */
  aliases?: string[]
  /** The post's own title; without one, its first words. */
  title: string
  /** The text. An invisible mark begins each line of code (index-marks.ts). */
  text: string
  /** The first 200 characters or so of the description, or else of the text, cut at a word: shown where nothing is highlighted. */
  excerpt: string
  /** The address of its picture. */
  image?: string
  /** What can be seen in its pictures; absent if nothing is told. It is searched as labels are. */
  altTexts?: string[]
  /** ISO 8601 with offset or Z. */
  date?: string
  updated?: string
  tags: string[]
  categories: string[]
  keywords: string[]
  /** The values of the blog's own fields, each with its field: `series=Rust`; absent if it has none. */
  facets?: string[]
  /** The part of the blog that it is of, as the project file names it. */
  site?: string
  /** The tags, categories, keywords and texts of pictures, with marks for the analyzers: their words find the post. */
  labels: string[]
  /** BCP 47, lower case: `en`, `de`, `zh-tw`. */
  language?: string
  author?: string
  /** 0 to 1. */
  popularity?: number
}

/** Data that tells two states of a document apart. */
export type Provenance = {
  /** The hash of the document as its source has it. */
  hash: string
  /** Milliseconds since 1970: its `updated`, or the time when it came by the API. */
  version?: number
  /** Set if it came by the API, not from a source. */
  origin?: 'api'
}

/** The data of its post that a comment holds, so that a result found only by its comments needs no further request. */
export type PostSummary = Pick<IndexedPost, 'title' | 'url' | 'excerpt'> &
  Partial<Pick<IndexedPost, 'date' | 'author' | 'image'>>

/** A comment as it stands in `<prefix>-comments`. It has the tags, categories, keywords, facets, part of the blog and language of its post, so that one filter serves both indexes. */
export type IndexedComment = Provenance & {
  id: string
  postId: string
  url: string
  comment: string
  author?: string
  date?: string
  tags: string[]
  categories: string[]
  keywords: string[]
  facets?: string[]
  site?: string
  language?: string
  post: PostSummary
}
