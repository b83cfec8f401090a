import { posix } from 'node:path'
import { toBasePath } from '../address.ts'
import { literalOf, noteOnCode, withoutComments } from '../code-notes.ts'
import type { SiteFolder } from '../site-folder.ts'

export const CONFIG_FILES = [
  '.eleventy.js',
  ...['js', 'mjs', 'cjs', 'ts'].map((end) => `eleventy.config.${end}`),
]

export type Config = {
  /** The folder of the content with "/" at the end, or nothing. Undefined if the configuration computes it. */
  input?: string
  /** Folders in the site that are not content, with "/" at the end. */
  others: string[]
  /** The folders of layouts, with "/" at the end. */
  layoutFolders: string[]
  /** Patterns of places that the configuration leaves out, if they are plain texts in it. */
  ignores: string[]
  usesGitIgnore: boolean
  /** Whether data files may be YAML or TOML. */
  hasDataExtensions: boolean
  /** The path that the site lies under, or nothing. */
  basePath: string
  notes: string[]
}

const TOPICS = [
  { pattern: /\bdrafts?\b|addPreprocessor/i, topic: 'drafts' },
  { pattern: /eleventyExcludeFromCollections|\bignores\b/, topic: 'what is published' },
  { pattern: /\bpermalink\b|eleventyComputed|addUrlTransform|pathPrefix/, topic: 'addresses' },
]

/** The parts of the configuration that are plain texts in its code. */
export async function readConfig(folder: SiteFolder): Promise<Config> {
  const { name, text } = await folder.readText(CONFIG_FILES)
  const code = withoutComments(text)
  const dir = /\bdir\s*[:=]\s*\{([^{}]*)\}/.exec(code)?.[1] ?? ''
  const input =
    methodOf(code, 'setInputDirectory') ?? literalOf(dir, 'input') ?? (await inputOfScripts(folder))
  const isComputed = input === undefined && /\binput\b|setInputDirectory/.test(code)
  const note = noteOnCode(name, text, TOPICS)
  const folders = asFolder(input ?? '')
  const inInput = (method: string, key: string) =>
    `${folders}${asFolder(methodOf(code, method) ?? literalOf(dir, key) ?? `_${key}`)}`
  const layoutFolders = [
    inInput('setLayoutsDirectory', 'layouts'),
    inInput('setIncludesDirectory', 'includes'),
  ]
  return {
    ...(!isComputed && { input: folders }),
    layoutFolders: layoutFolders.map((path) => posix.normalize(path)),
    ignores: [...code.matchAll(/\bignores\.add\(\s*(["'`])([^"'`$\n]*)\1/g)].map(([, , glob = '']) => glob),
    others: [
      ...layoutFolders,
      inInput('setDataDirectory', 'data'),
      asFolder(methodOf(code, 'setOutputDirectory') ?? literalOf(dir, 'output') ?? '_site'),
    ].filter((other) => other !== '' && other !== folders && !other.includes('../')),
    usesGitIgnore: !/setUseGitIgnore\(\s*false/.test(code),
    hasDataExtensions: /addDataExtension/.test(code),
    basePath: toBasePath(literalOf(code, 'pathPrefix')),
    notes: note === undefined ? [] : [note],
  }
}

/** The text that a method of the configuration is called with. */
function methodOf(code: string, name: string): string | undefined {
  return new RegExp(`\\b${name}\\(\\s*(["'\`])([^"'\`$\\n]*)\\1`).exec(code)?.[2]
}

/** The option of the command in package.json: `eleventy --input=content`. */
async function inputOfScripts(folder: SiteFolder): Promise<string | undefined> {
  const { text } = await folder.readText(['package.json'])
  return /(?:eleventy|11ty)\b[^"\n]*?\s--input[= ]([^\s"'\\]+)/.exec(text)?.[1]
}

/** A path in the form `src/`, or nothing for the site's own folder. */
function asFolder(path: string): string {
  const inner = path.trim().replace(/^(?:\.?\/+)+|\/+$/g, '')
  return inner === '' || inner === '.' ? '' : `${inner}/`
}
