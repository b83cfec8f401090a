import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { toPlainText, toPlainTitle } from '../../../src/content/documents/plain-text.ts'
import { processorMs } from '../../helpers/processor-time.ts'

const html = (text: string) => toPlainText(text, 'html')
const markdown = (text: string) => toPlainText(text, 'markdown')

test('a description of an image in a template tag is text, its path is not', () => {
  const tags =
    '{% image "assets/team.jpg" "Head shots of the team" %}\n\n{{< figure src="a.png" caption="Two spacers" >}}'
  assert.equal(markdown(tags), 'Head shots of the team\nTwo spacers')
})

test('blocks become lines, inline tags leave no space', () => {
  assert.equal(
    html('<h1>A</h1><p>b <b>bo</b>ld\n\t c</p><ul><li>d<li>e</ul>f<br>g'),
    'A\nb bold c\nd\ne\nf\ng',
  )
})

test('table cells stand apart', () => {
  assert.equal(html('<table><tr><td>1</td><td>2</td></tr><tr><th>3<th>4</table>'), '1 2\n3 4')
})

test('entities are decoded exactly once', () => {
  assert.equal(html('a &amp; b &amp;lt; &lt;i&gt; &eacute; &#x41;&nbsp;AT&T'), 'a & b &lt; <i> é A AT&T')
  assert.equal(markdown('a &amp;lt; `&lt;` &copy;'), 'a &lt; &lt; ©')
})

test('text in pre keeps its line breaks, indentation and entities', () => {
  assert.equal(html('x<pre>\nif (a &lt; b) {\n  c(&amp;lt;)\n}\n</pre>y'), 'x\nif (a < b) {\n  c(&lt;)\n}\ny')
  assert.equal(markdown('```html\n<p>&amp;lt;</p>\n\n  <b>\n```'), '<p>&amp;lt;</p>\n\n  <b>')
})

test('what nobody reads is dropped', () => {
  const hidden = '<script>a<b</script><style>p{}</style><noscript>n</noscript><template><p>t</p></template>'
  assert.equal(html(`x${hidden}<svg><title>s</title><svg></svg></svg><!-- c -->y`), 'xy')
})

test('an element that nobody closes does not swallow the page', () => {
  assert.equal(html('before <svg> after'), 'before after')
  assert.equal(html('a <svg/> b <noscript>c'), 'a b c')
})

test('the description of an image is text', () => {
  assert.equal(html('see<img src="a.png" alt="Fish &amp; chips">here'), 'see Fish & chips here')
  assert.equal(markdown('![A *cat*](cat.png)'), 'A cat')
})

test('descriptions of pictures can be kept out of the text; those in place of characters and formulas stay', () => {
  const altTexts: string[] = []
  const source =
    'a <img alt="A pot"> b <img alt="😀"> <img class="wp-smiley" alt="smile"> <img alt="x^2" class="latex"><svg><img alt="n"></svg>'
  assert.equal(toPlainText(source, 'html', { altTexts }), 'a b 😀 smile x^2')
  assert.deepEqual(altTexts, ['A pot'])
})

test('lines of code can be marked, however their markup cuts them, and no text can fake the mark', () => {
  const marked = (text: string) => toPlainText(text, 'html', { codeLines: true }).replaceAll('\u2063', '§')
  assert.equal(
    marked('x &#x2063;\u2063y<pre>\n<b>if</b> (<i>a</i>) {\n  <u>b</u>\n\n \n}</pre><p>z'),
    'x y\n§if (a) {\n§  b\n\n§}\nz',
  )
  assert.equal(toPlainText('a\u2063b', 'plain'), 'ab')
})

test('text is as written, in NFC, without controls, soft hyphens and the sentinels of highlighting', () => {
  assert.equal(
    toPlainText('fire\u0000fox \ue000hit\ue001 soft\u00adhyphen e\u0301 \ud800 2½ 10² ™ ＡＢＣ！ …', 'plain'),
    'firefox hit softhyphen é \ufffd 2½ 10² ™ ＡＢＣ！ …',
  )
})

test('plain text keeps its markup and its lines', () => {
  assert.equal(toPlainText('a <b> &amp; *c*\r\n\r\n\r\n\r\n  d  \n', 'plain'), 'a <b> &amp; *c*\n\n  d')
})

test('Markdown of GitHub is understood', () => {
  assert.equal(
    markdown('# T\n\n| a | b |\n|---|---|\n| c | ~~d~~ |\n\n- [x] e <em>f</em>\n'),
    'T\na b\nc d\ne f',
  )
})

test('tags of template languages go, outside of code', () => {
  assert.equal(
    markdown('[All]({{ "/" | url }}) {{< figure src="x" >}}a {% include b %}{{% c %}}d{: .e}'),
    'All a d',
  )
  assert.equal(
    markdown('`{{ a }}`\n\n```\n{% b %}\n```\n\n    {{ c }}\n\n<pre>{{ d }}</pre>'),
    '{{ a }}\n{% b %}\n{{ c }}\n{{ d }}',
  )
})

test('what highlight tags enclose is code', () => {
  const code = 'List<T> *x* {{ y }}\n  z'
  assert.equal(markdown(`a\n{% highlight cs %}\n${code}\n{% endhighlight %}\nb`), `a\n${code}\nb`)
  assert.equal(markdown(`a\n{{< highlight cs >}}\n${code}\n{{< /highlight >}}\nb`), `a\n${code}\nb`)
})

