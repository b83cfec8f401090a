import { hash } from 'node:crypto'

/** A text's hash in 27 characters that an `_id` may contain. No two texts share one. */
export function textHash(text: string): string {
  return hash('sha1', text, 'base64url')
}
