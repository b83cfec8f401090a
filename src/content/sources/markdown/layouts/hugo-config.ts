import { type Fields, isTable, tableOf } from '../fields.ts'
import { inLanguages, type SiteFolder } from '../site-folder.ts'

const NAMES = ['hugo', 'config']
const MAIN_FILES = inLanguages(NAMES)
/** Folders of split configuration, the more special last. Hugo builds a site for production unless it is told otherwise. */
const FOLDERS = ['config/_default', 'config/production']
/** Levels of tables, more than any setting has. */
const MAX_DEPTH = 20

/** The files that tell a site of Hugo. */
export const CONFIG_FILES = inLanguages([...NAMES, ...NAMES.map((name) => `config/_default/${name}`)])

/** The configuration of a site, from all of its files. Names are in lower case. Throws an InputError if a file cannot be read. */
export async function readHugoConfig(folder: SiteFolder): Promise<Fields> {
  const main = await folder.readConfig(MAIN_FILES)
  let config = lowered(main.fields)
  for (const path of FOLDERS) {
    for (const { name, fields } of await folder.readConfigs(path)) {
      config = merged(config, underKeys(keysOf(name), lowered(fields)))
    }
  }
  return config
}

/** The tables around the settings of a file, by its name: `permalinks.toml`, `languages.de.toml`, `params.de.toml`. */
function keysOf(name: string): string[] {
  if (NAMES.includes(name)) return []
  const [, first = name, language] = /^(.+)\.([^.]+)$/.exec(name) ?? []
  if (language === undefined) return [name]
  const within = first === 'params' ? ['params'] : /^menus?$/.test(first) ? ['menus'] : []
  return ['languages', language.toLowerCase(), ...within]
}

function underKeys(keys: readonly string[], fields: Fields): Fields {
  return keys.reduceRight<Fields>((inner, key) => ({ [key.toLowerCase()]: inner }), fields)
}

function merged(below: Fields, above: Fields): Fields {
  const both = Object.entries(above).map(([name, value]) => {
    const before = Object.hasOwn(below, name) ? below[name] : undefined
    return [name, isTable(value) && isTable(before) ? merged(before, value) : value]
  })
  return { ...below, ...Object.fromEntries(both) }
}

/** A table with the names in it, and in the tables of it, in lower case. */
function lowered(fields: Fields, depth = 0): Fields {
  return tableOf(loweredValue(fields, depth))
}

function loweredValue(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) return value
  if (Array.isArray(value)) return value.map((item) => loweredValue(item, depth + 1))
  if (!isTable(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.toLowerCase(), loweredValue(inner, depth + 1)]),
  )
}
