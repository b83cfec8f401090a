import { type Picture, pictureAt } from '../picture.ts'
import { childrenOf, firstText, type XmlElement } from './xml-element.ts'

/** The picture of an entry: that of Media RSS, or an enclosure that is an image. */
export function pictureOf(entry: XmlElement, base: string | undefined): Picture {
  const media = [entry, ...childrenOf(entry, 'media:group'), ...childrenOf(entry, 'media:content')]
  const contents = media.flatMap((one) => childrenOf(one, 'media:content')).filter(isImage)
  const thumbnails = media.flatMap((one) => childrenOf(one, 'media:thumbnail'))
  const enclosures = childrenOf(entry, 'enclosure').filter(isImage)
  const [first] = [...contents, ...thumbnails, ...enclosures]
  if (first === undefined) return {}
  return pictureAt(first.attributes.url, firstText(first, ['media:description', 'media:title']), base)
}

function isImage({ attributes: { medium, type, url } }: XmlElement): boolean {
  if (medium !== undefined || type !== undefined) return medium === 'image' || /^image\//.test(type ?? '')
  return /\.(?:avif|gif|jpe?g|png|webp)(?:[?#]|$)/i.test(url ?? '')
}
