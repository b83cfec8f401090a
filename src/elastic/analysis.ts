import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { estypes } from '@elastic/elasticsearch'
import { z } from 'zod'
import { analysisOf, type Language, type LanguageAnalysis } from '../core/language.ts'
import { compatibilityForms } from '../core/letters/compatibility.ts'
import { letterForms } from '../core/letters/letters.ts'
import { packageRoot } from '../core/package.ts'

const isRecord = (value: unknown): boolean => z.record(z.string(), z.unknown()).safeParse(value).success

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

const FILE = join(packageRoot, 'index-mappings', 'analysis.json')

const made = new Map<Language, estypes.IndicesIndexSettingsAnalysis>()

/** The analysis of an index in a language: that of index-mappings/analysis.json with the language's own filters and rules. It is made once. Throws if a file has the wrong form. */
export function indexAnalysis(language: Language): estypes.IndicesIndexSettingsAnalysis {
  const analysis = made.get(language) ?? makeAnalysis(language)
  made.set(language, analysis)
  return analysis
}

function makeAnalysis(language: Language): estypes.IndicesIndexSettingsAnalysis {
  const common = CommonAnalysis.parse(JSON.parse(readFileSync(FILE, 'utf8')))
  const own = analysisOf(language)
  return {
    ...common,
    char_filter: charFilters.parse(
      mapValues(common.char_filter, (charFilter, name) => withRules(charFilter, own.char_filter[name] ?? [])),
    ),
    filter: filters.parse({ ...mapValues(common.filter, withSignsOfWords), ...own.filter }),
    analyzer: mapValues(common.analyzer, (analyzer) => withSlots(analyzer, own.slots)),
  }
}

type RuleTables = Record<string, readonly string[]>

let tables: RuleTables | undefined

/** The tables of rules that a char filter names in place of a rule. They are the same for all languages. */
function ruleTables(): RuleTables {
  tables ??= makeRuleTables()
  return tables
}

/** The compatibility forms, and together with letter forms also these with their letters in such forms: a char filter replaces a text only once. */
function makeRuleTables(): RuleTables {
  const letters = letterForms()
  const compatible = compatibilityForms()
  const folded = [...compatible].map(([character, form]): [string, string] => [
    character,
    [...form].map((letter) => letters.get(letter) ?? letter).join(''),
  ])
  return { $compatibility: rulesOf(compatible), $letters: rulesOf(new Map([...letters, ...folded])) }
}

/**
 * The char filter with the rules of a language, and with the tables that it names. Its own rules come before those of tables. The rules are one
 * text with commas between: Elasticsearch takes it for a list, and it creates an index with a list of 8,000 texts only in two seconds.
 */
function withRules(charFilter: estypes.AnalysisCharFilter, added: readonly string[]): unknown {
  if (typeof charFilter === 'string' || !('mappings' in charFilter)) return charFilter
  const given = [...(charFilter.mappings ?? []), ...added]
  const tables = ruleTables()
  const own = given.filter((rule) => !(rule in tables))
  const named = given.flatMap((name) => tables[name] ?? [])
  const rules = new Map([...named, ...own].map((rule) => [leftOf(rule), rule]))
  return { ...charFilter, mappings: [...rules.values()].join(',') }
}

/** Signs that stand within words as the tokenizer cuts them: apostrophes, points, invisible controls, and those of emoji. */
const SIGN_OF_WORD = /(?!\u203f)[\p{Cf}\p{Pc}\p{Emoji}\u05f3\u05f4\u066b\u066c\u060c'"’‘.․‧·,:;٬]/u

/** The word_delimiter_graph that parts words at their joints alone: all other signs count as letters. */
function withSignsOfWords(filter: estypes.AnalysisTokenFilter): unknown {
  if (typeof filter === 'string' || filter.type !== 'word_delimiter_graph') return filter
  const signs = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).filter((sign) =>
    SIGN_OF_WORD.test(sign),
  )
  return { ...filter, type_table: signs.map((sign) => `${codeOf(sign)} => ALPHA`).join(',') }
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
  return text.replace(/[\s\\=>,]/g, codeOf)
}

function codeOf(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
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
