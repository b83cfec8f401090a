import { normaliseText } from './normalise.ts'
import { badText, invalid, type Read, repeated } from './parameters.ts'

/** Code points of an id or address of a post. */
const MAX_LENGTH = 2_000

/** The post that `debug-post` asks about, by id or address; an empty field of a form asks about none. */
export function readDebugPost(params: URLSearchParams): Read<string | undefined> {
  const given = params.get('debug-post')
  const post = normaliseText(given ?? '')
  if (post === '') return { value: undefined, errors: repeated(params, 'debug-post') }
  const alone = !params.has('debug-search')
  return {
    value: post,
    errors: [
      ...repeated(params, 'debug-post'),
      ...badText('debug-post', post, MAX_LENGTH),
      ...(alone ? [invalid('debug-post', 'to stand together with debug-search', post)] : []),
    ],
  }
}
