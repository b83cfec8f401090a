import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Request, Response } from 'express'
import { makeKey } from '../../../../src/service/auth/key-file.ts'
import { keyOfSession, openSession } from '../../../../src/service/http/debug/debug-session.ts'

const HOUR_MS = 3_600_000

test('a session lasts for eight hours, and as long as its key', async () => {
  const { stored } = makeKey({ name: 'owner', scopes: ['debug'] }, new Date())
  const opened = Date.now()
  let cookie = ''
  const res = { cookie: (name: string, value: string) => (cookie = `${name}=${value}`) }
  openSession({ secure: false } as Request, res as unknown as Response, stored, { now: opened })
  const req = { headers: { cookie } } as Request
  const keys = { find: async () => undefined, get: async () => stored }
  assert.equal(await keyOfSession(req, keys, { now: opened + 7.9 * HOUR_MS }), stored)
  assert.equal(await keyOfSession(req, keys, { now: opened + 8 * HOUR_MS }), undefined)
  assert.equal(await keyOfSession(req, { ...keys, get: async () => undefined }, { now: opened }), undefined)
})
