import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf } from '../../../src/index/insights/askers.ts'
import { withoutPrivateData } from '../../../src/index/insights/private-text.ts'

const CARD = '4111111111111111'
const NAME = 'planted.reader'
const HOST = 'secret.example'

/** Forms in which readers paste an e-mail address. */
const ADDRESSES = [
  `${NAME}@${HOST}`,
  `<${NAME}@${HOST}>`,
  `mailto:${NAME}@${HOST}`,
  `${NAME}＠${HOST}`,
  `${NAME}%40${HOST}`,
  `${NAME} @ ${HOST}`,
  `${NAME} @${HOST}`,
  `${NAME}@\u200b${HOST}`,
  `${NAME}\u2060@${HOST}`,
  `${NAME} at ${HOST}`,
  `${NAME} AT secret dot example`,
  `${NAME}(at)${HOST}`,
  `${NAME} [at] secret [dot] example`,
  `${NAME}@`,
  `${NAME}@localhost`,
  `"planted reader"@${HOST}`.replace(' ', '.'),
  `ⓟlanted.reader@${HOST}`,
]

/** Forms in which readers paste the number of a card. */
function cards(): string[] {
  const groups = CARD.match(/.{4}/g) ?? []
  const between = [
    '',
    ' ',
    '-',
    '.',
    '–',
    '—',
    '_',
    '/',
    '  ',
    ' - ',
    '\u00a0',
    '\u200b',
    '\u00ad',
    ', ',
    ' x ',
  ]
  const fullWidth = CARD.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
  const arabic = CARD.replace(/\d/g, (digit) => String.fromCodePoint(0x0660 + Number(digit)))
  return [
    ...between.map((sign) => groups.join(sign)),
    ...[' ', '.', '-'].map((sign) => [...CARD].join(sign)),
    ...[
      fullWidth,
      arabic,
      `x${CARD}`,
      `${CARD}x`,
      '5500 0000 0000 04',
      '378282246310005',
      `card${CARD.slice(0, 8)} ${CARD.slice(8)}`,
    ],
  ]
}

test('nothing of a planted address or number is left, whatever is around it', () => {
  for (const [before, after] of [
    ['', ''],
    ['tea ', ''],
    ['', ' tea'],
    ['is it ', ' or not'],
  ]) {
    for (const address of ADDRESSES) {
      const left = withoutPrivateData(before + address + after)
      assert.doesNotMatch(left, /planted|reader|secret|example/, `${address} left ${left}`)
    }
    for (const card of cards()) {
      const left = withoutPrivateData(before + card + after)
      assert.doesNotMatch(left.normalize('NFKD'), /\p{Nd}{3}/u, `${card} left ${left}`)
      assert.ok((left.match(/\p{Nd}/gu)?.length ?? 0) <= 4, `${card} left ${left}`)
    }
  }
  for (const token of ['ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'password: hunter22', 'a'.repeat(50)]) {
    assert.match(withoutPrivateData(token), /\[(?:token|secret)\]$/)
  }
})

test('what readers ask a blog stays as it is', () => {
  for (const text of [
    'how to make tea',
    'elasticsearch 9.5.3',
    'firefox 128 on windows 11',
    'date 2019-04-21',
    '@media print',
    'お茶の作り方',
    'meet at noon',
    'c++ vs. c#',
    'error 0x8007',
  ]) {
    assert.equal(withoutPrivateData(text), text)
  }
  assert.equal(withoutPrivateData('  Copper   KETTLE '), 'copper kettle')
})

test('a network is the first part of an address', () => {
  assert.equal(networkOf('192.0.2.77'), '192.0.2')
  assert.equal(networkOf('::ffff:192.0.2.77'), '192.0.2')
  assert.equal(networkOf('2001:db8:1:2::5'), '2001:db8:1')
  assert.equal(networkOf('2001:0db8:0001:9999:1:2:3:4'), '2001:db8:1')
  assert.equal(networkOf('::1'), '0:0:0')
})
