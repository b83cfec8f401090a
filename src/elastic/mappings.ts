import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { estypes } from '@elastic/elasticsearch'
import { z } from 'zod'
import type { Language } from '../core/language.ts'
import { packageRoot } from '../core/package.ts'
import { indexAnalysis } from './analysis.ts'

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

/** The settings and mappings of a kind of index with the analyzers of a language. Throws if a file has the wrong form. */
export function readIndexBody(kind: Kind, language: Language = 'en'): IndexBody {
  const { settings, mappings } = readIndexFile(kind)
  return { settings: { analysis: indexAnalysis(language), ...settings }, mappings }
}

/** The settings and mappings of a kind of index without the analyzers that languages share. */
export function readIndexFile(kind: Kind): IndexBody {
  return readBody(`${kind}.json`)
}

/** The settings and mappings of the state index, which belongs to no generation. */
export function readStateBody(): IndexBody {
  return readBody('state.json')
}

/** The settings and mappings of the index of insights, which belongs to no generation. */
export function readInsightsBody(): IndexBody {
  return readBody('insights.json')
}

/** Reads a file of index-mappings, which lies beside `src` and `dist` alike. */
function readBody(name: string): IndexBody {
  return IndexBody.parse(JSON.parse(readFileSync(join(packageRoot, 'index-mappings', name), 'utf8')))
}
