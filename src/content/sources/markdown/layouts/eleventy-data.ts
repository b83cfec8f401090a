import { isCode, noteOnCode } from '../code-notes.ts'
import { type Fields, isTable, lowerCaseNames, tableOf } from '../fields.ts'
import { withoutExtension } from '../place.ts'
import { inLanguages, type SiteFolder } from '../site-folder.ts'
import type { Config } from './eleventy-config.ts'

/** The data of templates beside their own front matter. */
export type EleventyData = {
  /** The data for a file, with those of the folders above it. Names are in lower case as well. */
  of(place: string): Fields
  /** Notes on data files that are code. */
  notes: string[]
}

const SUFFIX = '.11tydata'
const TOPICS = [
  { pattern: /\bdrafts?\b/i, topic: 'drafts' },
  {
    pattern: /eleventyExcludeFromCollections|\bpermalink\s*:\s*false|\brequire\(|\bimport\b/,
    topic: 'what is published',
  },
  { pattern: /\bpermalink\b|eleventyComputed/, topic: 'addresses' },
  { pattern: /\btags\b/, topic: 'tags' },
  { pattern: /\bdate\b/, topic: 'dates' },
]

/** The data files of folders (`posts/posts.json`, `posts/posts.11tydata.json`) and of single files (`posts/a.json`). Throws an InputError if one cannot be read. */
export async function readData(folder: SiteFolder, config: Config): Promise<EleventyData> {
  const { input = '' } = config
  const places = await folder.filesWith(
    (place) => place.startsWith(input) && (/\.(?:json|ya?ml|toml)$/.test(place) || mayBeDataCode(place)),
  )
  const data = await readDataFiles(folder, places, config)
  return {
    of: (place) =>
      lowerCaseNames(stemsFor(place, input).reduce((under, stem) => merge(under, data.get(stem) ?? {}), {})),
    notes: await notesOn(folder, places.filter(isCode)),
  }
}

/** The data by the names of their files without extensions. */
async function readDataFiles(
  folder: SiteFolder,
  places: readonly string[],
  { hasDataExtensions }: Config,
): Promise<Map<string, Fields>> {
  const extensions = hasDataExtensions ? inLanguages(['']) : ['.json']
  const known = new Set(places)
  const data = new Map<string, Fields>()
  for (const stem of new Set(places.map(stemOf))) {
    if (!(await isUsed(stem, folder))) continue
    const files = [stem, stem + SUFFIX].flatMap((base) => extensions.map((end) => base + end))
    for (const place of files.filter((file) => known.has(file))) {
      data.set(stem, merge(data.get(stem) ?? {}, (await folder.readConfig([place])).fields))
    }
  }
  return data
}

async function notesOn(folder: SiteFolder, places: readonly string[]): Promise<string[]> {
  const notes: string[] = []
  for (const place of places) {
    const note = noteOnCode(place, (await folder.readText([place])).text, TOPICS)
    if (note !== undefined) notes.push(note)
  }
  return notes
}

function mayBeDataCode(place: string): boolean {
  return isCode(place) && (place.includes(`${SUFFIX}.`) || /(?:^|\/)_data\/eleventyComputed\./.test(place))
}

/** `posts/posts` of `posts/posts.11tydata.json`. */
function stemOf(place: string): string {
  const stem = withoutExtension(place)
  return stem.endsWith(SUFFIX) ? stem.slice(0, -SUFFIX.length) : stem
}

/** Whether a data file is one of Eleventy's: it is named after its folder, or after a Markdown file beside it. Any other JSON is of no concern. */
async function isUsed(stem: string, folder: SiteFolder): Promise<boolean> {
  const [name, above] = stem.split('/').reverse()
  return name === above || (await folder.has(['.md', '.markdown', '.mdx'].map((end) => stem + end)))
}

/** The names of the data files for a place without their extensions, the least specific first. */
function stemsFor(place: string, input: string): string[] {
  const names = place.slice(input.length).split('/').slice(0, -1)
  const base = input.replace(/\/$/, '')
  const folders = names.map((name, depth) => `${input}${names.slice(0, depth + 1).join('/')}/${name}`)
  const ofInput = base === '' ? [] : [`${base}/${base.slice(base.lastIndexOf('/') + 1)}`]
  return [...ofInput, ...folders, withoutExtension(place)]
}

/** Data over data, as Eleventy merges them: lists are joined, tables are merged, and `override:name` replaces. */
export function merge(under: Fields, over: Fields): Fields {
  const merged: Fields = { ...under }
  for (const [key, value] of Object.entries(over)) {
    const [, name = key] = /^override:(.+)$/.exec(key) ?? []
    merged[name] = name === key ? mergeValue(name, under[name], value) : value
  }
  return merged
}

function mergeValue(name: string, under: unknown, over: unknown): unknown {
  if (name === 'tags') return [...tagsOf(under), ...tagsOf(over)]
  if (Array.isArray(under) && Array.isArray(over)) return [...under, ...over]
  return isTable(under) && isTable(over) ? merge(tableOf(under), over) : over
}

function tagsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return typeof value === 'string' ? value.split(',') : []
}
