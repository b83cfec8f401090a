import { createReadStream } from 'node:fs'
import { JSONParser } from '@streamparser/json'
import { InputError } from '../../../core/errors.ts'

/** Bytes of a file that are held at once: the values of one chunk. */
const CHUNK_BYTES = 256 * 1024

/** A value of a JSON file, and the name of the list that it is in. */
type JsonValue = { list: string; value: unknown }

/**
 * The items of lists anywhere in a JSON file, one after the other, by paths such as `$.data.posts.*`. Only those of one
 * chunk are in memory. If the file is no JSON, yields the items before the error, then throws an InputError.
 */
export async function* readJsonValues(
  path: string,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<JsonValue, void, undefined> {
  const parser = new JSONParser({ paths: [...paths], keepStack: false })
  let found: JsonValue[] = []
  let failure: Error | undefined
  parser.onValue = ({ value, stack }) => {
    found.push({ list: String(stack.at(-1)?.key ?? ''), value })
  }
  parser.onError = (error) => {
    failure = error
  }
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES, signal })) {
    if (failure === undefined && !parser.isEnded) parser.write(chunk)
    yield* found
    found = []
    if (failure !== undefined) break
  }
  if (failure === undefined && parser.isEnded) return
  throw new InputError(`expected JSON, got ${failure?.message ?? 'a file that is cut off'}`)
}
