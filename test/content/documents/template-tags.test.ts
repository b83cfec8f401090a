import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toPlainText } from '../../../src/content/documents/plain-text.ts'
import { stripTemplateTags } from '../../../src/content/documents/template-tags.ts'

const textOf = (markdown: string) => toPlainText(markdown, 'markdown')

test('ids and classes of headings and blocks go, braces in sentences stay', () => {
  assert.equal(textOf('## Title {#the-title}\n\n## Other {.a #b c="d e"}\n'), 'Title\nOther')
  assert.equal(textOf('A set {.a} and {#b} in a sentence.'), 'A set {.a} and {#b} in a sentence.')
})

test('what text is between shortcodes stays', () => {
  assert.equal(
    textOf('{{< notice tip >}}One{{< /notice >}} {{% details "Two words" %}}three{{% /details %}}'),
    'One Two words three',
  )
  assert.equal(
    textOf('{% if x %}One{% else %}two{% endif %} [three]({% post_url 2019-01-04-a %})'),
    'One two three',
  )
})

test('words of links and quotations in tags of Hexo stay', () => {
  const cases: [markdown: string, text: string][] = [
    ['A {% post_link a-b The other post true %} B {% post_link a-b %}', 'A The other post B'],
    ['{% link An example https://a.example external title %} {% link _posts/a.md %}', 'An example'],
    [
      '{% blockquote Ann Lee, Kettles https://a.example/ %}\nSlow.\n{% endblockquote %}',
      'Ann Lee, Kettles Slow.',
    ],
  ]
  for (const [markdown, text] of cases) assert.equal(textOf(markdown), text)
})

test('code shows tags without what keeps them from being ones', () => {
  assert.equal(textOf('```\n{% raw %}{{ a }}{% endraw %}\n```'), '{{ a }}')
  assert.equal(
    textOf('`{{</* figure src="a" */>}}` and `{{%/* b */%}}`'),
    '{{< figure src="a" >}} and {{% b %}}',
  )
  assert.equal(
    textOf('Write {{</* ref `a` */>}}, {{/* yt(id="x") */}} or {%/* box() */%}. {{ gone }}'),
    'Write {{< ref a >}}, {{ yt(id="x") }} or {% box() %}.',
  )
})

test('code between tags is code, with its title, in lists and after raw too', () => {
  const cases: [markdown: string, text: string][] = [
    [
      'a\n{% codeblock lang:html A list %}\n<b>__init__</b>\n{% endcodeblock %}\nb',
      'a\nA list\n<b>__init__</b>\nb',
    ],
    ['{% codeblock %}\n*a*\n{% endcodeblock %} {% code %}_b_ `c`{% endcode %} d', '*a*\n_b_ `c`\nd'],
    ['{% code title="a.js" %}\n```js\n*a*\n```\n{% endcode %}\nb', '*a*\nb'],
    ['```js Title https://a.example/ link\n{{ a }}\n```', '{{ a }}'],
    ['{% include_code A title lang:js a.js %}b', 'b'],
    ['{% highlight x %}{% raw %}\n<i>{{ a }}</i>\n{% endraw %}{% endhighlight %}\nb', '<i>{{ a }}</i>\nb'],
    ['{% raw %}{% highlight x %}a{% endhighlight %}{% endraw %}', '{% highlight x %}a{% endhighlight %}'],
    [
      '1. a\n\n    {% highlight x %}\n    *b*\n    {% endhighlight %}\n\n    *c* {{ d }}\n\n2. e',
      'a\n *b*\nc\ne',
    ],
    ['- a\n\n  {% include b.html text="Two words" %}\n\n\t{{ c }}\n- d', 'a\nTwo words\nd'],
    ['- a\n\n        {{ b }}\n', 'a\n  {{ b }}'],
    ['1. ```\n   {{ a }}\n   ```\n2. b', '{{ a }}\nb'],
    ['a\n\n    {{ b }}', 'a\n{{ b }}'],
  ]
  for (const [markdown, text] of cases) assert.equal(textOf(markdown), text, markdown)
})

test('in a page of HTML, code between tags is code, and lines are not', () => {
  const html =
    '<p>a</p>\n\n    {{ b }} `{{ c }}`\n{% highlight html %}{% raw %}\n<i>{{ d }}</i>\n{% endraw %}{% endhighlight %}'
  assert.equal(toPlainText(stripTemplateTags(html, 'html'), 'html'), 'a\n``\n<i>{{ d }}</i>')
})

test('addresses and headings that are tags alone leave nothing behind', () => {
  assert.equal(
    textOf(
      '[a][x], [b][y]\n\n[x]: {% post_url 2019-01-04-a %}\n[y]: {{ site.url }} "Two words"\n[z]: {{ c }}/d',
    ),
    'a, b',
  )
  assert.equal(textOf('{{ page.title }}\n=====\n\na {{ b }}\n===\n'), 'a')
})
