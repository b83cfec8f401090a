import slugify from '@sindresorhus/slugify'
import { type Fields, ownValue, tableOf } from '../fields.ts'
import { readText } from '../front-matter-values.ts'
import { dateValues } from '../permalink.ts'

/** The values that a template of a permalink can name. */
export type TemplateValues = {
  fields: Fields
  page: { fileSlug: string; filePathStem: string; inputPath: string; date?: string }
}

const TAG = /\{\{-?\s*(.*?)\s*-?\}\}/g

/** A template of Liquid or Nunjucks with its tags filled in. Undefined if it needs more than names of data and the usual filters. */
export function fillTemplate(template: string, values: TemplateValues): string | undefined {
  let isKnown = true
  const filled = template.replace(TAG, (_tag, expression: string) => {
    const value = evaluate(expression, values)
    isKnown &&= value !== undefined
    return value ?? ''
  })
  return isKnown && !/\{[{%#]/.test(filled) ? filled : undefined
}

/** The value of `name | filter | filter`. */
function evaluate(expression: string, values: TemplateValues): string | undefined {
  const [name = '', ...filters] = expression.split('|').map((part) => part.trim())
  return filters.reduce(
    (value: string | undefined, filter) => (value === undefined ? undefined : applyFilter(filter, value)),
    lookUp(name, values),
  )
}

function lookUp(name: string, { fields, page }: TemplateValues): string | undefined {
  const [, quoted] = /^(?:"([^"]*)"|'([^']*)')$/.exec(name)?.filter((part) => part !== undefined) ?? []
  if (quoted !== undefined) return quoted
  const [, method = ''] = /^page\.date\.get(?:UTC)?(FullYear|Month|Date)\(\)$/.exec(name) ?? []
  if (method !== '') return page.date === undefined ? undefined : partOfDate(page.date, method)
  const [, key] = /^page\.(fileSlug|filePathStem|inputPath|date)$/.exec(name) ?? []
  if (key !== undefined) return ownValue<string | undefined>(page, key)
  return /^[\w$]+(?:\.[\w$-]+|\[(?:\d+|"[^"]*"|'[^']*')\])*$/.test(name)
    ? readText(valueAt(name, fields))
    : undefined
}

/** The value at a path such as `meta.slug` or `tags[0]`. */
function valueAt(path: string, fields: Fields): unknown {
  const keys = path.replace(/\[["']?([^\]"']*)["']?\]/g, '.$1').split('.')
  return keys.reduce<unknown>(
    (value, key) => (Array.isArray(value) ? value[Number(key)] : ownValue(tableOf(value), key)),
    fields,
  )
}

function partOfDate(date: string, part: string): string {
  const values = dateValues(utc(date))
  if (part === 'FullYear') return values.year ?? ''
  return String(Number(part === 'Month' ? values.month : values.day) - (part === 'Month' ? 1 : 0))
}

const FILTERS: Record<string, (text: string) => string> = {
  slugify: (text) => slugify(text, { decamelize: false }),
  slug,
  downcase: (text) => text.toLowerCase(),
  lower: (text) => text.toLowerCase(),
  upcase: (text) => text.toUpperCase(),
  upper: (text) => text.toUpperCase(),
  strip: (text) => text.trim(),
  trim: (text) => text.trim(),
}

function applyFilter(filter: string, text: string): string | undefined {
  const [, format] = /^date\s*:\s*["']([^"']*)["']$/.exec(filter) ?? []
  return format === undefined ? ownValue(FILTERS, filter)?.(text) : formatDate(format, text)
}

/** Signs that Eleventy's older filter `slug` spells out. */
const SPELLED: Record<string, string> = {
  '&': 'and',
  '%': 'percent',
  '<': 'less',
  '>': 'greater',
  '|': 'or',
  $: 'dollar',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  ł: 'l',
  Ł: 'L',
}

/** Eleventy's older filter `slug`. It keeps more signs than `slugify`. */
function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[&%<>|$ßæÆœŒøØđłŁ]/g, (sign) => SPELLED[sign] ?? sign)
    .replace(/[^\w\s*+~.()'"!:@-]+/g, '')
    .trim()
    .replace(/[\s-]+/g, '-')
    .toLowerCase()
}

const DATE_PARTS: Record<string, string> = {
  Y: 'year',
  y: 'short_year',
  m: 'month',
  d: 'day',
  b: 'short_month',
  B: 'long_month',
  a: 'short_day',
  A: 'long_day',
  j: 'y_day',
  H: 'hour',
  M: 'minute',
  S: 'second',
}

/** A date in the format of Liquid's filter `date`; undefined if the format has parts that are not known. */
function formatDate(format: string, date: string): string | undefined {
  const values = dateValues(utc(date))
  let isKnown = values.year !== ''
  const text = format.replace(/%(-?)([A-Za-z%])/g, (_part, minus: string, letter: string) => {
    if (letter === '%') return '%'
    const value = values[ownValue(DATE_PARTS, letter) ?? '']
    isKnown &&= value !== undefined
    return minus === '' ? (value ?? '') : String(Number(value))
  })
  return isKnown ? text : undefined
}

function utc(date: string): string {
  return Number.isNaN(Date.parse(date)) ? date : new Date(date).toISOString()
}
