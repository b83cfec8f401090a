import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A real blog: its files or folder, as the program's sources read them. */
export type Corpus = { name: string; sources: string[] }

const CORPORA = fileURLToPath(new URL('../../../shared/corpora', import.meta.url))
const SAMPLE_BLOG = fileURLToPath(new URL('../../src/demo/sample-blog', import.meta.url))
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

function filesOf(name: string): string[] {
  return ['posts.ndjson', 'comments.ndjson']
    .map((file) => `${CORPORA}/${name}/${file}`)
    .filter((path) => existsSync(path))
}
