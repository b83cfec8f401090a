import type { Client } from '@elastic/elasticsearch'
import type pg from 'pg'
import { splitWords } from '../../../src/search/request/words.ts'
import type { Way } from '../way.ts'
import { findPostgres, startPostgres } from './cluster.ts'
import { loadPostgres } from './load.ts'

/** For each unknown word the three known ones that are most like it. */
const ALIKE = `
select typed, word from unnest($1::text[]) as typed,
lateral (select word from vocabulary where word % typed order by similarity(word, typed) desc, documents desc limit 3) as near
where not exists (select 1 from vocabulary where word = typed)`

/** Posts by themselves and by their comments, the ten best with highlights, and how many there are. */
const SEARCH = `
with query as (select to_tsquery('english', $1) as q),
hits as (
  select id, ts_rank_cd(words, q) as rank from posts, query where words @@ q
  union all select "postId", ts_rank_cd(words, q) / 4 from comments, query where words @@ q),
ranked as (select id, sum(rank) as rank, count(*) over () as total from hits group by id order by rank desc, id limit 10)
select posts.id, url, date, rank, total, ts_headline('english', title, q) as title,
  ts_headline('english', text, q, 'MaxFragments=3') as text
from ranked join posts using (id), query order by rank desc, id`

/** PostgreSQL's full text search, with pg_trgm for words that it does not know; undefined where it is not installed. */
export async function startPostgresWay(
  source: { client: Client; prefix: string },
  folder: string,
  signal: AbortSignal,
): Promise<Way | undefined> {
  const bin = await findPostgres()
  if (bin === undefined) return undefined
  const cluster = await startPostgres(bin, folder, signal)
  try {
    const database = await cluster.connect()
    await loadPostgres(database, source, signal)
    return {
      name: `PostgreSQL ${cluster.version}`,
      async ask(q) {
        const ids = await search(database, q)
        return { ids: () => ids }
      },
      async close() {
        await database.end()
        await cluster.stop()
      },
    }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

async function search(database: pg.Client, q: string): Promise<string[]> {
  const words = [...new Set(splitWords(q.toLowerCase()).map(({ text }) => text))]
  const alike = await database.query<{ typed: string; word: string }>({
    name: 'alike',
    text: ALIKE,
    values: [words],
  })
  const options = words.map((word) => [
    word,
    ...alike.rows.filter(({ typed }) => typed === word).map((row) => row.word),
  ])
  const all = await find(database, options, ' & ')
  return all.length > 0 || words.length === 1 ? all : find(database, options, ' | ')
}

async function find(
  database: pg.Client,
  options: readonly string[][],
  between: ' & ' | ' | ',
): Promise<string[]> {
  const groups = options.map((words) => `(${words.map(quoted).join(' | ')})`)
  const { rows } = await database.query<{ id: string }>({
    name: 'search',
    text: SEARCH,
    values: [groups.join(between)],
  })
  return rows.map(({ id }) => id)
}

/** A word as the query language has it. */
function quoted(word: string): string {
  return `'${word.replace(/['\\]/g, (sign) => sign + sign)}'`
}
