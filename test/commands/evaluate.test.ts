import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { dropIndexes, indexBlog, testElasticsearchUrl, testPrefix } from '../helpers/test-index.ts'
import { runCli, runHere } from './run-cli.ts'

const THINGS = ['sourdough', 'telescope', 'bicycle', 'typewriter', 'accordion', 'cathedral']
const prefix = testPrefix()
let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evaluate-command-'))
  const posts = THINGS.map((thing) => ({
    id: thing,
    url: `https://example.org/${thing}`,
    title: `Repairing an old ${thing}`,
    text: `Yesterday somebody brought the rusty ${thing} from Gothenburg.`,
  }))
  await indexBlog({ posts }, prefix)
})
after(async () => {
  await dropIndexes(prefix)
  await rm(folder, { recursive: true })
})

function evaluate(t: TestContext, args: readonly string[], indexPrefix = prefix) {
  const env = { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: indexPrefix, LOG_LEVEL: 'silent' }
  return runCli(t, ['evaluate', ...args], env)
}

test('--generate writes a file of queries, evaluates it, and says where the blog has too little', async (t) => {
  const path = join(folder, 'known.tsv')
  const { code, stdout, stderr } = await evaluate(t, ['--generate', path, '--count', '6'])
  assert.equal(code, 0, stderr)
  assert.match(stderr, /known\.tsv: 6 of kind exact-title\n/)
  assert.match(stderr, /known\.tsv: 0 of kind noharm; the blog has no more that fit, expected 6\n/)
  assert.match(stdout, /^known +exact-title +6 +1\.000/m)

  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
  const titles = lines.filter((line) => line.split('\t')[1] === 'exact-title').toSorted()
  assert.deepEqual(
    titles,
    THINGS.map((thing) => `Repairing an old ${thing}\texact-title\t${thing}`).toSorted(),
  )
})

test('an existing file is overwritten with --force only', async (t) => {
  const path = join(folder, 'mine.tsv')
  await writeFile(path, 'my own queries')
  const refused = await evaluate(t, ['--generate', path])
  assert.equal(refused.code, 2)
  assert.match(refused.stderr, /mine\.tsv: exists already, expected a new file, or --force to overwrite it/)
  assert.equal(await readFile(path, 'utf8'), 'my own queries')

  const forced = await evaluate(t, ['--generate', path, '--force', '--count', '2', '--json'])
  assert.equal(forced.code, 0, forced.stderr)
  assert.equal(JSON.parse(forced.stdout).figures[0].queries, 2)
})

test('--mistype writes the queries of a file with a word of each mistyped, and evaluates both, with other weights too', async (t) => {
  const given = join(folder, 'asked.tsv')
  const typos = join(folder, 'typos.tsv')
  const path = join(folder, 'mistyped.tsv')
  await writeFile(given, 'rusty telescope\tasked\ttelescope\nno word of it\tasked\tbicycle\n')
  await writeFile(typos, 'teleskope\ttelescope\n')
  const { code, stdout, stderr } = await evaluate(t, [
    ...['--generate', path, '--mistype', given, '--typos', typos, '--with', 'title=4'],
  ])
  assert.equal(code, 0, stderr)
  assert.match(stderr, /mistyped\.tsv: 1 of kind asked-typo, 1 as the lists have them and 0 by patterns/)
  assert.match(stderr, /; 1 left out, which have no word of the blog that can be mistyped\n/)
  assert.match(stdout, /^mistyped +asked-typo +1 +1\.000 /m)
  assert.match(stdout, /^mistyped +asked-typo +1 +\+0\.000 +0 +0 +1\.000 +may be noise$/m, 'compared')
  const made = await readFile(path, 'utf8')
  assert.equal(made, 'rusty telescope\tasked\ttelescope\nrusty teleskope\tasked-typo\ttelescope\n')
})

test('questions without a judgement are left out, and their number is told', async (t) => {
  const given = join(folder, 'questions.ndjson')
  const qrels = join(folder, 'qrels.tsv')
  const questions = THINGS.map((thing, i) => JSON.stringify({ qid: i, text: `rusty ${thing}` }))
  await writeFile(given, questions.join('\n'))
  await writeFile(qrels, `0\t${THINGS[0]}\t2\n1\t${THINGS[1]}\t1\n2\t${THINGS[0]}\t0\n`)

  const text = await evaluate(t, [given, '--qrels', qrels])
  assert.match(text.stdout, /^questions +graded +2 +1\.000/m)
  assert.match(text.stdout, /^left out: 4 of 6 queries of questions, which have no judgements$/m)

  const json = JSON.parse((await evaluate(t, [given, '--qrels', qrels, '--json'])).stdout)
  assert.deepEqual(json.unjudged, [{ file: 'questions', unjudged: 4, queries: 6 }])
  assert.equal(json.outcomes.length, 2)

  await writeFile(qrels, `other\t${THINGS[0]}\t2\n`)
  const none = await evaluate(t, [given, '--qrels', qrels])
  assert.equal(none.code, 2)
  assert.match(none.stderr, /questions\.ndjson: expected judgements of these queries, got none of 6/)
})

test('without an index nothing is written', async (t) => {
  const path = join(folder, 'none.tsv')
  const none = testPrefix()
  const { code, stdout, stderr } = await evaluate(t, ['--generate', path], none)
  assert.deepEqual([code, stdout], [2, ''])
  assert.match(stderr, new RegExp(`${none}-posts: expected an index, got none; run \`blog-search reindex\``))
  await assert.rejects(readFile(path))
})

test('wrong usage ends in exit code 2 and says what is expected', async (t) => {
  const cases: [string[], RegExp][] = [
    [[], /queries: expected a file of queries, or --generate <file>/],
    [['--generate', 'x.ndjson'], /--generate: expected a file of lines with tabs, such as known\.tsv/],
    [['--generate', join(folder, 'no', 'x.tsv')], /x\.tsv: expected a folder that can be written to/],
    [['--generate', 'x.tsv', '--count', '0'], /Expected a whole number from 1 to 10000/],
    [['--typos', 'x.tsv', '--generate', 'y.tsv'], /--typos: expected together with --mistype <file>/],
    [['--mistype', 'x.tsv', 'y.tsv'], /--mistype: expected together with --generate <file>/],
    [['--generate', 'x.tsv', '--mistype', 'y.ndjson'], /--mistype: expected a file of lines with tabs/],
    [['--generate', 'x.tsv', '--mistype', 'y.tsv', '--count', '2'], /--count: expected without --mistype/],
    [['--with', 'title=3', '--baseline', 'y', 'x.tsv'], /--with: expected without --baseline/],
    [['--seed', '2', 'x.tsv'], /--seed: expected together with --generate <file>/],
  ]
  for (const [args, message] of cases) {
    const { code, stderr } = await runHere(t, ['evaluate', ...args])
    assert.equal(code, 2, args.join(' '))
    assert.match(stderr, message)
  }
})
