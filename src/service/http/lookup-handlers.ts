import type { RequestHandler } from 'express'
import { related } from '../../search/related/related.ts'
import { parseRelatedRequest, parseResolveRequest } from '../../search/related/request.ts'
import { resolve } from '../../search/related/resolve.ts'
import { countCodePoints } from '../../search/request/normalise.ts'
import { parseSuggestRequest } from '../../search/suggest/request.ts'
import { suggest } from '../../search/suggest/suggest.ts'
import type { Context } from '../context.ts'
import { lookup } from './answer-lookup.ts'

/** Beginnings of at most this many letters are short. Everybody types them, and their suggestions hardly change. */
const SHORT = 3
/** The factor by which clients may keep suggestions for short beginnings longer. */
const SHORT_LASTS = 6

/** `GET /api/v1/suggest`: completions of the query being typed, and posts by their titles. */
export function suggestApi(ctx: Context): RequestHandler {
  return lookup(ctx, {
    name: 'suggest',
    read: (_req, params, { config }) => parseSuggestRequest(params, config),
    find: suggest,
    lasts: ({ text }) => (countCodePoints(text) <= SHORT ? SHORT_LASTS : 1),
  })
}

/** `GET /api/v1/posts/{id}/related`: posts similar to a post. */
export function relatedApi(ctx: Context): RequestHandler {
  return lookup(ctx, {
    name: 'related',
    read: (req, params) => parseRelatedRequest(String(req.params.id), params),
    find: related,
  })
}

/** `GET /api/v1/resolve`: the post that a dead address may mean. */
export function resolveApi(ctx: Context): RequestHandler {
  return lookup(ctx, {
    name: 'resolve',
    read: (_req, params) => parseResolveRequest(params),
    find: resolve,
  })
}
