import { dirname } from 'node:path'
import { readDate } from '../../documents/read-date.ts'
import { toPath } from '../markdown/address.ts'
import type { Fields } from '../markdown/fields.ts'
import { readText, readYesNo } from '../markdown/front-matter-values.ts'
import { dateValues, fillIn } from '../markdown/permalink.ts'
import { destinationOf, type Rule, type Rules } from './nikola-rules.ts'
import { slugify } from './slugify.ts'

/** The path of a post without its language, its name there, and the rule that it is a post by. */
type Parts = { bare: string; name: string; language: string | undefined; rule: Rule; site: Rules }

/** The address of a post or page of Nikola. */
export function addressOf(fields: Fields, { bare, name, language, rule, site }: Parts): string {
  const slug = readText(fields.slug) ?? (site.slugifies ? slugify(name) : name)
  const prefix = language === undefined ? '' : (site.translations.get(language) ?? language)
  if (site.permalink !== undefined && !rule.isPage) {
    const date = dateValues(readDate(readText(fields.date) ?? '') ?? '')
    return toPath(`${prefix}/${fillIn(site.permalink, { ...date, slug, title: slug })}`)
  }
  const inside = dirname(bare).slice(rule.folder === '.' ? 0 : rule.folder.length + 1)
  const folders = [prefix, destinationOf(rule, language ?? site.language), inside]
  const named = folders.filter((part) => part !== '' && part !== '.')
  return toPath([...named, fileOf(slug, fields, site)].join('/'))
}

/** The last part of an address. A page that is called "index" is the page of its folder. */
function fileOf(slug: string, fields: Fields, { isPretty, indexFile }: Rules): string {
  if (slug === 'index') return indexFile
  return isPretty && readYesNo(fields.pretty_url) !== false ? `${slug}/${indexFile}` : `${slug}.html`
}
