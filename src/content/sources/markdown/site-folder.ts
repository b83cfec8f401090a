import { stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { messageOf } from '../../../core/message-of.ts'
import { listFiles, type SourceFile } from '../walk.ts'
import { type Fields, FieldsError, type FieldsLanguage, parseFields } from './fields.ts'
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

async function readConfig(root: string, name: string): Promise<Fields> {
  const read = await readTextFile(join(root, name), MAX_CONFIG_BYTES)
  if (read.text === undefined) throw new InputError(`${name}: ${read.reason}`)
  try {
    return parseFields(LANGUAGES.get(extname(name)) ?? 'yaml', read.text)
  } catch (error) {
    const line = error instanceof FieldsError && error.line !== undefined ? `:${error.line}` : ''
    throw new InputError(`${name}${line}: ${messageOf(error)}`, { cause: error })
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
