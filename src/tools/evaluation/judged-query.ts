import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { InputError } from '../../core/errors.ts'

/** A query with the posts that should be found, each with its grade: 1 for all if any of them is right. */
export type JudgedQuery = { file: string; q: string; kind: string; grades: ReadonlyMap<string, number> }

const GradedQuery = z.object({ qid: z.coerce.string(), text: z.string().min(1) })

/**
 * The queries of a file: lines of `query TAB kind TAB post ids, comma-separated`, or in .ndjson objects of `{qid, text}`, whose grades are
 * in a file of judgements. Throws an InputError that names the file, the line and what was expected.
 */
export async function readQueries(path: string, qrelsPath?: string): Promise<JudgedQuery[]> {
  const lines = await readLines(path)
  if (!isGradedFile(path)) return lines.map(({ text, place }) => parseKnownItem(text, place, path))
  if (qrelsPath === undefined) {
    throw new InputError(`${path}: queries with a qid need judgements, expected --qrels <file>`)
  }
  const grades = await readGrades(qrelsPath)
  return lines.map(({ text, place }) => {
    const query = parseGradedQuery(text, place)
    return { file: nameOf(path), q: query.text, kind: 'graded', grades: grades.get(query.qid) ?? new Map() }
  })
}

/** Whether the grades of the queries are in another file, judged by the name of this one. */
export function isGradedFile(path: string): boolean {
  return /\.(ndjson|jsonl)$/.test(path)
}

type Line = { text: string; place: string }

async function readLines(path: string): Promise<Line[]> {
  const content = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new InputError(`${path}: cannot be read`, { cause })
  })
  return content
    .split('\n')
    .map((text, i) => ({ text: text.replace(/\r$/, ''), place: `${path}:${i + 1}` }))
    .filter(({ text }) => text.trim() !== '' && !text.startsWith('#'))
}

function nameOf(path: string): string {
  return basename(path).replace(/\.[^.]+$/, '')
}

function parseKnownItem(text: string, place: string, path: string): JudgedQuery {
  const [q, kind, ids] = text.split('\t')
  if (!q || !kind || !ids) {
    throw new InputError(
      `${place}: expected query, kind and post ids with tabs between, got ${JSON.stringify(text)}`,
    )
  }
  return { file: nameOf(path), q, kind, grades: new Map(ids.split(',').map((id) => [id.trim(), 1])) }
}

function parseGradedQuery(text: string, place: string): z.infer<typeof GradedQuery> {
  const parsed = GradedQuery.safeParse(parseJson(text, place))
  if (parsed.success) return parsed.data
  throw new InputError(`${place}: expected an object with qid and text, got ${text.slice(0, 100)}`)
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new InputError(`${place}: expected JSON, got ${text.slice(0, 100)}`, { cause })
  }
}

async function readGrades(path: string): Promise<Map<string, Map<string, number>>> {
  const byQuery = new Map<string, Map<string, number>>()
  for (const { text, place } of await readLines(path)) {
    const [qid, id, given] = text.split('\t')
    const grade = Number(given)
    if (!qid || !id || !Number.isFinite(grade)) {
      throw new InputError(
        `${place}: expected qid, post id and grade with tabs between, got ${JSON.stringify(text)}`,
      )
    }
    byQuery.set(qid, (byQuery.get(qid) ?? new Map()).set(id, grade))
  }
  return byQuery
}
