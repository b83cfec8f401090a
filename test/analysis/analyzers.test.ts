import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { Client } from '@elastic/elasticsearch'
import { withIndexMarks, withoutIndexMarks } from '../../src/content/documents/index-marks.ts'
import { type Language, STEMMED_LANGUAGES } from '../../src/core/language.ts'
import { readIndexBody } from '../../src/elastic/mappings.ts'

const client = new Client({ node: process.env.TEST_ELASTICSEARCH_URL ?? 'http://127.0.0.1:9200' })
const prefix = `test-${randomBytes(4).toString('hex')}`
const LANGUAGES = [...STEMMED_LANGUAGES, 'el']
const indexOf = (language: Language) => `${prefix}-posts-${language}`

before(async () => {
  for (const language of LANGUAGES) {
    await client.indices.create({ index: indexOf(language), ...readIndexBody('posts', language) })
  }
})
after(async () => {
  for (const language of LANGUAGES) {
    await client.indices.delete({ index: indexOf(language), ignore_unavailable: true })
  }
  await client.close()
})

const INDEXING = ['stemmed', 'spelling']

/** The tokens that an analyzer makes of a text, which gets the marks of an indexed one: those of one place joined by "|", places by spaces. */
async function tokensOf(
  given: string,
  analyzer: string,
  language: Language = 'en',
  postLanguage: string = language,
): Promise<string> {
  const text = INDEXING.includes(analyzer) ? withIndexMarks(given, postLanguage, language) : given
  const { tokens = [] } = await client.indices.analyze({ index: indexOf(language), analyzer, text })
  const places: string[] = []
  for (const { token, position } of tokens) {
    places[position] = places[position] === undefined ? token : `${places[position]}|${token}`
  }
  return places.join(' ')
}

/** The stems of a query's words; each stands behind the word itself, which is what texts in other languages have. */
async function stemsOf(text: string, language?: Language): Promise<string> {
  const places = await tokensOf(text, 'stemmed_search', language)
  return places.replace(/\S+\|/g, '')
}

async function normalized(text: string, normalizer: string): Promise<string[]> {
  const { tokens = [] } = await client.indices.analyze({ index: indexOf('en'), normalizer, text })
  return tokens.map(({ token }) => token)
}

describe('the search analyzers read', () => {
  // [text, tokens of stemmed_search, tokens of spelling]
  const samples: [string, string, string][] = [
    ['Date formatting', 'date format', 'date formatting'],
    ['date formats', 'date format', 'date formats'],
    ['universe university', 'univers univers', 'universe university'],
    ['The dog’s bone', 'the dog bone', 'the dog bone'],
    ["the dog's bone", 'the dog bone', 'the dog bone'],
    [
      "readers' questions, readers’ choice",
      'reader question reader choic',
      'readers questions readers choice',
    ],
    ["It’s what it's", 'it what it', 'it what it'],
    ["Don’t dont DON'T", 'dont dont dont', "don't dont don't"],
    ["O'Neil’s ｆｕｌｌ＇s", "o'neil full", "o'neil full"],
    [
      'well-known state-of-the-art',
      'well know state of the art',
      'well|wellknown wellknown|known state|stateof stateof|of the|theart theart|art',
    ],
    ['open-source, open source', 'open sourc open sourc', 'open|opensource opensource|source open source'],
    [
      'covid-19 covid19 add‑on',
      'covid 19 covid19 add on',
      'covid|covid19 covid19|19 covid19 add|addon addon|on',
    ],
    ['e-mail email', 'e mail email', 'e|email email|mail email'],
    ['20.1, 1,000 rows 3.5 in 2024', '20.1 1000 row 3.5 in 2024', '20.1 1000 rows 3.5 in 2024'],
    [
      "1,043 1.043 1'043 1,043,000 1,04 10,43",
      '1043 1043 1043 1043000 1,04 10,43',
      '1043 1043 1043 1043000 1,04 10,43',
    ],
    ['mice wrote children', 'mous write child', 'mice wrote children'],
    ['to be or not to be', 'to be or not to be', 'to be or not to be'],
    ['?! …', '', ''],
  ]
  for (const [text, stemmed, spelling] of samples) {
    test(`“${text}”`, async () => {
      assert.equal(await stemsOf(text), stemmed)
      assert.equal(await tokensOf(text, 'spelling'), spelling)
    })
  }

  const ALIKE = [
    'colour color, colours colors, behavioural behavioral, neighbourhood neighborhood',
    'organise organize, organisation organization, realised realized, customising customizing',
    'analyse analyze, analysed analyzed, paralysing paralyzing',
    'centre center, centres centers, centred centered, kilometres kilometers, theatre theater',
    'catalogue catalog, dialogues dialogs, programme program, judgement judgment',
    'licence license, defence defense, offences offenses',
    'travelled traveled, modelling modeling, cancelled canceled',
  ]
  for (const pair of ALIKE.flatMap((line) => line.split(', '))) {
    test(`British and American spelling alike by stems, not as spelled: ${pair}`, async () => {
      const [british, american] = (await stemsOf(pair)).split(' ')
      assert.equal(british, american)
      assert.equal(await tokensOf(pair, 'spelling'), pair)
    })
  }

  test('words that only look British as they are', async () => {
    assert.equal(await stemsOf('four hours tour acre more'), 'four hour tour acr more')
    assert.notEqual(await stemsOf('organize'), await stemsOf('organ'))
  })
})

