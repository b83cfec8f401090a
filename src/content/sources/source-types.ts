/** One item of a source. `place` is its position: `posts.ndjson:17` or `posts/a.md`. */
export type SourceItem =
  /** A post or comment as the source has it, not yet validated. `repaired` names the repairs that it took to read it, in words that can be counted: "control character removed". `warnings` tell the fields that were set aside, each as `field "date": expected a date, got "soon"`. */
  | {
      kind: 'document'
      place: string
      value: unknown
      repaired?: readonly string[]
      warnings?: readonly string[]
      /** The reason why readers are not to find it, in words that can be counted: "unlisted", "searchHidden". */
      excludedBy?: string
      /** Whether the blog publishes the document before its date. */
      beforeDate?: boolean
    }
  /** An item that is not for readers, and the reason, in words that can be counted: "draft", "attachment". */
  | { kind: 'skipped'; place: string; what: 'post' | 'comment'; reason: string }
  /** An item that could not be read; the reason names field, expected and given value. */
  | { kind: 'failed'; place: string; reason: string }

/** A source of documents. `items` reads from the start each time it is called, and stops with the signal's reason when the signal aborts. */
export type Source = {
  name: string
  format: string
  /** What it is, for people: "Blogger export". */
  title?: string
  /** Whether it holds all documents of the blog, so that a missing document is deleted. A feed has only the newest. */
  complete: boolean
  /** The site whose ids its posts have, such as `blog.example`, if they have ids of their own and it is known. */
  site?: string
  /** Notes for the person who looks at what is read, such as on files of code that are not run. */
  notes?: readonly string[]
  items(signal?: AbortSignal): AsyncIterable<SourceItem>
}

export type SourceOptions = {
  /** The name of the format; without it, the format is recognised. */
  format?: string
  /** The base of relative addresses. */
  siteUrl?: string
  /** Whether pages are taken as well as posts, if the format tells them apart. */
  pages?: boolean
  /** Types of posts of WordPress that are taken besides `post`, such as `kb_article`. */
  postTypes?: readonly string[]
  /** The pattern of the blog's addresses, such as `/:year/:month/:slug/`, for files that do not have theirs. */
  permalink?: string
  /** The blog's own fields that are facets, such as `series`. */
  facets?: readonly string[]
  /** Whether comments are fetched for each post, if a feed gives their address. */
  comments?: boolean
  /** A key of Ghost's Content API. With it, an address is that of a Ghost blog. */
  ghostKey?: string
}

/** A format whose documents lie in one file. */
export type FileFormat = {
  /** Its name for `--format`: `wordpress`, `feed`. */
  name: string
  /** What such a file is, for people: "WordPress export". */
  title: string
  /** Whether a file with this name and beginning has the format. `head` is its first 64 KiB, read as UTF-8 without a byte order mark. */
  recognises(head: string, path: string): boolean
  open(path: string, options: SourceOptions): Source | Promise<Source>
}

/** A format whose documents lie in a folder. */
export type FolderFormat = {
  /** Its name for `--format`: `markdown`. */
  name: string
  /** What such a folder is, for people, unless its source says more. */
  title: string
  recognises(path: string): Promise<boolean>
  open(path: string, options: SourceOptions): Source | Promise<Source>
}
