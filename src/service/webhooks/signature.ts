import { createHmac, timingSafeEqual } from 'node:crypto'

/** An older call may be a replay: somebody caught it on its way and sends it again. */
const MAX_AGE_MS = 5 * 60 * 1000

/** The signature in a header: an HMAC-SHA256 of the body in hexadecimal, and its time as the header has it. */
type Signature = { hash: string; time: string }

/** The parts of `sha256=<hex>, t=<time>`, in either order; undefined if one is missing. */
export function readSignature(header: string | undefined): Signature | undefined {
  const parts = new Map(
    (header ?? '').split(',').flatMap((part) => {
      const [, name, value] = /^\s*(sha256|t)=([0-9a-f]+)\s*$/i.exec(part) ?? []
      return name !== undefined && value !== undefined ? [[name.toLowerCase(), value]] : []
    }),
  )
  const hash = parts.get('sha256')
  const time = parts.get('t')
  return hash === undefined || time === undefined ? undefined : { hash, time }
}

/** A text that is said to be signed. `ms` is the time of the signature, in milliseconds since 1970. */
export type Signed = { hash: string; ms: number; text: string | Buffer }

/** Why a text counts as not signed with the secret within MAX_AGE_MS of now, in a sentence for its sender; undefined if it is. Only who knows the secret is told of clocks. */
export function whyNotSigned({ hash, ms, text }: Signed, secret: string, now: Date): string | undefined {
  const expected = createHmac('sha256', secret).update(text).digest()
  const given = Buffer.from(hash, 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return 'The signature is not right: expected one that is made with the secret of this service.'
  }
  const age = now.getTime() - ms
  if (Math.abs(age) <= MAX_AGE_MS) return undefined
  const seconds = (Math.abs(age) / 1000).toFixed(0)
  return `The signature is right, but its time is ${seconds} s ${age > 0 ? 'before' : 'after'} the clock of this service; expected at most ${MAX_AGE_MS / 1000} s.`
}