describe('of an address', () => {
  const samples: [string, string][] = [
    ['https://example.org/2014/03/slow-things/', 'slow things'],
    ['https://example.org/2014-03-02-slow_things.html?p=12#top', 'slow things'],
    ['/blog/ReadyToFire.aspx/', 'ready to fire'],
    ['/2014-in-review', '2014 in review'],
    ['/using-XMLHttpRequest', 'using xml http request'],
    ['/caf%C3%A9-in-rome', 'in rome'],
    ['/a/crème-brûlée', 'creme brulee'],
    ['https://example.org/', ''],
    ['https://example.org/?p=12', ''],
    ['https://example.org', ''],
  ]
  for (const [address, words] of samples) {
    test(`the last part has words: ${address}`, async () => {
      assert.equal(await tokensOf(address, 'address_words'), words)
    })
  }
})

describe('code words', () => {
  // [text, stemmed, stemmed_search, spelling]
  const samples: [string, string, string, string][] = [
    ['C++ C C# F#', 'c__ c c_ f_', 'c__ c c_ f_', 'c__ c c_ f_'],
    ['C++11 c#7', 'c__11|c__ c_7|c_', 'c__11 c_7', 'c__11 c_7'],
    ['.NET net ASP.NET', 'net net asp net', 'net net asp net', '_net net asp.net'],
    ['Node.js’s and node js', 'node js and node js', 'node js and node js', 'node.js and node js'],
    ['git push --force', 'git push forc', 'git push forc', 'git push __force'],
    ['ls -la', 'ls _la|la', 'ls _la', 'ls _la|la'],
    ['-12 to 12, a-b -', '_12|12 to 12 ab|a b', '_12 to 12 a b', '_12|12 to 12 a|ab ab|b'],
    ['snake_case __init__', 'snake case init', 'snake case init', 'snake_case __init__'],
    ['getUserName()', 'getusernam|get|user|name', 'getusernam', 'getusername'],
    ['iPhone JavaScript', 'iphon|phone javascript|java|script', 'iphon javascript', 'iphone javascript'],
    [
      'HTMLParser parseJSON',
      'htmlparser|html|parser parsejson|pars|json',
      'htmlparser parsejson',
      'htmlparser parsejson',
    ],
    ['URLs, McDonald', 'url mcdonald|donald', 'url mcdonald', 'urls mcdonald'],
    [
      'key:value std::sort text--more',
      'kei valu std sort text more',
      'kei valu std sort text more',
      'key:value std sort text more',
    ],
    ['issue #5, doc#sort, i+++', 'issu 5 doc sort i__', 'issu 5 doc sort i__', 'issue 5 doc sort i__'],
    ['v1.2.3 3.6.0.Final', 'v1.2.3|1.2.3|1.2 3.6.0|3.6 final', '1.2.3 3.6.0 final', 'v1.2.3 3.6.0 final'],
  ]
  for (const [text, stemmed, stemmedSearch, spelling] of samples) {
    test(`“${text}”`, async () => {
      assert.equal(await tokensOf(text, 'stemmed'), stemmed)
      assert.equal(await stemsOf(text), stemmedSearch)
      assert.equal(await tokensOf(text, 'spelling'), spelling)
    })
  }

  test('keep their places in the text', async () => {
    const text = withIndexMarks('Use C++, C#, .NET, an add-on and getUserName', 'en', 'en')
    const { tokens = [] } = await client.indices.analyze({ index: indexOf('en'), analyzer: 'stemmed', text })
    const marked = tokens.map(({ start_offset, end_offset }) =>
      withoutIndexMarks(text.slice(start_offset, end_offset)),
    )
    assert.deepEqual(
      [...new Set(marked)],
      ['Use', 'C++', 'C#', 'NET', 'an', 'add-on', 'add', 'on', 'and', 'getUserName'],
    )
  })
})

