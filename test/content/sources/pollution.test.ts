import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validateDocument } from '../../../src/content/documents/validate.ts'
import { documentsOf, folderOf } from './folder-of.ts'

/** Names by which a careless merge would change all objects. */
const FILES: Record<string, { file: string; text: string }> = {
  'YAML front matter': {
    file: '2020-01-01-a.md',
    text: '---\ntitle: Kettles\n__proto__:\n  polluted: yes\nconstructor:\n  prototype:\n    polluted: yes\n---\nBody',
  },
  'YAML that merges': {
    file: '2020-01-01-a.md',
    text: '---\nbase: &base\n  __proto__: { polluted: yes }\n<<: *base\ntitle: Kettles\n---\nBody',
  },
  'TOML front matter': {
    file: '2020-01-01-a.md',
    text: '+++\ntitle = "Kettles"\n[constructor.prototype]\npolluted = "yes"\n+++\nBody',
  },
  'JSON front matter': {
    file: '2020-01-01-a.md',
    text: '{"title": "Kettles", "__proto__": {"polluted": "yes", "draft": true}, "constructor": {"prototype": {"polluted": 1}}}\n\nBody',
  },
  NDJSON: {
    file: 'posts.ndjson',
    text: '{"title": "Kettles", "url": "/a", "text": "Body", "__proto__": {"polluted": "yes", "draft": true}, "constructor": {"prototype": {"polluted": 1}}}\n',
  },
  Ghost: {
    file: 'ghost.json',
    text: '{"db": [{"meta": {}, "__proto__": {"polluted": "yes"}, "data": {"__proto__": {"polluted": 1}, "posts": [{"id": "1", "title": "Kettles", "slug": "a", "html": "<p>Body</p>", "status": "published", "type": "post", "published_at": "2020-01-01T00:00:00Z", "__proto__": {"polluted": 1}}]}}]}',
  },
  WordPress: {
    file: 'wordpress.xml',
    text: `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>B</title><wp:wxr_version>1.2</wp:wxr_version><item>
      <title>Kettles</title><link>https://blog.example/a/</link><content:encoded><![CDATA[Body]]></content:encoded><wp:post_id>1</wp:post_id>
      <wp:status>publish</wp:status><wp:post_type>post</wp:post_type><__proto__><polluted>yes</polluted></__proto__><constructor><prototype><polluted>yes</polluted></prototype></constructor>
      <wp:postmeta><wp:meta_key>__proto__</wp:meta_key><wp:meta_value>polluted</wp:meta_value></wp:postmeta></item></channel></rss>`,
  },
}

for (const [name, { file, text }] of Object.entries(FILES)) {
  test(`${name} with __proto__ and constructor changes no object but its own, and the post is read`, async (t) => {
    const folder = await folderOf(t, { [file]: text })
    const isFolder = file.endsWith('.md')
    const documents = await documentsOf(isFolder ? folder : `${folder}/${file}`, {
      siteUrl: 'https://blog.example',
    })
    const validated = documents.map((document) => validateDocument(document))
    assert.equal(Reflect.get({}, 'polluted'), undefined)
    assert.equal(Reflect.get(Object, 'polluted'), undefined)
    assert.equal(documents.length, 1)
    for (const document of validated) {
      assert.ok(document.kind === 'post', JSON.stringify(document))
      assert.equal(document.post.title, 'Kettles')
    }
  })
}
