import assert from 'node:assert/strict'

/** One line of Prometheus' text format. */
export type Sample = { name: string; labels: Record<string, string>; value: number }

/** Prometheus reads NaN in any case. */
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? ([Nn]a[Nn]|[+-]Inf|[-+0-9.eE]+)$/
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/gy
const SUFFIX = /_(?:bucket|sum|count)$/

/** The samples of a text in Prometheus' format 0.0.4. Fails for whatever the format forbids: malformed lines, samples without help and type, what stands twice, buckets that do not grow. */
export function readMetrics(text: string): Sample[] {
  assert.ok(text.endsWith('\n'), 'the last line has an end')
  const types = new Map<string, string>()
  const helped = new Set<string>()
  const seen = new Set<string>()
  const samples: Sample[] = []
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const comment = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line)
    if (comment !== null) {
      const [, kind, name = '', rest = ''] = comment
      if (kind === 'HELP') helped.add(name)
      else {
        assert.ok(!types.has(name), `one TYPE for ${name}`)
        assert.match(rest, /^(counter|gauge|histogram|summary|untyped)$/)
        types.set(name, rest)
      }
      continue
    }
    const sample = readSample(line)
    const family = types.has(sample.name) ? sample.name : sample.name.replace(SUFFIX, '')
    assert.ok(types.has(family) && helped.has(family), `HELP and TYPE before ${line}`)
    const key = JSON.stringify([sample.name, Object.entries(sample.labels).sort()])
    assert.ok(!seen.has(key), `once: ${line}`)
    seen.add(key)
    samples.push(sample)
  }
  assertBucketsGrow(samples)
  return samples
}

function readSample(line: string): Sample {
  const [, name, labelText = '', value] = SAMPLE.exec(line) ?? assert.fail(`a sample, got ${line}`)
  const found = [...labelText.matchAll(LABEL)]
  assert.equal(found.map(([whole]) => whole).join(''), labelText, `labels of ${line}`)
  const number = value?.endsWith('Inf') ? Number(`${value}inity`) : Number(value)
  return {
    name: name ?? '',
    labels: Object.fromEntries(found.map(([, key, text]) => [key, text])),
    value: number,
  }
}

function assertBucketsGrow(samples: readonly Sample[]): void {
  const last = new Map<string, number>()
  for (const { name, labels, value } of samples.filter((one) => one.name.endsWith('_bucket'))) {
    const { le: _, ...others } = labels
    const key = JSON.stringify([name, others])
    assert.ok(value >= (last.get(key) ?? 0), `buckets of ${name} grow`)
    last.set(key, value)
  }
}
