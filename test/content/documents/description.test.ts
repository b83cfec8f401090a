import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toIndexedPost } from '../../../src/content/documents/to-indexed.ts'
import { validateDocument } from '../../../src/content/documents/validate.ts'

function indexed(fields: Record<string, unknown>) {
  const validated = validateDocument({ url: '/a/', title: 'On lamps', ...fields })
  assert.ok(validated.kind === 'post', JSON.stringify(validated))
  assert.deepEqual(validated.unknownFields, [])
  return toIndexedPost(validated.post)
}

const TEXT =
  'The lamp is lit at dusk, and it burns until the oil is gone, as all lamps in that house did for years.'

test('a description is searched as the end of the text, and what repeats title or text adds nothing', () => {
  for (const [description, added] of [
    ['How oil lamps were used.', '\n\nHow oil lamps were used.'],
    ['*How* they &amp; others\n\nburned.', '\n\nHow they & others\nburned.'],
    [TEXT, ''],
    ['The lamp **is** lit at dusk', ''],
    ['The lamp is lit at dusk, and it burns until the oil is gone, as all la […]', ''],
    ['On Lamps', ''],
    ['The lam', '\n\nThe lam'],
    ['New.\n\nNew.\n\nContinue reading On lamps', '\n\nNew.'],
    ['', ''],
    ['!', ''],
  ] as const) {
    const { text, excerpt } = indexed({ text: TEXT, format: 'markdown', description })
    assert.equal(text, TEXT + added, description)
    assert.equal(excerpt, added.replace(/\s+/g, ' ').trim() || TEXT, 'it is shown where it says more')
  }
  assert.equal(indexed({ text: '', description: 'All there is.' }).excerpt, 'All there is.')
})
