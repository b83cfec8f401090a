import { type CallOptions, createCaller } from './call.ts'
import { Latest } from './latest.ts'
import type {
  BatchAnswer,
  BatchLine,
  BatchOptions,
  CommentFields,
  PostFields,
  RelatedAnswer,
  ResolveAnswer,
  SearchAnswer,
  SearchOptions,
  SuggestAnswer,
  SuggestOptions,
  WriteAnswer,
  WriteOptions,
} from './types.ts'

export { isAborted, RequestError } from './errors.ts'
export type * from './types.ts'
export type { CallOptions }

/** Options of a client. */
export type ClientOptions = {
  /** The address of the service, such as `https://search.example`; it may end in a path. */
  baseUrl: string
  /** Replaces the platform's own `fetch`. */
  fetch?: typeof fetch
  /** Milliseconds after which a call is given up, for all its attempts together. Default: 10,000. */
  timeout?: number
  /** A key of the service, for writes and for `fresh`. Keep it out of pages. */
  key?: string
  /** Whether a new search aborts the one before, and new suggestions those before, as a page wants it. Default: true. Set false where one client serves many people. */
  latestOnly?: boolean
}

/** A client of the service. Its calls reject with a `RequestError` if the service refuses or is away. `isAborted` recognises the error of an aborted call. */
export type Client = ReturnType<typeof createClient>

/** A client of the blog-search service at `baseUrl`. */
export function createClient({ latestOnly = true, ...options }: ClientOptions) {
  const call = createCaller(options)
  const searches = new Latest(latestOnly)
  const suggestions = new Latest(latestOnly)
  const write = <Answer>(method: string, path: string, o: WriteOptions & CallOptions, body?: unknown) => {
    const { signal, ...params } = o
    const json = body !== undefined && { body: JSON.stringify(body), type: 'application/json' }
    const repeatable = o.updated !== undefined
    return call<Answer>(path, { method, params, signal, repeatable, acceptsResult: true, ...json })
  }
  return {
    /** Finds posts and comments. */
    search: (params: SearchOptions, { signal }: CallOptions = {}) =>
      searches.run(signal, (s) => call<SearchAnswer>('search', { params, signal: s })),
    /** Completes the query that is being typed. */
    suggest: (params: SuggestOptions, { signal }: CallOptions = {}) =>
      suggestions.run(signal, (s) => call<SuggestAnswer>('suggest', { params, signal: s })),
    /** Posts similar to a post. */
    related: (id: string, { signal, ...params }: { size?: number } & CallOptions = {}) =>
      call<RelatedAnswer>(`posts/${encode(id)}/related`, { params, signal }),
    /** The post that an old path meant, for a 404 page. */
    resolve: (path: string, { signal }: CallOptions = {}) =>
      call<ResolveAnswer>('resolve', { params: { path }, signal }),
    /** Writes a post. `result` tells the outcome. A failed write is retried only if `updated` says how new it is. */
    putPost: (id: string, post: PostFields, o: WriteOptions & CallOptions = {}) =>
      write<WriteAnswer>('PUT', `posts/${encode(id)}`, o, post),
    /** Deletes a post, with its comments. */
    deletePost: (id: string, o: WriteOptions & CallOptions = {}) =>
      write<WriteAnswer>('DELETE', `posts/${encode(id)}`, o),
    /** Writes a comment of a post. */
    putComment: (postId: string, id: string, comment: CommentFields, o: WriteOptions & CallOptions = {}) =>
      write<WriteAnswer>('PUT', `posts/${encode(postId)}/comments/${encode(id)}`, o, comment),
    /** Deletes a comment of a post. */
    deleteComment: (postId: string, id: string, o: WriteOptions & CallOptions = {}) =>
      write<WriteAnswer>('DELETE', `posts/${encode(postId)}/comments/${encode(id)}`, o),
    /** Does many writes in their order, with an answer for each. Never retried. */
    batch: (lines: readonly BatchLine[], { signal, ...params }: BatchOptions & CallOptions = {}) =>
      call<BatchAnswer>('batch', {
        method: 'POST',
        params,
        signal,
        body: lines.map((line) => JSON.stringify(line)).join('\n'),
        type: 'application/x-ndjson',
      }),
  }
}

const encode = encodeURIComponent
