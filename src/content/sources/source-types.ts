/** One thing that a source yields. `place` says where: `posts.ndjson:17` or `posts/a.md`. */
export type SourceItem =
  /** A post or comment as the source has it, not yet validated. `repaired` says what was mended to read it, in words that can be counted: "control character removed". */
  | { kind: 'document'; place: string; value: unknown; repaired?: readonly string[] }
  /** Something that is not for readers, and why, in words that can be counted: "draft", "attachment". */
  | { kind: 'skipped'; place: string; what: 'post' | 'comment'; reason: string }
  /** Something that could not be read; the reason names field, expected and given. */
  | { kind: 'failed'; place: string; reason: string }

/** Where documents come from. `items` reads from the start each time it is called, and stops with the signal's reason when that aborts. */
export type Source = {
  name: string
  format: string
  /** Whether it holds all that the blog has, so that what it lacks is gone; a feed is but a window on the newest. */
  complete: boolean
  items(signal?: AbortSignal): AsyncIterable<SourceItem>
}

export type SourceOptions = {
  /** The name of a format, instead of recognising it. */
  format?: string
  /** What relative addresses are relative to. */
  siteUrl?: string
  /** Whether pages are taken as well as posts, where the format tells them apart. */
  pages?: boolean
  /** The pattern of the blog's addresses, such as `/:year/:month/:slug/`, where the files do not say them. */
  permalink?: string
  /** Whether comments are fetched for each post, where a feed says where they are. */
  comments?: boolean
  /** A key of Ghost's Content API: an address is then that of a Ghost blog. */
  ghostKey?: string
}

/** A format whose documents lie in one file. */
export type FileFormat = {
  /** What `--format` calls it: `wordpress`, `feed`. */
  name: string
  /** Whether a file of this name begins like one. `head` is its first 64 KiB, read as UTF-8 without a byte order mark. */
  recognises(head: string, path: string): boolean
  open(path: string, options: SourceOptions): Source | Promise<Source>
}

/** A format whose documents lie in a folder. */
export type FolderFormat = {
  /** What `--format` calls it: `markdown`. */
  name: string
  recognises(path: string): Promise<boolean>
  open(path: string, options: SourceOptions): Source | Promise<Source>
}
