import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { SECRETS, withSecretFiles } from '../../../src/content/project/secret-files.ts'
import { Environment } from '../../../src/core/config.ts'
import { InputError } from '../../../src/core/errors.ts'
import { folderOf } from '../sources/folder-of.ts'

const messageOf = (env: Record<string, string>): string => {
  try {
    withSecretFiles(env)
  } catch (error) {
    assert.ok(error instanceof InputError)
    return error.message
  }
  return assert.fail('expected an InputError')
}

describe('secrets in files', () => {
  test('are every setting that is a secret', () => {
    const names = Object.keys(Environment.shape)
    const secret = names.filter((name) => /(?:_KEY|_SECRET|PASSWORD|TOKEN)$/.test(name))
    assert.deepEqual([...SECRETS], secret)
    for (const name of SECRETS) assert.ok(names.includes(`${name}_FILE`), name)
  })

  test('stand in for the variable, without the line end', async (t) => {
    const folder = await folderOf(t, { one: 'planted\r\n', two: ' pass word ' })
    const env = withSecretFiles({
      PORT: '1',
      ELASTICSEARCH_API_KEY_FILE: join(folder, 'one'),
      ELASTICSEARCH_PASSWORD_FILE: join(folder, 'two'),
      GHOST_CONTENT_KEY_FILE: ' ',
    })
    assert.equal(env.ELASTICSEARCH_API_KEY, 'planted')
    assert.equal(env.ELASTICSEARCH_PASSWORD, 'pass word')
    assert.deepEqual([env.PORT, env.GHOST_CONTENT_KEY], ['1', undefined])
  })

  test('that are wrong are named without what they hold', async (t) => {
    const contents = { long: 'planted'.repeat(10_000), lines: 'planted\nplanted', empty: '\n' }
    const folder = await folderOf(t, contents)
    const problem = (name: string) => messageOf({ ELASTICSEARCH_API_KEY_FILE: join(folder, name) })
    assert.match(problem('long'), /^ELASTICSEARCH_API_KEY_FILE: expected a file of one line.*longer$/)
    assert.match(problem('lines'), /which has several$/)
    assert.match(problem('empty'), /which is empty$/)
    assert.match(
      problem('absent'),
      /^ELASTICSEARCH_API_KEY_FILE: expected a file that can be read, got ENOENT/,
    )
    assert.match(problem('.'), /got EISDIR/)
    assert.doesNotMatch(Object.keys(contents).map(problem).join(), /planted/)
    const both = { GHOST_CONTENT_KEY: 'planted', GHOST_CONTENT_KEY_FILE: join(folder, 'lines') }
    assert.equal(messageOf(both), 'GHOST_CONTENT_KEY_FILE: expected without GHOST_CONTENT_KEY, got both')
  })
})
