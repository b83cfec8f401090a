import { AGENTS } from './agents.ts'
import { INSIGHTS } from './insights.ts'
import { PAGES } from './pages.ts'
import { READING } from './reading.ts'
import type { Route } from './route.ts'
import { SERVICE } from './service.ts'
import { WEBHOOKS } from './webhooks.ts'
import { WRITING } from './writing.ts'

/** The table of routes. The service, its limits and keys, the allowed methods and the API's description are all made of it. */
export const ROUTES: readonly Route[] = [
  ...READING,
  ...WRITING,
  ...WEBHOOKS,
  ...INSIGHTS,
  ...SERVICE,
  ...PAGES,
  ...AGENTS,
]
