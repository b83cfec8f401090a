import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { LineCounter } from 'yaml'
import { z } from 'zod'
import { InputError } from '../../core/errors.ts'
import { MAX_FACETS } from '../../core/facet-fields.ts'
import { Language } from '../../core/language.ts'
import { SomeWeights } from '../../core/weights.ts'
import { FacetField } from '../documents/facets.ts'
import { composeYaml, valueOfYaml } from '../sources/yaml.ts'

/** The file that lists the sources of a blog, in the folder where a command is run. */
export const PROJECT_FILE = 'blog-search.config.yaml'

/** A longer file is no configuration. */
const MAX_BYTES = 1024 * 1024

const SITE_EXPECTED = 'expected a name of 1 to 50 characters without quotes, such as notes'
const Glob = z.string().min(1, 'expected a pattern such as "**/drafts/**"')
const SourceEntry = z
  .strictObject({
    path: z.string().min(1).optional(),
    url: z.url({ protocol: /^https?$/, error: 'expected a http:// or https:// address' }).optional(),
    format: z.string().optional(),
    pages: z.boolean('expected true or false').optional(),
    comments: z.boolean('expected true or false').optional(),
    permalink: z.string().optional(),
    postTypes: z
      .array(z.string().min(1, 'expected a name such as "portfolio"'), 'expected a list of names')
      .optional(),
    idPrefix: z
      .string('expected a text such as "old-blog:"')
      .regex(
        /^[^\p{Cc}#]{1,100}$/u,
        'expected a text of 1 to 100 characters without "#", such as "old-blog:"',
      )
      .optional(),
    site: z
      .string(SITE_EXPECTED)
      .trim()
      .regex(/^[^\p{Cc}"]{1,50}$/u, SITE_EXPECTED)
      .optional(),
    exclude: z.array(Glob, 'expected a list of patterns').default([]),
  })
  .refine(({ path, url }) => (path === undefined) !== (url === undefined), {
    error: 'expected either path or url',
  })

const Project = z.strictObject({
  site: z.url({ protocol: /^https?$/, error: 'expected a http:// or https:// address' }).optional(),
  language: Language.optional(),
  permalink: z.string('expected a pattern such as /:year/:month/:slug/').optional(),
  sources: z.array(SourceEntry, 'expected a list of sources').min(1, 'expected at least one source'),
  exclude: z.array(Glob, 'expected a list of patterns').default([]),
  facets: z
    .array(z.strictObject({ field: FacetField }), 'expected a list of fields, such as - field: series')
    .max(MAX_FACETS, `expected at most ${MAX_FACETS} fields`)
    .default([]),
  ranking: SomeWeights.default({}),
  allowPrivateNetworks: z.boolean('expected true or false').default(false),
})

/** The description of a blog: its sources, and the settings that hold for all of them. */
export type Project = z.infer<typeof Project>
export type ProjectSource = Project['sources'][number]

/** The contents of the project file, or undefined if there is none. Its paths become relative to where the command is run. Throws an InputError that names line, field, expected and given value of each error. */
export function readProject(path = PROJECT_FILE): Project | undefined {
  const text = readText(path)
  if (text === undefined) return undefined
  const project = parseProject(text, path)
  const inFolder = (source: ProjectSource) =>
    source.path === undefined || isAbsolute(source.path)
      ? source
      : { ...source, path: join(dirname(path), source.path) }
  return { ...project, sources: project.sources.map(inFolder) }
}

function readText(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8')
    if (text.length <= MAX_BYTES) return text
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new InputError(`${path}: expected a file that can be read, got ${String(error)}`)
  }
  throw new InputError(`${path}: expected at most ${MAX_BYTES} bytes, got more`)
}

/** Parses the text of a project file. */
export function parseProject(text: string, name = PROJECT_FILE): Project {
  const lines = new LineCounter()
  const document = compose(text, lines, name)
  const lineAt = (offset: number) => lines.linePos(offset).line
  const [error] = document.errors
  if (error !== undefined) throw new InputError(`${name}:${lineAt(error.pos[0])}: ${error.message}`)
  const parsed = Project.safeParse(toValue(document, name), { reportInput: true })
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => {
    const field = issue.path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
    const line = lineAt(offsetOf(document, issue))
    const given =
      issue.code === 'unrecognized_keys' ? '' : `, got ${JSON.stringify(issue.input) ?? 'nothing'}`
    return `${name}:${line}: ${field.replace(/^\./, '') || 'file'}: ${issue.message}${given}`
  })
  throw new InputError(problems.join('\n'))
}

type YamlDocument = ReturnType<typeof composeYaml>

function compose(text: string, lineCounter: LineCounter, name: string): YamlDocument {
  return named(name, () => composeYaml(text, { lineCounter }))
}

function toValue(document: YamlDocument, name: string): unknown {
  return named(name, () => valueOfYaml(document) ?? {})
}

/** The result of `read`. An error gets the name of the file. */
function named<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new InputError(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

/** The position of the value of a field, or of the nearest value above it. */
function offsetOf(document: YamlDocument, issue: z.core.$ZodIssue): number {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
  for (let depth = path.length; depth >= 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth), true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0])
    }
  }
  return 0
}
