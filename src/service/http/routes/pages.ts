import { markdownPage } from '../agents/markdown-page.ts'
import { debugKey } from '../debug/debug-key.ts'
import { debugPage } from '../debug/debug-page.ts'
import { docsPage, openApiFile } from '../openapi/handlers.ts'
import { openSearchDescription, openSearchSuggestions } from '../opensearch.ts'
import { searchPage } from '../search-page.ts'
import { widget } from '../widget.ts'
import { widgetTexts } from '../widget-texts.ts'
import type { Route } from './route.ts'

/** Routes for browsers. */
export const PAGES: readonly Route[] = [
  {
    method: 'get',
    path: '/',
    access: 'read',
    handler: () => (_req, res) => res.redirect('/search'),
  },
  {
    method: 'get',
    path: '/search',
    access: 'read',
    limit: 'searches',
    handler: ({ ctx }) => [debugPage(ctx), markdownPage(ctx), searchPage(ctx)],
  },
  {
    method: 'post',
    path: '/search/debug-key',
    access: 'open',
    limit: 'searches',
    handler: ({ ctx }) => debugKey(ctx),
  },
  {
    method: 'get',
    path: '/opensearch.xml',
    access: 'read',
    handler: ({ ctx }) => openSearchDescription(ctx),
  },
  {
    method: 'get',
    path: '/opensearch/suggest',
    access: 'read',
    limit: 'searches',
    handler: ({ ctx }) => openSearchSuggestions(ctx),
  },
  { method: 'get', path: '/widget.js', access: 'open', handler: widget },
  { method: 'get', path: '/widget-texts.json', access: 'open', handler: widgetTexts },
  { method: 'get', path: '/docs', access: 'open', handler: docsPage },
  { method: 'get', path: '/api/v1/openapi.json', access: 'open', handler: openApiFile },
]
