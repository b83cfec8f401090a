import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type ParameterError, plainInput, type SearchInput } from '../../../src/search/request/input.ts'
import { normaliseText } from '../../../src/search/request/normalise.ts'
import { asksForNothing, parseSearchRequest } from '../../../src/search/request/request.ts'
import { SEARCH_PARAMETERS } from '../../../src/search/request/search-parameters.ts'

const OPTIONS = { maxQueryLength: 200 }

function inputOf(params: string | Record<string, string>): SearchInput {
  const parsed = parseSearchRequest(new URLSearchParams(params), OPTIONS)
  assert.ok(parsed.ok, JSON.stringify(parsed))
  return parsed.input
}

function errorsOf(params: string | Record<string, string>): ParameterError[] {
  const parsed = parseSearchRequest(new URLSearchParams(params), OPTIONS)
  assert.ok(!parsed.ok, JSON.stringify(parsed))
  return parsed.errors
}

const codesOf = (params: string | Record<string, string>) =>
  errorsOf(params).map(({ field, code }) => `${field} ${code}`)

describe('the text of a query', () => {
  test('is on the first page of ten without debugging if nothing else is said', () => {
    assert.deepEqual(inputOf({ q: 'firefix' }), plainInput('firefix'))
  })
  const normalised: Record<string, string> = {
    '  date \t\r\n\u00a0\u2003\u200b format ': 'date format',
    'ﬁrefox １２': 'firefox 12',
    'e\u0301': '\u00e9',
    '\ufefffire\u202efox\u200f': 'firefox',
    'na\u00adme': 'name',
    '👩\u200d🚀': '👩\u200d🚀',
    'C++ && <b>': 'C++ && <b>',
  }
  for (const [given, expected] of Object.entries(normalised)) {
    test(`${JSON.stringify(given)} is ${JSON.stringify(expected)}`, () => {
      assert.equal(inputOf({ q: given }).query.text, expected)
    })
  }
  test('may have 200 code points, whatever their bytes', () => {
    assert.equal(inputOf({ q: '🦊'.repeat(200) }).query.text.length, 400)
    assert.deepEqual(errorsOf({ q: '🦊'.repeat(201) }), [
      { field: 'q', code: 'too_long', message: 'q: expected at most 200 characters, got 201' },
    ])
  })
  test('asks for nothing if it is blank, and no filter has a value', () => {
    const nothing = ['', 'q=', 'q=+%09', 'q=&category=', 'phrase=+&category=+', 'page=2&sort=date']
    for (const query of nothing) assert.ok(asksForNothing(new URLSearchParams(query)), query)
    const something = ['q=a', 'category=b', 'q=&lang=de', 'phrase=a', 'site=notes', 'q=&q=']
    for (const query of something) assert.ok(!asksForNothing(new URLSearchParams(query)), query)
  })
  test('is counted after normalisation', () => {
    assert.equal(inputOf({ q: `${' '.repeat(500)}a` }).query.text, 'a')
    assert.deepEqual(codesOf({ q: '\ufdfa'.repeat(12) }), ['q too_long'])
  })
  for (const control of ['\0', '\u0007', '\u001b', '\u007f', '\u0090']) {
    test(`may not have the control character ${JSON.stringify(control)}`, () => {
      assert.deepEqual(codesOf({ q: `a${control}b` }), ['q invalid'])
    })
  }
  for (const nothing of ['', ' ', '\t\n', '\ufeff', '\u200b']) {
    test(`is missing in ${JSON.stringify(nothing)}`, () => {
      assert.deepEqual(codesOf({ q: nothing }), ['q missing'])
    })
  }
  test('is missing without q', () => {
    assert.deepEqual(codesOf(''), ['q missing'])
  })
})

