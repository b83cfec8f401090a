import { stringify } from 'yaml'
import type { Found } from './look.ts'

/** The text of a project file for what was found, with what else it can say. */
export function projectText({ source, site, inspection }: Found): string {
  const language = languageOf(inspection)
  const says = {
    ...(site !== undefined && { site }),
    ...(language !== undefined && { language }),
    sources: [source],
  }
  return `# What \`blog-search reindex\`, \`sync\` and \`inspect\` read when they are given no source.
${stringify(says)}${site === undefined ? '# site: https://example.org        what paths are relative to\n' : ''}# permalink: /:year/:month/:slug/   where files do not say their address
# exclude: ["**/drafts/**"]         places and addresses that are left out
# A source can also have: pages: true, comments: true, permalink, exclude
`
}

/** The language of the first posts, if the search has habits for it. */
function languageOf({ first }: Found['inspection']): string | undefined {
  const languages = new Set(first.map(({ language }) => language?.slice(0, 2)))
  const [only] = languages
  return languages.size === 1 && only !== undefined && ['en', 'de', 'fr', 'es'].includes(only)
    ? only
    : undefined
}
