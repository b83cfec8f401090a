import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/core/package.ts'
import { readQueries } from '../../src/tools/evaluation/judged-query.ts'
import type { Query } from './queries.ts'

/** A real blog: its files or folder, as the program's sources read them. */
export type Corpus = { name: string; sources: string[] }

const CORPORA = join(packageRoot, '../shared/corpora')
const SAMPLE_BLOG = join(packageRoot, 'src/tools/demo/sample-blog')
/** Blogs in English whose posts are Markdown; the first has comments. */
const NAMES = ['haacked', 'rustblog', 'gov18f']

export const SAMPLE: Corpus = { name: 'sample blog', sources: [SAMPLE_BLOG] }

/** The real blogs that are there, else the sample blog: what generated blogs are made of. */
export function corpora(): Corpus[] {
  const found = NAMES.map((name) => ({ name, sources: filesOf(name) })).filter(
    ({ sources }) => sources.length > 0,
  )
  return found.length > 0 ? found : [SAMPLE]
}

/** The real blog of about 2,000 posts with their comments, if it is there. */
export function realBlog(): Corpus | undefined {
  const [name = ''] = NAMES
  const sources = filesOf(name)
  return sources.length === 2 ? { name, sources } : undefined
}

/** Queries that people made up for the real blog of that name, by kind, if they are there. */
export async function naturalQueries(name: string, count: number): Promise<Record<string, Query[]>> {
  const path = `${CORPORA}/${name}/queries-natural.tsv`
  const kinds: Record<string, Query[]> = {}
  if (!existsSync(path)) return kinds
  for (const { q, kind, grades } of await readQueries(path)) {
    const before = kinds[kind] ?? []
    if (before.length < count) kinds[kind] = [...before, { q, ids: [...grades.keys()] }]
  }
  return kinds
}

function filesOf(name: string): string[] {
  return ['posts.ndjson', 'comments.ndjson']
    .map((file) => `${CORPORA}/${name}/${file}`)
    .filter((path) => existsSync(path))
}
