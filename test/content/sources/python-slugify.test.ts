import assert from 'node:assert/strict'
import { test } from 'node:test'
import { slugify } from '../../../src/content/sources/python-sites/slugify.ts'

test('a name becomes the slug that Pelican makes of it', () => {
  const samples: [name: string, slug: string][] = [
    ['日本 привет straße', 'ri-ben-privet-strasse'],
    ['Ελλάδα 서울', 'ellada-seoul'],
    ['2½ cups', '212-cups'],
    ['© 2020 – été', 'c-2020-ete'],
    ['Crème Brûlée – C++, it’s here', 'creme-brulee-c-its-here'],
  ]
  for (const [name, slug] of samples) assert.equal(slugify(name), slug)
  assert.equal(slugify('Été à 東京!', true), 'été-à-東京')
})
