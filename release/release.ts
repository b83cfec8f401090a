import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot, VERSION } from '../src/core/package.ts'
import { nextVersion, releaseChanges } from './changelog.ts'

/**
 * Usage: npm run release -- major|minor|patch|<version> [--dry-run]. Writes the version and the changelog, commits them, and makes the tag
 * `v<version>`. Pushing the tag lets .github/workflows/publish.yml check, test and publish it with its provenance.
 */

const CHANGELOG = join(packageRoot, 'CHANGELOG.md')
const say = (line: string) => process.stderr.write(`${line}\n`)
const run = (file: string, ...args: string[]) =>
  execFileSync(file, args, { cwd: packageRoot, encoding: 'utf8' }).trim()

function release(wanted: string, isDryRun: boolean): void {
  const changed = run('git', 'status', '--porcelain')
  if (changed !== '') throw new Error(`git: expected no changes that are not committed, got\n${changed}`)
  const version = nextVersion(VERSION, wanted)
  if (run('git', 'tag', '--list', `v${version}`) !== '') throw new Error(`git: the tag v${version} is there`)
  const day = new Date().toISOString().slice(0, 10)
  const changelog = releaseChanges(readFileSync(CHANGELOG, 'utf8'), version, day)
  if (isDryRun) {
    say(`Would release ${version} of ${day}: CHANGELOG.md, package.json, docs/openapi.json, tag v${version}.`)
    return
  }
  writeFileSync(CHANGELOG, changelog)
  run('npm', 'version', version, '--no-git-tag-version')
  run('npm', 'run', '-s', 'openapi')
  run('npm', 'run', '-s', 'licences')
  run('git', 'commit', '--all', '--quiet', '--message', `Release ${version}`)
  run('git', 'tag', '--annotate', `v${version}`, '--message', `blog-search ${version}`)
  say(`Released ${version}. Next: git push --follow-tags`)
}

try {
  const [wanted = '', flag] = process.argv.slice(2)
  release(wanted, flag === '--dry-run')
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
