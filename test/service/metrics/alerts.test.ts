import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageRoot } from '../../../src/core/package.ts'
import { backendGauges } from '../../../src/service/metrics/backend-gauges.ts'
import { createMetrics } from '../../../src/service/metrics/metrics.ts'

const Rules = z.strictObject({
  groups: z.tuple([
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^BlogSearch[A-Z]\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[mh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string() }),
        }),
      ),
    }),
  ]),
})

const read = (name: string) => readFileSync(join(packageRoot, `docs/${name}`), 'utf8')
const { rules } = Rules.parse(parse(read('alerts.yaml'))).groups[0]

test('alerts are about metrics that there are, and labels that they have', async () => {
  const metrics = createMetrics('1')
  metrics.end({ route: '/search', status: 200, seconds: 1 })
  const state = {
    health: { status: 'green', nodes: 1, unassignedShards: 0 },
    indexes: { missing: [], documents: { posts: 1 }, generation: { stamp: 's', created: new Date(0) } },
  }
  const texts = [await metrics.registry.metrics(), await backendGauges(state, new Date()).metrics()].join('')
  for (const { alert, expr } of rules) {
    const names = expr.match(/\b(?:blog_search|process|nodejs)_\w+/g) ?? []
    assert.ok(names.length > 0 || alert === 'BlogSearchDown', alert)
    for (const name of names) assert.match(texts, new RegExp(`^${name}[ {]`, 'm'), alert)
    for (const [, name, label] of expr.matchAll(/(\w+)\{(\w+)=~?"/g)) {
      if (name !== 'up') assert.match(texts, new RegExp(`^${name}\\{[^}]*${label}="`, 'm'), alert)
    }
  }
})

test('the runbook explains every alert, and no other', () => {
  const explained = [...read('runbook.md').matchAll(/^### (BlogSearch\w+)$/gm)].map(([, name]) => name)
  assert.deepEqual(
    explained,
    rules.map(({ alert }) => alert),
  )
})
