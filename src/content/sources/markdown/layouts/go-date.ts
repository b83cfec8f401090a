import { dateValues } from '../permalink.ts'

const PARTS = /2006|January|Jan|Monday|Mon|002|01|02|03|04|05|06|15|PM|pm|_2|1|2|3|4|5/g

/** A date in a format of Go, such as `2006` or `Jan`. Undefined if the text has nothing of a date. */
export function formatDate(format: string, date: string): string | undefined {
  const values = partsOf(date)
  const text = format.replace(PARTS, (part) => values.get(part) ?? part)
  return text === format ? undefined : text
}

function partsOf(date: string): Map<string, string | undefined> {
  const values = dateValues(date)
  const hour = Number(values.hour)
  const hour12 = String(hour % 12 || 12)
  const half = hour < 12 ? 'AM' : 'PM'
  const short = (value: string | undefined) => String(Number(value))
  return new Map([
    ...([
      ['2006', values.year],
      ['06', values.short_year],
    ] as const),
    ...([
      ['January', values.long_month],
      ['Jan', values.short_month],
    ] as const),
    ...([
      ['01', values.month],
      ['1', values.i_month],
    ] as const),
    ...([
      ['Monday', values.long_day],
      ['Mon', values.short_day],
    ] as const),
    ...([
      ['02', values.day],
      ['2', values.i_day],
      ['_2', values.i_day?.padStart(2, ' ')],
    ] as const),
    ...([
      ['002', values.y_day],
      ['15', values.hour],
    ] as const),
    ...([
      ['03', hour12.padStart(2, '0')],
      ['3', hour12],
      ['PM', half],
      ['pm', half.toLowerCase()],
    ] as const),
    ...([
      ['04', values.minute],
      ['4', short(values.minute)],
    ] as const),
    ...([
      ['05', values.second],
      ['5', short(values.second)],
    ] as const),
  ])
}
