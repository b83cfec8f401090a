import { readFileSync } from 'node:fs'
import type { estypes } from '@elastic/elasticsearch'
import { z } from 'zod'

/** The indexes of a blog: its posts, their comments, and the words of both. */
export const KINDS = ['posts', 'comments', 'words'] as const
export type Kind = (typeof KINDS)[number]

/** A value for each kind of index. */
export function forKinds<T>(make: (kind: Kind) => T): Record<Kind, T> {
  return { posts: make('posts'), comments: make('comments'), words: make('words') }
}

const isRecord = (value: unknown): boolean => z.record(z.string(), z.unknown()).safeParse(value).success

/** Settings and mappings of an index, as index-mappings/*.json hold them: plain Elasticsearch JSON, settings without the `index.` before them. */
const IndexBody = z.strictObject({
  settings: z.custom<estypes.IndicesIndexSettings>(isRecord, 'expected settings'),
  mappings: z
    .looseObject({ _meta: z.looseObject({ schemaVersion: z.int() }) })
    .and(z.custom<estypes.MappingTypeMapping>(isRecord, 'expected mappings')),
})
export type IndexBody = z.infer<typeof IndexBody>

/** The settings and mappings of a kind of index. The files lie beside `src` and `dist` alike. Throws if they are not what they should be. */
export function readIndexBody(kind: Kind): IndexBody {
  const file = new URL(`../../index-mappings/${kind}.json`, import.meta.url)
  return IndexBody.parse(JSON.parse(readFileSync(file, 'utf8')))
}
