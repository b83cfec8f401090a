/** Shortcodes that may stand alone without attributes, of WordPress and of widespread plugins. Others are told from prose by what they look like. */
const KNOWN = new Set(
  `audio caption embed gallery playlist video wp_caption
  contact-form contact-form-7 gravityform gravityforms ninja_form wpforms mc4wp_form
  googlemaps instagram slideshare soundcloud tweet twitter vimeo youtube
  archives latest-posts nggallery polldaddy rev_slider singlepic sitemap toc
  add_to_cart product products woocommerce_cart woocommerce_checkout woocommerce_my_account`.split(/\s+/),
)
/** What page builders and shops name theirs. */
const KNOWN_PREFIX = /^(?:av|et_pb|fusion|mk|su|tribe|vc|wpb|woocommerce)_/
/** Shortcodes of plugins that show code. */
const CODE = new Set(
  `bash c code codesyntax coldfusion cpp crayon csharp css delphi diff erlang groovy html java javascript js
  jscript latex objc perl php plain powershell python rails ruby scala shell sourcecode sql text vb vbnet xml
  yaml`.split(/\s+/),
)
const QUOTED_ATTRIBUTES = /^(?:\s+[\w-]+\s?=\s?(?:"[^"]*"|'[^']*'))+\s*\/?$/
const CAPTION_ATTRIBUTE = /\scaption=(?:"(?<double>[^"]*)"|'(?<single>[^']*)')/

/** Whether a tag in brackets is a shortcode even if no end tag follows, not a remark such as "[1]" or "[sic]": by its name, by quoted attributes, or by a slash at its end. */
export function isLoneShortcode(name: string, attributes: string): boolean {
  if (KNOWN.has(name) || KNOWN_PREFIX.test(name)) return true
  return /^\s+\/$/.test(attributes) || QUOTED_ATTRIBUTES.test(attributes)
}

/** Whether what a shortcode encloses is code. */
export function enclosesCode(name: string): boolean {
  return CODE.has(name)
}

/** What a reader sees of a shortcode's tag: the caption that older posts have as an attribute, else nothing. A dropped capital is one word with what follows. */
export function shortcodeText(name: string, attributes: string): string {
  if (name === 'dropcap') return ''
  if (name !== 'caption' && name !== 'wp_caption') return ' '
  const { double, single } = CAPTION_ATTRIBUTE.exec(attributes)?.groups ?? {}
  return `<p>${double ?? single ?? ''}</p>`
}
