import type { ComponentChildren } from 'preact'
import { FAVICON, STYLESHEET } from './assets.ts'

type LayoutProps = { title: string; children: ComponentChildren }

/** The frame of every page: head, name of the service, and the page's own content. */
export function Layout({ title, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" href={FAVICON.path} type="image/svg+xml" />
        <link rel="stylesheet" href={STYLESHEET.path} />
      </head>
      <body>
        <header>
          <p class="site-title">
            <a href="/search">Blog search</a>
          </p>
        </header>
        {children}
      </body>
    </html>
  )
}
