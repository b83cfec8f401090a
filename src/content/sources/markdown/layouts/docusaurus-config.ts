import { globs } from '../../globs.ts'
import { toBasePath } from '../address.ts'
import { literalOf, literalsOf, noteOnCode, withoutComments } from '../code-notes.ts'
import type { SiteFolder } from '../site-folder.ts'

export const CONFIG_FILES = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((end) => `docusaurus.config.${end}`)

/** A blog of the site. */
export type Blog = {
  /** Its folder, with "/" at the end. */
  folder: string
  /** The folder of its translations in `i18n/<language>/`. */
  translations: string
  /** The first folders of its addresses: `/blog`, or nothing. */
  route: string
  /** Whether a file is left out, by its place in the folder. */
  isExcluded(place: string): boolean
}

export type Config = {
  blogs: Blog[]
  basePath: string
  /** The language whose addresses have no prefix. */
  defaultLocale: string
  /** What the configuration says about a slash at the end of addresses. */
  trailingSlash?: boolean
  notes: string[]
}

const TOPICS = [
  { pattern: /\bdrafts?\b|\bunlisted\b|\bexclude\b/, topic: 'what is published' },
  { pattern: /routeBasePath|\bredirects\b|createRedirects/, topic: 'addresses' },
]

/** The parts of the configuration that are plain texts in its code. */
export async function readConfig(folder: SiteFolder): Promise<Config> {
  const { name, text } = await folder.readText(CONFIG_FILES)
  const code = withoutComments(text)
  const [, slash] = /\btrailingSlash\s*:\s*(true|false)/.exec(code) ?? []
  const note = noteOnCode(name, text, TOPICS)
  return {
    blogs: blogsOf(code),
    basePath: toBasePath(literalOf(code, 'baseUrl')),
    defaultLocale: literalOf(code, 'defaultLocale') ?? 'en',
    ...(slash !== undefined && { trailingSlash: slash === 'true' }),
    notes: note === undefined ? [] : [note],
  }
}

/** The blog of the preset, and those of plugins. */
function blogsOf(code: string): Blog[] {
  const ofPreset = /\bblog\s*:\s*false\b/.test(code)
    ? []
    : [blogOf(optionsAfter(code, /\bblog\s*:\s*\{/g)[0] ?? '')]
  const ofPlugins = optionsAfter(code, /plugin-content-blog["'`]\s*,\s*\{/g).map(blogOf)
  const all = [...ofPlugins, ...ofPreset]
  return all.filter(({ folder }, index) => all.findIndex((one) => one.folder === folder) === index)
}

function blogOf(options: string): Blog {
  const id = literalOf(options, 'id') ?? 'default'
  const route = toBasePath(literalOf(options, 'routeBasePath') ?? 'blog')
  const path = (literalOf(options, 'path') ?? 'blog').replace(/^(?:\.?\/)+|\/+$/g, '')
  const plugin = 'docusaurus-plugin-content-blog'
  return {
    folder: `${path}/`,
    translations: id === 'default' ? `${plugin}/` : `${plugin}-${id}/`,
    route,
    isExcluded: globs(literalsOf(options, 'exclude') ?? USUAL_EXCLUDES, 'exclude'),
  }
}

/** What Docusaurus leaves out unless the configuration says otherwise. */
const USUAL_EXCLUDES = ['**/_*.*', '**/_*/**', '**/*.test.*', '**/__tests__/**']

/** The text of each object that begins where a pattern ends, without the objects in it. */
function optionsAfter(code: string, pattern: RegExp): string[] {
  return [...code.matchAll(pattern)].map(({ 0: found, index }) =>
    ownText(code.slice(index + found.length, index + 20_000)),
  )
}

function ownText(code: string): string {
  let depth = 1
  let text = ''
  for (const [part] of code.matchAll(/(["'`])(?:\\[\s\S]|(?!\1)[^\\])*\1|[{}]|[^{}"'`]+|["'`]/g)) {
    if (part === '{') depth += 1
    else if (part === '}') depth -= 1
    else if (depth === 1) text += part
    if (depth === 0) break
  }
  return text
}
