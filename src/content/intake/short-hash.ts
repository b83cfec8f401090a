import { hash } from 'node:crypto'

/** 48 bits fit a number exactly. Among a million texts, the chance that two share a hash is one in five hundred. */
const HASH_BYTES = 6

/** A number that represents a text, so that a set of many ids takes little memory. Two texts may share one. */
export function shortHash(text: string): number {
  return hash('sha1', text, 'buffer').readUIntBE(0, HASH_BYTES)
}
