import { childrenOf, textOf, type XmlElement } from '../xml/element.ts'

/** A place in which a block stands that several posts share. */
const REFERENCE = /<!-- wp:block \{[^{}]{0,500}?"ref":\s{0,9}(\d{1,20})[^{}]{0,500}\} \/-->/g

/** The contents of reusable blocks (patterns) by the number of their item. */
export type ReusableBlocks = ReadonlyMap<string, string>

/** The raw content of an item. */
export function contentOf(item: XmlElement): string {
  return childrenOf(item, 'content:encoded').map(textOf).join('\n\n')
}

/** Whether an item has a place for a reusable block. */
export function refersToBlocks(item: XmlElement): boolean {
  return contentOf(item).search(REFERENCE) >= 0
}

/** The content with the reusable blocks in their places, blocks in blocks too. A block that stands in it several times is taken once. */
export function withReusableBlocks(
  content: string,
  blocks: ReusableBlocks,
): { content: string; isBlockMissing: boolean } {
  const seen = new Set<string>()
  let isBlockMissing = false
  const fill = (text: string): string =>
    text.replace(REFERENCE, (_match, number: string) => {
      if (seen.has(number)) return ''
      seen.add(number)
      const block = blocks.get(number)
      isBlockMissing ||= block === undefined
      return fill(block ?? '')
    })
  return { content: fill(content), isBlockMissing }
}
