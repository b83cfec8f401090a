import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { readEnvFile } from '../../src/content/project/env-file.ts'
import { packageRoot } from '../../src/core/package.ts'
import { folderOf } from '../content/sources/folder-of.ts'
import { runCli } from './run-cli.ts'

const PROJECT = `site: https://blog.example
sources: [{path: .}]
settings:
  ELASTICSEARCH_URL: [https://es-1.example, https://user:planted@es-2.example]
  PORT: 3100
  SITE_NAME: From the project file
  SYNONYMS_FILE: synonyms.txt
`

test('config tells each setting, its value and where it comes from, and no secret', async (t) => {
  const folder = await folderOf(t, {
    'blog-search.config.yaml': PROJECT,
    '.env': 'PORT=3200\nELASTICSEARCH_API_KEY="planted-key"\nHOST=\nSITE_NAME=A # comment\nOTHER=planted\n',
    secret: 'planted-secret-of-ghost\n',
  })
  const env = { HOST: '127.0.0.2', PORT: '', GHOST_WEBHOOK_SECRET_FILE: join(folder, 'secret') }
  const { code, stdout, stderr } = await runCli(t, ['config', '--json'], env, folder)
  assert.equal(code, 0, stderr)
  assert.doesNotMatch(stdout, /planted/)
  const settings: { name: string; value: string; from: string }[] = JSON.parse(stdout)
  const of = (name: string) => {
    const found = settings.find((one) => one.name === name)
    return `${found?.value} ${found?.from}`
  }
  assert.equal(
    of('ELASTICSEARCH_URL'),
    'https://es-1.example,https://***:***@es-2.example blog-search.config.yaml',
  )
  assert.equal(of('SITE_URL'), 'https://blog.example blog-search.config.yaml')
  assert.equal(of('PORT'), '3200 .env')
  assert.equal(of('SITE_NAME'), 'A .env')
  assert.equal(of('ELASTICSEARCH_API_KEY'), '(hidden) .env')
  assert.equal(of('GHOST_WEBHOOK_SECRET'), '(hidden) environment')
  assert.equal(of('HOST'), '127.0.0.2 environment')
  assert.equal(of('SYNONYMS_FILE'), `${join(folder, 'synonyms.txt')} blog-search.config.yaml`)
  assert.equal(of('RATE_LIMIT'), '600 default')
  assert.ok(!stdout.includes('[object'), stdout)
  const text = await runCli(t, ['config', '--changed'], env, folder)
  assert.match(text.stdout, /^PORT +\.env +3200$/m)
  assert.doesNotMatch(text.stdout, /RATE_LIMIT/)
})

test('a wrong setting is told with the place that it comes from', async (t) => {
  const folder = await folderOf(t, { 'blog-search.config.yaml': PROJECT, '.env': 'RATE_LIMIT=many\n' })
  const { code, stderr } = await runCli(t, ['serve'], { PORT: 'x' }, folder)
  assert.equal(code, 2)
  assert.match(stderr, /^PORT: expected a whole number/m)
  assert.match(stderr, /^\.env: RATE_LIMIT: expected a whole number/m)
})

test('a file of settings is read as Docker Compose reads it', async (t) => {
  const folder = await folderOf(t, {
    env: [
      'A=#comment-{id}',
      'B=pass#word # of the node',
      "C='a # b'",
      "export D=it's#1",
      'E="x#y"',
      'F= # nothing',
      'G=plain',
      '# H=1',
    ].join('\n'),
  })
  assert.deepEqual(
    { ...readEnvFile(join(folder, 'env')) },
    { A: '#comment-{id}', B: 'pass#word', C: 'a # b', D: "it's#1", E: 'x#y', F: '', G: 'plain' },
  )
  const example = readEnvFile(join(packageRoot, '.env.example'))
  const lines = (await readFile(join(packageRoot, '.env.example'), 'utf8')).split('\n')
  const asWritten = lines
    .filter((line) => /^[A-Z]/.test(line))
    .map((line) => line.split(/=(.*)/s).slice(0, 2))
  assert.deepEqual({ ...example }, Object.fromEntries(asWritten))
})
