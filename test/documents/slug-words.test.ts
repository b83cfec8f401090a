import assert from 'node:assert/strict'
import { test } from 'node:test'
import { slugWords } from '../../src/documents/slug-words.ts'

test("the words of an address are those of its last name, without the date and the page's ending", () => {
  const words = {
    'https://example.org/2019/01/04/my-first_post.html': 'my first post',
    '/2019-01-04-ReadyToFire.aspx': 'Ready To Fire',
    '/posts/theatre/index.html': 'theatre',
    '/posts/12345-top-10': 'top',
    '/caf%C3%A9-creme/?utm=x#top': 'café creme',
    '/archive/2019/01/04/parsing-HTMLFast-o’brien.php': 'parsing HTML Fast o’brien',
    '/?p=12': '',
    '/2019/01/': '',
  }
  for (const [url, expected] of Object.entries(words)) assert.equal(slugWords(url), expected, url)
})
