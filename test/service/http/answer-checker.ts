import assert from 'node:assert/strict'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { OpenApi } from '../../../src/service/http/openapi/document.ts'

/** Asserts that answers are as an OpenAPI document says, by its own schemas and nothing of this program. */
export function answerChecker(api: OpenApi) {
  const ajv = new Ajv2020({ allErrors: true, strict: false })
  ajv.addSchema({ $id: 'api', components: api.components })
  const operations = Object.values(api.paths).flatMap((methods) => Object.values(methods))

  const assertValid = (schema: object, text: string, what: string) => {
    const validate = ajv.compile(absolute(schema))
    const valid = validate(JSON.parse(text))
    assert.ok(valid, `${what}: ${ajv.errorsText(validate.errors)} in ${text.slice(0, 500)}`)
  }
  const check = (operationId: string, response: Response, text: string) => {
    const operation = operations.find((one) => one.operationId === operationId)
    const expected = operation?.responses[response.status]
    assert.ok(expected, `${operationId} tells of ${response.status}`)
    const what = `${operationId} ${response.status}`
    for (const [name, { required }] of Object.entries(expected.headers ?? {})) {
      if (required) assert.ok(response.headers.has(name), `${what}: ${name}`)
    }
    const schema = expected.content?.['application/json']?.schema
    if (schema === undefined) assert.equal(text, '', what)
    else assertValid(schema, text, what)
  }
  return Object.assign(check, {
    schema: (name: string, text: string) => assertValid({ $ref: `#/components/schemas/${name}` }, text, name),
  })
}

/** A schema with its references made whole, so that it can be used outside of the document. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/'))
}
