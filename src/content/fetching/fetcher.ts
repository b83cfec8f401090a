/** What was asked for, unless it is as it was. */
export type Fetched =
  | {
      kind: 'content'
      /** Where it was found in the end, after redirects. */
      url: string
      body: Buffer
      /** As the server says, in lower case without parameters: `application/rss+xml`. */
      contentType: string | undefined
      /** As the server says: `utf-8`. */
      charset: string | undefined
      validators: Validators
    }
  | { kind: 'not modified' }

/** What a server gave to ask by next time. */
export type Validators = { etag?: string; lastModified?: string }

export type FetchOptions = {
  signal?: AbortSignal | undefined
  /** What to send as `Accept`. */
  accept?: string
  /** Of an earlier answer, to be told if it is the same. */
  validators?: Validators
  /** Sent to the origin of the address alone, never to where it redirects: an API key may be in it. */
  headers?: Readonly<Record<string, string>>
}

/** Gets a resource of the web. Throws a FetchError, which is an InputError, that names the address, what was expected and what came. */
export type Fetcher = (url: string, options?: FetchOptions) => Promise<Fetched>
