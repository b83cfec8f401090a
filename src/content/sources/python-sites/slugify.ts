import unidecode from 'unidecode'

/** A name as a part of an address, in lower case and with dashes between its words. Other scripts are written in Latin letters, unless `keepsUnicode`. */
export function slugify(name: string, keepsUnicode = false): string {
  const plain = keepsUnicode ? name.normalize('NFKC') : unidecode(name)
  return plain
    .toLowerCase()
    .replace(keepsUnicode ? /[^\p{L}\p{N}_\s-]/gu : /[^\w\s-]/g, '')
    .trim()
    .replace(/[-\s]+/g, '-')
}
