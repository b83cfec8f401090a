import { VERSION } from '../../../core/package.ts'
import type { Operation, Response } from './operation.ts'
import { READING, SERVICE } from './reading.ts'
import { componentSchemas, type JsonSchema, refTo, toSchema } from './schemas.ts'
import { WEBHOOKS, WRITING } from './writing.ts'

/** All that the API can be asked for. */
export const OPERATIONS: readonly Operation[] = [...READING, ...WRITING, ...WEBHOOKS, ...SERVICE]

const DESCRIPTION =
  'Search for a blog. A method that an address does not know is answered with 405 and Allow, an address that is not there with 404, both with an ErrorAnswer.'

/** A parameter of an operation as OpenAPI has it. */
export type Parameter = {
  name: string
  in: 'path' | 'query'
  required: boolean
  description?: string
  allowEmptyValue?: boolean
  schema: JsonSchema
}
type Content = Record<string, { schema: JsonSchema }>
type HeaderObject = { description: string; required: boolean; schema: JsonSchema }
type ResponseObject = { description: string; headers?: Record<string, HeaderObject>; content?: Content }
/** An operation as OpenAPI has it. */
export type OperationObject = {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  security?: object[]
  parameters?: Parameter[]
  requestBody?: { required: true; description: string; content: Content }
  responses: Record<string, ResponseObject>
}
/** The OpenAPI document. */
export type OpenApi = {
  openapi: string
  info: { title: string; version: string; description: string; license: object }
  servers: object[]
  paths: Record<string, Record<string, OperationObject>>
  components: { schemas: Record<string, JsonSchema>; securitySchemes: object }
}

/** The OpenAPI 3.1 document of the API, made of the schemas that requests and answers are checked by. */
export function openApi(): OpenApi {
  const paths: OpenApi['paths'] = {}
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: toObject(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'blog-search',
      version: VERSION,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    },
  }
}

/** The document as its file has it. */
export function openApiText(): string {
  return `${JSON.stringify(openApi(), null, 2)}\n`
}

function toObject(operation: Operation): OperationObject {
  const { id, tag, summary, description, key, body, responses } = operation
  const parameters = parametersOf(operation)
  const answers = Object.entries(responses).map(([status, answer]) => [status, toResponse(answer)] as const)
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(key !== undefined && { security: key === 'needed' ? [{ key: [] }] : [{}, { key: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: {
        required: true as const,
        description: body.description,
        content: { [body.type]: { schema: body.schema === undefined ? {} : refTo(body.schema) } },
      },
    }),
    responses: {
      ...Object.fromEntries(answers),
      default: toResponse({ description: 'Something else went wrong.', schemas: ['ErrorAnswer'] }),
    },
  }
}

function parametersOf({ path, parameters }: Operation): Parameter[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]))
  const inQuery = Object.entries(parameters?.shape ?? {})
  return [
    ...inPath.map((name) => ({
      name,
      in: 'path' as const,
      required: true,
      schema: { type: 'string' as const },
    })),
    ...inQuery.map(([name, schema]) => {
      const { description, ...rest } = toSchema(schema)
      const required = !schema.safeParse(undefined).success
      const empty = name === 'debug-search' && { allowEmptyValue: true }
      return {
        name,
        in: 'query' as const,
        required,
        ...(description !== undefined && { description }),
        ...empty,
        schema: rest,
      }
    }),
  ]
}

function toResponse({ description, schemas = [], headers }: Response): ResponseObject {
  const refs = schemas.map(refTo)
  const [first] = refs
  const schema = refs.length > 1 ? { anyOf: refs } : first
  return {
    description,
    ...(headers !== undefined && { headers: headerObjects(headers, schemas.includes('ErrorAnswer')) }),
    ...(schema !== undefined && { content: { 'application/json': { schema } } }),
  }
}

/** Errors always have their headers; what may be kept, and so has an ETag, depends on what was asked for. */
function headerObjects(headers: Record<string, string>, required: boolean): Record<string, HeaderObject> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, required, schema: { type: 'string' as const } },
    ]),
  )
}
