/** A feed as read: its entries, and the addresses of its further pages. */
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
  /** Its id in the feed: `guid`, `atom:id`, `id`. */
  id?: string
  url?: string
  title?: string
  text?: string
  /** A summary that it has beside its text. */
  description?: string
  image?: string
  imageAlt?: string
  date?: string
  updated?: string
  author?: string
  tags: string[]
  categories: string[]
  language?: string
  isDraft: boolean
  /** The entry that it answers, if it is a comment (RFC 4685). */
  inReplyTo?: { id?: string; url?: string }
  /** The address of its comments, and their number if the feed gives it. */
  comments?: { url: string; count?: number }
  /** Whether the feed ends inside of it. */
  isCut: boolean
  /** The repairs that it took to read it. */
  repaired: string[]
}

/** The addresses of a feed and its site, as far as they are known. */
export type FeedPlace = { feedUrl?: string | undefined; siteUrl?: string | undefined }
