import { parseHTML } from 'linkedom'
import { wholePage } from '../html-folder/whole-page.ts'
import type { Fields } from '../markdown/fields.ts'

/** The parts of a page of HTML as Pelican reads it: its fields are `<title>` and `<meta name="date" content="…">`, its text is what the body holds. */
export function readHtmlHeader(text: string): { fields: Fields; body: string; reason?: never } {
  const { document } = parseHTML(wholePage(text))
  const title = document.querySelector('title')?.textContent?.trim()
  const metas = [...document.querySelectorAll('meta[name]')].map((meta) => {
    const name = meta.getAttribute('name')?.trim().toLowerCase() ?? ''
    const value = meta.getAttribute('content') ?? meta.getAttribute('contents') ?? ''
    return [name === 'keywords' ? 'tags' : name, value.trim()] as const
  })
  const body = document.querySelector('body')?.innerHTML ?? ''
  return { fields: { ...Object.fromEntries(metas), ...(title && { title }) }, body }
}
