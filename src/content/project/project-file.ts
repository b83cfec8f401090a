import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'
import { Environment } from '../../core/config.ts'
import { InputError } from '../../core/errors.ts'
import { MAX_FACETS } from '../../core/facet-fields.ts'
import { Language } from '../../core/language.ts'
import { SomeWeights } from '../../core/weights.ts'
import { FacetField } from '../documents/facets.ts'
import { composeWithPlaces, PlacedError, valueOfYaml } from '../sources/yaml.ts'
import { isSecret } from './secret-files.ts'

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

/** Settings that have a field of their own in the file. */
const OWN_FIELDS: Readonly<Record<string, string>> = {
  SITE_URL: 'site',
  BLOG_LANGUAGE: 'language',
  FACETS: 'facets',
  RANKING: 'ranking',
}

/** Settings by their names, such as `PORT: 3000`. Lists may be lists. */
const Settings = z
  .record(
    z.string(),
    z.union(
      [
        z.string(),
        z.number().transform(String),
        z.boolean().transform(String),
        z.array(z.string()).transform((list) => list.join()),
      ],
      'expected a text, a number, true, false, or a list of texts',
    ),
    'expected settings by their names, such as PORT: 3000',
  )
  .superRefine((settings, context) => {
    for (const name of Object.keys(settings)) {
      const message = whyNoSetting(name)
      if (message !== undefined) context.addIssue({ code: 'custom', path: [name], message })
    }
  })

/** Why the file must not have a setting. A blog's folder is often published, so it has no secrets. */
function whyNoSetting(name: string): string | undefined {
  if (!(name in Environment.shape))
    return 'expected the name of a setting, as `blog-search config` lists them'
  if (isSecret(name))
    return `expected in .env, in the environment, or as ${name}_FILE: this file may be published`
  const field = OWN_FIELDS[name]
  return field === undefined ? undefined : `expected as the field ${field} of this file`
}

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
  settings: Settings.default({}),
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
  const settings = Object.entries(project.settings).map(([name, value]) =>
    name.endsWith('_FILE') ? [name, resolve(dirname(path), value)] : [name, value],
  )
  return { ...project, sources: project.sources.map(inFolder), settings: Object.fromEntries(settings) }
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
  const { value, placeOf } = read(text, name)
  const parsed = Project.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => {
    const field = issue.path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
    const isUnknown = issue.code === 'unrecognized_keys'
    // What is wrong with the name of a setting says its path; its value may be a secret.
    const isNamed = isUnknown || (field.startsWith('.settings') && issue.code === 'custom')
    const given = isNamed ? '' : `, got ${JSON.stringify(issue.input) ?? 'nothing'}`
    const place = placeOf(isUnknown ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path)
    return `${place}: ${field.replace(/^\./, '') || 'file'}: ${issue.message}${given}`
  })
  throw new InputError(problems.join('\n'))
}

function read(text: string, name: string) {
  try {
    const { document, placeOf } = composeWithPlaces(text, name)
    return { value: valueOfYaml(document) ?? {}, placeOf }
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new InputError(cause instanceof PlacedError ? message : `${name}: ${message}`, { cause })
  }
}
