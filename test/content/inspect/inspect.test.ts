import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from '../../../src/content/inspect/inspect.ts'
import { memorySource } from '../../helpers/test-index.ts'

test('posts are shown as they were written, without marks for the analyzers', async () => {
  const post = { id: 'a', url: '/a/', title: 'ร้านหนังสือ', text: 'ทำขนมปัง', language: 'th' }
  const { first } = await inspect([memorySource([post])], { show: 1 })
  assert.deepEqual([first[0]?.title, first[0]?.text], ['ร้านหนังสือ', 'ทำขนมปัง'])
})
