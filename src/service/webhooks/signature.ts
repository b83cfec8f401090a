import { createHmac, timingSafeEqual } from 'node:crypto'

/** An older call may be a replay: somebody caught it on its way and sends it again. */
const MAX_AGE_MS = 5 * 60 * 1000

/** The signature in a header: an HMAC-SHA256 of the body in hexadecimal, and its time as the header has it. */
export type Signature = { hash: string; time: string }

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

/** Whether the text was signed with the secret, within MAX_AGE_MS of now. `ms` is the time of the signature, in milliseconds since 1970. */
export function isSigned(
  { hash, ms, text }: { hash: string; ms: number; text: string | Buffer },
  secret: string,
  now: Date,
): boolean {
  const expected = createHmac('sha256', secret).update(text).digest()
  const given = Buffer.from(hash, 'hex')
  const isRight = given.length === expected.length && timingSafeEqual(given, expected)
  return isRight && Math.abs(now.getTime() - ms) <= MAX_AGE_MS
}
