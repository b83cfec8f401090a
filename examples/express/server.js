import { createClient } from 'blog-search/client'
import express from 'express'

const { SEARCH = 'http://127.0.0.1:3000', SEARCH_KEY, PORT = '4000' } = process.env
const search = createClient({
  baseUrl: SEARCH,
  latestOnly: false,
  timeout: 2_000,
  ...(SEARCH_KEY !== undefined && { key: SEARCH_KEY }),
})

const posts = new Map([
  ['slow-kettle', { title: 'The slow kettle', text: 'A kettle that takes its time makes better tea.' }],
  ['fast-kettle', { title: 'The fast kettle', text: 'A kettle that hurries makes tea, too.' }],
])

const asText = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`)
const page = (
  title,
  body,
) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${asText(title)}</title>
<link rel="icon" href="data:,"><script type="module" src="${SEARCH}/widget.js"></script></head>
<body><header><blog-search></blog-search></header><main><h1>${asText(title)}</h1>${body}</main></body></html>`
const list = (found) =>
  `<ul>${found.map(({ url, title }) => `<li><a href="${asText(url)}">${asText(title)}</a></li>`).join('')}</ul>`

const app = express()
app.use((_req, res, next) => {
  const policy = `default-src 'none'; script-src ${SEARCH}; connect-src ${SEARCH}; img-src data:; base-uri 'none'`
  res.set('Content-Security-Policy', policy)
  next()
})

app.get('/', (_req, res) => {
  const all = [...posts].map(([id, { title }]) => ({ url: `/posts/${id}`, title }))
  res.send(page('My blog', list(all)))
})

app.get('/posts/:id', async (req, res, next) => {
  const post = posts.get(req.params.id)
  if (post === undefined) return next()
  // The page comes without related posts rather than not at all.
  const related = await search.related(req.params.id, { size: 3 }).catch(() => ({ posts: [] }))
  res.send(page(post.title, `<p>${asText(post.text)}</p>${list(related.posts)}`))
})

app.use(async (req, res) => {
  const { match, candidates } = await search.resolve(req.path).catch(() => ({ match: null, candidates: [] }))
  if (match !== null) return res.redirect(301, match.url)
  res
    .status(404)
    .send(page('Not found', candidates.length > 0 ? `<p>Did you look for:</p>${list(candidates)}` : ''))
})

/** Writes all posts to the service; the time says how new they are, so it may be done again. */
async function publish() {
  const updated = new Date().toISOString()
  for (const [id, post] of posts) await search.putPost(id, { url: `/posts/${id}`, ...post }, { updated })
}

if (SEARCH_KEY !== undefined) await publish()
app.listen(Number(PORT))