test('a query for the spelling of an option asks for its sign', async () => {
  assert.equal(await tokensOf('ls -LA -12', 'spelling_search'), 'ls _la _12')
})

describe('accents', () => {
  test('are left out of stems', async () => {
    assert.equal(await stemsOf('Café Émigré naïve'), 'cafe emigr naiv')
  })

  test('are kept beside the word without them, so that the very word is worth more', async () => {
    assert.equal(await tokensOf('Café cafe', 'spelling'), 'cafe|café cafe')
  })
})

describe('Chinese, Japanese and Korean', () => {
  test('are searched by pairs of signs, and a single sign is found too', async () => {
    assert.equal(await tokensOf('東京都 한국어 ｶﾀｶ 都', 'spelling'), '東京 京都 한국 국어 カタ タカ 都')
    assert.equal(await tokensOf('東京都 한국어 ｶﾀｶ 都', 'stemmed_search'), '东京 京都 한국 국어 カタ タカ 都')
    assert.equal(await tokensOf('東京都 is', 'stemmed'), '东|东京 京|京都 都 is')
    assert.equal(await tokensOf('東京都 is', 'spelling'), '東京 京都 is')
  })
})

describe('a text in another language than the blog', () => {
  test('has its words unstemmed, and queries ask for both', async () => {
    const text = 'Welle, l’homme: getUserName 東京都 C++ add-ons kids v4.7.2'
    assert.equal(
      await tokensOf(text, 'stemmed', 'en', 'fr'),
      "welle l'homme getusername|get|user|name 东|东京 京|京都 都 c__ addons|add ons kids v4.7.2|4.7.2|4.7",
    )
    assert.equal(await tokensOf('Welle kids C++', 'stemmed_search'), 'welle|well kids|kid c__')
    assert.equal(
      await tokensOf(text, 'spelling', 'en', 'fr'),
      "welle l'homme getusername 東京 京都 c__ add|addons addons|ons kids v4.7.2",
    )
    assert.deepEqual(await normalized(withIndexMarks(text, 'fr', 'en'), 'words_only'), [
      'welle l homme getusername 東京都 c++ add ons kids v4 7 2',
    ])
  })
})

