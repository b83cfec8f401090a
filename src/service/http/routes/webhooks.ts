import { WebhookParameters } from '../request-schemas.ts'
import { ghostWebhook, wordpressWebhook } from '../webhooks.ts'
import { common, type Response, success } from './operation.ts'
import type { Route } from './route.ts'
import { WRONG } from './writing.ts'

const CALLED = {
  200: success('What became of it.', 'WebhookAnswer'),
  400: { ...WRONG, schemas: ['WebhookAnswer', 'ErrorAnswer'] } satisfies Response,
  ...common(413, 415, 503),
  401: success('The signature is not right, or too old.', 'ErrorAnswer'),
  403: success('It is switched off: there is no secret.', 'ErrorAnswer'),
}

/** Routes that other programs call when a post changes. */
export const WEBHOOKS: readonly Route[] = (['ghost', 'wordpress'] as const).map((sender) => ({
  method: 'post',
  path: `/api/v1/webhooks/${sender}`,
  access: 'open',
  limit: 'writes',
  handler: ({ ctx }) => (sender === 'ghost' ? ghostWebhook(ctx) : wordpressWebhook(ctx)),
  operation: {
    id: `${sender}Webhook`,
    tag: 'Webhooks',
    summary: `Take a signed call of ${sender === 'ghost' ? 'Ghost' : 'WordPress'}`,
    parameters: WebhookParameters,
    body: {
      type: 'application/json',
      ...(sender === 'wordpress' && { schema: 'BatchLine' }),
      description: 'Signed as docs/webhooks.md tells.',
    },
    responses: CALLED,
  },
}))