describe('operators within a query', () => {
  for (const q of ['in:title', 'no:fuzzy', 'in:title no:fuzzy']) {
    test(`need a word to search for beside them where they leave nothing out: ${q}`, () => {
      assert.deepEqual(errorsOf({ q }), [
        {
          field: 'q',
          code: 'missing',
          message: 'q: expected a word to search for beside its operators',
        },
      ])
    })
  }
  for (const q of [
    'category:web',
    'keyword:js',
    'author:Mara',
    'lang:de',
    'after:2020',
    'before:2020',
    '-tea',
  ]) {
    test(`need no word beside them where they leave posts out: ${q}`, () => {
      const {
        query: { text },
        sort,
      } = inputOf({ q })
      assert.deepEqual({ text, sort }, { text: '', sort: 'date' })
      assert.equal(inputOf({ q, sort: 'relevance' }).sort, 'date')
    })
  }
  test('as parameters need no query, and other parameters do', () => {
    for (const params of ['category=web', 'q=&after=2020', 'q=+&exclude=tea', 'lang=de&in=title']) {
      assert.deepEqual([inputOf(params).query.text, inputOf(params).sort], ['', 'date'])
    }
    for (const params of ['in=title', 'no=fuzzy', 'prefix=1', 'sort=date', 'q=&size=5', 'exclude=!']) {
      assert.deepEqual(codesOf(params), ['q missing'])
    }
  })
  test('add to the parameters of the same name, each value once', () => {
    const { keywords, categories } = inputOf({ q: 'a keyword:x keyword:y', keyword: 'x', category: 'c' })
    assert.deepEqual({ keywords, categories }, { keywords: ['x', 'y'], categories: ['c'] })
  })
})

describe('parameters that narrow', () => {
  test('mean what the operators mean', () => {
    const { typed: ofQuery, ...given } = inputOf(
      'q=tea&author=Mara&lang=de&after=2019&before=2020-02&in=title&no=fuzzy&exclude=milk&exclude=sugar&phrase=hot+water',
    )
    const { dashed, ...typed } = inputOf({
      q: 'tea author:Mara lang:de after:2019 before:2020-02 in:title no:fuzzy -milk -sugar "hot water"',
    })
    assert.deepEqual(given, typed)
    assert.deepEqual(ofQuery?.authors, [], 'which filters were chosen stays known')
    assert.deepEqual(
      dashed?.words.map(({ words }) => words),
      ['milk', 'sugar'],
    )
    assert.equal(given.query.text, 'tea hot water')
  })
  test('a phrase alone is a query', () => {
    assert.equal(inputOf({ phrase: 'hot water' }).query.text, 'hot water')
  })
  test('a phrase stands by itself though the query leaves a quote open', () => {
    assert.deepEqual(inputOf({ q: 'an "open', phrase: 'hot water' }).phrases, ['hot water'])
  })
  test('phrases and the query together are as long as a query may be', () => {
    assert.equal(inputOf({ q: 'a'.repeat(99), phrase: 'b'.repeat(100) }).query.text.length, 200)
    assert.deepEqual(errorsOf({ q: 'a'.repeat(100), phrase: 'b'.repeat(100) }), [
      {
        field: 'phrase',
        code: 'too_long',
        message: 'phrase: expected at most 200 characters together with q, got 201',
      },
    ])
  })
  test('phrase and exclude may repeat ten times', () => {
    const eleven = (name: string) => Array.from({ length: 11 }, (_, i) => `${name}=w${i}`).join('&')
    assert.deepEqual(codesOf(`q=a&${eleven('phrase')}&${eleven('exclude')}`), [
      'phrase repeated',
      'exclude repeated',
    ])
  })
  test('of two dates the parameter counts', () => {
    assert.equal(inputOf({ q: 'tea after:2018', after: '2019' }).after, '2019-01-01')
  })
  test('sort and prefix are read', () => {
    const { sort, prefix } = inputOf('q=tea&sort=date&prefix=1')
    assert.deepEqual({ sort, prefix }, { sort: 'date', prefix: true })
  })
  const wrong = {
    sort: 'title',
    after: '2019-13',
    before: 'yesterday',
    lang: 'x!',
    in: 'text',
    no: 'typos',
    prefix: 'yes',
    exclude: '',
  }
  for (const [name, value] of Object.entries(wrong)) {
    test(`${name}=${value} is invalid`, () => {
      assert.deepEqual(codesOf({ q: 'tea', [name]: value }), [`${name} invalid`])
    })
  }
  test('the error says what a date is', () => {
    const [error] = errorsOf({ q: 'tea', after: '2019-13' })
    assert.equal(
      error?.message,
      'after: expected a year, month or day, such as 2019, 2019-04 or 2019-04-21, got "2019-13"',
    )
  })
})

