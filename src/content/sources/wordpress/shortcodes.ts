/** Shortcodes of WordPress, and names of widespread plugins that are no words of prose. */
const KNOWN = new Set(
  `audio caption embed gallery playlist video wp_caption
  contact-form contact-form-7 gravityform gravityforms ninja_form wpforms mc4wp_form nggallery rev_slider toc
  add_to_cart`.split(/\s+/),
)
/** What page builders and shops name theirs. */
const KNOWN_PREFIX = /^(?:av|et_pb|fusion|mk|su|tribe|vc|woocommerce|wpb)_/
/** Shortcodes of plugins whose names are words: they have an address, a number or an attribute. */
const WITH_ARGUMENT =
  /^(?:gist|googlemaps|instagram|polldaddy|product|products|slideshare|soundcloud|tweet|twitter|vimeo|youtube)(?:=|\s+(?:https?:|\d|[\w-]+=))/
/** Shortcodes of plugins that show code. */
const CODE = new Set(
  `bash c code cc codesyntax coldfusion cpp crayon csharp css delphi diff erlang groovy html java javascript js
  jscript latex objc perl php plain powershell python rails raw ruby scala shell sourcecode sql text vb vbnet xml
  yaml`.split(/\s+/),
)
const ATTRIBUTES = /^(?:\s+(?:[\w-]+\s?=\s?(?:"[^"]*"|'[^']*')|ids?=[\d,]+))+\s*\/?$/
const CAPTION_ATTRIBUTE = /\scaption=(?:"(?<double>[^"]*)"|'(?<single>[^']*)')/

/** Whether a tag in brackets is a shortcode even if no end tag follows, not a remark such as "[1]" or "[sic]": by its name, by attributes, or by a slash at its end. */
export function isLoneShortcode(name: string, attributes: string): boolean {
  if (KNOWN.has(name) || KNOWN_PREFIX.test(name) || WITH_ARGUMENT.test(name + attributes)) return true
  return /^\s+\/$/.test(attributes) || ATTRIBUTES.test(attributes)
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
