import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { Client, type estypes } from '@elastic/elasticsearch'

// The samples are those of Elasticsearch's reference documentation where it has some.

const client = new Client({ node: process.env.TEST_ELASTICSEARCH_URL ?? 'http://127.0.0.1:9200' })

type Definition = string | Record<string, unknown>
type Request = { tokenizer: Definition; filter?: Definition[]; char_filter?: Definition[]; text: string }

async function tokens(request: Request): Promise<string> {
  const { tokens: found = [] } = await client.indices.analyze(request as estypes.IndicesAnalyzeRequest)
  return found.map(({ token }) => token).join('|')
}

after(() => client.close())

const BOOK = "The 2 QUICK Brown-Foxes jumped over the lazy dog's bone."

describe('a char filter', () => {
  const samples: [Definition, string, string][] = [
    ['html_strip', '<p>I&apos;m so <b>happy</b>!</p>', "\nI'm so happy!\n"],
    [{ type: 'html_strip', escaped_tags: ['b'] }, '<p>so <b>happy</b>!</p>', '\nso <b>happy</b>!\n'],
    [{ type: 'mapping', mappings: ['٢ => 2', '٥ => 5', '٠ => 0', '١ => 1'] }, 'plate ٢٥٠١٥', 'plate 25015'],
    [{ type: 'mapping', mappings: [':( => _sad_', "\\u2019 => '"] }, 'I’m :(', "I'm _sad_"],
    [
      { type: 'pattern_replace', pattern: '(\\d+)-(?=\\d)', replacement: '$1_' },
      'My card is 123-456-789',
      'My card is 123_456_789',
    ],
  ]
  for (const [definition, text, expected] of samples) {
    test(`${JSON.stringify(definition)} reads “${text}”`, async () => {
      assert.equal(await tokens({ tokenizer: 'keyword', char_filter: [definition], text }), expected)
    })
  }
})

describe('a tokenizer', () => {
  const samples: [Definition, string, string][] = [
    ['standard', BOOK, "The|2|QUICK|Brown|Foxes|jumped|over|the|lazy|dog's|bone"],
    ['classic', BOOK, "The|2|QUICK|Brown|Foxes|jumped|over|the|lazy|dog's|bone"],
    ['letter', BOOK, 'The|QUICK|Brown|Foxes|jumped|over|the|lazy|dog|s|bone'],
    ['lowercase', BOOK, 'the|quick|brown|foxes|jumped|over|the|lazy|dog|s|bone'],
    ['whitespace', BOOK, "The|2|QUICK|Brown-Foxes|jumped|over|the|lazy|dog's|bone."],
    [{ type: 'whitespace', max_token_length: 4 }, 'quick', 'quic|k'],
    ['keyword', 'New York', 'New York'],
    ['uax_url_email', 'Email me at john.smith@global.com', 'Email|me|at|john.smith@global.com'],
    ['ngram', 'Quick Fox', 'Q|Qu|u|ui|i|ic|c|ck|k|k | | F|F|Fo|o|ox|x'],
    [
      { type: 'ngram', min_gram: 3, max_gram: 3, token_chars: ['letter', 'digit'] },
      '2 Quick Foxes.',
      'Qui|uic|ick|Fox|oxe|xes',
    ],
    ['edge_ngram', 'Quick Fox', 'Q|Qu'],
    [
      { type: 'edge_ngram', min_gram: 2, max_gram: 10, token_chars: ['letter', 'digit'] },
      '2 Quick Foxes.',
      'Qu|Qui|Quic|Quick|Fo|Fox|Foxe|Foxes',
    ],
    [
      { type: 'edge_ngram', min_gram: 2, max_gram: 3, token_chars: ['custom'], custom_token_chars: '+-' },
      'a+-+b',
      '+-|+-+',
    ],
    [
      { type: 'char_group', tokenize_on_chars: ['whitespace', '-', '\\n'] },
      'The QUICK\nbrown-fox',
      'The|QUICK|brown|fox',
    ],
    ['pattern', "The foo_bar_size's default is 5.", 'The|foo_bar_size|s|default|is|5'],
    [{ type: 'pattern', pattern: ',' }, 'comma,separated,values', 'comma|separated|values'],
    [{ type: 'pattern', pattern: '"([^"]+)"', group: 1 }, '"value", "other value"', 'value|other value'],
    [{ type: 'simple_pattern', pattern: '[0123456789]{3}' }, 'fd-786-335-514-x', '786|335|514'],
    [{ type: 'simple_pattern_split', pattern: '_' }, 'an_underscored_phrase', 'an|underscored|phrase'],
    ['path_hierarchy', '/one/two/three', '/one|/one/two|/one/two/three'],
    [
      { type: 'path_hierarchy', delimiter: '-', replacement: '/', skip: 2 },
      'one-two-three-four-five',
      '/three|/three/four|/three/four/five',
    ],
  ]
  for (const [tokenizer, text, expected] of samples) {
    test(`${JSON.stringify(tokenizer)} reads “${text}”`, async () => {
      assert.equal(await tokens({ tokenizer, text }), expected)
    })
  }
})

