import { hash } from 'node:crypto'

/** A text's hash in 27 characters that may stand in an `_id`: no two texts share one. */
export function textHash(text: string): string {
  return hash('sha1', text, 'base64url')
}
