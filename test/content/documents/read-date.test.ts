import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDate } from '../../../src/content/documents/read-date.ts'

/** Each text beside the date that Ruby (Time.parse, or YAML) or JavaScript reads from it. */
const DATES: readonly [text: string, date: string | undefined][] = [
  // Days that do not exist roll over, as does 24:00.
  ['2015-02-30', '2015-03-02T00:00:00Z'],
  ['2015-04-31 08:15:00', '2015-05-01T08:15:00Z'],
  ['2016-02-30T23:50:48+02:00', '2016-03-01T23:50:48+02:00'],
  ['2019-12-31 24:00', '2020-01-01T00:00:00Z'],
  ['2019-12-31 24:01', undefined],
  ['2019-13-01', undefined],
  ['0000-05-01', undefined],
  ['0001-05-01', '0001-05-01T00:00:00Z'],
  ['2019-01-32', undefined],
  ['2019-01-04 25:00:00', undefined],
  ['2019-01-04 10:61', undefined],
  // One digit, separators, zones.
  ['2019-1-4', '2019-01-04T00:00:00Z'],
  ['2019-01-04 9:30', '2019-01-04T09:30:00Z'],
  ['2019/1/4 9:30:05', '2019-01-04T09:30:05Z'],
  ['2019.01.04', '2019-01-04T00:00:00Z'],
  ['20190104T101500Z', '2019-01-04T10:15:00Z'],
  ['2019-01-04 10:30:00 +0530', '2019-01-04T10:30:00+05:30'],
  ['2019-01-04 10:30 -8', '2019-01-04T10:30:00-08:00'],
  ['2019-01-04 10:30:00 PDT', '2019-01-04T10:30:00-07:00'],
  ['2019-01-04 10:30:00 CEST', '2019-01-04T10:30:00+02:00'],
  ['2019-01-04 10:30:00 -0700 (MST)', '2019-01-04T10:30:00-07:00'],
  ['2019-01-04 10:30:00 UTC+3', '2019-01-04T10:30:00+03:00'],
  ['2019-01-04 10:30 Europe/Berlin', '2019-01-04T10:30:00Z'],
  ['2019-01-04 10:30:00 +19:00', undefined],
  ['2019-01-04 10:30:00 2019 -0700', '2019-01-04T10:30:00-07:00'],
  ['2019-01-04 10:30:00 2019', '2019-01-04T10:30:00Z'],
  ['2019-01-04 12:05 AM', '2019-01-04T00:05:00Z'],
  ['2019-01-04 7:05pm', '2019-01-04T19:05:00Z'],
  // Names of months keep the day of their zone.
  ['4 January 2019 23:30 -0800', '2019-01-04T23:30:00-08:00'],
  ['Jan 4th, 2019 at 1:02 PM', '2019-01-04T13:02:00Z'],
  ['Fri Jan 4 10:30:00 PST 2019', '2019-01-04T10:30:00-08:00'],
  ['2019-Jan-04', '2019-01-04T00:00:00Z'],
  ['1546597800', '2019-01-04T10:30:00.000Z'],
  ['2019', undefined],
  ['soon', undefined],
  ['4.1', undefined],
  ['', undefined],
]

test('dates are read as the generators read them', () => {
  for (const [text, date] of DATES) assert.equal(readDate(text), date, text)
})

test('two numbers are day and month in the order of the generator, or if only one order is possible', () => {
  assert.equal(readDate('4/1/2019'), undefined)
  assert.equal(readDate('4/1/2019 9:30', 'day first'), '2019-01-04T09:30:00Z')
  assert.equal(readDate('4/1/2019 9:30', 'month first'), '2019-04-01T09:30:00Z')
  assert.equal(readDate('1/24/2019', 'day first'), '2019-01-24T00:00:00Z')
  assert.equal(readDate('24.1.2019', 'month first'), '2019-01-24T00:00:00Z')
})
