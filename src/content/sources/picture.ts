import { resolveAddress } from './feed/addresses.ts'

/** The picture of a post as a raw document has it. */
export type Picture = { image?: string; imageAlt?: string }

/** A picture, if its address is one that readers can load. `base` is the address that a relative one is relative to. */
export function pictureAt(address: string | undefined, alt?: string | undefined, base?: string): Picture {
  const image = /^\s*data:/i.test(address ?? '') ? undefined : resolveAddress(address, base)
  if (image === undefined || !/^(?:https?:|\/)/i.test(image)) return {}
  const imageAlt = alt?.trim()
  return { image, ...(imageAlt && imageAlt.length <= MAX_ALT_LENGTH && { imageAlt }) }
}

/** A longer description is refused. */
const MAX_ALT_LENGTH = 1_000
