import type { ComponentChildren } from 'preact'
import type { JsonSchema } from './schemas.ts'

type SchemaProps = { schema: JsonSchema }

/** The values that a JSON Schema allows, in a few words, with links to the schemas it names. */
export function SchemaType({ schema }: SchemaProps) {
  return <>{typeOf(schema)}</>
}

function typeOf(schema: JsonSchema): ComponentChildren {
  const { $ref, anyOf, enum: values, type, items, properties } = schema
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1)
    return <a href={`#schema-${name}`}>{name}</a>
  }
  if (anyOf !== undefined) return joined(anyOf.map((one) => typeOf(toSchema(one))))
  if (schema.const !== undefined) return <code>{JSON.stringify(schema.const)}</code>
  if (values !== undefined) return joined(values.map((value) => <code>{String(value)}</code>))
  if (type === 'array') return <>list of {typeOf(toSchema(items))}</>
  if (properties !== undefined) return <SchemaFields schema={schema} />
  const name = Array.isArray(type) ? type.join(' or ') : (type ?? 'anything')
  return <>{`${name}${limitsOf(schema)}`}</>
}

/** A list of the fields of an object; for anything else, its type. */
export function SchemaFields({ schema }: SchemaProps) {
  const { properties, required = [] } = schema
  if (properties === undefined) return <p>{typeOf(schema)}</p>
  return (
    <ul>
      {Object.entries(properties).map(([name, property]) => {
        const field = toSchema(property)
        return (
          <li key={name}>
            <code>{name}</code>
            {!required.includes(name) && ' (optional)'}: {typeOf(field)}
            {field.description !== undefined && <> — {field.description}</>}
          </li>
        )
      })}
    </ul>
  )
}

/** A schema as an object. JSON Schema also has the schemas true and false, which say nothing of a type. */
function toSchema(schema: unknown): JsonSchema {
  return isSchema(schema) ? schema : {}
}

function isSchema(schema: unknown): schema is JsonSchema {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema)
}

function joined(parts: readonly ComponentChildren[]): ComponentChildren {
  return parts.map((part, i) => (
    <>
      {i > 0 && ' or '}
      {part}
    </>
  ))
}

function limitsOf({ minimum, maximum, maxLength, maxItems }: JsonSchema): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  if (maxLength !== undefined) return ` of at most ${maxLength} characters`
  return maxItems === undefined ? '' : `, at most ${maxItems}`
}
