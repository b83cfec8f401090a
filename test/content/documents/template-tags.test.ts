import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toPlainText } from '../../../src/content/documents/plain-text.ts'

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
    'Onetwo three',
  )
})

test('code shows tags without what keeps them from being ones', () => {
  assert.equal(textOf('```\n{% raw %}{{ a }}{% endraw %}\n```'), '{{ a }}')
  assert.equal(
    textOf('`{{</* figure src="a" */>}}` and `{{%/* b */%}}`'),
    '{{< figure src="a" >}} and {{% b %}}',
  )
})
