import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { estypes } from '@elastic/elasticsearch'
import { z } from 'zod'
import type { Language } from '../core/language.ts'
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

const LanguageAnalysis = z.strictObject({
  char_filter: charFilters.default({}),
  filter: filters,
  analyzer: analyzers,
})

/** The settings and mappings of a kind of index, with the analyzers of a language. The files lie beside `src` and `dist` alike. Throws if a file has the wrong form. */
export function readIndexBody(kind: Kind, language: Language = 'en'): IndexBody {
  const { settings, mappings } = IndexBody.parse(readJson(`${kind}.json`))
  return { settings: { analysis: analysisOf(language), ...settings }, mappings }
}

/** The settings and mappings of the state index, which belongs to no generation. */
export function readStateBody(): IndexBody {
  return IndexBody.parse(readJson('state.json'))
}

function analysisOf(language: Language): estypes.IndicesIndexSettingsAnalysis {
  const common = CommonAnalysis.parse(readJson('analysis.json'))
  const own = LanguageAnalysis.parse(readJson(`languages/${language}.json`))
  return {
    ...common,
    char_filter: { ...common.char_filter, ...own.char_filter },
    filter: { ...common.filter, ...own.filter },
    analyzer: { ...common.analyzer, ...own.analyzer },
  }
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(packageRoot, 'index-mappings', name), 'utf8'))
}
