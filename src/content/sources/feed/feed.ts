/** A feed as read: what is in it, and where it goes on. */
export type Feed = {
  /** The addresses of the next page or of an older archive (RFC 5005). */
  next: string[]
  /** Whether it ends before its end tag. */
  isCut: boolean
  /** The entries, read anew each time. */
  entries(): Iterable<FeedEntry>
}

/** An entry of any kind of feed. Title and text are HTML, addresses are resolved, dates are ISO 8601. */
export type FeedEntry = {
  /** What the feed calls it: `guid`, `atom:id`, `id`. */
  id?: string
  url?: string
  title?: string
  text?: string
  date?: string
  updated?: string
  author?: string
  tags: string[]
  categories: string[]
  language?: string
  isDraft: boolean
  /** What it answers, where it is a comment (RFC 4685). */
  inReplyTo?: { id?: string; url?: string }
  /** Where its comments are, and how many there are if the feed says it. */
  comments?: { url: string; count?: number }
  /** Whether the feed ends inside of it. */
  isCut: boolean
  /** What was mended to read it. */
  repaired: string[]
}

/** Where a feed and its site are, as far as that is known. */
export type FeedPlace = { feedUrl?: string | undefined; siteUrl?: string | undefined }
