import { type Picture, pictureAt } from '../picture.ts'
import { textIn, type XmlElement } from '../xml/element.ts'
import { readItems } from '../xml/items.ts'
import { metaOf } from './post-meta.ts'
import { contentOf, type ReusableBlocks, refersToBlocks } from './reusable-blocks.ts'

/** The items of an export that its posts share, by their numbers: reusable blocks (patterns) and pictures. */
export type Shared = { blocks: ReusableBlocks; pictures: ReadonlyMap<string, Picture> }

const THUMBNAIL = '_thumbnail_id'
/** A small copy of a picture, in the PHP of its metadata. */
const SMALL_COPY = /"(?:medium|thumbnail)";a:\d+:\{s:4:"file";s:\d+:"([^"/\\]{1,500})"/

/** Whether an item has a place for a reusable block, or a picture. */
export function refersToShared(item: XmlElement): boolean {
  return refersToBlocks(item) || metaOf(item, THUMBNAIL) !== undefined
}

/** The shared items of an export. It reads the whole file, since they may come after the posts that have them. */
export async function readShared(path: string, signal: AbortSignal | undefined): Promise<Shared> {
  const blocks = new Map<string, string>()
  const pictures = new Map<string, Picture>()
  for await (const piece of readItems(path, signal)) {
    if (piece.kind !== 'item') continue
    const { element } = piece
    const [id = '', type] = [textIn(element, 'wp:post_id'), textIn(element, 'wp:post_type')]
    if (type === 'attachment') pictures.set(id, readPicture(element))
    else if (type === 'wp_block' && textIn(element, 'wp:status') === 'publish') {
      blocks.set(id, contentOf(element))
    }
  }
  return { blocks, pictures }
}

/** The picture of a post. */
export function pictureOf(post: XmlElement, shared: Shared | undefined): Picture {
  return shared?.pictures.get(metaOf(post, THUMBNAIL) ?? '') ?? {}
}

/** A picture of the export; its small copy, if there is one. */
function readPicture(attachment: XmlElement): Picture {
  const address = textIn(attachment, 'wp:attachment_url')
  const small = SMALL_COPY.exec(metaOf(attachment, '_wp_attachment_metadata') ?? '')?.[1]
  const isImage = /\.(?:avif|gif|jpe?g|png|webp|svg)$/i.test(address ?? '')
  if (!isImage) return {}
  return pictureAt(
    small === undefined ? address : address?.replace(/[^/]*$/, small),
    metaOf(attachment, '_wp_attachment_image_alt'),
  )
}
