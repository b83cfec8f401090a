import type { XmlElement } from '../xml/element.ts'
import { metaOf } from './post-meta.ts'

/** A text that page builders keep beside the content: its name in their settings, and what it says. */
type Setting = { name: string; value: string }

/** Names of settings that readers see as text: `title`, `editor`, `tab_content`, `description_text_a`. */
const TEXT =
  /^(?:editor|html|text|code|(?:[a-z][a-z0-9]*_){0,4}(?:title|text|content|description|heading|caption|quote)(?:_[ab])?|(?:testimonial|author)_(?:name|job))$/
/** Settings of such a name that are about how or whether something is shown. */
const ABOUT_SHOW = /^(?:show|hide|link|custom|hover|form|css|background|overlay)_/
/** Values that are choices or styles. */
const CHOICE =
  /^(?:yes|no|on|off|none|custom|default|true|false|h[1-6]|div|span|p|left|right|center|top|bottom|middle|full|before|after|-?[\d.]+(?:px|em|rem|%)?|#[0-9a-f]{3,8})?$/i
/** Where Beaver Builder, SiteOrigin and Bricks keep their settings, in the form of PHP. */
const PHP_KEYS = ['_fl_builder_data', 'panels_data', '_bricks_page_content_2']

/** The texts that a page builder keeps in fields of a post, as HTML; empty if there are none. */
export function builderMetaTexts(item: XmlElement): string {
  const elementor = metaOf(item, '_elementor_data')
  const php = PHP_KEYS.map((key) => metaOf(item, key)).find((value) => value !== undefined)
  const settings = elementor !== undefined ? ofElementor(elementor) : php === undefined ? [] : ofPhp(php)
  return settings.filter(isText).map(toHtml).join('\n')
}

function isText({ name, value }: Setting): boolean {
  return TEXT.test(name) && !ABOUT_SHOW.test(name) && !CHOICE.test(value.trim())
}

/** Code is shown as it is, everything else is HTML. */
function toHtml({ name, value }: Setting): string {
  return name === 'code'
    ? `<pre>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`
    : `<div>${value}</div>`
}

/** The settings of Elementor's widgets in the order of the page, without those that no screen shows. */
function ofElementor(json: string): Setting[] {
  const found: Setting[] = []
  const waiting: [name: string, value: unknown][] = [['', parse(json)]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [name, value] = next
    if (typeof value === 'string') found.push({ name, value })
    else if (typeof value === 'object' && value !== null && !isHidden(value)) {
      // The last is read first, so that a page of any depth needs no recursion.
      waiting.push(...partsOf(value).reverse())
    }
  }
  return found
}

/** The parts of a value in the order in which readers see them. Names with "_" in front are for the editor. */
function partsOf(value: object): [string, unknown][] {
  if (Array.isArray(value)) return value.map((part) => ['', part])
  const parts = Object.entries(value).filter(([name]) => !name.startsWith('_'))
  return parts.sort(([a], [b]) => Number(a === 'elements') - Number(b === 'elements'))
}

function isHidden(value: object): boolean {
  const { settings } = value as { settings?: Record<string, unknown> }
  return ['hide_desktop', 'hide_tablet', 'hide_mobile'].every((name) => Boolean(settings?.[name]))
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** The texts in a value that PHP serialized, each with the text before it, which is its name. Lengths are in bytes. */
function ofPhp(serialized: string): Setting[] {
  const bytes = Buffer.from(serialized)
  const found: Setting[] = []
  let name = ''
  for (let at = bytes.indexOf('s:'); at !== -1; at = bytes.indexOf('s:', at)) {
    const head = /^s:(\d{1,8}):"/.exec(bytes.toString('latin1', at, at + 14))
    const start = at + (head?.[0].length ?? 2)
    const end = start + Number(head?.[1] ?? 0)
    if (head === null || bytes.toString('latin1', end, end + 2) !== '";') {
      at = start
      continue
    }
    const value = bytes.toString('utf8', start, end)
    if (name !== '') found.push({ name, value })
    // What follows at once is the value of this name; a number or a list in between has names of its own.
    name = name === '' && bytes.toString('latin1', end + 2, end + 4) === 's:' ? value : ''
    at = end + 2
  }
  return found
}
