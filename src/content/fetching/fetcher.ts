/** The result of a fetch: the content, or that it is not modified. */
export type Fetched =
  | {
      kind: 'content'
      /** The final address, after redirects. */
      url: string
      body: Buffer
      /** The server's value in lower case, without parameters: `application/rss+xml`. */
      contentType: string | undefined
      /** The server's value: `utf-8`. */
      charset: string | undefined
      /** The value of `X-Robots-Tag`: `noindex`. */
      robotsTag?: string
      validators: Validators
    }
  | { kind: 'not modified' }

/** The server's validators, for a conditional fetch later. */
type Validators = { etag?: string; lastModified?: string }

export type FetchOptions = {
  signal?: AbortSignal | undefined
  /** The `Accept` header. */
  accept?: string
  /** The validators of an earlier answer, for a conditional fetch. */
  validators?: Validators
  /** Headers for the origin of the address only, never for the target of a redirect: they may have an API key. */
  headers?: Readonly<Record<string, string>>
}

/** Fetches a web resource. Throws a FetchError (an InputError) that names the address, what was expected and what came. */
export type Fetcher = (url: string, options?: FetchOptions) => Promise<Fetched>