describe('a token filter', () => {
  const FOX = 'fox running and jumping'
  const CODE = "Neil's-Super-Duper-XL500--42+AutoCoder"
  // [tokenizer, filters, text, tokens]
  const samples: [string, Definition[], string, string][] = [
    ['standard', ['apostrophe'], "Istanbul'a veya Istanbul’dan", 'Istanbul|veya|Istanbul'],
    ['standard', ['asciifolding'], 'açaí à la carte', 'acai|a|la|carte'],
    [
      'standard',
      [{ type: 'asciifolding', preserve_original: true }],
      'açaí à la carte',
      'acai|açaí|a|à|la|carte',
    ],
    ['standard', ['cjk_bigram'], '東京都は、日本', '東京|京都|都は|日本'],
    ['standard', [{ type: 'cjk_bigram', output_unigrams: true }], '東京', '東|東京|京'],
    ['standard', [{ type: 'cjk_bigram', ignored_scripts: ['han'] }], '東京ひら', '東|京|ひら'],
    ['standard', ['cjk_width'], 'ｼｰｻｲﾄﾞﾗｲﾅｰ', 'シーサイドライナー'],
    [
      'whitespace',
      [{ type: 'common_grams', common_words: ['is', 'the'] }],
      'the quick fox is brown',
      'the|the_quick|quick|fox|fox_is|is|is_brown|brown',
    ],
    ['whitespace', ['decimal_digit'], '१-one two-२ ३', '1-one|two-2|3'],
    ['standard', ['edge_ngram'], 'the quick brown fox', 't|q|b|f'],
    ['standard', [{ type: 'edge_ngram' }], 'the quick', 't|th|q|qu'],
    [
      'standard',
      [{ type: 'edge_ngram', min_gram: 2, max_gram: 3, preserve_original: true }],
      'quick',
      'qu|qui|quick',
    ],
    ['standard', [{ type: 'edge_ngram', side: 'back' }], 'quick', 'k|ck'],
    ['standard', ['elision'], 'j’examine près du wharf', 'examine|près|du|wharf'],
    ['standard', [{ type: 'elision', articles_case: true, articles: ['l'] }], "L'avion m'a", "avion|m'a"],
    ['standard', [{ type: 'elision', articles: ['l'] }], "L'avion", "L'avion"],
    ['whitespace', ['fingerprint'], 'zebra jumps over resting resting dog', 'dog jumps over resting zebra'],
    ['standard', ['german_normalization'], 'Häuser straße', 'Hauser|strasse'],
    ['whitespace', [{ type: 'keep', keep_words: ['dog', 'fox'] }], 'the fox over the dog', 'fox|dog'],
    ['whitespace', ['keyword_repeat', 'stemmer'], FOX, 'fox|fox|running|run|and|and|jumping|jump'],
    [
      'whitespace',
      ['keyword_repeat', 'stemmer', 'remove_duplicates'],
      FOX,
      'fox|running|run|and|jumping|jump',
    ],
    [
      'whitespace',
      [{ type: 'keyword_marker', keywords: ['jumping'] }, 'stemmer'],
      FOX,
      'fox|run|and|jumping',
    ],
    [
      'whitespace',
      [{ type: 'keyword_marker', keywords_pattern: 'r.*' }, 'stemmer'],
      FOX,
      'fox|running|and|jump',
    ],
    ['standard', ['kstem'], 'the foxes jumping quickly', 'the|fox|jump|quick'],
    ['standard', ['porter_stem'], 'the foxes jumping quickly', 'the|fox|jump|quickli'],
    ['standard', ['stemmer'], 'the foxes jumping quickly', 'the|fox|jump|quickli'],
    ['standard', ['snowball'], 'the foxes jumping quickly', 'the|fox|jump|quick'],
    ['whitespace', [{ type: 'length', min: 0, max: 4 }], 'the quick brown fox jumps over', 'the|fox|over'],
    ['standard', ['limit'], 'quick fox jumps', 'quick'],
    ['standard', [{ type: 'lowercase', language: 'turkish' }], 'ISPARTA İzmir', 'ısparta|izmir'],
    ['standard', ['ngram'], 'Quick fox', 'Q|Qu|u|ui|i|ic|c|ck|k|f|fo|o|ox|x'],
    [
      'whitespace',
      [{ type: 'pattern_capture', patterns: ['([a-z]+)', '(\\d+)'] }],
      'abc123def',
      'abc123def|abc|123|def',
    ],
    [
      'whitespace',
      [{ type: 'pattern_replace', pattern: '(dog)', replacement: 'watch$1' }],
      'foxes jump lazy dogs',
      'foxes|jump|lazy|watchdogs',
    ],
    ['standard', ['reverse'], 'quick fox jumps', 'kciuq|xof|spmuj'],
    [
      'whitespace',
      [{ type: 'stemmer_override', rules: ['running, runs => run', 'stemmer => stemmer'] }, 'stemmer'],
      'running runs stemmer',
      'run|run|stemmer',
    ],
    ['keyword', ['trim'], ' fox ', 'fox'],
    ['standard', ['truncate'], 'the quinquennial extravaganza', 'the|quinquenni|extravagan'],
    ['whitespace', ['unique'], 'the quick fox jumps the lazy fox', 'the|quick|fox|jumps|lazy'],
    ['whitespace', [{ type: 'unique', only_on_same_position: true }], 'the fox the', 'the|fox|the'],
    ['standard', ['uppercase'], 'the Quick FoX', 'THE|QUICK|FOX'],
    ['keyword', ['word_delimiter'], CODE, 'Neil|Super|Duper|XL|500|42|Auto|Coder'],
    ['keyword', ['word_delimiter_graph'], CODE, 'Neil|Super|Duper|XL|500|42|Auto|Coder'],
    [
      'keyword',
      [
        {
          type: 'word_delimiter_graph',
          type_table: ['- => ALPHA'],
          split_on_case_change: false,
          split_on_numerics: false,
        },
      ],
      CODE,
      'Neil|s-Super-Duper-XL500--42|AutoCoder',
    ],
    [
      'keyword',
      [{ type: 'word_delimiter_graph', catenate_all: true }, 'flatten_graph'],
      'wi-fi',
      'wifi|wi|fi',
    ],
    [
      'standard',
      [{ type: 'synonym', synonyms: ['universe, cosmos', 'lol => laughing out loud'] }],
      'cosmos lol',
      'cosmos|universe|laughing|out|loud',
    ],
    [
      'standard',
      [{ type: 'synonym_graph', synonyms: ['dns => domain name system'] }],
      'dns is',
      'domain|name|system|is',
    ],
    ['standard', ['stemmer', { type: 'synonym', synonyms: ['running => jogs'] }], 'runs', 'jog'],
  ]
  for (const [tokenizer, filter, text, expected] of samples) {
    test(`${JSON.stringify(filter)} makes “${expected}” of “${text}”`, async () => {
      assert.equal(await tokens({ tokenizer, filter, text }), expected)
    })
  }
})