describe('page and size', () => {
  test('are read as whole numbers', () => {
    const { page, size } = inputOf({ q: 'a', page: '20', size: '50' })
    assert.deepEqual({ page, size }, { page: 20, size: 50 })
  })
  for (const wrong of ['', ' ', '0', '01', '-1', '+1', '10abc', '0x10', '1e1', '1.0', ' 1', '１', 'NaN']) {
    test(`${JSON.stringify(wrong)} is invalid`, () => {
      assert.deepEqual(codesOf({ q: 'a', page: wrong }), ['page invalid'])
      assert.deepEqual(codesOf({ q: 'a', size: wrong }), ['size invalid'])
    })
  }
  test('size is at most 50', () => {
    assert.deepEqual(errorsOf({ q: 'a', size: '51' }), [
      { field: 'size', code: 'invalid', message: 'size: expected a whole number from 1 to 50, got "51"' },
    ])
  })
  test('reach result 1000 and no deeper', () => {
    assert.equal(inputOf({ q: 'a', page: '100' }).page, 100)
    assert.equal(inputOf({ q: 'a', page: '1000', size: '1' }).page, 1000)
    assert.deepEqual(codesOf({ q: 'a', page: '101' }), ['page too_deep'])
    assert.deepEqual(codesOf({ q: 'a', page: '21', size: '50' }), ['page too_deep'])
    assert.deepEqual(codesOf({ q: 'a', page: '9'.repeat(400) }), ['page too_deep'])
  })
})

describe('parameters', () => {
  test('an empty debug-post asks about no post', () => {
    assert.equal(inputOf('q=a&debug-search&debug-post=b').debugPost, 'b')
    assert.ok(!('debugPost' in inputOf('q=a&debug-search&debug-post=')))
  })
  test('debug-search is on whatever its value', () => {
    for (const params of ['debug-search', 'debug-search=', 'debug-search=0', 'debug-search=false']) {
      assert.equal(inputOf(`q=a&${params}`).debug, true)
    }
  })
  test('may each be there once', () => {
    assert.deepEqual(
      codesOf(
        'q=a&q=b&page=1&page=2&size=1&size=1&category=a&category=b&keyword=a&keyword=a&debug-search&debug-search',
      ),
      ['q', 'page', 'size', 'category', 'keyword', 'debug-search'].map((name) => `${name} repeated`),
    )
  })
  test('category and keyword need a value of at most 200 characters without control characters', () => {
    assert.deepEqual(codesOf({ q: 'a', category: '', keyword: ' ' }), ['category invalid', 'keyword invalid'])
    assert.deepEqual(codesOf({ q: 'a', category: 'x'.repeat(201) }), ['category too_long'])
    assert.deepEqual(codesOf({ q: 'a', keyword: 'a\0' }), ['keyword invalid'])
  })
  test('are all complained of at once, in one order whatever theirs', () => {
    const expected = [
      'q missing',
      'page too_deep',
      'size invalid',
      'category invalid',
      'a unknown',
      'z unknown',
    ]
    const params = ['z=1', 'size=0', 'page=5000', 'category=', 'a=', 'z=2']
    assert.deepEqual(codesOf(params.join('&')), expected)
    assert.deepEqual(codesOf(params.reverse().join('&')), expected)
  })
  test('that are unknown are named up to ten, and the others counted', () => {
    const many = Array.from({ length: 2_000 }, (_, i) => `p${i}=1`).join('&')
    const errors = errorsOf(`q=a&${many}`)
    assert.equal(errors.length, 11)
    assert.equal(errors.at(-1)?.message, '1990 more are no parameters of a search')
  })
  test('that are wrong are repeated only in part', () => {
    const [error] = errorsOf({ q: 'a', ['x'.repeat(5_000)]: '' })
    assert.ok(error && error.message.length < 300)
  })
})

describe('whatever is asked', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 })
  const names = fc.constantFrom('x', ...SEARCH_PARAMETERS)
  test('an answer or at least one error comes, and never an exception', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(names, text)), (pairs) => {
        const parsed = parseSearchRequest(new URLSearchParams(pairs), OPTIONS)
        if (!parsed.ok) assert.ok(parsed.errors.length > 0)
        else if (parsed.input.query.text === '') assert.equal(parsed.input.sort, 'date')
      }),
    )
  })
  test('normalising twice changes nothing', () => {
    fc.assert(
      fc.property(text, (given) => {
        const once = normaliseText(given)
        assert.equal(normaliseText(once), once)
      }),
    )
  })
  test('an accepted text is normalised and within its bounds', () => {
    fc.assert(
      fc.property(text, (given) => {
        const parsed = parseSearchRequest(new URLSearchParams({ q: given }), OPTIONS)
        if (!parsed.ok) return
        assert.equal(normaliseText(parsed.input.query.text), parsed.input.query.text)
        assert.ok([...parsed.input.query.text].length <= 200)
      }),
    )
  })
})
