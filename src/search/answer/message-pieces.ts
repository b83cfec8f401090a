import { onlyFor } from './message.ts'

/** A piece of a message: plain text, a text in quotes, a corrected query that the results are for, or the query as typed, to be searched for alone. */
type MessagePiece = { kind: 'text' | 'quoted' | 'meant' | 'only'; text: string }

type Message = { q: string; message?: string | undefined; meant?: readonly string[] | undefined }

/** The message of an answer in pieces, so that each can have its own look. Who shows them adds the quotes. */
export function messagePieces({ q, message = '', meant = [] }: Message): MessagePiece[] {
  const only = `${onlyFor(q)}.`
  if (!message.endsWith(only)) return quotedPieces(message, { q, meant })
  const sentences = message.slice(0, -only.length).trimEnd()
  return [...quotedPieces(sentences, { q, meant }), { kind: 'only', text: q }]
}

type Names = { q: string; meant: readonly string[] }

function quotedPieces(sentences: string, { q, meant }: Names): MessagePiece[] {
  // The longest first, since one name may begin with another.
  const names = [q, ...meant].sort((a, b) => b.length - a.length)
  const pieces: MessagePiece[] = []
  let rest = sentences
  while (rest !== '') {
    const start = rest.indexOf('“')
    const name = names.find((one) => rest.startsWith(`“${one}”`, start))
    const end = name === undefined ? rest.indexOf('”', start) : start + 1 + name.length
    if (start < 0 || end < 0) return [...pieces, { kind: 'text', text: rest }]
    const kind = name !== undefined && meant.length > 0 ? 'meant' : 'quoted'
    if (start > 0) pieces.push({ kind: 'text', text: rest.slice(0, start) })
    pieces.push({ kind, text: rest.slice(start + 1, end) })
    rest = rest.slice(end + 1)
  }
  return pieces
}
