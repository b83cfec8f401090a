import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import getPort from 'get-port'
import { answerAsText } from '../../src/commands/search-text.ts'
import { packageRoot } from '../../src/core/package.ts'
import { AWAY } from '../../src/elastic/connection-fault.ts'
import { plainInput } from '../../src/search/request/input.ts'
import { anAnswer, aPost } from '../service/http/start-app.ts'
import { runCli, runHere } from './run-cli.ts'

const input = plainInput('firefix', { page: 2 })
const options = { bold: (text: string) => `*${text}*`, siteUrl: 'https://blog.example' }

describe('an answer on a terminal', () => {
  test('has the headline of the page, numbered results with hits in bold, comments and addresses', () => {
    const answer = anAnswer(input, { results: [aPost()], total: { value: 11, relation: 'eq' } })
    assert.equal(
      answerAsText(answer, options),
      `*11 posts for “firefix”*
Number 11 of 11 shown

11. *Firefox* tabs
    2025-08-17 · Ada · Web
    I use *Firefox* every day …
    | Comment by Grace, 2025-08-18
    | So do I.
    | https://blog.example/2025/firefox-tabs/#comment-7
    https://blog.example/2025/firefox-tabs/
`,
    )
  })

  test('has no line of more than 100 columns, but cuts no address', () => {
    const address = `https://blog.example/${'long-'.repeat(40)}`
    const words = [{ text: 'Several words of the text '.repeat(20), hit: false }]
    const post = aPost({ url: address, highlights: { title: words, text: [words] } })
    const lines = answerAsText(anAnswer(input, { results: [post] }), options).split('\n')
    assert.deepEqual(
      lines.filter((line) => line.length > 100),
      [`    ${address}`],
    )
    assert.ok(lines.length > 10)
  })

  test('has the message, and other spellings', () => {
    const message = 'Showing results for “a”. Search only for “x”.'
    const query = { q: 'x', strategy: 'exact' as const, meant: ['a'], message, offered: ['b\u0007', 'c'] }
    const text = answerAsText(anAnswer(input, { query }), options)
    assert.equal(text, '*Nothing found for “x”*\nDid you mean “b ” or “c”?\n')
  })

  test('tells what was left out', () => {
    const query = {
      ...{ q: 'tea', strategy: 'exact' as const },
      ...{ excluded: ['milk', 'ice'], withExcluded: 'tea "-milk" "-ice"' },
    }
    assert.equal(
      answerAsText(anAnswer(input, { query }), options),
      '*Nothing found for “tea”*\nLeaving out posts with “milk” or “ice”. Search for “-milk” and “-ice” as text: tea "-milk" "-ice"\n',
    )
  })

  test('has the terms, the tables of debugging and the requests', () => {
    const terms = [
      { term: 'firefix', score: 1.1, titleBoost: 4.4, textBoost: 2.2 },
      { term: 'firefox', score: 0.857142, titleBoost: 1.7, textBoost: 0.86 },
    ]
    const text = answerAsText(anAnswer({ ...input, debug: true }, { terms, results: [aPost()] }), options)
    assert.match(text, /^Terms: firefix \(1\.1\), firefox \(0\.8571\)\n/)
    assert.match(
      text,
      /\nterm {5}score {2}title boost {2}text boost\n-+ {2}-+ {2}-+ {2}-+\nfirefix {2}1\.1 +2\.2 +1\.1\n/,
    )
    assert.match(text, /\nfirefox-tabs {4}3\.3\n/)
    assert.match(text, /\nPOST \/_msearch \(1 ms\)\n\[\n/)
  })

  test('has nothing that steers the terminal', () => {
    const evil = '\u001b[2J\u009b1m\u0007'
    const pieces = [{ text: evil, hit: true }]
    const comment = { id: '1', url: evil, author: evil, date: evil, highlights: [pieces] }
    const post = aPost({
      id: evil,
      url: evil,
      author: evil,
      categories: [evil],
      highlights: { title: pieces, text: [pieces] },
      comments: [comment],
    })
    const text = answerAsText(anAnswer(plainInput(evil, { debug: true }), { results: [post] }), options)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  })
})

describe('blog-search', () => {
  const wrong: Record<string, [string[], RegExp]> = {
    'without a command': [[], /Usage: blog-search/],
    'with an unknown command': [['find', 'x'], /unknown command 'find'/],
    'with an unknown shell': [['completion', 'csh'], /Allowed choices are bash, zsh, fish/],
    'with an unknown option': [['search', 'a', '--nothing'], /unknown option '--nothing'/],
    'searching for nothing': [['search'], /^q: expected a text to search for\n$/],
    'searching for white space': [['search', ' '], /^q: expected a text to search for\n$/],
    'with every parameter wrong': [
      ['search', 'a', '--page', '01', '--size', '99', '--category', ''],
      /^page: .*\nsize: .*\ncategory: .*\n$/,
    ],
    'with operators of no use': [
      ['search', 'a', '--in', 'text', '--exclude', 'b', '--exclude', '', '--after', '2019-13'],
      /^after: .*\nin: .*\nexclude: .*\n$/,
    ],
  }
  for (const [how, [args, expected]] of Object.entries(wrong)) {
    test(`${how} ends with 2 and says why on standard error`, async (t) => {
      const { code, stderr } = await runHere(t, args)
      assert.equal(code, 2)
      assert.match(stderr, expected)
    })
  }

  test('tells its version and its commands', async (t) => {
    const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
    assert.deepEqual(await runCli(t, ['--version']), { code: 0, stdout: `${version}\n`, stderr: '' })
    const help = await runCli(t, ['--help'])
    assert.equal(help.code, 0)
    assert.deepEqual(
      help.stdout.split('\n').filter((line) => line.length > 100),
      [],
    )
    for (const command of ['serve', 'reindex', 'search', 'evaluate'])
      assert.match(help.stdout, new RegExp(`^  ${command} `, 'm'))
  })

  test('completes commands, commands below them, and their options', async (t) => {
    const { stdout: script } = await runCli(t, ['completion', 'bash'])
    const complete = (...words: string[]) => {
      const line = `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _blog_search; echo "\${COMPREPLY[@]}"`
      return execFileSync('bash', ['-c', `${script}\n${line}`], { encoding: 'utf8' }).trim()
    }
    assert.equal(complete('blog-search', 'reind'), 'reindex')
    assert.equal(complete('blog-search', 'keys', 'cr'), 'create')
    assert.equal(complete('blog-search', 'keys', 'create', '--sc'), '--scopes')
    assert.equal(complete('blog-search', 'rollback', '--f'), '--forward')
  })

  test('search ends with 1 when Elasticsearch is away', async (t) => {
    const env = { ELASTICSEARCH_URL: `http://127.0.0.1:${await getPort()}` }
    const { code, stdout, stderr } = await runCli(t, ['search', 'date', 'format', '--json'], env)
    assert.equal(code, 1)
    assert.equal(stdout, '')
    assert.equal(stderr, `Elasticsearch does not answer at ${env.ELASTICSEARCH_URL}. ${AWAY.whatToDo}\n`)
  })
})
