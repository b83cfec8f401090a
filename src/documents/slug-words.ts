import { idFromUrl } from './post-id.ts'
import { tidyLine } from './tidy-text.ts'

const DATE_BEFORE = /^(?:19|20)\d\d-\d{1,2}-\d{1,2}(?=-|$)/
/** Names of pages that say nothing of their post. */
const NO_NAME = /^(?:index|default)$/i
const SIGNS = /[^\p{L}\p{M}\p{N}'’]+/gu
/** Where "ReadyToFire" and "HTMLParser" have parts. */
const CAPITAL = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu

/** The words of the last part of a post's address that is a name, `my first post` of `/2019/01/04/my-first-post.html`; empty if it has none. */
export function slugWords(url: string): string {
  const names = (idFromUrl(url) ?? '').split('/').filter((name) => name !== '' && !NO_NAME.test(name))
  const name = (names.at(-1) ?? '').replace(DATE_BEFORE, '')
  const words = name
    .replace(CAPITAL, ' ')
    .split(SIGNS)
    .flatMap((part) => part.split(' '))
    .filter((word) => word !== '' && !/^\d+$/.test(word))
  return tidyLine(words.join(' '))
}
