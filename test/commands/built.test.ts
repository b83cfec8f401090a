import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { packageRoot } from '../../src/core/package.ts'

const ROOT = join(packageRoot, '.')

test('the built command can be run by its name after every build', async () => {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  const { stdout } = await promisify(execFile)(join(ROOT, 'dist/main.js'), ['--version'], { timeout: 30_000 })
  assert.equal(stdout.trim(), version)
})
