import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { InputError } from '../../src/core/errors.ts'
import { isTrainedOn, readModel } from '../../src/meaning/model.ts'
import { passagesOf } from '../../src/meaning/passages.ts'
import { type Outcome, QueryVectors } from '../../src/meaning/query-vectors.ts'
import { FakeEmbedder, fakeModel } from './fake-model.ts'

test('a vector is made once, and kept; a late one is kept for the next time; a failure is none', async () => {
  const embedder = new FakeEmbedder()
  const outcomes: Outcome[] = []
  const queries = new QueryVectors(embedder, fakeModel(), {
    waitMs: 20,
    onOutcome: (one) => outcomes.push(one),
  })
  await queries.warmUp()
  const made = await queries.of('red car')
  assert.equal(made?.field, 'meaning_fake')
  assert.equal(await queries.of('Red car'), made)
  let release = () => {}
  embedder.delay = new Promise((resolve) => {
    release = resolve
  })
  assert.equal(await queries.of('slow car'), undefined)
  release()
  await embedder.delay
  await new Promise(setImmediate)
  assert.ok((await queries.of('slow car')) !== undefined)
  embedder.problem = 'dead'
  assert.equal(await queries.of('another car'), undefined)
  embedder.waiting = 100
  assert.equal(await queries.of('one more car'), undefined)
  assert.deepEqual(outcomes, ['made', 'kept', 'late', 'kept', 'failed', 'late'])
})

test('a text has at most three passages, each with the title; a short rest is none', () => {
  const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ')
  assert.deepEqual(passagesOf({ title: 'T', text: '' }), ['T'])
  assert.deepEqual(passagesOf({ title: 'T', text: 'a b' }), ['T. a b'])
  assert.deepEqual(passagesOf({ title: 'T', text: words(160) }).length, 1)
  const passages = passagesOf({ title: 'T', text: words(2_000) })
  assert.deepEqual(
    passages.map((passage) => passage.split(' ').slice(0, 2).join(' ')),
    ['T. w0', 'T. w150', 'T. w300'],
  )
})

test('a folder tells how its model reads; what it lacks is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'blog-search-model-'))
  const put = async (name: string, content: string) => {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  try {
    assert.throws(
      () => readModel(folder),
      new InputError(`${folder}: expected a model, such as model_quantized.onnx, got none`),
    )
    await put('onnx/model.onnx', 'weights')
    assert.throws(() => readModel(folder), new InputError(`${folder}: expected tokenizer.json, got none`))
    await put('tokenizer.json', '{}')
    await put('config_sentence_transformers.json', '{"prompts":{"query":"query: ","document":"passage: "}}')
    await put('1_Pooling/config.json', '{"pooling_mode_cls_token":true}')
    const model = readModel(folder)
    assert.deepEqual(model.prefixes, { query: 'query: ', passage: 'passage: ' })
    assert.equal(model.pooling, 'first')
    assert.ok(isTrainedOn(model, 'ja'))
    await put('meaning.json', '{"languages":["en"],"pooling":"mean"}')
    const described = readModel(folder)
    assert.deepEqual([isTrainedOn(described, 'en-gb'), isTrainedOn(described, 'de')], [true, false])
    assert.notEqual(described.fingerprint, model.fingerprint)
    await put('meaning.json', '{"pooling":"max"}')
    assert.throws(() => readModel(folder), /meaning\.json: pooling: /)
  } finally {
    await rm(folder, { recursive: true })
  }
})