describe('a blog in', () => {
  const samples: [Language, string, string, string][] = [
    ['de', 'Küche Kueche Küchen', 'kuch kuch kuch', 'kuche|küche kueche kuchen|küchen'],
    [
      'de',
      'Häuser Straße die Bücher',
      'haus strass die buch',
      'hauser|häuser strasse|straße die bucher|bücher',
    ],
    ['fr', 'l’amour chevaux nationales', 'amou cheval national', 'amour chevaux nationales'],
    ['fr', 'première premiere', 'premier premier', 'premiere|première premiere'],
    ['es', 'canciones canción niños', 'cancion cancion nin', 'canciones cancion|canción ninos|niños'],
    [
      'it',
      'dell’amico città informazioni informazione',
      'amico citta informazion informazion',
      'amico citta|città informazioni informazione',
    ],
    ['pt', 'informações livros', 'informaca livr', 'informacoes|informações livros'],
    ['nl', 'boeken lopen', 'boek lop', 'boeken lopen'],
    ['sv', 'böckerna bilarna', 'bock bil', 'bockerna|böckerna bilarna'],
    ['no', 'bøkene bilene', 'bok bil', 'bokene|bøkene bilene'],
    ['da', 'bøgerne bilerne', 'bog bil', 'bogerne|bøgerne bilerne'],
    ['fi', 'taloissa kirjoja', 'talo kirj', 'taloissa kirjoja'],
    ['hu', 'házakban könyvek', 'haz konyv', 'hazakban|házakban konyvek|könyvek'],
    ['ro', 'cărțile cărţile', 'cart cart', 'cartile|cărțile cartile|cărţile'],
    ['ru', 'книги книгами ёлка', 'книг книг елк', 'книги книгами ёлка'],
    ['tr', 'evlerden kitaplar İstanbul’un', 'ev kitap istanbul', 'evlerden kitaplar istanbul'],
    ['cs', 'městech knihy', 'mest knih', 'mestech|městech knihy'],
    ['el', 'Αθήνα ΑΘΗΝΑ κόσμος', 'αθηνα αθηνα κοσμοσ', 'αθήνα αθηνα κόσμος'],
  ]
  for (const [language, text, stemmed, spelling] of samples) {
    test(`${language} reads “${text}”`, async () => {
      assert.equal(await stemsOf(text, language), stemmed)
      assert.equal(await tokensOf(text, 'spelling', language), spelling)
      assert.equal(await tokensOf(text, 'stemmed', language), stemmed)
    })
  }

  for (const language of STEMMED_LANGUAGES) {
    test(`${language} has the analyzers of the others`, () => {
      const { settings } = readIndexBody('comments', language)
      assert.deepEqual(Object.keys(settings.analysis?.analyzer ?? {}), [
        'stemmed',
        'stemmed_search',
        'spelling',
        'spelling_search',
        'address_words',
        'names',
        'names_search',
      ])
    })
  }
})

test('names are indexed with their parts at apostrophes and joined, and searched for as typed', async () => {
  assert.equal(await tokensOf('Flann O’Brien', 'names'), 'flann obrien|o|brien')
  assert.equal(await tokensOf('José D’Arc-Díaz', 'names'), 'jose darc|d|arc diaz')
  assert.equal(await tokensOf("flann O'Brien's", 'names_search'), 'flann obrien')
  assert.equal(await tokensOf('o brien', 'names_search'), 'o brien')
})

test('keywords are compared without case and accents, as one token', async () => {
  assert.deepEqual(await normalized('Ünïcode & C++', 'case_insensitive'), ['unicode & c++'])
  assert.deepEqual(await normalized('ASP.NET MVC', 'case_insensitive'), ['asp.net mvc'])
})

describe('the exact title', () => {
  const samples: [string, string][] = [
    ['  To be, or — not to be?! ', 'to be or not to be'],
    ['Crème Brûlée’s return (2019)', 'creme brulee s return 2019'],
    ['Issue #5: a + b', 'issue 5 a b'],
    ['Learning C++, C# & F#', 'learning c++ c# f#'],
    ['東京、都', '東京 都'],
    ['…', ''],
  ]
  for (const [title, exact] of samples) {
    test(`“${title}” is compared as “${exact}”`, async () => {
      assert.deepEqual(await normalized(title, 'words_only'), [exact])
    })
  }

  test('a title as long as a book does not fail', async () => {
    const document = { id: 'long', title: '東'.repeat(100_000), text: '' }
    assert.equal((await client.index({ index: indexOf('en'), document })).result, 'created')
  })
})
