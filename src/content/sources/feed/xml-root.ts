/** The start of an XML document. */
type XmlRoot = {
  /** The name of the root element, in lower case without prefix: `rss`, `feed`, `rdf`. */
  name: string
  /** The attributes of the root element, as written. */
  attributes: string
  /** Whether a DOCTYPE defines entities. */
  definesEntities: boolean
}

/** The namespace of a WordPress export, which is RSS with drafts and all else in it. */
export const WORDPRESS_EXPORT = /wordpress\.org\/export/i

const MAX_HEAD = 64 * 1024
const QUOTED = `"[^"]*"|'[^']*'`
const PROLOG = new RegExp(
  `^(?:\\s|<\\?.*?\\?>|<!--.*?-->|<!doctype(?:[^>"'[]|${QUOTED})*(?:\\[(?:[^\\]"']|${QUOTED})*\\]\\s*)?>)*`,
  'is',
)
const ROOT_TAG = new RegExp(`<(?:[\\w.-]+:)?(?<name>[a-z][\\w.-]*)(?<attributes>(?:[^>"']|${QUOTED})*)`, 'iy')

/** The root of an XML document, or undefined if there is none in its first 64 K characters. */
export function readXmlRoot(text: string): XmlRoot | undefined {
  const head = text.slice(0, MAX_HEAD)
  const prolog = PROLOG.exec(head)
  ROOT_TAG.lastIndex = prolog?.[0].length ?? 0
  const { name, attributes } = ROOT_TAG.exec(head)?.groups ?? {}
  if (name === undefined || attributes === undefined) return undefined
  const declarations = (prolog?.[0] ?? '').replace(/<!--.*?-->/gs, '')
  const definesEntities = /<!entity\s/i.test(declarations)
  return { name: name.toLowerCase(), attributes, definesEntities }
}
