import type { Client } from '@elastic/elasticsearch'
import type pg from 'pg'
import { aliasNames } from '../../../src/elastic/aliases.ts'
import { scan } from '../../../src/elastic/scan.ts'

const PAGE = 500

const TABLES = `
create extension pg_trgm;
create table posts (id text primary key, url text, title text, date timestamptz, text text, words tsvector);
create table comments (id text, "postId" text, comment text, words tsvector);
`
const POSTS = `
insert into posts select id, url, title, date, text,
  setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', text), 'B')
from json_to_recordset($1) as post(id text, url text, title text, date timestamptz, text text)`
const COMMENTS = `
insert into comments select id, "postId", comment, to_tsvector('english', comment)
from json_to_recordset($1) as comment(id text, "postId" text, comment text)`
const INDEXES = `
create table vocabulary as select word, ndoc as documents from ts_stat($$
  select to_tsvector('simple', title || ' ' || text) from posts
  union all select to_tsvector('simple', comment) from comments$$);
create unique index on vocabulary (word);
create index on vocabulary using gin (word gin_trgm_ops);
create index on posts using gin (words);
create index on comments using gin (words);
create index on comments ("postId");
`

/** Fills PostgreSQL with the posts and comments of the blog, and with the words of both. */
export async function loadPostgres(
  database: pg.Client,
  { client, prefix }: { client: Client; prefix: string },
  signal: AbortSignal,
): Promise<void> {
  const aliases = aliasNames(prefix)
  await database.query(TABLES)
  for (const [index, statement] of [
    [aliases.posts, POSTS],
    [aliases.comments, COMMENTS],
  ] as const) {
    let batch: unknown[] = []
    const send = async () => {
      // It knows no character 0.
      await database.query(statement, [JSON.stringify(batch).replaceAll('\\u0000', '')])
      batch = []
    }
    for await (const { _source } of scan<object>(client, { index, size: PAGE, signal })) {
      batch.push(_source)
      if (batch.length === PAGE) await send()
    }
    await send()
  }
  await database.query(INDEXES)
  await database.query('vacuum analyze')
}
