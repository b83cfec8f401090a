import { Layout } from '../../pages/layout.tsx'
import type { Site } from '../../pages/site.ts'
import type { OpenApi, OperationObject, Parameter } from './document.ts'
import { SchemaFields, SchemaType } from './schema-view.tsx'
import type { JsonSchema } from './schemas.ts'

type DocsPageProps = { site: Site; api: OpenApi }
type Listed = { method: string; path: string; operation: OperationObject }

/** The page that describes the API for people, made from its OpenAPI document. */
export function DocsPage({ site, api }: DocsPageProps) {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))]
  return (
    <Layout site={site} title="The API of the search">
      <main>
        <h1>The API</h1>
        <p>{api.info.description}</p>
        <p>
          For machines: <a href="/api/v1/openapi.json">OpenAPI {api.openapi}</a>, version {api.info.version}.
        </p>
        <Contents operations={operations} />
        {tags.map((tag) => (
          <section key={tag}>
            <h2>{tag}</h2>
            {operations
              .filter(({ operation }) => operation.tags.includes(tag))
              .map((listed) => (
                <Operation key={listed.operation.operationId} {...listed} />
              ))}
          </section>
        ))}
        <Schemas schemas={api.components.schemas} />
      </main>
    </Layout>
  )
}

function Contents({ operations }: { operations: readonly Listed[] }) {
  return (
    <nav aria-label="Contents">
      <ul>
        {operations.map(({ method, path, operation }) => (
          <li key={operation.operationId}>
            <a href={`#${operation.operationId}`}>
              {method} {path}
            </a>
            : {operation.summary}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Operation({ method, path, operation }: Listed) {
  const { operationId, summary, description, security, parameters = [], requestBody, responses } = operation
  return (
    <article>
      <h3 id={operationId}>
        <code>
          {method} {path}
        </code>
      </h3>
      <p>
        {summary}. {description}
      </p>
      {security && <p>{KEY_TEXTS[security.length - 1]}</p>}
      {parameters.length > 0 && <Parameters parameters={parameters} />}
      {requestBody && (
        <p>
          Body, <code>{Object.keys(requestBody.content).join(', ')}</code>:{' '}
          {Object.values(requestBody.content).map(({ schema }, i) => (
            <SchemaType key={i} schema={schema} />
          ))}
          . {requestBody.description}
        </p>
      )}
      <Responses responses={responses} />
    </article>
  )
}

const KEY_TEXTS = [
  'A key is needed: Authorization: Bearer <key>.',
  'A part of it needs a key: Authorization: Bearer <key>.',
]

function Parameters({ parameters }: { parameters: readonly Parameter[] }) {
  return (
    <ul>
      {parameters.map(({ name, required, description, schema, in: place }) => (
        <li key={name}>
          <code>{name}</code>
          {place === 'path' && ' (in the path)'}
          {place === 'query' && !required && ' (optional)'}: <SchemaType schema={schema} />
          {description !== undefined && <> — {description}</>}
        </li>
      ))}
    </ul>
  )
}

function Responses({ responses }: Pick<OperationObject, 'responses'>) {
  return (
    <ul>
      {Object.entries(responses).map(([status, { description, content }]) => (
        <li key={status}>
          <strong>{status === 'default' ? 'Otherwise' : status}</strong>{' '}
          {Object.values(content ?? {}).map(({ schema }, i) => (
            <SchemaType key={i} schema={schema} />
          ))}{' '}
          {description}
        </li>
      ))}
    </ul>
  )
}

function Schemas({ schemas }: { schemas: Record<string, JsonSchema> }) {
  return (
    <section>
      <h2>What is sent and answered</h2>
      {Object.entries(schemas).map(([name, schema]) => (
        <article key={name}>
          <h3 id={`schema-${name}`}>
            <code>{name}</code>
          </h3>
          <SchemaFields schema={schema} />
        </article>
      ))}
    </section>
  )
}