test('raw keeps what it encloses, comment drops it, and an opening without end is text', () => {
  assert.equal(
    markdown('{% raw %}{{ a }}{% endraw %} {% comment %}b{% endcomment %}c {{ d'),
    '{{ a }} c {{ d',
  )
})

test('a title keeps the tags that it is about', () => {
  assert.equal(
    toPlainTitle('Fish &amp; *chips*: `Vec<u8>`, <video>, <em>x</em>, __init__.py', 'markdown'),
    'Fish & chips: Vec<u8>, <video>, x, __init__.py',
  )
  assert.equal(toPlainTitle('Fish &amp; <i>chips</i> in <video>', 'html'), 'Fish & chips in <video>')
  assert.equal(toPlainTitle('a\n &amp; b', 'plain'), 'a &amp; b')
})

test('data in Base64 is no text, other long words are', () => {
  const data = Buffer.from(Array.from({ length: 300 }, (_, number) => number % 251)).toString('base64')
  assert.equal(html(`<p>a data:image/png;base64,${data} b</p><pre>${data}</pre>c`), 'a  b\n\nc')
  assert.equal(markdown(`a ${data}\n\n\`${data}\``), 'a')
  assert.equal(toPlainText(data, 'plain'), '')
  const hash = '9b71d224bd62f3785d96d46ad3ea3d73'.repeat(4)
  const words = ['a'.repeat(500), hash, 'https://a.example/Ab1/'.repeat(20), data.slice(0, 190)]
  assert.equal(markdown(words.join(' ')), words.join(' '))
})

test('tidying twice changes nothing, and no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = toPlainText(text, 'plain')
      assert.equal(toPlainText(once, 'plain'), once)
    }),
  )
  const markup = fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '</',
        '<pre>',
        '<svg>',
        '&',
        '&lt;',
        '{{',
        '}}',
        '{%',
        'raw',
        '%}',
        '`',
        '\n',
        '*',
        'a',
        '"',
        '![',
        '](',
      ),
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(markup, (text) => {
      assert.doesNotMatch(html(text) + markdown(text), /[\ue000\ue001]|[^\P{Cc}\n\t]/u)
    }),
  )
})

const HUGE: [string, string, 'html' | 'markdown'][] = [
  ['deep nesting', '<div>'.repeat(2_000_000), 'html'],
  ['end tags of nothing', '<b>'.repeat(1_000_000) + '</i>'.repeat(1_000_000), 'html'],
  ['many paragraphs', '<p>Hello &amp; world</p>'.repeat(450_000), 'html'],
  ['dropped elements', '<svg>'.repeat(2_000_000), 'html'],
  ['angle brackets', '<'.repeat(10_000_000), 'html'],
  ['white space', `<pre>${' '.repeat(10_000_000)}x`, 'html'],
  ['nested quotes', '>'.repeat(100_000), 'markdown'],
  ['nested lists', `${'- '.repeat(5_000)}x`, 'markdown'],
  ['template tags without end', '{% raw %}'.repeat(100_000), 'markdown'],
  ['emphasis without end', '*a _'.repeat(10_000), 'markdown'],
]

for (const [name, text, format] of HUGE) {
  test(`huge input is read within seconds: ${name}`, () => {
    const start = processorMs()
    assert.equal(typeof toPlainText(text, format), 'string')
    assert.ok(processorMs() - start < 8_000, 'took over 8 seconds')
  })
}

test('emphasis is read as such again after a text that had too much of it', () => {
  const many = markdown('*a _'.repeat(10_000))
  assert.match(many, /^[*_ a]+$/)
  assert.equal(markdown('*once* and __again__'), 'once and again')
})

test('two thousand posts of three hundred words take a few seconds at most', () => {
  const post = 'Some words with *emphasis*, `code` and [a link](https://example.org/).\n\n'.repeat(38)
  const start = processorMs()
  for (let count = 0; count < 2_000; count += 1) markdown(post)
  const ms = processorMs() - start
  assert.ok(ms < 6_000, `took ${Math.round(ms)} ms`)
})

/** With a parser whose time grows with the square of the length, 100 kB take a quarter of a minute and more. */
const MOST_MS = 5_000

test('a text without end, of whatever signs, is read in a moment, and nothing of it is lost', () => {
  for (const unit of [
    'a_',
    '_a',
    'a*',
    '**a',
    'a_b=c&',
    '_',
    '*',
    '~',
    '`',
    '[',
    '](',
    '![',
    '<',
    '&',
    'a@',
    'x.',
    '{{',
    '{%',
    '|a',
    '\\\\',
  ]) {
    const text = unit.repeat(100_000 / unit.length)
    for (const read of [() => toPlainText(text, 'markdown'), () => toPlainTitle(text, 'markdown')]) {
      const started = processorMs()
      const letters = read().replace(/[^abcx]/g, '').length
      const took = processorMs() - started
      assert.ok(took < MOST_MS, `${unit}: ${took.toFixed(0)} ms`)
      assert.equal(letters, text.replace(/[^abcx]/g, '').length, unit)
    }
  }
})
