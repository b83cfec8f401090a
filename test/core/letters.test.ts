import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compatibilityForms, foldCompatibility } from '../../src/core/letters/compatibility.ts'
import { letterForms } from '../../src/core/letters/letters.ts'
import { withoutWordBreaks, withWordBreaks } from '../../src/core/letters/word-breaks.ts'

test('texts are compared in their compatibility forms; signs that stand for words are words of their own', () => {
  const samples: [string, string][] = [
    ['ＡＢＣ ｱﾊﾟｰﾄ ﬁn', 'ABC アパート fin'],
    ['10² H₂O x²', '102 H2O x2'],
    ['2½ cups', '2 1/2  cups'],
    ['Brand™ ①first 5℃', 'Brand TM   1 first 5 °C '],
    ['ﻣﺮﺣﺒﺎ ﻻ ⼈', 'مرحبا لا 人'],
    ['ทำ ກຳ ㄱ ´ ¨ é', 'ทำ ກຳ ㄱ ´ ¨ é'],
    ['ໝາກ ຫມາກ', 'ໝາກ ໝາກ'],
  ]
  for (const [text, folded] of samples) assert.equal(foldCompatibility(text), folded)
})

test('the index knows every character that folding changes, but for those of other filters and of mathematics', () => {
  const forms = compatibilityForms()
  const left = /[\uff00-\uffef\ufe10-\ufe6f]|[\u{1ee00}-\u{1eeff}]/u
  const missing: string[] = []
  for (let code = 0xa1; code <= 0x2_ffff; code++) {
    const character = String.fromCodePoint(code)
    if (/[\s\p{Surrogate}]/u.test(character) || left.test(character)) continue
    const form = foldCompatibility(character)
    if (form !== character.normalize('NFC') && forms.get(character) !== form) missing.push(character)
  }
  assert.deepEqual(missing, [])
})

test('letters that stand for each other have one form', () => {
  const forms = letterForms()
  const fold = (text: string) => [...text].map((letter) => forms.get(letter) ?? letter).join('')
  const samples: [string, string][] = [
    ['Ώρα κόσμος', 'Ωρα κοσμοσ'],
    ['أُسْرَة', 'اسره'],
    ['خانه‌های', 'خانههاي'],
    ['שָׁלוֹם', 'שלום'],
    ['Ёж й', 'Еж й'],
    ['カヴァー', 'かゔぁー'],
    ['臺灣 軟件 氣 気', '台湾 软件 气 气'],
    ['٤२', '42'],
    ['❤\ufe0f', '❤'],
    ['Æble 한국', 'Æble 한국'],
  ]
  for (const [text, folded] of samples) assert.equal(fold(text), folded)
})

test('sentences without spaces are cut into words, and put together again', () => {
  const text = 'ร้านหนังสือ and សៀវភៅថ្មី, 東京都'
  const parted = withWordBreaks(text)
  assert.equal(parted, 'ร้าน\u200bหนังสือ and សៀវភៅ\u200bថ្មី, 東京都')
  assert.equal(withoutWordBreaks(parted), text)
  assert.equal(withWordBreaks('ກິນໝາກນາວ ກິນຫມາກນາວ'), 'ກິນ\u200bໝາກນາວ ກິນ\u200bຫມາກນາວ')
})
