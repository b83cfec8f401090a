import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../src/core/package.ts'

const FILE = 'THIRD-PARTY-LICENSES.md'
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string(), dev: z.boolean().optional(), license: z.string().optional() }),
  ),
})
const Manifest = z.object({ licenses: z.array(z.object({ type: z.string() })) })

/** The list of the packages that an installation and the image have beside this program, with their licences, from package-lock.json. */
export function licencesText(root = packageRoot): string {
  const { packages } = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  const rows = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version, license }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      return `| ${name} | ${version} | ${license ?? ownLicence(join(root, path))} |`
    })
  return `# Licences of what is shipped

blog-search itself is under [MIT](LICENSE). Its sample blog is CC0 1.0. The scripts of the page and the widget have code of this program alone.

An installation and the image have these packages beside it; the text of each licence is in the folder of its package in \`node_modules\`.
Elasticsearch (its own licences), the sentence model (its own licence) and what runs it are not shipped: they are fetched when you ask for them.
\`npm run licences\` writes this list.

| package | version | licence |
|---|---|---|
${[...new Set(rows)].sort().join('\n')}
`
}

/** The licence that a package names in the old form, which package-lock.json leaves out. */
function ownLicence(folder: string): string {
  const path = join(folder, 'package.json')
  if (!existsSync(path)) return 'unknown'
  const found = Manifest.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  return found.data?.licenses.map(({ type }) => type).join(' or ') ?? 'unknown'
}

if (process.argv[1] === import.meta.filename) writeFileSync(join(packageRoot, FILE), licencesText())
