import { normaliseIsoDate } from '../../documents/dates.ts'
import { readDate } from '../../documents/read-date.ts'
import { toPath } from '../markdown/address.ts'
import { dateValues, fillIn } from '../markdown/permalink.ts'
import { resolveUrl, underSite } from '../site-url.ts'
import type { SourceItem } from '../source-types.ts'
import { type Entry, FIELD, type Section } from './entries.ts'
import { bodyOf, withBreaks } from './text.ts'

/** What the address of an entry is made of. */
type AddressOptions = {
  siteUrl: string | undefined
  /** The pattern of the blog's addresses. */
  permalink: string
}

type Read = Extract<Entry, { sections: readonly Section[] }>
type Fields = ReadonlyMap<string, readonly string[]>

/** The names of statuses in the report; others keep their own name. */
const STATUSES = new Map([
  ['draft', 'draft'],
  ['future', 'scheduled'],
])
const DATE =
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})(?:\s+(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?(?:\s*(?<half>[AP])M)?)?$/i
const COMMENT_FIELD = /^(?:AUTHOR|EMAIL|IP|URL|DATE|TITLE):/

/** The post of an entry with its comments, or the reason why it is left out. `name` is that of the file. */
export function* toItems(entry: Read, name: string, options: AddressOptions): Generator<SourceItem> {
  const place = `${name}:${entry.line}`
  const fields = fieldsOf(entry.sections[0]?.lines ?? [])
  const first = (field: string) => fields.get(field)?.[0]
  const comments = entry.sections.filter((section) => section.name === 'COMMENT')
  const status = first('STATUS')?.toLowerCase()
  if (status !== undefined && status !== 'publish') {
    const reason = STATUSES.get(status) ?? `status ${status.slice(0, 40)}`
    yield { kind: 'skipped', place, what: 'post', reason }
    for (const { line } of comments) yield ofUnpublished(`${name}:${line}`)
    return
  }
  const date = dateOf(first('DATE'))
  const address = addressOf(fields, date, options)
  if (address === undefined) {
    yield {
      kind: 'failed',
      place,
      reason: 'expected BASENAME, UNIQUE URL or a TITLE that makes an address, got none',
    }
    return
  }
  const repaired = [
    ...entry.repaired,
    ...address.repaired,
    ...(status === undefined ? ['without a status, taken as published'] : []),
  ]
  const value = {
    url: address.url,
    ...toRawPost(entry.sections, fields),
    ...(date !== undefined && { date }),
  }
  yield { kind: 'document', place, value, ...(repaired.length > 0 && { repaired }) }
  for (const [i, comment] of comments.entries()) {
    yield toComment(comment, { place: `${name}:${comment.line}`, id: String(i + 1), postUrl: address.url })
  }
}

function ofUnpublished(place: string): SourceItem {
  return { kind: 'skipped', place, what: 'comment', reason: 'comment of an unpublished post' }
}

/** The fields of lines such as `TITLE: Kettles`. A field may be repeated. */
function fieldsOf(lines: readonly string[]): Fields {
  const fields = new Map<string, string[]>()
  for (const line of lines) {
    const { name, value = '' } = FIELD.exec(line.trimEnd())?.groups ?? {}
    if (name !== undefined && value.trim() !== '')
      fields.set(name, [...(fields.get(name) ?? []), value.trim()])
  }
  return fields
}

function toRawPost(sections: readonly Section[], fields: Fields): Record<string, unknown> {
  const first = (field: string) => fields.get(field)?.[0]
  const textOf = (name: string) =>
    sections
      .find((section) => section.name === name)
      ?.lines.join('\n')
      .trim() ?? ''
  const body = [textOf('BODY'), textOf('EXTENDED BODY')].filter(Boolean).join('\n\n')
  const author = first('AUTHOR')
  return {
    title: first('TITLE') ?? '',
    ...bodyOf(body || textOf('EXCERPT'), first('CONVERT BREAKS')),
    categories: [...new Set([...(fields.get('PRIMARY CATEGORY') ?? []), ...(fields.get('CATEGORY') ?? [])])],
    tags: namesIn(first('TAGS')),
    keywords: namesIn(textOf('KEYWORDS')),
    ...(author !== undefined && { author }),
  }
}

/** Names with commas between them. Those with a space or a comma inside may be in quotes. */
function namesIn(text = ''): string[] {
  return [...text.matchAll(/"([^"]*)"|([^,\n]+)/g)]
    .map(([, quoted, plain]) => (quoted ?? plain ?? '').trim())
    .filter(Boolean)
}

/** The address of an entry: its own (TypePad), or made of its name. Without a name, Movable Type makes one of the title. */
function addressOf(
  fields: Fields,
  date: string | undefined,
  { siteUrl, permalink }: AddressOptions,
): { url: string; repaired: string[] } | undefined {
  const whole = fields.get('UNIQUE URL')?.[0]
  if (whole !== undefined)
    return { url: siteUrl === undefined ? whole : resolveUrl(whole, siteUrl), repaired: [] }
  const basename = fields.get('BASENAME')?.[0]
  const slug = basename?.replaceAll('_', '-') ?? slugOf(fields.get('TITLE')?.[0] ?? '')
  if (slug === '' || (date === undefined && /:(?:year|month|day)/.test(permalink))) return undefined
  const path = toPath(
    fillIn(permalink, { ...dateValues(date ?? ''), slug, basename: basename ?? slug, title: slug }),
  )
  const url = siteUrl === undefined ? path : underSite(path, siteUrl)
  return { url, repaired: basename === undefined ? ['address made of the title'] : [] }
}

function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

function toComment(
  { lines }: Section,
  { place, id, postUrl }: { place: string; id: string; postUrl: string },
): SourceItem {
  const start = lines.findIndex((line) => !COMMENT_FIELD.test(line))
  const fields = new Map(
    lines.slice(0, start === -1 ? lines.length : start).map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const
    }),
  )
  const text = start === -1 ? '' : lines.slice(start).join('\n').trim()
  if (text === '') return { kind: 'skipped', place, what: 'comment', reason: 'without text' }
  const author = fields.get('AUTHOR')
  const date = dateOf(fields.get('DATE'))
  const value = {
    id,
    postUrl,
    text: withBreaks(text),
    format: 'html',
    ...(author && { author }),
    ...(date !== undefined && { date }),
  }
  return { kind: 'document', place, value }
}

/** A date such as `01/31/2002 03:31:05 PM`, which has no zone and is read as UTC. One that cannot be read stays as it is, so that validation reports it. */
function dateOf(text: string | undefined): string | undefined {
  if (!text) return undefined
  const parts = DATE.exec(text)?.groups
  if (parts === undefined) return readDate(text) ?? text
  const two = (digits = '0') => digits.padStart(2, '0')
  const day = `${parts.year}-${two(parts.month)}-${two(parts.day)}`
  const time = `${two(hourOf(parts.hour, parts.half))}:${parts.minute ?? '00'}:${parts.second ?? '00'}`
  return normaliseIsoDate(`${day}T${time}Z`) ?? text
}

function hourOf(hour = '0', half: string | undefined): string {
  if (half === undefined) return hour
  return String((Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0))
}
