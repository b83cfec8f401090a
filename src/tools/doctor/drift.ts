import type { estypes } from '@elastic/elasticsearch'
import { nameLanguage } from '../../core/language.ts'
import { aliasNames, findLiveIndexes } from '../../elastic/aliases.ts'
import { KINDS, readIndexBody } from '../../elastic/mappings.ts'
import { isVectorField } from '../../meaning/vector-field.ts'
import { type Finding, findings, OPTIONS, type Patient } from './finding.ts'

/** Differences reported for one index; more are only counted. */
const MAX_TOLD = 5

/** Checks that mappings and analysis of the live indexes equal those of index-mappings for the blog's language. */
export async function checkDrift({ client, config }: Patient): Promise<Finding[]> {
  const { ok, problem } = findings('mappings')
  const live = await findLiveIndexes(client, aliasNames(config.indexPrefix))
  const names = Object.values(live).flat()
  if (names.length === 0) return []
  const found = await client.indices.get({ index: names, features: ['mappings', 'settings'] }, OPTIONS)
  const drifted = KINDS.flatMap((kind) => {
    const { mappings, settings } = readIndexBody(kind, config.language)
    const wanted = { mappings, analysis: settings.analysis }
    return live[kind].flatMap((name) => {
      const index = found[name]
      const is = {
        mappings: withoutVectorFields(index?.mappings),
        analysis: index?.settings?.index?.analysis,
      }
      const differences = compare(is, wanted)
      return differences.length === 0 ? [] : [problem(`${name}: ${tell(differences)}`, whatToDo(differences))]
    })
  })
  return drifted.length > 0 ? drifted : [ok(`as this program has them, for ${nameLanguage(config.language)}`)]
}

/** Mappings without the fields for vectors, which an index has only where a model is installed. */
function withoutVectorFields(
  mappings: estypes.MappingTypeMapping | undefined,
): estypes.MappingTypeMapping | undefined {
  const properties = Object.entries(mappings?.properties ?? {}).filter(([name]) => !isVectorField(name))
  return mappings && { ...mappings, properties: Object.fromEntries(properties) }
}

/** The differences of two values, each as `path: is x, expected y`. Values are compared as text, so 1 equals "1", and ["a"] equals "a". */
export function compare(is: unknown, wanted: unknown): string[] {
  const [a, b] = [flatten(is), flatten(wanted)]
  const paths = [...new Set([...a.keys(), ...b.keys()])].sort()
  return paths.flatMap((path) => {
    const [found = 'none', expected = 'none'] = [a.get(path), b.get(path)]
    return found === expected ? [] : [`${path}: is ${found}, expected ${expected}`]
  })
}

function flatten(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [name, inner] of Object.entries(value)) flatten(inner, path ? `${path}.${name}` : name, into)
  } else if (value !== undefined) {
    into.set(path, Array.isArray(value) ? value.map(String).join(', ') : String(value))
  }
  return into
}

function tell(differences: readonly string[]): string {
  const more = differences.length - MAX_TOLD
  const told = differences
    .slice(0, MAX_TOLD)
    .map((one) => (one.length > 200 ? `${one.slice(0, 200)}...` : one))
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

function whatToDo(differences: readonly string[]): string {
  const ofLanguage = differences.every((one) => one.startsWith('analysis.'))
  return ofLanguage
    ? 'Check BLOG_LANGUAGE, and run `blog-search reindex` with this version of the program.'
    : 'Run `blog-search reindex` with this version of the program; let nothing else change the mappings.'
}
