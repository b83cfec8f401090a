import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Environment, readConfig } from '../../src/core/config.ts'
import { InputError } from '../../src/core/errors.ts'
import { packageRoot } from '../../src/core/package.ts'

const exampleText = readFileSync(join(packageRoot, '.env.example'), 'utf8')

/** The variables of the file as Docker Compose and a shell read them: a `#` within a word starts no comment. */
const example = Object.fromEntries(
  exampleText
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
)

function problemsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env)
  } catch (error) {
    assert.ok(error instanceof InputError)
    return error.message.split('\n')
  }
  return []
}

describe('.env.example', () => {
  test('has every variable in the order of the settings, and no other', () => {
    assert.deepEqual(Object.keys(example), Object.keys(Environment.shape))
  })
  test('has the defaults', () => {
    assert.deepEqual(readConfig(example), readConfig({}))
  })
  test('explains every variable', () => {
    for (const block of exampleText.trim().split(/\n(?=#)/)) assert.match(block, /^# \S/)
  })
})

describe('settings', () => {
  test('are all optional', () => {
    const config = readConfig({})
    assert.deepEqual(config.elasticsearch, { nodes: ['http://127.0.0.1:9200'], timeoutMs: 5_000 })
    assert.deepEqual(config.http, {
      host: '127.0.0.1',
      port: 3_000,
      trustProxy: 'loopback',
      maxConnections: 1_000,
      shutdownGraceMs: 10_000,
    })
    assert.equal(config.indexPrefix, 'blog')
    assert.deepEqual(config.access, { read: 'public', metrics: 'key' })
    assert.equal(config.maxQueryLength, 200)
  })
  test('count as unset when empty or blank', () => {
    assert.deepEqual(readConfig({ PORT: '', HOST: ' ', ELASTICSEARCH_API_KEY: '' }), readConfig({}))
  })
  test('may name several nodes', () => {
    const { nodes } = readConfig({ ELASTICSEARCH_URL: 'http://a:1, https://b:2,' }).elasticsearch
    assert.deepEqual(nodes, ['http://a:1', 'https://b:2'])
  })
  test('that are wrong are all named at once, with what was expected and given', () => {
    assert.deepEqual(
      problemsOf({
        PORT: '70000',
        INDEX_PREFIX: 'Blog',
        LOG_LEVEL: 'loud',
        MAX_QUERY_LENGTH: '1e3',
        LOG_QUERIES: 'no',
      }),
      [
        'INDEX_PREFIX: expected lower-case letters, digits, "_", "." or "-", at most 100, got "Blog"',
        'PORT: expected at most 65535, got "70000"',
        'MAX_QUERY_LENGTH: expected a whole number from 1 to 10000, got "1e3"',
        'LOG_LEVEL: expected fatal, error, warn, info, debug, trace or silent, got "loud"',
        'LOG_QUERIES: expected true or false, got "no"',
      ],
    )
  })
  const wrong: Record<string, string[]> = {
    ELASTICSEARCH_URL: ['localhost:9200', 'ftp://a', 'http://a,b', ','],
    ELASTICSEARCH_CA_FINGERPRINT: ['ab:cd', 'zz'],
    ELASTICSEARCH_TIMEOUT_MS: ['0', '99', '5s', '-1', '999999'],
    INDEX_SHARDS: ['0', '101', '1.5'],
    INDEX_REPLICAS: ['-1', '0-', 'all', '0-none', '100'],
    INDEX_PREFIX: ['-a', 'a b', '*', 'a'.repeat(101)],
    PORT: ['-1', '3000x', '0x10', '80.5'],
    RANKING: [
      'title',
      'title=11',
      'title=2,title=3',
      'speed=9',
      'freshness=0',
      'comments=2',
      'freshness=1e1',
    ],
    SITE_URL: ['example.org', 'javascript:alert(1)'],
    COMMENT_FRAGMENT: ['#comment'],
    READ_ACCESS: ['true', 'keys'],
    METRICS_ACCESS: ['off'],
    MAX_CONNECTIONS: ['0', 'none'],
    MAX_QUERY_LENGTH: ['0', '10001'],
    SHUTDOWN_GRACE_MS: ['-1', '1.5'],
  }
  for (const [name, values] of Object.entries(wrong)) {
    test(`${name} is named when it is none`, () => {
      for (const value of values) {
        const [problem, ...others] = problemsOf({ [name]: value })
        assert.match(problem ?? `${value} passed`, new RegExp(`^${name}: expected`))
        assert.ok(others.every((other) => other.startsWith(`${name}: `)))
      }
    })
  }
  test('have weights of the ranking as a list', () => {
    const { weights } = readConfig({ RANKING: 'freshness=3, comments=0.5' })
    assert.deepEqual(weights, { freshness: 3, comments: 0.5 })
  })
  test('open debugging to strangers only if they say so', () => {
    const isPublic = (env: Record<string, string>) => readConfig(env).debug.public
    assert.deepEqual(
      [{}, { HOST: '::1' }, { HOST: '0.0.0.0' }, { HOST: 'search.internal' }, { NODE_ENV: 'production' }].map(
        isPublic,
      ),
      [true, true, false, false, false],
    )
    assert.ok(isPublic({ NODE_ENV: 'production', DEBUG_SEARCH: 'public' }))
  })
  test('have an API key or a whole user, not both', () => {
    assert.equal(problemsOf({ ELASTICSEARCH_USERNAME: 'a' }).length, 1)
    assert.equal(problemsOf({ ELASTICSEARCH_PASSWORD: 'a' }).length, 1)
    const both = { ELASTICSEARCH_API_KEY: 'k', ELASTICSEARCH_USERNAME: 'a', ELASTICSEARCH_PASSWORD: 'b' }
    assert.equal(problemsOf(both).length, 1)
  })
  test('never repeat a secret', () => {
    const secrets = { ELASTICSEARCH_URL: 'user:s3cret@host', ELASTICSEARCH_CA_FINGERPRINT: 's3cret' }
    assert.doesNotMatch(problemsOf(secrets).join(), /s3cret/)
  })
})
