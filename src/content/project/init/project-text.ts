import { stringify } from 'yaml'
import { isStemmed } from '../../../core/language.ts'
import type { Found } from './look.ts'

/** The text of a project file for the sources that were found. Its comments show the further fields. */
export function projectText(
  { sources, site, language: said, inspection }: Found,
  { allowPrivateNetworks = false }: { allowPrivateNetworks?: boolean } = {},
): string {
  const language = known(said) ?? languageOf(inspection)
  const says = {
    ...(site !== undefined && { site }),
    ...(language !== undefined && { language }),
    sources,
    ...(allowPrivateNetworks && { allowPrivateNetworks }),
  }
  return `# What \`blog-search reindex\`, \`sync\` and \`inspect\` read when they are given no source.
${stringify(says)}${site === undefined ? '# site: https://example.org        what paths are relative to\n' : ''}# permalink: /:year/:month/:slug/   where files do not say their address
# exclude: ["**/drafts/**"]         places and addresses that are left out
# A source can also have: pages: true, comments: true, permalink, postTypes, exclude, and
# site: notes, the part of the blog that it is
`
}

/** The language of the first posts, if they have only one. */
function languageOf({ first }: Found['inspection']): string | undefined {
  const languages = new Set(first.map(({ language }) => known(language)))
  const [only] = languages
  return languages.size === 1 ? only : undefined
}

/** The language of a code, if it has a stemmer. */
function known(code: string | undefined): string | undefined {
  const language = /^[a-z]+/i.exec(code ?? '')?.[0].toLowerCase()
  return language !== undefined && isStemmed(language) ? language : undefined
}
