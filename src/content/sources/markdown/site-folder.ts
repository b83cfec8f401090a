import { stat } from 'node:fs/promises'
import { basename, extname, join, relative, sep } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { messageOf } from '../../../core/message-of.ts'
import { allFiles, listFiles, type SourceFile } from '../walk.ts'
import { type Fields, FieldsError, type FieldsLanguage, parseFields } from './fields.ts'
import { readFrontMatter } from './front-matter.ts'
import { readTextFile } from './read-text-file.ts'

/** A longer file is no configuration. */
const MAX_CONFIG_BYTES = 1024 * 1024

const LANGUAGES = new Map<string, FieldsLanguage>([
  ['.toml', 'toml'],
  ['.yaml', 'yaml'],
  ['.yml', 'yaml'],
  ['.json', 'json'],
])

/** A folder that may be the site of some generator. */
export type SiteFolder = {
  /** Whether any of these files or folders exists. */
  has(names: readonly string[]): Promise<boolean>
  /** The first of these configuration files that exists; without name and fields if none does. Throws an InputError if it cannot be read. */
  readConfig(names: readonly string[]): Promise<{ name: string; fields: Fields }>
  /** The first of these files that exists, as text; without name and text if none does. Throws an InputError if it cannot be read. */
  readText(names: readonly string[]): Promise<{ name: string; text: string }>
  /** The places of the files of any kind that pass the test, sorted by folder and name. */
  filesWith(test: (place: string) => boolean): Promise<string[]>
  /** All configuration files in a folder and the folders in it, sorted by place; their names are without extension. Throws an InputError if one cannot be read. */
  readConfigs(path: string): Promise<{ name: string; fields: Fields }[]>
  /** All files that may be content. */
  files(): AsyncGenerator<SourceFile>
  /** The front matter of the files of any kind that pass the test and have one that can be read. */
  frontMatterOf(test: (place: string) => boolean): AsyncGenerator<{ place: string; fields: Fields }>
  /** The front matter of a file; none if there is none that can be read. */
  readFields(file: SourceFile): Promise<Fields>
  /** Whether any Markdown file passes the test. */
  some(test: (file: SourceFile) => boolean): Promise<boolean>
}

/** The site's folder at a path. */
export function siteFolder(root: string): SiteFolder {
  const find = async (names: readonly string[]) => {
    for (const name of names) if (await exists(join(root, name))) return name
    return undefined
  }
  return {
    has: async (names) => (await find(names)) !== undefined,
    readConfig: async (names) => {
      const name = await find(names)
      return name === undefined ? { name: '', fields: {} } : { name, fields: await readConfig(root, name) }
    },
    readText: async (names) => {
      const name = await find(names)
      return name === undefined ? { name: '', text: '' } : { name, text: await readText(root, name) }
    },
    filesWith: async (test) => {
      const found: string[] = []
      for await (const path of allFiles(root)) {
        const place = relative(root, path).split(sep).join('/')
        if (test(place)) found.push(place)
      }
      return found
    },
    readConfigs: async (path) => {
      const configs = []
      for await (const file of allFiles(join(root, path))) {
        if (!LANGUAGES.has(extname(file))) continue
        const fields = await readConfig(root, relative(root, file))
        configs.push({ name: basename(file, extname(file)), fields })
      }
      return configs
    },
    files: () => listFiles(root),
    async *frontMatterOf(test) {
      for await (const path of allFiles(root)) {
        const place = relative(root, path).split(sep).join('/')
        const fields = test(place) ? await frontMatterIn(path) : undefined
        if (fields !== undefined) yield { place, fields }
      }
    },
    readFields: async ({ path }) => (await frontMatterIn(path)) ?? {},
    some: async (test) => {
      for await (const file of listFiles(root)) if (file.kind === 'markdown' && test(file)) return true
      return false
    },
  }
}

/** The possible names of a file that may be written in several languages. */
export function inLanguages(names: readonly string[]): string[] {
  return names.flatMap((name) => [...LANGUAGES.keys()].map((extension) => name + extension))
}

async function frontMatterIn(path: string): Promise<Fields | undefined> {
  const { text = '' } = await readTextFile(path, MAX_CONFIG_BYTES)
  const parts = readFrontMatter(text)
  return parts.kind === 'found' ? parts.fields : undefined
}

async function readConfig(root: string, name: string): Promise<Fields> {
  const text = await readText(root, name)
  try {
    return parseFields(LANGUAGES.get(extname(name)) ?? 'yaml', text)
  } catch (error) {
    const at = error instanceof FieldsError ? error.at : undefined
    const place = at === undefined ? name : `${name}:${at.line}:${at.column}`
    throw new InputError(`${place}: ${messageOf(error)}`, { cause: error })
  }
}

async function readText(root: string, name: string): Promise<string> {
  const read = await readTextFile(join(root, name), MAX_CONFIG_BYTES)
  if (read.text === undefined) throw new InputError(`${name}: ${read.reason}`)
  return read.text
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
