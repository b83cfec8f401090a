const MARKS: readonly [Buffer, string][] = [
  [Buffer.from([0xef, 0xbb, 0xbf]), 'utf-8'],
  [Buffer.from([0xff, 0xfe]), 'utf-16le'],
  [Buffer.from([0xfe, 0xff]), 'utf-16be'],
  [Buffer.from('<\0'), 'utf-16le'],
  [Buffer.from('\0<'), 'utf-16be'],
]

/** The encoding that the first bytes of a text tell: by a byte order mark, or by "<" in two bytes. Undefined if they tell none. */
export function markedEncoding(bytes: Buffer): string | undefined {
  return MARKS.find(([mark]) => bytes.subarray(0, mark.length).equals(mark))?.[1]
}
