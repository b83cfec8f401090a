import type { ComponentChildren } from 'preact'
import { DEBUG_SCRIPT, DEBUG_STYLESHEET, FAVICON } from '../assets.ts'

/** The frame of pages for those who tune the search. */
export function Frame({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="description" content={title} />
        <title>{title}</title>
        <link rel="icon" href={FAVICON.path} type="image/svg+xml" />
        <link rel="stylesheet" href={DEBUG_STYLESHEET.path} />
        <script type="module" src={DEBUG_SCRIPT.path} />
      </head>
      <body>{children}</body>
    </html>
  )
}
