import { VERSION } from '../../../core/package.ts'
import type { Operation, Response } from '../routes/operation.ts'
import type { Route } from '../routes/route.ts'
import { componentSchemas, type JsonSchema, refTo, toSchema } from './schemas.ts'

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

/** The OpenAPI 3.1 document of the API, made from the schemas that check requests and answers. */
export function openApi(routes: readonly Route[]): OpenApi {
  const paths: OpenApi['paths'] = {}
  for (const { method, path: pattern, access, operation } of routes) {
    if (operation === undefined) continue
    const path = pattern.replace(/:(\w+)/g, '{$1}')
    const described = toObject(operation, { path, security: securityOf(access, operation) })
    paths[path] = { ...paths[path], [method]: described }
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

/** The text of the document's file. */
export function openApiText(routes: readonly Route[]): string {
  return `${JSON.stringify(openApi(routes), null, 2)}\n`
}

/** Whether a key is needed: for writes always, for some operations only for a part. */
function securityOf(access: Route['access'], { keyForPart, needsKey }: Operation): { security?: object[] } {
  if (access === 'write' || needsKey === true) return { security: [{ key: [] }] }
  return keyForPart === true ? { security: [{}, { key: [] }] } : {}
}

function toObject(
  operation: Operation,
  { path, security }: { path: string; security: { security?: object[] } },
): OperationObject {
  const { id, tag, summary, description, body, responses } = operation
  const parameters = parametersOf(path, operation)
  const answers = Object.entries(responses).map(([status, answer]) => [status, toResponse(answer)] as const)
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...security,
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

function parametersOf(path: string, { parameters }: Operation): Parameter[] {
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

/** The headers of an answer. Errors always have theirs; those for caching, such as ETag, depend on the request. */
function headerObjects(headers: Record<string, string>, required: boolean): Record<string, HeaderObject> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, required, schema: { type: 'string' as const } },
    ]),
  )
}
