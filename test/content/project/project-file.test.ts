import assert from 'node:assert/strict'
import { test } from 'node:test'
import { excluding } from '../../../src/content/project/excluding.ts'
import { parseProject } from '../../../src/content/project/project-file.ts'
import { memorySource } from '../../helpers/test-index.ts'

test('a project names its sources, and what holds for all', () => {
  const project = parseProject(`
site: https://example.org
language: de
sources:
  - path: content
    exclude: ["**/drafts/**"]
    site: My notes
  - url: https://example.org/feed.xml
    comments: true
facets: [{field: series}, {field: reading-level}]
ranking: {freshness: 3, comments: 0.5}
`)
  assert.deepEqual(project, {
    settings: {},
    site: 'https://example.org',
    language: 'de',
    sources: [
      { path: 'content', exclude: ['**/drafts/**'], site: 'My notes' },
      { url: 'https://example.org/feed.xml', comments: true, exclude: [] },
    ],
    exclude: [],
    facets: [{ field: 'series' }, { field: 'reading-level' }],
    ranking: { freshness: 3, comments: 0.5 },
    allowPrivateNetworks: false,
  })
})

const wrong: [string, RegExp][] = [
  ['site: [', /^x.yaml:1:\d+: /],
  ['sources: [{path: a}]\nfacets: [series]', /^x.yaml:2:\d+: facets\[0\]: .*got "series"/],
  [
    'sources: [{path: a}]\nfacets: [{field: "="}]',
    /^x.yaml:2:\d+: facets\[0\].field: expected the name of a field/,
  ],
  [
    'sources: [{path: a, site: ""}]',
    /^x.yaml:1:\d+: sources\[0\].site: expected a name of 1 to 50 .*, got ""$/,
  ],
  [
    'sources: [{path: a}]\nranking: {freshness: 99}',
    /^x.yaml:2:\d+: ranking.freshness: expected none, tie, or a number of years from 0.5 to 50, got 99$/,
  ],
  ['sources: [{path: a}]\nranking: {speed: 1}', /^x.yaml:2:\d+: ranking: Unrecognized key: "speed"$/],
  ['sources: []', /^x.yaml:1:\d+: sources: expected at least one source, got \[\]$/],
  [
    '\nsources:\n  - path: a\n    url: https://x.y',
    /^x.yaml:3:\d+: sources\[0\]: expected either path or url, got /,
  ],
  [
    'sources:\n  - path: a\nlanguage: x',
    /^x.yaml:3:\d+: language: expected a language of two or three letters, .*, got "x"$/,
  ],
  [
    'sources:\n  - path: a\n    pages: often',
    /^x.yaml:3:\d+: sources\[0\].pages: expected true or false, got "often"$/,
  ],
  ['sources:\n  - path: a\nsurces: 1', /^x.yaml:3:\d+: file: Unrecognized key: "surces"$/],
  [
    'sources:\n  - path: a\n    pages: true\n    excludes: ["b"]',
    /^x.yaml:4:\d+: sources\[0\]: Unrecognized key: "excludes"$/,
  ],
  [
    'sources: [{path: a}]\nsettings:\n  PORT: 3000\n  PROT: 1\n  SITE_URL: http://a\n  GHOST_CONTENT_KEY: planted\n  RANKING: title=2',
    /^x.yaml:4:9: settings.PROT: expected the name of a setting, .*\nx.yaml:5:13: settings.SITE_URL: expected as the field site .*\nx.yaml:6:22: settings.GHOST_CONTENT_KEY: expected in .env, (?!.*planted).*\nx.yaml:7:12: settings.RANKING: expected as the field ranking .*$/,
  ],
  [`a: ${'['.repeat(1000)}`, /^x.yaml: expected at most 100 levels, got more$/],
  [
    `a: &a [x]\n${Array.from('bcdefghij', (c, i) => `${c}: &${c} [${`*${'abcdefghij'[i]},`.repeat(9)}]`).join('\n')}`,
    /Excessive alias count/,
  ],
]
for (const [text, expected] of wrong) {
  test(`a mistake is named with line, field, expected and given: ${text.slice(0, 40)}`, () => {
    assert.throws(() => parseProject(text, 'x.yaml'), { name: 'InputError', message: expected })
  })
}

test('what a pattern names by place or address is left out and counted', async () => {
  const post = (url: string) => ({ url, text: 'x' })
  const source = memorySource([post('/2019/a/'), post('https://example.org/private/b'), post('/c')], 'posts')
  const kinds = []
  for await (const { kind } of excluding(source, ['2019/**', '/private/*', 'posts:9']).items())
    kinds.push(kind)
  assert.deepEqual(kinds, ['skipped', 'skipped', 'document'])
})
