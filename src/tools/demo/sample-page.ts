import { once } from 'node:events'
import { createServer } from 'node:http'
import { freePortFrom } from '../local-elasticsearch/ports.ts'

/** A page of a blog, as its owner would write it: two lines bring the search into it. */
function pageFor(service: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="description" content="A page of a blog, with the search in its header" />
    <title>The slow kettle</title>
    <link rel="icon" href="data:," />
    <style>
      body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.6 Georgia, serif; }
      header { display: flex; gap: 1rem; justify-content: space-between; align-items: baseline; flex-wrap: wrap; }
      /* Room for the input, so that nothing moves when the script has come. */
      blog-search { display: block; flex: 1 1 14rem; min-height: 44px; }
    </style>
    <script type="module" src="${service}/widget.js"></script>
  </head>
  <body>
    <header>
      <strong>The slow kettle</strong>
      <blog-search>
        <form action="${service}/search">
          <input type="search" name="q" aria-label="Search" /> <button type="submit">Search</button>
        </form>
      </blog-search>
    </header>
    <main>
      <h1>A page of the sample blog</h1>
      <p>A kettle that takes its time makes better tea, or so I tell myself. Press the slash key, or click on the
      field above, and type “sourdoh”: the search of the blog opens in this page.</p>
      <p>The page is of another address than the search. It has two lines for it: a script, and an element.</p>
    </main>
  </body>
</html>
`
}

/** A sample page of a blog on a port of its own, since a blog and its search are mostly at two addresses. */
export async function startSamplePage(
  first: number,
  serviceUrl: string,
): Promise<{ url: string; close: () => void }> {
  const port = await freePortFrom(first, new Set())
  const page = pageFor(serviceUrl)
  const server = createServer(({ url }, response) => {
    if (url?.split('?')[0] !== '/') {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
