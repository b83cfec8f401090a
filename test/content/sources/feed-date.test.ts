import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFeedDate } from '../../../src/content/sources/feed/feed-date.ts'

const same = (texts: readonly string[], date: string) => {
  for (const text of texts) assert.deepEqual(readFeedDate(text), { date }, text)
}

test('dates as RFC 822 has them, and as it does not', () => {
  same(
    [
      'Thu, 01 Jan 2004 19:48:21 GMT',
      'Thu, 1 Jan 2004 19:48:21 UT',
      'Thursday, 01 January 2004 19:48:21 Z',
      'thu,01 JAN 04 19:48:21 +0000',
      '  01 Jan 2004\n 19:48:21 -0000 ',
      '01-Jan-2004 19:48:21 GMT',
      'Thu, 1st Jan. 2004, 7:48:21 PM',
      'Thu Jan 1 19:48:21 2004',
      'Thu Jan  1 19:48:21 UTC 2004',
      'January 1, 2004 at 7:48:21 p.m.',
      'Do, 01 Jan 2004 19:48:21 GMT (Greenwich)',
    ],
    '2004-01-01T19:48:21Z',
  )
  same(
    ['Thu, 01 Jan 2004 19:48 EST', '1 Jan 2004 19:48:00 -0500', '1 Jan 2004 19:48 GMT-5'],
    '2004-01-01T19:48:00-05:00',
  )
  same(['01 Jan 99 00:00 +0530'], '1999-01-01T00:00:00+05:30')
  same(['31 Dec 2016 23:59:60 GMT'], '2016-12-31T23:59:59Z')
})

test('dates as ISO 8601 has them, and nearly so', () => {
  same(
    [
      '2004-01-01T19:48:21Z',
      '2004-01-01 19:48:21',
      '2004-1-1t19:48:21.5z',
      '20040101T194821Z',
      '2004/01/01 19:48:21 UTC',
    ],
    '2004-01-01T19:48:21Z',
  )
  same(
    ['2004-01-01T19:48+01:00', '2004-01-01 19:48 +0100', '2004-01-01T19:48:00 CET'],
    '2004-01-01T19:48:00+01:00',
  )
  same(['2004-01-01', '20040101', '2004-01', '2004'], '2004-01-01T00:00:00Z')
})

test('an unknown time zone is a guess and is told', () => {
  assert.deepEqual(readFeedDate('Thu, 01 Jan 2004 19:48:21 IST'), {
    date: '2004-01-01T19:48:21Z',
    repaired: 'unknown time zone read as UTC',
  })
})

test('what could mean two dates, or none, is no date', () => {
  for (const text of [
    '',
    'yesterday',
    '01/02/2004',
    '1.2.2004 10:00',
    '040102',
    '2004-335',
    'Thu, 31 Feb 2004 00:00:00 GMT',
    '2004-13-01',
    '2004-01-01T25:00:00Z',
    'ke, 12 marraskuu 2003 10:00:00 +0200',
    'Пт, 01 янв 2004 10:00:00 +0300',
    '0000-00-00 00:00:00',
    '0001-01-01T00:00:00Z',
    'Wed, 30 Nov -0001 00:00:00 +0000',
    'Wed, 30 Nov 0002 00:00:00 +0000',
    'Thu, 01 Jan 1970 00:00:00 +0000',
    '1072986501',
    `1 Jan 2004${' '.repeat(10)}${'x'.repeat(100_000)}`,
  ]) {
    assert.equal(readFeedDate(text), undefined, text.slice(0, 50))
  }
})
