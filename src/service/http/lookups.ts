import type { RequestHandler } from 'express'
import { related } from '../../search/related/related.ts'
import { parseRelatedRequest, parseResolveRequest } from '../../search/related/request.ts'
import { resolve } from '../../search/related/resolve.ts'
import { countCodePoints } from '../../search/request/normalise.ts'
import { parseSuggestRequest } from '../../search/suggest/request.ts'
import { suggest } from '../../search/suggest/suggest.ts'
import type { Context } from '../context.ts'
import { lookup } from './lookup.ts'

/** Letters up to which a beginning is short: everybody types these, and what they stand for hardly changes. */
const SHORT = 3
/** How many times as long as others their suggestions may be kept. */
const SHORT_LASTS = 6

/** `GET /api/v1/suggest`: completions of what is being typed, and posts by their titles. */
export function suggestApi(ctx: Context): RequestHandler {
  return lookup(ctx, {
    name: 'suggest',
    read: (_req, params, { config }) => parseSuggestRequest(params, config),
    find: suggest,
    lasts: ({ text }) => (countCodePoints(text) <= SHORT ? SHORT_LASTS : 1),
  })
}

/** `GET /api/v1/posts/{id}/related`: posts like a post. */
export function relatedApi(ctx: Context): RequestHandler {
  return lookup(ctx, {
    name: 'related',
    read: (req, params) => parseRelatedRequest(String(req.params.id), params),
    find: related,
  })
}

/** `GET /api/v1/resolve`: the post that an address that leads nowhere may mean. */
export function resolveApi(ctx: Context): RequestHandler {
  return lookup(ctx, {
    name: 'resolve',
    read: (_req, params) => parseResolveRequest(params),
    find: resolve,
  })
}
