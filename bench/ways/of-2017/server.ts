import { Client } from '@elastic/elasticsearch'
import express from 'express'
import { startServer } from '../../../src/service/http/server.ts'
import { searchOf2017 } from './search.ts'

/** Usage: server.ts <address of Elasticsearch> <index of posts> <index of comments>. Serves `/search?q=` in a process of its own, and tells where. */

const [node = '', posts = '', comments = ''] = process.argv.slice(2)
const client = new Client({ node })
const app = express()
app.disable('x-powered-by')
app.set('etag', false)
app.get('/search', async (req, res) => {
  res.json({ hits: await searchOf2017(client, { posts, comments }, String(req.query.q)) })
})

const server = await startServer(app, { host: '127.0.0.1', port: 0, maxQueryLength: 1_000 })
process.on('disconnect', () => process.exit(1))
process.send?.({ url: server.url })
