import { JSONParser } from '@streamparser/json'
import { InputError } from '../../../core/errors.ts'
import { utf8Chunks } from '../utf8-chunks.ts'

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
  for await (const chunk of utf8Chunks(path, signal)) {
    if (failure === undefined && !parser.isEnded) parser.write(chunk)
    yield* found
    found = []
    if (failure !== undefined) break
  }
  if (failure === undefined && parser.isEnded) return
  throw new InputError(`expected JSON, got ${failure?.message ?? 'a file that is cut off'}`)
}
