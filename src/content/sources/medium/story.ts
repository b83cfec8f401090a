import { parseHTML } from 'linkedom'
import { readDate } from '../../documents/read-date.ts'
import type { SourceItem } from '../source-types.ts'

type Document = ReturnType<typeof parseHTML>['document']

/** A page of the export as a raw post. A page without its date of publication and its address is a draft, whatever it is called. */
export function readStory(html: string, place: string): SourceItem {
  const { document } = parseHTML(html)
  const date = document.querySelector('time.dt-published')?.getAttribute('datetime')?.trim()
  const url = document.querySelector('a.p-canonical')?.getAttribute('href')?.trim()
  if (!date || !url) return { kind: 'skipped', place, what: 'post', reason: 'draft' }
  const title = textIn(document, '.p-name') ?? textIn(document, 'title')
  const author = textIn(document, '.p-author')
  return {
    kind: 'document',
    place,
    value: {
      url,
      ...(title !== undefined && { title }),
      text: bodyOf(document),
      format: 'html',
      // A date that cannot be read stays as it is, so that validation reports it.
      date: readDate(date) ?? date,
      ...(author !== undefined && { author }),
    },
  }
}

/** The text without the title, which the body of a story repeats. */
function bodyOf(document: Document): string {
  const body = document.querySelector('[data-field="body"]') ?? document.querySelector('.e-content')
  body?.querySelector('.graf--title')?.remove()
  return body?.innerHTML.trim() ?? ''
}

function textIn(document: Document, selector: string): string | undefined {
  return document.querySelector(selector)?.textContent?.trim() || undefined
}
