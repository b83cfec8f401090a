/** A search as it was understood from HTTP or the command line: valid and normalised. */
export type SearchInput = {
  /** NFKC, white space collapsed, trimmed; without the `keyword:` and `category:` operators that were taken out of it. */
  q: string
  /** From 1. */
  page: number
  /** 1 to 50; page x size is at most 1000. */
  size: number
  /** Each must be among the post's categories. */
  categories: string[]
  /** Each must be among the post's tags or keywords. */
  keywords: string[]
  debug: boolean
}

/** One thing that is wrong with a request. */
export type ParameterError = {
  parameter: string
  code: 'unknown' | 'repeated' | 'missing' | 'invalid' | 'too_long' | 'too_deep'
  message: string
}
