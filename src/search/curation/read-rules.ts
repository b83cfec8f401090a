import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { composeWithPlaces, PlacedError, valueOfYaml } from '../../content/sources/yaml.ts'
import { InputError } from '../../core/errors.ts'
import { activeCuration } from './curation.ts'
import { MAX_RULES, type Rule, RuleBody, RuleId } from './rule.ts'

/** The file of rules, beside the project file. */
export const CURATION_FILE = 'curation.yaml'
const MAX_CHARACTERS = 1_000_000

const RuleFile = z.record(RuleId, z.unknown())

/** The rules of a file; none if there is no file. Throws an InputError that names rule, field, expected and given value of each error. */
export function readRules(path = CURATION_FILE): Rule[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw new InputError(`${path}: expected a file that can be read, got ${String(error)}`)
  }
  if (text.length <= MAX_CHARACTERS) return parseRules(text, path)
  throw new InputError(`${path}: expected at most ${MAX_CHARACTERS} characters, got ${text.length}`)
}

/** The rules of a YAML text: each under its name. */
export function parseRules(text: string, place: string): Rule[] {
  const { value, placeOf } = yamlOf(text, place)
  const file = RuleFile.safeParse(value ?? {})
  if (!file.success) {
    const path = file.error.issues[0]?.path ?? []
    throw new InputError(`${placeOf(path)}: ${path.join('.')}: expected a name such as kettle`)
  }
  const entries = Object.entries(file.data)
  if (entries.length > MAX_RULES)
    throw new InputError(`${place}: expected at most ${MAX_RULES} rules, got ${entries.length}`)
  const parsed = entries.map(([id, body]) => ({ id, ...parseRule(id, body) }))
  const problems = parsed.flatMap((one) =>
    'problems' in one ? one.problems.map((problem) => `${placeOf(pathIn(one.id, problem))}: ${problem}`) : [],
  )
  if (problems.length > 0) throw new InputError(problems.join('\n'))
  return parsed.flatMap((one) => ('rule' in one ? [one.rule] : []))
}

/** The path that a problem of a rule begins with. */
function pathIn(id: string, problem: string): string[] {
  const fields = problem.startsWith(`${id}.`) ? problem.slice(id.length + 1).split(':', 1)[0] : undefined
  return [id, ...(fields?.split('.') ?? [])]
}

function yamlOf(text: string, place: string) {
  try {
    const { document, placeOf } = composeWithPlaces(text, place)
    return { value: valueOfYaml(document), placeOf }
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new InputError(cause instanceof PlacedError ? message : `${place}: ${message}`, { cause })
  }
}

/** A rule of a name and a body of unknown form, or all that is wrong with it. */
export function parseRule(id: string, body: unknown): { rule: Rule } | { problems: string[] } {
  const named = RuleId.safeParse(id)
  if (!named.success) return { problems: [`${id}: ${named.error.issues[0]?.message}`] }
  const parsed = RuleBody.safeParse(body, { reportInput: true })
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map(({ path, message, input }) => {
        const given = input === undefined || path.length === 0 ? '' : `, got ${JSON.stringify(input)}`
        return `${[id, ...path].join('.')}: ${message}${given}`
      }),
    }
  }
  const rule = { id, ...parsed.data }
  try {
    activeCuration([{ ...rule, from: undefined, until: undefined } as Rule], '')
    return { rule }
  } catch (error) {
    if (error instanceof InputError) return { problems: [error.message] }
    throw error
  }
}
