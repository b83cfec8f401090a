/** Each word of each secret begins so, and no word that is public does. */
export const MARK = 'zorqu'
/** Years and a language that no public document has. */
export const SECRET_YEAR = '1871'
export const SECRET_LANGUAGE = 'xh'

export type Document = Record<string, unknown>

/** What everybody may read. */
export const PUBLIC: { posts: Document[]; comments: Document[] } = {
  posts: [
    aPost('kettle', 'The slow kettle', 'A kettle that is slow boils at last, and whistles.', ['web']),
    aPost('firefox', 'Firefox on a slow computer', 'Firefox runs, though the kettle boils sooner.', ['web']),
    aPost('bread', 'Bread and patience', 'Bread needs an oven, flour and patience.', ['kitchen']),
    aPost('oven', 'An oven for bread', 'This oven bakes bread while the kettle whistles.', ['kitchen']),
  ],
  comments: [
    { id: '1', postId: 'kettle', text: 'Mine whistles too early.', author: 'Ines', format: 'plain' },
    { id: '2', postId: 'bread', text: 'Patience is what I lack.', author: 'Grace', format: 'plain' },
  ],
}

function aPost(id: string, title: string, text: string, categories: string[]): Document {
  return {
    id,
    url: `/2020/${id}/`,
    title,
    text,
    categories,
    tags: categories,
    author: 'Mara',
    date: '2020-01-02',
    language: 'en',
  }
}

/** A post all of whose fields are secret, with the public words beside that lead to it. */
export function secretPost(name: string, others: Document = {}): Document {
  const word = (part: string) => `${MARK}${name}${part}`
  return {
    id: word('id'),
    url: `/${SECRET_YEAR}/${word('slug')}/`,
    title: `Kettle ${word('title')} whistles`,
    text: `The slow kettle ${word('text')} boils. Bread ${word('more')} and Firefox.`,
    categories: [word('category')],
    tags: [word('tag')],
    keywords: [word('keyword')],
    author: `Mara ${word('author')}`,
    date: `${SECRET_YEAR}-05-06`,
    language: SECRET_LANGUAGE,
    ...others,
  }
}

/** A comment all of whose fields are secret. */
export function secretComment(name: string, postId: string, others: Document = {}): Document {
  const word = (part: string) => `${MARK}${name}${part}`
  return {
    id: word('id'),
    postId,
    text: `A slow kettle ${word('comment')} whistles patience.`,
    author: `Ines ${word('commenter')}`,
    format: 'plain',
    ...others,
  }
}

/** Secrets as they lie in sources, each by itself a reason to stay out. */
export function secretsInSources(): Record<string, string> {
  const posts = [
    secretPost('draft', { draft: true }),
    secretPost('excluded', { search: false }),
    secretPost('future', { date: '2999-01-01' }),
  ]
  const comments = [
    secretComment('unapproved', 'kettle', { approved: false }),
    secretComment('later', 'kettle', { date: '2999-01-01' }),
    ...posts.map(({ id }, i) => secretComment(`hidden${i}`, String(id))),
  ]
  return { 'secrets.ndjson': lines([...posts, ...comments]), 'export.xml': wordpressExport(true) }
}

export function lines(documents: readonly Document[]): string {
  return documents.map((document) => `${JSON.stringify(document)}\n`).join('')
}

/** The export of a WordPress with one public post and, if so wished, posts and comments that are not public. */
export function wordpressExport(withSecrets: boolean): string {
  const statuses = ['draft', 'pending', 'private', 'trash', 'auto-draft', 'future']
  const hidden = statuses.map((status, i) =>
    item(`wp${status.replace('-', '')}`, 100 + i, { 'wp:status': status }),
  )
  const locked = item('wplocked', 200, { 'wp:post_password': '<![CDATA[open]]>' })
  const unapproved = ['0', 'spam', 'trash', 'post-trashed'].map((approved, i) =>
    comment(`wpno${i}`, i, approved),
  )
  const open = item('', 300, {}, withSecrets ? unapproved.join('') : '')
  const secrets = withSecrets ? [...hidden, locked].join('') : ''
  return `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Kettle</title><link>https://kettle.example</link><wp:wxr_version>1.2</wp:wxr_version>
${secrets}${open}</channel></rss>
`
}

/** An item whose words are secret; without a name all of it is public but its comments. */
function item(name: string, id: number, fields: Record<string, string>, more = ''): string {
  const word = (part: string) => (name === '' ? 'teapot' : `${MARK}${name}${part}`)
  const all = {
    title: `Kettle ${word('title')}`,
    link: `https://kettle.example/2021/${word('slug')}/`,
    'dc:creator': `<![CDATA[${word('author')}]]>`,
    'content:encoded': `<![CDATA[A slow kettle ${word('text')} whistles.]]>`,
    ...{
      'wp:post_id': String(id),
      'wp:post_type': 'post',
      'wp:status': 'publish',
      'wp:post_name': word('slug'),
    },
    'wp:post_date_gmt': '2021-01-01 00:00:00',
    ...fields,
  }
  const elements = Object.entries(all).map(([tag, text]) => `<${tag}>${text}</${tag}>`)
  const label = `<category domain="category" nicename="${word('nice')}"><![CDATA[${word('category')}]]></category>`
  return `<item>${elements.join('')}${label}${more}${name === '' ? '' : comment(`${name}reply`, id, '1')}</item>\n`
}

function comment(name: string, id: number, approved = '0'): string {
  const text = `<![CDATA[Slow kettle ${MARK}${name}comment]]>`
  const author = `<wp:comment_author><![CDATA[${MARK}${name}commenter]]></wp:comment_author>`
  return `<wp:comment><wp:comment_id>${id + 1}</wp:comment_id><wp:comment_approved>${approved}</wp:comment_approved><wp:comment_content>${text}</wp:comment_content>${author}</wp:comment>`
}
