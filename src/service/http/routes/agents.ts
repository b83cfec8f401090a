import { llmsTxt } from '../agents/llms-txt.ts'
import { mcp } from '../agents/mcp.ts'
import type { Route } from './route.ts'

/** Routes for programs that read for people. They are left out with AGENTS=false. */
export const AGENTS: readonly Route[] = [
  { method: 'post', path: '/mcp', access: 'read', limit: 'searches', handler: mcp },
  { method: 'get', path: '/llms.txt', access: 'read', limit: 'searches', handler: ({ ctx }) => llmsTxt(ctx) },
]
