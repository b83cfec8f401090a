import { decodeUtf8 } from '../ndjson-source.ts'

/** Prefixes of the shortcodes of page builders: Avada, Divi, Enfold, Shortcodes Ultimate and WPBakery. */
const BUILDER = /^(?:av|et_pb|fusion|mk|su|vc|wpb)_/
/** Attributes in which page builders keep texts that readers see. */
const TEXT =
  /\s(?:title|text|heading|sub_?head(?:ing|er)?|h2|h4|button_text|button_one_text|button_two_text|btn_title|caption|alt|author|job_title|company_name|quote)=(?:"([^"]*)"|'([^']*)')/g
/** Signs that builders escape in attributes. */
const ESCAPES: Record<string, string> = { '%22': '"', '%91': '[', '%93': ']', '``': '"' }
/** Shortcodes whose text is encoded, since an editor would change it: by Base64, and in WPBakery also as in an address. */
const ENCODED = /^(?:vc_raw_html|fusion_code|fusion_syntax_highlighter)$/
/** Shortcodes whose text nobody reads. */
const SCRIPT = 'vc_raw_js'
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/

/** The texts in the attributes of a page builder's shortcode as HTML: titles, headings, names of buttons. Empty for other shortcodes. */
export function builderTexts(name: string, attributes: string): string {
  if (!BUILDER.test(name)) return ''
  const texts = [...attributes.matchAll(TEXT)].map(([, double, single]) => double ?? single ?? '')
  return texts
    .filter((text) => text.trim() !== '')
    .map((text) => `<p>${text.replace(/%22|%91|%93|``/g, (sign) => ESCAPES[sign] ?? sign)}</p>`)
    .join('')
}

/** Whether the text that a shortcode encloses is not for reading as it stands: it is encoded, or a script. */
export function enclosesEncoded(name: string): boolean {
  return ENCODED.test(name) || name === SCRIPT
}

/** The HTML that an encoded shortcode encloses. */
export function decodeEnclosed(name: string, inner: string): string {
  if (name === SCRIPT) return ''
  const text = inner.replace(/<\/?p>|<br\s*\/?>/g, '').trim()
  if (!BASE64.test(text)) return inner
  const html = fromPercents(decodeUtf8(Buffer.from(text, 'base64')) ?? '')
  return name === 'fusion_syntax_highlighter' ? `<pre>${html.replaceAll('<', '&lt;')}</pre>` : html
}

function fromPercents(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
