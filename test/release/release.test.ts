import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { nextVersion, releaseChanges } from '../../release/changelog.ts'
import { licencesText } from '../../release/licences.ts'
import { packageRoot } from '../../src/core/package.ts'

test('the next version follows from the kind of change, and is newer', () => {
  assert.deepEqual(
    ['major', 'minor', 'patch', '1.10.0'].map((wanted) => nextVersion('1.9.3', wanted)),
    ['2.0.0', '1.10.0', '1.9.4', '1.10.0'],
  )
  for (const wrong of ['', '1.9.3', '1.9.2', '2', 'v2.0.0', 'big'])
    assert.throws(
      () => nextVersion('1.9.3', wrong),
      /^Error: version: expected major, .* after 1\.9\.3, got /,
    )
})

test('unreleased changes come under the version and the day, and there must be some', () => {
  const text = '# Changelog\n\n## Unreleased\n\n- New\n\n## 0.1.0 (2026-01-01)\n\n- Old\n'
  assert.equal(
    releaseChanges(text, '0.2.0', '2026-02-03'),
    '# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-02-03)\n\n- New\n\n## 0.1.0 (2026-01-01)\n\n- Old\n',
  )
  assert.throws(() => releaseChanges('## Unreleased\n\n## 0.1.0\n- Old\n', '0.2.0', ''), /expected changes/)
  assert.throws(() => releaseChanges('## 0.1.0\n', '0.2.0', ''), /expected a heading/)
  // The changelog as it is can be released.
  releaseChanges(readFileSync(join(packageRoot, 'CHANGELOG.md'), 'utf8'), '9.9.9', '2026-02-03')
})

test('the list of licences is up to date, and each package has one', () => {
  const text = licencesText()
  assert.equal(readFileSync(join(packageRoot, 'THIRD-PARTY-LICENSES.md'), 'utf8'), text)
  assert.doesNotMatch(text, /unknown|UNLICENSED/)
})
