import { BatchParameters, WriteParameters } from '../requests.ts'
import { COMMON, common, type Operation, type Response, success } from './operation.ts'

const OLDER = success('A newer write came before this one.', 'WriteAnswer')
const WRONG: Response = {
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

/** What those with a key of the scope `write` may do. */
export const WRITING: readonly Operation[] = [
  {
    id: 'putPost',
    method: 'put',
    path: '/api/v1/posts/{id}',
    tag: 'Writing',
    summary: 'Write a post',
    description: 'A draft, a post of the future and one with search: false are taken out at once.',
    parameters: WriteParameters,
    key: 'needed',
    body: { type: 'application/json', schema: 'Post', description: 'The post, of at most 8 MB.' },
    responses: PUT,
  },
  {
    id: 'deletePost',
    method: 'delete',
    path: '/api/v1/posts/{id}',
    tag: 'Writing',
    summary: 'Delete a post with its comments',
    parameters: WriteParameters,
    key: 'needed',
    responses: DELETE,
  },
  {
    id: 'putComment',
    method: 'put',
    path: '/api/v1/posts/{id}/comments/{commentId}',
    tag: 'Writing',
    summary: 'Write a comment of a post',
    description: 'One that is not approved is taken out at once.',
    parameters: WriteParameters,
    key: 'needed',
    body: {
      type: 'application/json',
      schema: 'CommentBody',
      description: 'The comment, of at most 8 MB.',
    },
    responses: { ...PUT, 404: success('The post is not there.', 'WriteAnswer') },
  },
  {
    id: 'deleteComment',
    method: 'delete',
    path: '/api/v1/posts/{id}/comments/{commentId}',
    tag: 'Writing',
    summary: 'Delete a comment',
    parameters: WriteParameters,
    key: 'needed',
    responses: DELETE,
  },
  {
    id: 'batch',
    method: 'post',
    path: '/api/v1/batch',
    tag: 'Writing',
    summary: 'Do many writes in their order',
    description: 'One that is wrong does not keep the others from being done.',
    parameters: BatchParameters,
    key: 'needed',
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
]

const CALLED = {
  200: success('What became of it.', 'WebhookAnswer'),
  400: { ...WRONG, schemas: ['WebhookAnswer', 'ErrorAnswer'] } satisfies Response,
  ...common(413, 415, 503),
  401: success('The signature is not right, or too old.', 'ErrorAnswer'),
  403: success('It is switched off: there is no secret.', 'ErrorAnswer'),
}

/** What other programs call when a post changes. */
export const WEBHOOKS: readonly Operation[] = (['ghost', 'wordpress'] as const).map((sender) => ({
  id: `${sender}Webhook`,
  method: 'post',
  path: `/api/v1/webhooks/${sender}`,
  tag: 'Webhooks',
  summary: `Take a signed call of ${sender === 'ghost' ? 'Ghost' : 'WordPress'}`,
  body: {
    type: 'application/json',
    ...(sender === 'wordpress' && { schema: 'BatchLine' }),
    description: 'Signed as docs/webhooks.md tells.',
  },
  responses: CALLED,
}))
