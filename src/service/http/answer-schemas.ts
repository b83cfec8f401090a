import { z } from 'zod'

/** An error of a request, in the one form that all answers have. */
export const ErrorItem = z.strictObject({
  code: z.enum([
    'unknown',
    'repeated',
    'missing',
    'invalid',
    'too_long',
    'too_deep',
    'not_found',
    'no_post',
    'older',
    'method_not_allowed',
    'unauthorized',
    'forbidden',
    'too_large',
    'unsupported_media_type',
    'unavailable',
    'refused',
    'overloaded',
    'too_many_requests',
    'internal',
  ]),
  message: z.string().describe('A sentence that names place, expected and given.'),
  field: z
    .string()
    .optional()
    .describe('The parameter, or the field of the document, that is wrong, where one is to blame.'),
})
export type ErrorItem = z.infer<typeof ErrorItem>

/** The errors of a request: all that is wrong with it at once, else one sentence. */
export const ErrorAnswer = z.strictObject({ errors: z.array(ErrorItem) })
export type ErrorAnswer = z.infer<typeof ErrorAnswer>

/** The outcome of a write. */
export const WriteAnswer = z.strictObject({
  status: z.int().describe('The HTTP status that the write alone has.'),
  result: z
    .enum([
      'created',
      'updated',
      'deleted',
      'not found',
      'older',
      'no post',
      'too large',
      'unpublished',
      'invalid',
    ])
    .describe(
      'older: a newer write came before. no post: the post of the comment is not there. too large: Elasticsearch has no room for it; what was there before stays. unpublished: it is not for readers, so it was taken out.',
    ),
  reason: z.string().optional().describe('Why the document is unpublished.'),
  errors: z.array(ErrorItem).optional().describe('What is wrong, where the status is 400 or more.'),
  ignored: z.array(z.string()).optional().describe('Fields that nobody knows here, which were left out.'),
})
export type WriteAnswer = z.infer<typeof WriteAnswer>

/** The outcome of a call of a webhook. A sender needs no status but that of HTTP. */
export const WebhookAnswer = WriteAnswer.omit({ status: true })

/** The outcome of each line of a batch. */
export const BatchAnswer = z.strictObject({
  items: z.array(WriteAnswer).describe('An answer for each line, in their order.'),
  failed: z.int().describe('How many of them have a status of 400 or more.'),
})

/** The process is alive. */
export const HealthAnswer = z.strictObject({ status: z.literal('ok'), version: z.string() })

const Problem = z.strictObject({ reason: z.string(), whatToDo: z.string() })

/** Whether the next search can be answered, and if not, why and what to do. */
export const ReadinessAnswer = z.strictObject({
  status: z.enum(['ready', 'not ready']),
  warning: Problem.optional(),
  reason: z.string().optional(),
  whatToDo: z.string().optional(),
  generation: z.string().optional().describe('Stands for all that searches find; changes with it.'),
})
