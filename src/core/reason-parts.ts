/** What a reason names, as far as it does: the field, what was expected there and what was given. */
export type ReasonParts = { field?: string; expected?: string; given?: string }

const PARTS =
  /^(?:field "(?<quoted>[^"]*)": |(?<plain>[a-z][\w ]{0,40}): )?expected (?<expected>.*?)(?:, got (?<given>.*))?$/s
const NEXT = /; (?=field ")/

/** The parts of a reason such as `field "date": expected an ISO date, got "soon"`; of several, those of the first. */
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
