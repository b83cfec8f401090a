import { childrenOf, textIn, type XmlElement } from '../xml/element.ts'

/** The value that plugins and themes gave an item for a key; undefined if there is none. */
export function metaOf(item: XmlElement, key: string): string | undefined {
  const meta = childrenOf(item, 'wp:postmeta').find((one) => textIn(one, 'wp:meta_key') === key)
  return meta && textIn(meta, 'wp:meta_value')
}
