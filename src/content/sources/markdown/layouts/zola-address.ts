import unidecode from 'unidecode'
import { toFolderPath, toPath } from '../address.ts'
import type { Fields } from '../fields.ts'
import { readText, readTexts } from '../front-matter-values.ts'
import type { PostParts } from '../layout.ts'
import { dateValues, fillIn } from '../permalink.ts'
import { splitPlace } from '../place.ts'
import { languageOf, type Settings } from './zola-settings.ts'

/** The address of a page: its `path`, which is whole, or else its folders and the slug of its name. */
export function addressOf(post: PostParts, settings: Settings): string {
  const path = readText(post.fields.path)
  if (path !== undefined) return toPath(`${path}/`)
  const { code, bare } = languageOf(post.place, settings)
  const { folders, stem } = splitPlace(bare)
  const name = settings.keepsDates ? stem : (datedName(stem)?.name ?? stem)
  const slug = slugify(readText(post.fields.slug) ?? name, settings)
  const prefix = code === undefined ? '' : `/${code}`
  if (settings.permalink !== undefined) {
    const values = { ...dateValues(post.date ?? ''), slug, title: slug }
    return toFolderPath(prefix + fillIn(settings.permalink, values))
  }
  return toPath(`${[prefix, ...folders.slice(1), slug].join('/')}/`)
}

/** The addresses that lead to a page by its `aliases`. They begin at the top of the site in each language. */
export function aliasesOf({ aliases }: Fields): string[] {
  return readTexts(aliases).map(toFolderPath)
}

/** The day or moment that a name begins with, and the name after it. */
export function datedName(stem: string): { date: string; name: string } | undefined {
  const [, date, name] = /^(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?)[-_](.+)$/.exec(stem) ?? []
  return date === undefined || name === undefined ? undefined : { date, name }
}

/** A name as a part of an address. Other scripts are written in Latin letters, unless the configuration keeps them. */
function slugify(text: string, { slugify: way }: Settings): string {
  if (way === 'off') return text
  if (way === 'safe') return text.replace(/[<>:"/|?*\\\r\n\t]/g, '').replace(/[ .]+$/, '')
  return unidecode(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
