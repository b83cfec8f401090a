import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeText } from '../../../src/content/sources/decode-text.ts'

const REPAIRED = ['bytes that are no characters replaced']

test('bytes that are no characters are told, and replacement characters of the author are not', () => {
  const shiftJis = Buffer.from([0x83, 0x65, 0x83, 0xff])
  assert.deepEqual(decodeText(shiftJis, 'shift_jis').repaired, REPAIRED)
  assert.deepEqual(decodeText(Buffer.from([0x83, 0x65]), 'shift_jis'), { text: 'テ', repaired: [] })
  assert.deepEqual(decodeText(Buffer.from('a \ufffd b')), { text: 'a \ufffd b', repaired: [] })
})

test('what is UTF-8 is read as such, whatever the server says, and what is not is read as it says', () => {
  assert.equal(decodeText(Buffer.from('Käse'), 'iso-8859-1').text, 'Käse')
  assert.equal(decodeText(Buffer.from('Käse', 'latin1'), 'iso-8859-1').text, 'Käse')
  assert.equal(decodeText(Buffer.from('Käse', 'latin1')).text, 'Käse')
})
