import { BatchParameters, WriteParameters } from '../request-schemas.ts'
import { batchApi } from '../writes/batch-api.ts'
import { deleteRule, putRule } from '../writes/rules-api.ts'
import { writeComment, writePost } from '../writes/write-api.ts'
import { COMMON, common, type Response, success } from './operation.ts'
import type { Route } from './route.ts'

const OLDER = success('A newer write came before this one.', 'WriteAnswer')
export const WRONG: Response = {
  description: 'The document is wrong (WriteAnswer), or the request is (ErrorAnswer).',
  schemas: ['WriteAnswer', 'ErrorAnswer'],
}
const REFUSED = { 400: WRONG, ...common(401, 403) }
const PUT = {
  200: success('It was changed, or is not for readers and was taken out.', 'WriteAnswer'),
  201: success('It was created.', 'WriteAnswer'),
  ...REFUSED,
  409: OLDER,
  ...common(413, 415, 503),
}
const DELETE = {
  200: success('It is gone.', 'WriteAnswer'),
  ...REFUSED,
  404: success('There is no such document.', 'WriteAnswer'),
  409: OLDER,
  503: COMMON[503],
}

/** Routes that need a key of the scope `write`. */
export const WRITING: readonly Route[] = [
  {
    method: 'put',
    path: '/api/v1/posts/:id',
    access: 'write',
    limit: 'writes',
    handler: ({ ctx }) => writePost(ctx),
    operation: {
      id: 'putPost',
      tag: 'Writing',
      summary: 'Write a post',
      description: 'A draft, a post of the future and one with search: false are taken out at once.',
      parameters: WriteParameters,
      body: { type: 'application/json', schema: 'Post', description: 'The post, of at most 8 MB.' },
      responses: PUT,
    },
  },
  {
    method: 'delete',
    path: '/api/v1/posts/:id',
    access: 'write',
    limit: 'writes',
    handler: ({ ctx }) => writePost(ctx),
    operation: {
      id: 'deletePost',
      tag: 'Writing',
      summary: 'Delete a post with its comments',
      parameters: WriteParameters,
      responses: DELETE,
    },
  },
  {
    method: 'put',
    path: '/api/v1/posts/:id/comments/:commentId',
    access: 'write',
    limit: 'writes',
    handler: ({ ctx }) => writeComment(ctx),
    operation: {
      id: 'putComment',
      tag: 'Writing',
      summary: 'Write a comment of a post',
      description: 'One that is not approved is taken out at once.',
      parameters: WriteParameters,
      body: {
        type: 'application/json',
        schema: 'CommentBody',
        description: 'The comment, of at most 8 MB.',
      },
      responses: { ...PUT, 404: success('The post is not there.', 'WriteAnswer') },
    },
  },
  {
    method: 'delete',
    path: '/api/v1/posts/:id/comments/:commentId',
    access: 'write',
    limit: 'writes',
    handler: ({ ctx }) => writeComment(ctx),
    operation: {
      id: 'deleteComment',
      tag: 'Writing',
      summary: 'Delete a comment',
      parameters: WriteParameters,
      responses: DELETE,
    },
  },
  {
    method: 'put',
    path: '/api/v1/curation/:id',
    access: 'write',
    limit: 'writes',
    handler: ({ ctx }) => putRule(ctx),
    operation: {
      id: 'putRule',
      tag: 'Writing',
      summary: 'Write a rule for some queries',
      description:
        'All services follow within a second. It wins over a rule of the same name in curation.yaml.',
      body: { type: 'application/json', schema: 'RuleBody', description: 'The rule.' },
      responses: {
        204: { description: 'It holds from now on.' },
        ...common(400, 401, 403, 413, 415, 503),
      },
    },
  },
  {
    method: 'delete',
    path: '/api/v1/curation/:id',
    access: 'write',
    limit: 'writes',
    handler: ({ ctx }) => deleteRule(ctx),
    operation: {
      id: 'deleteRule',
      tag: 'Writing',
      summary: 'Delete a rule that the API wrote',
      responses: {
        204: { description: 'It is gone.' },
        ...common(401, 403, 503),
        404: success('There is no such rule.', 'ErrorAnswer'),
      },
    },
  },
  {
    method: 'post',
    path: '/api/v1/batch',
    access: 'write',
    limit: 'writes',
    handler: ({ ctx }) => batchApi(ctx),
    operation: {
      id: 'batch',
      tag: 'Writing',
      summary: 'Do many writes in their order',
      description: 'One that is wrong does not keep the others from being done.',
      parameters: BatchParameters,
      body: {
        type: 'application/x-ndjson',
        schema: 'BatchLine',
        description: 'A line of JSON for each write, at most 10,000 lines and 32 MB.',
      },
      responses: {
        200: success('An answer for each line.', 'BatchAnswer'),
        ...common(400, 401, 403, 413, 415, 503),
      },
    },
  },
]
