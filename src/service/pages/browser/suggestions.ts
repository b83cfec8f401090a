/** A run of characters of a text: `hit` where it matches what was typed. */
export type Piece = { text: string; hit: boolean }

/** The answer of `GET /api/v1/suggest` to the beginning of a query. */
export type Suggestions = {
  /** Whole queries. */
  completions: readonly { text: string; pieces: readonly Piece[] }[]
  posts: readonly { url: string; title: string; date: string | null; pieces: readonly Piece[] }[]
}

/** Nothing to offer. */
export const NO_SUGGESTIONS: Suggestions = { completions: [], posts: [] }