describe('the analyzer', () => {
  const samples: [string, string, string][] = [
    ['english', "The dog's running", 'dog|run'],
    ['german', 'Die Häuser und der Garten', 'haus|gart'],
    ['french', "L'avion et les chevaux", 'avion|cheval'],
    ['spanish', 'Los torneos de la ciudad', 'torne|ciudad'],
    ['cjk', '東京都 and Ａ', '東京|京都'],
    ['simple', "The 2 dog's", 'the|dog|s'],
    ['stop', "The 2 dog's", 'dog|s'],
    ['whitespace', "The 2 dog's", "The|2|dog's"],
    ['keyword', 'The dog', 'The dog'],
  ]
  for (const [analyzer, text, expected] of samples) {
    test(`${analyzer} makes “${expected}” of “${text}”`, async () => {
      const { tokens: found = [] } = await client.indices.analyze({ analyzer, text })
      assert.equal(found.map(({ token }) => token).join('|'), expected)
    })
  }
})

test('n-grams wider than index.max_ngram_diff are refused', async () => {
  const wide = { type: 'ngram', min_gram: 1, max_gram: 4 }
  await assert.rejects(tokens({ tokenizer: wide, text: 'x' }), /less than or equal to: \[1\] but was \[3\]/)
})

test('a filter that makes several tokens may not stand before synonyms', async () => {
  const filter = ['edge_ngram', { type: 'synonym', synonyms: ['a, b'] }]
  await assert.rejects(
    tokens({ tokenizer: 'standard', filter, text: 'x' }),
    /Token filter \[.*\] cannot be used to parse synonyms/,
  )
})
