import { linearPattern } from '../../linear-pattern.ts'

/** What the name of a post's file says. */
type HexoName = {
  /** The name in the address; it may have folders. */
  title: string
  date?: string
  /** The values of further placeholders of `new_post_name`. */
  values: Record<string, string>
}

const PLACEHOLDER = /:(\w*[^_\W])/g
const SEGMENTS: Record<string, string> = {
  year: '\\d{4}',
  month: '\\d{2}',
  day: '\\d{2}',
  i_month: '\\d{1,2}',
  i_day: '\\d{1,2}',
  hash: '[0-9a-f]{12}',
}

/** The parts of a file's name by the pattern `new_post_name`. A name that does not follow the pattern is made a slug. */
export function nameOf(name: string, newPostName: string): HexoName {
  const { path, values } = parse(withoutExtension(name), withoutExtension(newPostName))
  const { title = slugize(path), year, month, i_month, day, i_day } = values
  const [monthOfYear, dayOfMonth] = [month ?? i_month, day ?? i_day]
  const isDated = year !== undefined && monthOfYear !== undefined && dayOfMonth !== undefined
  return {
    title,
    ...(isDated && { date: `${year}-${monthOfYear.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}` }),
    values,
  }
}

function parse(path: string, pattern: string): { path: string; values: Record<string, string> } {
  const names: string[] = []
  const source = pattern.replace(/[|\\{}()[\]^$+*?.]/g, '\\$&').replace(PLACEHOLDER, (_, name: string) => {
    names.push(name)
    return `(${SEGMENTS[name] ?? '.+?'})`
  })
  const groups = linearPattern(`^${source}$`)?.groupsOf(path) ?? {}
  const values = names.flatMap((name, index) => [[name, groups[index + 1] ?? '']])
  return { path, values: Object.keys(groups).length === 0 ? {} : Object.fromEntries(values) }
}

function withoutExtension(name: string): string {
  return name.replace(/\.[^./]+$/, '')
}

/** Hexo's `slugize`. `filenameCase` is `1` for lower case and `2` for upper case. */
export function slugize(text: string, filenameCase = '0'): string {
  const slug = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (filenameCase === '1') return slug.toLowerCase()
  return filenameCase === '2' ? slug.toUpperCase() : slug
}
