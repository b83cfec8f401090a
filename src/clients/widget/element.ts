import { createClient } from '../js/client.ts'
import { createDialog, type SearchDialog } from './dialog.ts'
import { make } from './dom.ts'
import { createSearchField } from './search-field.ts'
import { forgetShortcuts, listenToShortcuts } from './shortcut.ts'
import { STYLE } from './style.ts'
import { textsFor, type WidgetTexts } from './texts.ts'

/** The address that the script was loaded from, which is that of the service. */
const OWN_SERVER = new URL('.', import.meta.url).href
const DEFAULT_SIZE = 10
const MAX_SIZE = 50

const sheet = new CSSStyleSheet()
sheet.replaceSync(STYLE)

/**
 * `<blog-search>`: an input with suggestions, and a dialog with results. Attributes: `server` (the address of the service, if not that of
 * the script), `lang`, `texts` (JSON that replaces single texts), `size` (results at a time), `shortcut="off"`, `input="off"` (only the dialog), `theme`.
 */
export class BlogSearch extends HTMLElement {
  static observedAttributes = ['server', 'lang', 'texts', 'size', 'shortcut']
  #texts: Partial<WidgetTexts> = {}
  #dialog: SearchDialog | undefined
  #detach: (() => void) | undefined

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
    if (this.#dialog !== undefined) this.#build()
  }

  /** Opens the dialog, with the results of `q` if it is given. */
  open(q = ''): void {
    this.#dialog?.open(q)
  }

  /** Opens the dialog for the keyboard shortcut, with the text of the input. */
  openBy(): void {
    this.open(this.shadowRoot?.querySelector('input')?.value)
  }

  connectedCallback(): void {
    // A property `texts` that was set before the script ran hides the setter.
    if (Object.hasOwn(this, 'texts')) {
      this.#texts = this.texts
      Reflect.deleteProperty(this, 'texts')
    }
    this.#build()
  }

  disconnectedCallback(): void {
    this.#takeApart()
  }

  attributeChangedCallback(): void {
    if (this.#dialog !== undefined) this.#build()
  }

  #build(): void {
    this.#takeApart()
    if (!this.isConnected) return
    const lang = languageOf(this)
    const texts = textsFor(lang, { ...readTexts(this.getAttribute('texts')), ...this.#texts })
    const client = createClient({
      baseUrl: new URL(this.getAttribute('server') ?? OWN_SERVER, document.baseURI).href,
    })
    const dialog = createDialog(client, { size: sizeOf(this.getAttribute('size')), lang, texts })
    const field = createSearchField(client, texts, dialog.open)
    // Landmarks of a page must differ, so only the first of several widgets is one.
    if (document.querySelector(this.localName) === this) field.node.setAttribute('role', 'search')
    this.shadowRoot?.replaceChildren(make('div', { class: 'place', lang }, field.node), dialog.node)
    this.#dialog = dialog
    this.#detach = () => {
      field.detach()
      dialog.detach()
      dialog.node.close()
    }
    if (this.getAttribute('shortcut') !== 'off') listenToShortcuts(this)
  }

  #takeApart(): void {
    this.#detach?.()
    this.#detach = undefined
    this.#dialog = undefined
    forgetShortcuts(this)
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
