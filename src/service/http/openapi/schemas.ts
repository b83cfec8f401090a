import { z } from 'zod'
import { Comment, Post } from '../../../content/documents/document.ts'
import { InsightsAnswer } from '../../../index/insights/report.ts'
import { CommentHit, Facets, Piece, PostHit, SearchAnswer } from '../../../search/answer/answer.ts'
import { Debug } from '../../../search/answer/debug-answer.ts'
import { postRef } from '../../../search/answer/post-ref.ts'
import { RuleBody } from '../../../search/curation/rule.ts'
import { relatedAnswer, resolveAnswer } from '../../../search/related/answers.ts'
import { Term } from '../../../search/spelling/term.ts'
import { suggestAnswer } from '../../../search/suggest/suggest-answer.ts'
import {
  BatchAnswer,
  ErrorAnswer,
  HealthAnswer,
  ReadinessAnswer,
  WebhookAnswer,
  WriteAnswer,
} from '../answer-schemas.ts'
import { ClickBody } from '../insights/clicks-api.ts'
import { Line } from '../writes/read-line.ts'

/** JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
export type JsonSchema = z.core.JSONSchema.BaseSchema

const ANSWERS = {
  SearchAnswer,
  PostHit,
  CommentHit,
  Piece,
  Term,
  Facets,
  Debug,
  SuggestAnswer: suggestAnswer,
  PostRef: postRef,
  RelatedAnswer: relatedAnswer,
  ResolveAnswer: resolveAnswer,
  InsightsAnswer,
  WriteAnswer,
  BatchAnswer,
  WebhookAnswer,
  HealthAnswer,
  ReadinessAnswer,
  ErrorAnswer,
}
const REQUESTS = { Post, Comment, BatchLine: Line, ClickBody, RuleBody }

/** The name of a schema in the document. */
export type SchemaName = keyof typeof ANSWERS | keyof typeof REQUESTS | 'CommentBody'

/** A reference to a schema of the document. */
export function refTo(name: SchemaName): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` }
}

/** All schemas of requests and answers by their names. */
export function componentSchemas(): Record<string, JsonSchema> {
  const requests = convert(REQUESTS, 'input')
  // A comment that is written alone has its ids in the address.
  const CommentBody = { ...requests.Comment, required: ['text'] }
  return { ...convert(ANSWERS, 'output'), ...requests, CommentBody }
}

/** The JSON Schema of a parameter's value after it is read. */
export function toSchema(schema: z.ZodType): JsonSchema {
  return bare(z.toJSONSchema(schema, { io: 'output', ...OPTIONS }))
}

function convert(schemas: Record<string, z.ZodType>, io: 'input' | 'output'): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id })
  const uri = (id: string) => `#/components/schemas/${id}`
  const converted = z.toJSONSchema(registry, { io, uri, ...OPTIONS })
  return Object.fromEntries(Object.entries(converted.schemas).map(([id, schema]) => [id, bare(schema)]))
}

const OPTIONS = {
  unrepresentable: 'any',
  /** Leaves out the limits of whole numbers in JavaScript, which interest nobody. */
  override: ({ jsonSchema }: { jsonSchema: JsonSchema }) => {
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  },
} as const

function bare({ $schema: _dialect, $id: _id, id: _name, ...schema }: JsonSchema): JsonSchema {
  return schema
}
