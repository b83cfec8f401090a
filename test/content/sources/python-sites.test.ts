import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { toPlainText } from '../../../src/content/documents/plain-text.ts'
import { readSiteConfig } from '../../../src/content/project/init/site-config.ts'
import { readLiterals } from '../../../src/content/sources/python-sites/literals.ts'
import { rstToHtml } from '../../../src/content/sources/python-sites/rst.ts'
import { openSource, type SourceOptions } from '../../../src/content/sources/source.ts'
import { essence } from './feed-of.ts'
import { folderOf, itemsOf } from './folder-of.ts'

/** What is read of each file of a site: the address of its post, or why there is none. */
async function addressesOf(folder: string, options: SourceOptions = {}): Promise<Record<string, unknown>> {
  const items = await itemsOf(folder, options)
  const found = essence(items).map((item) =>
    typeof item === 'string' ? item : (item as { url: string }).url,
  )
  return Object.fromEntries(
    items.map(({ place }, i) => [place.replace(/^(?:content|posts)\//, ''), found[i]]),
  )
}

const PELICAN = `import os
AUTHOR = 'Kim Ó'
PATH = 'content'  # the default
ARTICLE_URL = ('posts/{date:%Y}/{date:%b}/{date:%-d}/'
    '{category}/{slug}/')
ARTICLE_SAVE_AS = ARTICLE_URL + 'index.html'
ARTICLE_LANG_URL = '{lang}/{slug}.html'
PAGE_URL = "p/{slug}.html"
LINKS = (('a', os.environ['b']),)
`

test('a site of Pelican has the addresses that Pelican gives, and what it hides stays out', async (t) => {
  const folder = await folderOf(t, {
    'pelicanconf.py': PELICAN,
    'content/cream.md': `Title: Crème brûlée & C++: it's "here"\nDate: 2020-03-04 10:20\nCategory: My Food\nSlug:\n\nx`,
    'content/boats/2019-05-06-two.rst': 'Straße – Łódź\n#############\n\n:tags: a\n\nx',
    'content/field.rst': ':title: By field\n:date: 2021-01-02_03:04\n:category: c\n\nx',
    'content/deux.md': 'Title: Deux\nDate: 2020-01-01\nLang: fr\n\nx',
    'content/own.md': 'Title: Own\nDate: 2020-01-01\nurl: own/place.html\n\nx',
    'content/fenced.md': '---\nTitle: Fenced\nDate: 2020-02-02\n---\n\nx',
    'content/draft.md': 'Title: x\nDate: 2020-01-01\nStatus: Draft\n\nx',
    'content/hidden.md': 'Title: x\nDate: 2020-01-01\nStatus: hidden\n\nx',
    'content/skip.md': 'Title: x\nDate: 2020-01-01\nStatus: skip\n\nx',
    'content/odd.md': 'Title: x\nDate: 2020-01-01\nStatus: secret\n\nx',
    'content/dateless.md': 'Title: x\n\nx',
    'content/notes.md': 'Only notes.\n',
    'content/broken.md': '---\ntitle: "x\n---\n',
    'content/latin.md': Buffer.from('Title: caf\xe9\n\nx', 'latin1'),
    'content/page.html':
      '<head><title>Page</title><meta name="date" content="2020-03-04"><meta name="keywords" content="a"></head><body>x</body>',
    'content/plain.html': '<p>No post</p>',
    'content/pages/about.md': 'Title: Über\n\nx',
    'output/index.html': '<html><article>Built</article></html>',
  })
  const expected = {
    'cream.md': '/posts/2020/Mar/4/my-food/creme-brulee-c-its-here/',
    'boats/2019-05-06-two.rst': '/posts/2019/May/6/boats/strasse-lodz/',
    'field.rst': '/posts/2021/Jan/2/c/by-field/',
    'deux.md': '/fr/deux.html',
    'own.md': '/own/place.html',
    'fenced.md': '/posts/2020/Feb/2/misc/fenced/',
    'draft.md': 'skipped: draft',
    'hidden.md': 'skipped: hidden',
    'skip.md': 'skipped: skip',
    'odd.md': 'skipped: status secret',
    'dateless.md': 'skipped: without date',
    'notes.md': 'skipped: without title',
    'latin.md':
      'failed: expected UTF-8, got bytes that are not, in line 1; convert the file, for example with "iconv -f GBK -t UTF-8"',
    'page.html': '/posts/2020/Mar/4/misc/page/',
    'plain.html': 'skipped: without title',
    'pages/about.md': 'skipped: page',
  }
  const { 'broken.md': broken, ...found } = await addressesOf(folder)
  assert.deepEqual(found, expected)
  assert.match(String(broken), /^failed: front matter/)
  const pages = await addressesOf(folder, { pages: true })
  assert.equal(pages['pages/about.md'], '/p/uber.html')
  const patterned = await addressesOf(folder, { permalink: '/:year/:slug', siteUrl: 'https://boats.example' })
  assert.equal(patterned['cream.md'], 'https://boats.example/2020/creme-brulee-c-its-here')
  assert.equal((await openSource(`${folder}/content`)).title, 'Pelican')
  assert.equal((await openSource(`${folder}/output`)).title, 'HTML pages')
})

test('Pelican makes slugs and dates as its settings say', async (t) => {
  const folder = await folderOf(t, {
    'pelicanconf.py': String.raw`ARTICLE_URL = '{date:%Y}/{category}/{slug}'
SLUG_REGEX_SUBSTITUTIONS = [(r'[^\w\s-]', ''), (r'(?u)\A\s*', ''), (r'\bc\b', 'see'), (r'[-\s]+', '_')]
CATEGORY_REGEX_SUBSTITUTIONS = [(r'(\w+) (\w+)', r'\2-\1')]
SLUGIFY_PRESERVE_CASE = True
DEFAULT_DATE = (2012, 3, 2)
SITEURL = 'http://localhost:8000'
EXTRA_PATH_METADATA = {'hid': {'Status': 'hidden'}, 'hid/c.md': {'status': 'published', 'slug': 'c'}}
READERS = {'html': None}`,
    'publishconf.py': "from pelicanconf import *\nSITEURL = 'https://boats.example/sub'",
    'content/hid/b.md': 'Title: B\n\nx',
    'content/hid/c.md': 'Title: C\n\nx',
    'content/a.md': 'Title: A C $1 Straße!\nCategory: b c\n\nx',
    'content/b.html': '<title>B</title>',
  })
  assert.deepEqual(await addressesOf(folder), {
    'a.md': '/sub/2012/c-b/A_see_1_Strasse',
    'hid/b.md': 'skipped: hidden',
    'hid/c.md': '/sub/2012/hid/c',
  })
  assert.deepEqual(await readSiteConfig(folder), { site: 'https://boats.example/sub' })
  await writeFile(join(folder, 'pelicanconf.py'), 'SLUG_REGEX_SUBSTITUTIONS = DEFAULTS + []')
  await assert.rejects(itemsOf(folder), /SLUG_REGEX_SUBSTITUTIONS: expected a list of texts, got code/)
})

test('fields of Pelican are read from headers, names of files, and the settings', async (t) => {
  const folder = await folderOf(t, {
    'pelicanconf.py': `PATH = 'words'\nAUTHOR = 'Kim'\nDEFAULT_METADATA = {'status': 'draft', 'tags': 'all'}\nFILENAME_METADATA = r'(?P<date>\\d{4})_(?P<slug>\\w+)'`,
    'words/2020_oars.md':
      'Title: Oars\nStatus: published\nAuthors: Bo; Cy, D.\nTags: long oars, ash,\n    elm\nTags: ignored\nModified: 2021-02-03\nDate: 2020-05-06\n\nThe *text*.\n\nKey: no field',
    'words/2021_sails.rst':
      ':title: Sails\n:date: 2021-01-01\n:status: published\n:tags: red;\n   blue, green\n\n**Red** ones::\n\n    code',
    'words/plans.md': 'Title: Plans\nDate: 2020-01-01\n\nx',
  })
  assert.deepEqual(essence(await itemsOf(folder)), [
    {
      id: 'oars',
      url: '/oars.html',
      title: 'Oars',
      text: '\nThe *text*.\n\nKey: no field',
      format: 'markdown',
      date: '2020-05-06T00:00:00Z',
      updated: '2021-02-03T00:00:00Z',
      tags: ['long oars', 'ash', 'elm'],
      categories: [],
      keywords: [],
      author: 'Bo, Cy, D.',
    },
    {
      id: 'sails',
      url: '/sails.html',
      title: 'Sails',
      text: '<p><strong>Red</strong> ones:</p>\n<pre>code</pre>',
      format: 'html',
      date: '2021-01-01T00:00:00Z',
      tags: ['red', 'blue, green'],
      categories: [],
      keywords: [],
      author: 'Kim',
    },
    'skipped: draft',
  ])
})

test('settings of Python that addresses need must be written out, or the pattern be said', async (t) => {
  const folder = await folderOf(t, {
    'pelicanconf.py': "ARTICLE_URL = BASE + '{slug}'\n",
    'content/a.md': 'Title: A\nDate: 2020-01-01\n\nx',
  })
  await assert.rejects(
    openSource(folder),
    /pelicanconf\.py: ARTICLE_URL: expected a text, got code, which is not run/,
  )
  assert.deepEqual(await addressesOf(folder, { permalink: '/:slug/' }), { 'a.md': '/a/' })
  const source = `
A = 'a' "b"  # joined
B = """long
text"""
C = ( 'only' )
D = ('one',)
E = {'x': [1, -2.5, True, None], A: r'\\d', }
F = f(1)
G = 'a' + 'b'
H = A
I = [x for x in y]
J = 'it\\'s\\n'
K = "un
L == 3
A_B = {'__proto__': 'x'}
`
  const { values, computed } = readLiterals(source)
  assert.deepEqual(Object.fromEntries(values), {
    A: 'ab',
    B: 'long\ntext',
    C: 'only',
    D: ['one'],
    E: { x: [1, -2.5, true, null], ab: '\\d' },
    H: 'ab',
    J: "it's\n",
    A_B: Object.fromEntries([['__proto__', 'x']]),
  })
  assert.deepEqual([...computed], ['F', 'G', 'I', 'K'])
  const start = performance.now()
  readLiterals(`${`A = ${'['.repeat(100_000)}\n`.repeat(3)}B = '${'\\'.repeat(100_000)}`)
  assert.ok(performance.now() - start < 2_000)
})

test('a site of Nikola has the addresses that Nikola gives, and drafts and private posts stay out', async (t) => {
  const header = (fields: string) => `<!--\n.. title: x\n${fields}\n-->\n\nText`
  const site = {
    'conf.py': `BLOG_TITLE = "Boats"\nDEFAULT_LANG = "en"\nTRANSLATIONS = {DEFAULT_LANG: "", "es": "./es"}\nPOSTS = (("posts/*.rst", "words", "post.tmpl"), ("posts/*.md", "words", "post.tmpl"), ("posts/*.html", "words", "post.tmpl"))\nPAGES = (("pages/*.md", "", "page.tmpl"),)\n`,
    'posts/a.rst':
      '.. title: Café\n.. slug: cafe\n.. date: 2020-03-04 10:20:00 UTC+02:00\n.. tags: hot, private joke\n.. category: drinks\n\nText *here*.',
    'posts/a.es.rst': '.. title: Café con leche\n.. slug: cafe-es\n\nAquí',
    'posts/sub/Große_Kettle.md': header('.. status: featured'),
    'posts/ugly.md': header('.. pretty_url: False'),
    'posts/page.html': header('.. slug: html'),
    'posts/apart.md': 'Only text',
    'posts/apart.meta': '.. title: Apart\n.. date: 2020-01-01\n',
    'posts/yaml.md': '---\ntitle: Yaml\nslug: y\n---\n\nText',
    'posts/colons.md': 'Title: Colons\nSlug: c\n\nText',
    'posts/draft.md': header('.. tags: draft, x'),
    'posts/private.md': header('.. status: private'),
    'posts/odd.md': header('.. status: secret'),
    'posts/bare.md': 'No fields',
    'posts/notes.txt': 'Not listed in POSTS',
    'pages/about.md': header('.. slug: about'),
  }
  const folder = await folderOf(t, site)
  assert.equal((await openSource(folder)).title, 'Nikola')
  assert.deepEqual(await addressesOf(folder), {
    'a.rst': '/words/cafe/',
    'a.es.rst': '/es/words/cafe-es/',
    'sub/Große_Kettle.md': '/words/sub/grosse_kettle/',
    'ugly.md': '/words/ugly.html',
    'page.html': '/words/html/',
    'apart.md': '/words/apart/',
    'yaml.md': '/words/y/',
    'colons.md': '/words/c/',
    'draft.md': 'skipped: draft',
    'private.md': 'skipped: private',
    'odd.md': 'skipped: status secret',
    'bare.md': '/words/bare/',
    'pages/about.md': 'skipped: page',
  })
  const [, , cafe] = essence(await itemsOf(folder))
  assert.deepEqual(cafe, {
    id: 'words/cafe',
    url: '/words/cafe/',
    title: 'Café',
    text: '<p>Text <em>here</em>.</p>',
    format: 'html',
    date: '2020-03-04T10:20:00+02:00',
    tags: ['hot', 'private joke'],
    categories: ['drinks'],
    keywords: [],
    language: 'en',
  })
  const ugly = await folderOf(t, { ...site, 'conf.py': `${site['conf.py']}PRETTY_URLS = False\n` })
  assert.equal((await addressesOf(ugly, { pages: true }))['pages/about.md'], '/about.html')
  const sphinx = await folderOf(t, { 'conf.py': 'extensions = []\n', 'a.md': '---\ntitle: x\n---\nx' })
  assert.equal((await openSource(sphinx)).format, 'markdown')
})

test('Nikola shows translations where its settings say, with the fields of the post that they translate', async (t) => {
  const folder = await folderOf(t, {
    'conf.py': `POSTS = [("posts/*.md", {"en": "words", "es": "palabras"}, "post.tmpl")]
DEFAULT_LANG = "en"
TRANSLATIONS = {DEFAULT_LANG: "", "es": "./es", "pt_br": "br"}
SITE_URL = "https://boats.example/blog/"
USE_TAG_METADATA = False
STRIP_INDEXES = False`,
    'posts/oar.md': '.. title: Oar\n.. slug: long-oar\n.. date: 2020-01-02\n.. tags: draft\n\nText',
    'posts/oar.es.md': '.. title: Remo\n\nTexto',
    'posts/oar.pt_br.md': '.. slug: remo\n\nTexto',
    'posts/secret.md': '.. title: Secret\n\nText',
    'posts/secret.es.md': '.. status: draft\n\nTexto',
  })
  const found = essence(await itemsOf(folder))
  const [spanish, english, portuguese] = [found[0], found[1], found[2]] as Record<string, unknown>[]
  assert.deepEqual(
    [english, spanish, portuguese].map((post) => [post?.url, post?.title, post?.date, post?.language]),
    [
      ['/blog/words/long-oar/index.html', 'Oar', '2020-01-02T00:00:00Z', 'en'],
      ['/blog/es/palabras/long-oar/index.html', 'Remo', '2020-01-02T00:00:00Z', 'es'],
      ['/blog/br/words/remo/index.html', 'Oar', '2020-01-02T00:00:00Z', 'pt-br'],
    ],
  )
  assert.deepEqual(found.slice(3), ['skipped: draft', 'skipped: draft'])
  assert.deepEqual(english?.tags, ['draft'])
  assert.deepEqual(await readSiteConfig(folder), { site: 'https://boats.example/blog', language: 'en' })
})

test('reStructuredText is read as readers see it', () => {
  const plain = (rst: string) => toPlainText(rstToHtml(rst), 'html')
  const cases: [rst: string, expected: string][] = [
    ['Head\n====\n\nText ``a*b`` and *so* **on**.', 'Head\nText a*b and so on.'],
    [
      'See `the docs <https://x.example>`_, `here`_, word_ and :ref:`this <x>`.',
      'See the docs, here, word and this.',
    ],
    [
      '.. _here: https://x.example\n\n.. A comment\n   of two lines\n\nText [1]_\n\n.. [1] A note',
      'Text\nA note',
    ],
    ['.. image:: a.png\n   :alt: x\n\n.. |sub| replace:: y\n\nText', 'Text'],
    ['.. note:: Take\n\n   *care*', 'Take\ncare'],
    ['* a\n\n  .. tip::\n\n     Deep\n\nOut', 'a\nDeep\nOut'],
    ['.. |Brand| replace:: Acme & Co\n.. |pic| image:: a.png\n\nBy |brand|_ |pic|.', 'By Acme & Co .'],
    ['Re\\ *struct*\\ ured, \\*stars\\* and ``a\\b``', 'Restructured, *stars* and a\\b'],
    ['.. csv-table:: Cap\n   :header: "A","B"\n\n   "one, two",three', 'Cap\nA\nB\none, two\nthree'],
    ['.. list-table::\n\n   * - H1\n     - H2', 'H1\nH2'],
    ['See [CIT02]_.\n\n.. [CIT02] Book', 'See [CIT02].\n[CIT02] Book'],
    ['.. own-box::\n   :kind: x\n\n   Words of a plugin', 'Words of a plugin'],
    ['.. code-block:: python\n   :linenos:\n\n   if a:\n       b < c', 'if a:\n    b < c'],
    ['Like this::\n\n  x = *y*\n\nAnd ::\n\n  z', 'Like this:\nx = *y*\nAnd\nz'],
    ['* one\n* two\n\n1. three\n\n| four\n| five', 'one\ntwo\nthree\nfour\nfive'],
    ['.. raw:: html\n\n   <b>bold</b>\n\n.. raw:: latex\n\n   \\x', 'bold'],
    ['a < b & c', 'a < b & c'],
    ['snake_case and 2 * 3 * 4', 'snake_case and 2 * 3 * 4'],
  ]
  for (const [rst, expected] of cases) assert.equal(plain(rst), expected)
  const start = performance.now()
  for (const part of ['`', '*', '``', '`a <', ':a:`', '|a', '_ ', '.. a\n', '\n\n', '.. note:: ', ':a', 'a:'])
    rstToHtml(part.repeat(20_000))
  assert.ok(performance.now() - start < 5_000)
})
