import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { estypes } from '@elastic/elasticsearch'
import { z } from 'zod'
import { analysisOf, type Language, type LanguageAnalysis } from '../core/language.ts'
import { compatibilityForms } from '../core/letters/compatibility.ts'
import { letterForms } from '../core/letters/letters.ts'
import { packageRoot } from '../core/package.ts'

/** The indexes of a blog: its posts, their comments, and the words of both. */
export const KINDS = ['posts', 'comments', 'words'] as const
export type Kind = (typeof KINDS)[number]

/** A value for each kind of index. */
export function forKinds<T>(make: (kind: Kind) => T): Record<Kind, T> {
  return { posts: make('posts'), comments: make('comments'), words: make('words') }
}

const isRecord = (value: unknown): boolean => z.record(z.string(), z.unknown()).safeParse(value).success

/** Settings and mappings of an index, as in index-mappings/*.json: plain Elasticsearch JSON, with settings without the prefix `index.`. */
const IndexBody = z.strictObject({
  settings: z.custom<estypes.IndicesIndexSettings>(isRecord, 'expected settings'),
  mappings: z
    .looseObject({ _meta: z.looseObject({ schemaVersion: z.int() }) })
    .and(z.custom<estypes.MappingTypeMapping>(isRecord, 'expected mappings')),
})
type IndexBody = z.infer<typeof IndexBody>

const charFilters = z.custom<Record<string, estypes.AnalysisCharFilter>>(isRecord, 'expected char filters')
const filters = z.custom<Record<string, estypes.AnalysisTokenFilter>>(isRecord, 'expected filters')
const analyzers = z.custom<Record<string, estypes.AnalysisAnalyzer>>(isRecord, 'expected analyzers')

/** The analysis that all languages share. */
const CommonAnalysis = z.strictObject({
  char_filter: charFilters,
  filter: filters,
  analyzer: analyzers,
  normalizer: z.custom<Record<string, estypes.AnalysisNormalizer>>(isRecord, 'expected normalizers'),
})

const bodies = new Map<string, IndexBody>()

/** The settings and mappings of a kind of index, with the analyzers of a language. The files lie beside `src` and `dist` alike, and are read once. Throws if a file has the wrong form. */
export function readIndexBody(kind: Kind, language: Language = 'en'): IndexBody {
  const key = `${kind} ${language}`
  const body = bodies.get(key) ?? makeIndexBody(kind, language)
  bodies.set(key, body)
  return body
}

function makeIndexBody(kind: Kind, language: Language): IndexBody {
  const { settings, mappings } = IndexBody.parse(readJson(`${kind}.json`))
  return { settings: { analysis: indexAnalysis(language), ...settings }, mappings }
}

/** The settings and mappings of the state index, which belongs to no generation. */
export function readStateBody(): IndexBody {
  return IndexBody.parse(readJson('state.json'))
}

const analyses = new Map<Language, estypes.IndicesIndexSettingsAnalysis>()

function indexAnalysis(language: Language): estypes.IndicesIndexSettingsAnalysis {
  const analysis = analyses.get(language) ?? makeAnalysis(language)
  analyses.set(language, analysis)
  return analysis
}

function makeAnalysis(language: Language): estypes.IndicesIndexSettingsAnalysis {
  const common = CommonAnalysis.parse(readJson('analysis.json'))
  const own = analysisOf(language)
  return {
    ...common,
    char_filter: charFilters.parse(
      mapValues(common.char_filter, (charFilter, name) => withRules(charFilter, own.char_filter[name] ?? [])),
    ),
    filter: { ...common.filter, ...filters.parse(own.filter) },
    analyzer: mapValues(common.analyzer, (analyzer) => withSlots(analyzer, own.slots)),
  }
}

/** Tables of rules that a char filter names in place of a rule. */
const RULE_TABLES: Record<string, () => string[]> = {
  $compatibility: once(() => rulesOf(compatibilityForms())),
  $letters: once(lettersAndCompatibility),
}

/**
 * The char filter with the rules of a language, and with the tables that it names. Its own rules come before those of tables. The rules are one
 * text with commas between: Elasticsearch takes it for a list, and it creates an index with a list of 8,000 texts only in two seconds.
 */
function withRules(charFilter: estypes.AnalysisCharFilter, added: readonly string[]): unknown {
  if (typeof charFilter === 'string' || !('mappings' in charFilter)) return charFilter
  const given = [...(charFilter.mappings ?? []), ...added]
  const own = given.filter((rule) => !(rule in RULE_TABLES))
  const tables = given.flatMap((name) => RULE_TABLES[name]?.() ?? [])
  const rules = new Map([...tables, ...own].map((rule) => [leftOf(rule), rule]))
  return { ...charFilter, mappings: [...rules.values()].join(',') }
}

/** The letter forms, and the compatibility forms with their letters in these forms: a char filter replaces a text only once. */
function lettersAndCompatibility(): string[] {
  const letters = letterForms()
  const compatible = [...compatibilityForms()].map(([character, form]): [string, string] => [
    character,
    [...form].map((letter) => letters.get(letter) ?? letter).join(''),
  ])
  return rulesOf(new Map([...letters, ...compatible]))
}

function rulesOf(forms: ReadonlyMap<string, string>): string[] {
  return [...forms].map(([character, form]) => `${escaped(character)} => ${escaped(form)}`)
}

/** What a rule replaces, without escapes. */
function leftOf(rule: string): string {
  const left = rule.split('=>')[0]?.trim() ?? ''
  return left.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** A text as rules write it. Elasticsearch trims the spaces of a rule, and takes backslashes, commas and "=>" for signs of its own. */
function escaped(text: string): string {
  return text.replace(/[\s\\=>,]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The analyzer with the language's filters in place of the slots, such as "$stemmed". A slot that the language leaves empty goes; of "$lowercase" every language has one. */
function withSlots(analyzer: estypes.AnalysisAnalyzer, slots: LanguageAnalysis['slots']) {
  if (!('filter' in analyzer)) return analyzer
  const filling: Record<string, readonly string[] | undefined> = { lowercase: ['lowercase'], ...slots }
  const filter = [analyzer.filter ?? []]
    .flat()
    .flatMap((name) => (name.startsWith('$') ? (filling[name.slice(1)] ?? []) : [name]))
  return { ...analyzer, filter }
}

function mapValues<T, U>(record: Record<string, T>, change: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]))
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(packageRoot, 'index-mappings', name), 'utf8'))
}
