/** One thing that a source yields. `place` says where: `posts.ndjson:17` or `posts/a.md`. */
export type SourceItem =
  /** A post or comment as the source has it, not yet validated. */
  | { kind: 'document'; place: string; value: unknown }
  /** Something that could not be read; the reason names field, expected and given. */
  | { kind: 'failed'; place: string; reason: string }

/** Where documents come from. `items` reads from the start each time it is called, and stops with the signal's reason when that aborts. */
export type Source = {
  name: string
  format: string
  items(signal?: AbortSignal): AsyncIterable<SourceItem>
}

export type SourceOptions = {
  /** The name of a format, instead of recognising it. */
  format?: string
  /** What relative addresses are relative to. */
  siteUrl?: string
}
