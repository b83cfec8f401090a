import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentsOf, folderOf } from './folder-of.ts'

const SITE = 'https://blog.example'

/** The pictures of the posts of a source: address and description. */
async function picturesOf(path: string, options = {}): Promise<unknown[]> {
  const documents = (await documentsOf(path, { siteUrl: SITE, ...options })) as Record<string, unknown>[]
  return documents.map(({ image, imageAlt }) => [image, imageAlt])
}

test('front matter names a picture in the ways of generators and their themes', async (t) => {
  const cases: [place: string, fields: string, image?: string, alt?: string][] = [
    ['a.md', 'image: /img/a.jpg', `${SITE}/img/a.jpg`],
    ['b.md', 'cover: {image: "img/b.png", alt: A cup}', `${SITE}/img/b.png`, 'A cup'],
    ['c/index.md', 'cover: {image: c.png, relative: true}', `${SITE}/c/c.png`],
    ['d.md', 'images: ["https://cdn.example/d.webp", x.png]', 'https://cdn.example/d.webp'],
    [
      'e.md',
      'featured_image: //cdn.example/e.jpg\nfeatured_image_alt: A pot',
      'https://cdn.example/e.jpg',
      'A pot',
    ],
    ['f.md', 'heroImage: "../../assets/f.png"'],
    ['g.md', 'header: {teaser: /g.jpg}', `${SITE}/g.jpg`],
    ['h.md', 'image: true'],
    ['i.md', 'thumbnail: "data:image/png;base64,AAAA.png"'],
  ]
  const folder = await folderOf(
    t,
    Object.fromEntries(cases.map(([place, fields]) => [place, `---\ntitle: x\n${fields}\n---\nText`])),
  )
  assert.deepEqual(
    await picturesOf(folder),
    cases.map(([, , image, alt]) => [image, alt]),
  )
})

const WORDPRESS = `<rss><channel><wp:wxr_version>1.2</wp:wxr_version>
<item><title>A</title><link>${SITE}/a/</link><wp:post_id>1</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<content:encoded><![CDATA[Text]]></content:encoded>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta></item>
<item><title>pot</title><wp:post_id>7</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>
<wp:attachment_url>${SITE}/wp-content/uploads/2020/01/pot.jpg</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_metadata</wp:meta_key><wp:meta_value><![CDATA[a:1:{s:5:"sizes";a:1:{s:6:"medium";a:4:{s:4:"file";s:15:"pot-300x200.jpg";s:5:"width";i:300;}}}]]></wp:meta_value></wp:postmeta>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>A red pot</wp:meta_value></wp:postmeta></item>
</channel></rss>`

const FEED = `<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><link>${SITE}/</link>
<item><title>A</title><link>/a/</link><media:content url="/a.jpg" medium="image"><media:description>A kettle</media:description></media:content></item>
<item><title>B</title><link>/b/</link><enclosure url="${SITE}/b.png" type="image/png" length="1"/></item>
<item><title>C</title><link>/c/</link><enclosure url="${SITE}/c.mp3" type="audio/mpeg" length="1"/></item>
<item><title>D</title><link>/d/</link><media:thumbnail url="${SITE}/d.jpg"/></item></channel></rss>`

const PAGE = `<html><head><meta property="og:type" content="article"><meta property="og:image" content="/og.png">
<meta property="og:image:alt" content="A mug"></head><body><article><h1>T</h1><p>Text</p></article></body></html>`

const GHOST = JSON.stringify({
  db: [
    {
      meta: { version: '5.0.0' },
      data: {
        posts: [
          {
            id: '1',
            slug: 'a',
            status: 'published',
            html: '<p>t</p>',
            feature_image: '__GHOST_URL__/content/images/a.jpg',
            feature_image_alt: 'A jug',
          },
        ],
      },
    },
  ],
})

const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  items: [{ id: '1', url: `${SITE}/a/`, content_text: 't', image: '/a.jpg' }],
})

test('exports, feeds and pages give the picture of a post and its description', async (t) => {
  const folder = await folderOf(t, {
    'export.xml': WORDPRESS,
    'feed.xml': FEED,
    'feed.json': JSON_FEED,
    'ghost.json': GHOST,
    'site/a/index.html': PAGE,
  })
  assert.deepEqual(await picturesOf(`${folder}/export.xml`), [
    [`${SITE}/wp-content/uploads/2020/01/pot-300x200.jpg`, 'A red pot'],
  ])
  assert.deepEqual(await picturesOf(`${folder}/feed.xml`), [
    [`${SITE}/a.jpg`, 'A kettle'],
    [`${SITE}/b.png`, undefined],
    [undefined, undefined],
    [`${SITE}/d.jpg`, undefined],
  ])
  assert.deepEqual(await picturesOf(`${folder}/feed.json`), [[`${SITE}/a.jpg`, undefined]])
  assert.deepEqual(await picturesOf(`${folder}/ghost.json`), [[`${SITE}/content/images/a.jpg`, 'A jug']])
  assert.deepEqual(await picturesOf(`${folder}/site`), [[`${SITE}/og.png`, 'A mug']])
})
