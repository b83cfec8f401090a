import type { ComponentChildren } from 'preact'
import { FAVICON, SCRIPT } from './assets.ts'
import type { Site } from './site.ts'
import { fill } from './texts/fill.ts'
import { useTexts } from './texts/use-texts.tsx'

type LayoutProps = {
  site: Site
  title: string
  /** The address under which crawlers may index the page. Without it they are asked not to index it. */
  canonical?: string | undefined
  children: ComponentChildren
}

/** The frame of every page: head, header of the blog, and the page's own content. */
export function Layout({ site, title, canonical, children }: LayoutProps) {
  const t = useTexts()
  return (
    <html lang={t.lang} dir={site.direction === 'rtl' ? 'rtl' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {canonical === undefined ? (
          <meta name="robots" content="noindex" />
        ) : (
          <link rel="canonical" href={canonical} />
        )}
        <meta name="description" content={fill(t.description, { name: site.name })} />
        <title>{title}</title>
        <link rel="icon" href={FAVICON.path} type="image/svg+xml" />
        <link
          rel="search"
          type="application/opensearchdescription+xml"
          title={site.name}
          href="/opensearch.xml"
        />
        {site.styles.map(({ path }) => (
          <link key={path} rel="stylesheet" href={path} />
        ))}
        <script type="module" src={SCRIPT.path} />
      </head>
      <body>
        <header class="page-header">{site.header ?? <SiteTitle site={site} />}</header>
        {children}
      </body>
    </html>
  )
}

/** The way back to the blog: its logo and its name. */
function SiteTitle({ site: { name, url, logo } }: { site: Site }) {
  return (
    <p class="site-title">
      <a href={url ?? '/search'}>
        {logo !== undefined && <img class="site-logo" src={logo} alt="" height="32" />}
        {name}
      </a>
    </p>
  )
}
