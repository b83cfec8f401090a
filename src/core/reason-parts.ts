/** The parts of a reason, where it names them: the field, the expected and the given value. */
export type ReasonParts = { field?: string; expected?: string; given?: string }

const PARTS =
  /^(?:field "(?<quoted>[^"]*)": |(?<plain>[a-z][\w ]{0,40}): )?expected (?<expected>.*?)(?:, got (?<given>.*))?$/s
const NEXT = /; (?=field ")/

/** The parts of a reason such as `field "date": expected an ISO date, got "soon"`. If it lists several errors, only the first counts. */
export function readReason(reason: string): ReasonParts {
  const [first = ''] = reason.split(NEXT, 1)
  const { quoted, plain, expected, given } = PARTS.exec(first)?.groups ?? {}
  const field = quoted ?? plain
  return {
    ...(field !== undefined && { field }),
    ...(expected !== undefined && { expected }),
    ...(given !== undefined && { given }),
  }
}
