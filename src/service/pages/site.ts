import { readFileSync } from 'node:fs'
import type { Config } from '../../core/config.ts'
import { InputError } from '../../core/errors.ts'
import { textHash } from '../../core/hash.ts'
import { directionOf } from '../../core/language.ts'
import { type Asset, asset, SCRIPT, STYLESHEET } from './assets.ts'
import { parseHeader, type Snippet } from './header-snippet.ts'

/** The parts that all pages of a service share. */
export type Site = {
  name: string
  /** The language of the blog. */
  language: string
  /** The direction in which the blog is written. Its pages have it even if their texts are in another language. */
  direction: 'ltr' | 'rtl'
  /** The blog's own address. */
  url?: string
  /** The address of the blog's logo. */
  logo?: string
  /** The origin whose pictures results show; undefined if they show none. */
  pictures?: string
  /** The blog's own header, for the top of the pages. */
  header?: Snippet
  /** In the order in which they are loaded. */
  styles: readonly Asset[]
  /** A hash that changes whenever the look of the pages changes. */
  look: string
}

const MAX_FILE_CHARACTERS = 200_000

/** The parts of pages that the settings determine. Throws an InputError for a file that cannot be read or used. */
export function readSite({ page, siteUrl, language }: Pick<Config, 'page' | 'siteUrl' | 'language'>): Site {
  const html = readText('PAGE_HEADER_FILE', page.headerFile)
  const css = readText('PAGE_STYLE_FILE', page.styleFile)
  return {
    name: page.siteName,
    language,
    direction: directionOf(language),
    ...(siteUrl !== undefined && { url: siteUrl }),
    ...(page.logo !== undefined && { logo: page.logo }),
    ...(page.pictures && siteUrl !== undefined && { pictures: new URL(siteUrl).origin }),
    ...(html !== undefined && { header: parseHeader(html, `PAGE_HEADER_FILE ${page.headerFile}`) }),
    styles: [STYLESHEET, ...(css === undefined ? [] : [asset('own', 'css', css)])],
    look: textHash(JSON.stringify([page, html, css, STYLESHEET.path, SCRIPT.path])),
  }
}

function readText(setting: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new InputError(`${setting}: expected a readable file, got ${JSON.stringify(path)}`, { cause })
  }
  if (text.length <= MAX_FILE_CHARACTERS) return text
  throw new InputError(`${setting}: expected at most ${MAX_FILE_CHARACTERS} characters, got ${text.length}`)
}
