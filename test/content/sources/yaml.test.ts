import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composeYaml, valueOfYaml } from '../../../src/content/sources/yaml.ts'
import { processorMs } from '../../helpers/processor-time.ts'

const read = (source: string) => valueOfYaml(composeYaml(source, { uniqueKeys: false }))

test('aliases stand for what they name, as long as that is not more than anybody writes', () => {
  assert.deepEqual(read('a: &a [x, y]\nb: *a\nc: {<<: 1}'), { a: ['x', 'y'], b: ['x', 'y'], c: { '<<': 1 } })
  const long = `a: &a [${'x, '.repeat(5_000)}x]\ntags: [${'*a, '.repeat(50)}*a]`
  assert.throws(() => read(long), /expected at most 100000 values, got more/)
  assert.throws(() => read('a: &a {b: *a}'), /expected at most 100000 values, got more/)
  const nested = Array.from('bcdefghij', (c, i) => `${c}: &${c} [${`*${'abcdefghij'[i]},`.repeat(9)}]`)
  assert.throws(() => read(`a: &a [x]\n${nested.join('\n')}`), /alias/i)
})

for (const begin of ['[', '{a: ', '- ', '? ', 'a: - ']) {
  test(`what is nested deeper than anybody writes is refused at once: ${begin}`, () => {
    const start = processorMs()
    assert.throws(() => read(begin.repeat(200_000)), /expected at most 100 levels, got more/)
    assert.ok(processorMs() - start < 5_000)
  })
}

test('brackets and dashes in texts are text', () => {
  const dashes = '- '.repeat(500)
  assert.deepEqual(read(`a: "${'['.repeat(500)}"\nb: |\n  ${dashes}\nc: x${'{'.repeat(500)}`), {
    a: '['.repeat(500),
    b: `${dashes}\n`,
    c: `x${'{'.repeat(500)}`,
  })
  const lines = Array.from({ length: 500 }, (_, i) => `k${i}: [a: b]`)
  assert.equal(Object.keys(Object(read(lines.join('\n')))).length, 500)
})

test('many fields take no time in the square of their number', () => {
  const start = processorMs()
  read(Array.from({ length: 50_000 }, (_, i) => `k${i}: 1`).join('\n'))
  assert.ok(processorMs() - start < 10_000)
})
