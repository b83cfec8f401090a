import { createCounting } from '../../service/pages/browser/counting.ts'
import { recentSearches } from '../../service/pages/browser/recent-searches.ts'
import type { WidgetTexts } from '../../service/pages/texts/types.ts'
import { createClient } from '../js/client.ts'
import type { Part } from './ask-live.ts'
import { createDialog, type SearchDialog } from './dialog.ts'
import { make } from './dom.ts'
import { createPageField } from './page-field.ts'
import { forget, remember, returned } from './reopen.ts'
import { forgetShortcuts, listenToShortcuts, SHORTCUT } from './shortcut.ts'
import { STYLE } from './style.ts'
import { textsFor } from './texts.ts'

/** The address that the script was loaded from, which is that of the service. */
const OWN_SERVER = new URL('.', import.meta.url).href
const DEFAULT_SIZE = 10
const MAX_SIZE = 50

const sheet = new CSSStyleSheet()
sheet.replaceSync(STYLE)

/**
 * `<blog-search>`: an input with suggestions, and a dialog with results. Attributes: `server` (the address of the service, if not that of
 * the script), `page` (the address of the search page, or `off`), `lang`, `texts` (JSON that replaces single texts), `size` (results at a time),
 * `site` (the part of the blog to keep to), `shortcut="off"`, `input="off"` (only the dialog), `theme`, `pictures="off"`.
 */
export class BlogSearch extends HTMLElement {
  static observedAttributes = ['server', 'page', 'lang', 'texts', 'size', 'site', 'shortcut', 'pictures']
  #texts: Partial<WidgetTexts> = {}
  #dialog: SearchDialog | undefined
  #detach: (() => void) | undefined
  /** The texts that are being fetched; any others came too late. */
  #awaited: Promise<WidgetTexts> | undefined

  constructor() {
    super()
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet]
  }

  /** Texts that replace shipped ones. */
  get texts(): Partial<WidgetTexts> {
    return this.#texts
  }

  set texts(texts: Partial<WidgetTexts>) {
    this.#texts = texts
    if (this.#dialog !== undefined || this.#awaited !== undefined) this.#build()
  }

  /** Opens the dialog, with the results of `q` if it is given. A widget that is not rendered stays closed, since its dialog could not be seen. */
  open(q = ''): void {
    if (this.checkVisibility()) this.#dialog?.open(q)
  }

  /** For the keyboard shortcut: opens the dialog with the text of the input. In the open dialog, it selects what was typed. */
  openBy(): void {
    if (this.isOpen) this.#dialog?.focus()
    else this.open(this.shadowRoot?.querySelector('input')?.value)
  }

  /** Whether the dialog is open. */
  get isOpen(): boolean {
    return this.#dialog?.node.open === true
  }

  /** Whether the shortcut keys open this widget. */
  get wantsKeys(): boolean {
    return this.getAttribute('shortcut') !== 'off'
  }

  get node(): HTMLElement {
    return this
  }

  connectedCallback(): void {
    // A property `texts` that was set before the script ran hides the setter.
    if (Object.hasOwn(this, 'texts')) {
      this.#texts = this.texts
      Reflect.deleteProperty(this, 'texts')
    }
    this.#build()
    listenToShortcuts(this)
    addEventListener('pagehide', this.#leave)
  }

  disconnectedCallback(): void {
    this.#takeApart()
    forgetShortcuts(this)
    removeEventListener('pagehide', this.#leave)
  }

  #leave = (): void => {
    if (this.#dialog !== undefined && this.isOpen)
      remember({ widget: this.#number(), ...this.#dialog.state() })
  }

  /** Which widget of the page this is. */
  #number(): number {
    return [...document.querySelectorAll(this.localName)].indexOf(this)
  }

  attributeChangedCallback(): void {
    if (this.#dialog !== undefined || this.#awaited !== undefined) this.#build()
  }

  #build(): void {
    this.#takeApart()
    if (!this.isConnected) return
    const server = new URL(this.getAttribute('server') ?? OWN_SERVER, document.baseURI).href
    const shipped = textsFor(languageOf(this), server)
    if (!(shipped instanceof Promise)) {
      this.#buildWith(shipped, server)
      return
    }
    this.#awaited = shipped
    void shipped.then((texts) => {
      if (this.#awaited === shipped && this.isConnected) this.#buildWith(texts, server)
    })
  }

  #buildWith(shipped: WidgetTexts, server: string): void {
    const lang = languageOf(this)
    const texts = { ...shipped, ...readTexts(this.getAttribute('texts')), ...this.#texts }
    const client = createClient({ baseUrl: server })
    const counting = createCounting(`${server.replace(/\/*$/, '')}/api/v1`)
    const common = { client, recent: recentSearches(), texts, part: partOf(this.getAttribute('site')) }
    const dialog = createDialog({
      ...{ ...common, lang, size: sizeOf(this.getAttribute('size')) },
      ...{ page: this.#pageOf(server), counting, onClosed: forget },
      pictures: this.getAttribute('pictures') !== 'off',
    })
    const keys = this.wantsKeys ? SHORTCUT : undefined
    const field = createPageField({ ...common, keys }, dialog.open)
    // Landmarks of a page must differ, so only the first of several widgets is one.
    if (this.#number() === 0) field.node.setAttribute('role', 'search')
    this.shadowRoot?.replaceChildren(make('div', { class: 'place', lang }, field.node), dialog.node)
    this.#dialog = dialog
    this.#detach = () => {
      field.detach()
      dialog.detach()
    }
    const left = returned(this.#number())
    if (left !== undefined) dialog.restore(left)
  }

  /** The address of the search page, unless the attribute switches it off. */
  #pageOf(server: string): string | undefined {
    const page = this.getAttribute('page')
    if (page === 'off') return undefined
    return page ?? `${server.replace(/\/*$/, '')}/search`
  }

  #takeApart(): void {
    this.#detach?.()
    this.#detach = undefined
    this.#dialog = undefined
    this.#awaited = undefined
  }
}

function languageOf(element: Element): string {
  const said = element.closest('[lang]')?.getAttribute('lang') ?? ''
  try {
    return Intl.getCanonicalLocales(said)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

/** The parameters that keep a request to a part of the blog. */
function partOf(attribute: string | null): Part {
  const site = attribute?.trim() ?? ''
  return site === '' ? {} : { site }
}

function sizeOf(attribute: string | null): number {
  const size = Number(attribute ?? DEFAULT_SIZE)
  return Number.isInteger(size) && size >= 1 && size <= MAX_SIZE ? size : DEFAULT_SIZE
}

/** The texts of the attribute. Anything but a JSON object is reported to the console and ignored. */
function readTexts(attribute: string | null): Partial<WidgetTexts> {
  if (attribute === null) return {}
  try {
    const texts: unknown = JSON.parse(attribute)
    if (typeof texts === 'object' && texts !== null) return texts
  } catch {
    // Reported below, as is JSON that is not an object.
  }
  reportError(new TypeError(`<blog-search texts>: expected a JSON object, got ${attribute.slice(0, 80)}`))
  return {}
}
