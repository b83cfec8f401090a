import { builderTexts } from './builder-texts.ts'

/** Shortcodes of WordPress, and those of widespread plugins whose names are no words of prose. */
const KNOWN = new Set(
  `audio caption embed gallery playlist video wp_caption
  contact-form contact-form-7 gravityform gravityforms ninja_form wpforms mc4wp_form nggallery rev_slider toc
  add_to_cart`.split(/\s+/),
)
/** Prefixes of the shortcodes of page builders and shops. */
const KNOWN_PREFIX = /^(?:av|et_pb|fusion|mk|su|tribe|vc|woocommerce|wpb)_/
/** Shortcodes of plugins whose names are words, so an address, a number or an attribute must follow. */
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

/** Whether a tag in brackets is a shortcode even without an end tag, and not a remark such as "[1]" or "[sic]". Its name, attributes, or a slash at its end show that. */
export function isLoneShortcode(name: string, attributes: string): boolean {
  if (KNOWN.has(name) || KNOWN_PREFIX.test(name) || WITH_ARGUMENT.test(name + attributes)) return true
  return /^\s+\/$/.test(attributes) || ATTRIBUTES.test(attributes)
}

/** Whether the text that a shortcode encloses is code. */
export function enclosesCode(name: string): boolean {
  return CODE.has(name)
}

/** The text that a reader sees of a shortcode's tag: the caption or title that it has as an attribute, otherwise nothing. A drop cap is one word with the text after it. */
export function shortcodeText(name: string, attributes: string): string {
  if (name === 'dropcap') return ''
  if (name !== 'caption' && name !== 'wp_caption') return builderTexts(name, attributes) || ' '
  const { double, single } = CAPTION_ATTRIBUTE.exec(attributes)?.groups ?? {}
  return `<p>${double ?? single ?? ''}</p>`
}
