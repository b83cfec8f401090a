import { basename, resolve } from 'node:path'
import { stringify } from 'yaml'
import { isStemmed } from '../../../core/language.ts'
import type { Found } from './look.ts'

/** Where the comments of lines begin, if the lines are not longer. */
const COMMENTS_AT = 38

/** What to tell if the address of the blog is unknown: results would lead nowhere. */
export const SITE_UNKNOWN =
  'The address of the blog is not known. Write it into the line "site" of the file, so that results lead there.'

/** The text of a project file for the sources that were found. A comment explains each line, and others show the further fields. */
export function projectText(
  { sources, site, language: said, inspection }: Found,
  { allowPrivateNetworks = false }: { allowPrivateNetworks?: boolean } = {},
): string {
  const language = known(said) ?? languageOf(inspection)
  const lines = [
    '# What this blog is made of. `blog-search reindex`, `sync`, `inspect` and `start` read it.',
    site === undefined
      ? explained('# site: https://example.org', 'the address that paths such as /a-post/ begin with')
      : explained(`site: ${yaml(site)}`, 'the address that paths such as /a-post/ begin with'),
    language === undefined
      ? explained('# language: en', 'decides how words are reduced to their stems')
      : explained(`language: ${yaml(language)}`, 'decides how words are reduced to their stems'),
    explained('sources:', 'where posts and comments come from'),
    ...sources.flatMap(sourceLines),
    ...(allowPrivateNetworks
      ? [explained('allowPrivateNetworks: true', 'this host and private networks are asked too')]
      : []),
    explained('settings:', 'any setting by its name; `blog-search config` lists them'),
    explained(`  INDEX_PREFIX: ${yaml(prefixOf(site, sources))}`, 'how the names of its indexes begin'),
    explained('# permalink: /:year/:month/:slug/', 'the pattern of addresses, where files do not say theirs'),
    explained('# exclude: ["**/drafts/**"]', 'places and addresses that are left out'),
    '# A source can also have: pages: true, comments: true, permalink, postTypes, idPrefix, exclude,',
    '# and site: notes, the part of the blog that it is',
  ]
  return `${lines.join('\n')}\n`
}

function sourceLines({ path, url, format }: Found['sources'][number]): string[] {
  return [
    url === undefined
      ? explained(`  - path: ${yaml(path)}`, 'a file or folder; relative paths begin at this file')
      : explained(`  - url: ${yaml(url)}`, 'the address of a feed, a sitemap or a blog'),
    ...(format === undefined
      ? []
      : [explained(`    format: ${yaml(format)}`, 'how it is read; without this line it is recognised')]),
  ]
}

function explained(line: string, why: string): string {
  return `${line.padEnd(COMMENTS_AT)} # ${why}`
}

function yaml(value: unknown): string {
  return stringify(value, { lineWidth: 0 }).trimEnd()
}

/** A name of the blog for its indexes: its host and path, or else the name of its folder or file. */
function prefixOf(site: string | undefined, [first]: Found['sources']): string {
  const address = site ?? first?.url
  const { host = '', pathname = '' } = address !== undefined && URL.canParse(address) ? new URL(address) : {}
  const name = host === '' ? basename(resolve(first?.path ?? '.')) : host.replace(/^www\./, '') + pathname
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return plain || 'blog'
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
