import { relatedApi, resolveApi, suggestApi } from '../lookup-handlers.ts'
import {
  RelatedParameters,
  ResolveParameters,
  SearchParameters,
  SuggestParameters,
} from '../request-schemas.ts'
import { searchApi } from '../search-api.ts'
import { common, success } from './operation.ts'
import type { Route } from './route.ts'

const KEPT = {
  ETag: 'Changes with whatever the answer depends on.',
  'Cache-Control': 'For how long it need not be asked for again.',
}

/** Routes for readers. */
export const READING: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v1/search',
    access: 'read',
    limit: 'searches',
    handler: ({ ctx }) => searchApi(ctx),
    operation: {
      id: 'search',
      tag: 'Reading',
      summary: 'Find posts and their comments',
      description:
        'Misspelled words are corrected without being asked. Highlights are pieces of text with a flag, never markup. Filters alone, such as category or after, list the posts that they leave, newest first.',
      parameters: SearchParameters,
      keyForPart: true,
      responses: {
        200: success('What was found.', 'SearchAnswer', KEPT),
        ...common(304, 400, 401, 403, 503),
      },
    },
  },
  {
    method: 'get',
    path: '/api/v1/suggest',
    access: 'read',
    limit: 'searches',
    handler: ({ ctx }) => suggestApi(ctx),
    operation: {
      id: 'suggest',
      tag: 'Reading',
      summary: 'Complete what is being typed',
      description: 'A completion replaces the whole query.',
      parameters: SuggestParameters,
      responses: {
        200: success('Completions, and posts by their titles.', 'SuggestAnswer', KEPT),
        ...common(304, 400, 503),
      },
    },
  },
  {
    method: 'get',
    path: '/api/v1/posts/:id/related',
    access: 'read',
    limit: 'searches',
    handler: ({ ctx }) => relatedApi(ctx),
    operation: {
      id: 'related',
      tag: 'Reading',
      summary: 'Find posts like a post',
      parameters: RelatedParameters,
      responses: {
        200: success('Posts, the most alike first.', 'RelatedAnswer', KEPT),
        ...common(304, 400, 404, 503),
      },
    },
  },
  {
    method: 'get',
    path: '/api/v1/resolve',
    access: 'read',
    limit: 'searches',
    handler: ({ ctx }) => resolveApi(ctx),
    operation: {
      id: 'resolve',
      tag: 'Reading',
      summary: 'Find the post that an old address meant',
      description: 'For the page that a blog shows where there is nothing.',
      parameters: ResolveParameters,
      responses: {
        200: success('The post that is surely meant, or candidates.', 'ResolveAnswer', KEPT),
        ...common(304, 400, 503),
      },
    },
  },
]
