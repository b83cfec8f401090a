import { markdownToHtml } from '../../documents/markdown-html.ts'

/** The paywall: readers who are no members stop here. */
export const PAYWALL = '<!--members-only-->'

type Payload = Record<string, unknown>

/** The words of a card as HTML, by its name in either editor. Fields of rich text are HTML. */
const CARDS: Record<string, (payload: Payload) => string> = {
  paywall: () => PAYWALL,
  html: (card) => rich(card, 'html'),
  markdown: (card) => markdownToHtml(rich(card, 'markdown')),
  code: (card) => `<pre><code>${plain(card, 'code')}</code></pre>${blocks(rich(card, 'caption'))}`,
  image: (card) => blocks(`<img alt="${plain(card, 'alt')}">`, rich(card, 'caption')),
  gallery: (card) => blocks(rich(card, 'caption')),
  bookmark: (card) => blocks(...described(card), rich(card, 'caption')),
  embed: (card) => blocks(...described(card), rich(card, 'caption')),
  callout: (card) => blocks(rich(card, 'calloutText')),
  toggle: (card) => blocks(rich(card, 'heading'), rich(card, 'content')),
  header: (card) =>
    blocks(...['header', 'heading', 'subheader', 'subheading'].map((field) => rich(card, field))),
  button: (card) => blocks(plain(card, 'buttonText')),
  product: (card) => blocks(rich(card, 'productTitle'), rich(card, 'productDescription')),
  file: (card) => blocks(plain(card, 'fileTitle'), plain(card, 'fileCaption')),
  audio: (card) => blocks(plain(card, 'title')),
  video: (card) => blocks(rich(card, 'caption')),
  // Cards for readers of e-mails, or for nobody.
  email: () => '',
  'email-cta': () => '',
  signup: () => '',
  horizontalrule: () => '',
  hr: () => '',
}
const OTHER_NAMES: Record<string, string> = { 'card-markdown': 'markdown', codeblock: 'code' }

/** The words of a card of Ghost's editors as HTML; undefined if no card has this name. */
export function cardToHtml(name: string, payload: Payload): string | undefined {
  const known = OTHER_NAMES[name] ?? name
  if (!Object.hasOwn(CARDS, known)) return undefined
  return isForAll(payload) ? CARDS[known]?.(payload) : ''
}

/** Whether a card is shown to readers on the web who are no members. */
function isForAll({ visibility }: Payload): boolean {
  if (!isRecord(visibility)) return true
  const { web, showOnWeb } = visibility
  return showOnWeb !== false && !(isRecord(web) && web.nonMember === false)
}

function blocks(...html: readonly string[]): string {
  return html
    .filter(Boolean)
    .map((one) => `<p>${one}</p>`)
    .join('')
}

function rich(payload: Payload, field: string): string {
  const value = payload[field]
  return typeof value === 'string' ? value : ''
}

function plain(payload: Payload, field: string): string {
  return escapeHtml(rich(payload, field))
}

/** The title and description that a card has of the page that it is about. */
function described({ metadata }: Payload): string[] {
  return isRecord(metadata) ? [plain(metadata, 'title'), plain(metadata, 'description')] : []
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
